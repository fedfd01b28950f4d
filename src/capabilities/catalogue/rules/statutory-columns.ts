/**
 * The column tree of every unit's 政府信息公开 page: the four fixed entries of 平台规范 (指南, 制度, 法定主动公开内容, 年报), under
 * the third one the fifteen items of 条例 art 20 and those of art 21 by kind of unit, and a few customary columns beside.
 * Bodies of art 55 show only what their sector rules can ask for. A county may retitle and add columns; codes stay.
 */

import type { ArticleId } from '../../../foundations/law/articles.ts'
import { cite } from '../../../foundations/law/cite.ts'
import type { LimitKey } from '../../../foundations/law/limits.ts'
import type { ColumnChanged, RecordKind, UnitKind } from '../../../foundations/publication-log/entries.ts'

export type StatutoryColumn = Omit<ColumnChanged, 'id' | 'parentId'> & {
  parentCode: string | null
  law: ArticleId
  /** Kind proposed for a record drafted in this column. */
  kind: RecordKind
  /** Days without an update after which the column counts as stale; a default, see `staleness` below. */
  staleAfterDays: number | null
  /** Special law whose period governs what is published here instead of art 26. */
  specialLimit: LimitKey | null
}

const everyone: UnitKind[] = ['government', 'department', 'township', 'subordinate', 'public_enterprise']
const agencies: UnitKind[] = ['government', 'department', 'township', 'subordinate']
const countyLevel: UnitKind[] = ['government', 'department']
const townships: UnitKind[] = ['township']
const local: UnitKind[] = [...countyLevel, ...townships]

type Row = readonly [
  code: string,
  parent: string | null,
  title: string,
  law: ArticleId,
  kind: RecordKind,
  appliesTo: UnitKind[],
  description: string,
]

// biome-ignore format: one column a line reads as the table it is
const rows: readonly Row[] = [
  ['guide', null, '政府信息公开指南', 'OGI-12', 'guide', everyone, '信息怎样分类编排、怎样获取，公开工作机构的地址、时间和联系方式'],
  ['rules', null, '政府信息公开制度', 'OGI-4', 'rule', everyone, '有关政府信息公开的法规、规定和本机关的工作制度'],

  ['statutory', null, '法定主动公开内容', 'OGI-20', 'other', everyone, '法律规定本机关应当主动公开的信息'],
  ['basis', 'statutory', '履职依据', 'OGI-20-1', 'official_document', agencies, '本机关履行职责所依据的法规、规章和文件'],
  ['laws', 'basis', '法律法规规章', 'OGI-20-1', 'regulation', agencies, '与本机关职责有关的法律、行政法规、地方性法规和规章'],
  ['normative', 'basis', '行政规范性文件', 'OGI-20-1', 'normative_document', agencies, '本机关制发的行政规范性文件，标明是否有效'],
  ['policies', 'basis', '其他政策文件', 'OGI-20-1', 'official_document', agencies, '规范性文件以外的其他公文'],
  ['organisation', 'statutory', '机构职能', 'OGI-20-2', 'other', everyone, '本机关做什么、由谁负责、怎样联系'],
  ['profile', 'organisation', '机构简介', 'OGI-20-2', 'other', everyone, '机关职能、办公地址和办公时间'],
  ['leaders', 'organisation', '领导信息', 'OGI-20-2', 'personnel', everyone, '负责人姓名、职务和分工'],
  ['sections', 'organisation', '内设机构', 'OGI-20-2', 'other', everyone, '内设机构的名称、职责、负责人和电话'],
  ['contacts', 'organisation', '联系方式', 'OGI-20-2', 'other', everyone, '办公电话、邮箱和监督电话'],
  ['plans', 'statutory', '规划信息', 'OGI-20-3', 'plan', agencies, '国民经济和社会发展规划、专项规划、区域规划及相关政策'],
  ['statistics', 'statutory', '统计信息', 'OGI-20-4', 'statistics', agencies, '国民经济和社会发展统计信息'],
  ['licensing', 'statutory', '行政许可和对外服务', 'OGI-20-5', 'service_guide', agencies, '办理的依据、条件、程序和结果'],
  ['enforcement', 'statutory', '行政处罚和行政强制', 'OGI-20-6', 'enforcement', agencies, '依据、条件、程序和具有一定社会影响的处罚决定'],
  ['finance', 'statutory', '财政预算和决算', 'OGI-20-7', 'finance', agencies, '预算、决算和“三公”经费'],
  ['fees', 'statutory', '行政事业性收费', 'OGI-20-8', 'finance', everyone, '收费项目及其依据、标准'],
  ['procurement', 'statutory', '政府集中采购', 'OGI-20-9', 'project', agencies, '采购项目的目录、标准和实施情况'],
  ['projects', 'statutory', '重大建设项目', 'OGI-20-10', 'project', agencies, '项目的批准和实施情况'],
  ['livelihood', 'statutory', '民生保障', 'OGI-20-11', 'official_document', agencies, '扶贫、教育、医疗、社会保障、促进就业的政策、措施和实施情况'],
  ['emergency', 'statutory', '应急管理', 'OGI-20-12', 'emergency', agencies, '应急预案、预警信息和应对情况'],
  ['inspection', 'statutory', '监督检查', 'OGI-20-13', 'enforcement', agencies, '环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况'],
  ['recruitment', 'statutory', '公务员招考', 'OGI-20-14', 'personnel', agencies, '职位、名额、报考条件和录用结果'],
  ['other-statutory', 'statutory', '其他法定信息', 'OGI-20-15', 'other', agencies, '法律、法规、规章和国家有关规定要求公开的其他信息'],

  ['local-matters', 'statutory', '地方重点公开内容', 'OGI-21', 'other', local, '根据本地情况还应当公开的信息'],
  ['municipal-works', 'local-matters', '市政建设', 'OGI-21', 'project', countyLevel, '道路、管网、绿化等市政建设'],
  ['public-services', 'local-matters', '公共服务', 'OGI-21', 'service_guide', countyLevel, '公共服务的项目、标准和办理'],
  ['public-welfare', 'local-matters', '公益事业', 'OGI-21', 'other', countyLevel, '社会公益事业建设'],
  ['public-security', 'local-matters', '治安管理', 'OGI-21', 'other', countyLevel, '治安管理信息'],
  ['rural-policy', 'local-matters', '农业农村政策', 'OGI-21', 'official_document', townships, '贯彻落实农业农村政策的情况'],
  ['irrigation', 'local-matters', '农田水利', 'OGI-21', 'project', townships, '农田水利工程的建设和运营'],
  ['land-transfer', 'local-matters', '土地承包经营权流转', 'OGI-21', 'other', townships, '农村土地承包经营权流转'],
  ['homestead', 'local-matters', '宅基地', 'OGI-21', 'other', townships, '宅基地使用情况审核'],
  ['land-expropriation', 'local-matters', '土地征收', 'OGI-21', 'project', local, '征收的批准、公告、补偿和安置'],
  ['housing-expropriation', 'local-matters', '房屋征收', 'OGI-21', 'project', local, '征收决定、补偿方案和补偿情况'],
  ['levies', 'local-matters', '筹资筹劳', 'OGI-21', 'finance', townships, '筹资筹劳的项目、标准和使用'],
  ['social-assistance', 'local-matters', '社会救助', 'OGI-21', 'other', local, '救助的条件、对象、标准和发放'],
  ['sector-rules', 'statutory', '公共服务信息', 'OGI-55', 'service_guide', ['public_enterprise'], '按国务院有关主管部门规定公开的服务、价格、质量等信息'],

  ['annual-report', null, '政府信息公开年报', 'OGI-49', 'annual_report', agencies, '历年政府信息公开工作年度报告'],

  ['interpretation', null, '政策解读', 'OPENING-2016-80', 'interpretation', agencies, '说明文件的背景、内容、适用范围和办理'],
  ['notices', null, '通知公告', 'OGI-19', 'notice', everyone, '需要公众知晓的通知、公告和公示'],
  ['news', null, '工作动态', 'OGI-19', 'news', everyone, '本机关工作动态'],
]

/**
 * Days until a column counts as stale. 14 and 180: 检查指标 (动态 two weeks; 通知公告 and 政策文件 six months); 365, 180, 90, 60:
 * one county's own monitor, practice and not law. A county sets its own; null: no default (nothing may happen for years).
 */
const staleness: Record<string, number> = {
  news: 14,
  notices: 180,
  policies: 180,
  guide: 365,
  rules: 365,
  'annual-report': 366,
  normative: 365,
  profile: 365,
  leaders: 365,
  sections: 365,
  contacts: 365,
  plans: 365,
  finance: 365,
  fees: 365,
  procurement: 180,
  statistics: 90,
  projects: 90,
  recruitment: 90,
  inspection: 90,
  livelihood: 60,
  emergency: 60,
  'social-assistance': 60,
}

const entries: Record<string, StatutoryColumn['entry']> = {
  guide: 'guide',
  rules: 'rules',
  statutory: 'statutory',
  'annual-report': 'annual_report',
}

/** The tree in display order, parents before children. */
export const statutoryColumns: readonly StatutoryColumn[] = rows.map(
  ([code, parentCode, title, law, kind, appliesTo, description]) => ({
    code,
    parentCode,
    title,
    description,
    article: cite(law).short,
    entry: entries[rootOf(code)] ?? 'other',
    position: 1 + rows.filter((row) => row[1] === parentCode).findIndex((row) => row[0] === code),
    appliesTo: [...appliesTo],
    law,
    kind,
    staleAfterDays: staleness[code] ?? null,
    specialLimit: code === 'finance' ? 'budget_disclosure' : null,
  }),
)

/** The column with a code; undefined for columns a county added itself. */
export function statutoryColumn(code: string): StatutoryColumn | undefined {
  return statutoryColumns.find((column) => column.code === code)
}

/** Columns shown on the page of a unit of that kind, in order. */
export function columnsFor(kind: UnitKind): StatutoryColumn[] {
  return statutoryColumns.filter((column) => column.appliesTo.includes(kind))
}

function rootOf(code: string): string {
  const parent = rows.find((row) => row[0] === code)?.[1]
  return parent ? rootOf(parent) : code
}
