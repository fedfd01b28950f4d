import { Jieba } from '@node-rs/jieba'
import { Dictionary, type DictionaryData, jiebaDictionary } from './dictionary.ts'

export { wordNumbers } from './dictionary.ts'

/**
 * Cuts Chinese text into words as jieba does: the most likely way through the dictionary's words, and what no word
 * covers by jieba's own hidden Markov model. The way is looked for here and not in the library, which would give every
 * word of a text as a string of its own and keep a dictionary of 45 MB for each thread; `segment.test.ts` compares the
 * two. Why: `docs/decisions/0018-words-without-strings.md`.
 */

/** Changes whenever the same text may segment differently, so that indexes made before are made anew. */
export const segmenterVersion = 'jieba-2.0.3/1'

let shared: Dictionary | undefined

const dictionary = (): Dictionary => {
  shared ??= new Dictionary(jiebaDictionary())
  return shared
}

/** What a thread hands to another, so that both read one dictionary. */
export const dictionaryToShare = (): DictionaryData => dictionary().data

/** The other thread's end of `dictionaryToShare`; before the first text is cut. */
export const useDictionary = (data: DictionaryData): void => {
  shared = new Dictionary(data)
}

/** Where the words of a text stand; valid until the next text is cut. */
export type Cut = {
  /** The text's UTF-16 code units; longer than the text. */
  codes: Uint16Array
  /** How many words, for the three lists below. */
  length: number
  starts: Int32Array
  ends: Int32Array
  /** Number of the word in the dictionary (less than `wordNumbers`), 0 for one that is not in it. */
  words: Int32Array
}

const cut: Cut = {
  codes: new Uint16Array(2048),
  length: 0,
  starts: new Int32Array(4096),
  ends: new Int32Array(4096),
  words: new Int32Array(4096),
}

/**
 * All words of a folded text for an index, by place: the longest reading and the dictionary words inside it
 * (农村土地 → 农村, 土地, 农村土地). Punctuation comes through as items of its own.
 */
export const cutForIndex = (text: string): Cut => segment(text, true, true)

/** The words of `cutForIndex` as strings. */
export const wordsForIndex = (text: string): string[] => strings(text, segment(text, true, true))

/** The words of a folded query, longest reading only. */
export const wordsOf = (text: string): string[] => strings(text, segment(text, true, false))

/** Dictionary words inside one word, without the word itself. */
export const wordsInside = (word: string): string[] =>
  word.length < 3 ? [] : strings(word, segment(word, false, true)).filter((part) => part !== word)

const strings = (text: string, { length, starts, ends }: Cut): string[] => {
  const words: string[] = []
  for (let i = 0; i < length; i++) words.push(text.slice(starts[i]!, ends[i]!))
  return words
}

/** Best way from each place of a stretch to its end: its weight, where its first word ends, and that word's number. */
let weightFrom = new Float64Array(2048)
let endFrom = new Int32Array(2048)
let wordFrom = new Int32Array(2048)

/**
 * @param guess whether what no word covers is cut by the model; else it is single characters, and runs of Latin letters and digits
 * @param inside whether the dictionary words of two and three characters inside a word come before it
 */
function segment(text: string, guess: boolean, inside: boolean): Cut {
  cut.length = 0
  const { length } = text
  if (cut.codes.length <= length) {
    cut.codes = new Uint16Array(length * 2)
    weightFrom = new Float64Array(length * 2)
    endFrom = new Int32Array(length * 2)
    wordFrom = new Int32Array(length * 2)
  }
  const { codes } = cut
  for (let i = 0; i < length; i++) codes[i] = text.charCodeAt(i)
  const words = dictionary()
  let at = 0
  while (at < length) {
    let end = at
    for (let width = inWords(codes, end, length); width > 0; width = inWords(codes, end, length)) end += width
    if (end > at) stretch(text, words, at, end, guess, inside)
    else {
      // Neither Han nor Latin: signs, blanks and other scripts, one by one.
      const pair = codes[at] === 0x0d && codes[at + 1] === 0x0a && at + 1 < length
      end = at + (pair ? 2 : widthAt(codes, at, length))
      put(at, end, 0)
    }
    at = end
  }
  return cut
}

const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff
const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff

/** Code units of the character at a place. */
const widthAt = (codes: Uint16Array, at: number, length: number): number =>
  isHigh(codes[at]!) && at + 1 < length && isLow(codes[at + 1]!) ? 2 : 1

/** Code units of the character at a place when words are made of such: Han, Latin letters, digits and `+#&._%-`; else 0. */
function inWords(codes: Uint16Array, at: number, length: number): number {
  if (at >= length) return 0
  const code = codes[at]!
  if (code >= 0x4e00 && code <= 0x9fff) return 1
  if (code < 0x80) return isLatin(code) || joining.includes(code) ? 1 : 0
  if ((code >= 0x3400 && code <= 0x4dbf) || (code >= 0xf900 && code <= 0xfaff)) return 1
  if (widthAt(codes, at, length) === 1) return 0
  const point = 0x10000 + ((code - 0xd800) << 10) + codes[at + 1]! - 0xdc00
  return rareHan.some(([first, last]) => point >= first && point <= last) ? 2 : 0
}

const joining = [...'+#&._%-'].map((sign) => sign.charCodeAt(0))
/** Extensions B to F and the supplement of compatibility forms, as jieba has them. */
const rareHan = [
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2ebef],
  [0x2f800, 0x2fa1f],
] as const

const isLatin = (code: number) =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)

/** Cuts one stretch of characters that words are made of. */
function stretch(text: string, words: Dictionary, from: number, to: number, guess: boolean, inside: boolean): void {
  const { codes } = cut
  const { weights, unseen } = words.data
  weightFrom[to] = 0
  for (let i = to - 1; i >= from; i--) {
    if (isLow(codes[i]!) && i > from && isHigh(codes[i - 1]!)) continue
    let best = Number.NEGATIVE_INFINITY
    let end = 0
    let word = 0
    let node = words.first(codes[i]!)
    for (let j = i + 1; node > 0; node = j < to ? words.next(node, codes[j++]!) : 0) {
      const here = words.weightAt(node)
      if (here === 0) continue
      const weight = weights[here]! + weightFrom[j]!
      // Of two ways as likely, the longer word.
      if (weight >= best) {
        best = weight
        end = j
        word = node
      }
    }
    if (end === 0) {
      end = i + widthAt(codes, i, to)
      best = unseen + weightFrom[end]!
    }
    weightFrom[i] = best
    endFrom[i] = end
    wordFrom[i] = word
  }

  let alone = -1
  for (let i = from; i < to; ) {
    const end = endFrom[i]!
    if (end - i === widthAt(codes, i, to) && (guess || isLatin(codes[i]!))) {
      if (alone < 0) alone = i
    } else {
      if (alone >= 0) singles(text, words, alone, i, guess, inside)
      alone = -1
      putWord(words, i, end, wordFrom[i]!, inside)
    }
    i = end
  }
  if (alone >= 0) singles(text, words, alone, to, guess, inside)
}

/** A run of characters that the best way leaves alone, one by one. */
function singles(text: string, words: Dictionary, from: number, to: number, guess: boolean, inside: boolean): void {
  const { codes } = cut
  if (endFrom[from] === to) {
    put(from, to, wordFrom[from]!)
    return
  }
  let latin = true
  for (let i = from; i < to && latin; i++) latin = isLatin(codes[i]!)
  const whole = words.wordOf(codes, from, to)
  if (latin || !guess) {
    putWord(words, from, to, whole, inside)
    return
  }
  if (whole > 0) {
    for (let i = from; i < to; i = endFrom[i]!) put(i, endFrom[i]!, wordFrom[i]!)
    return
  }
  let at = from
  for (const length of guessed(text.slice(from, to))) {
    putWord(words, at, at + length, words.wordOf(codes, at, at + length), inside)
    at += length
  }
}

/** jieba without a dictionary: nothing but its model of how unknown words are made. */
const model = new Jieba()
/** The same names and places come again and again; a text of nothing but them must not fill the memory. */
const known = new Map<string, readonly number[]>()
const mostKnown = 20_000

/** Lengths of the words that the model makes of a run of characters. */
function guessed(run: string): readonly number[] {
  const before = known.get(run)
  if (before) return before
  const lengths = model.cut(run, true).map((word) => word.length)
  if (known.size >= mostKnown) known.clear()
  if (run.length <= 24) known.set(run, lengths)
  return lengths
}

/** A word, and before it the dictionary words of two and of three characters inside it. */
function putWord(words: Dictionary, start: number, end: number, word: number, inside: boolean): void {
  if (inside && end - start > 2) {
    const { codes } = cut
    for (const characters of [2, 3]) {
      for (let i = start; i < end; i += widthAt(codes, i, end)) {
        let j = i
        for (let n = 0; n < characters && j <= end; n++) j += j < end ? widthAt(codes, j, end) : 1
        if (j > end || (i === start && j === end)) break
        const part = words.wordOf(codes, i, j)
        if (part > 0) put(i, j, part)
      }
    }
  }
  put(start, end, word)
}

function put(start: number, end: number, word: number): void {
  const at = cut.length++
  if (at === cut.starts.length) {
    cut.starts = twice(cut.starts)
    cut.ends = twice(cut.ends)
    cut.words = twice(cut.words)
  }
  cut.starts[at] = start
  cut.ends[at] = end
  cut.words[at] = word
}

const twice = (list: Int32Array): Int32Array => {
  const larger = new Int32Array(list.length * 2)
  larger.set(list)
  return larger
}
