import { decodeText, htmlCharset, looksLikeText } from './decode-text.ts'
import { oleStreamNames } from './ole-directory.ts'
import { type ZipEntry, zipEntries } from './zip-directory.ts'

export const documentKinds = [
  'docx',
  'doc',
  'xlsx',
  'xls',
  'pptx',
  'ppt',
  'pdf',
  'ofd',
  'html',
  'text',
  'image',
  'media',
  'zip',
  'unknown',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Things seen in the content that forbid publishing it or reading it. */
export type Trait = 'empty' | 'broken' | 'encrypted' | 'macros' | 'pdf-script' | 'executable' | 'svg' | 'opaque-archive'

export type DetectedDocument = {
  kind: DocumentKind
  mediaType: string
  /** Lower case, no dot: the extension of the content; a claimed one is kept where it is a usual name for it (wps, htm). */
  extension: string
  /** The file name claims another type than the content has. False when the name has no extension. */
  extensionMismatch: boolean
  traits: Trait[]
  /** For zip: the names inside. */
  names?: string[]
}

type Found = { kind: DocumentKind; mediaType: string; extensions: string[]; traits?: Trait[]; names?: string[] }

const office = 'application/vnd.openxmlformats-officedocument.'
const DOCX: Found = { kind: 'docx', mediaType: `${office}wordprocessingml.document`, extensions: ['docx'] }
const XLSX: Found = { kind: 'xlsx', mediaType: `${office}spreadsheetml.sheet`, extensions: ['xlsx'] }
const PPTX: Found = { kind: 'pptx', mediaType: `${office}presentationml.presentation`, extensions: ['pptx'] }
const DOC: Found = { kind: 'doc', mediaType: 'application/msword', extensions: ['doc', 'wps', 'dot', 'wpt'] }
const XLS: Found = { kind: 'xls', mediaType: 'application/vnd.ms-excel', extensions: ['xls', 'et'] }
const PPT: Found = { kind: 'ppt', mediaType: 'application/vnd.ms-powerpoint', extensions: ['ppt', 'dps'] }
const PDF: Found = { kind: 'pdf', mediaType: 'application/pdf', extensions: ['pdf'] }
const OFD: Found = { kind: 'ofd', mediaType: 'application/ofd', extensions: ['ofd'] }
const HTML: Found = { kind: 'html', mediaType: 'text/html', extensions: ['html', 'htm', 'mht', 'shtml'] }
const TEXT: Found = { kind: 'text', mediaType: 'text/plain', extensions: ['txt', 'md', 'csv', 'text', 'log', 'tsv'] }
const ZIP: Found = { kind: 'zip', mediaType: 'application/zip', extensions: ['zip'] }
const UNKNOWN: Found = { kind: 'unknown', mediaType: 'application/octet-stream', extensions: ['bin'] }

/** Lower-case extension of a file name, '' when it has none. */
export const extensionOf = (fileName: string): string =>
  fileName.match(/\.([A-Za-z0-9]{1,8})\s*$/)?.[1]?.toLowerCase() ?? ''

const fromZip = (entries: ZipEntry[] | null): Found => {
  if (entries === null) return { ...ZIP, traits: ['broken'] }
  const names = entries.map((e) => e.name)
  const has = (name: string) => names.includes(name)
  const traits: Trait[] = []
  if (entries.some((e) => e.encrypted)) traits.push('encrypted')
  if (names.some((n) => /(^|\/)vbaProject\.bin$/i.test(n))) traits.push('macros')
  if (has('OFD.xml')) return { ...OFD, traits }
  if (has('[Content_Types].xml')) {
    if (has('word/document.xml')) return { ...DOCX, traits }
    if (names.some((n) => n.startsWith('xl/'))) return { ...XLSX, traits }
    if (names.some((n) => n.startsWith('ppt/'))) return { ...PPTX, traits }
    // Word accepts a main part of any name.
    if (names.some((n) => n.startsWith('word/'))) return { ...DOCX, traits }
  }
  if (has('META-INF/MANIFEST.MF') || has('AndroidManifest.xml')) traits.push('executable')
  return { ...ZIP, traits, names }
}

const fromOle = (bytes: Uint8Array): Found => {
  const names = oleStreamNames(bytes)
  if (names === null) return { ...DOC, traits: ['broken'] }
  const traits: Trait[] = names.some((n) => n === '_VBA_PROJECT' || n === '_VBA_PROJECT_CUR') ? ['macros'] : []
  if (names.includes('EncryptedPackage')) return { ...DOCX, traits: ['encrypted'] }
  if (names.includes('WordDocument')) return { ...DOC, traits }
  if (names.includes('Workbook') || names.includes('Book')) return { ...XLS, traits }
  if (names.includes('PowerPoint Document')) return { ...PPT, traits }
  // Installers (.msi) and mail files (.msg) are OLE files too.
  return { ...UNKNOWN, traits: names.some((n) => n.startsWith('__properties')) ? [] : ['executable'] }
}

const fromText = (bytes: Uint8Array): Found | null => {
  if (!looksLikeText(bytes)) return null
  const head = decodeText(bytes.subarray(0, 8192), htmlCharset(bytes))
    .text.replace(/^\ufeff/, '')
    .trimStart()
  if (head.startsWith('#!')) return { ...TEXT, traits: ['executable'] }
  if (head.startsWith('{\\rtf')) return { ...UNKNOWN, mediaType: 'application/rtf', extensions: ['rtf'] }
  const open = head.replace(/^(<\?xml[^>]*>|<!--[\s\S]*?-->|\s)+/i, '')
  if (/^(<!DOCTYPE\s+svg[^>]*>\s*)?<svg[\s>]/i.test(open))
    return { ...UNKNOWN, mediaType: 'image/svg+xml', extensions: ['svg'], traits: ['svg'] }
  if (/^<!DOCTYPE\s+html|^<(html|head|body|title|meta|script|style|iframe)[\s>]/i.test(open)) return HTML
  if (/^<(p|div|table|span|h[1-6]|center|article|section|font|ul|ol|br|img|a)[\s/>]/i.test(open)) return HTML
  if (/^MIME-Version:/i.test(head) && /multipart\/related/i.test(head))
    return { ...HTML, mediaType: 'multipart/related', extensions: ['mht', 'mhtml'] }
  if (/^<\?php/i.test(head)) return { ...TEXT, traits: ['executable'] }
  return TEXT
}

const starts = (bytes: Uint8Array, ...signature: number[]) => signature.every((b, i) => bytes[i] === b)

const programs =
  /x-(msdownload|elf|mach-binary|msi|dosexec|sh)|vnd\.microsoft\.portable-executable|java-|wasm|x-ms-shortcut/

const fromSignature = async (bytes: Uint8Array): Promise<Found> => {
  const { fileTypeFromBuffer } = await import('file-type')
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (!type) return UNKNOWN
  const found = { mediaType: type.mime as string, extensions: [type.ext as string] }
  if (type.ext === 'jpg') found.extensions.push('jpeg')
  if (type.ext === 'tif') found.extensions.push('tiff')
  if (/^image\/(jpeg|png|gif|webp|bmp|tiff|heic)$/.test(type.mime)) return { kind: 'image', ...found }
  if (/^(audio|video)\//.test(type.mime)) return { kind: 'media', ...found }
  if (programs.test(type.mime)) return { kind: 'unknown', ...found, traits: ['executable'] }
  if (/rar|7z|gzip|x-tar|bzip|xz|zstd|cab|compress/.test(type.mime))
    return { kind: 'unknown', ...found, traits: ['opaque-archive'] }
  return { kind: 'unknown', ...found }
}

const pdfScriptNames = ['/JavaScript', '/Launch', '/RichMedia']

const find = async (bytes: Uint8Array): Promise<Found> => {
  if (bytes.length === 0) return { ...UNKNOWN, traits: ['empty'] }
  if (starts(bytes, 0x50, 0x4b)) return fromZip(zipEntries(bytes))
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return fromOle(bytes)
  if (starts(bytes, 0x4d, 0x5a)) return { ...UNKNOWN, mediaType: 'application/x-msdownload', traits: ['executable'] }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.subarray(0, 1024).includes('%PDF-'))
    return { ...PDF, traits: pdfScriptNames.some((name) => buffer.includes(name)) ? ['pdf-script'] : [] }
  // Text first: file-type knows no HTML and may take Chinese text for some rare format.
  return fromText(bytes) ?? (await fromSignature(bytes))
}

/**
 * What a file is, by its content; its name is only compared. Never throws: what cannot be told is 'unknown'.
 * `traits` carries what was seen on the way (password, macros, damage) for the decisions below.
 */
export const detectDocument = async (bytes: Uint8Array, fileName: string): Promise<DetectedDocument> => {
  const found = await find(bytes)
  const claimed = extensionOf(fileName)
  const usual = found.extensions.includes(claimed)
  return {
    kind: found.kind,
    mediaType: found.mediaType,
    extension: usual ? claimed : found.extensions[0]!,
    extensionMismatch: claimed !== '' && !usual && found.mediaType !== UNKNOWN.mediaType,
    traits: found.traits ?? [],
    ...(found.names ? { names: found.names } : {}),
  }
}
