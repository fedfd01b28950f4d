import { sql } from 'kysely'
import type { Connection } from '../../platform/db/connect.ts'
import { between, counted, transferCounted } from './behind.ts'

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

const count = (figure: keyof typeof counted) => sql`(count(*) filter (where ${counted[figure]}))::int`
const seconds = (part: ReturnType<typeof sql>) => sql`round(avg(extract(epoch from ${part})))::int`

/** @param unitId calls of one unit, or of none; left out, all */
export const totalsOf = async (db: Connection, from: string, to: string, unitId?: number | 'none'): Promise<Totals> => {
  const of = unitId === undefined ? sql`true` : unitId === 'none' ? sql`unit_id is null` : sql`unit_id = ${unitId}`
  const { rows } = await sql<Totals>`
    select count(*)::int as calls, ${count('answered')} as answered, ${count('missed')} as missed,
      ${count('abandoned')} as abandoned, ${count('voicemail')} as voicemail, ${count('transferred')} as transferred,
      ${count('knowledge')} as knowledge, ${count('record')} as record, ${count('directory')} as directory,
      ${count('cases')} as cases, ${count('noMatter')} as "noMatter",
      ${seconds(sql`answered_at - began_at`)} as "averageWait",
      ${seconds(sql`coalesce(transferred_at, ended_at) - answered_at`)} as "averageTalk",
      ${count('satisfied')} as satisfied, ${count('fair')} as fair, ${count('dissatisfied')} as dissatisfied
    from call where ${between(from, to)} and ${of}`.execute(db)
  return rows[0]!
}

/** 转接质量、服务电话应答: by unit. */
export const unitFigures = async (db: Connection, from: string, to: string): Promise<UnitFigures[]> => {
  const { rows } = await sql<UnitFigures>`
    with of_call as (
      select unit_id, count(*)::int as calls, ${count('cases')} as cases, ${count('answered')} as answered,
        ${count('missed')} as missed, ${count('abandoned')} as abandoned,
        ${seconds(sql`answered_at - began_at`)} as "averageWait",
        ${count('satisfied')} as satisfied, ${count('fair')} as fair, ${count('dissatisfied')} as dissatisfied
      from call where unit_id is not null and ${between(from, to)} group by unit_id),
    of_transfer as (
      select t.unit_id, count(*) filter (where ${transferCounted.wanted})::int as rung,
        count(*) filter (where ${transferCounted.passedOn})::int as "pickedUp",
        count(distinct t.call_id) filter (where ${transferCounted.passedOn})::int as transferred,
        count(distinct t.call_id) filter (where ${transferCounted.wanted})::int as wanted,
        round(avg(extract(epoch from t.ended_at - t.at)) filter (where ${transferCounted.passedOn}))::int as "averageAnswer"
      from call_transfer t join call on call.id = t.call_id where ${between(from, to)} group by t.unit_id)
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

const parts = sql`count(*)::int as calls, ${count('answered')} as answered, ${count('lost')} as lost`

/** All 24 hours of the day in China, also those without a call. */
export const hourFigures = async (db: Connection, from: string, to: string): Promise<HourFigures[]> => {
  const { rows } = await sql<HourFigures>`
    select extract(hour from began_at at time zone 'Asia/Shanghai')::int as hour, ${parts}
    from call where ${between(from, to)} group by 1`.execute(db)
  const known = new Map(rows.map((row) => [row.hour, row]))
  return Array.from({ length: 24 }, (_, hour) => known.get(hour) ?? { hour, calls: 0, answered: 0, lost: 0 })
}

/** Days with calls. */
export const dayFigures = async (db: Connection, from: string, to: string): Promise<DayFigures[]> => {
  const { rows } = await sql<DayFigures>`
    select to_char(began_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, ${parts}
    from call where ${between(from, to)} group by 1 order by 1`.execute(db)
  return rows
}
