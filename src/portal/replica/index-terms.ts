import type { RecordPublished } from '../../foundations/publication-log/entries.ts'
import { type DocumentNumber, documentNumbersIn } from '../../foundations/text/document-number.ts'
import { htmlToText } from '../../foundations/text/html-text.ts'
import { fold } from '../../foundations/text/normalise.ts'
import { wordsForIndex } from '../../foundations/text/segment.ts'
import { TermText } from './term-text.ts'
import { WordCounts } from './word-counts.ts'

/**
 * How a record becomes terms. A term is a word and one control character saying how it stands there, so that FTS5
 * without positions still carries what ranking needs and a list of passages can be read as it lies on disk:
 *
 * - body words by impact, the saturated and length-normalised frequency of BM25 in four steps
 * - words of the title, and words of keywords, subject and issuer, kept with the first passage
 * - 发文字号, its own and those mentioned anywhere
 */
export const mark = {
  body: ['\u0081', '\u0082', '\u0083', '\u0084'],
  title: '\u0085',
  about: '\u0086',
  number: '\u0087',
} as const

const k1 = 1.2
const b = 0.6
/** Words in an ordinary passage; a constant, so that the same log always gives the same index. */
const usualWords = 220
/** Lower bounds of the upper three steps of tf/(tf+k1), and the value each step counts for. */
const bounds = [0.46, 0.62, 0.78]
export const impacts = [0.38, 0.54, 0.7, 0.86]

/** Long texts are judged by their best passage: an article of a law answers, not the law as a whole. */
const passageLength = 600

const single = new Set(
  '的地得了着过在是和与及或等其之以于对从为由将把被并而但也都就又还这那此该各个所向至上下中内外前后不无有可应须按',
)
const wordy = /[\p{L}\p{N}]/u

/** True for words that say too little to be found by. */
export function isNoise(word: string): boolean {
  const code = word.charCodeAt(0)
  const han = code >= 0x4e00 && code <= 0x9fff
  if (word.length === 1) return han ? single.has(word) : !wordy.test(word)
  return word.length > 32 || (!han && !wordy.test(word))
}

/** The whole text of a record as readers see it: body, then names of attachments. */
export function recordText(record: Pick<RecordPublished, 'bodyHtml' | 'attachments'>): string {
  const body = htmlToText(record.bodyHtml)
  return record.attachments.length === 0 ? body : `${body}\n${record.attachments.map((a) => a.name).join('\n')}`
}

/** Cuts at line ends where there are any, so that an article stays in one piece. At least one passage. */
export function passagesOf(text: string): string[] {
  if (text.length <= passageLength * 1.5) return [text]
  const passages: string[] = []
  let from = 0
  while (text.length - from > passageLength * 1.5) {
    const line = text.lastIndexOf('\n', from + passageLength)
    const sentence = line > from + passageLength / 2 ? line : text.lastIndexOf('。', from + passageLength)
    const end = sentence > from + passageLength / 2 ? sentence + 1 : from + passageLength
    passages.push(text.slice(from, end))
    from = end
  }
  passages.push(text.slice(from))
  return passages
}

/** Spellings under which a mentioned number is found: without its code, and with the 2 to 6 letters before the bracket. */
export function numberTerms(number: DocumentNumber): string[] {
  const tail = `${number.year}-${number.serial}${mark.number}`
  const terms = number.year === '' ? [] : [tail]
  for (let n = number.year === '' ? 1 : 2; n <= Math.min(6, number.code.length); n++)
    terms.push(number.code.slice(-n) + tail)
  return terms
}

/** What of a record is indexed by words. */
export type Indexed = Pick<
  RecordPublished,
  'bodyHtml' | 'attachments' | 'title' | 'keywords' | 'subject' | 'issuer' | 'summary' | 'docNumber'
>

/** One text of terms per passage. The same record always gives the same texts. */
export function indexTerms(record: Indexed): Uint8Array<ArrayBuffer>[] {
  const text = fold(recordText(record))
  const extra = new Set<string>()
  for (const word of wordsForIndex(fold(record.title))) if (!isNoise(word)) extra.add(word + mark.title)
  const about = fold([...record.keywords, ...record.subject, record.issuer, record.summary].join('\n'))
  for (const word of wordsForIndex(about)) if (!isNoise(word)) extra.add(word + mark.about)
  for (const number of documentNumbersIn(`${fold(record.docNumber)}\n${fold(record.title)}\n${about}\n${text}`)) {
    for (const term of numberTerms(number)) extra.add(term)
  }
  return passagesOf(text).map((passage, i) => {
    addBody(passage)
    if (i === 0) for (const term of extra) terms.add(term, '')
    return terms.take()
  })
}

const terms = new TermText()
const counted = new WordCounts()

function addBody(passage: string): void {
  counted.clear()
  for (const word of wordsForIndex(passage)) counted.add(word)
  const { words, counts } = counted
  let all = 0
  for (let i = 0; i < words.length; i++) {
    if (isNoise(words[i]!)) counts[i] = 0
    all += counts[i]!
  }
  const norm = k1 * (1 - b + (b * all) / usualWords)
  for (let i = 0; i < words.length; i++) {
    const n = counts[i]!
    if (n === 0) continue
    const impact = n / (n + norm)
    const step = impact < bounds[0]! ? 0 : impact < bounds[1]! ? 1 : impact < bounds[2]! ? 2 : 3
    terms.add(words[i]!, mark.body[step]!)
  }
}
