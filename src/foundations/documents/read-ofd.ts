import { isGarbled } from './garbled-text.ts'
import { ofdPieces, openOfd } from './ofd-package.ts'
import { joinPages, linesOf, paragraphsOfPage } from './page-layout.ts'
import { paragraphsToHtml } from './read-pdf.ts'
import type { Draft } from './reading.ts'
import { warningWords } from './words.zh.ts'

/** OFD → paragraphs by position, page templates included. */
export const readOfd = async (bytes: Uint8Array): Promise<Draft> => {
  const opened = openOfd(bytes)
  if ('refused' in opened) return opened
  const pages = opened.documents.flatMap(({ pages }) => pages)
  const pieces = pages.map(ofdPieces)
  const all = pieces
    .flat()
    .map((p) => p.text)
    .join('')
  if (all.trim() === '') return { refused: 'no-text' }
  if (isGarbled(all)) return { refused: 'garbled-pdf' }
  return {
    html: paragraphsToHtml(joinPages(pages.map((page, i) => paragraphsOfPage(linesOf(pieces[i]!), page.width)))),
    warnings: [{ key: 'layout-guessed', message: warningWords['layout-guessed']() }],
  }
}
