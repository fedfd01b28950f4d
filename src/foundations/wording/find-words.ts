import { longestWord, rightForm, type WordEntry, type WordKind } from './entry.ts'
import { compileTerms, nearTerms, type TermTrie } from './near-terms.ts'
import { emptyTrie, leafOf, type Trie, wordsAt } from './trie.ts'
import { wordMessages } from './words.zh.ts'

export type WordFinding = {
  kind: WordKind
  severity: 'block' | 'warn'
  /** UTF-16 offsets into the text given, end exclusive. */
  start: number
  end: number
  text: string
  message: string
  /** What to put in its place, when that is all there is to do. */
  replacement?: string
}

/** Entries made ready for searching; made once and used for many texts. */
export type WordList = { words: Trie<Compiled[]>; terms: TermTrie; known: Set<string>; ofTerm: Map<string, WordEntry> }

type Compiled = { entry: WordEntry; rest: RegExp | undefined; exceptions: RegExp | undefined }

const number = '[0-9０-９〇零一二三四五六七八九十百千两]{1,8}'
const pattern = (words: string) =>
  words
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('…', '[^，。；：！？、\\n]{1,12}?')
    .replaceAll('#', number)

const compiled = (entry: WordEntry): { head: string; value: Compiled } => {
  const cut = entry.word.search(/[…#]/)
  return {
    head: cut < 0 ? entry.word : entry.word.slice(0, cut),
    value: {
      entry,
      rest: cut < 0 ? undefined : new RegExp(pattern(entry.word.slice(cut)), 'y'),
      exceptions: entry.exceptions.length ? new RegExp(entry.exceptions.map(pattern).join('|'), 'g') : undefined,
    },
  }
}

/** @param names further fixed terms that are not in the list: names of the county's own units */
export const compileWords = (entries: readonly WordEntry[], names: readonly string[] = []): WordList => {
  const words: WordList['words'] = emptyTrie()
  const ofTerm = new Map(entries.filter(({ kind }) => kind === 'term').map((entry) => [entry.word, entry]))
  for (const entry of entries) {
    if (entry.kind === 'term') continue
    const { head, value } = compiled(entry)
    const leaf = leafOf(words, head)
    leaf.here ??= []
    leaf.here.push(value)
  }
  const known = new Set([...ofTerm.keys(), ...names.filter((name) => name.length >= 4)])
  return { words, terms: compileTerms(known), known, ofTerm }
}

/** Do words in which the form is right stand over, or touch, the place found? */
const excused = (text: string, start: number, end: number, exceptions: RegExp | undefined): boolean => {
  if (!exceptions) return false
  const from = Math.max(0, start - longestWord)
  for (const m of text.slice(from, end + longestWord).matchAll(exceptions))
    if (from + m.index < end && from + m.index + m[0].length > start) return true
  return false
}

/**
 * Places of a text that the word list speaks against, in order, overlaps settled for the longer one. A text of 100,000
 * signs takes some milliseconds. Pure.
 */
export const findWords = (text: string, list: WordList): WordFinding[] => {
  const found: WordFinding[] = []
  const take = (start: number, end: number, entry: WordEntry, replacement = rightForm(entry)) =>
    found.push({
      kind: entry.kind,
      severity: entry.severity,
      start,
      end,
      text: text.slice(start, end),
      message: wordMessages[entry.kind](replacement ?? entry.advice, entry.note),
      ...(replacement ? { replacement } : {}),
    })
  for (let i = 0; i < text.length; i++)
    wordsAt(list.words, text, i, (values, headEnd) => {
      for (const { entry, rest, exceptions } of values) {
        let end = headEnd
        if (rest) {
          rest.lastIndex = headEnd
          if (!rest.test(text)) continue
          end = rest.lastIndex
        }
        if (!excused(text, i, end, exceptions)) take(i, end, entry)
      }
    })
  for (const { start, end, term } of nearTerms(text, list.terms, (words) => list.known.has(words))) {
    const entry = list.ofTerm.get(term) ?? nameOfUnit(term)
    if (!excused(text, start, end, entry.exceptions.length ? compiled(entry).value.exceptions : undefined))
      take(start, end, entry, term)
  }
  return settled(found)
}

const nameOfUnit = (word: string): WordEntry => ({
  word,
  advice: word,
  kind: 'term',
  severity: 'warn',
  exceptions: [],
  note: '',
  source: '',
  from: null,
  until: null,
})

/** Of overlapping findings the longer one stays, of equal ones the first. */
const settled = (found: WordFinding[]): WordFinding[] => {
  const kept: WordFinding[] = []
  for (const one of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || last.end <= one.start) kept.push(one)
    else if (one.end - one.start > last.end - last.start) kept[kept.length - 1] = one
  }
  return kept
}
