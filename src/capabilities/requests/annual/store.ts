import { sql } from 'kysely'
import type { Connection } from '../../../platform/db/connect.ts'
import { requestKind } from '../store.ts'
import type { Count2 } from './table2.ts'
import type { Count3 } from './table3.ts'

/** Both ends included, legal days. */
export type Period = { from: string; to: string }

const inUnits = (units: readonly number[] | 'all') =>
  units === 'all' ? sql`true` : sql`c.unit_id = any(${[...units]}::int[])`

type Flows = { party: string; outcome: string; fresh: number; ended: number; carriedIn: number; carriedOut: number }

/**
 * What table 2 counts, by row and kind of applicant; see table2.ts. Three ranges of indexes that hold all they read, each
 * walked once; requests to correct a record are taken off afterwards, so that the many need not be looked up for the few.
 * What is void was never received and has no day to be found by.
 */
export const counts2 = async (
  db: Connection,
  units: readonly number[] | 'all',
  { from, to }: Period,
): Promise<Count2[]> => {
  const here = sql`c.kind = ${requestKind} and ${inUnits(units)}`
  const before = sql`c.received_on < ${from}::date`
  const byTo = sql`c.received_on <= ${to}::date`
  const ended = sql`c.closed_on between ${from}::date and ${to}::date and c.outcome not in ('void', 'uncounted')`
  const later = sql`c.closed_on > ${to}::date`
  const fresh = sql`c.received_on between ${from}::date and ${to}::date`
  const n = (when: ReturnType<typeof sql>) => sql`count(*) filter (where ${when})::int`
  const none = sql`0`
  const flows = (columns: ReturnType<typeof sql>[], where: ReturnType<typeof sql>) =>
    sql`select ${sql.join(columns)} from ${where} and ${here} group by 1, 2`
  const any = [sql`c.party`, sql`''`]
  const each = [sql`c.party`, sql`coalesce(c.outcome, '')`]
  const { rows } = await sql<Flows & { corrections: boolean }>`
    select false as corrections, received.* from (${flows([...any, sql`count(*)::int`, none, none, none], sql`case_file c where ${fresh}`)})
      as received (party, outcome, fresh, ended, "carriedIn", "carriedOut")
    union all
    select false, closed.* from (${flows([...each, none, n(ended), n(before), n(sql`${later} and ${byTo}`)], sql`case_file c where c.closed_on >= ${from}::date`)}) closed
    union all
    select false, open.* from (${flows([...any, none, none, n(before), sql`count(*)::int`], sql`case_file c where c.closed_on is null and ${byTo}`)}) open
    union all
    select true, corrected.* from (${flows(
      [
        ...each,
        n(fresh),
        n(ended),
        n(sql`${before} and (c.closed_on is null or c.closed_on >= ${from}::date)`),
        n(sql`${byTo} and (c.closed_on is null or ${later})`),
      ],
      sql`request r join case_file c on c.id = r.case_id where r.asks = 'record_correction'`,
    )}) corrected`.execute(db)
  const counts = new Map<string, Count2>()
  for (const { corrections, party, outcome, ...found } of rows) {
    const add = (row: string, many: number) => {
      const key = `${row} ${party}`
      const count = counts.get(key) ?? { row, party, n: 0 }
      count.n += corrections ? -many : many
      counts.set(key, count)
    }
    add('new', found.fresh)
    add('carried_in', found.carriedIn)
    add('carried_out', found.carriedOut)
    if (found.ended) add(outcome, found.ended)
  }
  return [...counts.values()].filter((one) => one.n !== 0)
}

/** What table 3 counts: concluded in the period by outcome, and open at its end whatever became of it later. */
export const counts3 = async (
  db: Connection,
  units: readonly number[] | 'all',
  { from, to }: Period,
): Promise<Count3[]> => {
  const { rows } = await sql<Count3>`
    select m.kind, case when m.concluded_on between ${from}::date and ${to}::date then m.outcome else 'open' end as outcome,
      count(*)::int as n
    from remedy m join case_file c on c.id = m.case_id
    where ${inUnits(units)} and m.filed_on <= ${to}::date and (m.concluded_on is null or m.concluded_on >= ${from}::date)
    group by 1, 2`.execute(db)
  return rows
}

/** A unit and everything below it, dissolved ones too: their cases are still theirs. */
export const unitsBelow = async (db: Connection, unitId: number): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    with recursive below as (
      select id from unit where id = ${unitId}
      union select u.id from unit u join below on u.parent_id = below.id)
    select id from below order by id`.execute(db)
  return rows.map((row) => row.id)
}
