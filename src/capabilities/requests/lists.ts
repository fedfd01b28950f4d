import { type SqlBool, sql } from 'kysely'
import { type ClockState, readCode } from '../../foundations/casework/index.ts'
import type { Ctx } from '../../foundations/context.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { eventsOfRequests } from './case-file.ts'
import type { RequestEvent } from './events.ts'
import { type Channel, isOpen, type Party, type Status } from './request.ts'
import { clockOf, stateOf } from './state.ts'
import { requestCases } from './store.ts'
import { statusLabels, watchLabels } from './words.zh.ts'

export const views = ['open', 'mine', 'to_confirm', 'overdue', 'soon', 'watch', 'closed', 'all'] as const
export type View = (typeof views)[number]

export type ListQuestion = {
  view: View
  status?: Status | undefined
  unitId?: number | undefined
  party?: Party | undefined
  /** Number, query code or words of the summary. */
  q?: string | undefined
  /** Cells of table 2: outcome and the days between which it was received or closed. */
  outcome?: string | undefined
  receivedFrom?: string | undefined
  receivedTo?: string | undefined
  closedFrom?: string | undefined
  closedTo?: string | undefined
  /** Received before this day and not ended when it began: what is carried over. */
  openOn?: string | undefined
  /** Only what stands in table 2. */
  counted?: boolean | undefined
  /** `unitId` with everything below it. */
  unitIds?: number[] | undefined
  page: number
  size: number
}

export type ListRow = {
  id: number
  unitId: number
  unitName: string
  number: string | null
  code: string
  status: Status
  ownerId: number | null
  ownerName: string | null
  summary: string
  party: Party
  channel: Channel
  applicant: string
  submittedAt: Date
  receivedOn: string | null
  clock: ClockState
  dueOn: string | null
  dueProvisional: boolean
  watchOn: string | null
  watchFor: string | null
  closedOn: string | null
  outcome: string | null
}

type Found = ReturnType<typeof requestCases>

/** Cases counted at most; beyond it the screen says 超过. */
const countedTo = 10_000

/** What a list is ordered by: open cases by due date, others from the newest, those of a period by its day. */
type Order = 'due_on' | 'submitted_at' | 'closed_on' | 'received_on'

const orderOf = ({ view, ...question }: ListQuestion): Order => {
  if (!['closed', 'all'].includes(view)) return 'due_on'
  if (question.closedFrom && question.closedTo) return 'closed_on'
  return question.receivedFrom && question.receivedTo ? 'received_on' : 'submitted_at'
}

/**
 * Work lists, see `Order`.
 * @param reach units that may be read
 * @param soonOn last day of what is `soon`
 */
export const listRequests = async (
  db: Connection,
  question: ListQuestion,
  reach: number[] | 'all',
  who: { personId: number | null; today: string; soonOn: string },
): Promise<{ items: ListRow[]; total: number }> => {
  const { view, q } = question
  const open = !['closed', 'all'].includes(view)
  let found = requestCases(db)
  if (reach !== 'all') found = found.where('case_file.unit_id', 'in', reach.length ? reach : [0])
  if (question.unitIds) found = found.where('case_file.unit_id', 'in', question.unitIds)
  else if (question.unitId) found = found.where('case_file.unit_id', '=', question.unitId)
  if (question.status) found = found.where('case_file.status', '=', question.status)
  if (question.party) found = found.where('case_file.party', '=', question.party)
  if (question.outcome) found = found.where('case_file.outcome', '=', question.outcome)
  if (question.receivedFrom) found = found.where('case_file.received_on', '>=', question.receivedFrom)
  if (question.receivedTo) found = found.where('case_file.received_on', '<=', question.receivedTo)
  if (question.closedFrom) found = found.where('case_file.closed_on', '>=', question.closedFrom)
  if (question.closedTo) found = found.where('case_file.closed_on', '<=', question.closedTo)
  if (question.openOn)
    found = found
      .where('case_file.received_on', 'is not', null)
      .where(sql<SqlBool>`days_open(case_file.received_on, case_file.closed_on) @> (${question.openOn}::date - 1)`)
  if (question.counted) found = found.where('case_file.counted', '=', true)
  if (open) found = found.where('case_file.open', '=', true)
  if (view === 'closed') found = found.where('case_file.open', '=', false)
  if (view === 'mine') found = found.where('case_file.owner_id', '=', who.personId)
  if (view === 'to_confirm') found = found.where('case_file.status', '=', 'submitted')
  if (view === 'overdue') found = found.where('case_file.due_on', '<', who.today)
  if (view === 'soon')
    found = found.where('case_file.due_on', '<=', who.soonOn).where('case_file.due_on', '>=', who.today)
  if (view === 'watch') found = found.where('case_file.watch_on', '<=', who.soonOn)
  if (q) found = withWords(found, q)
  const page = { by: orderOf(question), size: question.size, skip: (question.page - 1) * question.size }
  const { total, ids } = await countOf(db, found, page)
  // Of few enough the page was cut while they were counted; of more the first are found sooner along the order of the list.
  const items =
    total < countedTo
      ? await rowsOf(requestCases(db).where('case_file.id', 'in', ids.length ? ids : [0]), { ...page, skip: 0 })
      : await rowsOf(found, page)
  return { items, total }
}

type Page = { by: Order; size: number; skip?: number }

/** How many there are, as far as they are counted, and of these the ones on a page. */
const countOf = async (db: Connection, found: Found, { by, size, skip = 0 }: Page) => {
  const few = found.select(['case_file.id', `case_file.${by}`]).limit(countedTo)
  const order = by === 'due_on' ? sql`due_on, id` : sql`${sql.ref(by)} desc, id desc`
  const { rows } = await sql<{ total: number; ids: number[] }>`
    with few as materialized ${few}
    select (select count(*)::int from few) as total,
      array(select id::int from few order by ${order} limit ${size} offset ${skip}) as ids`.execute(db)
  return rows[0]!
}

/** Number and summary as one text; an index holds what it is found by (`words_to_find`). */
const text = sql`(coalesce(case_file.number, '') || ' ' || case_file.summary)`

/** Stands in nearly every number and summary, and finds nothing. */
const boilerplate = /依申请公开?|申请公开|申请/g

/**
 * A query code finds its case; all else stands in number or summary as typed, numbers as wholes: 12号 is not 112号.
 */
const withWords = (found: Found, q: string) => {
  const code = readCode(q)
  if (code) return found.where('case_file.code', '=', code)
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const telling = q.replace(boilerplate, ' ')
  return found.where(sql<SqlBool>`${text} like ${like} and words_to_find(${text}) @> words_to_find(${telling})`)
}

/** Rows of a narrowed list. */
export const rowsOf = async (found: Found, { by, size, skip = 0 }: Page): Promise<ListRow[]> =>
  (await found
    .innerJoin('request', 'request.case_id', 'case_file.id')
    .innerJoin('unit', 'unit.id', 'case_file.unit_id')
    .leftJoin('person as owner', 'owner.id', 'case_file.owner_id')
    .select([
      'case_file.id',
      'case_file.unit_id as unitId',
      'unit.name as unitName',
      'case_file.number',
      'case_file.code',
      'case_file.status',
      'case_file.owner_id as ownerId',
      'owner.name as ownerName',
      'case_file.summary',
      'case_file.party',
      'request.channel',
      'request.applicant_masked as applicant',
      'case_file.submitted_at as submittedAt',
      'case_file.received_on as receivedOn',
      'case_file.clock',
      'case_file.due_on as dueOn',
      'case_file.due_provisional as dueProvisional',
      'case_file.watch_on as watchOn',
      'case_file.watch_for as watchFor',
      'case_file.closed_on as closedOn',
      'case_file.outcome',
    ])
    .$if(by === 'due_on', (query) => query.orderBy('case_file.due_on').orderBy('case_file.id'))
    .$if(by !== 'due_on', (query) => query.orderBy(`case_file.${by}`, 'desc').orderBy('case_file.id', 'desc'))
    .limit(size)
    .offset(skip)
    .execute()) as unknown as ListRow[]

/**
 * Rows as the routes answer them: with labels, and the working days left. A consultation that lapsed pauses nothing any more,
 * without anything that would have been written down: of what is kept as paused the events are asked.
 */
export const listRowViews = async (ctx: Ctx, rows: readonly ListRow[]) => {
  const calendar = ctx.calendar()
  const today = legalDay(ctx.clock())
  const paused = rows.filter((row) => row.clock === 'paused').map((row) => row.id)
  const events = paused.length ? await eventsOfRequests(ctx.db, paused) : new Map<number, RequestEvent[]>()
  return rows.map(({ watchFor, ...row }) => {
    const happened = events.get(row.id)
    return {
      ...row,
      clock: happened ? clockOf(stateOf(happened), calendar, today).state : row.clock,
      statusLabel: statusLabels[row.status],
      submittedAt: row.submittedAt.toISOString(),
      left: row.dueOn && isOpen(row.status) ? calendar.remaining(today, row.dueOn) : null,
      watchLabel: watchFor && (watchLabels[watchFor] ?? watchFor),
    }
  })
}
