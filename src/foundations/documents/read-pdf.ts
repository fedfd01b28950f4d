import { isGarbled } from './garbled-text.ts'
import { joinPages, linesOf, type PageParagraph, type Piece, paragraphsOfPage } from './page-layout.ts'
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

/** PDF → paragraphs by position, from its text layer. A scan and a garbage layer are refused with their own sentence. */
export const readPdf = async (bytes: Uint8Array): Promise<Draft> => {
  const { getDocumentProxy } = await import('unpdf')
  let pdf: Awaited<ReturnType<typeof getDocumentProxy>>
  try {
    // A copy, because the reader takes the bytes for itself; and a plain array, because it refuses a Buffer.
    pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  } catch (error) {
    return { refused: (error as Error).name === 'PasswordException' ? 'encrypted' : 'broken-file' }
  }
  try {
    const pages: PageParagraph[][] = []
    const empty: number[] = []
    let all = ''
    for (let n = 1; n <= Math.min(pdf.numPages, MAX_PAGES); n++) {
      const page = await pdf.getPage(n)
      const [x0 = 0, y0 = 0, x1 = 595, y1 = 842] = page.view
      const content = await page.getTextContent()
      const pieces: Piece[] = []
      for (const item of content.items as PdfItem[]) {
        const [a = 0, b = 0, , d = 0, x = 0, y = 0] = item.transform ?? []
        if (!item.str || item.str.trim() === '') continue
        all += item.str
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
      if (pieces.length === 0) empty.push(n)
      pages.push(paragraphsOfPage(linesOf(pieces), x1 - x0))
      page.cleanup()
    }
    if (all.trim() === '') return { refused: 'scanned-pdf' }
    if (isGarbled(all)) return { refused: 'garbled-pdf' }
    const paragraphs = joinPages(pages)
    if (paragraphs.length === 0) return { refused: 'no-text' }
    const warnings: Draft['warnings'] = [{ key: 'layout-guessed', message: warningWords['layout-guessed']() }]
    if (empty.length > 0)
      warnings.push({
        key: 'some-pages-without-text',
        message: warningWords['some-pages-without-text'](empty.join('、')),
      })
    return { html: paragraphsToHtml(paragraphs), warnings }
  } catch {
    return { refused: 'broken-file' }
  } finally {
    await pdf.loadingTask?.destroy()
  }
}
