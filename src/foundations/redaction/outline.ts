import type { DocumentKind } from '../documents/index.ts'
import type { Rect } from './mark.ts'
import { CannotRedact, type Refused, refused } from './outcome.ts'

/** A paragraph (in a table, header, footnote or text box too) or a drawing, which can only be marked whole. */
export type OutlineBlock = { id: string; kind: 'paragraph' | 'drawing'; place: string; text: string }

/**
 * Words of a page that stand together, and where: fractions of the page as displayed. `along`: which way they run there;
 * null when aslant. `end`: a line ends after them. `spans`: where each UTF-16 unit of the text begins and ends, as
 * fractions of the rectangle in that direction.
 */
export type OutlinePiece = {
  text: string
  rect: Rect
  along: 'right' | 'left' | 'down' | 'up' | null
  end: boolean
  spans: [number, number][]
}

/** Size as displayed, in points (1/72 inch) of a PDF, in pixels of a picture. A scan and a picture have no pieces. */
export type OutlinePage = { page: number; width: number; height: number; pieces: OutlinePiece[] }

export type Outline =
  | { ok: true; kind: 'docx'; blocks: OutlineBlock[] }
  | { ok: true; kind: 'pdf' | 'image'; pages: OutlinePage[] }

/** Says no where the public functions would otherwise throw; readers of other people's files may fail in any way. */
export const orRefused = async <T>(work: () => Promise<T>): Promise<T | Refused> => {
  try {
    return await work()
  } catch (error) {
    return refused(error instanceof CannotRedact ? error.key : 'lost')
  }
}

/**
 * What can be marked in a file, by its kind. The same bytes always give the same ids and pages. What cannot be redacted
 * is refused with a sentence; a broken file is one of them. In a process apart: `outlineApart`.
 */
export const outlineOf = (bytes: Uint8Array, kind: DocumentKind): Promise<Outline | Refused> =>
  orRefused(async () => {
    if (bytes.length === 0) throw new CannotRedact('empty')
    if (kind === 'docx') {
      const [{ cleanWord }, { wordBlocks }] = await Promise.all([import('./word-clean.ts'), import('./word-blocks.ts')])
      const blocks = wordBlocks(await cleanWord(bytes))
      return {
        ok: true,
        kind,
        blocks: blocks.map(({ id, kind: what, place, text }) => ({ id, kind: what, place, text })),
      }
    }
    if (kind === 'pdf') {
      const { openPdf, pageOutline } = await import('./pdf-pages.ts')
      const pdf = await openPdf(bytes)
      try {
        const pages: OutlinePage[] = []
        for (let n = 1; n <= pdf.numPages; n++) pages.push(await pageOutline(pdf, n))
        return { ok: true, kind, pages }
      } finally {
        await pdf.loadingTask.destroy()
      }
    }
    if (kind === 'image') {
      const { displayedSize } = await import('./redact-image.ts')
      return { ok: true, kind, pages: [{ page: 1, ...displayedSize(bytes), pieces: [] }] }
    }
    throw new CannotRedact('not-supported')
  })
