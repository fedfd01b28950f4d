import { sql } from 'kysely'
import type { Topic } from '../../foundations/classification/topics.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { wordsAsked } from './asked-words.ts'
import { openStatuses, type Status } from './entry.ts'

/** open 正在办理 · published 已公开 · flagged 存疑 · due 待复核 · ended 已撤下、合并、作废 */
export const views = ['open', 'published', 'flagged', 'due', 'ended'] as const
export type View = (typeof views)[number]

export type ListQuery = {
  view: View
  status?: Status | undefined
  unitId?: number | undefined
  topic?: Topic | undefined
  q?: string | undefined
  /** Drafts that came back from a gate, or those that did not. */
  returned?: boolean | undefined
  /** Last day of review looked at by the view `due`. */
  reviewUntil: string
  /** Left out: versions that one of these people wrote on or passed at another gate. */
  without?: { people: readonly number[]; gate: Status } | undefined
  page: number
  size: number
}

/** What every row of a list shows. */
export type ListRow = {
  id: number
  version: number
  unitId: number
  unitName: string
  topic: Topic
  question: string
  status: Status
  statusAt: Date
  publishedAt: Date | null
  reviewOn: string | null
  flagged: boolean
  flagReason: string
  returned: boolean
  /** A new version is being worked on beside the public one. */
  revising: boolean
  caseId: number | null
  wanted: number
  unwanted: number
  told: number
}

/** Open versions of the units one works in; what is public of every unit. */
const scope = (units: readonly number[] | 'all') =>
  units === 'all' ? sql`true` : sql`(v.status = 'published' or e.unit_id = any(${[...units]}::int[]))`

const open = sql`v.status = any(${sql.lit(`{${openStatuses.join(',')}}`)}::text[])`

const inView = ({ view, reviewUntil }: ListQuery) =>
  ({
    open,
    published: sql`v.status = 'published'`,
    flagged: sql`v.status = 'published' and e.flagged_at is not null`,
    due: sql`v.status = 'published' and v.review_on <= ${reviewUntil}::date`,
    // Of an entry that is gone one row: its newest version.
    ended: sql`v.status in ('withdrawn', 'merged', 'discarded') and not exists (select from knowledge_version n
      where n.entry_id = v.entry_id and (n.number > v.number and n.status <> 'discarded' or n.status = 'published'))`,
  })[view]

const came = sql`exists (select from knowledge_version b where b.entry_id = v.entry_id and b.number = v.number - 1
  and b.status = 'returned')`

const narrowed = (query: ListQuery) => {
  const words = query.q ? wordsAsked(query.q) : []
  return [
    query.status && sql`v.status = ${query.status}`,
    query.unitId && sql`e.unit_id = ${query.unitId}`,
    query.topic && sql`v.topic = ${query.topic}`,
    query.returned !== undefined && (query.returned ? came : sql`not ${came}`),
    // All words somewhere; a question of none is looked for as it was typed.
    query.q &&
      (words.length
        ? sql`(v.asked_words || v.answer_words) @> ${words}::text[]`
        : sql`position(${query.q} in v.question) > 0`),
    query.without &&
      sql`not v.author_ids && ${[...query.without.people]}::int[] and not exists (select from knowledge_step s
        where s.version_id = v.id and s.action = 'approve' and s.from_status <> ${query.without.gate}
          and (s.actor_id = any(${[...query.without.people]}::int[])
            or s.on_behalf_of = any(${[...query.without.people]}::int[])))`,
  ].filter((part) => typeof part === 'object')
}

/** What presses most comes first: the oldest of what waits, the first day of review, the newest of what is public. */
const orderOf = (view: View) =>
  ({
    open: sql`v.status_at, v.id`,
    published: sql`v.published_at desc, v.id desc`,
    flagged: sql`e.flagged_at, v.id`,
    due: sql`v.review_on, v.id`,
    ended: sql`v.status_at desc, v.id desc`,
  })[view]

/** A page of a work list, and how many there are. */
export const listEntries = async (db: Connection, query: ListQuery, units: readonly number[] | 'all') => {
  const where = sql.join([inView(query), scope(units), ...narrowed(query)], sql` and `)
  const from = sql`from knowledge_version v join knowledge_entry e on e.id = v.entry_id where ${where}`
  const { rows: counted } = await sql<{ n: number }>`select count(*) as n ${from}`.execute(db)
  const { rows } = await sql<ListRow>`
    select e.id, v.number as version, e.unit_id as "unitId", u.short_name as "unitName", v.topic, v.question, v.status,
      v.status_at as "statusAt", v.published_at as "publishedAt", v.review_on as "reviewOn",
      e.flagged_at is not null as flagged, e.flag_reason as "flagReason", ${came} as returned, e.case_id as "caseId",
      v.status = 'published' and exists (select from knowledge_version o where o.entry_id = v.entry_id
        and o.status in ('draft', 'review', 'secrecy_review')) as revising,
      coalesce(k.wanted, 0)::int as wanted, coalesce(k.unwanted, 0)::int as unwanted, coalesce(k.told, 0)::int as told
    from (select v.id ${from} order by ${orderOf(query.view)} limit ${query.size} offset ${(query.page - 1) * query.size}) p
      join knowledge_version v on v.id = p.id join knowledge_entry e on e.id = v.entry_id join unit u on u.id = e.unit_id
      left join lateral (select sum(wanted) as wanted, sum(unwanted) as unwanted, sum(told) as told
        from knowledge_use k where k.entry_id = e.id) k on true
    order by ${orderOf(query.view)}`.execute(db)
  return { items: rows, total: Number(counted[0]!.n) }
}
