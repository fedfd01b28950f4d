import type { GroundCode } from '../classification/index.ts'
import { findPersonalData } from '../personal-data/index.ts'
import type { Mark, Rect } from './mark.ts'
import type { Outline, OutlinePage, OutlinePiece } from './outline.ts'

/** Where a text stands: what a mark needs beside its ground. */
export type Passage =
  | { page: number; rect: Rect }
  | { block: string; start: number; end: number }
  | { block: string; whole: true }

/** Full-width letters and digits as narrow ones; every character keeps its place. */
const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).toLowerCase()

/** A text without blanks, and where each of its characters stood. */
const squeezed = (text: string): { plain: string; at: number[] } => {
  const at: number[] = []
  let plain = ''
  const even = narrow(text)
  for (let i = 0; i < even.length; i++)
    if (!/[\s\ufffc]/.test(even[i]!)) {
      plain += even[i]
      at.push(i)
    }
  return { plain, at }
}

const occurrences = (text: string, wanted: string): { start: number; end: number }[] => {
  const { plain, at } = squeezed(text)
  const found: { start: number; end: number }[] = []
  if (wanted === '') return found
  for (let i = plain.indexOf(wanted); i >= 0; i = plain.indexOf(wanted, i + wanted.length))
    found.push({ start: at[i]!, end: at[i + wanted.length - 1]! + 1 })
  return found
}

/** The part of a piece that some of its characters take up. Of words set aslant: the whole piece. */
export const partOfPiece = ({ rect, along, spans }: OutlinePiece, start: number, end: number): Rect => {
  const taken = spans.slice(start, end)
  if (along === null || taken.length === 0) return rect
  const from = Math.min(...taken.map(([begin]) => begin))
  const to = Math.max(...taken.map(([, finish]) => finish))
  const { x, y, width, height } = rect
  if (along === 'right') return { x: x + width * from, y, width: width * (to - from), height }
  if (along === 'left') return { x: x + width * (1 - to), y, width: width * (to - from), height }
  if (along === 'down') return { x, y: y + height * from, width, height: height * (to - from) }
  return { x, y: y + height * (1 - to), width, height: height * (to - from) }
}

/** The words of a page in one string, with the piece each character comes from. */
const pageText = ({ pieces }: OutlinePage, lineEnd: string) => {
  let text = ''
  const from: { piece: OutlinePiece; at: number }[] = []
  for (const piece of pieces) {
    for (let at = 0; at < piece.text.length; at++) from.push({ piece, at })
    text += piece.text
    if (piece.end && lineEnd !== '') {
      text += lineEnd
      from.push({ piece, at: -1 })
    }
  }
  return { text, from }
}

const rectsOf = (from: ReturnType<typeof pageText>['from'], start: number, end: number): Rect[] => {
  const spans = new Map<OutlinePiece, { start: number; end: number }>()
  for (const { piece, at } of from.slice(start, end)) {
    if (at < 0) continue
    const known = spans.get(piece)
    spans.set(piece, known ? { start: known.start, end: at + 1 } : { start: at, end: at + 1 })
  }
  return [...spans]
    .map(([piece, span]) => partOfPiece(piece, span.start, span.end))
    .filter(({ width, height }) => width > 0 && height > 0)
}

/**
 * Every place where a text stands (a name, a number): blanks, line ends, case and width of letters do not matter. In a
 * PDF without text layer and in a picture nothing is found; under a scan places are as exact as its OCR was.
 */
export const findPassages = (outline: Outline, text: string): Passage[] => {
  const wanted = squeezed(text).plain
  if (outline.kind === 'docx')
    return outline.blocks.flatMap(({ id, kind, text: words }): Passage[] =>
      kind === 'drawing'
        ? occurrences(words, wanted).length
          ? [{ block: id, whole: true }]
          : []
        : occurrences(words, wanted).map((span) => ({ block: id, ...span })),
    )
  return outline.pages.flatMap((page) => {
    const { text: words, from } = pageText(page, '')
    return occurrences(words, wanted).flatMap(({ start, end }) =>
      rectsOf(from, start, end).map((rect) => ({ page: page.page, rect })),
    )
  })
}

/** Personal data found in a text, those worth a look but not mere notes. */
const personal = (text: string) => findPersonalData(text).filter(({ severity }) => severity !== 'info')

/**
 * Personal data as marks for somebody to look at (条例 art 15; 个人信息保护法 art 28). Never take them unseen: names alone and
 * pictures are not found, and some that is found may be public.
 */
export const proposeMarks = (outline: Outline): Mark[] => {
  const ground: GroundCode = 'EX15'
  if (outline.kind === 'docx')
    return outline.blocks.flatMap(({ id, kind, text }): Mark[] => {
      const found = personal(text)
      if (kind === 'drawing') return found.length ? [{ block: id, whole: true, ground }] : []
      return found.map(({ start, end }) => ({ block: id, start, end, ground }))
    })
  return outline.pages.flatMap((page) => {
    const lines = pageText(page, '\n')
    // Once more without line ends, for numbers that a line breaks.
    const joined = pageText(page, '')
    const broken = personal(joined.text).filter(
      ({ start, end, kind }) =>
        kind !== 'address' &&
        kind !== 'sensitive' &&
        joined.from.slice(start, end - 1).some(({ piece, at }) => piece.end && at === piece.text.length - 1),
    )
    const rects = [
      ...personal(lines.text).flatMap(({ start, end }) => rectsOf(lines.from, start, end)),
      ...broken.flatMap(({ start, end }) => rectsOf(joined.from, start, end)),
    ]
    return rects.map((rect) => ({ page: page.page, rect, ground }))
  })
}
