import { sql } from 'kysely'
import type { Connection } from '../../../platform/db/connect.ts'
import type { ReplyStatus, What } from './public-reply.ts'

/** SQL on public_reply. */

export type PublicReply = {
  caseId: number
  what: What
  status: ReplyStatus
  title: string
  question: string
  answer: string
  preparedBy: number | null
  reviewedBy: number | null
  publishedBy: number | null
  publishedAt: Date | null
  reason: string
  version: number
}

const columns = [
  'case_id as caseId',
  'what',
  'status',
  'title',
  'question',
  'answer',
  'prepared_by as preparedBy',
  'reviewed_by as reviewedBy',
  'published_by as publishedBy',
  'published_at as publishedAt',
  'reason',
  'version',
] as const

export const repliesOf = async (db: Connection, caseId: number): Promise<PublicReply[]> =>
  (await db
    .selectFrom('public_reply')
    .select(columns)
    .where('case_id', '=', caseId)
    .orderBy('what')
    .execute()) as unknown as PublicReply[]

export const replyOf = async (db: Connection, caseId: number, what: What): Promise<PublicReply | undefined> =>
  (await repliesOf(db, caseId)).find((one) => one.what === what)

/** Whose words they are: why an answer is late is said by the unit that was, whoever has the case since. */
const owner = sql<number>`case when public_reply.what = 'explanation'
  then coalesce(inquiry.late_unit_id, case_file.unit_id) else case_file.unit_id end`

/** What waits at a gate, in these units; oldest first. */
export const waitingReplies = async (
  db: Connection,
  status: ReplyStatus,
  unitIds: readonly number[],
): Promise<{ caseId: number; what: What; title: string; number: string | null; unitName: string }[]> =>
  (await db
    .selectFrom('public_reply')
    .innerJoin('case_file', 'case_file.id', 'public_reply.case_id')
    .innerJoin('inquiry', 'inquiry.case_id', 'public_reply.case_id')
    .innerJoin('unit', (join) => join.on('unit.id', '=', owner))
    .select([
      'public_reply.case_id as caseId',
      'public_reply.what',
      'public_reply.title',
      'case_file.number',
      'unit.name as unitName',
    ])
    .where('public_reply.status', '=', status)
    .where(owner, 'in', unitIds.length ? [...unitIds] : [0])
    .orderBy('public_reply.case_id')
    .limit(200)
    .execute()) as never

/** Answered cases of the line, oldest first, whose writers said yes or no to publication. */
export const inquiriesWith = async (
  db: Connection,
  { consent }: { consent: boolean },
): Promise<{ caseId: number; unitId: number }[]> =>
  (
    await db
      .selectFrom('inquiry')
      .innerJoin('case_file', 'case_file.id', 'inquiry.case_id')
      .select(['case_file.id as caseId', 'case_file.unit_id as unitId'])
      .where('inquiry.consent', '=', consent)
      .where('case_file.status', '=', 'closed')
      .where('case_file.outcome', 'in', ['answered', 'directed'])
      .orderBy('case_file.id')
      .execute()
  ).map((row) => ({ ...row, caseId: Number(row.caseId) }))
