import { sql } from 'kysely'
import type { Connection } from '../../platform/db/connect.ts'
import { reviewsUntil } from './reminders.ts'

/** Entries of one list of figures. */
const longest = 20

export type UsedEntry = {
  id: number
  question: string
  unitName: string
  wanted: number
  unwanted: number
  told: number
}

/**
 * How the 知识库 is used: entries and what waits, what is wanted most, and what readers say was not what they wanted.
 * @param days both included, YYYY-MM-DD
 */
export const knowledgeFigures = async (
  db: Connection,
  { from, to, unitId, today }: { from: string; to: string; unitId?: number | undefined; today: string },
) => {
  const ofUnit = unitId === undefined ? sql`true` : sql`e.unit_id = ${unitId}`
  const { rows } = await sql<{ published: number; open: number; flagged: number; due: number }>`
    select count(*) filter (where v.status = 'published')::int as published,
      count(*) filter (where v.status in ('draft', 'review', 'secrecy_review'))::int as open,
      count(*) filter (where v.status = 'published' and e.flagged_at is not null)::int as flagged,
      count(*) filter (where v.status = 'published' and v.review_on <= ${reviewsUntil(today)}::date)::int as due
    from knowledge_version v join knowledge_entry e on e.id = v.entry_id where ${ofUnit}`.execute(db)
  const used = sql`select e.id, v.question, u.short_name as "unitName", sum(k.wanted)::int as wanted,
      sum(k.unwanted)::int as unwanted, sum(k.told)::int as told
    from knowledge_use k join knowledge_entry e on e.id = k.entry_id join unit u on u.id = e.unit_id
      join knowledge_version v on v.entry_id = e.id and v.status = 'published'
    where k.used_on between ${from}::date and ${to}::date and ${ofUnit} group by e.id, v.question, u.short_name`
  const often = await sql<UsedEntry>`${used} order by sum(k.wanted) + sum(k.told) + sum(k.unwanted) desc, e.id
    limit ${longest}`.execute(db)
  // Said often enough to mean something, and by a fair share.
  const missed = await sql<UsedEntry>`${used} having sum(k.unwanted) >= 3 and sum(k.unwanted) * 3 >= sum(k.wanted)
    order by sum(k.unwanted)::float / (sum(k.wanted) + sum(k.unwanted)) desc, sum(k.unwanted) desc, e.id
    limit ${longest}`.execute(db)
  const topics = await sql<{ topic: string; count: number }>`select v.topic, count(*)::int as count
    from knowledge_version v join knowledge_entry e on e.id = v.entry_id
    where v.status = 'published' and ${ofUnit} group by v.topic order by count(*) desc, v.topic`.execute(db)
  return { ...rows[0]!, often: often.rows, missed: missed.rows, topics: topics.rows }
}
