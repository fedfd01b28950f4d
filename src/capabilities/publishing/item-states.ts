import { sql } from 'kysely'
import type { Connection } from '../../platform/db/connect.ts'

/** Ids of public items by 索引号, of those asked for. */
export const publicItems = async (db: Connection, indexNumbers: readonly string[]): Promise<Map<string, number>> => {
  if (!indexNumbers.length) return new Map()
  const found = await db
    .selectFrom('record')
    .innerJoin('edition', 'edition.record_id', 'record.id')
    .select(['record.id', 'record.index_number as number'])
    .where('edition.status', '=', 'published')
    .where('record.index_number', 'in', [...indexNumbers])
    .execute()
  return new Map(found.map((row) => [row.number!, row.id]))
}

/** How a public item stands on a day, for those who rest on it. */
export type ItemState = {
  recordId: number
  title: string
  state: 'public' | 'withdrawn' | 'repealed' | 'superseded' | 'expired'
}

/**
 * How items stand on a legal day (YYYY-MM-DD). What was never public is left out.
 */
export const itemStates = async (db: Connection, recordIds: readonly number[], today: string): Promise<ItemState[]> => {
  if (!recordIds.length) return []
  const { rows } = await sql<ItemState>`
    select distinct on (e.record_id) e.record_id as "recordId", e.title,
      case when e.status <> 'published' then 'withdrawn'
        when r.repealed_on <= ${today}::date then r.how
        when e.expires_on < ${today}::date then 'expired'
        else 'public' end as state
    from edition e left join repeal r on r.record_id = e.record_id
    where e.record_id = any(${[...recordIds]}::bigint[]) and e.published_at is not null
    order by e.record_id, (e.status = 'published') desc, e.number desc`.execute(db)
  return rows
}
