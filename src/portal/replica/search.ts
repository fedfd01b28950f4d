import type { RecordPublished } from '../../foundations/publication-log/entries.ts'
import { documentNumberKey } from '../../foundations/text/document-number.ts'
import { numberTerms, recordText } from './index-terms.ts'
import type { LiveTable } from './live-table.ts'
import type { ReadContext } from './open-replica.ts'
import { holdsPhrase } from './phrase.ts'
import { membersOf, PostingLists } from './postings.ts'
import { type ReadQuery, readQuery } from './query.ts'
import { Ranker } from './rank.ts'
import type { recordReader } from './records.ts'
import { sameSound } from './same-sound.ts'
import { select } from './selection.ts'
import { minuteOf } from './shanghai-day.ts'
import { highlight, snippet } from './snippet.ts'
import { topOf } from './top.ts'
import type { SearchHit, SearchQuery, SearchResult } from './types.ts'

type Match = {
  docs: Uint32Array
  score: Float32Array
  exact: boolean
  full: number
  readAs: SearchResult['readAs']
  marks: string[]
}

/** Texts looked through for a phrase of several words, best first. */
const phraseBudget = 200

/** Full-text search over the replica. */
export function searcher(context: ReadContext, records: ReturnType<typeof recordReader>) {
  const { db, live, today, structure } = context
  const lists = new PostingLists(db)
  const ranker = new Ranker(lists)
  let buffer = new Uint32Array(0)
  const byIndexNumber = db.prepare(
    'SELECT doc FROM record WHERE (index_number = ?1 OR index_tail = ?1) AND doc IS NOT NULL',
  )
  const byNumber = db.prepare('SELECT doc FROM record WHERE doc_number_key = ? AND doc IS NOT NULL')
  const docsOf = (rows: unknown) => (rows as { doc: number }[]).map((row) => row.doc)

  function match(table: LiveTable, q: string): Match {
    const read = readQuery(q)
    const marks = marksOf(read)
    if (read.folded === '') {
      const docs = table.order()
      return { docs, score: new Float32Array(docs.length), exact: true, full: docs.length, readAs: [], marks: [] }
    }
    const numbered = read.indexNumber ? docsOf(byIndexNumber.all(read.indexNumber.toUpperCase())) : []
    if (numbered.length > 0)
      return only(numbered, [{ kind: 'index_number', text: read.indexNumber!.toUpperCase() }], marks)

    const cited = new Map<number, number>()
    const readAs: SearchResult['readAs'] = []
    for (const number of read.numbers) readAs.push(findNumber(table, number, cited))
    if (cited.size > 0 && read.words.length === 0) {
      return { ...only([...cited.keys()], readAs, marks), score: Float32Array.from(cited.values()) }
    }

    const words = read.words
    const minute = minuteOf(today())
    const ranked = ranker.rank(table, words, table.validityCodes(today()), minute)
    let { docs, score } = ranked
    let exact = true
    if (cited.size > 0) {
      for (let i = 0; i < docs.length; i++) score[i]! += cited.get(docs[i]!) ?? 0
      const more = [...cited].filter(([doc]) => !docs.includes(doc))
      docs = Uint32Array.of(...more.map(([doc]) => doc), ...docs)
      score = Float32Array.of(...more.map(([, worth]) => worth), ...score)
    }
    if (read.phrases.length > 0) {
      docs = docs.slice()
      score = score.slice()
    }
    for (const phrase of read.phrases) {
      readAs.push({ kind: 'phrase', text: phrase.text })
      const kept = withPhrase(table, docs, score, phrase)
      if (kept.docs.length === 0) continue
      ;({ docs, score } = kept)
      exact &&= kept.exact
    }
    const inPhrases = new Set(read.phrases.flatMap((phrase) => phrase.words.map((word) => word.text)))
    const free = words.filter((word) => !inPhrases.has(word.text))
    if (free.length > 0) readAs.push({ kind: 'words', text: free.map((word) => word.text).join(' ') })
    return { docs, score, exact, full: ranked.full, readAs, marks }
  }

  /** Items that bear the number come first, items that mention it after them. */
  function findNumber(table: LiveTable, number: ReadQuery['numbers'][number], cited: Map<number, number>) {
    let text = number
    for (let n = 0; n < Math.max(1, number.code.length); n++) {
      const own = docsOf(byNumber.all(documentNumberKey({ ...number, code: number.code.slice(n) })))
      for (const doc of own) cited.set(doc, 2000)
      if (own.length > 0) {
        text = { ...number, code: number.code.slice(n) }
        break
      }
    }
    const term = numberTerms(text).at(-1)
    if (term) {
      const list = lists.list(term, table.passages)
      for (const p of list.sparse ?? membersOf(list.bits!, list.size)) {
        const doc = table.passageDoc[p]!
        if (table.alive[doc] && !cited.has(doc)) cited.set(doc, 1000)
      }
    }
    const label = text.year === '' ? `${text.code}第${text.serial}号` : `${text.code}〔${text.year}〕${text.serial}号`
    return { kind: 'doc_number' as const, text: label }
  }

  /** Keeps the items in which the phrase stands; `exact` is false when there were too many texts to look through. */
  function withPhrase(table: LiveTable, docs: Uint32Array, score: Float32Array, phrase: ReadQuery['phrases'][number]) {
    const holding = new Set(ranker.rank(table, phrase.words, table.validityCodes(today()), 0, true).docs)
    const places = [...docs.keys()].filter((i) => holding.has(docs[i]!))
    const oneWord = phrase.words.length === 1 && phrase.words[0]!.text === phrase.text
    const best = topOf(places, (n) => score[places[n]!]!, phraseBudget).map((n) => places[n]!)
    const kept = oneWord
      ? places
      : best.filter((i) => {
          const record = records.stored(table.id[docs[i]!]!)
          return record !== undefined && holdsPhrase(`${record.title}\n${recordText(record)}`, phrase.text)
        })
    return {
      docs: Uint32Array.from(kept, (i) => docs[i]!),
      score: Float32Array.from(kept, (i) => score[i]!),
      exact: oneWord || places.length <= phraseBudget,
    }
  }

  function hit(id: number, marks: string[]): SearchHit | undefined {
    const record = records.stored(id)
    if (!record) return undefined
    return {
      ...records.itemOf(record),
      titleHtml: highlight(record.title, marks),
      snippetHtml: snippet(textFor(record), marks),
    }
  }

  function suggestions(table: LiveTable, q: string, found: Match): string[] {
    if (found.full > 0) return []
    const known = (word: string) => lists.list(`${word}\u0085`, table.passages).size
    return sameSound(readQuery(q).folded, known)
  }

  return {
    match,
    search(query: SearchQuery): SearchResult {
      const start = performance.now()
      const table = live()
      const found = match(table, query.q)
      if (buffer.length < found.docs.length) buffer = new Uint32Array(table.alive.length)
      const chosen = select(table, found.docs, query, today(), structure, { facets: true, into: buffer })
      const size = Math.max(1, query.size)
      const page = Math.max(1, query.page)
      const place = new Map<number, number>()
      if (query.sort === 'relevance' && chosen.total < found.docs.length) {
        for (let i = 0; i < found.docs.length; i++) place.set(found.docs[i]!, i)
      }
      const newest = (i: number) => table.minute[chosen.docs[i]!]!
      const scoreAt = (i: number) =>
        chosen.total === found.docs.length ? found.score[i]! : found.score[place.get(chosen.docs[i]!)!]!
      const order = topOf(chosen.docs, query.sort === 'date' ? newest : scoreAt, page * size, newest)
      const ids = order.slice((page - 1) * size).map((i) => table.id[chosen.docs[i]!]!)
      return {
        total: chosen.total,
        exact: found.exact,
        items: ids.map((id) => hit(id, found.marks)).filter((item) => item !== undefined),
        facets: chosen.facets!,
        readAs: found.readAs,
        suggestions: suggestions(table, query.q, found),
        tookMs: Math.round((performance.now() - start) * 100) / 100,
      }
    },
    close: () => lists.clear(),
  }
}

function only(docs: number[], readAs: SearchResult['readAs'], marks: string[]): Match {
  return {
    docs: Uint32Array.from(docs),
    score: new Float32Array(docs.length),
    exact: true,
    full: docs.length,
    readAs,
    marks,
  }
}

/** What is highlighted: phrases, then words, then the parts of long words. */
function marksOf(read: ReadQuery): string[] {
  const words = read.words.map((word) => word.text).sort((a, b) => b.length - a.length)
  const parts = read.words.flatMap((word) => [...word.alike, ...word.parts])
  return [...new Set([...read.phrases.map((phrase) => phrase.text), ...words, ...parts])].slice(0, 40)
}

function textFor(record: RecordPublished): string {
  const text = recordText(record)
  return text === '' ? record.summary : text
}
