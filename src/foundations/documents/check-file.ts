import { type Finding, findPersonalData, findSecrecyMarks, mask, maskFinding } from '../personal-data/index.ts'
import { findWords, seedWords, type WordList } from '../wording/index.ts'
import { type DocumentKind, detectDocument } from './detect.ts'
import { allWords, type PlacedWords } from './hidden/all-words.ts'
import { findHidden } from './hidden/find-hidden.ts'
import { hiddenWords, placeWords } from './hidden/words.zh.ts'
import { openZip } from './hidden/zip-parts.ts'
import { type DocumentRead, readDocument } from './read.ts'
import type { WarningKey } from './reading.ts'

export type FileFinding = {
  source: 'personal' | 'secrecy' | 'wording' | 'hidden' | 'reading'
  kind: string
  severity: 'block' | 'warn' | 'info'
  message: string
  /** The words found, or the beginning of what is hidden. */
  text: string
  place: string
  /** UTF-16 offsets into the text that `readDocument` gives; only where the words stand there. */
  start?: number
  end?: number
  strippable: boolean
  /** Nobody but a person who opens the file can tell what is in it: it passes only with that person's reason. */
  needsReason: boolean
}

export type FileCheck = { kind: DocumentKind; findings: FileFinding[] }

/** The reader's warnings that the search for hidden data says better. */
const saidBetter = new Set<WarningKey>([
  'hidden-text',
  'tracked-changes',
  'comments',
  'embedded-objects',
  'hidden-sheets',
  'hidden-rows',
  'author-data',
  'images-dropped',
])

/** A mobile number in a file may be the duty telephone of a notice: somebody looks and answers for it. */
const severityOf = ({ kind, severity }: Finding) => (kind === 'mobile_phone' ? ('warn' as const) : severity)

const inText = (text: string, list: WordList): Omit<FileFinding, 'place'>[] => {
  const found = (source: 'personal' | 'secrecy', list: Finding[]) =>
    list.map((one) => ({
      source,
      kind: one.kind,
      severity: severityOf(one),
      message: one.message,
      text: one.text,
      start: one.start,
      end: one.end,
      strippable: false,
      needsReason: false,
    }))
  const unfit = findWords(text, list).map(({ replacement, ...one }) => ({
    ...one,
    source: 'wording' as const,
    strippable: false,
    needsReason: false,
  }))
  return [...found('personal', findPersonalData(text)), ...found('secrecy', findSecrecyMarks(text)), ...unfit]
}

/** Findings in words that the reading does not show, each said once. */
const elsewhere = (
  words: PlacedWords[],
  known: readonly Omit<FileFinding, 'place'>[],
  list: WordList,
): FileFinding[] => {
  const seen = new Set(known.map(({ kind, text }) => `${kind} ${text}`))
  return words.flatMap(({ place, text }) =>
    inText(text, list).flatMap(({ start, end, ...one }) => {
      const key = `${one.kind} ${one.text}`
      if (seen.has(key)) return []
      seen.add(key)
      return [{ ...one, place }]
    }),
  )
}

const wordsOf = (bytes: Uint8Array, kind: DocumentKind): PlacedWords[] => {
  if (kind !== 'docx' && kind !== 'xlsx' && kind !== 'pptx') return []
  try {
    return allWords(bytes, kind)
  } catch {
    return []
  }
}

const inMembers = async (bytes: Uint8Array, list: WordList): Promise<FileFinding[]> => {
  const found: FileFinding[] = []
  const parts = openZip(bytes)
  for (const name of parts.names.slice(0, 500))
    for (const { start, end, ...one } of (await check(parts.bytes(name), name, list, true)).findings)
      if (one.source !== 'hidden')
        found.push({ ...one, place: placeWords.insideZip(name, one.place), strippable: false })
  return found
}

const check = async (bytes: Uint8Array, fileName: string, list: WordList, nested: boolean): Promise<FileCheck> => {
  const { kind } = await detectDocument(bytes, fileName)
  const hidden = (await findHidden(bytes, fileName)).map(
    ({ sample, ...one }): FileFinding => ({
      ...one,
      source: 'hidden',
      text: sample,
      needsReason: one.kind === 'unreadable',
    }),
  )
  const read = await readDocument(bytes, fileName)
  const words = wordsOf(bytes, kind)
  const shown = read.ok ? inText(read.text, list).map((one) => ({ ...one, place: '' })) : []
  const members =
    kind === 'zip' && !nested && !hidden.some((one) => one.needsReason && one.place === '')
      ? await inMembers(bytes, list)
      : []
  return {
    kind,
    findings: [
      ...shown,
      ...elsewhere(words, shown, list),
      ...hidden,
      ...members,
      ...readingFindings(read, hidden, words),
    ],
  }
}

const readingFindings = (
  read: Awaited<ReturnType<typeof readDocument>>,
  hidden: readonly FileFinding[],
  words: readonly PlacedWords[],
): FileFinding[] => {
  const note = (kind: string, message: string, needsReason: boolean): FileFinding => ({
    source: 'reading',
    kind,
    severity: needsReason ? 'warn' : 'info',
    message,
    text: '',
    place: '',
    strippable: false,
    needsReason,
  })
  if (read.ok) return warningsOf(read).map(({ key, message }) => note(key, message, false))
  const known = read.kind === 'zip' || read.key === 'empty' || words.some(({ text }) => text.trim() !== '')
  if (known || hidden.some((one) => one.needsReason)) return []
  return [note(read.key, `${read.message}${hiddenWords.unreadable(1)}`, true)]
}

const warningsOf = (read: DocumentRead) => read.warnings.filter(({ key }) => !saidBetter.has(key))

/** What is said of a file that could not be checked at all. */
export const notChecked: FileCheck = {
  kind: 'unknown',
  findings: [
    {
      source: 'hidden',
      kind: 'unreadable',
      severity: 'warn',
      message: hiddenWords.unreadable(1),
      text: '',
      place: '',
      strippable: false,
      needsReason: true,
    },
  ],
}

/**
 * Everything in a file that must not, or perhaps should not, go out: personal data and secrecy marks in its words
 * (条例 第十四条, 第十五条), hidden data, and what could not be read. Never throws.
 * @param list the words that its text is held against; the shipped ones where no county's list is at hand
 */
export const checkFile = (bytes: Uint8Array, fileName: string, list: WordList = seedWords()): Promise<FileCheck> =>
  check(bytes, fileName, list, false).catch(() => notChecked)

export type FileIssue = Omit<FileFinding, 'start' | 'end'> & { count: number }

const graver = { block: 0, warn: 1, info: 2 } as const

/**
 * The findings as the gate keeps them: one of each kind and place with a count, the gravest first, personal words
 * masked, so that the list itself gives nothing away. What a reading notes in passing stays out.
 */
export const issuesOf = (findings: readonly FileFinding[]): FileIssue[] => {
  const grouped = new Map<string, FileIssue>()
  for (const { start, end, ...one } of findings) {
    if (one.source === 'reading' && one.severity === 'info') continue
    const key = `${one.source} ${one.kind} ${one.severity} ${one.source === 'hidden' ? one.place : one.source === 'wording' ? one.text : ''}`
    const known = grouped.get(key)
    if (known) known.count++
    else {
      const text =
        one.source === 'personal'
          ? maskFinding({ kind: one.kind as Finding['kind'], text: one.text })
          : mask(one.text, findPersonalData(one.text))
      grouped.set(key, { ...one, text: text.slice(0, 80), count: 1 })
    }
  }
  return [...grouped.values()].sort((a, b) => graver[a.severity] - graver[b.severity]).slice(0, 100)
}
