import type { RecordKind, UnitKind, Validity } from './entries.ts'

/** 体裁/文种 as readers see it. */
export const kindLabels: Record<RecordKind, string> = {
  normative_document: '行政规范性文件',
  official_document: '其他公文',
  regulation: '法律法规规章',
  interpretation: '政策解读',
  plan: '规划计划',
  notice: '通知公告',
  news: '工作动态',
  statistics: '统计信息',
  finance: '财政预决算',
  service_guide: '办事指南',
  enforcement: '行政执法',
  personnel: '人事信息',
  project: '重大项目与采购',
  emergency: '应急管理',
  guide: '政府信息公开指南',
  rule: '政府信息公开制度',
  annual_report: '政府信息公开工作年度报告',
  case: '案例',
  other: '其他',
}

export const validityLabels: Record<Validity, string> = {
  not_yet_effective: '尚未生效',
  effective: '有效',
  amended: '已修改',
  expired: '已失效',
  repealed: '已废止',
}

export const unitKindLabels: Record<UnitKind, string> = {
  government: '政府',
  department: '政府部门',
  township: '乡镇（街道）',
  subordinate: '直属单位',
  public_enterprise: '公共企事业单位',
}
