import { PDFDocument, type PDFPage, type PDFRef } from '@cantoo/pdf-lib'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { partOfPiece } from './find-passages.ts'
import { groupBy, type PageMark, type Rect, rectOf } from './mark.ts'
import { CannotRedact, countGrounds, type Progress, type Redacted, type Told } from './outcome.ts'
import type { OutlinePage } from './outline.ts'
import { type Copyable, type NotCopied, prepareCopies } from './pdf-copy.ts'
import { openPdf, pageOf, pageOutline } from './pdf-pages.ts'
import { addDrawnPage, DPI, drawPage, unseenFont } from './pdf-raster.ts'
import { flattenedWords, noteWords, placeWords, ranges, removedWords } from './words.zh.ts'

const touches = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The words under the bars of a page, also those that a line end breaks; a letter that a bar only touches counts. */
const wordsUnder = ({ pieces }: OutlinePage, marks: readonly PageMark[]): string[] => {
  const bars = marks.map(rectOf)
  const words: string[] = []
  let word = ''
  for (const piece of pieces) {
    const over = bars.filter((bar) => touches(bar, piece.rect))
    for (let i = 0; i < piece.text.length; i++) {
      const rect = over.length ? partOfPiece(piece, i, i + 1) : null
      if (rect && over.some((bar) => touches(bar, rect))) word += piece.text[i]
      else {
        words.push(word)
        word = ''
      }
    }
  }
  words.push(word)
  return words.filter((one) => one.trim() !== '')
}

const shareUnder = (rect: Rect, bar: Rect): number => {
  const width = Math.min(rect.x + rect.width, bar.x + bar.width) - Math.max(rect.x, bar.x)
  const height = Math.min(rect.y + rect.height, bar.y + bar.height) - Math.max(rect.y, bar.y)
  return width > 0 && height > 0 ? (width * height) / (rect.width * rect.height) : 0
}

/** Whether a letter of a page is covered so little that it can still be made out, and so much that it was meant. */
const hasHalfCovered = ({ pieces }: OutlinePage, marks: readonly PageMark[]): boolean => {
  const bars = marks.map(rectOf)
  return pieces.some((piece) => {
    const over = bars.filter((bar) => touches(bar, piece.rect))
    if (!over.length) return false
    return piece.text.split('').some((letter, i) => {
      const rect = partOfPiece(piece, i, i + 1)
      const covered = over.reduce((sum, bar) => sum + shareUnder(rect, bar), 0)
      return letter.trim() !== '' && covered > 0.2 && covered < 0.6
    })
  })
}

const charactersOf = (texts: readonly string[]): Set<string> => new Set(texts.join('').replace(/\s/g, ''))

/**
 * Pages that must not be copied because a font they share with a marked page holds letters that were only under bars:
 * a font in a file has just the letters in use, often in the order of their first use.
 */
const tellingFonts = (
  copies: Copyable,
  pages: readonly OutlinePage[],
  under: ReadonlyMap<number, string[]>,
  drawn: ReadonlySet<number>,
): Set<number> => {
  const telling = new Set<number>()
  for (let changed = true; changed; ) {
    changed = false
    const copied = pages.map((_, i) => i).filter((i) => !drawn.has(i) && !telling.has(i))
    for (const [marked, words] of under) {
      const sharing = copied.filter((i) => [...copies.fonts[i]!].some((font) => copies.fonts[marked]!.has(font)))
      const open = charactersOf(sharing.flatMap((i) => pages[i]!.pieces.map(({ text }) => text)))
      if (![...charactersOf(words)].some((letter) => !open.has(letter))) continue
      for (const i of sharing) {
        changed ||= !telling.has(i)
        telling.add(i)
      }
    }
  }
  return telling
}

const squeeze = (text: string) => text.replace(/\s+/g, '')

/** Pages where words that were removed still stand: somebody may have overlooked them. From 1. */
const standElsewhere = (
  pages: readonly OutlinePage[],
  under: ReadonlyMap<number, string[]>,
  marks: ReadonlyMap<number, PageMark[]>,
): number[] => {
  const words = [...new Set([...under.values()].flat().map(squeeze))].filter((word) => word.length >= 2)
  return pages
    .filter((page) => {
      const bars = (marks.get(page.page) ?? []).map(rectOf)
      const open = squeeze(
        page.pieces
          .filter(({ rect }) => !bars.some((bar) => touches(bar, rect)))
          .map(({ text }) => text)
          .join(''),
      )
      return words.some((word) => open.includes(word))
    })
    .map(({ page }) => page)
}

type Outcome = { flattened: number[]; coarse: number[]; silent: number[] }

/** Writes the copy: drawn pages as pictures, the others taken over, into a file that has nothing else. */
const compose = async (
  pdf: PDFDocumentProxy,
  copies: Copyable | null,
  drawn: ReadonlySet<number>,
  marks: ReadonlyMap<number, PageMark[]>,
  progress: Progress,
): Promise<Outcome & { bytes: Uint8Array }> => {
  const target = await PDFDocument.create({ updateMetadata: false })
  const copied = [...Array(pdf.numPages).keys()].filter((i) => !drawn.has(i))
  const taken: PDFPage[] = copies && copied.length ? await target.copyPages(copies.document, copied) : []
  let font: PDFRef | undefined
  const outcome: Outcome = { flattened: [], coarse: [], silent: [] }
  let next = 0
  for (let i = 0; i < pdf.numPages; i++) {
    if (!drawn.has(i)) target.addPage(taken[next++]!)
    else {
      const page = await drawPage(pdf, await pageOf(pdf, i + 1), marks.get(i + 1) ?? [])
      addDrawnPage(target, page, () => (font ??= unseenFont(target)))
      outcome.flattened.push(i + 1)
      if (page.dpi < DPI - 1) outcome.coarse.push(i + 1)
      if (page.letters === null) outcome.silent.push(i + 1)
    }
    progress(i + 1, pdf.numPages)
  }
  return { ...outcome, bytes: await target.save({ updateFieldAppearances: false, addDefaultPage: false }) }
}

/** Copied pages whose words are not those of the page that was marked: the two readers saw different versions of it. */
const differing = async (
  copy: Uint8Array,
  pages: readonly OutlinePage[],
  drawn: ReadonlySet<number>,
): Promise<number[]> => {
  const pdf = await openPdf(copy)
  try {
    const wrong: number[] = []
    const words = ({ pieces }: OutlinePage) => squeeze(pieces.map(({ text }) => text).join(''))
    for (let i = 0; i < pages.length; i++)
      if (!drawn.has(i) && words(await pageOutline(pdf, i + 1)) !== words(pages[i]!)) wrong.push(i)
    return wrong
  } finally {
    await pdf.loadingTask.destroy()
  }
}

const notesOf = (
  reasons: ReadonlyMap<number, NotCopied | 'font'>,
  elsewhere: number[],
  { coarse, silent }: Outcome,
): Told[] => [
  ...[...groupBy([...reasons], ([, reason]) => reason)].map(([reason, list]) => ({
    key: reason,
    message: flattenedWords[reason](ranges(list.map(([i]) => i + 1).sort((a, b) => a - b))),
  })),
  ...(coarse.length ? [{ key: 'coarse-page', message: noteWords['coarse-page'](ranges(coarse)) }] : []),
  ...(silent.length ? [{ key: 'no-text-layer', message: noteWords['no-text-layer'](ranges(silent)) }] : []),
  ...(elsewhere.length ? [{ key: 'elsewhere', message: noteWords.elsewhere(placeWords.pages(elsewhere)) }] : []),
]

/**
 * The copy of a PDF: a page with a mark becomes a picture with bars and, unseen under it, the words beside the bars;
 * other pages are taken over as they are, without annotations, links and private data, unless that would carry more
 * than is seen on them. Nothing else of the file is in the copy.
 * @throws CannotRedact
 */
export const redactPdf = async (
  bytes: Uint8Array,
  marks: readonly PageMark[],
  progress: Progress,
): Promise<Redacted> => {
  const pdf = await openPdf(bytes)
  try {
    if (marks.some(({ page }) => page > pdf.numPages)) throw new CannotRedact('no-such-page')
    const byPage = groupBy(marks, ({ page }) => page)
    const drawn = new Set([...byPage.keys()].map((page) => page - 1))
    const pages: OutlinePage[] = []
    for (let n = 1; n <= pdf.numPages; n++) pages.push(await pageOutline(pdf, n))
    const under = new Map([...drawn].map((i) => [i, wordsUnder(pages[i]!, byPage.get(i + 1)!)]))

    const found = await prepareCopies(bytes, drawn)
    // The two readers must agree on what the pages are.
    const copies = found?.document.getPageCount() === pdf.numPages ? found : null
    const reasons = new Map<number, NotCopied | 'font'>()
    pages.forEach((_, i) => {
      const reason = copies ? copies.notCopied.get(i) : ('unreadable' as const)
      if (reason && !drawn.has(i)) reasons.set(i, reason)
    })
    for (const i of reasons.keys()) drawn.add(i)
    if (copies) for (const i of tellingFonts(copies, pages, under, drawn)) reasons.set(i, 'font')
    for (const i of reasons.keys()) drawn.add(i)

    const half = pages.filter((page) => hasHalfCovered(page, byPage.get(page.page) ?? [])).map(({ page }) => page)
    let made = await compose(pdf, copies, drawn, byPage, progress)
    const wrong = await differing(made.bytes, pages, drawn)
    for (const i of wrong) reasons.set(i, 'unreadable')
    for (const i of wrong) drawn.add(i)
    if (wrong.length) made = await compose(pdf, copies, drawn, byPage, progress)
    return {
      ok: true,
      bytes: made.bytes,
      mediaType: 'application/pdf',
      report: {
        bars: marks.length,
        byGround: countGrounds(marks),
        pagesFlattened: made.flattened,
        removed: (['properties', 'attachments', 'annotations'] as const).map((key) => ({
          key,
          message: removedWords[key],
        })),
        notes: [
          ...(half.length ? [{ key: 'half-covered', message: noteWords['half-covered'](ranges(half)) }] : []),
          ...notesOf(reasons, standElsewhere(pages, under, byPage), made),
        ],
      },
    }
  } finally {
    await pdf.loadingTask.destroy()
  }
}
