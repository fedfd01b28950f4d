import type { LiveTable } from './live-table.ts'
import { type Postings, unpack } from './postings.ts'

/** What ranking needs of a table of documents, by doc and by passage number. */
export type RankedTable = Pick<
  LiveTable,
  'docs' | 'passages' | 'alive' | 'minute' | 'titleLength' | 'firstPassage' | 'passageDoc'
>

/** Bits for terms in a document’s `bits`; with the sign they would be no small integers. */
export const mostBits = 31
/** Looking a passage up in a list instead of walking the list pays when so many times fewer are looked up. */
const lookUpBits = 3
const lookUpNumbers = 12
/** Gathering the passages of all documents that are in pays where they are no more than this share of all. */
const fewDocs = 1 / 4

/** A word of a short title counts for more. */
const titleFactor = Float32Array.from({ length: 256 }, (_, length) => 30 / (18 + length))

/**
 * Sums what the words of a query say for every passage and document, in arrays that are made once. First it is noted
 * which words stand in which documents (`mark`), which costs little and decides what is in; then only those documents
 * are scored (`add`). Where few are in, lists of common words are passed over at a glance.
 */
export class Accumulator {
  /** The first `count` of `docs` are in. */
  docs = new Uint32Array(0)
  count = 0
  /** The terms that stand in a document, by doc number. */
  bits = new Uint32Array(0)
  /** A bit per document in which a term stands that brings documents in. */
  #brought = new Uint32Array(0)
  /** Lists of which every document has been noted. */
  readonly #noted = new Set<Postings>()
  #extra = new Float32Array(0)
  #inside = new Uint32Array(0)
  #insideCount = Number.POSITIVE_INFINITY
  #scratch = new Uint32Array(0)
  #passageScore = new Float32Array(0)

  /** Forgets what was noted for the last query. */
  clear(table: RankedTable) {
    this.letGo()
    this.#noted.clear()
    if (this.bits.length <= table.docs) {
      const size = table.alive.length
      this.docs = new Uint32Array(size)
      this.bits = new Uint32Array(size)
      this.#brought = new Uint32Array((size >>> 5) + 1)
      this.#extra = new Float32Array(size)
    } else {
      this.bits.fill(0, 0, table.docs + 1)
      this.#brought.fill(0)
      this.#extra.fill(0, 0, table.docs + 1)
    }
    if (this.#passageScore.length <= table.passages) {
      const size = table.passageDoc.length
      this.#inside = new Uint32Array(size)
      this.#scratch = new Uint32Array(size)
      this.#passageScore = new Float32Array(size)
    } else this.#passageScore.fill(0, 0, table.passages + 1)
  }

  /**
   * Notes that a term stands in them in the documents that are in, or in all of its documents; of these `brings` takes
   * in all at the next `takeIn`.
   */
  mark(table: RankedTable, list: Postings, bit: number, brings: boolean) {
    if (this.#noted.has(list)) return
    const { bits } = this
    const { passageDoc } = table
    if (this.#looksUp(list)) {
      const inside = this.#inside
      for (let i = 0; i < this.#insideCount; i++) {
        const p = inside[i]!
        if (holds(list, p)) bits[passageDoc[p]!]! |= bit
      }
      return
    }
    this.#noted.add(list)
    const members = this.#members(list)
    if (brings) {
      const brought = this.#brought
      for (let i = 0; i < list.size; i++) {
        const doc = passageDoc[members[i]!]!
        bits[doc]! |= bit
        brought[doc >>> 5]! |= 1 << (doc & 31)
      }
    } else for (let i = 0; i < list.size; i++) bits[passageDoc[members[i]!]!]! |= bit
  }

  /** Lets all go; what was noted stays noted. */
  letGo() {
    this.count = 0
    this.#insideCount = Number.POSITIVE_INFINITY
  }

  /** Takes in every document that was brought so far. */
  takeIn(table: RankedTable) {
    const { docs } = this
    const { alive } = table
    const count = unpack(this.#brought, docs)
    let n = 0
    for (let i = 0; i < count; i++) {
      const doc = docs[i]!
      if (alive[doc] !== 0) docs[n++] = doc
    }
    this.keep(table, n)
  }

  /** The first `count` of `docs` stay in. */
  keep({ docs: all, passageDoc, firstPassage }: RankedTable, count: number) {
    this.count = count
    this.#insideCount = Number.POSITIVE_INFINITY
    if (count > all * fewDocs) return
    const { docs } = this
    const inside = this.#inside
    let n = 0
    for (let i = 0; i < count; i++) {
      const doc = docs[i]!
      for (let p = firstPassage[doc]!; passageDoc[p] === doc; p++) inside[n++] = p
    }
    this.#insideCount = n
  }

  #looksUp(list: Postings): boolean {
    return this.#insideCount * (list.bits ? lookUpBits : lookUpNumbers) < list.size
  }

  /** Adds to the passages of a list that belong to documents that are in. */
  add(list: Postings, value: number) {
    const score = this.#passageScore
    if (this.#looksUp(list)) {
      const inside = this.#inside
      for (let i = 0; i < this.#insideCount; i++) {
        const p = inside[i]!
        if (holds(list, p)) score[p]! += value
      }
      return
    }
    const { sparse, bits: dense } = list
    if (sparse) for (let i = 0; i < sparse.length; i++) score[sparse[i]!]! += value
    else if (dense)
      for (let w = 0; w < dense.length; w++)
        for (let word: number = dense[w]! | 0; word !== 0; word &= word - 1)
          score[(w << 5) | (31 - Math.clz32(word & -word))]! += value
  }

  /** Adds to the documents that are in by their first passage, beside what their passages say; `titles`: more in short ones. */
  addDocs({ passageDoc, firstPassage, titleLength }: RankedTable, list: Postings, value: number, titles: boolean) {
    const extra = this.#extra
    if (this.count * (list.bits ? lookUpBits : lookUpNumbers) < list.size) {
      const { docs } = this
      for (let i = 0; i < this.count; i++) {
        const doc = docs[i]!
        if (holds(list, firstPassage[doc]!)) extra[doc]! += titles ? value * titleFactor[titleLength[doc]!]! : value
      }
      return
    }
    const members = this.#members(list)
    for (let i = 0; i < list.size; i++) {
      const doc = passageDoc[members[i]!]!
      extra[doc]! += titles ? value * titleFactor[titleLength[doc]!]! : value
    }
  }

  /** What a document has: its best passage, and what was added beside. */
  scoreOf(doc: number, { passageDoc, firstPassage }: RankedTable): number {
    const score = this.#passageScore
    let best = 0
    for (let p = firstPassage[doc]!; passageDoc[p] === doc; p++) if (score[p]! > best) best = score[p]!
    return best + this.#extra[doc]!
  }

  /** The first `list.size` entries of what is returned; good until the next call. */
  #members(list: Postings): Uint32Array {
    if (list.sparse) return list.sparse
    unpack(list.bits!, this.#scratch)
    return this.#scratch
  }
}

function holds(list: Postings, passage: number): boolean {
  if (list.bits) return (list.bits[passage >>> 5]! & (1 << (passage & 31))) !== 0
  const members = list.sparse!
  let low = 0
  let high = members.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const p = members[middle]!
    if (p === passage) return true
    if (p < passage) low = middle + 1
    else high = middle - 1
  }
  return false
}
