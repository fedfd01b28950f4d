import type { Block } from '../documents/index.ts'

/** Longest paragraph that goes to the next page with the signature, in characters. */
const longestKept = 400

/**
 * Where the end of a letter begins that stays on one page: who signs, the day, and the paragraph before them (GB/T 9704-2012
 * 7.3.5: no page with a signature and no text). The number of blocks when nothing is signed.
 */
export const signatureFrom = (blocks: readonly Block[]): number => {
  const last = blocks.findLastIndex((block) => block.kind !== 'p' || block.align !== 'align-right')
  const before = blocks[last]
  if (last === blocks.length - 1 || before?.kind !== 'p') return blocks.length
  const length = before.runs.reduce((all, run) => all + run.text.length, 0)
  return length <= longestKept ? last : blocks.length
}
