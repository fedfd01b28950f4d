import { type Ctx, transact } from '../../foundations/context.ts'
import { holds } from '../../foundations/identity/actor.ts'
import { asDate } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { forbidden } from '../../platform/http/problem.ts'

const key = 'expiry-reminder'

/** Days before the last day in force on which its people are reminded: first quietly, then urgently. */
export type ReminderDays = readonly [first: number, urgent: number]

const usual: ReminderDays = [90, 30]

export const reminderDays = async (db: Connection): Promise<ReminderDays> => {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row ? (row.value as unknown as ReminderDays) : usual
}

/**
 * Sets the days for the whole county.
 * @throws Problem 403 when the actor is not of the disclosure office
 */
export const setReminderDays = (ctx: Ctx, days: ReminderDays) => {
  if (!holds(ctx.actor, 'disclosure_office')) throw forbidden()
  return transact(ctx, async ({ trx, at, audit }) => {
    const value = JSON.stringify(days)
    await trx
      .insertInto('setting')
      .values({ key, value, changed_at: asDate(at) })
      .onConflict((oc) => oc.column('key').doUpdateSet({ value, changed_at: asDate(at) }))
      .execute()
    audit({ action: 'expiry-reminder.changed', subject: 'setting/expiry-reminder', detail: { days: [...days] } })
  })
}
