import type { LiveTable } from './live-table.ts'
import type { Postings } from './postings.ts'

/**
 * Sums what the words of a query say for every passage and document, in arrays that are made once and only cleared
 * where they were touched. `bits` of a document tell which terms stand in it.
 */
export class Accumulator {
  /** The first `count` of `docs` are the documents touched. */
  docs = new Uint32Array(0)
  count = 0
  score = new Float32Array(0)
  bits = new Uint32Array(0)
  #touched = new Uint32Array(0)
  #touchedCount = 0
  #passageScore = new Float32Array(0)
  #passageBits = new Uint32Array(0)

  fit(table: LiveTable) {
    if (this.score.length <= table.docs) {
      const size = table.alive.length
      this.docs = new Uint32Array(size)
      this.score = new Float32Array(size)
      this.bits = new Uint32Array(size)
    }
    if (this.#passageScore.length <= table.passages) {
      const size = table.passageDoc.length
      this.#touched = new Uint32Array(size)
      this.#passageScore = new Float32Array(size)
      this.#passageBits = new Uint32Array(size)
    }
  }

  addPassages(list: Postings, value: number, bit: number) {
    const score = this.#passageScore
    const bits = this.#passageBits
    const touched = this.#touched
    let n = this.#touchedCount
    const { sparse, bits: dense } = list
    if (sparse) {
      for (let i = 0; i < sparse.length; i++) {
        const p = sparse[i]!
        if (score[p] === 0) touched[n++] = p
        score[p]! += value
        bits[p]! |= bit
      }
    } else if (dense) {
      for (let w = 0; w < dense.length; w++) {
        let word: number = dense[w]! | 0
        while (word !== 0) {
          const p: number = (w << 5) | (31 - Math.clz32(word & -word))
          word &= word - 1
          if (score[p] === 0) touched[n++] = p
          score[p]! += value
          bits[p]! |= bit
        }
      }
    }
    this.#touchedCount = n
  }

  /** Gives each document its best passage and all terms of its passages. */
  settle(table: LiveTable) {
    const { passageDoc, alive } = table
    const { score, bits, docs } = this
    let n = this.count
    for (let i = 0; i < this.#touchedCount; i++) {
      const p = this.#touched[i]!
      const doc = passageDoc[p]!
      if (alive[doc]) {
        const best = this.#passageScore[p]!
        if (score[doc] === 0) docs[n++] = doc
        if (best > score[doc]!) score[doc] = best
        bits[doc]! |= this.#passageBits[p]!
      }
      this.#passageScore[p] = 0
      this.#passageBits[p] = 0
    }
    this.#touchedCount = 0
    this.count = n
  }

  /** Adds to documents by their first passage; in `titles` a word of a short title counts for more. */
  addDocs(table: LiveTable, passages: Uint32Array, value: number, bit: number, titles: boolean) {
    const { passageDoc, alive, titleLength } = table
    for (let i = 0; i < passages.length; i++) {
      const doc = passageDoc[passages[i]!]!
      if (!alive[doc]) continue
      if (this.score[doc] === 0) this.docs[this.count++] = doc
      this.score[doc]! += titles ? (value * 30) / (18 + titleLength[doc]!) : value
      this.bits[doc]! |= bit
    }
  }

  clear() {
    for (let i = 0; i < this.count; i++) {
      const doc = this.docs[i]!
      this.score[doc] = 0
      this.bits[doc] = 0
    }
    this.count = 0
  }
}
