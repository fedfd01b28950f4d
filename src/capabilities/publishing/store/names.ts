import { sql } from 'kysely'
import { parseDocNumber } from '../../../foundations/numbers/index.ts'
import type { Connection } from '../../../platform/db/connect.ts'

const number = sql<string>`revision.metadata ->> 'docNumber'`
const published = (db: Connection) =>
  db
    .selectFrom('edition')
    .innerJoin('revision', 'revision.id', 'edition.current_revision_id')
    .where('edition.status', '=', 'published')
    .where(sql<boolean>`revision.metadata ->> 'docNumber' <> ''`)

/** Which of these are titles of public items. */
export const publishedTitles = async (db: Connection, titles: string[]): Promise<Set<string>> => {
  if (titles.length === 0) return new Set()
  const rows = await db
    .selectFrom('edition')
    .select('title')
    .where('status', '=', 'published')
    .where('title', 'in', titles)
    .execute()
  return new Set(rows.map(({ title }) => title))
}

/** A public item of another record that bears the same 文号. */
export const itemNumbered = async (db: Connection, docNumber: string, exceptRecord: number | null) => {
  if (!docNumber) return null
  const row = await published(db)
    .select(['edition.record_id as recordId', 'edition.title'])
    .where(number, '=', docNumber)
    .where('edition.record_id', '<>', exceptRecord ?? 0)
    .limit(1)
    .executeTakeFirst()
  return row ? { title: row.title, url: `/items/${row.recordId}` } : null
}

/** 代字 in use: those of the unit's own last 200 public items, and the users of this number's code. */
export const codesInUse = async (db: Connection, docNumber: string, unitId: number): Promise<Map<string, number[]>> => {
  const codes = new Map<string, number[]>()
  const code = parseDocNumber(docNumber)?.code
  if (!code) return codes
  const own = await published(db)
    .select(['edition.unit_id as unitId', number.as('docNumber')])
    .where('edition.unit_id', '=', unitId)
    .orderBy('edition.published_at', 'desc')
    .limit(200)
    .execute()
  const users = await published(db)
    .select(['edition.unit_id as unitId', number.as('docNumber')])
    .where(sql<boolean>`revision.metadata ->> 'docNumber' like ${`${code.replace(/[\\%_]/g, '\\$&')}%`}`)
    .limit(200)
    .execute()
  for (const row of [...own, ...users]) {
    const one = parseDocNumber(row.docNumber)?.code
    if (one) codes.set(one, [...new Set([...(codes.get(one) ?? []), row.unitId])])
  }
  return codes
}
