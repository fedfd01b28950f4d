import type { Platform } from '../foundations/context.ts'
import { asDate } from '../platform/clock.ts'

/** Setting that names the parts not begun yet; without it there is nothing to make. */
const key = 'demo'

/** Parts of the demo county's work that are not there yet; [] where there is no demo county. */
export const demoWaiting = async (db: Platform['db']): Promise<string[]> => {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return (row?.value as { waiting: string[] } | undefined)?.waiting ?? []
}

export const writeWaiting = async (
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  waiting: readonly string[],
): Promise<void> => {
  const row = { value: JSON.stringify({ waiting }), changed_at: asDate(clock()) }
  await db
    .insertInto('setting')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}
