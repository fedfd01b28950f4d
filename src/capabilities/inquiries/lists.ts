import { type SqlBool, sql } from 'kysely'
import { readCode } from '../../foundations/casework/index.ts'
import { type Topic, topics } from '../../foundations/classification/index.ts'
import type { Ctx } from '../../foundations/context.ts'
import { type Actor, holds, unitsOf } from '../../foundations/identity/actor.ts'
import { legalDay } from '../../platform/clock.ts'
import {
  type Channel,
  type InquiryKind,
  isOpen,
  lineKinds,
  type Outcome,
  type Satisfaction,
  type Status,
  supervisedKinds,
} from './inquiry.ts'
import { readsAll, unitsRead } from './permissions.ts'
import { type Behind, behindFigure } from './statistics/store.ts'
import { inquiryCases } from './store.ts'
import { channelLabels, kindLabels, outcomeLabels, statusLabels } from './words.zh.ts'
import { openContent } from './writer.ts'

export const views = [
  'open',
  'mine',
  'sorting',
  'soon',
  'overdue',
  'unexplained',
  'supervised',
  'closed',
  'all',
] as const
export type View = (typeof views)[number]

export type ListQuestion = Behind & {
  view: View
  kind?: InquiryKind | undefined
  channel?: Channel | undefined
  topic?: Topic | undefined
  mailboxId?: number | undefined
  status?: Status | undefined
  /** Responsible or with its turn. */
  unitId?: number | undefined
  outcome?: string | undefined
  satisfaction?: Satisfaction | undefined
  /** Number, query code, number of the authority that handed it down, or words of the summary. */
  q?: string | undefined
  receivedFrom?: string | undefined
  receivedTo?: string | undefined
  closedFrom?: string | undefined
  closedTo?: string | undefined
  page: number
  size: number
}

export type ListRow = {
  id: number
  number: string | null
  code: string
  kind: InquiryKind
  channel: Channel
  topic: Topic
  status: Status
  unitId: number
  unitName: string
  turnUnitId: number
  turnUnitName: string
  ownerId: number | null
  ownerName: string | null
  summary: string
  /** Of a wish, whose place the ledger is ordered by; null for other kinds. */
  wishSealed: string | null
  writer: string
  submittedAt: Date
  receivedOn: string | null
  dueOn: string | null
  dueProvisional: boolean
  explained: 'waiting' | 'taken' | 'refused' | null
  /** The day that was promised when it was explained. */
  watchOn: string | null
  escalated: boolean
  urgent: boolean
  satisfaction: Satisfaction | null
  closedOn: string | null
  outcome: Outcome | null
}

export type Found = ReturnType<typeof inquiryCases>

/** Cases counted at most; beyond it the screen says 超过. */
const countedTo = 10_000

/** Narrowed to what the actor may read: see `mayRead` in permissions.ts, of which this is the list's form. */
export const readable = (found: Found, actor: Actor): Found => {
  const supervisor = holds(actor, 'supervisor')
  const speaksFor = unitsOf(actor, ['section_head', 'signing_leader'])
  const heads = unitsOf(actor, ['signing_leader'])
  const units = unitsRead(actor)
  const once = (action: string) =>
    sql<SqlBool>`exists (select from case_event e where e.case_id = case_file.id and e.action = ${action})`
  const list = (ids: readonly number[]) => sql`${ids.length ? [...ids] : [0]}::int[]`
  return found.where((eb) =>
    eb.or([
      ...(supervisor ? [eb('inquiry.kind', 'in', [...supervisedKinds])] : []),
      ...(speaksFor.length
        ? [
            eb.and([
              eb('inquiry.kind', '=', 'complaint'),
              eb('inquiry.about_unit_id', 'in', speaksFor),
              once('ask_statement'),
            ]),
          ]
        : []),
      ...(heads.length
        ? [eb.and([eb('inquiry.kind', '=', 'complaint'), eb('case_file.unit_id', 'in', heads), once('escalate')])]
        : []),
      eb.and([
        eb('inquiry.kind', 'in', [...lineKinds]),
        ...(units === 'all' || readsAll(actor) ? [] : [sql<SqlBool>`inquiry.unit_ids && ${list(units as number[])}`]),
      ]),
    ]),
  )
}

/** Number and summary as one text; an index holds what it is found by (`words_to_find`). */
const text = sql`(coalesce(case_file.number, '') || ' ' || case_file.summary)`

const withWords = (found: Found, q: string): Found => {
  const code = readCode(q)
  if (code) return found.where('case_file.code', '=', code)
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  return found.where(sql<SqlBool>`${text} like ${like} and words_to_find(${text}) @> words_to_find(${q})`)
}

/** Past the last day of whoever's turn it is. */
export const overdue = (found: Found, today: string): Found =>
  found.where('case_file.open', '=', true).where('case_file.due_on', '<', today)

/**
 * Overdue, and nobody explains it: nobody did, supervision refused it, or the day that was promised (`explainedUntil`, kept
 * in `watch_on`) has passed too. Complaints and reports are supervision's own and are explained to nobody.
 */
export const unexplained = (found: Found, today: string): Found =>
  neglected(found, today).where('inquiry.kind', 'in', [...lineKinds])

/** The same with supervision's own, for which there is nobody to explain to. */
export const neglected = (found: Found, today: string): Found =>
  overdue(found, today).where((eb) =>
    eb.or([eb('case_file.watch_on', 'is', null), eb('case_file.watch_on', '<', today)]),
  )

/** Narrowed by a question, without regard to who asks. */
export const narrowed = (
  given: Found,
  question: Omit<ListQuestion, 'page' | 'size'>,
  who: { personId: number | null; today: string; soonOn: string },
): Found => {
  let found = given
  const { view, unitId, q } = question
  const open = !['closed', 'all'].includes(view)
  if (question.kind) found = found.where('inquiry.kind', '=', question.kind)
  if (question.channel) found = found.where('inquiry.channel', '=', question.channel)
  if (question.topic) found = found.where('inquiry.topic', '=', question.topic)
  if (question.mailboxId) found = found.where('inquiry.mailbox_id', '=', question.mailboxId)
  if (question.status) found = found.where('case_file.status', '=', question.status)
  if (unitId)
    found = found
      // Both are among the units that had a part in it, which an index knows.
      .where(sql<SqlBool>`inquiry.unit_ids @> array[${unitId}]::int[]`)
      .where((eb) => eb.or([eb('case_file.unit_id', '=', unitId), eb('inquiry.turn_unit_id', '=', unitId)]))
  if (question.outcome) found = found.where('case_file.outcome', '=', question.outcome)
  if (question.satisfaction) found = found.where('inquiry.satisfaction', '=', question.satisfaction)
  if (question.receivedFrom) found = found.where('case_file.received_on', '>=', question.receivedFrom)
  if (question.receivedTo) found = found.where('case_file.received_on', '<=', question.receivedTo)
  if (question.closedFrom) found = found.where('case_file.closed_on', '>=', question.closedFrom)
  if (question.closedTo) found = found.where('case_file.closed_on', '<=', question.closedTo)
  if (open) found = found.where('case_file.open', '=', true)
  if (view === 'closed') found = found.where('case_file.open', '=', false)
  if (view === 'mine') found = found.where('case_file.owner_id', '=', who.personId)
  if (view === 'sorting') found = found.where('case_file.status', '=', 'sorting')
  if (view === 'soon')
    found = found.where('case_file.due_on', '<=', who.soonOn).where('case_file.due_on', '>=', who.today)
  if (view === 'overdue') found = overdue(found, who.today)
  if (view === 'unexplained') found = unexplained(found, who.today)
  const behind = behindFigure(question, who.today)
  if (behind) found = found.where(behind)
  if (view === 'supervised') found = found.where('inquiry.kind', 'in', [...supervisedKinds])
  return q ? withWords(found, q) : found
}

/** 上级交办: the cases that have this number where they came from; asked apart, so that words keep their index. */
const withSourceNumber = async ({ db }: Pick<Ctx, 'db'>, q: string): Promise<number[]> =>
  (await db.selectFrom('inquiry').select('case_id').where('source_number', '=', q).limit(100).execute()).map((row) =>
    Number(row.case_id),
  )

/** Work lists: open cases by due date, ended ones newest first. */
export const listInquiries = async (
  ctx: Ctx,
  question: ListQuestion,
  soonOn: string,
): Promise<{ items: ListRow[]; total: number }> => {
  const handedDown = question.q ? await withSourceNumber(ctx, question.q) : []
  const all = readable(inquiryCases(ctx.db), ctx.actor)
  const asked = handedDown.length ? { ...question, q: undefined } : question
  const found = narrowed(handedDown.length ? all.where('case_file.id', 'in', handedDown) : all, asked, {
    personId: ctx.actor.personId,
    today: legalDay(ctx.clock()),
    soonOn,
  })
  const { n } = await ctx.db
    .selectFrom(found.select(sql`1`.as('one')).limit(countedTo).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const open = !['closed', 'all'].includes(question.view)
  const items = await rowsOf(found, { open, size: question.size, skip: (question.page - 1) * question.size })
  return { items, total: Number(n) }
}

/** Rows of a narrowed list: open cases by due date, ended ones newest first. */
export const rowsOf = async (
  found: Found,
  { open, size, skip = 0 }: { open: boolean; size: number; skip?: number },
): Promise<ListRow[]> =>
  (await found
    .innerJoin('unit', 'unit.id', 'case_file.unit_id')
    .innerJoin('unit as turn', 'turn.id', 'inquiry.turn_unit_id')
    .leftJoin('person as owner', 'owner.id', 'case_file.owner_id')
    .select((eb) => [
      'case_file.id',
      'case_file.number',
      'case_file.code',
      'inquiry.kind',
      'inquiry.channel',
      'inquiry.topic',
      'case_file.status',
      'case_file.unit_id as unitId',
      'unit.name as unitName',
      'inquiry.turn_unit_id as turnUnitId',
      'turn.name as turnUnitName',
      'case_file.owner_id as ownerId',
      'owner.name as ownerName',
      'case_file.summary',
      sql<string | null>`case when inquiry.kind = 'wish' then inquiry.content_sealed end`.as('wishSealed'),
      'inquiry.writer_masked as writer',
      'case_file.submitted_at as submittedAt',
      'case_file.received_on as receivedOn',
      'case_file.due_on as dueOn',
      'case_file.due_provisional as dueProvisional',
      'inquiry.explained',
      'case_file.watch_on as watchOn',
      'inquiry.escalated',
      eb
        .exists(
          eb
            .selectFrom('case_event as urge')
            .select('urge.seq')
            .whereRef('urge.case_id', '=', 'case_file.id')
            .where('urge.action', '=', 'urge'),
        )
        .as('urgent'),
      'inquiry.satisfaction',
      'case_file.closed_on as closedOn',
      'case_file.outcome',
    ])
    .$if(open, (query) => query.orderBy('case_file.due_on', (order) => order.asc().nullsLast()).orderBy('case_file.id'))
    .$if(!open, (query) => query.orderBy('case_file.submitted_at', 'desc').orderBy('case_file.id', 'desc'))
    .limit(size)
    .offset(skip)
    .execute()) as unknown as ListRow[]

/** A row as the routes answer it: with labels, and the working days left. */
export const listRowView = (ctx: Ctx) => {
  const calendar = ctx.calendar()
  const today = legalDay(ctx.clock())
  return ({ wishSealed, watchOn, ...row }: ListRow) => ({
    ...row,
    lapsed: watchOn !== null && watchOn < today,
    place: wishSealed === null ? '' : openContent(ctx.keyring, row.id, wishSealed).place,
    kindLabel: kindLabels[row.kind],
    channelLabel: channelLabels[row.channel],
    topicLabel: topics[row.topic],
    statusLabel: statusLabels[row.status],
    outcomeLabel: row.outcome && outcomeLabels[row.outcome],
    submittedAt: row.submittedAt.toISOString(),
    left: row.dueOn && isOpen(row.status) ? calendar.remaining(today, row.dueOn) : null,
  })
}
