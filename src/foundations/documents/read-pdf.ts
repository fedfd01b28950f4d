import type { PDFDocumentProxy } from 'pdfjs-dist'
import { isGarbled } from './garbled-text.ts'
import { joinPages, linesOf, type PageParagraph, type Piece, paragraphsOfPage } from './page-layout.ts'
import { pdfSource } from './pdf-source.ts'
import type { Draft } from './reading.ts'
import { escapeText } from './runs.ts'
import { warningWords } from './words.zh.ts'

const MAX_PAGES = 500

type PdfItem = { str?: string; transform?: number[]; width?: number; height?: number }

/** Paragraphs of a page as HTML, biggest lines of the first page as they stand: the clerk sees what is the title. */
export const paragraphsToHtml = (paragraphs: PageParagraph[]): string =>
  paragraphs
    .map((p) => {
      const name = p.align ? `align-${p.align}` : p.indent ? 'indent' : ''
      return `<p${name ? ` class="${name}"` : ''}>${escapeText(p.text)}</p>`
    })
    .join('')

/** A page of a PDF: its size in points, its paragraphs, and all its words as they stand. */
export type PdfPage = { width: number; height: number; paragraphs: PageParagraph[]; words: string }
export type PdfPages = { pages: PdfPage[]; count: number } | { refused: 'encrypted' | 'broken-file' }

/** The first `most` pages with their text layers. */
export const pagesOfPdf = async (bytes: Uint8Array, most: number): Promise<PdfPages> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const loading = getDocument(pdfSource(bytes))
  let pdf: PDFDocumentProxy
  try {
    pdf = await loading.promise
  } catch (error) {
    await loading.destroy()
    return { refused: (error as Error).name === 'PasswordException' ? 'encrypted' : 'broken-file' }
  }
  try {
    const pages: PdfPage[] = []
    for (let n = 1; n <= Math.min(pdf.numPages, most); n++) {
      const page = await pdf.getPage(n)
      const [x0 = 0, y0 = 0, x1 = 595, y1 = 842] = page.view
      const content = await page.getTextContent()
      const pieces: Piece[] = []
      let words = ''
      for (const item of content.items as PdfItem[]) {
        const [a = 0, b = 0, , d = 0, x = 0, y = 0] = item.transform ?? []
        if (!item.str || item.str.trim() === '') continue
        words += item.str
        // Turned text (stamps, margins) has no place in lines.
        if (Math.abs(b) > Math.abs(a)) continue
        pieces.push({
          text: item.str,
          x: x - x0,
          y: y1 - y0 - y,
          width: item.width ?? 0,
          size: Math.abs(d) || item.height || 10,
        })
      }
      const paragraphs = paragraphsOfPage(linesOf(pieces), x1 - x0)
      const turned = page.rotate % 180 !== 0
      const [width, height] = turned ? [y1 - y0, x1 - x0] : [x1 - x0, y1 - y0]
      pages.push({ width, height, paragraphs, words })
      page.cleanup()
    }
    return { pages, count: pdf.numPages }
  } catch {
    return { refused: 'broken-file' }
  } finally {
    await loading.destroy()
  }
}

/** PDF → paragraphs by position, from its text layer. A scan and a garbage layer are refused with their own sentence. */
export const readPdf = async (bytes: Uint8Array): Promise<Draft> => {
  const read = await pagesOfPdf(bytes, MAX_PAGES)
  if ('refused' in read) return read
  const all = read.pages.map(({ words }) => words).join('')
  if (all.trim() === '') return { refused: 'scanned-pdf' }
  if (isGarbled(all)) return { refused: 'garbled-pdf' }
  const paragraphs = joinPages(read.pages.map((page) => page.paragraphs))
  if (paragraphs.length === 0) return { refused: 'no-text' }
  const warnings: Draft['warnings'] = [{ key: 'layout-guessed', message: warningWords['layout-guessed']() }]
  const empty = read.pages.flatMap(({ words }, i) => (words === '' ? [i + 1] : []))
  if (empty.length > 0)
    warnings.push({
      key: 'some-pages-without-text',
      message: warningWords['some-pages-without-text'](empty.join('、')),
    })
  return { html: paragraphsToHtml(paragraphs), warnings }
}
