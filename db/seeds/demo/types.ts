import type { RecordKind, SiteChanged, UnitChanged } from '../../../src/foundations/publication-log/entries.ts'
import type { ReviewGate } from '../../../src/foundations/units/review-chain.ts'

/** Roles a demo account may hold. */
export const demoRoles = [
  'clerk',
  'section_head',
  'deputy_leader',
  'secrecy_reviewer',
  'signing_leader',
  'disclosure_office',
  'operator',
  'supervisor',
  'system_administrator',
  'security_administrator',
  'auditor',
] as const
export type DemoRole = (typeof demoRoles)[number]

export type DemoSite = SiteChanged

/** A leader as printed under 领导分工; every name is invented. */
export type DemoLeader = { name: string; post: string; division: string }

export type DemoUnit = Pick<UnitChanged, 'code' | 'name' | 'shortName' | 'kind' | 'organisationCode' | 'position'> & {
  parentCode: string | null
  disclosureOffice: UnitChanged['disclosureOffice']
  /** Main duties, one phrase each. */
  duties: string[]
  /** Inner sections, each as `名称：职责`. */
  sections: string[]
  leaders: DemoLeader[]
  /** One paragraph that introduces the unit. */
  profile: string
  /** Gates of the unit's own chain, in order. */
  reviewChain: ReviewGate[]
  dissolvedOn: string | null
  /** Code of the unit that took over. */
  mergedInto: string | null
  /** What it was called before, and the day on which that ended. */
  formerly: { name: string; shortName: string; until: string; basis: string } | null
}

export type DemoPerson = { username: string; name: string; unit: string; roles: DemoRole[]; title: string }

/** Somebody stands in for the first post of `principal` from the first day on. */
export type DemoDelegation = { principal: string; deputy: string; days: number; reason: string }

export type DemoSector = { code: string; name: string; position: number; leadUnit: string | null }

/** An attachment: running text, or a table of which the loader makes a spreadsheet. */
export type DemoAttachment =
  | { name: string; text: string }
  | { name: string; table: { head: string[]; rows: (string | number)[][] } }

export type DemoRecord = {
  /** Stable key by which other demo data points here. */
  key: string
  unit: string
  /** Code of the statutory column tree. */
  column: string
  kind: RecordKind
  title: string
  docNumber?: string
  subject: [string, string] | []
  sector?: string
  /** `序号` of a row of catalogue.csv. */
  catalogue?: string
  /** YYYY-MM-DD */
  formedOn: string
  /** ISO 8601 instant, UTC. */
  publishedAt: string
  effectiveOn?: string
  expiresOn?: string
  repeal?: { on: string; by: string; reason: string }
  /** Key of the document that this item interprets. */
  interprets?: string
  summary: string
  keywords: string[]
  /** Paragraphs by newline, `## ` headings, HTML tables. */
  body: string
  attachments: DemoAttachment[]
  /** 公开属性 when it is not 主动公开, with ground (arts 14-16) and reason. */
  attribute?: 'proactive' | 'on_request' | 'not_public'
  exemptionGround?: string
  attributeReason?: string
  /** What is deliberately wrong with the item, for inspections to find. */
  flaw?: 'late' | 'stale' | 'thin'
}

/** How an author writes a record: what can be derived may be left out. */
export type Written = Omit<DemoRecord, 'kind' | 'publishedAt' | 'summary' | 'keywords' | 'attachments' | 'subject'> & {
  kind?: RecordKind
  /** YYYY-MM-DD in Beijing time; the hour is derived from the key. */
  publishedOn: string
  summary?: string
  /** Separated by spaces. */
  keywords: string
  subject?: [string, string]
  attachments?: DemoAttachment[]
}

export const demoActions = ['submit', 'approve', 'return', 'doubt', 'clear', 'correct', 'withdraw', 'discard'] as const
export type DemoAction = (typeof demoActions)[number]

export const withdrawalGrounds = [
  'personal_data',
  'secrecy',
  'error',
  'superseded_by_law',
  'not_in_scope',
  'other',
] as const

export type DemoStep = {
  /** Username. */
  who: string
  action: DemoAction
  reason?: string
  /** ISO 8601 instant, UTC. */
  at: string
  /** Only with the last `approve`: 定时发布, ISO 8601 instant. */
  publishAt?: string
  /** Only with `withdraw`. */
  ground?: (typeof withdrawalGrounds)[number]
  /** Only with `correct`: the fields that the new edition changes. */
  changes?: Partial<Pick<DemoRecord, 'title' | 'body' | 'summary'>>
}

export type DemoInProgress = {
  record: Omit<DemoRecord, 'publishedAt'>
  /** Username of the drafter. */
  drafter: string
  draftedAt: string
  history: DemoStep[]
  /** State in which the item then stands. */
  stands:
    | 'draft'
    | 'section_review'
    | 'deputy_review'
    | 'secrecy_review'
    | 'consultation'
    | 'disclosure_review'
    | 'sign_off'
    | 'scheduled'
    | 'published'
    | 'withheld'
    | 'discarded'
    | 'withdrawn'
  /** Why this item is in the demo, for whoever maintains it. */
  shows: string
}
