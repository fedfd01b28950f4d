import type { DatabaseSync } from 'node:sqlite'
import type { RecordPublished } from '../../foundations/publication-log/entries.ts'
import { indexTerms } from './index-terms.ts'
import { termsIn } from './term-text.ts'

/** How far back in passages; the lists that lie ready are made anew before so many have come (`mostBehind`). */
const most = 600

/**
 * The newest passages by the terms that stand in them, held in memory: FTS5 goes through a whole list to find its last
 * few entries, and every list a search needs wants those after each publication.
 */
export class RecentTerms {
  readonly #newestFirst
  /** Passages in which a term stands, ascending, among those after `#from` up to `#upTo`. */
  #terms = new Map<string, number[]>()
  #from = 0
  #upTo = 0

  constructor(db: DatabaseSync) {
    this.#newestFirst = db.prepare(`SELECT first_passage, passages, json FROM record JOIN payload ON record_id = id
      WHERE doc IS NOT NULL ORDER BY doc DESC`)
    this.#newestFirst.setReturnArrays(true)
  }

  /** Passages after `from`, up to `passages`, in which a term stands, ascending; undefined when that is too far back. */
  list(term: string, from: number, passages: number): number[] | undefined {
    if (passages - from > most) return undefined
    if (this.#upTo < from) {
      this.clear()
      this.#from = from
      this.#upTo = from
    }
    if (this.#upTo < passages) {
      this.#take(this.#upTo, passages)
      this.#upTo = passages
      if (passages - this.#from > 2 * most) this.#forget(passages - most)
    }
    if (from < this.#from) {
      this.#take(from, this.#from)
      this.#from = from
    }
    const found = this.#terms.get(term) ?? []
    return found.filter((passage) => passage > from && passage <= passages)
  }

  /** Adds the passages after `from` up to `upTo`, which lie all before or all behind what is here. */
  #take(from: number, upTo: number) {
    const more = new Map<string, number[]>()
    for (const row of this.#newestFirst.iterate() as Iterable<unknown>) {
      const [first, passages, json] = row as [number, number, string]
      if (first + passages - 1 <= from) break
      if (first > upTo) continue
      const texts = indexTerms(JSON.parse(json) as RecordPublished)
      for (let i = texts.length - 1; i >= 0; i--) {
        const passage = first + i
        if (passage <= from || passage > upTo) continue
        for (const term of termsIn(texts[i]!)) {
          const list = more.get(term)
          if (list === undefined) more.set(term, [passage])
          else if (list.at(-1) !== passage) list.push(passage)
        }
      }
    }
    const behind = from >= this.#upTo
    for (const [term, list] of more) {
      list.reverse()
      const known = this.#terms.get(term)
      this.#terms.set(term, known === undefined ? list : behind ? known.concat(list) : list.concat(known))
    }
  }

  #forget(upTo: number) {
    for (const [term, list] of this.#terms) {
      const left = list.filter((passage) => passage > upTo)
      if (left.length === 0) this.#terms.delete(term)
      else if (left.length < list.length) this.#terms.set(term, left)
    }
    this.#from = upTo
  }

  clear() {
    this.#terms.clear()
    this.#from = 0
    this.#upTo = 0
  }
}
