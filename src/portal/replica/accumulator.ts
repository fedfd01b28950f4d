import type { LiveTable } from './live-table.ts'
import type { Postings } from './postings.ts'

/** What ranking needs of a table of documents, by doc and by passage number. */
export type RankedTable = Pick<
  LiveTable,
  'docs' | 'passages' | 'alive' | 'minute' | 'titleLength' | 'firstPassage' | 'passageDoc'
>

/** Set for every document taken up, whatever terms stand in it. */
const takenUp = 1 << 30
/** Bits left for terms. */
export const mostBits = 30

/**
 * Sums what the words of a query say for every passage and document, in arrays that are made once and only cleared
 * where they were touched. First the terms that can bring a document in are added (`take`), then all others only to
 * the documents that are in (`join`): most lists of common words are then passed over at a glance.
 */
export class Accumulator {
  /** The first `count` of `docs` are the documents taken up. */
  docs = new Uint32Array(0)
  count = 0
  /** Score of a document and the terms that stand in it, by doc number. */
  score = new Float32Array(0)
  bits = new Uint32Array(0)
  #extra = new Float32Array(0)
  #touched = new Uint32Array(0)
  #touchedCount = 0
  #inside = new Uint32Array(0)
  #insideCount = 0
  #scratch = new Uint32Array(0)
  #passageScore = new Float32Array(0)
  #passageBits = new Uint32Array(0)

  fit(table: RankedTable) {
    if (this.score.length <= table.docs) {
      const size = table.alive.length
      this.docs = new Uint32Array(size)
      this.score = new Float32Array(size)
      this.bits = new Uint32Array(size)
      this.#extra = new Float32Array(size)
    }
    if (this.#passageScore.length <= table.passages) {
      const size = table.passageDoc.length
      this.#touched = new Uint32Array(size)
      this.#inside = new Uint32Array(size)
      this.#scratch = new Uint32Array(size)
      this.#passageScore = new Float32Array(size)
      this.#passageBits = new Uint32Array(size)
    }
  }

  /** Adds a list of passages, taking up their documents. */
  take(table: RankedTable, list: Postings, value: number, bit: number) {
    const { sparse, bits: dense } = list
    if (sparse) for (let i = 0; i < sparse.length; i++) this.#takeOne(table, sparse[i]!, value, bit)
    else if (dense) {
      for (let w = 0; w < dense.length; w++) {
        for (let word: number = dense[w]! | 0; word !== 0; word &= word - 1) {
          this.#takeOne(table, (w << 5) | (31 - Math.clz32(word & -word)), value, bit)
        }
      }
    }
  }

  #takeOne({ passageDoc, alive }: RankedTable, p: number, value: number, bit: number) {
    const doc = passageDoc[p]!
    if (this.bits[doc] === 0) {
      if (!alive[doc]) return
      this.bits[doc] = takenUp
      this.docs[this.count++] = doc
    }
    this.#add(p, value, bit)
  }

  /** To be called between the last `take` and the first `join`: lists the passages of all documents that are in. */
  gather(table: RankedTable) {
    const { passageDoc, firstPassage } = table
    let n = 0
    for (let i = 0; i < this.count; i++) {
      const doc = this.docs[i]!
      for (let p = firstPassage[doc]!; passageDoc[p] === doc; p++) this.#inside[n++] = p
    }
    this.#insideCount = n
  }

  /** Adds a list of passages to documents that are in: through the shorter of the two, the list or what is in. */
  join(table: RankedTable, list: Postings, value: number, bit: number) {
    // Looking a passage up costs next to nothing in bits, and a search in a list of numbers.
    if (this.#insideCount * (list.bits ? 2 : 8) < list.size) {
      for (let i = 0; i < this.#insideCount; i++) {
        const p = this.#inside[i]!
        if (holds(list, p)) this.#add(p, value, bit)
      }
      return
    }
    const { passageDoc } = table
    const { sparse, bits: dense } = list
    const { bits } = this
    if (sparse) {
      for (let i = 0; i < sparse.length; i++) {
        const p = sparse[i]!
        if (bits[passageDoc[p]!] !== 0) this.#add(p, value, bit)
      }
    } else if (dense) {
      for (let w = 0; w < dense.length; w++) {
        for (let word: number = dense[w]! | 0; word !== 0; word &= word - 1) {
          const p = (w << 5) | (31 - Math.clz32(word & -word))
          if (bits[passageDoc[p]!] !== 0) this.#add(p, value, bit)
        }
      }
    }
  }

  #add(p: number, value: number, bit: number) {
    if (this.#passageScore[p] === 0) this.#touched[this.#touchedCount++] = p
    this.#passageScore[p]! += value
    this.#passageBits[p]! |= bit
  }

  /** Adds to documents by their first passage, beside what their passages say, taking them up. */
  takeDocs(table: RankedTable, list: Postings, value: number, bit: number, titles: boolean) {
    const { passageDoc, alive } = table
    const { bits, docs } = this
    const members = this.#members(list)
    for (let i = 0; i < list.size; i++) {
      const doc = passageDoc[members[i]!]!
      if (bits[doc] === 0) {
        if (!alive[doc]) continue
        bits[doc] = takenUp
        docs[this.count++] = doc
      }
      this.#addDoc(table, doc, value, bit, titles)
    }
  }

  /** The same for documents that are in. */
  joinDocs(table: RankedTable, list: Postings, value: number, bit: number, titles: boolean) {
    const { passageDoc, firstPassage } = table
    if (this.count * (list.bits ? 2 : 8) < list.size) {
      for (let i = 0; i < this.count; i++) {
        const doc = this.docs[i]!
        if (holds(list, firstPassage[doc]!)) this.#addDoc(table, doc, value, bit, titles)
      }
      return
    }
    const members = this.#members(list)
    for (let i = 0; i < list.size; i++) {
      const doc = passageDoc[members[i]!]!
      if (this.bits[doc] !== 0) this.#addDoc(table, doc, value, bit, titles)
    }
  }

  /** In `titles` a word of a short title counts for more. */
  #addDoc(table: RankedTable, doc: number, value: number, bit: number, titles: boolean) {
    this.#extra[doc]! += titles ? (value * 30) / (18 + table.titleLength[doc]!) : value
    this.bits[doc]! |= bit
  }

  /** The first `list.size` entries of what is returned; good until the next call. */
  #members(list: Postings): Uint32Array {
    if (list.sparse) return list.sparse
    const dense = list.bits!
    const members = this.#scratch
    let n = 0
    for (let w = 0; w < dense.length; w++) {
      let word: number = dense[w]! | 0
      while (word !== 0) {
        members[n++] = (w << 5) | (31 - Math.clz32(word & -word))
        word &= word - 1
      }
    }
    return members
  }

  /** Gives each document its best passage, what was added beside, and all terms of its passages. */
  settle(table: RankedTable) {
    const { passageDoc } = table
    const { score, bits, docs } = this
    for (let i = 0; i < this.#touchedCount; i++) {
      const p = this.#touched[i]!
      const doc = passageDoc[p]!
      const best = this.#passageScore[p]!
      if (best > score[doc]!) score[doc] = best
      bits[doc]! |= this.#passageBits[p]!
      this.#passageScore[p] = 0
      this.#passageBits[p] = 0
    }
    this.#touchedCount = 0
    for (let i = 0; i < this.count; i++) score[docs[i]!]! += this.#extra[docs[i]!]!
  }

  clear() {
    for (let i = 0; i < this.count; i++) {
      const doc = this.docs[i]!
      this.score[doc] = 0
      this.#extra[doc] = 0
      this.bits[doc] = 0
    }
    this.count = 0
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
