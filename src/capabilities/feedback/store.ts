import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'

export type FeedbackRow = {
  intake_id: string
  receipt: string
  kind: string
  page: string
  text_sealed: string
  contact_sealed: string | null
  submitted_at: string
}

export const insertFeedback = async (trx: Trx, row: FeedbackRow): Promise<number> =>
  (await trx.insertInto('feedback').values(row).returning('id').executeTakeFirstOrThrow()).id

const columns = [
  'feedback.id',
  'feedback.intake_id as intakeId',
  'feedback.receipt',
  'feedback.kind',
  'feedback.page',
  'feedback.text_sealed as textSealed',
  'feedback.contact_sealed as contactSealed',
  'feedback.submitted_at as submittedAt',
  'feedback.handled_at as handledAt',
  'feedback.note',
  'person.name as handledBy',
] as const

export const openFeedback = async (db: Connection): Promise<number> => {
  const { n } = await db
    .selectFrom('feedback')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('handled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

/** Open ones oldest first, because they wait; handled ones newest first. */
export const listFeedback = async (
  db: Connection,
  { handled, page, size }: { handled: boolean; page: number; size: number },
) => {
  const of = db.selectFrom('feedback').where('handled_at', handled ? 'is not' : 'is', null)
  const { total } = await of.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await of
    .leftJoin('person', 'person.id', 'feedback.handled_by')
    .select(columns)
    .orderBy(handled ? 'feedback.handled_at' : 'feedback.submitted_at', handled ? 'desc' : 'asc')
    .orderBy('feedback.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { rows, total }
}

export const feedbackById = (db: Connection, id: number) =>
  db
    .selectFrom('feedback')
    .leftJoin('person', 'person.id', 'feedback.handled_by')
    .select(columns)
    .where('feedback.id', '=', id)
    .executeTakeFirst()

/** @returns false when somebody was quicker */
export const markHandled = async (
  trx: Trx,
  id: number,
  by: { at: Temporal.Instant; personId: number | null; note: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('feedback')
    .set({ handled_at: asDate(by.at), handled_by: by.personId, note: by.note })
    .where('id', '=', id)
    .where('handled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0
}
