import { Worker } from 'node:worker_threads'
import type { LogEntry, RecordPublished } from '../../foundations/publication-log/entries.ts'
import { dictionaryToShare } from '../../foundations/text/segment.ts'
import { type PackedTerms, unpackTerms } from './index-terms.ts'

/** Milliseconds an idle thread is kept. */
const idle = 3_000

/** Terms of each entry's record by its place in the list; undefined where an entry has none to index. */
export type EntryTerms = readonly (Uint8Array[] | undefined)[]

let worker: Worker | undefined
let timer: NodeJS.Timeout | undefined
/** Answers come in the order of the questions. */
const waiting: ((terms: EntryTerms | undefined) => void)[] = []

const dismiss = () => {
  const leaving = worker
  worker = undefined
  void leaving?.terminate()
}

const answer = (terms: EntryTerms | undefined) => {
  waiting.shift()?.(terms)
  if (waiting.length > 0) return
  timer = setTimeout(dismiss, idle)
  timer.unref()
}

const hire = (): Worker => {
  const made = new Worker(new URL('./terms-worker.ts', import.meta.url), { workerData: dictionaryToShare() })
  made.unref()
  made.on('message', (packed: PackedTerms) => answer(unpackTerms(packed)))
  const lost = () => {
    if (worker !== made) return
    worker = undefined
    while (waiting.length > 0) answer(undefined)
  }
  made.on('error', lost)
  made.on('exit', lost)
  return made
}

/**
 * The terms of a batch of entries, cut in a thread of its own: cutting Chinese text into words is two thirds of what a
 * replay costs, and readers need the main thread. Undefined when the thread was lost; the caller then cuts by itself.
 */
export const termsApart = (entries: readonly LogEntry[]): Promise<EntryTerms | undefined> =>
  new Promise((resolve) => {
    clearTimeout(timer)
    waiting.push(resolve)
    worker ??= hire()
    worker.postMessage(
      entries.map(({ kind, payload }) =>
        kind === 'record.published' && payload ? indexed(payload as never) : undefined,
      ),
    )
  })

/** What `indexTerms` reads: the rest of a payload need not be copied to the thread. */
const indexed = ({ bodyHtml, attachments, title, keywords, subject, issuer, summary, docNumber }: RecordPublished) => ({
  bodyHtml,
  attachments,
  title,
  keywords,
  subject,
  issuer,
  summary,
  docNumber,
})
