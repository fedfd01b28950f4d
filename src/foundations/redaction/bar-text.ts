import { type GroundCode, ground as groundOf, grounds } from '../classification/index.ts'
import { cite } from '../law/index.ts'

/** 条例第十五条; of several grounds each article once: 条例第十四条、第十五条. */
export const citationOf = (codes: readonly GroundCode[]): string => {
  const named = grounds.filter(({ code }) => codes.includes(code)).map(({ code }) => cite(groundOf(code).law).short)
  return [...new Set(named)].map((short, i) => (i ? short.replace(/^条例/, '') : short)).join('、')
}

/**
 * What stands in a text instead of the words not disclosed. It depends on the grounds alone, so that nobody can tell
 * from it how long a name or a number was.
 */
export const barText = (codes: readonly GroundCode[]): string => `【${citationOf(codes)}】`
