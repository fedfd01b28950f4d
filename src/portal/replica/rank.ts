import { impacts, mark } from './index-terms.ts'
import type { LiveTable } from './live-table.ts'
import { membersOf, type PostingLists, type Postings } from './postings.ts'
import type { QueryWord } from './query.ts'

/** What each kind of evidence counts for; chosen on `bench/search/relevance.ts`. */
export const weights = {
  body: 1,
  /** Titles decide for a few words and matter less in a long question: `title + titleShort / words`. */
  title: 0.2,
  titleShort: 2,
  about: 0.15,
  /** For a matched word anywhere in the item, beside its best passage. */
  anywhere: 0.25,
  /** Parts of a word count for this much of it. */
  part: 0.35,
  /** A word of documents for a word of everyday speech. */
  alike: 0.5,
  /** How much an item that lacks words loses. */
  coverage: 0.35,
  /** What a publication of today gains over one of long ago. */
  recency: 0.06,
  /** What a repealed or expired text keeps. */
  gone: 0.9,
}

/** How the bits of a document say that a word of the query stands in it: itself, all its parts, or a word alike. */
type Group = { bit: number; parts: number; alike: number; idf: number }
type Term = { text: string; bit: number; weight: number }
export type Ranked = {
  /** Documents that match, unordered. */
  docs: Uint32Array
  /** Scores by doc number; only those of `docs` mean anything, and only until the next ranking. */
  score: Float32Array
  /** True when every word stands in every document of `docs`. */
  complete: boolean
  /** Documents that hold every word. */
  full: number
}

/** When fewer than this hold all words, items that hold most of them are shown too. */
const enough = 10

/**
 * Scores every document in which a word of the query stands. Works on whole lists of passages in typed arrays: a list
 * that covers all of 142,000 passages costs about a millisecond, so nothing has to be estimated.
 */
export class Ranker {
  #passageScore = new Float32Array(0)
  #passageBits = new Uint32Array(0)
  #best = new Float32Array(0)
  #bits = new Uint32Array(0)
  #titleBits = new Uint32Array(0)
  readonly #lists: PostingLists

  constructor(lists: PostingLists) {
    this.#lists = lists
  }

  rank(table: LiveTable, words: QueryWord[], validity: Uint8Array, todayMinute: number): Ranked {
    this.#grow(table)
    const passages = table.passages
    const list = (term: string) => this.#lists.list(term, passages)
    const terms: Term[] = []
    const groups: Group[] = []
    const lists = new Map<Term, { body: Postings[]; title: Postings; about: Postings; idf: number }>()

    const add = (text: string, weight: number) => {
      const known = terms.find((term) => term.text === text)
      if (known) {
        known.weight = Math.max(known.weight, weight)
        return known
      }
      const term = { text, bit: terms.length < 31 ? 1 << terms.length : 0, weight }
      const body = mark.body.map((step) => list(text + step))
      const title = list(text + mark.title)
      const about = list(text + mark.about)
      const df = Math.max(
        body.reduce((n, l) => n + l.size, 0),
        title.size,
      )
      const idf = Math.log(1 + (passages - df + 0.5) / (df + 0.5))
      terms.push(term)
      lists.set(term, { body, title, about, idf })
      return term
    }
    for (const word of words) {
      const term = add(word.text, 1)
      const { idf, body, title } = lists.get(term)!
      const unknown = body.every((l) => l.size === 0) && title.size === 0
      const inside = unknown && word.parts.length === 0 ? pairsOf(word.text) : word.parts
      const parts = inside.map((part) => add(part, unknown ? 0.8 : weights.part))
      const alike = word.alike.map((other) => add(other, weights.alike))
      const bitsOf = (some: Term[]) => some.reduce((bits, one) => bits | one.bit, 0)
      const partIdf = parts.reduce((most, part) => Math.max(most, lists.get(part)!.idf), 0)
      groups.push({ bit: term.bit, parts: bitsOf(parts), alike: bitsOf(alike), idf: unknown ? partIdf : idf })
    }
    // A word that stands nowhere must not outweigh those that do when it is decided what comes close enough.
    const found = groups.filter((group) => group.idf > 0)
    const usual = found.reduce((sum, group) => sum + group.idf, 0) / Math.max(1, found.length)
    for (const group of groups) if (group.idf === 0) group.idf = usual || 1

    const touched: number[] = []
    const docs: number[] = []
    for (const term of terms) {
      const { body, idf } = lists.get(term)!
      for (let step = 0; step < body.length; step++) {
        this.#addPassages(body[step]!, weights.body * term.weight * idf * impacts[step]!, term.bit, touched)
      }
    }
    this.#passagesToDocs(table, touched, docs)
    const titleWeight = weights.title + weights.titleShort / Math.max(1, words.length)
    for (const term of terms) {
      const { title, about, idf } = lists.get(term)!
      this.#addDocs(table, title, titleWeight * term.weight * idf, term.bit, docs, true)
      this.#addDocs(table, about, weights.about * term.weight * idf, term.bit, docs, false)
    }
    return this.#finish(table, docs, groups, validity, todayMinute)
  }

  #grow(table: LiveTable) {
    if (this.#best.length <= table.docs) {
      const size = table.alive.length
      this.#best = new Float32Array(size)
      this.#bits = new Uint32Array(size)
      this.#titleBits = new Uint32Array(size)
    }
    if (this.#passageScore.length <= table.passages) {
      this.#passageScore = new Float32Array(table.passageDoc.length)
      this.#passageBits = new Uint32Array(table.passageDoc.length)
    }
  }

  #addPassages(list: Postings, value: number, bit: number, touched: number[]) {
    const score = this.#passageScore
    const bits = this.#passageBits
    const members = list.sparse ?? membersOf(list.bits!, list.size)
    for (let i = 0; i < members.length; i++) {
      const p = members[i]!
      if (score[p] === 0) touched.push(p)
      score[p]! += value
      bits[p]! |= bit
    }
  }

  #passagesToDocs(table: LiveTable, touched: number[], docs: number[]) {
    const { passageDoc, alive } = table
    for (let i = 0; i < touched.length; i++) {
      const p = touched[i]!
      const doc = passageDoc[p]!
      if (alive[doc]) {
        const score = this.#passageScore[p]!
        if (this.#bits[doc] === 0 && this.#best[doc] === 0) docs.push(doc)
        if (score > this.#best[doc]!) this.#best[doc] = score
        this.#bits[doc]! |= this.#passageBits[p]!
      }
      this.#passageScore[p] = 0
      this.#passageBits[p] = 0
    }
  }

  #addDocs(table: LiveTable, list: Postings, value: number, bit: number, docs: number[], title: boolean) {
    const { passageDoc, alive, titleLength } = table
    const members = list.sparse ?? membersOf(list.bits!, list.size)
    for (let i = 0; i < members.length; i++) {
      const doc = passageDoc[members[i]!]!
      if (!alive[doc]) continue
      if (this.#bits[doc] === 0 && this.#best[doc] === 0) docs.push(doc)
      this.#best[doc]! += title ? (value * 30) / (18 + titleLength[doc]!) : value
      this.#bits[doc]! |= bit
      if (title) this.#titleBits[doc]! |= bit
    }
  }

  #finish(table: LiveTable, docs: number[], groups: Group[], validity: Uint8Array, todayMinute: number): Ranked {
    const all = groups.reduce((sum, group) => sum + group.idf, 0) || 1
    const coverage = new Float32Array(docs.length)
    let full = 0
    for (let i = 0; i < docs.length; i++) {
      const doc = docs[i]!
      const bits = this.#bits[doc]!
      let idf = 0
      for (const group of groups) {
        if ((bits & group.bit) !== 0 || (group.parts !== 0 && (bits & group.parts) === group.parts)) idf += group.idf
        else if ((bits & group.alike) !== 0) idf += group.idf * 0.8
        else if ((bits & group.parts) !== 0) idf += group.idf * weights.part
      }
      const covered = idf / all
      coverage[i] = covered
      if (covered > 0.999) full++
      const years = (todayMinute - table.minute[doc]!) / 525_960
      const state = validity[doc]!
      this.#best[doc] =
        (this.#best[doc]! + weights.anywhere * idf) *
        (1 - weights.coverage + weights.coverage * covered) *
        (1 + weights.recency / (1 + Math.max(0, years) / 3)) *
        (state === 3 || state === 4 ? weights.gone : 1)
    }
    const least = full >= enough ? 0.999 : groups.length <= 2 ? 0.3 : 0.4
    const chosen = new Uint32Array(docs.length)
    let n = 0
    for (let i = 0; i < docs.length; i++) {
      if (coverage[i]! >= least) chosen[n++] = docs[i]!
    }
    const score = new Float32Array(n)
    for (let i = 0; i < n; i++) score[i] = this.#best[chosen[i]!]!
    for (let i = 0; i < docs.length; i++) {
      this.#best[docs[i]!] = 0
      this.#bits[docs[i]!] = 0
      this.#titleBits[docs[i]!] = 0
    }
    return { docs: chosen.subarray(0, n), score, complete: least > 0.99, full }
  }
}

/** 弓开会 → 弓开, 开会: what is left to try with a word the index does not know. */
function pairsOf(word: string): string[] {
  const pairs: string[] = []
  for (let i = 0; i + 2 <= word.length && word.length > 2; i++) pairs.push(word.slice(i, i + 2))
  return pairs
}
