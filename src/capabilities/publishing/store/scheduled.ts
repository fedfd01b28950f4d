import { asDate } from '../../../platform/clock.ts'
import type { Connection } from '../../../platform/db/connect.ts'

/** Records with an edition whose appointed hour has come, the longest waiting first. */
export const recordsDue = async (db: Connection, now: Temporal.Instant): Promise<number[]> =>
  (
    await db
      .selectFrom('edition')
      .select('record_id')
      .where('status', '=', 'scheduled')
      .where('publish_at', '<=', asDate(now))
      .orderBy('publish_at')
      .orderBy('id')
      .execute()
  ).map((row) => row.record_id)

/** How many editions wait for their hour, and how many came back from it and still stand where they were sent. */
export const scheduledFigures = async (db: Connection): Promise<{ waiting: number; bounced: number }> => {
  const row = await db
    .selectFrom('edition')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('status', '=', 'scheduled').as('waiting'),
      eb.fn.countAll<number>().filterWhere('bounced_at', 'is not', null).as('bounced'),
    ])
    .where((eb) => eb.or([eb('status', '=', 'scheduled'), eb('bounced_at', 'is not', null)]))
    .executeTakeFirstOrThrow()
  return { waiting: Number(row.waiting), bounced: Number(row.bounced) }
}
