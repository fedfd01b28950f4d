import { z } from 'zod'
import { type GroundCode, grounds } from '../classification/index.ts'

/** Marks one copy may be made with; a file with more is better withheld or cut by hand. */
export const maxMarks = 10_000

const groundSchema = z.enum(grounds.map(({ code }) => code) as [GroundCode, ...GroundCode[]])
const about = { ground: groundSchema, note: z.string().max(500).optional() }
const fraction = z.number().min(0).max(1)

/** Fractions of the page as displayed (turned and cropped), from its upper left corner. */
export const rectSchema = z
  .strictObject({ x: fraction, y: fraction, width: fraction.positive(), height: fraction.positive() })
  .refine(({ x, y, width, height }) => x + width <= 1 + 1e-6 && y + height <= 1 + 1e-6, { path: ['width'] })
export type Rect = z.infer<typeof rectSchema>

const page = z.int().min(1).max(100_000)
const block = z.string().min(1).max(100)
const offset = z.int().min(0).max(10_000_000)

const areaSchema = z.strictObject({ page, rect: rectSchema, ...about })
const pageSchema = z.strictObject({ page, whole: z.literal(true), ...about })
const passageSchema = z
  .strictObject({ block, start: offset, end: offset, ...about })
  .refine(({ start, end }) => start < end, { path: ['end'] })
const blockSchema = z.strictObject({ block, whole: z.literal(true), ...about })

/**
 * What is not disclosed and why (条例 art 37; `ground` arts 14-16). Of PDF and pictures a rectangle or a whole page, pages
 * from 1; of .docx a passage, in UTF-16 offsets of a block's text, end exclusive, or a whole block, by the outline's ids.
 * `note` is for the file of the case; it is never printed.
 */
export const markSchema = z.union([areaSchema, pageSchema, passageSchema, blockSchema])
export const marksSchema = z.array(markSchema).max(maxMarks)

export type Mark = z.infer<typeof markSchema>
export type AreaMark = z.infer<typeof areaSchema>
export type PageMark = AreaMark | z.infer<typeof pageSchema>
export type PassageMark = z.infer<typeof passageSchema>
export type BlockMark = PassageMark | z.infer<typeof blockSchema>

export const isPageMark = (mark: Mark): mark is PageMark => 'page' in mark

export const wholePage: Rect = { x: 0, y: 0, width: 1, height: 1 }
export const rectOf = (mark: PageMark): Rect => ('whole' in mark ? wholePage : mark.rect)

/** Lists by a key of each. */
export const groupBy = <T, K>(list: readonly T[], key: (one: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const one of list) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}

/** A part of a text that becomes one bar, with every ground that was named for it. */
export type Removal = { start: number; end: number; grounds: GroundCode[] }

/** Passages of one text in order; those that overlap become one. */
export const mergePassages = (passages: readonly { start: number; end: number; ground: GroundCode }[]): Removal[] => {
  const merged: Removal[] = []
  for (const { start, end, ground } of [...passages].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged[merged.length - 1]
    if (!last || start >= last.end) merged.push({ start, end, grounds: [ground] })
    else {
      last.end = Math.max(last.end, end)
      if (!last.grounds.includes(ground)) last.grounds.push(ground)
    }
  }
  return merged
}
