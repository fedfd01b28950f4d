import { Accumulator, mostBits, type RankedTable } from './accumulator.ts'

export type { RankedTable } from './accumulator.ts'

import { impacts, mark } from './index-terms.ts'
import type { PostingLists, Postings } from './postings.ts'
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

export type Weights = Readonly<Record<keyof typeof weights, number>>

/**
 * How the bits of a document say that a word of the query stands in it: itself, all its parts, or a word alike; and the
 * terms of itself and of its parts, the rarest part first.
 */
type Group = { bit: number; parts: number; alike: number; idf: number; own: Term; inside: Term[] }
type Term = {
  text: string
  /** Passages in which it stands, one that holds it twice over counted twice. */
  size: number
  bit: number
  weight: number
  idf: number
  body: Postings[]
  title: Postings
  about: Postings
}

export type Ranked = {
  /** Documents that match, unordered, and their scores at the same places. Good until the next ranking. */
  docs: Uint32Array
  score: Float32Array
  /** Share of the query's weight that each holds, 0 to 1. */
  covered: Float32Array
  /** How many of all documents hold every word. */
  full: number
}

/** When fewer than this hold all words, items that hold most of them are shown too. */
const enough = 10
/** Otherwise the share of the query's weight that an item must hold. */
const shareOf = (words: number) => (words <= 2 ? 0.3 : 0.4)
/** Words worth this share of the query's weight are all words: the rest is rounding. */
const wholly = 0.999
const minutesOfYear = 525_960
const everyBit = 2 ** mostBits - 1

/**
 * Scores every document in which a word of the query stands. Works on whole lists of passages in typed arrays: a list
 * that covers all of 142,000 passages costs about a millisecond, so nothing has to be estimated.
 */
export class Ranker {
  readonly #lists: Pick<PostingLists, 'list'>
  readonly #sums = new Accumulator()
  readonly #coverage: Coverage
  #covered = new Float32Array(0)
  #worth = new Float32Array(0)

  readonly #weights: Weights

  constructor(lists: Pick<PostingLists, 'list'>, given: Weights = weights) {
    this.#lists = lists
    this.#weights = given
    this.#coverage = new Coverage(given.part)
  }

  /**
   * `todayMinute` and the table's minutes count from 1900; `validity` holds indexes into `validities`. With `all` only
   * documents that hold every word are given, however few.
   */
  rank(table: RankedTable, words: QueryWord[], validity: Uint8Array, todayMinute: number, all = false): Ranked {
    const sums = this.#sums
    sums.clear(table)
    const { terms, groups } = this.#read(table, words)
    this.#coverage.use(groups)
    const whole = groups.reduce((sum, group) => sum + group.idf, 0) || 1
    const share = shareOf(groups.length) * whole
    // Items that hold only the least telling words, which together fall short, need not be looked at.
    let rest = whole
    let bringing = 0
    for (const group of groups.toSorted((a, b) => b.idf - a.idf)) {
      if (rest >= share) bringing |= group.bit | group.parts | group.alike
      rest -= group.idf
    }
    const mark = (term: Term, brings = (term.bit & bringing) !== 0) => {
      for (const list of term.body) sums.mark(table, list, term.bit, brings)
      sums.mark(table, term.title, term.bit, brings)
      sums.mark(table, term.about, term.bit, brings)
    }
    let full = this.#holdAll(table, groups, wholly * whole, all, mark)
    if (full < enough && !all) {
      sums.letGo()
      for (const term of terms) if ((term.bit & bringing) !== 0) mark(term)
      sums.takeIn(table)
      for (const term of terms) if (term.bit !== 0) mark(term)
      full = this.#choose(share, wholly * whole)
    }
    sums.keep(table, sums.count)
    this.#add(table, terms, words.length)
    return { ...this.#weigh(table, whole, validity, todayMinute), full }
  }

  /**
   * Takes in the documents that hold every word, by looking the others up where the rarest stands, itself or all its
   * parts; gives up when fewer than `enough` are left, unless `all` are wanted.
   */
  #holdAll(
    table: RankedTable,
    groups: Group[],
    whole: number,
    all: boolean,
    mark: (term: Term, brings?: boolean) => void,
  ): number {
    const sums = this.#sums
    const fewest = ({ own, inside }: Group) => own.size + (inside[0]?.size ?? 0)
    const [rarest, ...others] = groups.toSorted((a, b) => fewest(a) - fewest(b))
    if (!rarest) return 0
    const [rarestPart, ...parts] = rarest.inside
    let marked = 0
    const note = (term: Term, brings?: boolean) => {
      mark(term, brings)
      marked |= term.bit
    }
    note(rarest.own, true)
    if (rarestPart) note(rarestPart, true)
    sums.takeIn(table)
    for (const terms of [parts, ...others.map(({ own, inside }) => [own, ...inside])]) {
      for (const term of terms) note(term)
      // What is not noted yet may stand there: only who lacks what is noted is out.
      this.#choose(whole, whole, ~marked & everyBit)
      sums.keep(table, sums.count)
      if (sums.count < enough && !all) break
    }
    return sums.count
  }

  /** Keeps the documents that hold words worth `least`, with those `hoped` for; gives how many hold `whole`. */
  #choose(least: number, whole: number, hoped = 0): number {
    const { docs, bits, count } = this.#sums
    let n = 0
    let full = 0
    for (let i = 0; i < count; i++) {
      const doc = docs[i]!
      const covered = this.#coverage.of(bits[doc]! | hoped)
      if (covered >= whole) full++
      if (covered >= least) docs[n++] = doc
    }
    this.#sums.count = n
    return full
  }

  #add(table: RankedTable, terms: Term[], words: number) {
    const titleWeight = this.#weights.title + this.#weights.titleShort / Math.max(1, words)
    for (const { body, title, about, weight, idf } of terms) {
      const value = weight * idf
      for (const [step, list] of body.entries()) this.#sums.add(list, this.#weights.body * value * impacts[step]!)
      this.#sums.addDocs(table, title, titleWeight * value, true)
      this.#sums.addDocs(table, about, this.#weights.about * value, false)
    }
  }

  #read(table: RankedTable, words: QueryWord[]): { terms: Term[]; groups: Group[] } {
    const terms = new Map<string, Term>()
    const add = (text: string, weight: number): Term => {
      const known = terms.get(text)
      if (known) {
        known.weight = Math.max(known.weight, weight)
        return known
      }
      const list = (step: string) => this.#lists.list(text + step, table.passages)
      const body = mark.body.map(list)
      const title = list(mark.title)
      const about = list(mark.about)
      const inBody = body.reduce((n, l) => n + l.size, 0)
      const df = Math.max(title.size, inBody)
      const idf = df === 0 ? 0 : Math.log(1 + (table.passages - df + 0.5) / (df + 0.5))
      const bit = terms.size < mostBits ? 1 << terms.size : 0
      const term = { text, size: inBody + title.size + about.size, bit, weight, idf, body, title, about }
      terms.set(text, term)
      return term
    }
    const own = words.map((word) => add(word.text, 1))
    const groups: Group[] = words.map((word, i) => {
      const term = own[i]!
      const unknown = term.idf === 0
      const inside = unknown && word.parts.length === 0 ? pairsOf(word.text) : word.parts
      const parts = inside.map((part) => add(part, unknown ? 0.8 : this.#weights.part))
      const alike = word.alike.map((other) => add(other, this.#weights.alike))
      const idf = unknown ? Math.max(0, ...parts.map((part) => part.idf)) : term.idf
      return {
        bit: term.bit,
        parts: union(parts),
        alike: union(alike),
        idf,
        own: term,
        inside: parts.toSorted((a, b) => a.size - b.size),
      }
    })
    // A word that stands nowhere must not outweigh those that do when it is decided what comes close enough.
    const found = groups.filter((group) => group.idf > 0)
    const usual = found.reduce((sum, group) => sum + group.idf, 0) / Math.max(1, found.length)
    for (const group of groups) if (group.idf === 0) group.idf = usual || 1

    return { terms: [...terms.values()], groups }
  }

  #weigh(table: RankedTable, whole: number, validity: Uint8Array, todayMinute: number): Omit<Ranked, 'full'> {
    const { docs, count, bits } = this.#sums
    if (this.#worth.length < count) {
      this.#worth = new Float32Array(docs.length)
      this.#covered = new Float32Array(docs.length)
    }
    const worth = this.#worth
    for (let i = 0; i < count; i++) {
      const doc = docs[i]!
      const covered = this.#coverage.of(bits[doc]!)
      const years = Math.max(0, todayMinute - table.minute[doc]!) / minutesOfYear
      const state = validity[doc]!
      worth[i] =
        (this.#sums.scoreOf(doc, table) + this.#weights.anywhere * covered) *
        (1 - this.#weights.coverage + (this.#weights.coverage * covered) / whole) *
        (1 + this.#weights.recency / (1 + years / 3)) *
        (state === 3 || state === 4 ? this.#weights.gone : 1)
      this.#covered[i] = covered / whole
    }
    return { docs: docs.subarray(0, count), score: worth.subarray(0, count), covered: this.#covered.subarray(0, count) }
  }
}

/** Sum of idf of the words that a document's bits cover. The same few sets of bits come again and again. */
class Coverage {
  readonly #known = new Float32Array(1 << 13)
  readonly #keys = new Uint32Array(1 << 13)
  readonly #part: number
  #groups: Group[] = []

  /** What the parts of a word count for. */
  constructor(part: number) {
    this.#part = part
  }

  use(groups: Group[]) {
    this.#groups = groups
    this.#known.fill(-1)
  }

  of(bits: number): number {
    const slot = (Math.imul(bits, 0x9e3779b1) >>> 19) & 0x1fff
    if (this.#known[slot]! >= 0 && this.#keys[slot] === bits) return this.#known[slot]!
    let idf = 0
    for (const group of this.#groups) {
      if ((bits & group.bit) !== 0 || (group.parts !== 0 && (bits & group.parts) === group.parts)) idf += group.idf
      else if ((bits & group.alike) !== 0) idf += group.idf * 0.8
      else if ((bits & group.parts) !== 0) idf += group.idf * this.#part
    }
    this.#known[slot] = idf
    this.#keys[slot] = bits
    return this.#known[slot]!
  }
}

const union = (terms: Term[]) => terms.reduce((bits, term) => bits | term.bit, 0)

/** 弓开会 → 弓开, 开会: what is left to try with a word the index does not know. */
function pairsOf(word: string): string[] {
  const pairs: string[] = []
  for (let i = 0; i + 2 <= word.length && word.length > 2; i++) pairs.push(word.slice(i, i + 2))
  return pairs
}
