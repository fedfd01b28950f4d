/**
 * Names for what the office answers. Every shape is read from the generated schema, so that a change of a route that a
 * screen relies on is a type error here.
 */
import type { paths } from './generated/schema.d.ts'

type Json<R> = R extends { content: { 'application/json': infer T } } ? T : never
type Answer<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends { responses: infer R }
  ? Json<R[keyof R & (200 | 201)]>
  : never
export type Body<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  requestBody: { content: { 'application/json': infer T } }
}
  ? T
  : never

export type Me = Answer<'/api/session', 'get'>
export type Ability = Me['can'][number]

export type Lookups = Answer<'/api/lookups', 'get'>
export type UnitLookup = Lookups['units'][number]
export type ColumnLookup = Lookups['columns'][number]

export type RecordDetail = Answer<'/api/records/{id}', 'get'>
export type Revision = RecordDetail['revision']
export type Attachment = Revision['attachments'][number]
export type DraftAttachment = { hash: string; name: string }
export type Issue = RecordDetail['issues'][number]
export type Due = NonNullable<RecordDetail['due']>
export type RecordAction = RecordDetail['actions'][number]
export type ActionKey = RecordAction['action']
export type Duplicate = RecordDetail['duplicates'][number]
export type DraftFields = Required<Omit<Body<'/api/records', 'post'>, 'unitId'>>
export type WithdrawalGround = Body<'/api/records/{id}/withdrawal', 'post'>['ground']

export type Notice = Answer<'/api/notices', 'get'>['items'][number]
export type Contact = Answer<'/api/contact', 'get'>
export type Message = Answer<'/api/messages', 'get'>['items'][number]

export type RequestDetail = Answer<'/api/requests/{id}', 'get'>
export type ArchiveIndex = Answer<'/api/requests/{id}/archive-index', 'get'>
export type RequestVerb = RequestDetail['verbs'][number]
export type RequestAction = RequestVerb['action']
/** A paper of any case. */
export type CasePaper = RequestDetail['documents'][number]
export type RequestRow = Answer<'/api/requests', 'get'>['items'][number]
export type RequestListQuery = NonNullable<paths['/api/requests']['get']['parameters']['query']>
export type AnnualTable2 = Answer<'/api/requests/annual/table2', 'get'>
export type AnnualTable3 = Answer<'/api/requests/annual/table3', 'get'>
export type Remedy = Answer<'/api/requests/{id}/remedies', 'get'>['remedies'][number]
export type RemedyBody = Body<'/api/requests/{id}/remedies', 'post'>
export type RemedyConclusion = Body<'/api/requests/{id}/remedies/{remedy}/conclusion', 'post'>
export type RequestImport = Answer<'/api/requests/imports', 'post'>
export type RequestVocabulary = Answer<'/api/requests/vocabulary', 'get'>
export type RequestEntry = Body<'/api/requests', 'post'>
export type EntryCheck = Answer<'/api/requests/entry-check', 'post'>
export type LetterTemplates = Answer<'/api/requests/templates', 'get'>
export type RequestSettings = Required<Body<'/api/requests/settings', 'put'>>
export type ReleaseFinding = Answer<'/api/requests/{id}/release-checks', 'get'>['items'][number]
export type GivenLetter = Answer<'/api/requests/{id}/letters/drafts', 'post'>['items'][number]

export type InquiryDetail = Answer<'/api/inquiries/{id}', 'get'>
export type InquiryVerb = InquiryDetail['verbs'][number]
export type InquiryAction = InquiryVerb['action']
export type InquiryRow = Answer<'/api/inquiries', 'get'>['items'][number]
export type InquiryListQuery = NonNullable<paths['/api/inquiries']['get']['parameters']['query']>
export type InquiryStatistics = Answer<'/api/inquiries/statistics', 'get'>
export type InquiryStatisticsQuery = NonNullable<paths['/api/inquiries/statistics']['get']['parameters']['query']>
export type InquiryVocabulary = Answer<'/api/inquiries/vocabulary', 'get'>
export type InquiryEntry = Body<'/api/inquiries', 'post'>
export type InquiryEntryCheck = Answer<'/api/inquiries/entry-check', 'post'>
export type PublicReply = Answer<'/api/inquiries/{id}/public-reply', 'get'>[number]
export type InquirySettings = Required<Body<'/api/inquiries/settings', 'put'>>
export type MailboxBody = Body<'/api/inquiries/mailboxes', 'post'>

export type RedactionOutline = Answer<'/api/requests/{id}/documents/{document}/outline', 'get'>
export type RedactionMark = Body<'/api/requests/{id}/documents/{document}/redaction-preview', 'post'>['marks'][number]
export type RedactionGround = RedactionMark['ground']

export type Desk = Answer<'/api/hotline/desk', 'get'>
export type DeskCall = NonNullable<Desk['call']>
export type CallsQuery = NonNullable<paths['/api/hotline/calls']['get']['parameters']['query']>
export type CallFigure = NonNullable<CallsQuery['figure']>
export type CallRow = Answer<'/api/hotline/calls', 'get'>['items'][number]
export type CallDetail = Answer<'/api/hotline/calls/{id}', 'get'>
export type CallSearch = Answer<'/api/hotline/search', 'get'>
export type CallSource = CallSearch['knowledge'][number]
export type LineFigures = Answer<'/api/hotline/figures', 'get'>
export type LineSettings = Answer<'/api/hotline/settings', 'get'>
export type SwitchConnection = Answer<'/api/hotline/switch', 'get'>
export type SettingEntry = Answer<'/api/hotline/settings/history', 'get'>[number]
export type LiaisonOfficer = Answer<'/api/hotline/liaisons', 'get'>[number]

export type KnowledgeEntry = Answer<'/api/knowledge/{id}', 'get'>
export type KnowledgeAction = KnowledgeEntry['actions'][number]
export type KnowledgeRow = Answer<'/api/knowledge', 'get'>['items'][number]
export type KnowledgeListQuery = NonNullable<paths['/api/knowledge']['get']['parameters']['query']>
export type KnowledgeFields = Required<Omit<Body<'/api/knowledge', 'post'>, 'unitId'>>
export type KnowledgeFigures = Answer<'/api/knowledge/figures', 'get'>
export type KnowledgeImport = Answer<'/api/knowledge/imports', 'post'>

export type RecordList = Answer<'/api/records', 'get'>
export type RecordRow = RecordList['items'][number]
export type ToDoGroup = Answer<'/api/to-do', 'get'>['groups'][number]
export type Reading = Answer<'/api/records/reading', 'post'>
export type FilePreview = Answer<'/api/files/{hash}/preview', 'get'>
export type FileStored = Answer<'/api/files', 'post'>
export type Comparison = Answer<'/api/records/{id}/compare', 'get'>
export type CleanUp = Answer<'/api/clean-ups/{id}', 'get'>
export type ArchivePackage = Answer<'/api/archive-packages/{id}', 'get'>
export type ArchiveList = Answer<'/api/archive-packages', 'get'>
export type Overview = Answer<'/api/overview', 'get'>

export type Unit = Answer<'/api/units', 'get'>[number]
export type UnitBody = Body<'/api/units', 'post'>
export type Person = Answer<'/api/people', 'get'>['items'][number]
export type Post = Person['posts'][number]
export type Role = Post['role']
export type Delegation = Answer<'/api/delegations', 'get'>['mine'][number]
export type SignInPolicy = Answer<'/api/sign-in-policy', 'get'>

export type SiteInformation = Body<'/api/site', 'put'>

export type CatalogueItem = Answer<'/api/catalogue/items', 'get'>['items'][number]
export type ImportReport = Answer<'/api/catalogue/imports', 'post'>
export type WordEntry = Answer<'/api/word-list', 'get'>['items'][number]
export type WordEntryBody = Body<'/api/word-list/entries', 'put'>
export type WordImport = Answer<'/api/word-list/imports', 'post'>
export type StatutoryColumn = Answer<'/api/catalogue/columns', 'get'>[number]

export type CalendarYear = Answer<'/api/calendar/{year}', 'get'>
export type CalendarDay = CalendarYear['days'][number]
export type UnderstoodNotice = Answer<'/api/calendar/readings', 'post'>
export type DayDifference = UnderstoodNotice['differences'][number]
export type NoticeFile = Answer<'/api/calendar/notice-files', 'post'>
/** A day of a count, with what a clock needs to draw it. */
export type LedgerDay = Due['ledger'][number]

export type AuditEntry = Answer<'/api/audit', 'get'>['items'][number]

export type FieldIssue = { field: string; key?: string; message: string }

/** RFC 9457 problem document; every sentence is Chinese and meant to be shown. */
export type Problem = {
  type?: string
  title: string
  status: number
  detail?: string
  issues?: FieldIssue[]
}
