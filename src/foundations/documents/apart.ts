import { openThread } from '../../platform/thread.ts'
import { seedEntries, type WordEntry } from '../wording/index.ts'
import { type FileCheck, notChecked } from './check-file.ts'
import type { StripOptions, Stripped } from './hidden/strip.ts'
import type { DocumentRead, ReadOptions, Unreadable } from './read.ts'
import { unreadableWords } from './words.zh.ts'

export type Asked = {
  work: 'check' | 'strip' | 'read' | 'count'
  bytes: Uint8Array
  fileName: string
  options: StripOptions & ReadOptions & { words?: readonly WordEntry[] }
}

const ask = openThread<Asked, unknown>(new URL('./apart-worker.ts', import.meta.url), {
  longest: 120_000,
  idle: 20_000,
  memory: 700,
})

/**
 * As checkFile, in a thread of its own with bounds on time and memory: a file made to hurt ends its own check, which
 * counts as unreadable, and the office goes on answering meanwhile. One file at a time.
 * @param words the entries of the list in force; the shipped ones where no county's list is at hand
 */
export const checkApart = async (
  bytes: Uint8Array,
  fileName: string,
  words: readonly WordEntry[] = seedEntries(),
): Promise<FileCheck> => {
  const told = await ask({ work: 'check', bytes, fileName, options: { words } })
  return 'answer' in told ? (told.answer as FileCheck) : notChecked
}

/** As stripHidden, likewise; undefined when it did not come to an end. */
export const stripApart = async (
  bytes: Uint8Array,
  fileName: string,
  options: StripOptions = {},
): Promise<Stripped | undefined> => {
  const told = await ask({ work: 'strip', bytes, fileName, options })
  return 'answer' in told ? (told.answer as Stripped) : undefined
}

/** As readDocument, likewise; what does not come to an end is said to be broken. */
export const readApart = async (
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<DocumentRead | Unreadable> => {
  const told = await ask({ work: 'read', bytes, fileName, options })
  if ('answer' in told) return told.answer as DocumentRead | Unreadable
  return { ok: false, kind: 'unknown', key: 'broken-file', message: unreadableWords['broken-file']() }
}

/** How many pages a PDF has, likewise; null when it cannot be opened. */
export const pageCountApart = async (bytes: Uint8Array): Promise<number | null> => {
  const told = await ask({ work: 'count', bytes, fileName: '', options: {} })
  return 'answer' in told ? (told.answer as number | null) : null
}
