import type { DatabaseSync } from 'node:sqlite'
import type { Postings } from './postings.ts'

/** From so many passages a list is worth keeping ready; fewer are read from the index as quickly. */
const long = 256
/** Passages put away per slice of work: some milliseconds. */
const sliceSize = 20_000
const vocabularySlice = 200
/**
 * How far the collection may outgrow the lists before they are made anew: by a share of itself or by so many passages.
 * Readers always add what lies behind them, from memory as long as it is not much more.
 */
const growth = 1.15
const mostBehind = 400

export type LongList = Postings & { upTo: number }

/** Reads a list that lies ready; undefined for short lists and while it is not made yet. */
export function longListReader(db: DatabaseSync): (term: string) => LongList | undefined {
  const read = db.prepare('SELECT passages, size, dense, list FROM long_list WHERE term = ?')
  return (term) => {
    const row = read.get(term) as { passages: number; size: number; dense: number; list: Uint8Array } | undefined
    if (row === undefined) return undefined
    const numbers = new Uint32Array(row.list.buffer, row.list.byteOffset, row.list.byteLength / 4)
    const { size, passages: upTo } = row
    return row.dense
      ? { size, upTo, sparse: undefined, bits: numbers }
      : { size, upTo, sparse: numbers, bits: undefined }
  }
}

/**
 * Lists of passages as they lie in memory, for the words that stand in many: taking them out of the FTS5 index row by
 * row is what a search would mostly wait for. Made in quiet moments; a list that names a passage since withdrawn is
 * made anew before anything else.
 */
export function longListKeeper(db: DatabaseSync, list: (term: string, passages: number) => Postings) {
  const count = db.prepare("SELECT value FROM meta WHERE key = 'passages'")
  const made = db.prepare("SELECT value FROM meta WHERE key = 'long_lists'")
  const setMade = db.prepare(
    "INSERT INTO meta (key, value) VALUES ('long_lists', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  )
  const stale = db.prepare('SELECT term FROM long_list_due LIMIT 50')
  const fresh = db.prepare('DELETE FROM long_list_due WHERE term = ?')
  const due = db.prepare('INSERT OR IGNORE INTO long_list_due SELECT term FROM long_list WHERE term = ?')
  const words = db.prepare('SELECT term, doc AS size FROM vocabulary WHERE term > ? LIMIT ?')
  const put = db.prepare('INSERT OR REPLACE INTO long_list (term, passages, size, dense, list) VALUES (?, ?, ?, ?, ?)')
  const drop = db.prepare('DELETE FROM long_list WHERE term = ?')
  const number = (row: unknown) => Number((row as { value: number } | undefined)?.value ?? 0)
  let pass: { passages: number; after: string } | undefined

  function make(term: string, passages: number): number {
    const { size, sparse, bits } = list(term, passages)
    const numbers = sparse ?? bits!
    if (size < long) drop.run(term)
    else
      put.run(
        term,
        passages,
        size,
        bits ? 1 : 0,
        new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
      )
    return size
  }

  return {
    /** The words of a document that goes: their lists may not name it for long. */
    leaving(terms: Iterable<string>) {
      for (const term of terms) due.run(term)
    },
    /** True while a list still names a passage of a document that went. */
    namesGone: () => stale.get() !== undefined,
    /** One slice of work; true when nothing is left to do. */
    step(): boolean {
      const passages = number(count.get())
      let left = sliceSize
      for (const { term } of stale.all() as { term: string }[]) {
        left -= make(term, passages)
        fresh.run(term)
        if (left < 0) return false
      }
      if (stale.get()) return false
      if (!pass) {
        const before = number(made.get())
        if (passages < long || passages < Math.min(before * growth, before + mostBehind)) return true
        pass = { passages, after: '' }
      }
      const rows = words.all(pass.after, vocabularySlice) as { term: string; size: number }[]
      for (const { term, size } of rows) {
        if (left < 0) return false
        if (size >= long) left -= make(term, pass.passages)
        pass.after = term
      }
      if (rows.length === vocabularySlice) return false
      setMade.run(pass.passages)
      pass = undefined
      return true
    },
  }
}
