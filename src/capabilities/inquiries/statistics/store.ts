import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Topic } from '../../../foundations/classification/index.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import { type Channel, type InquiryKind, lineKinds } from '../inquiry.ts'
import {
  answers,
  type ComplaintFigure,
  complaintFigures,
  type DayBin,
  dayBinKeys,
  dayBins,
  type LineFigure,
  lineFigures,
  type OpenedFigure,
  type ReportFigure,
} from './figures.ts'

/** SQL on inquiry_count and inquiry_hand. Everywhere `n` is the line of a case, `h` what one unit did with it. */

/** Which cases are counted. `unitId`: of one unit; null for all. Days YYYY-MM-DD, both included. */
export type Scope = {
  unitId: number | null
  kind?: InquiryKind | undefined
  channel?: Channel | undefined
  topic?: Topic | undefined
  mailboxId?: number | undefined
  from: string
  to: string
}

type Condition = RawBuilder<SqlBool>

const isAnswer = sql<SqlBool>`n.outcome = any(${[...answers]}::text[])`
const isOpen: Condition = sql`n.outcome is null`

/** Whose figures: of the county a case counts once, whoever had it; of a unit what it is responsible for and did itself. */
type Whose = 'county' | 'unit'

/** It left somebody's hands late, or lies there now past its day. */
const isOverdue = (today: string): Record<Whose, Condition> => ({
  county: sql`(n.late or n.case_id in (select c.id from case_file c
    where c.kind = 'inquiry' and c.open and c.due_on < ${today}::date))`,
  unit: sql`(h.late or (h.case_id, h.unit_id) in (select c.id, i.turn_unit_id from case_file c
    join inquiry i on i.case_id = c.id where c.kind = 'inquiry' and c.open and c.due_on < ${today}::date))`,
})

const isResponsible: Record<Whose, Condition> = { county: sql`true`, unit: sql`n.unit_id = h.unit_id` }
const byHand = (column: string): Record<Whose, Condition> => ({
  county: sql`n.${sql.id(column)}`,
  unit: sql`h.${sql.id(column)}`,
})

/** What each figure counts, within the cases of its kind that were received in the period. */
const conditions = (today: string, whose: Whose): Record<OpenedFigure, Condition> => {
  const responsible = (condition: Condition): Condition => sql`(${isResponsible[whose]} and ${condition})`
  const overdue = isOverdue(today)[whose]
  return {
    received: isResponsible[whose],
    open: responsible(isOpen),
    answered: responsible(isAnswer),
    on_time: responsible(sql`${isAnswer} and not ${overdue}`),
    overdue,
    passed_up: byHand('passed_up')[whose],
    passed_on: byHand('passed_on')[whose],
    refused: byHand('refused')[whose],
    extended: byHand('extended')[whose],
    explained: byHand('explained')[whose],
    escalated: byHand('escalated')[whose],
    reopened: byHand('reopened')[whose],
    asked_before: responsible(sql`n.asked_before`),
    rated: responsible(sql`n.satisfaction is not null`),
    satisfied: responsible(sql`n.satisfaction = 'satisfied'`),
    fair: responsible(sql`n.satisfaction = 'fair'`),
    dissatisfied: responsible(sql`n.satisfaction = 'dissatisfied'`),
    complaints: sql`true`,
    complaints_open: isOpen,
    upheld: sql`n.outcome in ('upheld', 'partly_upheld')`,
    rejected: sql`n.outcome = 'rejected'`,
  }
}

const isComplaintFigure = (figure: OpenedFigure): figure is ComplaintFigure =>
  (complaintFigures as readonly string[]).includes(figure)

const ofLine = sql<SqlBool>`n.kind = any(${[...lineKinds]}::text[])`
const counted = sql<SqlBool>`n.outcome is distinct from 'void'`
const inBin = (bin: DayBin) => sql<SqlBool>`n.days between ${dayBins[bin][0]} and ${dayBins[bin][1]}`

const within = ({ kind, channel, topic, mailboxId, from, to }: Omit<Scope, 'unitId'>): Condition =>
  sql`(${sql.join(
    [
      sql`n.received_on between ${from}::date and ${to}::date and ${counted}`,
      ...(kind ? [sql`n.kind = ${kind}`] : []),
      ...(channel ? [sql`n.channel = ${channel}`] : []),
      ...(topic ? [sql`n.topic = ${topic}`] : []),
      ...(mailboxId ? [sql`n.mailbox_id = ${mailboxId}`] : []),
    ],
    sql` and `,
  )})`

const whoseOf = ({ unitId }: Pick<Scope, 'unitId'>): Whose => (unitId === null ? 'county' : 'unit')
const hands = sql`inquiry_hand h join inquiry_count n on n.case_id = h.case_id`
/** The lines of a scope: of the county every case, of a unit every case that went through its hands. */
const linesOf = (scope: Scope) =>
  scope.unitId === null
    ? sql`inquiry_count n where ${within(scope)} and ${ofLine}`
    : sql`${hands} where h.unit_id = ${scope.unitId} and ${within(scope)} and ${ofLine}`
/** The cases of the line that a unit is responsible for; all of the county. */
const responsibleFor = (scope: Scope): Condition =>
  sql`(${within(scope)} and ${ofLine}${scope.unitId === null ? sql`` : sql` and n.unit_id = ${scope.unitId}`})`

const columns = (figures: readonly OpenedFigure[], today: string, whose: Whose) => {
  const all = conditions(today, whose)
  return sql.join(figures.map((key) => sql`(count(*) filter (where ${all[key]}))::int as ${sql.id(key)}`))
}

export type LineCounts = Record<LineFigure, number>
export type ComplaintCounts = Record<ComplaintFigure, number>
export type ReportCounts = Record<ReportFigure, number>

export const lineCounts = async (db: Connection, scope: Scope, today: string): Promise<LineCounts> => {
  const { rows } = await sql<LineCounts>`select ${columns(lineFigures, today, whoseOf(scope))}
    from ${linesOf(scope)}`.execute(db)
  return rows[0]!
}

/** Complaints about the units, whatever kind, door or topic the case complained of had. */
export const complaintCounts = async (db: Connection, scope: Scope, today: string): Promise<ComplaintCounts> => {
  const { unitId, from, to } = scope
  const about = unitId === null ? sql`` : sql`and n.unit_id = ${unitId}`
  const { rows } = await sql<ComplaintCounts>`select ${columns(complaintFigures, today, 'county')} from inquiry_count n
    where ${within({ from, to })} and n.kind = 'complaint' ${about}`.execute(db)
  return rows[0]!
}

export const reportCounts = async (db: Connection, { from, to }: Scope): Promise<ReportCounts> => {
  const { rows } = await sql<ReportCounts>`select count(*)::int as reports,
    (count(*) filter (where ${isOpen}))::int as reports_open from inquiry_count n
    where ${within({ from, to })} and n.kind = 'report'`.execute(db)
  return rows[0]!
}

export type UnitCounts = LineCounts & { unitId: number; complaints: number; upheld: number }

/** Units as rows, those with the most cases first; also those that had a case in hand and are not responsible for any. */
export const unitCounts = async (db: Connection, scope: Scope, today: string): Promise<UnitCounts[]> => {
  const one = scope.unitId === null ? sql`` : sql`and h.unit_id = ${scope.unitId}`
  const about = scope.unitId === null ? sql`` : sql`and n.unit_id = ${scope.unitId}`
  const { rows } = await sql<UnitCounts>`
    select coalesce(l.unit_id, a.unit_id) as "unitId",
      ${sql.join(lineFigures.map((key) => sql`coalesce(l.${sql.id(key)}, 0) as ${sql.id(key)}`))},
      coalesce(a.complaints, 0) as complaints, coalesce(a.upheld, 0) as upheld
    from (select h.unit_id, ${columns(lineFigures, today, 'unit')} from ${hands}
      where ${within(scope)} and ${ofLine} ${one} group by h.unit_id) l
    full join (select n.unit_id, ${columns(['complaints', 'upheld'], today, 'county')} from inquiry_count n
      where ${within({ from: scope.from, to: scope.to })} and n.kind = 'complaint' ${about}
      group by n.unit_id) a on a.unit_id = l.unit_id
    order by received desc, 1`.execute(db)
  return rows
}

export type Spread = {
  by: 'kind' | 'channel' | 'topic' | 'mailbox' | 'days' | 'month' | 'arrival'
  key: string
  received: number
  answered: number
  onTime: number
  rated: number
  satisfied: number
  fair: number
}

/** The same cases by kind, door, topic, leader's mailbox, working days until the answer, month and hour of arrival (`weekday-hour`), in one walk. */
export const spread = async (db: Connection, scope: Scope, today: string): Promise<Spread[]> => {
  const { rows } = await sql<Spread>`
    select case when grouping(kind) = 0 then 'kind' when grouping(channel) = 0 then 'channel'
        when grouping(topic) = 0 then 'topic' when grouping(mailbox) = 0 then 'mailbox' when grouping(bin) = 0 then 'days' when grouping(month) = 0 then 'month'
        else 'arrival' end as "by",
      coalesce(kind, channel, topic, mailbox, bin, month, arrival) as key,
      count(*)::int as received, (count(*) filter (where answered))::int as answered,
      (count(*) filter (where on_time))::int as "onTime", count(satisfaction)::int as rated,
      (count(*) filter (where satisfaction = 'satisfied'))::int as satisfied,
      (count(*) filter (where satisfaction = 'fair'))::int as fair
    from (select n.kind, n.channel, n.topic, n.mailbox_id::text as mailbox, n.satisfaction, n.weekday || '-' || n.hour as arrival,
        to_char(n.received_on, 'YYYY-MM') as month, ${isAnswer} as answered, ${conditions(today, whoseOf(scope)).on_time} as on_time,
        case ${sql.join(
          dayBinKeys.map((bin) => sql`when ${isAnswer} and ${inBin(bin)} then ${sql.lit(bin)}`),
          sql` `,
        )} else '' end as bin
      from ${linesOf(scope)} and ${isResponsible[whoseOf(scope)]}) n
    group by grouping sets ((kind), (channel), (topic), (mailbox), (bin), (month), (arrival))
    order by 1, received desc, 2`.execute(db)
  // What has no mailbox, or no answer yet, is in no row of these.
  return rows.filter(({ key }) => key !== null && key !== '')
}

/** Public summaries of the cases, newest first. */
export const summaries = async (db: Connection, scope: Scope): Promise<string[]> => {
  const { rows } = await sql<{ summary: string }>`
    select c.summary from inquiry_count n join case_file c on c.id = n.case_id
    where ${responsibleFor(scope)} order by n.case_id desc`.execute(db)
  return rows.map((row) => row.summary)
}

export type AlikeGroup = { alikeId: number; n: number; units: number; summary: string; last: string }

/** Groups of cases that say nearly the same, the largest first. */
export const alikeGroups = async (db: Connection, scope: Scope, size = 20): Promise<AlikeGroup[]> => {
  const { rows } = await sql<AlikeGroup>`
    select g.id::int as "alikeId", g.n::int as n, g.units::int as units, c.summary, g.last::text as last
    from (select n.alike_id as id, count(*) as n, count(distinct n.unit_id) as units, max(n.case_id) as newest,
        max(n.received_on) as last
      from inquiry_count n where ${responsibleFor(scope)}
      group by n.alike_id having count(*) > 1 order by 2 desc, 1 limit ${size}) g
    join case_file c on c.id = g.newest order by g.n desc, g.id`.execute(db)
  return rows
}

/** What opens the cases behind a figure, beside the filters that every list has. */
export type Behind = {
  figure?: OpenedFigure | undefined
  /** Responsible, or who did it; of complaints the one complained of. */
  responsibleId?: number | undefined
  weekday?: number | undefined
  hour?: number | undefined
  days?: DayBin | undefined
  alike?: number | undefined
}

/** The condition on `case_file.id` of the cases behind a figure; null when nothing of the kind is asked for. */
export const behindFigure = (given: Behind, today: string): Condition | null => {
  const { figure, responsibleId, weekday, hour, days, alike } = given
  if ([figure, responsibleId, weekday, hour, days, alike].every((one) => one === undefined)) return null
  const key = figure ?? 'received'
  const about = isComplaintFigure(key)
  const whose: Whose = responsibleId === undefined || about ? 'county' : 'unit'
  return sql<SqlBool>`exists (select from ${whose === 'unit' ? hands : sql`inquiry_count n`} where n.case_id = case_file.id and ${sql.join(
    [
      counted,
      about ? sql`n.kind = 'complaint'` : ofLine,
      conditions(today, whose)[key],
      ...(responsibleId === undefined
        ? []
        : [whose === 'unit' ? sql`h.unit_id = ${responsibleId}` : sql`n.unit_id = ${responsibleId}`]),
      ...(weekday === undefined ? [] : [sql`n.weekday = ${weekday}`]),
      ...(hour === undefined ? [] : [sql`n.hour = ${hour}`]),
      ...(days === undefined ? [] : [sql`${isAnswer} and ${inBin(days)}`]),
      ...(alike === undefined ? [] : [sql`n.alike_id = ${alike}`]),
    ],
    sql` and `,
  )})`
}
