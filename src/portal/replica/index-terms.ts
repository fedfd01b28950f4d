import type { RecordPublished } from '../../foundations/publication-log/entries.ts'
import { type DocumentNumber, documentNumbersIn } from '../../foundations/text/document-number.ts'
import { htmlToText } from '../../foundations/text/html-text.ts'
import { fold } from '../../foundations/text/normalise.ts'
import { cutForIndex, wordNumbers } from '../../foundations/text/segment.ts'
import { TermText } from './term-text.ts'

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

const single =
  '的地得了着过在是和与及或等其之以于对从为由将把被并而但也都就又还这那此该各个所向至上下中内外前后不无有可应须按'
const wordy = /[\p{L}\p{N}]/u

const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fff

/** Characters that say too little alone, by their code: 1; 2 for the others; 0 for what nobody has asked about yet. */
const alone = new Uint8Array(0x10000)
for (const character of single) alone[character.charCodeAt(0)] = 1

const isNoiseAlone = (code: number): boolean => {
  alone[code] ||= isHan(code) || wordy.test(String.fromCharCode(code)) ? 2 : 1
  return alone[code] === 1
}

/** True for words that say too little to be found by. */
export function isNoise(word: string): boolean {
  const code = word.charCodeAt(0)
  if (word.length === 1) return isNoiseAlone(code)
  return word.length > 32 || (!isHan(code) && !wordy.test(word))
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
export const indexTerms = (record: Indexed): Uint8Array[] => unpackTerms(packTerms([record]))[0]!

/** The texts of many records in one piece, for the way from thread to thread: a buffer for each costs more than copying. */
export type PackedTerms = {
  bytes: Uint8Array<ArrayBuffer>
  /** Where each record's texts end in `bytes`; undefined for what is no record. */
  ends: (number[] | undefined)[]
}

/** As `indexTerms`, of many records; `unpackTerms` takes the texts apart again. */
export function packTerms(records: readonly (Indexed | undefined)[]): PackedTerms {
  const ends = records.map((record) => record && writeTerms(record))
  return { bytes: terms.take(), ends }
}

export function unpackTerms({ bytes, ends }: PackedTerms): (Uint8Array[] | undefined)[] {
  let from = 0
  return ends.map((ofRecord) =>
    ofRecord?.map((end) => {
      const text = bytes.subarray(from, end)
      from = end
      return text
    }),
  )
}

/** Writes a record's texts behind what stands in `terms`; returns where each ends. */
function writeTerms(record: Indexed): number[] {
  const text = fold(recordText(record))
  const title = fold(record.title)
  const about = fold([...record.keywords, ...record.subject, record.issuer, record.summary].join('\n'))
  const numbers = documentNumbersIn(`${fold(record.docNumber)}\n${title}\n${about}\n${text}`)
  return passagesOf(text).map((passage, i) => {
    addWords(passage, byImpact)
    if (i === 0) {
      addWords(title, () => () => mark.title)
      addWords(about, () => () => mark.about)
      for (const term of new Set(numbers.flatMap(numberTerms))) terms.add(term, '')
    }
    return terms.end()
  })
}

/** Marks of words by how often they come, in a passage of so many words. */
const byImpact = (all: number): ((times: number) => string) => {
  const norm = k1 * (1 - b + (b * all) / usualWords)
  return (times) => {
    const impact = times / (times + norm)
    return mark.body[impact < bounds[0]! ? 0 : impact < bounds[1]! ? 1 : impact < bounds[2]! ? 2 : 3]!
  }
}

const terms = new TermText()

/** How often each word of the dictionary stands in the text at hand, by its number; all 0 between texts. */
const counts = new Uint16Array(wordNumbers)
/** Where each word of the text stands first. */
let firsts = new Int32Array(1024)

/** Adds each word of a text once, marked by how often it comes. */
function addWords(text: string, marks: (all: number) => (times: number) => string): void {
  const { codes, starts, ends, words, length } = cutForIndex(text)
  if (firsts.length < length) firsts = new Int32Array(length * 2)
  /** Words that are in no dictionary: numbers, Latin, names. */
  const others = new Map<string, number>()
  let different = 0
  let all = 0
  for (let i = 0; i < length; i++) {
    const word = words[i]!
    const start = starts[i]!
    const end = ends[i]!
    if (end - start === 1 && isNoiseAlone(codes[start]!)) continue
    if (word > 0) {
      if (counts[word]! === 0) {
        if (!isHan(codes[start]!) && isNoise(text.slice(start, end))) continue
        firsts[different++] = i
      }
      counts[word]! += 1
    } else {
      const other = text.slice(start, end)
      if (isNoise(other)) continue
      others.set(other, (others.get(other) ?? 0) + 1)
    }
    all += 1
  }
  const markOf = marks(all)
  for (let k = 0; k < different; k++) {
    const i = firsts[k]!
    const word = words[i]!
    terms.addPart(codes, starts[i]!, ends[i]!, markOf(counts[word]!))
    counts[word] = 0
  }
  for (const [other, times] of others) terms.add(other, markOf(times))
}
