import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entryLine, genesis, nextHash, payloadHash } from '../../src/foundations/publication-log/chain.ts'
import type {
  Attachment,
  CatalogueItemChanged,
  ColumnChanged,
  EntryKind,
  LogEntry,
  Payloads,
  RecordPublished,
  UnitChanged,
} from '../../src/foundations/publication-log/entries.ts'

/** A county small enough to know by heart: five units, six columns, two sectors and some forty items. */

export const site: Payloads['site.changed'] = {
  countyName: '青澜县',
  siteName: '青澜县人民政府',
  motto: '政府的事，大家看得见。',
  siteDomain: 'www.qinglan.example',
  siteIdCode: '9900000001',
  organiser: '青澜县人民政府办公室',
  undertaker: '青澜县政务公开办公室',
  phone: '0990-1234567',
  icp: '演ICP备00000001号',
  policeRecord: '演公网安备 99000000000001号',
  mainColour: '#0b4f6c',
  fictional: true,
}

const office = (unit: string, n: number): UnitChanged['disclosureOffice'] => ({
  name: `${unit}政务公开办公室`,
  address: `青澜县文澜路${n}号`,
  officeHours: '工作日 9:00—12:00，14:00—17:30',
  phone: `0990-12300${n}`,
  fax: `0990-12310${n}`,
  email: `gongkai${n}@qinglan.example`,
  postcode: '990000',
})

const unit = (
  id: number,
  code: string,
  name: string,
  kind: UnitChanged['kind'],
  parentId: number | null,
): UnitChanged => ({
  id,
  code,
  name: `青澜县${name}`,
  shortName: name,
  kind,
  parentId,
  position: id,
  organisationCode: `99000000${id}`,
  disclosureOffice: office(`青澜县${name}`, id),
  dissolvedOn: null,
  mergedIntoId: null,
})

export const units: UnitChanged[] = [
  unit(1, 'office', '人民政府办公室', 'government', null),
  unit(2, 'civil-affairs', '民政局', 'department', 1),
  unit(3, 'education', '教育局', 'department', 1),
  unit(4, 'liushu', '柳树镇人民政府', 'township', 1),
  unit(5, 'water', '自来水公司', 'public_enterprise', 1),
  { ...unit(6, 'poverty', '扶贫开发办公室', 'department', 1), dissolvedOn: '2021-06-30', mergedIntoId: 2 },
]

const column = (
  id: number,
  code: string,
  title: string,
  entry: ColumnChanged['entry'],
  parentId: number | null = null,
): ColumnChanged => ({
  id,
  code,
  parentId,
  title,
  description: `${title}的公开内容`,
  article: entry === 'statutory' ? '条例第二十条' : '',
  entry,
  position: id,
  appliesTo: ['government', 'department', 'township', 'subordinate', 'public_enterprise'],
})

export const columns: ColumnChanged[] = [
  column(1, 'guide', '政府信息公开指南', 'guide'),
  column(2, 'rules', '政府信息公开制度', 'rules'),
  column(3, 'policies', '法规公文', 'statutory'),
  column(4, 'normative', '行政规范性文件', 'statutory', 3),
  column(5, 'interpretation', '政策解读', 'statutory', 3),
  column(6, 'finance', '财政预决算', 'statutory'),
  column(7, 'annual', '政府信息公开年报', 'annual_report'),
]

export const sectors: Payloads['sector.changed'][] = [
  { id: 1, code: 'social-assistance', name: '社会救助', position: 1, leadUnitId: 2 },
  { id: 2, code: 'education', name: '义务教育', position: 2, leadUnitId: 3 },
]

const item = (id: number, level2: string): CatalogueItemChanged => ({
  id,
  sectorId: 1,
  seq: String(id),
  level1: '最低生活保障',
  level2,
  level3: '',
  content: `${level2}的内容要素`,
  basis: '《社会救助暂行办法》',
  timeLimit: '制定或获取信息之日起10个工作日内',
  disclosingBody: '青澜县民政局',
  channels: ['政府网站', '公开查阅点'],
  audience: '全社会',
  mode: 'proactive',
  levels: ['县级', '乡级'],
  removed: false,
})
export const catalogueItems = [item(11, '办事指南'), item(12, '审核信息')]

/** Bytes of the one attachment, by its real hash. */
export const attachmentText = '低保申请表（样表）'
export const attachment: Attachment = {
  hash: payloadHash(attachmentText),
  name: '附件1：最低生活保障申请表（样表）.pdf',
  size: Buffer.byteLength(attachmentText),
  mediaType: 'application/pdf',
  position: 1,
}

export function record(id: number, given: Partial<RecordPublished> = {}): RecordPublished {
  const publishedAt = given.publishedAt ?? `2026-0${1 + (id % 5)}-1${id % 10}T02:30:00Z`
  return {
    id,
    indexNumber: `990000002/2026-${String(id).padStart(5, '0')}`,
    title: `关于做好第${id}批困难群众救助工作的通知`,
    docNumber: '',
    unitId: 2,
    issuer: '青澜县民政局',
    columnId: 4,
    catalogueItemId: null,
    sectorId: null,
    kind: 'notice',
    subject: ['民政、扶贫、救灾', '社会福利'],
    formedOn: '2026-01-05',
    publishedAt,
    editionPublishedAt: publishedAt,
    effectiveOn: null,
    expiresOn: null,
    validity: null,
    repeal: null,
    summary: '',
    keywords: ['救助'],
    source: '青澜县民政局',
    bodyHtml: `<p>各乡镇人民政府：</p><p>现将第${id}批困难群众救助工作有关事项通知如下。</p>`,
    attachments: [],
    edition: 1,
    history: [{ edition: 1, publishedAt, reason: '' }],
    sourceId: null,
    ...given,
  }
}

/** A numbered normative document in force, with an attachment, a table and a correction. */
export const policy = record(1, {
  title: '青澜县最低生活保障办法',
  docNumber: '青澜政规〔2026〕1号',
  unitId: 1,
  issuer: '青澜县人民政府办公室',
  kind: 'normative_document',
  validity: 'effective',
  effectiveOn: '2026-03-01',
  expiresOn: '2031-02-28',
  catalogueItemId: 11,
  sectorId: 1,
  attachments: [attachment],
  bodyHtml:
    '<p>第一条 为了规范最低生活保障工作，制定本办法。</p><table><tr><th>档次</th><th>标准</th></tr><tr><td>一档</td><td>620元</td></tr></table>',
  edition: 2,
  history: [
    { edition: 2, publishedAt: '2026-02-20T02:30:00Z', reason: '更正第二条中的标准' },
    { edition: 1, publishedAt: '2026-02-10T02:30:00Z', reason: '' },
  ],
  publishedAt: '2026-02-10T02:30:00Z',
  sourceId: 'old-77',
})
export const repealed = record(2, {
  title: '青澜县临时救助办法',
  docNumber: '青澜政规〔2020〕3号',
  kind: 'normative_document',
  validity: 'repealed',
  repeal: { on: '2026-03-01', by: '青澜县人民政府办公室', reason: '由新的救助办法代替' },
})
export const withdrawn = record(3, {
  title: '不应当公开的名单',
  attachments: [attachment],
  bodyHtml: '<p>名单内容</p>',
})
export const report = record(4, {
  title: '青澜县民政局2025年政府信息公开工作年度报告',
  kind: 'annual_report',
  columnId: 7,
})
export const guide = record(5, { title: '青澜县民政局政府信息公开指南', kind: 'guide', columnId: 1 })
export const tricky = record(6, {
  title: '含有<标签>与"引号"&符号的通知',
  kind: 'interpretation',
  columnId: 5,
  summary: '一句话说明 <b>不是标签</b>',
})

/** A chained log of the given payloads, as the office would have appended them. */
export function chain(payloads: { [K in EntryKind]: [K, string, Payloads[K]] }[EntryKind][]): LogEntry[] {
  let hash = genesis
  return payloads.map(([kind, subject, payload], i) => {
    const entry = {
      seq: i + 1,
      kind,
      subject,
      at: '2026-06-01T00:00:00Z',
      payloadHash: payloadHash(JSON.stringify(payload)),
    }
    hash = nextHash(hash, entryLine(entry as LogEntry))
    return { ...entry, payload, hash } as LogEntry
  })
}

const plain = Array.from({ length: 45 }, (_, i) => record(100 + i))

export const entries: LogEntry[] = chain([
  ['site.changed', 'site', site],
  ...units.map((u) => ['unit.changed', `unit/${u.id}`, u] as const),
  ...columns.map((c) => ['column.changed', `column/${c.id}`, c] as const),
  ...sectors.map((s) => ['sector.changed', `sector/${s.id}`, s] as const),
  ...catalogueItems.map((c) => ['catalogue-item.changed', `catalogue-item/${c.id}`, c] as const),
  ...[policy, repealed, withdrawn, report, guide, tricky, ...plain].map(
    (r) => ['record.published', `record/${r.id}`, r] as const,
  ),
  [
    'record.withdrawn',
    'record/3',
    {
      id: 3,
      indexNumber: withdrawn.indexNumber,
      unitId: 2,
      withdrawnAt: '2026-05-20T02:00:00Z',
      ground: 'personal_data',
      reason: '公开的内容涉及个人隐私。',
    },
  ],
] as unknown as Parameters<typeof chain>[0])

export const temporaryReplicaPath = () => join(mkdtempSync(join(tmpdir(), 'gongkai-portal-')), 'replica.sqlite')
