import { type DocumentKind, detectDocument } from '../detect.ts'
import { isGarbled } from '../garbled-text.ts'
import { faultKeys, zipFault } from '../hidden/zip-parts.ts'
import { htmlToText } from '../html-to-text.ts'
import { ofdPieces, openOfd } from '../ofd-package.ts'
import { linesOf, paragraphsOfPage } from '../page-layout.ts'
import { readDocument } from '../read.ts'
import { pagesOfPdf, paragraphsToHtml } from '../read-pdf.ts'
import { MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, type Sheets, sheetsOf } from '../read-sheet.ts'
import type { UnreadableKey, WarningKey } from '../reading.ts'
import { cleanHtml } from '../sanitize.ts'
import { noneWords, noteWords } from './words.zh.ts'

/** A page of paper: its size in millimetres, its words as clean HTML ('' without any), its look when it is drawn here. */
export type PreviewPage = { width: number; height: number; html: string; svg?: string }

/**
 * What a reader is shown of a file without downloading it. All HTML is clean and all SVG our own, so both may be put
 * into a page as they are. `notes` are sentences about what is left out or guessed.
 * - text: words of a document · sheets: tables · pages: paper, PDF drawn by the reader's browser, OFD drawn here
 * - picture: the file itself is shown · none: a sentence says why not
 */
export type Preview =
  | { form: 'text'; html: string; notes: string[] }
  | { form: 'sheets'; sheets: { name: string; html: string }[]; notes: string[] }
  | { form: 'pages'; drawn: 'here' | 'in-browser'; count: number; pages: PreviewPage[]; notes: string[] }
  | { form: 'picture'; mediaType: string; notes: string[] }
  | { form: 'none'; sentence: string }

/** Pages shown of one file; the rest is in the download. */
export const MAX_PREVIEW_PAGES = 60
/** Characters of HTML or SVG one preview may have: a phone has to hold them. */
const MAX_MARKUP = 6_000_000

/** Raise with every change of what a preview holds: kept ones are then made anew. */
export const previewVersion = 2

const MM_PER_POINT = 25.4 / 72

/** Of the warnings for clerks, those that a reader has use of; the gate has answered for the others. */
const saidOfText: Partial<Record<WarningKey, string>> = {
  'layout-guessed': noteWords.guessed,
  'tables-flattened': noteWords.guessed,
  'images-dropped': noteWords.pictures,
}

const none = (key: keyof typeof noneWords): Preview => ({ form: 'none', sentence: noneWords[key] })

const refusals: Record<UnreadableKey, keyof typeof noneWords> = {
  empty: 'empty',
  'broken-file': 'broken',
  encrypted: 'encrypted',
  'too-large': 'tooLarge',
  'scanned-pdf': 'noText',
  'garbled-pdf': 'noText',
  'no-text': 'noText',
  'attach-only': 'kind',
  'not-supported': 'kind',
}

const bounded = (preview: Preview): Preview => {
  const size =
    preview.form === 'text'
      ? preview.html.length
      : preview.form === 'sheets'
        ? preview.sheets.reduce((sum, { html }) => sum + html.length, 0)
        : 0
  return size > MAX_MARKUP ? none('tooLarge') : preview
}

const pdf = async (bytes: Uint8Array): Promise<Preview> => {
  const read = await pagesOfPdf(bytes, MAX_PREVIEW_PAGES)
  if ('refused' in read) return none(refusals[read.refused])
  const all = read.pages.map(({ words }) => words).join('')
  const garbled = all !== '' && isGarbled(all)
  const pages = read.pages.map(({ width, height, paragraphs }) => ({
    width: width * MM_PER_POINT,
    height: height * MM_PER_POINT,
    html: garbled ? '' : cleanHtml(paragraphsToHtml(paragraphs)),
  }))
  const notes = [
    ...(read.count > pages.length ? [noteWords.morePages(pages.length, read.count)] : []),
    ...(all.trim() === '' ? [noteWords.scanned] : garbled ? [noteWords.garbled] : []),
  ]
  return { form: 'pages', drawn: 'in-browser', count: read.count, pages, notes }
}

const ofd = async (bytes: Uint8Array): Promise<Preview> => {
  const opened = openOfd(bytes)
  if ('refused' in opened) return none(refusals[opened.refused])
  const { openDrawing } = await import('./ofd-drawing.ts')
  const pages: PreviewPage[] = []
  const omitted = new Set<keyof typeof noteWords.omitted>()
  let count = 0
  let markup = 0
  let sealed = false
  for (const document of opened.documents) {
    const drawing = openDrawing(opened, document)
    count += document.pages.length
    for (const page of document.pages) {
      if (pages.length >= MAX_PREVIEW_PAGES || markup > MAX_MARKUP) break
      const svg = drawing.page(page)
      markup += svg.length
      const html = cleanHtml(paragraphsToHtml(paragraphsOfPage(linesOf(ofdPieces(page)), page.width)))
      pages.push({ width: page.width, height: page.height, html, svg })
    }
    for (const what of drawing.omitted) omitted.add(what)
    sealed ||= drawing.sealed()
  }
  if (pages.length === 0) return none('broken')
  const notes = [
    ...(count > pages.length ? [noteWords.morePages(pages.length, count)] : []),
    ...[...omitted].map((what) => noteWords.omitted[what]),
    noteWords.ownFonts,
    ...(sealed ? [noteWords.seal] : []),
  ]
  return { form: 'pages', drawn: 'here', count, pages, notes }
}

const tables = (read: Sheets): Preview => {
  if ('refused' in read) return none(refusals[read.refused])
  const notes = read.sheets.flatMap(({ name, rows, columns }) => [
    ...(rows ? [noteWords.moreRows(name, MAX_SHEET_ROWS, rows)] : []),
    ...(columns ? [noteWords.moreColumns(name, MAX_SHEET_COLUMNS, columns)] : []),
  ])
  if (read.warnings.some(({ key }) => key === 'images-dropped')) notes.push(noteWords.pictures)
  return { form: 'sheets', sheets: read.sheets.map(({ name, html }) => ({ name, html: cleanHtml(html) })), notes }
}

const text = async (bytes: Uint8Array, name: string): Promise<Preview> => {
  const read = await readDocument(bytes, name)
  if (!read.ok) return none(refusals[read.key])
  const title = read.title !== '' && !htmlToText(read.html).startsWith(read.title) ? read.title : ''
  const escaped = title.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))
  const notes = read.warnings.flatMap(({ key }) => saidOfText[key] ?? [])
  return { form: 'text', html: `${title ? `<h2>${escaped}</h2>` : ''}${read.html}`, notes }
}

const shownPictures = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp'])

const previewers: Partial<Record<DocumentKind, (bytes: Uint8Array, name: string) => Promise<Preview>>> = {
  pdf,
  ofd,
  xlsx: async (bytes) => tables(await sheetsOf(bytes)),
  xls: async (bytes) => tables(await (await import('../read-xls.ts')).sheetsOfXls(bytes)),
  docx: async (bytes, name) => {
    const fault = zipFault(bytes)
    return fault ? none(refusals[faultKeys[fault]]) : text(bytes, name)
  },
  doc: text,
  html: text,
  text,
}

/** Never throws on a bad file: what cannot be shown comes back as a sentence. By content, not by extension. */
export const previewDocument = async (bytes: Uint8Array, fileName: string): Promise<Preview> => {
  const { kind, mediaType, traits } = await detectDocument(bytes, fileName)
  if (traits.includes('empty')) return none('empty')
  if (traits.includes('encrypted')) return none('encrypted')
  if (traits.includes('broken')) return none('broken')
  if (traits.includes('executable')) return none('kind')
  if (kind === 'image')
    return shownPictures.has(mediaType) ? { form: 'picture', mediaType, notes: [] } : none('pictureKind')
  const make = previewers[kind]
  if (!make) return none(kind === 'ppt' || kind === 'pptx' ? 'slides' : kind === 'zip' ? 'zip' : 'kind')
  try {
    return bounded(await make(bytes, fileName))
  } catch {
    return none('broken')
  }
}
