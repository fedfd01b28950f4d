import { sql } from 'kysely'
import { type CaseRow, caseColumns } from '../../foundations/casework/store.ts'
import type { Work } from '../../foundations/context.ts'
import type { Connection } from '../../platform/db/connect.ts'
import type { Asks, Channel } from './request.ts'

/** SQL on request; what all cases share is in foundations/casework. */

export const requestKind = 'request'

export type RequestRow = {
  caseId: number
  asks: Asks
  channel: Channel
  applicantSealed: string
  applicantMasked: string
  applicantKey: string
  contentKey: string
  contentSealed: string
}

const columns = [
  'request.case_id as caseId',
  'request.asks',
  'request.channel',
  'request.applicant_sealed as applicantSealed',
  'request.applicant_masked as applicantMasked',
  'request.applicant_key as applicantKey',
  'request.content_key as contentKey',
  'request.content_sealed as contentSealed',
] as const

export const requestOf = async (db: Connection, caseId: number): Promise<RequestRow> =>
  (await db
    .selectFrom('request')
    .select(columns)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()) as unknown as RequestRow

export type NewRequest = RequestRow & { intakeId: string | null; requestKey: string | null }

export const insertRequests = async (work: Work, requests: readonly NewRequest[]): Promise<void> => {
  await work.trx
    .insertInto('request')
    .values(
      requests.map((one) => ({
        case_id: one.caseId,
        intake_id: one.intakeId,
        request_key: one.requestKey,
        asks: one.asks,
        channel: one.channel,
        applicant_sealed: one.applicantSealed,
        applicant_masked: one.applicantMasked,
        applicant_key: one.applicantKey,
        content_key: one.contentKey,
        content_sealed: one.contentSealed,
      })),
    )
    .execute()
}

/** The case that an entry with this key has made already. */
export const caseOfEntry = async (db: Connection, requestKey: string): Promise<number | undefined> => {
  const row = await db.selectFrom('request').select('case_id').where('request_key', '=', requestKey).executeTakeFirst()
  return row && Number(row.case_id)
}

export type Alike = {
  caseId: number
  number: string | null
  summary: string
  status: string
  submittedAt: Date
  receivedOn: string | null
  outcome: string | null
  sameApplicant: boolean
  sameContent: boolean
}

/**
 * Other requests of the same applicant or with the same words, in the same unit, newest first. Each of the two is walked
 * from its newest end: one who asks every day, or a letter that thousands sign, costs no more than others. The limit on
 * each single case keeps PostgreSQL to that walk.
 */
export const alike = async (
  db: Connection,
  given: Pick<RequestRow, 'caseId' | 'applicantKey' | 'contentKey'> & { unitId: number },
  size = 50,
): Promise<Alike[]> => {
  const { applicantKey, contentKey, caseId, unitId } = given
  const by = (same: ReturnType<typeof sql>) => sql`
    (select c.id as "caseId", c.number, c.summary, c.status, c.submitted_at as "submittedAt", c.received_on as "receivedOn",
      c.outcome, r.applicant_key = ${applicantKey} as "sameApplicant", r.content_key = ${contentKey} as "sameContent"
    from request r cross join lateral (
      select * from case_file c where c.id = r.case_id and c.unit_id = ${unitId} and c.status <> 'void' limit 1) c
    where ${same} and r.case_id <> ${caseId} order by r.case_id desc limit ${size})`
  // What was deleted because its time was over is like nothing.
  const parts = [
    ...(applicantKey ? [by(sql`r.applicant_key = ${applicantKey}`)] : []),
    ...(contentKey ? [by(sql`r.content_key = ${contentKey}`)] : []),
  ]
  if (!parts.length) return []
  const { rows } = await sql<Alike>`select * from (${sql.join(parts, sql` union `)}) each_once
    order by "submittedAt" desc limit ${size}`.execute(db)
  return rows
}

/**
 * How many requests of this applicant the unit has received in the natural month of a day, up to and including the case:
 * what the tariff by item counts (收费办法 art 4).
 */
export const ordinalInMonth = async (
  db: Connection,
  given: { caseId: number; applicantKey: string; unitId: number; receivedOn: string },
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from request r join case_file c on c.id = r.case_id
    where r.applicant_key = ${given.applicantKey} and c.kind = ${requestKind} and c.unit_id = ${given.unitId}
      and c.status <> 'void' and r.asks = 'information'
      and c.received_on between date_trunc('month', ${given.receivedOn}::timestamp)::date and ${given.receivedOn}::date
      and (c.received_on, c.id) <= (${given.receivedOn}::date, ${given.caseId})`.execute(db)
  return rows[0]!.n
}

/** The cases that are requests, to be narrowed and counted without opening anything else. */
export const requestCases = (db: Connection) => db.selectFrom('case_file').where('case_file.kind', '=', requestKind)

export const joined = (db: Connection) => requestCases(db).innerJoin('request', 'request.case_id', 'case_file.id')

export type CaseWithRequest = CaseRow & RequestRow

export const caseWithRequest = async (db: Connection, id: number): Promise<CaseWithRequest | undefined> =>
  (await casesWithRequests(db, [id]))[0]

export const casesWithRequests = async (db: Connection, ids: readonly number[]): Promise<CaseWithRequest[]> =>
  (await joined(db)
    .select([...caseColumns, ...columns])
    .where('case_file.id', 'in', [...ids])
    .execute()) as unknown as CaseWithRequest[]

/** Who may own a case of the unit: its clerks and section heads. */
export const ownersOf = async (db: Connection, unitId: number): Promise<{ id: number; name: string }[]> =>
  db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('active', '=', true)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('post')
          .select('post.id')
          .whereRef('post.person_id', '=', 'person.id')
          .where('post.unit_id', '=', unitId)
          .where('post.role', 'in', ['clerk', 'section_head']),
      ),
    )
    .orderBy('id')
    .execute()

/** How many different applicants have asked the unit for the same in the same words (条例 art 44). */
export const applicantsAsking = async (
  db: Connection,
  given: { contentKey: string; unitId: number },
): Promise<number> => {
  if (!given.contentKey) return 0
  const { n } = await joined(db)
    .select((eb) => eb.fn.count<number>('request.applicant_key').distinct().as('n'))
    .where('request.content_key', '=', given.contentKey)
    .where('case_file.unit_id', '=', given.unitId)
    .where('case_file.status', '<>', 'void')
    .executeTakeFirstOrThrow()
  return Number(n)
}
