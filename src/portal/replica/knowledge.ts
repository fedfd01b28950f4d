import type { KnowledgePublished, KnowledgeWithdrawn } from '../../foundations/publication-log/entries.ts'
import { closeEnough } from '../../foundations/text/close-enough.ts'
import { htmlToText } from '../../foundations/text/html-text.ts'
import { fold } from '../../foundations/text/normalise.ts'
import { askingWords } from '../../foundations/text/question-words.zh.ts'
import type { ReadContext } from './open-replica.ts'
import { PostingLists } from './postings.ts'
import { readQuery } from './query.ts'
import { type RankedTable, Ranker, weights } from './rank.ts'
import { minuteOf } from './shanghai-day.ts'
import { highlight, snippet } from './snippet.ts'
import { topOf } from './top.ts'
import type { Page } from './types.ts'

/** A line of a list of questions. */
export type QuestionItem = {
  id: number
  question: string
  topic: string
  unitId: number
  unitName: string
  publishedAt: string
  flagged: boolean
  /** The beginning of the answer, as text. */
  summary: string
}
export type QuestionHit = QuestionItem & {
  /** Escaped HTML with <mark> around matches. */
  questionHtml: string
  snippetHtml: string
  /** Share of the query's weight that the entry holds, 0 to 1. */
  covered: number
  /** How good it is beside the best one found, 0 to 1. */
  strength: number
}
export type PublicQuestion =
  | { state: 'published'; entry: KnowledgePublished; logSeq: number }
  | { state: 'withdrawn' | 'merged'; entry: KnowledgeWithdrawn; logSeq: number }

export type QuestionQuery = {
  q?: string | undefined
  unitId?: number | undefined
  topic?: string | undefined
  /** 1-based */
  page: number
  size: number
}
/** A page of questions, and how many a reader would get under each topic and unit, the other filter kept. */
export type QuestionPage = Page<QuestionHit> & { topics: Map<string, number>; units: Map<number, number> }

/** What a replica can say about the 知识库. */
export type KnowledgeReader = {
  question(id: number): PublicQuestion | undefined
  /** With words the best first, none that only share a word with them; without words the newest. */
  questions(query: QuestionQuery): QuestionPage
  /** The best entries for what is being typed. */
  suggestQuestions(q: string, limit: number): QuestionHit[]
  relatedQuestions(id: number, limit: number): QuestionItem[]
  /** Ids and days of all public entries, for site maps. */
  questionAddresses(): { id: number; changedAt: string }[]
}

/** In a question every word is a word of the title, and answers are short; chosen on `bench/knowledge`. */
const questionWeights = { ...weights, title: 1.5, titleShort: 2.5, anywhere: 2, coverage: 0.45, recency: 0 }

const summaryLength = 90

type Row = [
  doc: number,
  id: number,
  unitId: number,
  topic: string,
  minute: number,
  length: number,
  first: number,
  n: number,
]

/** All entries as arrays by doc number; a county has some thousands, so they are read anew when one changes. */
function questionTable() {
  return {
    docs: 0,
    passages: 0,
    alive: new Uint8Array(0),
    id: new Uint32Array(0),
    unit: new Uint32Array(0),
    topic: [] as string[],
    minute: new Uint32Array(0),
    titleLength: new Uint8Array(0),
    firstPassage: new Uint32Array(0),
    passageDoc: new Uint32Array(0),
    /** Every entry is in force: validity is of documents. */
    validity: new Uint8Array(0),
  } satisfies RankedTable & Record<string, unknown>
}

/** Lists, search and completion over questions and answers. */
export function knowledgeReader({ db, today, structure }: ReadContext): KnowledgeReader & { close(): void } {
  const lists = new PostingLists(db, { table: 'question_terms', ready: false, budget: 8 * 1024 * 1024 })
  const ranker = new Ranker(lists, questionWeights)
  const seqNow = db.prepare("SELECT value FROM meta WHERE key = 'question_seq'")
  const counters = db.prepare("SELECT key, value FROM meta WHERE key IN ('question_docs', 'question_passages')")
  const rows = db.prepare(
    'SELECT doc, id, unit_id, topic, minute, length, first_passage, passages FROM question WHERE doc IS NOT NULL',
  )
  rows.setReturnArrays(true)
  const stored = db.prepare('SELECT doc, seq, payload FROM question WHERE id = ?')
  let table = questionTable()
  let seq = -1

  function live() {
    const now = Number((seqNow.get() as { value: number } | undefined)?.value ?? 0)
    if (now === seq) return table
    const next = questionTable()
    for (const { key, value } of counters.all()) next[key === 'question_docs' ? 'docs' : 'passages'] = Number(value)
    for (const key of ['id', 'unit', 'minute', 'firstPassage'] as const) next[key] = new Uint32Array(next.docs + 1)
    for (const key of ['alive', 'titleLength', 'validity'] as const) next[key] = new Uint8Array(next.docs + 1)
    next.validity.fill(255)
    next.passageDoc = new Uint32Array(next.passages + 2)
    for (const row of rows.all() as unknown as Row[]) {
      const [doc, id, unitId, topic, minute, length, first, n] = row
      next.alive[doc] = 1
      next.id[doc] = id
      next.unit[doc] = unitId
      next.topic[doc] = topic
      next.minute[doc] = minute
      next.titleLength[doc] = Math.min(255, length)
      next.firstPassage[doc] = first
      next.passageDoc.fill(doc, first, first + n)
    }
    table = next
    seq = now
    return table
  }

  const entryOf = (id: number): KnowledgePublished => JSON.parse((stored.get(id) as { payload: string }).payload)

  function itemOf(entry: KnowledgePublished, text = htmlToText(entry.answerHtml)): QuestionItem {
    const plain = text.replace(/\s+/g, ' ').trim()
    return {
      id: entry.id,
      question: entry.question,
      topic: entry.topic,
      unitId: entry.unitId,
      unitName: structure.unitName(entry.unitId) ?? '',
      publishedAt: entry.publishedAt,
      flagged: entry.flagged,
      summary: plain.length > summaryLength ? `${plain.slice(0, summaryLength)}…` : plain,
    }
  }

  type Match = { doc: number; covered: number; strength: number }
  type Found = { matches: Match[]; marks: string[] }

  function hitOf({ doc, covered, strength }: Match, marks: string[]): QuestionHit {
    const entry = entryOf(live().id[doc]!)
    const text = htmlToText(entry.answerHtml)
    return {
      ...itemOf(entry, text),
      questionHtml: highlight(entry.question, marks),
      snippetHtml: snippet(text, marks),
      covered,
      strength,
    }
  }

  function match(q: string): Found {
    const now = live()
    const { words, folded } = readQuery(q)
    const { docs, score, covered } = ranker.rank(now, words, now.validity, minuteOf(today()))
    const order = topOf(docs, (i) => score[i]!, docs.length)
    const best = score[order[0] ?? 0] || 1
    const matches = order.map((i) => ({ doc: docs[i]!, covered: covered[i]!, strength: score[i]! / best }))
    const marks = words
      .flatMap(({ text, parts, alike }) => [text, ...alike, ...parts])
      .sort((a, b) => b.length - a.length)
    return { matches, marks: [...new Set([...(folded.length <= 12 ? [folded] : []), ...marks])].slice(0, 40) }
  }

  /** The same without what shares no more than a word with the question. */
  function answering(q: string): Found {
    const { matches, marks } = match(q)
    const telling = readQuery(q).words.filter(({ text }) => !askingWords.has(text)).length
    return { matches: matches.filter(({ covered }) => closeEnough(covered, telling)), marks }
  }

  function newest(): Found {
    const now = live()
    const docs = [...now.alive.keys()].filter((doc) => now.alive[doc])
    docs.sort((a, b) => now.minute[b]! - now.minute[a]! || b - a)
    return { matches: docs.map((doc) => ({ doc, covered: 1, strength: 1 })), marks: [] }
  }

  return {
    question(id) {
      const row = stored.get(id) as { doc: number | null; seq: number; payload: string } | undefined
      if (!row) return undefined
      const entry = JSON.parse(row.payload)
      if (row.doc !== null) return { state: 'published', entry, logSeq: row.seq }
      return { state: entry.mergedInto === null ? 'withdrawn' : 'merged', entry, logSeq: row.seq }
    },
    questions({ q = '', unitId, topic, page, size }) {
      const now = live()
      const { matches, marks } = fold(q).trim() === '' ? newest() : answering(q)
      const inUnit = ({ doc }: Match) => unitId === undefined || now.unit[doc] === unitId
      const inTopic = ({ doc }: Match) => topic === undefined || now.topic[doc] === topic
      const chosen = matches.filter((one) => inUnit(one) && inTopic(one))
      return {
        total: chosen.length,
        page,
        size,
        items: chosen.slice((page - 1) * size, page * size).map((one) => hitOf(one, marks)),
        topics: tally(matches.filter(inUnit).map(({ doc }) => now.topic[doc]!)),
        units: tally(matches.filter(inTopic).map(({ doc }) => now.unit[doc]!)),
      }
    },
    suggestQuestions(q, limit) {
      if (fold(q).trim().length < 2) return []
      const { matches, marks } = answering(q)
      return matches.slice(0, limit).map((one) => hitOf(one, marks))
    },
    relatedQuestions(id, limit) {
      const now = live()
      const row = stored.get(id) as { doc: number | null; payload: string } | undefined
      if (!row || row.doc === null) return []
      const { question } = JSON.parse(row.payload) as KnowledgePublished
      const own = now.topic[row.doc]
      return match(question)
        .matches.filter(({ doc, covered }) => doc !== row.doc && covered >= (now.topic[doc] === own ? 0.25 : 0.5))
        .slice(0, limit)
        .map(({ doc }) => itemOf(entryOf(now.id[doc]!)))
    },
    questionAddresses: () =>
      newest().matches.map(({ doc }) => {
        const { id, publishedAt } = entryOf(live().id[doc]!)
        return { id, changedAt: publishedAt.slice(0, 10) }
      }),
    close: () => lists.clear(),
  }
}

const tally = <T>(values: T[]): Map<T, number> => {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** From this share of the words on an answer stands above what a search finds, and not far behind the best one. */
const enough = 0.7
const near = 0.6

/** Answers that meet what was asked, three at most, for the top of a search. */
export const answersTo = (replica: Pick<KnowledgeReader, 'suggestQuestions'>, q: string): QuestionHit[] =>
  replica.suggestQuestions(q, 3).filter(({ covered, strength }) => covered >= enough && strength >= near)
