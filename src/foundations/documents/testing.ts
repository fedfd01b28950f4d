import { strToU8, zipSync } from 'fflate'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { pdfSource } from './pdf-source.ts'

/** Small office files made in memory, so that tests need no binary fixtures. */
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

export type DocxParts = {
  body: string
  numbering?: string
  styles?: string
  comments?: string
  core?: string
  extra?: Record<string, string>
}

/** A .docx with the given WordprocessingML body. */
export const makeDocx = ({ body, numbering, styles, comments, core, extra = {} }: DocxParts): Uint8Array => {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}document.main+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${rel}officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n1" Type="${rel}numbering" Target="numbering.xml"/><Relationship Id="s1" Type="${rel}styles" Target="styles.xml"/></Relationships>`,
    'word/document.xml': `${head}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    'word/numbering.xml': `${head}<w:numbering ${W}>${numbering ?? ''}</w:numbering>`,
    'word/styles.xml': `${head}<w:styles ${W}>${styles ?? ''}</w:styles>`,
    ...(comments ? { 'word/comments.xml': `${head}<w:comments ${W}>${comments}</w:comments>` } : {}),
    ...(core ? { 'docProps/core.xml': core } : {}),
    ...extra,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])))
}

/** One Word paragraph: `properties` is the inside of w:pPr. */
export const wordParagraph = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

/** One Word cell: `properties` is the inside of w:tcPr. */
export const wordCell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${wordParagraph(text)}</w:tc>`

/** A PDF as pdf.js opens it. */
export const openedPdf = async (bytes: Uint8Array): Promise<PDFDocumentProxy> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  return getDocument(pdfSource(bytes)).promise
}

/** The words of each page of a PDF, as they are copied out of a viewer. */
export const pagesInPdf = async (bytes: Uint8Array | PDFDocumentProxy): Promise<string[]> => {
  const pdf = bytes instanceof Uint8Array ? await openedPdf(bytes) : bytes
  const wordsOn = async (number: number) => {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
  }
  return Promise.all(Array.from({ length: pdf.numPages }, (_, i) => wordsOn(i + 1)))
}
