import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { drawingOfPage, type Glyph } from '../documents/pdf-drawing.ts'
import { pdfSource } from '../documents/pdf-source.ts'
import { CannotRedact } from './outcome.ts'
import type { OutlinePage, OutlinePiece } from './outline.ts'

/** More pages than this are not listed and not redacted at once. */
export const maxPages = 2000

/**
 * A PDF as pdf.js reads it.
 * @throws CannotRedact encrypted, broken-file, too-large
 */
export const openPdf = async (bytes: Uint8Array): Promise<PDFDocumentProxy> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  let pdf: PDFDocumentProxy
  try {
    pdf = await getDocument({ ...pdfSource(bytes), maxImageSize: 200_000_000 }).promise
  } catch (error) {
    throw new CannotRedact((error as Error).name === 'PasswordException' ? 'encrypted' : 'broken-file')
  }
  if (pdf.numPages > maxPages) {
    await pdf.loadingTask.destroy()
    throw new CannotRedact('too-large')
  }
  return pdf
}

/** Any page of a file that opened may be broken by itself. @throws CannotRedact broken-file */
export const pageOf = async (pdf: PDFDocumentProxy, n: number): Promise<PDFPageProxy> => {
  try {
    const page = await pdf.getPage(n)
    const { width, height } = page.getViewport({ scale: 1 })
    if (!(width > 0 && height > 0 && Number.isFinite(width * height))) throw new Error('no size')
    return page
  } catch {
    throw new CannotRedact('broken-file')
  }
}

/** Letters that follow each other on one line, with the box they are drawn in: points of the displayed page. */
export type PlacedText = { glyphs: Glyph[]; text: string; along: OutlinePiece['along']; end: boolean } & Box
export type Box = { left: number; top: number; right: number; bottom: number }

/** Letters reach a little above and below what their size says; this much of it is taken for them. */
const ABOVE = 0.95
const BELOW = 0.27

/** The box of letters, with what may reach above and below the line. */
export const boxOf = (glyphs: readonly Glyph[]): Box => {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  // A vertical line runs through the middle of its letters.
  for (const { from, to, up, vertical } of glyphs)
    for (const [x, y] of [from, to])
      for (const share of vertical ? [-0.6, 0.6] : [-BELOW, ABOVE]) {
        box.left = Math.min(box.left, x + up[0] * share)
        box.right = Math.max(box.right, x + up[0] * share)
        box.top = Math.min(box.top, y + up[1] * share)
        box.bottom = Math.max(box.bottom, y + up[1] * share)
      }
  return box
}

const heightOf = ({ up }: Glyph): number => Math.hypot(...up)

const directionOf = ({ from, to, up, vertical }: Glyph): readonly [number, number] => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  if (length > 0) return [dx / length, dy / length]
  const height = Math.hypot(...up) || 1
  return vertical ? [up[1] / height, up[0] / height] : [-up[1] / height, up[0] / height]
}

const alongOf = (glyph: Glyph): OutlinePiece['along'] => {
  const [x, y] = directionOf(glyph)
  if (Math.abs(y) < 0.02) return x > 0 ? 'right' : 'left'
  if (Math.abs(x) < 0.02) return y > 0 ? 'down' : 'up'
  return null
}

/** How far a letter stands from the end of the one before it, along its line and across, in heights of a letter. */
const distance = (before: Glyph, next: Glyph) => {
  const [x, y] = directionOf(before)
  const height = Math.max(heightOf(before), 0.01)
  const [dx, dy] = [(next.from[0] - before.to[0]) / height, (next.from[1] - before.to[1]) / height]
  return { along: dx * x + dy * y, across: Math.abs(dx * y - dy * x) }
}

const place = (glyphs: Glyph[], end: boolean): PlacedText => ({
  glyphs,
  text: glyphs.map(({ text }) => text).join(''),
  along: alongOf(glyphs.find(({ text }) => text.trim() !== '') ?? glyphs[0]!),
  end,
  ...boxOf(glyphs),
})

/** The words of a page by place, in the order in which they are drawn. */
export const textOfPage = async (pdf: PDFDocumentProxy, page: PDFPageProxy): Promise<PlacedText[]> => {
  const placed: PlacedText[] = []
  let run: Glyph[] = []
  for (const glyph of (await drawingOfPage(pdf, page)).glyphs) {
    const last = run[run.length - 1]
    if (last) {
      const { along, across } = distance(last, glyph)
      const sameLine = across < 0.2 && alongOf(last) === alongOf(glyph) && last.unseen === glyph.unseen
      if (!sameLine || along < -0.5 || along > 0.35) {
        placed.push(place(run, across > 0.5 || along < -0.5 || along > 1.5))
        run = []
      }
    }
    run.push(glyph)
  }
  if (run.length) placed.push(place(run, true))
  return placed
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))

/** Where each character of a piece begins and ends, as fractions of the piece's length. */
const spansOf = ({ glyphs, along, ...box }: PlacedText): [number, number][] => {
  const share = ([x, y]: readonly [number, number]): number => {
    if (along === 'right') return (x - box.left) / (box.right - box.left || 1)
    if (along === 'left') return (box.right - x) / (box.right - box.left || 1)
    if (along === 'down') return (y - box.top) / (box.bottom - box.top || 1)
    return (box.bottom - y) / (box.bottom - box.top || 1)
  }
  return glyphs.flatMap(({ text, from, to }) => {
    const span: [number, number] = along === null ? [0, 1] : [clamp(share(from)), clamp(share(to))]
    return Array.from({ length: text.length }, () => span)
  })
}

/** A page as it can be marked; words outside of what is displayed are left out. */
export const pageOutline = async (pdf: PDFDocumentProxy, n: number): Promise<OutlinePage> => {
  const page = await pageOf(pdf, n)
  const { width, height } = page.getViewport({ scale: 1 })
  const pieces = (await textOfPage(pdf, page)).flatMap((placed): OutlinePiece[] => {
    const { text, left, right, top, bottom, along, end } = placed
    const [x, y, x1, y1] = [clamp(left / width), clamp(top / height), clamp(right / width), clamp(bottom / height)]
    if (!(x1 > x && y1 > y)) return []
    return [{ text, rect: { x, y, width: x1 - x, height: y1 - y }, along, end, spans: spansOf(placed) }]
  })
  page.cleanup()
  return { page: n, width, height, pieces }
}
