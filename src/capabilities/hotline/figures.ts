import { sql } from 'kysely'
import type { Connection } from '../../platform/db/connect.ts'

/** What the line did between two days, both included. Times in seconds. */
export type Totals = {
  calls: number
  answered: number
  missed: number
  abandoned: number
  voicemail: number
  transferred: number
  knowledge: number
  record: number
  directory: number
  cases: number
  noMatter: number
  /** Seconds until somebody answered, and of the talk with the seat. */
  averageWait: number | null
  averageTalk: number | null
  satisfied: number
  fair: number
  dissatisfied: number
}
export type UnitFigures = {
  unitId: number
  unitName: string
  calls: number
  answered: number
  missed: number
  abandoned: number
  cases: number
  /** Seconds until somebody answered. */
  averageWait: number | null
  satisfied: number
  fair: number
  dissatisfied: number
  rung: number
  pickedUp: number
  /** Callers who were put through, and all who should have been. */
  transferred: number
  wanted: number
  averageAnswer: number | null
}
export type HourFigures = { hour: number; calls: number; answered: number; lost: number }
export type DayFigures = { day: string; calls: number; answered: number; lost: number }

const between = (from: string, to: string) =>
  sql`(c.began_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
    and c.began_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai')`

const seconds = (part: ReturnType<typeof sql>) => sql`round(avg(extract(epoch from ${part})))::int`

/** @param unitId calls of one unit, or of none; left out, all */
export const totalsOf = async (db: Connection, from: string, to: string, unitId?: number | 'none'): Promise<Totals> => {
  const of = unitId === undefined ? sql`true` : unitId === 'none' ? sql`unit_id is null` : sql`unit_id = ${unitId}`
  const { rows } = await sql<Totals>`
    select count(*)::int as calls,
      count(answered_at)::int as answered,
      count(*) filter (where outcome = 'missed')::int as missed,
      count(*) filter (where outcome = 'abandoned')::int as abandoned,
      count(*) filter (where answered_at is null and (outcome = 'voicemail' or exists (
        select from call_recording r where r.call_id = c.id and r.kind = 'voicemail')))::int as voicemail,
      count(*) filter (where transferred_at is not null)::int as transferred,
      count(*) filter (where outcome = 'knowledge')::int as knowledge,
      count(*) filter (where outcome = 'record')::int as record,
      count(*) filter (where outcome = 'directory')::int as directory,
      count(case_id)::int as cases,
      count(*) filter (where outcome = 'no_matter')::int as "noMatter",
      ${seconds(sql`answered_at - began_at`)} as "averageWait",
      ${seconds(sql`coalesce(transferred_at, ended_at) - answered_at`)} as "averageTalk",
      count(*) filter (where rating = 1)::int as satisfied,
      count(*) filter (where rating = 2)::int as fair,
      count(*) filter (where rating = 3)::int as dissatisfied
    from call c where ${between(from, to)} and ${of}`.execute(db)
  return rows[0]!
}

/** 转接质量、服务电话应答: by unit. */
export const unitFigures = async (db: Connection, from: string, to: string): Promise<UnitFigures[]> => {
  const { rows } = await sql<UnitFigures>`
    with of_call as (
      select unit_id, count(*)::int as calls, count(case_id)::int as cases, count(answered_at)::int as answered,
        count(*) filter (where outcome = 'missed')::int as missed,
        count(*) filter (where outcome = 'abandoned')::int as abandoned,
        ${seconds(sql`answered_at - began_at`)} as "averageWait",
        count(*) filter (where rating = 1)::int as satisfied, count(*) filter (where rating = 2)::int as fair,
        count(*) filter (where rating = 3)::int as dissatisfied
      from call c where unit_id is not null and ${between(from, to)} group by unit_id),
    of_transfer as (
      select t.unit_id, count(*) filter (where t.outcome <> 'cancelled')::int as rung,
        count(*) filter (where t.outcome = 'answered')::int as "pickedUp",
        count(distinct t.call_id) filter (where t.outcome = 'answered')::int as transferred,
        count(distinct t.call_id) filter (where t.outcome <> 'cancelled')::int as wanted,
        round(avg(extract(epoch from t.ended_at - t.at)) filter (where t.outcome = 'answered'))::int as "averageAnswer"
      from call_transfer t join call c on c.id = t.call_id where ${between(from, to)} group by t.unit_id)
    select u.id as "unitId", u.short_name as "unitName", coalesce(calls, 0) as calls, coalesce(cases, 0) as cases,
      coalesce(answered, 0) as answered, coalesce(missed, 0) as missed, coalesce(abandoned, 0) as abandoned,
      "averageWait", coalesce(satisfied, 0) as satisfied, coalesce(fair, 0) as fair,
      coalesce(dissatisfied, 0) as dissatisfied,
      coalesce(rung, 0) as rung, coalesce("pickedUp", 0) as "pickedUp", coalesce(transferred, 0) as transferred,
      coalesce(wanted, 0) as wanted, "averageAnswer"
    from unit u left join of_call on of_call.unit_id = u.id left join of_transfer on of_transfer.unit_id = u.id
    where calls > 0 or rung > 0 order by coalesce(calls, 0) + coalesce(wanted, 0) desc, u.position, u.id limit 300`.execute(
    db,
  )
  return rows
}

const parts = sql`count(*)::int as calls, count(answered_at)::int as answered,
  count(*) filter (where outcome in ('missed', 'abandoned'))::int as lost`

/** All 24 hours of the day in China, also those without a call. */
export const hourFigures = async (db: Connection, from: string, to: string): Promise<HourFigures[]> => {
  const { rows } = await sql<HourFigures>`
    select extract(hour from began_at at time zone 'Asia/Shanghai')::int as hour, ${parts}
    from call c where ${between(from, to)} group by 1`.execute(db)
  const known = new Map(rows.map((row) => [row.hour, row]))
  return Array.from({ length: 24 }, (_, hour) => known.get(hour) ?? { hour, calls: 0, answered: 0, lost: 0 })
}

/** Days with calls. */
export const dayFigures = async (db: Connection, from: string, to: string): Promise<DayFigures[]> => {
  const { rows } = await sql<DayFigures>`
    select to_char(began_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, ${parts}
    from call c where ${between(from, to)} group by 1 order by 1`.execute(db)
  return rows
}
