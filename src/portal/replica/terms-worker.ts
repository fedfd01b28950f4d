import { parentPort } from 'node:worker_threads'
import { type Indexed, indexTerms } from './index-terms.ts'

/** The other end of terms-apart.ts. */
parentPort!.on('message', (records: (Indexed | undefined)[]) => {
  const terms = records.map((record) => record && indexTerms(record))
  parentPort!.postMessage(
    terms,
    terms.flatMap((texts) => texts?.map(({ buffer }) => buffer) ?? []),
  )
})
