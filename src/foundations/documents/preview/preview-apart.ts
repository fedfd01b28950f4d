import { openThread } from '../../../platform/thread.ts'
import type { Preview } from './preview.ts'
import { noneWords } from './words.zh.ts'

export type PreviewAsked = { bytes: Uint8Array; fileName: string }

/** A thread apart from the one that checks files: many citizens who look must not hold up a clerk who publishes. */
const ask = openThread<PreviewAsked, Preview>(new URL('./preview-worker.ts', import.meta.url), {
  longest: 20_000,
  idle: 20_000,
  memory: 400,
  waiting: 40,
})

/** As previewDocument, in a thread with bounds on time and memory. Undefined when too many wait: ask again later. */
export const previewApart = async (bytes: Uint8Array, fileName: string): Promise<Preview | undefined> => {
  const told = await ask({ bytes, fileName })
  if ('answer' in told) return told.answer
  return told.failed === 'busy' ? undefined : { form: 'none', sentence: noneWords.lost }
}
