/**
 * What a publication log entry may say. Every public change is one entry; a portal knows nothing else.
 *
 * An entry never holds personal data and never holds anything that has not passed its gates. The payload is kept apart
 * from the chained entry so that a withdrawal can blank what was taken back while the chain still proves that it once
 * stood there (条例 arts 14-15: what must not be public must stop being reachable, in the log too).
 */

/** Kinds of units that publish. `public_enterprise` are the bodies of 条例 art 55. */
export const unitKinds = ['government', 'department', 'township', 'subordinate', 'public_enterprise'] as const
export type UnitKind = (typeof unitKinds)[number]

/** 体裁/文种 shown to readers and used as the `kind` facet. */
export const recordKinds = [
  'normative_document', // 行政规范性文件
  'official_document', // 其他公文
  'regulation', // 法律法规规章
  'interpretation', // 政策解读
  'plan', // 规划计划
  'notice', // 通知公告
  'news', // 工作动态
  'statistics', // 统计信息
  'finance', // 财政预决算
  'service_guide', // 办事指南
  'enforcement', // 行政执法
  'personnel', // 人事信息
  'project', // 重大项目、采购、土地
  'emergency', // 应急
  'guide', // 政府信息公开指南
  'rule', // 政府信息公开制度
  'annual_report', // 政府信息公开工作年度报告
  'case', // 案例
  'other',
] as const
export type RecordKind = (typeof recordKinds)[number]

/** Validity of a document (rules.md 6.5). `null` in a payload: the record is not of a kind that has validity. */
export const validities = ['not_yet_effective', 'effective', 'amended', 'expired', 'repealed'] as const
export type Validity = (typeof validities)[number]

export type SiteChanged = {
  countyName: string
  /** 网站名称, meta tag SiteName */
  siteName: string
  /** One sentence under the county's name. */
  motto: string
  siteDomain: string
  /** 网站标识码: 6-digit division code + 4 digits. */
  siteIdCode: string
  organiser: string // 主办单位
  undertaker: string // 承办单位
  phone: string
  icp: string // ICP备案号
  policeRecord: string // 公安机关备案号
  mainColour: string
  /** True for demo data: every page then says that the county is fictional. */
  fictional: boolean
}

export type UnitChanged = {
  id: number
  /** Stable slug used in addresses. */
  code: string
  name: string
  shortName: string
  kind: UnitKind
  parentId: number | null
  position: number
  /** 9-character 组织机构代码 without hyphen, front part of index numbers. */
  organisationCode: string
  /** 条例 art 12: contact of the 政府信息公开工作机构. */
  disclosureOffice: {
    name: string
    address: string
    officeHours: string
    phone: string
    fax: string
    email: string
    postcode: string
  }
  dissolvedOn: string | null
  mergedIntoId: number | null
  /** Names borne before, oldest first, each with the day on which it gave way. Left out when there are none. */
  formerNames?: { name: string; until: string }[]
  /** Units that carry on the duties of a dissolved one (条例 art 10), `mergedIntoId` first. Left out when there are none. */
  successors?: { unitId: number; duties: string }[]
}

/** A 栏目 of the statutory column tree (arts 20-21) or one of the fixed entries of 平台规范. */
export type ColumnChanged = {
  id: number
  /** Stable slug used in addresses, e.g. `normative`. */
  code: string
  parentId: number | null
  title: string
  description: string
  /** e.g. 条例第二十条第（一）项 */
  article: string
  /** Which fixed entry of the 政府信息公开 page it belongs to. */
  entry: 'guide' | 'rules' | 'statutory' | 'annual_report' | 'other'
  position: number
  /** Unit kinds whose page shows this column. */
  appliesTo: UnitKind[]
}

export type SectorChanged = { id: number; code: string; name: string; position: number; leadUnitId: number | null }

/** A row of the 基层政务公开标准目录 (rules.md §5), columns as in the real catalogues. */
export type CatalogueItemChanged = {
  id: number
  sectorId: number
  seq: string
  level1: string
  level2: string
  level3: string
  content: string
  basis: string
  timeLimit: string
  disclosingBody: string
  channels: string[]
  audience: string
  mode: 'proactive' | 'on_request'
  levels: string[]
  removed: boolean
}

export type Attachment = {
  /** SHA-256 of the bytes, hex; the address is /items/{recordId}/files/{position}/{name}. */
  hash: string
  name: string
  size: number
  mediaType: string
  position: number
}

/** A picture that stands in the text; the address is /items/{recordId}/pictures/{hash}. Measures in pixels. */
export type Picture = { hash: string; size: number; mediaType: string; width: number; height: number }

/** How a document ended: by whom or what, from which day, why; and the public item that did it, if there is one. */
export type Repeal = {
  on: string
  by: string
  reason: string
  /** Left out when it was repealed outright. */
  how?: 'superseded'
  byId?: number
}

export type RecordPublished = {
  id: number
  /** 索引号 */
  indexNumber: string
  title: string
  /** 发文字号, normalised to 〔〕; '' when none. */
  docNumber: string
  unitId: number
  /** 发布机构 as printed; for migrated items this may be a body that is no unit of the county. */
  issuer: string
  columnId: number
  catalogueItemId: number | null
  sectorId: number | null
  kind: RecordKind
  /** 主题分类, two levels, e.g. ['综合政务', '政务公开']; [] when none. */
  subject: string[]
  /** 成文日期 YYYY-MM-DD, null when unknown (migrated items only). */
  formedOn: string | null
  /** Instant of first publication here, ISO 8601 UTC. For migrated items the original date when known. */
  publishedAt: string
  /** Instant at which this edition was published. */
  editionPublishedAt: string
  effectiveOn: string | null
  expiresOn: string | null
  validity: Validity | null
  /** Set when repealed: who repealed, from when, why. */
  repeal: Repeal | null
  /** Items that this one took the place of or repealed. Left out when there are none. */
  replaces?: { id: number; how: 'repealed' | 'superseded' }[]
  summary: string
  keywords: string[]
  source: string // ContentSource, 来源
  /** Sanitised HTML, complete text of the item. */
  bodyHtml: string
  attachments: Attachment[]
  /** Pictures in the text. Left out when there are none. */
  pictures?: Picture[]
  edition: number
  /** Every published edition so far, newest first, with the reason of each correction. */
  history: { edition: number; publishedAt: string; reason: string }[]
  /** Id in the system it was moved in from; null for items born here. */
  sourceId: string | null
}

export type RecordWithdrawn = {
  id: number
  indexNumber: string
  unitId: number
  withdrawnAt: string
  /** Typed reason, see publishing/record.ts `withdrawalGrounds`. */
  ground: string
  /** Public sentence explaining the withdrawal; must not repeat what was taken back. */
  reason: string
}

/** A repeal, a change of its term, expiry or amendment that leaves the text as it is. */
export type RecordValidityChanged = {
  id: number
  validity: Validity
  repeal: Repeal | null
  /** Last day in force from now on, null for no fixed end. Left out when that does not change. */
  expiresOn?: string | null
}

/** A question with its answer in the 知识库, as it now stands. */
export type KnowledgePublished = {
  id: number
  unitId: number
  /** Code of `classification/topics.ts`. */
  topic: string
  question: string
  /** Other ways of asking the same; found by, not shown. */
  phrasings: string[]
  /** Sanitised HTML. */
  answerHtml: string
  /** Public items on which the answer rests. */
  sources: { recordId: number; title: string }[]
  /** 复核日期, YYYY-MM-DD. */
  reviewOn: string | null
  /** Instant at which this version was published, ISO 8601 UTC. */
  publishedAt: string
  version: number
  /** It may no longer be right: a source ended, or its unit says so. */
  flagged: boolean
}

export type KnowledgeWithdrawn = {
  id: number
  unitId: number
  withdrawnAt: string
  /** Public sentence. */
  reason: string
  /** The entry that answers the same question; its address leads there. */
  mergedInto: number | null
}

/** The line for questions (政务信息查询专线) and within how many working days it answers, as set for today. Subject `line`. */
export type LineChanged = {
  name: string
  number: string
  /** Where petitions (信访) are taken, as told to citizens; '' when none is set. */
  petitionOffice: string
  ordinary: number
  complex: number
  extended: number
  complaint: number
}

/** 领导信箱: whose letters are taken, and what that leader is in charge of. */
export type MailboxChanged = {
  id: number
  title: string
  holder: string
  post: string
  duties: string
  unitId: number
  position: number
  open: boolean
}

/** A letter with its answer, published with the writer's consent; or why an answer is late (`explanation`). Nothing personal. Subject `reply/{id}/{what}`. */
export type ReplyPublished = {
  /** Of the case; the address is /letters/{id}, of an explanation /letters/{id}/explanation. */
  id: number
  what: 'reply' | 'explanation'
  /** 咨询, 来信 … as in inquiry-form.ts */
  kind: string
  unitId: number
  mailboxId: number | null
  /** See foundations/classification/topics.ts. */
  topic: string
  title: string
  /** Plain text, paragraphs by line ends. */
  question: string
  answer: string
  receivedOn: string
  /** Day of the answer; of an explanation the day until which it is promised. */
  answeredOn: string
  satisfaction: 'satisfied' | 'fair' | 'dissatisfied' | null
  publishedAt: string
}

export type ReplyWithdrawn = { id: number; what: 'reply' | 'explanation'; reason: string; withdrawnAt: string }

/** Of the letters written to one leader, or about one topic. */
export type LetterCounts = {
  received: number
  answered: number
  onTime: number
  rated: number
  satisfied: number
  fair: number
}

/** 办理情况统计 of one month, by unit, leader's mailbox and topic: counts only. */
export type InquiryFiguresChanged = {
  /** YYYY-MM */
  month: string
  units: {
    unitId: number
    received: number
    answered: number
    onTime: number
    rated: number
    satisfied: number
    /** 基本满意; older entries lack it. */
    fair?: number
  }[]
  /** Of all units: answered and late in nobody's hands; a unit's own `onTime` speaks of its own hands. Older entries lack it. */
  onTime?: number
  /** By leader's mailbox and by topic; older entries lack them. */
  mailboxes?: (LetterCounts & { mailboxId: number })[]
  topics?: (LetterCounts & { topic: string })[]
}

export type Payloads = {
  'line.changed': LineChanged
  'mailbox.changed': MailboxChanged
  'reply.published': ReplyPublished
  'reply.withdrawn': ReplyWithdrawn
  'inquiry-figures.changed': InquiryFiguresChanged
  'site.changed': SiteChanged
  'unit.changed': UnitChanged
  'column.changed': ColumnChanged
  'sector.changed': SectorChanged
  'catalogue-item.changed': CatalogueItemChanged
  'record.published': RecordPublished
  'record.withdrawn': RecordWithdrawn
  'record.validity-changed': RecordValidityChanged
  'knowledge.published': KnowledgePublished
  'knowledge.withdrawn': KnowledgeWithdrawn
}
export type EntryKind = keyof Payloads

/**
 * One entry as replayed by a portal. `payload` is null when a later withdrawal blanked it; such an entry is skipped by a
 * replica (the withdrawal follows) but still counts in the chain.
 */
export type LogEntry<K extends EntryKind = EntryKind> = {
  [P in K]: {
    seq: number
    kind: P
    /** e.g. `record/123` */
    subject: string
    /** ISO instant of the append. */
    at: string
    payload: Payloads[P] | null
    /** Hex SHA-256 of the payload's exact JSON text. */
    payloadHash: string
    /** Hex; hash(n) = SHA-256(hash(n-1) bytes ‖ UTF-8 of the entry line), see chain.ts. */
    hash: string
  }
}[K]
