import { type DocumentNumber, documentNumbersIn } from '../../foundations/text/document-number.ts'
import { fold } from '../../foundations/text/normalise.ts'
import { alikeWords, askingWords } from '../../foundations/text/question-words.zh.ts'
import { wordsInside, wordsOf } from '../../foundations/text/segment.ts'
import { isNoise } from './index-terms.ts'

/**
 * One word looked for. `parts` are dictionary words inside it: an item that has them all has the word as good as.
 * `alike` are the words in which documents say the same.
 */
export type QueryWord = { text: string; parts: string[]; alike: string[] }
export type ReadQuery = {
  /** The query in its folded form. */
  folded: string
  /** Could be an 索引号 or its back part; only the data can tell. */
  indexNumber: string | undefined
  numbers: DocumentNumber[]
  phrases: { text: string; words: QueryWord[] }[]
  words: QueryWord[]
}

const longest = 200
const mostWords = 24
const quoted = /[“"「『《]([^“”"「」『』《》]{2,60})[”"」』》]/g
/** Reads what a person typed: quoted phrases, 文号 in any brackets, an 索引号, and words without question words. */
export function readQuery(q: string): ReadQuery {
  const folded = fold(q.slice(0, longest)).trim()
  const bare = folded.replace(/^(?:索引号|索 引 号)\s*[:：]?\s*/, '')
  const indexNumber = /^[0-9a-z]+\/[0-9a-z-]+$|^\d{4,6}-\d{3,6}$/.test(bare) ? bare : undefined
  const numbers = documentNumbersIn(folded)
  const unnumbered = without(folded, numbers)
  const phrases = [...unnumbered.matchAll(quoted)].map((m) => ({ text: m[1]!.trim(), words: wordsIn(m[1]!) }))
  return { folded, indexNumber, numbers, phrases, words: wordsIn(unnumbered) }
}

function without(text: string, spans: { from: number; to: number }[]): string {
  let rest = ''
  let at = 0
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    if (from < at) continue
    rest += `${text.slice(at, from)} `
    at = to
  }
  return rest + text.slice(at)
}

function wordsIn(text: string): QueryWord[] {
  const all = [...new Set(wordsOf(text))].filter((word) => !isNoise(word))
  const telling = all.filter((word) => !askingWords.has(word))
  return (telling.length > 0 ? telling : all).slice(0, mostWords).map((text) => ({
    text,
    parts: wordsInside(text),
    alike: alikeWords.get(text) ?? [],
  }))
}
