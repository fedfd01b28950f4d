import { openThread } from '../../platform/thread.ts'
import type { Paper, PaperForm } from './paper.ts'

export type PaperAsked = { paper: Paper; form: PaperForm }

const ask = openThread<PaperAsked, Uint8Array>(new URL('./paper-worker.ts', import.meta.url), {
  longest: 30_000,
  idle: 20_000,
  memory: 500,
  waiting: 20,
})

/**
 * A paper as the bytes of a file, made in a thread of its own: setting a long law takes seconds. Undefined when too many
 * wait or it did not come to an end.
 */
export const paperApart = async (paper: Paper, form: PaperForm): Promise<Uint8Array | undefined> => {
  const told = await ask({ paper, form })
  return 'answer' in told ? told.answer : undefined
}
