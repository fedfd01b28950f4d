import type { RecordKind, UnitKind, Validity } from '../publication-log/entries.ts'
import type { DisclosureAttribute, Ground, GroundCode } from './disclosure.ts'

export const attributeLabels = {
  proactive: '主动公开',
  on_request: '依申请公开',
  not_public: '不予公开',
} as const satisfies Record<DisclosureAttribute, string>

export const groundLabels = {
  EX14a: '依法确定为国家秘密',
  EX14b: '法律、行政法规禁止公开',
  EX14c: '公开后可能危及国家安全、公共安全、经济安全、社会稳定',
  EX15: '涉及商业秘密、个人隐私等，公开会损害第三方合法权益',
  EX16a: '内部事务信息（人事管理、后勤管理、内部工作流程）',
  EX16b: '过程性信息（讨论记录、过程稿、磋商信函、请示报告）',
  EX16c: '行政执法案卷信息',
} as const satisfies Record<GroundCode, string>

/** What the person who chooses the ground must know before choosing. */
export const groundHints = {
  EX14a: '须有定密依据；是否涉密不能确定的，报保密行政管理部门确定。',
  EX14b: '只限法律和行政法规；地方性法规、规章的禁止性规定不能作为依据。',
  EX14c: '写明危及哪一项安全或者稳定、如何危及。',
  EX15: '先征求第三方意见；第三方同意，或者不公开会对公共利益造成重大影响的，应当公开。',
  EX16a: '可以不予公开，不是必须不公开；法律、法规、规章要求公开的应当公开。',
  EX16b: '限于行政管理过程中形成的过程性信息；法律、法规、规章要求公开的应当公开。',
  EX16c: '行政执法决定本身的公开另按行政处罚法等规定执行。',
} as const satisfies Record<GroundCode, string>

export const forceLabels = { must: '不得公开', may: '可以不予公开' } as const satisfies Record<Ground['force'], string>

export const validityLabels = {
  not_yet_effective: '尚未施行',
  effective: '现行有效',
  amended: '已修改',
  expired: '已失效',
  repealed: '已废止',
} as const satisfies Record<Validity, string>

export const recordKindLabels = {
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
  project: '重大项目、采购、土地',
  emergency: '应急管理',
  guide: '政府信息公开指南',
  rule: '政府信息公开制度',
  annual_report: '政府信息公开工作年度报告',
  case: '案例',
  other: '其他',
} as const satisfies Record<RecordKind, string>

export const unitKindLabels = {
  government: '县级人民政府',
  department: '政府部门',
  township: '乡镇人民政府、街道办事处',
  subordinate: '所属机构',
  public_enterprise: '公共企事业单位',
} as const satisfies Record<UnitKind, string>
