import { type Base, everyClock } from './base.ts'
import { installStatutoryColumns } from './capabilities/catalogue/index.ts'
import { settleClocks } from './foundations/calendar/clocks.ts'
import { installCalendar } from './foundations/calendar/store.ts'
import { type Ctx, transact } from './foundations/context.ts'
import { system } from './foundations/identity/actor.ts'

/** The demo accounts, when this is the demo county; and what is still to be made of it, once portal and office serve. */
export type Installed = {
  demo: { password: string; accounts: string[] } | undefined
  finish: ((goOn: () => boolean) => Promise<void>) | undefined
}

/**
 * What every installation needs beside its tables: the holiday notices shipped with the program and the statutory
 * columns. Repeating it adds only what is new.
 */
export const installGround = async (base: Base): Promise<void> => {
  await transact({ ...base.platform, actor: system }, async (work) => {
    const years = await installCalendar(work.trx, work.at)
    if (years.length) work.audit({ action: 'calendar.installed', subject: 'calendar', detail: { years } })
    await installStatutoryColumns(work)
  })
  await base.reloadCalendar()
}

/**
 * The ground, every due date as the calendar has it now, and the demo county when `demo` is set and there is no unit yet.
 */
export const install = async (
  base: Base,
  { demo, say }: { demo: boolean; say: (line: string) => void },
): Promise<Installed> => {
  await installGround(base)
  const ctx: Ctx = { ...base.platform, actor: system }
  await settleClocks(ctx, await everyClock())
  const units = await base.platform.db.selectFrom('unit').select('id').limit(1).executeTakeFirst()
  if (!units && demo) {
    const { loadDemo } = await import('./demo/load-demo.ts')
    await loadDemo(base, say)
  }
  const accounts = await demoAccounts(base)
  return { demo: accounts, finish: accounts && (await unfinished(base, say)) }
}

const unfinished = async (base: Base, say: (line: string) => void) => {
  const { demoWaiting } = await import('./demo/waiting.ts')
  if (!(await demoWaiting(base.platform.db)).length) return undefined
  const { finishDemo } = await import('./demo/load-demo.ts')
  return (goOn: () => boolean) => finishDemo(base, say, goOn)
}

/** Accounts marked as demo data; a real installation has none. */
const demoAccounts = async (base: Base): Promise<Installed['demo']> => {
  const rows = await base.platform.db
    .selectFrom('person')
    .innerJoin('post', 'post.person_id', 'person.id')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select(['person.username', 'person.name', 'post.role', 'post.title', 'unit.short_name'])
    .where('person.demo', '=', true)
    .orderBy('person.id')
    .execute()
  if (!rows.length) return undefined
  const { demoPassword } = await import('./demo/password.ts')
  const { roles } = await import('./foundations/identity/roles.ts')
  const label = (role: string) => roles[role as keyof typeof roles].label
  return {
    password: demoPassword,
    accounts: rows.map((row) => `${row.username.padEnd(16)}${row.name}  ${row.short_name}  ${label(row.role)}`),
  }
}
