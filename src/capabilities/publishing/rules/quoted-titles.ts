import type { WordFinding } from '../../../foundations/wording/index.ts'

/** 《…》 around a place, undefined when it stands outside any. */
const titleAround = (text: string, { start, end }: WordFinding): string | undefined => {
  const open = text.lastIndexOf('《', start)
  if (open < 0 || text.lastIndexOf('》', start) > open) return undefined
  const close = text.indexOf('》', end)
  return close < 0 || close - open > 200 ? undefined : text.slice(open + 1, close)
}

/** Titles quoted around the findings. */
export const quotedTitles = (text: string, found: readonly WordFinding[]): string[] =>
  found.flatMap((one) => titleAround(text, one) ?? [])

/** Findings but those inside the quoted title of a public item: a title is cited as it is, right or wrong. */
export const outsideTitles = (
  text: string,
  found: readonly WordFinding[],
  published: ReadonlySet<string>,
): WordFinding[] => found.filter((one) => !published.has(titleAround(text, one) ?? ''))
