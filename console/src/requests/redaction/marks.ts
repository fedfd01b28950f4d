import type { RedactionMark, RedactionOutline } from '../../api/contract.ts'

/** A mark with a name of its own, so that it can be found again on the page and in the list. */
export type Marked = { key: string; mark: RedactionMark }
export type Rect = { x: number; y: number; width: number; height: number }

export const isArea = (mark: RedactionMark): mark is Extract<RedactionMark, { rect: Rect }> => 'rect' in mark
export const isPage = (mark: RedactionMark): mark is Extract<RedactionMark, { page: number; whole: true }> =>
  'page' in mark && 'whole' in mark
export const isPassage = (mark: RedactionMark): mark is Extract<RedactionMark, { start: number }> => 'start' in mark

/** The same place, whatever the ground. */
export const placeOf = ({ ground, note, ...place }: RedactionMark): string => JSON.stringify(place)

let count = 0
export const named = (mark: RedactionMark): Marked => ({ key: `m${++count}-${Date.now().toString(36)}`, mark })

/** Adds what is not marked yet. */
export const withMarks = (marks: readonly Marked[], more: readonly RedactionMark[]): Marked[] => {
  const known = new Set(marks.map(({ mark }) => placeOf(mark)))
  return [...marks, ...more.filter((mark) => !known.has(placeOf(mark))).map(named)]
}

const between = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** Moves or sizes a rectangle within its page; all numbers are fractions of it. */
export const moved = (rect: Rect, dx: number, dy: number): Rect => ({
  ...rect,
  x: between(rect.x + dx, 0, 1 - rect.width),
  y: between(rect.y + dy, 0, 1 - rect.height),
})
export const sized = (rect: Rect, dx: number, dy: number): Rect => ({
  ...rect,
  width: between(rect.width + dx, 0.005, 1 - rect.x),
  height: between(rect.height + dy, 0.005, 1 - rect.y),
})

/** What a mark covers, in words: the text where it is known, else its page. */
export const textOf = (mark: RedactionMark, outline: RedactionOutline, onPage: (n: number) => string): string => {
  if ('page' in mark) return onPage(mark.page)
  const block = outline.blocks.find((one) => one.id === mark.block)
  if (!block) return ''
  return isPassage(mark) ? block.text.slice(mark.start, mark.end) : `${block.place} ${block.text.slice(0, 20)}`
}
