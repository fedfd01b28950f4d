import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RankedTable } from './accumulator.ts'
import { impacts, mark } from './index-terms.ts'
import type { Postings } from './postings.ts'
import type { QueryWord } from './query.ts'
import { Ranker, weights } from './rank.ts'

/** Passages in which a term stands: by what follows it in the index, how strongly, in the title, in what is said of the item. */
type Standing = Map<string, Set<number>>
type Case = { table: RankedTable; standing: Standing; words: QueryWord[]; validity: Uint8Array }

const today = 60_000_000

/** A table and lists as the index has them, of documents with one to four passages; some are gone. */
const made = (seed: number, docs: number, density: number[], words: QueryWord[]): Case => {
  let state = seed >>> 0
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const firstPassage = new Uint32Array(docs + 2)
  const ofPassage: number[] = [0]
  for (let doc = 1; doc <= docs; doc++) {
    firstPassage[doc] = ofPassage.length
    for (let n = 0; n <= random() * 4 - 0.5; n++) ofPassage.push(doc)
  }
  const passages = ofPassage.length - 1
  const table = {
    docs,
    passages,
    alive: Uint8Array.from({ length: docs + 2 }, (_, doc) => (doc > 0 && doc <= docs && random() > 0.05 ? 1 : 0)),
    minute: Uint32Array.from({ length: docs + 2 }, () => today - Math.floor(random() * 10_000_000)),
    titleLength: Uint8Array.from({ length: docs + 2 }, () => Math.floor(random() * 80)),
    firstPassage,
    passageDoc: Uint32Array.from([...ofPassage, 0, 0]),
  }
  const standing: Standing = new Map()
  const terms = [...new Set(words.flatMap((word) => [word.text, ...word.parts, ...word.alike]))]
  for (const [i, term] of terms.entries()) {
    const share = density[i % density.length]!
    const put = (step: string, passage: number) => {
      const held = standing.get(term + step) ?? new Set()
      standing.set(term + step, held.add(passage))
    }
    for (let passage = 1; passage <= passages; passage++)
      if (random() < share) put(mark.body[Math.floor(random() * mark.body.length)]!, passage)
    for (let doc = 1; doc <= docs; doc++) {
      if (random() < share / 8) put(mark.title, firstPassage[doc]!)
      if (random() < share / 8) put(mark.about, firstPassage[doc]!)
    }
  }
  return { table, standing, words, validity: Uint8Array.from({ length: docs + 2 }, () => Math.floor(random() * 5)) }
}

const listsOf = (standing: Standing) => ({
  list(term: string, passages: number): Postings {
    const members = [...(standing.get(term) ?? [])].sort((a, b) => a - b)
    const words = (passages >>> 5) + 1
    if (members.length <= words) return { size: members.length, sparse: Uint32Array.from(members), bits: undefined }
    const bits = new Uint32Array(words)
    for (const p of members) bits[p >>> 5]! |= 1 << (p & 31)
    return { size: members.length, sparse: undefined, bits }
  },
})

/** The same by looking at every document and every passage. */
const plainly = ({ table, standing, words, validity }: Case, all: boolean) => {
  const stands = (term: string, step: string, passage: number) => standing.get(term + step)?.has(passage) ?? false
  const size = (term: string, step: string) => standing.get(term + step)?.size ?? 0
  const idfOf = (term: string) => {
    const inBody = mark.body.reduce((n, step) => n + size(term, step), 0)
    const df = Math.max(inBody, size(term, mark.title))
    return df === 0 ? 0 : Math.log(1 + (table.passages - df + 0.5) / (df + 0.5))
  }
  const weightOf = new Map<string, number>()
  const weigh = (term: string, weight: number) => weightOf.set(term, Math.max(weight, weightOf.get(term) ?? 0))
  for (const word of words) weigh(word.text, 1)
  for (const word of words) {
    for (const part of word.parts) weigh(part, idfOf(word.text) === 0 ? 0.8 : weights.part)
    for (const other of word.alike) weigh(other, weights.alike)
  }
  const own = words.map((word) => idfOf(word.text) || Math.max(0, ...word.parts.map(idfOf)))
  const found = own.filter((idf) => idf > 0)
  const usual = found.reduce((sum, idf) => sum + idf, 0) / Math.max(1, found.length)
  const worth = own.map((idf) => idf || usual || 1)
  const whole = worth.reduce((sum, idf) => sum + idf, 0)
  const titleWeight = weights.title + weights.titleShort / words.length
  const results: { doc: number; score: number; covered: number }[] = []
  for (let doc = 1; doc <= table.docs; doc++) {
    if (!table.alive[doc]) continue
    const own: number[] = []
    for (let p = table.firstPassage[doc]!; table.passageDoc[p] === doc; p++) own.push(p)
    const holds = (term: string) =>
      own.some((p) => [...mark.body, mark.title, mark.about].some((step) => stands(term, step, p)))
    const covered = words.reduce((sum, word, i) => {
      const idf = worth[i]!
      if (holds(word.text) || (word.parts.length > 0 && word.parts.every(holds))) return sum + idf
      if (word.alike.some(holds)) return sum + idf * 0.8
      return word.parts.some(holds) ? sum + idf * weights.part : sum
    }, 0)
    const terms = [...weightOf]
    const best = Math.max(
      ...own.map((p) =>
        terms.reduce(
          (sum, [term, weight]) =>
            mark.body.reduce(
              (n, step, i) => n + (stands(term, step, p) ? weights.body * weight * idfOf(term) * impacts[i]! : 0),
              sum,
            ),
          0,
        ),
      ),
    )
    const beside = terms.reduce((sum, [term, weight]) => {
      const value = weight * idfOf(term)
      const inTitle = stands(term, mark.title, own[0]!)
        ? (titleWeight * value * 30) / (18 + table.titleLength[doc]!)
        : 0
      return sum + inTitle + (stands(term, mark.about, own[0]!) ? weights.about * value : 0)
    }, 0)
    const years = (today - table.minute[doc]!) / 525_960
    const score =
      (best + beside + weights.anywhere * covered) *
      (1 - weights.coverage + (weights.coverage * covered) / whole) *
      (1 + weights.recency / (1 + years / 3)) *
      (validity[doc] === 3 || validity[doc] === 4 ? weights.gone : 1)
    results.push({ doc, score, covered: covered / whole })
  }
  const full = results.filter((one) => one.covered >= 0.999)
  const share = words.length <= 2 ? 0.3 : 0.4
  const most = results.filter((one) => one.covered >= share)
  return { full: full.length, results: all || full.length >= 10 ? full : most }
}

/** Words of two signs have no pairs inside that could stand for them. */
const name = (n: number) => String.fromCharCode(0x61 + n)
const word = (n: number): QueryWord => ({
  text: `w${name(n)}`,
  parts: n % 3 === 1 ? [`p${name(n)}`, `p${name(n + 1)}`] : [],
  alike: n % 4 === 2 ? [`a${name(n)}`] : [],
})

test('what is found, and how it is weighed, is what looking at every passage gives', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 20, max: 600 }),
      fc.array(fc.constantFrom(0.003, 0.02, 0.1, 0.5, 0.95), { minLength: 1, maxLength: 6 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (seed, docs, density, words, all) => {
        const given = made(seed, docs, density, words.map(word))
        const ranker = new Ranker(listsOf(given.standing))
        // Asked twice: nothing of the first may be left.
        ranker.rank(given.table, [word(1), word(2)], given.validity, today)
        const got = ranker.rank(given.table, given.words, given.validity, today, all)
        const wanted = plainly(given, all)
        const byDoc = new Map(wanted.results.map((one) => [one.doc, one]))
        // What lies on the edge of enough may fall to either side: sums are of four bytes.
        const edge = words.length <= 2 ? 0.3 : 0.4
        for (const [i, doc] of [...got.docs].entries()) {
          const one = byDoc.get(doc)
          if (!one && Math.abs(got.covered[i]! - edge) < 1e-5) continue
          expect(one, `document ${doc}`).toBeDefined()
          expect(got.score[i]! / one!.score).toBeCloseTo(1, 4)
          byDoc.delete(doc)
        }
        expect([...byDoc.values()].filter((one) => Math.abs(one.covered - edge) > 1e-5)).toEqual([])
        expect(got.full).toBe(wanted.full)
      },
    ),
    { numRuns: 150 },
  )
})
