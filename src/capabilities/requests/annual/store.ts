import { sql } from 'kysely'
import type { Connection } from '../../../platform/db/connect.ts'
import { requestKind } from '../store.ts'
import type { Count2 } from './table2.ts'
import type { Count3 } from './table3.ts'

/** Both ends included, legal days. */
export type Period = { from: string; to: string }

const inUnits = (units: readonly number[] | 'all') =>
  units === 'all' ? sql`true` : sql`c.unit_id = any(${[...units]}::int[])`

/**
 * What table 2 counts, by row and kind of applicant; see table2.ts. Each part is one range of an index that holds all it
 * reads; requests to correct a record are taken off afterwards, so that the many need not be looked up for the few. What is
 * void was never received and has no day to be found by.
 */
export const counts2 = async (
  db: Connection,
  units: readonly number[] | 'all',
  { from, to }: Period,
): Promise<Count2[]> => {
  const here = inUnits(units)
  const kind = sql`c.kind = ${requestKind}`
  const corrections = sql`request r join case_file c on c.id = r.case_id`
  const counted = sql`c.outcome not in ('void', 'uncounted')`
  const flow = (row: string, times: number, found: ReturnType<typeof sql>) =>
    sql`select ${sql.lit(row)} as row, c.party, ${sql.lit(times)} * count(*) as n from ${found} and ${here} group by c.party`
  const result = (times: number, found: ReturnType<typeof sql>) =>
    sql`select c.outcome as row, c.party, ${sql.lit(times)} * count(*) as n from ${found} and ${here}
      group by c.outcome, c.party`
  const cases = sql`case_file c where ${kind}`
  const corrected = sql`${corrections} where ${kind} and r.asks = 'record_correction'`
  const within = (day: ReturnType<typeof sql>) => sql`${day} between ${from}::date and ${to}::date`
  const received = sql`c.received_on`
  const closed = sql`c.closed_on`
  const parts = [
    flow('new', 1, sql`${cases} and ${within(received)}`),
    flow('new', -1, sql`${corrected} and ${within(received)}`),
    result(1, sql`${cases} and ${within(closed)} and ${counted}`),
    result(-1, sql`${corrected} and ${within(closed)} and ${counted}`),
    ...[
      ['carried_in', sql`${received} < ${from}::date`, sql`${closed} >= ${from}::date`] as const,
      ['carried_out', sql`${received} <= ${to}::date`, sql`${closed} > ${to}::date`] as const,
    ].flatMap(([row, before, after]) => [
      flow(row, 1, sql`${cases} and ${before} and ${closed} is null`),
      flow(row, 1, sql`${cases} and ${before} and ${after}`),
      flow(row, -1, sql`${corrected} and ${before} and (${closed} is null or ${after})`),
    ]),
  ]
  const { rows } = await sql<Count2>`
    select row, party, sum(n)::int as n from (${sql.join(parts, sql` union all `)}) parts
    group by row, party having sum(n) <> 0`.execute(db)
  return rows
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
