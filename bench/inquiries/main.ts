import type { Figure } from '../figure.ts'
import { hundredThousand } from './hundred-thousand.ts'
import { letters } from './letters.ts'

export const inquiryParts = ['letters', 'figures'] as const

/** What `script/bench inquiries letters figures` measures: real letters, and lists and statistics of a hundred thousand cases. */
export async function* inquiries(
  names: readonly string[],
  fresh: boolean,
  say: (line: string) => void,
): AsyncIterable<Figure> {
  if (names.includes('letters')) yield* await letters(say)
  if (names.includes('figures')) yield* hundredThousand(fresh, say)
}
