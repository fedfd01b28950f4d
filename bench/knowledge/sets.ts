import type { KnowledgePublished } from '../../src/foundations/publication-log/entries.ts'
import { escapeHtml } from '../../src/foundations/text/html-text.ts'
import { type CorpusDocument, readLines } from '../search/corpus.ts'

/**
 * Questions of real people and the entries that answer them. In none of the sets is a question that is asked also in the
 * index: a 知识库 that only knows its own words would find every one of them and help nobody.
 */
export type QuestionSet = {
  name: string
  entries: KnowledgePublished[]
  asked: { question: string; answers: ReadonlySet<number>; without?: number }[]
}

type Question = { qid: string; docid?: string; question: string; answer: string }

const entry = (id: number, question: string, answer: string, phrasings: string[] = []): KnowledgePublished => ({
  id,
  unitId: 1,
  topic: 'other',
  question,
  phrasings,
  answerHtml: answer
    .split('\n')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join(''),
  sources: [],
  reviewOn: null,
  publishedAt: '2026-01-05T01:00:00Z',
  version: 1,
  flagged: false,
})

const bare = (text: string) => text.replace(/[\s\p{P}]/gu, '')

/** Pieces of about this many characters, cut at line ends: as long as an answer of a unit is. */
const pieceLength = 400

const pieces = (body: string): string[] => {
  const found: string[] = []
  let piece = ''
  for (const line of body.split('\n')) {
    if (piece && piece.length + line.length > pieceLength) {
      found.push(piece)
      piece = ''
    }
    piece += `${piece ? '\n' : ''}${line}`
  }
  return piece ? [...found, piece] : found
}

/**
 * Every piece of the 350 notices is an entry, headed by the title of its notice, as if a unit had entered its notices piece
 * by piece. The 384 questions were written by readers of the notices: their words are nowhere in the index. Right is the
 * piece in which the answer stands, among many of the same notice.
 */
export const policySet = (): QuestionSet => {
  const documents = readLines<CorpusDocument>('documents/notices_2020.jsonl.gz')
  const entries: KnowledgePublished[] = []
  const of = new Map<string, KnowledgePublished[]>()
  for (const { id, title, body } of documents)
    for (const piece of pieces(body)) {
      const made = entry(entries.length + 1, title, piece)
      entries.push(made)
      of.set(id, [...(of.get(id) ?? []), made])
    }
  const asked = readLines<Question>('retrieval/policy_questions.jsonl.gz').flatMap(({ docid, question, answer }) => {
    // An answer that was cut in two is where it begins.
    const start = bare(answer).slice(0, 24)
    const right = (of.get(docid!) ?? []).filter(({ answerHtml }) =>
      bare(answerHtml.replace(/<[^>]*>/g, '')).includes(start),
    )
    return right.length ? [{ question, answers: new Set(right.map((one) => one.id)) }] : []
  })
  return { name: 'passages', entries, asked }
}

/** From so many characters on, two questions with the same answer ask the same. */
const telling = 12

/**
 * The 2,558 questions and answers whose notices nobody has. Asked are those for which another entry gives the very same
 * answer: the own entry is left out, so that the answer can only be found under somebody else's words.
 */
export const otherWordsSet = (): QuestionSet => {
  const all = readLines<Question>('qa/policy_qa_without_documents.jsonl.gz')
  const entries = all.map(({ question, answer }, i) => entry(i + 1, question, answer))
  const byAnswer = Map.groupBy(entries, ({ answerHtml }) => bare(answerHtml.replace(/<[^>]*>/g, '')))
  const asked = [...byAnswer].flatMap(([answer, same]) =>
    answer.length >= telling && new Set(same.map(({ question }) => question)).size > 1
      ? same.map(({ id, question }) => ({
          question,
          answers: new Set(same.filter((one) => one.question !== question).map((one) => one.id)),
          without: id,
        }))
      : [],
  )
  return { name: 'other-words', entries, asked }
}

/**
 * The same entries, asked with every second word gone, as people do who type. Half of the words that are asked do stand in the
 * index, so this says how little is enough, and nothing of other people's words.
 */
export const halfWordsSet = (wordsOf: (text: string) => string[]): QuestionSet => {
  const { entries } = otherWordsSet()
  const asked = entries
    .filter(({ question }) => question.length >= 12)
    .map(({ id, question }) => ({
      question: wordsOf(question)
        .filter((word, i) => i % 2 === 0 && /\p{L}|\p{N}/u.test(word))
        .join(' '),
      answers: new Set([id]),
    }))
  return { name: 'half-words', entries, asked }
}
