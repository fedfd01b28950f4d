import { type RawBuilder, sql } from 'kysely'

/**
 * What each figure of the line counts, as SQL on `call`: the figure and the list of calls behind it ask the same, so that
 * whoever opens a number finds as many.
 */
export const counted = {
  answered: sql<boolean>`call.answered_at is not null`,
  missed: sql<boolean>`call.outcome = 'missed'`,
  abandoned: sql<boolean>`call.outcome = 'abandoned'`,
  lost: sql<boolean>`call.outcome in ('missed', 'abandoned')`,
  voicemail: sql<boolean>`(call.answered_at is null and (call.outcome = 'voicemail' or exists (
    select from call_recording r where r.call_id = call.id and r.kind = 'voicemail')))`,
  transferred: sql<boolean>`call.transferred_at is not null`,
  knowledge: sql<boolean>`call.outcome = 'knowledge'`,
  record: sql<boolean>`call.outcome = 'record'`,
  directory: sql<boolean>`call.outcome = 'directory'`,
  cases: sql<boolean>`call.case_id is not null`,
  noMatter: sql<boolean>`call.outcome = 'no_matter'`,
  satisfied: sql<boolean>`call.rating = 1`,
  fair: sql<boolean>`call.rating = 2`,
  dissatisfied: sql<boolean>`call.rating = 3`,
  content: sql<boolean>`call.rating in (1, 2)`,
  rated: sql<boolean>`call.rating is not null`,
} as const

/** The same of one try to reach a unit, on `call_transfer t`: everybody who was rung, and who picked up. */
export const transferCounted = {
  wanted: sql<boolean>`t.outcome <> 'cancelled'`,
  passedOn: sql<boolean>`t.outcome = 'answered'`,
} as const

export type CallFigure = keyof typeof counted | keyof typeof transferCounted
export const callFigures = [...Object.keys(counted), ...Object.keys(transferCounted)] as [CallFigure, ...CallFigure[]]

/** Days in China, both included. */
export const between = (from: string, to: string): RawBuilder<boolean> =>
  sql`(call.began_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
    and call.began_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai')`

/** Hour of the day in China, 0–23. */
export const inHour = (hour: number): RawBuilder<boolean> =>
  sql`extract(hour from call.began_at at time zone 'Asia/Shanghai') = ${hour}`

/**
 * The calls that a figure counts; of one unit where it is the unit's figure: those about it, and of transfers those in which it
 * was rung.
 */
export const callsBehind = (figure: CallFigure | undefined, unitId: number | undefined): RawBuilder<boolean> => {
  const ofUnit = (column: RawBuilder<number>) =>
    unitId === undefined ? sql<boolean>`true` : sql<boolean>`${column} = ${unitId}`
  if (figure === 'wanted' || figure === 'passedOn')
    return sql`exists (select from call_transfer t where t.call_id = call.id and ${transferCounted[figure]}
      and ${ofUnit(sql`t.unit_id`)})`
  const own = ofUnit(sql`call.unit_id`)
  return figure === undefined ? own : sql`${counted[figure]} and ${own}`
}
