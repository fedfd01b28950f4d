import { isIPv4, isIPv6 } from 'node:net'
import { sql } from 'kysely'
import { asDate } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/connect.ts'

/** Guessing of query codes: what fails is counted by keyed hash, and whoever fails often waits longer and longer. */

/** Failures are forgotten when nothing fails for so long, s. It is the longest wait too. */
const remembered = 900
const first = 30

/** Seconds to wait after so many failures, of which the first `free` cost nothing. */
export const waitAfter = (failures: number, free: number): number =>
  failures < free ? 0 : Math.min(remembered, first * 2 ** (failures - free))

/** What counts as one client: an IPv4 address, or the network (/64) of an IPv6 one. */
export const clientOf = (address: string): string => {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped && isIPv4(mapped)) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::')
  const groups = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const all = tail === undefined ? groups : [...groups, ...Array(8 - groups.length - after.length).fill('0'), ...after]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

export type Charged = { key: string; failures: number; before: Date }
export type Charge = { wait: number } | ({ wait: 0 } & Charged)

/**
 * Counts a try as failed before it is made, so that many at once gain nothing; `forgive` takes it back when it was right.
 * @param key keyed hash of whoever tries, or of what is tried
 * @returns the seconds to wait, and then nothing was counted; 0 and how many failures stand now
 */
export const charge = async (db: Db, key: string, free: number, now: Temporal.Instant): Promise<Charge> =>
  db.transaction().execute(async (trx) => {
    const at = asDate(now)
    await trx
      .insertInto('code_attempt')
      .values({ address_key: key, failures: 0, last_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const row = await trx
      .selectFrom('code_attempt')
      .select(['failures', 'last_at'])
      .where('address_key', '=', key)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const since = (at.getTime() - row.last_at.getTime()) / 1000
    const before = since > remembered ? 0 : row.failures
    const left = Math.ceil(waitAfter(before, free) - since)
    if (before >= free && left > 0) return { wait: left }
    await trx
      .updateTable('code_attempt')
      .set({ failures: before + 1, last_at: at })
      .where('address_key', '=', key)
      .execute()
    if (before + 1 === free)
      await trx
        .deleteFrom('code_attempt')
        .where('last_at', '<', new Date(at.getTime() - 86_400_000))
        .execute()
    return { wait: 0, key, failures: before + 1, before: row.last_at }
  })

/** Takes tries back, so that whoever was right need not wait for the next look. */
export const forgive = async (db: Db, tries: readonly Charged[]): Promise<void> => {
  for (const { key, before } of tries)
    await db
      .updateTable('code_attempt')
      .set({ failures: sql`greatest(failures - 1, 0)`, last_at: before })
      .where('address_key', '=', key)
      .execute()
}
