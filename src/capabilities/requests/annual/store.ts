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
 * What table 2 counts, by row and kind of applicant; see table2.ts. What came and ended in the county is kept counted by day
 * (`case_day`); one unit's is read from an index. What was open is counted apart, from an index over the days on which each
 * case was open: that both sides of C1 agree is no matter of course.
 */
export const counts2 = async (
  db: Connection,
  units: readonly number[] | 'all',
  { from, to }: Period,
): Promise<Count2[]> => {
  const here = sql`c.kind = ${requestKind} and c.counted and ${inUnits(units)}`
  const within = (day: ReturnType<typeof sql>) => sql`${day} between ${from}::date and ${to}::date`
  const passed =
    units === 'all'
      ? sql`select coalesce(nullif(d.outcome, ''), 'new') as row, d.party, sum(d.n)::int as n from case_day d
          where d.kind = ${requestKind} and ${within(sql`d.day`)} group by 1, 2`
      : sql`select 'new' as row, c.party, count(*)::int as n from case_file c
          where ${here} and ${within(sql`c.received_on`)} group by 2
        union all
        select c.outcome, c.party, count(*)::int from case_file c
          where ${here} and ${within(sql`c.closed_on`)} group by 1, 2`
  // At the end of a day.
  const openOn = (row: string, day: ReturnType<typeof sql>) => sql`
    select ${row}, c.party, count(*)::int from case_file c
    where ${here} and c.received_on is not null and days_open(c.received_on, c.closed_on) @> ${day} group by 2`
  const { rows } = await sql<Count2>`${passed}
    union all ${openOn('carried_in', sql`${from}::date - 1`)}
    union all ${openOn('carried_out', sql`${to}::date`)}`.execute(db)
  return rows.filter((one) => one.n !== 0)
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
