/**
 * What the office answers, by name. The screens import these names only, so that the generated schema can take the
 * place of a hand-written shape without touching a screen.
 */

export type Issue = {
  field: string
  key: string
  severity: 'block' | 'warn' | 'info'
  message: string
  start?: number
  end?: number
  text?: string
  link?: string
}

export type FieldIssue = { field: string; key?: string; message: string }

/** RFC 9457 problem document; every sentence is Chinese and meant to be shown. */
export type Problem = {
  type?: string
  title: string
  status: number
  detail?: string
  issues?: FieldIssue[]
  instance?: string
  current?: RecordDetail
}

export type Page<T> = { items: T[]; total: number; page: number; size: number }

export type Post = { id: number; unitId: number; unitName: string; role: string; title: string }
export type Me = { person: { id: number; username: string; name: string }; posts: Post[]; can: string[] }

export type Choice = { value: string; label: string }
export type UnitLookup = {
  id: number
  code: string
  name: string
  shortName: string
  kind: string
  parentId: number | null
}
export type ColumnLookup = {
  id: number
  code: string
  title: string
  parentId: number | null
  entry: string
  article: string
  appliesTo: string[]
}
export type Lookups = {
  units: UnitLookup[]
  columns: ColumnLookup[]
  sectors: { id: number; code: string; name: string }[]
  kinds: Choice[]
  subjects: { name: string; children: string[] }[]
  disclosureAttributes: Choice[]
  exemptionGrounds: (Choice & { article: string })[]
  validities: Choice[]
  statuses: Choice[]
  roles: Choice[]
  withdrawalGrounds: Choice[]
}

export type RecordRow = {
  recordId: number
  editionId: number
  edition: number
  indexNumber: string | null
  title: string
  unitId: number
  unitName: string
  kind: string
  status: string
  statusLabel: string
  statusAt: string
  columnTitle: string | null
  formedOn: string | null
  dueOn: string | null
  dueProvisional: boolean
  /** Signed working days to the due date; null when no clock runs. */
  remaining: number | null
  publishedAt: string | null
  drafterName: string | null
  returned: boolean
}

export type ToDoGroup = { key: string; label: string; items: RecordRow[]; total: number }
export type ToDo = { count: number; groups: ToDoGroup[] }

export type DraftAttachment = { hash: string; name: string }
export type Attachment = DraftAttachment & { size: number; mediaType: string; url: string }

export type DisclosureAttribute = 'proactive' | 'on_request' | 'not_public'
export type DraftFields = {
  title: string
  bodyHtml: string
  kind: string
  columnId: number | null
  catalogueItemId: number | null
  docNumber: string
  subject: string[]
  formedOn: string | null
  effectiveOn: string | null
  expiresOn: string | null
  issuer: string
  summary: string
  keywords: string[]
  source: string
  attribute: DisclosureAttribute
  exemptionGround: string
  attributeReason: string
  attachments: DraftAttachment[]
}

export type Revision = Omit<DraftFields, 'attachments'> & {
  number: number
  at: string
  authorName: string | null
  attachments: Attachment[]
}

export type LedgerDay = { date: string; counts: boolean; n: number | null; label: string }
export type Due = {
  on: string
  provisional: boolean
  remaining: number
  explanation: string
  ledger: LedgerDay[]
}

export type ActionKey =
  | 'save'
  | 'submit'
  | 'approve'
  | 'return'
  | 'doubt'
  | 'clear'
  | 'correct'
  | 'withdraw'
  | 'repeal'
  | 'discard'
export type RecordAction = {
  action: ActionKey
  allowed: boolean
  why?: string | null
  reasonRequired: boolean
  primary: boolean
  label: string
}

export type ChainStep = {
  gate: string
  label: string
  state: 'done' | 'current' | 'ahead'
  by?: string | null
  at?: string | null
}

export type TimelineEvent = {
  at: string
  actorName: string | null
  roleLabel: string | null
  action: string
  actionLabel: string
  fromStatus: string | null
  toStatus: string | null
  toStatusLabel: string | null
  reason: string | null
  edition: number
  revision: number | null
  findings: Issue[]
}

export type EditionRow = {
  number: number
  status: string
  statusLabel: string
  publishedAt: string | null
  correctionReason: string | null
}

export type Duplicate = {
  recordId: number
  title: string
  unitName: string
  publishedOn: string | null
  similarity: number
  url: string | null
}

export type RecordDetail = {
  recordId: number
  indexNumber: string | null
  unitId: number
  unitName: string
  status: string
  statusLabel: string
  edition: number
  chain: ChainStep[]
  revision: Revision
  liveEdition: number | null
  publicUrl: string | null
  due: Due | null
  timeline: TimelineEvent[]
  editions: EditionRow[]
  issues: Issue[]
  duplicates: Duplicate[]
  actions: RecordAction[]
  withdrawal: { ground?: string; groundLabel?: string; reason: string; at?: string } | null
  repeal: { on: string; by: string; reason: string } | null
  migrated: { sourceId: string; note?: string } | null
}

export type FileStored = { hash: string; name: string; size: number; mediaType: string }
export type Reading = {
  html: string
  title: string
  metadata: {
    title: string | null
    docNumber: string | null
    issuer: string | null
    formedOn: string | null
    addressee: string | null
    publicity: DisclosureAttribute | null
  }
  warnings: { key: string; message: string }[]
  file: FileStored | null
}
export type Comparison = { title: DiffPart[] | string; body: string }
export type DiffPart = { kind?: string; type?: string; text: string }

export type DisclosureOffice = {
  name: string
  address: string
  officeHours: string
  phone: string
  fax: string
  email: string
  postcode: string
}
export type Unit = UnitLookup & {
  position: number
  organisationCode: string
  disclosureOffice: DisclosureOffice
  reviewChain: string[]
  dissolvedOn: string | null
  mergedIntoId: number | null
  people: number
  records: number
}

export type Person = {
  id: number
  username: string
  name: string
  active: boolean
  lockedUntil: string | null
  posts: Post[]
  lastSignInAt?: string | null
  sessions?: number
}

export type Sector = {
  id: number
  code: string
  name: string
  leadUnitId: number | null
  items: number
  published: number
}
export type CatalogueItem = {
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
  mode: string
  levels: string[]
  removed: boolean
  published: number
}
export type ImportReport = {
  added: number
  changed: number
  unchanged: number
  refused: { row: number; column: string; message: string; value: string }[]
}
export type ImportRun = ImportReport & { id: number; at: string; actorName: string | null; fileName: string }
export type StatutoryColumn = ColumnLookup & { description?: string; published: number }

export type DayKind = 'working' | 'weekend' | 'holiday' | 'make_up'
export type CalendarDay = { date: string; kind: DayKind; name: string | null }
export type CalendarYear = {
  year: number
  loaded: boolean
  notice: string | null
  confidence: string | null
  days: CalendarDay[]
  workingDays: number
}
export type CalendarYears = {
  years: { year: number; loaded: boolean; workingDays: number; notice: string | null }[]
  warnings: string[]
}
export type Deadline = { last: string; provisional: boolean; ledger: LedgerDay[]; explanation: string }

export type AuditEntry = {
  seq: number
  at: string
  actorName: string | null
  action: string
  actionLabel: string
  subject: string
  detail: unknown
  ip: string | null
}
export type AuditPage = { items: AuditEntry[]; next: number | null }
export type AuditVerdict = { ok: boolean; checked: number; brokenAt: number | null }

export type LogStatus = { seq: number; at: string | null; portals: { name?: string; seq?: number; at?: string }[] }

export type Overview = {
  published: { today: number; month: number; year: number; total: number }
  open: { byStatus: { status: string; label: string; count: number }[] }
  overdue: number
  /** Share 0–1 of items with a clock that were published in time; null when there were none. */
  onTimeRate: number | null
  byMonth: { month: string; count: number }[]
  byUnit: { unitId: number; unitName: string; count: number; overdue: number }[]
}
