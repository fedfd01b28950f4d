import { sql } from 'kysely'
import { type CaseRow, caseColumns } from '../../foundations/casework/store.ts'
import type { Topic } from '../../foundations/classification/index.ts'
import type { Work } from '../../foundations/context.ts'
import type { Connection } from '../../platform/db/connect.ts'
import type { Channel, InquiryFacts, InquiryKind } from './inquiry.ts'

/** SQL on inquiry; what all cases share is in foundations/casework. */

export const inquiryKind = 'inquiry'

export type InquiryRow = InquiryFacts & {
  caseId: number
  writerSealed: string
  writerMasked: string
  contentSealed: string
  callerKey: string
  contentKey: string
  unitIds: number[]
}

const columns = [
  'inquiry.case_id as caseId',
  'inquiry.kind',
  'inquiry.channel',
  'inquiry.topic',
  'inquiry.mailbox_id as mailboxId',
  'inquiry.source',
  'inquiry.source_number as sourceNumber',
  'inquiry.about_case_id as aboutCaseId',
  'inquiry.about_unit_id as aboutUnitId',
  'inquiry.writer_sealed as writerSealed',
  'inquiry.writer_masked as writerMasked',
  'inquiry.content_sealed as contentSealed',
  'inquiry.caller_key as callerKey',
  'inquiry.content_key as contentKey',
  'inquiry.unit_ids as unitIds',
] as const

/** What the columns of an inquiry say after an event. */
export type InquiryProjection = {
  turnUnitId: number
  unitIds: number[]
  complexity: string
  explained: string | null
  /** Whose explanation was taken last. */
  lateUnitId: number | null
  escalated: boolean
  heldToAccountOn: string | null
  transfers: number
  refusals: number
  extended: boolean
  reopened: number
  consent: boolean | null
  satisfaction: string | null
}

const toColumns = (given: InquiryProjection) => ({
  turn_unit_id: given.turnUnitId,
  unit_ids: given.unitIds,
  complexity: given.complexity,
  explained: given.explained,
  late_unit_id: given.lateUnitId,
  escalated: given.escalated,
  held_to_account_on: given.heldToAccountOn,
  transfers: given.transfers,
  refusals: given.refusals,
  extended: given.extended,
  reopened: given.reopened,
  consent: given.consent,
  satisfaction: given.satisfaction,
})

export const inquiryOf = async (db: Connection, caseId: number): Promise<InquiryRow> =>
  (await db
    .selectFrom('inquiry')
    .select(columns)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()) as unknown as InquiryRow

export const insertInquiry = async (
  work: Work,
  given: Omit<InquiryRow, 'unitIds'> & InquiryProjection & { intakeId: string | null; requestKey: string | null },
): Promise<void> => {
  await work.trx
    .insertInto('inquiry')
    .values({
      case_id: given.caseId,
      intake_id: given.intakeId,
      request_key: given.requestKey,
      kind: given.kind,
      channel: given.channel,
      topic: given.topic,
      mailbox_id: given.mailboxId,
      source: given.source,
      source_number: given.sourceNumber,
      about_case_id: given.aboutCaseId,
      about_unit_id: given.aboutUnitId,
      writer_sealed: given.writerSealed,
      writer_masked: given.writerMasked,
      content_sealed: given.contentSealed,
      caller_key: given.callerKey,
      content_key: given.contentKey,
      ...toColumns(given),
    })
    .execute()
}

export const projectInquiry = async (work: Work, caseId: number, now: InquiryProjection): Promise<void> => {
  await work.trx.updateTable('inquiry').set(toColumns(now)).where('case_id', '=', caseId).execute()
}

/** The case that an entry with this key has made already. */
export const caseOfEntry = async (db: Connection, requestKey: string): Promise<number | undefined> => {
  const row = await db.selectFrom('inquiry').select('case_id').where('request_key', '=', requestKey).executeTakeFirst()
  return row && Number(row.case_id)
}

/** The cases that are inquiries, with what is known of them, to be narrowed and counted. */
export const inquiryCases = (db: Connection) =>
  db
    .selectFrom('case_file')
    .innerJoin('inquiry', 'inquiry.case_id', 'case_file.id')
    .where('case_file.kind', '=', inquiryKind)

export type CaseWithInquiry = CaseRow & InquiryRow

export const caseWithInquiry = async (db: Connection, id: number): Promise<CaseWithInquiry | undefined> =>
  (await inquiryCases(db)
    .select([...caseColumns, ...columns])
    .where('case_file.id', '=', id)
    .executeTakeFirst()) as unknown as CaseWithInquiry | undefined

export type EarlierCase = {
  caseId: number
  number: string | null
  code: string
  kind: InquiryKind
  channel: Channel
  topic: Topic
  summary: string
  status: string
  unitId: number
  unitName: string
  submittedAt: Date
  sameWriter: boolean
  sameWords: boolean
}

/** Other cases of the line by the same writer or with the same words, the newest first. Reports are never among them. */
export const alike = async (
  db: Connection,
  given: { caseId: number; callerKey: string; contentKey: string },
  size = 20,
): Promise<EarlierCase[]> => {
  const { caseId, callerKey, contentKey } = given
  const by = (same: ReturnType<typeof sql>) => sql`
    (select c.id as "caseId", c.number, c.code, i.kind, i.channel, i.topic, c.summary, c.status, c.unit_id as "unitId",
      u.name as "unitName", c.submitted_at as "submittedAt", (i.caller_key <> '' and i.caller_key = ${callerKey}) as "sameWriter",
      (i.content_key <> '' and i.content_key = ${contentKey}) as "sameWords"
    from inquiry i join case_file c on c.id = i.case_id join unit u on u.id = c.unit_id
    where ${same} and i.case_id <> ${caseId} and i.kind <> 'report' order by i.case_id desc limit ${size})`
  const parts = [
    ...(callerKey ? [by(sql`i.caller_key = ${callerKey}`)] : []),
    ...(contentKey ? [by(sql`i.content_key = ${contentKey}`)] : []),
  ]
  if (!parts.length) return []
  const { rows } = await sql<EarlierCase>`select * from (${sql.join(parts, sql` union `)}) each_once
    order by "submittedAt" desc limit ${size}`.execute(db)
  return rows
}

/** 查询码 of a case, to be told to who asked. */
export const codeOfInquiry = async (db: Connection, caseId: number): Promise<string> =>
  (await db.selectFrom('case_file').select('code').where('id', '=', caseId).executeTakeFirstOrThrow()).code
