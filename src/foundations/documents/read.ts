import { decodeText } from './decode-text.ts'
import { type DetectedDocument, type DocumentKind, detectDocument, extensionOf } from './detect.ts'
import { type MetadataProposal, proposeMetadata } from './metadata.ts'
import type { Draft, PictureRead, ReadingWarning, UnreadableKey } from './reading.ts'
import { cleanHtmlWithReport, htmlToText, textToHtml } from './sanitize.ts'
import { kindLabels, unreadableWords, warningWords } from './words.zh.ts'

export type DocumentRead = {
  ok: true
  kind: DocumentKind
  /** '' when no title can be told. */
  title: string
  /** Clean: safe to put into a page or the editor. */
  html: string
  /** A line for each paragraph, cells parted by tabs. */
  text: string
  metadata: MetadataProposal
  warnings: ReadingWarning[]
  /** Only where they were asked for: pictures that `html` names by `pictureAt`. */
  pictures: PictureRead[]
}
export type Unreadable = { ok: false; kind: DocumentKind; key: UnreadableKey; message: string }

/** `pictures`: bring the pictures of the text along, for a caller who keeps them; else they are left out and said. */
export type ReadOptions = { pictures?: boolean }

const readText = (bytes: Uint8Array): Draft => {
  const decoded = decodeText(bytes)
  const warnings: ReadingWarning[] = []
  if (decoded.lossy) warnings.push({ key: 'lossy-text', message: warningWords['lossy-text']() })
  else if (decoded.guessed)
    warnings.push({ key: 'charset-guessed', message: warningWords['charset-guessed'](decoded.charset) })
  return { html: textToHtml(decoded.text.replace(/^\ufeff/, '')), warnings }
}

/** The reader of each kind is loaded when a file of that kind comes, so that start-up stays small. */
const readers: Partial<Record<DocumentKind, (bytes: Uint8Array, options: ReadOptions) => Promise<Draft>>> = {
  docx: async (bytes, options) => (await import('./read-docx.ts')).readDocx(bytes, options),
  doc: async (bytes) => (await import('./read-doc.ts')).readDoc(bytes),
  xlsx: async (bytes) => {
    const { sheetsAsText, sheetsOf } = await import('./read-sheet.ts')
    return sheetsAsText(await sheetsOf(bytes))
  },
  xls: async (bytes) => {
    const { sheetsAsText } = await import('./read-sheet.ts')
    return sheetsAsText(await (await import('./read-xls.ts')).sheetsOfXls(bytes))
  },
  pdf: async (bytes) => (await import('./read-pdf.ts')).readPdf(bytes),
  ofd: async (bytes) => (await import('./read-ofd.ts')).readOfd(bytes),
  html: async (bytes) => (await import('./read-html.ts')).readHtml(bytes),
  text: async (bytes) => readText(bytes),
}

const refusal = (detected: DetectedDocument): Unreadable | null => {
  const refuse = (key: Exclude<UnreadableKey, 'attach-only'>): Unreadable => ({
    ok: false,
    kind: detected.kind,
    key,
    message: unreadableWords[key](),
  })
  if (detected.traits.includes('empty')) return refuse('empty')
  if (detected.traits.includes('encrypted')) return refuse('encrypted')
  if (detected.traits.includes('broken')) return refuse('broken-file')
  if (detected.kind in kindLabels) {
    const label = kindLabels[detected.kind as keyof typeof kindLabels]
    return { ok: false, kind: detected.kind, key: 'attach-only', message: unreadableWords['attach-only'](label) }
  }
  if (!readers[detected.kind] || detected.mediaType === 'multipart/related' || detected.traits.includes('executable'))
    return refuse('not-supported')
  return null
}

const squeeze = (text: string) => text.replace(/[\s\u00a0\u3000]+/g, '')

/** The page shows the title above the text; a heading that only repeats it goes, other top headings step down. */
const underTitle = (html: string, title: string): string => {
  const first = html.match(/^<(h[1-6])(?: class="[^"]*")?>([\s\S]*?)<\/\1>/)
  const body =
    first && title !== '' && squeeze(htmlToText(first[0])) === squeeze(title) ? html.slice(first[0].length) : html
  return body.replace(/<(\/?)h1\b/g, '<$1h2')
}

/** A top heading is surest, then the file's own title when the text begins with it, then what the layout tells. */
const bestTitle = (html: string, text: string, stated: string | undefined, proposed: string | null): string => {
  const tops = [...html.matchAll(/<h1[^>]*>([\s\S]*?)<\/h1>/g)].map((m) => squeeze(htmlToText(m[1]!)))
  const heading =
    tops.length === 1 && !/^[（(]?[一二三四五六七八九十\d]+[、.）)]|^第.{1,5}[编章节条]/.test(tops[0]!) ? tops[0]! : ''
  if (heading.length >= 4 && heading.length <= 120) return heading
  const candidate = squeeze(stated ?? '').split(/[_|]|--/)[0]!
  if (candidate.length >= 6 && squeeze(text.slice(0, 600)).includes(candidate)) return candidate
  return proposed ?? candidate
}

/**
 * Reads a file a clerk gives as the source of an item: clean HTML, plain text, proposals for the metadata, and warnings
 * of everything that was left out or guessed. Never throws on a bad file: what cannot be read comes back as a refusal
 * with a sentence that says what to do.
 */
export const readDocument = async (
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<DocumentRead | Unreadable> => {
  const detected = await detectDocument(bytes, fileName)
  const refused = refusal(detected)
  if (refused) return refused
  const draft = await readers[detected.kind]!(bytes, options)
  if (draft.refused !== undefined)
    return { ok: false, kind: detected.kind, key: draft.refused, message: unreadableWords[draft.refused]() }

  const { html, dropped } = cleanHtmlWithReport(draft.html)
  const text = htmlToText(html)
  const pictures = draft.pictures ?? []
  if (text.trim() === '' && pictures.length === 0)
    return { ok: false, kind: detected.kind, key: 'no-text', message: unreadableWords['no-text']() }
  const warnings = [...draft.warnings]
  if (detected.extensionMismatch)
    warnings.unshift({
      key: 'extension-mismatch',
      message: warningWords['extension-mismatch'](extensionOf(fileName), detected.extension),
    })
  if (dropped.images > 0)
    warnings.push({ key: 'images-dropped', message: warningWords['images-dropped'](dropped.images) })
  if (dropped.hidden > 0) warnings.push({ key: 'hidden-text', message: warningWords['hidden-text'](dropped.hidden) })
  if (dropped.active > 0) warnings.push({ key: 'scripts-dropped', message: warningWords['scripts-dropped']() })
  const metadata = proposeMetadata(text)
  const title = bestTitle(html, text, draft.title, metadata.title)
  return {
    ok: true,
    kind: detected.kind,
    title,
    html: underTitle(html, title),
    text,
    metadata: { ...metadata, title: title === '' ? null : title },
    warnings,
    pictures,
  }
}
