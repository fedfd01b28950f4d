import { fold } from '../../foundations/text/normalise.ts'
import type { ReadContext } from './open-replica.ts'
import type { popularQueries } from './popular-queries.ts'
import type { searcher } from './search.ts'
import { topOf } from './top.ts'

const last = '\u{10ffff}'

/** Completions while typing, and what to offer before anything was typed. */
export function suggester(
  { db, live }: ReadContext,
  search: ReturnType<typeof searcher>,
  queries: ReturnType<typeof popularQueries> | undefined,
) {
  const titles = db.prepare(
    'SELECT DISTINCT title FROM record WHERE title >= ? AND title < ? AND doc IS NOT NULL LIMIT ?',
  )
  const numbers = db.prepare(
    'SELECT doc_number AS n FROM record WHERE doc_number_key >= ? AND doc_number_key < ? AND doc IS NOT NULL ORDER BY doc_number_key LIMIT ?',
  )
  const titleOf = db.prepare('SELECT title FROM record WHERE id = ?')
  const keywords = db.prepare(
    'SELECT word FROM keyword WHERE length(word) BETWEEN 2 AND 12 ORDER BY items DESC, word LIMIT ?',
  )

  return {
    suggest(prefix: string, limit: number): string[] {
      const typed = prefix.trim().slice(0, 60)
      if (typed === '') return []
      const folded = fold(typed)
      const found = new Set<string>()
      for (const q of queries?.top(200) ?? []) if (q.startsWith(folded) && q !== folded) found.add(q)
      const key = folded
        .replace(/[〔[(【\s]/g, '')
        .replace(/[〕\])】]第?/, '-')
        .replace(/号$/, '')
      if (/\d/.test(key)) for (const row of numbers.all(key, key + last, limit)) found.add(row.n as string)
      for (const row of titles.all(typed, typed + last, limit)) found.add(row.title as string)
      if (found.size < limit) for (const title of titlesWith(typed, limit)) found.add(title)
      return [...found].slice(0, limit)
    },
    popular(limit: number): string[] {
      const found = new Set(queries?.top(limit) ?? [])
      for (const row of found.size < limit ? keywords.all(limit) : []) found.add(row.word as string)
      return [...found].slice(0, limit)
    },
  }

  /** Titles of the items found for what was typed, those that hold it as typed first. */
  function titlesWith(typed: string, limit: number): string[] {
    const table = live()
    const { docs, score } = search.match(table, typed)
    const best = topOf(docs, (i) => score[i]!, limit * 3)
    const titles = best.map((i) => (titleOf.get(table.id[docs[i]!]!) as { title: string }).title)
    const folded = fold(typed)
    return titles.filter((title) => fold(title).includes(folded))
  }
}
