import { DatabaseSync } from 'node:sqlite'
import { fold } from '../../foundations/text/normalise.ts'

/** A query is shown to others only when asked this often, so that what one person typed is never shown to another. */
const shownFrom = 3
const daysCounted = 30
const daysKept = 90
const mostKept = 500

/** Words only: nothing that could be a telephone, identity or account number, an address or a pasted text. */
export function mayBeNoted(q: string): boolean {
  return q.length >= 2 && q.length <= 30 && !/\d{5,}|\d[\d\s-]{6,}|[@/\\<>]/.test(q)
}

/**
 * Counts of queries per day, in a file of their own since they do not come from the log. No time of day, no address,
 * nothing about who asked.
 */
export function popularQueries(path: string) {
  const db = new DatabaseSync(path, { timeout: 500 })
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -500;
    CREATE TABLE IF NOT EXISTS asked (q TEXT NOT NULL, day INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (q, day)) WITHOUT ROWID`)
  const today = () => Math.floor(Date.now() / 86_400_000)
  const add = db.prepare('INSERT INTO asked (q, day, n) VALUES (?, ?, 1) ON CONFLICT (q, day) DO UPDATE SET n = n + 1')
  const top = db.prepare(
    'SELECT q FROM asked WHERE day > ? GROUP BY q HAVING sum(n) >= ? ORDER BY sum(n) DESC, q LIMIT ?',
  )
  db.prepare('DELETE FROM asked WHERE day < ?').run(today() - daysKept)
  // Asked for at every keystroke, so counted anew only when enough has been asked to change it.
  let kept: string[] | undefined
  let notedSince = 0
  return {
    note(q: string) {
      const normal = fold(q).trim().replace(/\s+/g, ' ')
      if (!mayBeNoted(normal)) return
      try {
        add.run(normal, today())
      } catch {
        // A full disk or a lost file costs a count, never the answer that somebody waits for.
        return
      }
      if (++notedSince > (kept?.length ?? 0) / 10) kept = undefined
    },
    top(limit: number): string[] {
      if (!kept) {
        kept = top.all(today() - daysCounted, shownFrom, mostKept).map((row) => row.q as string)
        notedSince = 0
      }
      return kept.slice(0, limit)
    },
    close: () => db.close(),
  }
}
