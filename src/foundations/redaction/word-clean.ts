import { elements, openPackage, type XmlPart } from '../documents/hidden/office-package.ts'
import { stripHidden } from '../documents/hidden/strip.ts'
import { wordTextPart } from '../documents/hidden/word.ts'
import {
  applyEdits,
  attribute,
  attributesOf,
  cut,
  cutAttribute,
  type Edit,
  parseSpans,
  type Span,
  walk,
} from '../documents/hidden/xml-spans.ts'
import { openZip, writeZip, ZipFault, type ZipParts, zipFault } from '../documents/hidden/zip-parts.ts'
import { CannotRedact, type Told } from './outcome.ts'
import { fieldEdits } from './word-fields.ts'
import { noteWords, removedWords } from './words.zh.ts'

/** A Word file cleaned of all that is not seen, ready to be marked: its parts by name. */
export type CleanWord = { main: string; parts: Map<string, Uint8Array>; removed: Told[]; notes: Told[] }

const encode = (text: string) => new TextEncoder().encode(text)
const isXml = (name: string) => /\.(xml|rels)$/i.test(name)

/** Comments and instructions out, CDATA as plain text, and a declaration that says what is written: UTF-8. */
const plainXml = (xml: string): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  xml
    .replace(/^\ufeff/, '')
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, data?: string) =>
      (data ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    )

/** The parts rewritten plainly and without a signature, which no copy can keep. */
const plainPackage = async (parts: ZipParts): Promise<Uint8Array> => {
  const pkg = openPackage(parts)
  const signatures = pkg
    .relationships('')
    .filter(({ type }) => type === 'origin' || type.startsWith('digital-signature'))
    .map(({ span }) => cut(span))
  const written: [string, Uint8Array][] = []
  for (const name of parts.names) {
    if (name.startsWith('_xmlsignatures/')) continue
    if (!isXml(name)) written.push([name, parts.bytes(name)])
    else {
      const xml = parts.text(name)
      const plain = plainXml(name === '_rels/.rels' ? applyEdits(xml, signatures) : xml)
      if (name.startsWith('word/') && !parseSpans(plain)) throw new CannotRedact('broken-file')
      written.push([name, encode(plain)])
    }
  }
  return writeZip(written)
}

const keptBookmark = /^_(Toc|Ref)\d+$/

const unwrap = (outer: Span, innerStart: number, innerEnd: number): Edit[] => [
  { from: outer.start, to: innerStart, text: '' },
  { from: innerEnd, to: outer.end, text: '' },
]

/** Characters between elements: readers never show them. */
const strayText = (part: XmlPart, span: Span): Edit[] => {
  if (!span.children.length) return []
  const edges = [span.innerStart, ...span.children.flatMap(({ start, end }) => [start, end]), span.innerEnd]
  const edits: Edit[] = []
  for (let i = 0; i < edges.length; i += 2)
    if (/\S/.test(part.xml.slice(edges[i], edges[i + 1]))) edits.push({ from: edges[i]!, to: edges[i + 1]!, text: '' })
  return edits
}

const gone = new Set([
  'tblCaption',
  'tblDescription',
  'permStart',
  'permEnd',
  'hlinkClick',
  'hlinkHover',
  'control',
  'proofErr',
])

/** What one element of a text part carries beside what is seen. */
const elementEdits = (part: XmlPart, span: Span, bookmarks: ReadonlySet<string>): Edit[] => {
  const { xml } = part
  const inner = (name: string) => span.children.find((child) => child.name === name)
  switch (span.name) {
    case 'sdt': {
      const content = inner('sdtContent')
      return content ? unwrap(span, content.innerStart, content.innerEnd) : [cut(span)]
    }
    case 'smartTag':
    case 'customXml':
      return unwrap(span, inner(`${span.name}Pr`)?.end ?? span.innerStart, span.innerEnd)
    case 'hyperlink': {
      const anchor = attribute(xml, span, 'anchor') ?? ''
      const w = span.prefix ? `${span.prefix}:` : ''
      if (span.innerStart === span.end) return [cut(span)]
      return keptBookmark.test(anchor)
        ? [{ from: span.start, to: span.innerStart, text: `<${w}hyperlink ${w}anchor="${anchor}">` }]
        : unwrap(span, span.innerStart, span.innerEnd)
    }
    case 'bookmarkStart':
    case 'bookmarkEnd':
      return bookmarks.has(attribute(xml, span, 'id') ?? '') ? [] : [cut(span)]
    case 'docPr':
    case 'cNvPr':
      return attributesOf(xml, span).flatMap((one) =>
        one.name === 'name'
          ? [{ ...cutAttribute(one), text: ' name=""' }]
          : /^(descr|title)$/.test(one.name)
            ? [cutAttribute(one)]
            : [],
      )
    case 'embedRegular':
    case 'embedBold':
    case 'embedItalic':
    case 'embedBoldItalic':
      return [cut(span)]
    default:
      if (gone.has(span.name)) return [cut(span)]
      return attributesOf(xml, span)
        .filter(
          ({ name }) =>
            /^(alt|o:title|r:link|r:href|o:href|href|o:button)$/.test(name) ||
            (name === 'title' && span.prefix === 'v'),
        )
        .map(cutAttribute)
  }
}

const partEdits = (part: XmlPart): Edit[] => {
  const bookmarks = new Set(
    elements(part, 'bookmarkStart')
      .filter((span) => keptBookmark.test(attribute(part.xml, span, 'name') ?? ''))
      .map((span) => attribute(part.xml, span, 'id') ?? ''),
  )
  const edits = fieldEdits(part)
  for (const span of walk(part.root)) edits.push(...strayText(part, span), ...elementEdits(part, span, bookmarks))
  return edits
}

/** Settings that a page's look depends on; the rest tells of people, printers, merges and earlier versions. */
const keptSettings = new Set(
  (
    'zoom mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop ' +
    'defaultTabStop autoHyphenation hyphenationZone evenAndOddHeaders bookFoldPrinting drawingGridHorizontalSpacing ' +
    'drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery ' +
    'doNotUseMarginsForDrawingGridOrigin noLineBreaksAfter noLineBreaksBefore characterSpacingControl ' +
    'strictFirstAndLastChars footnotePr endnotePr compat themeFontLang clrSchemeMapping decimalSymbol listSeparator mathPr'
  ).split(' '),
)

/** Relationships that lead to what is seen on the pages. All others, and the parts behind them, stay behind. */
const keptRelationships = new Set(
  (
    'officeDocument styles numbering settings fontTable theme header footer footnotes endnotes image chart ' +
    'chartStyle chartColorStyle diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing'
  ).split(' '),
)

/** Only the parts that the pages are made of, and the lists that name them. */
export const reachableParts = (parts: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> => {
  const texts = new Map<string, string>()
  const text = (name: string) => {
    const known = texts.get(name) ?? new TextDecoder().decode(parts.get(name))
    texts.set(name, known)
    return known
  }
  const pkg = openPackage({
    names: [...parts.keys()],
    has: (name) => parts.has(name),
    size: (name) => parts.get(name)?.length ?? 0,
    bytes: (name) => parts.get(name)!,
    check: () => undefined,
    text,
  })
  const kept = new Map<string, Uint8Array>()
  const queue = ['']
  const seen = new Set(queue)
  while (queue.length) {
    const from = queue.pop()!
    if (from) kept.set(from, parts.get(from)!)
    const all = pkg.relationships(from)
    if (!all.length) continue
    const used = (id: string) => from === '' || text(from).includes(`"${id}"`) || text(from).includes(`'${id}'`)
    const implied = /^(styles|numbering|settings|fontTable|theme|footnotes|endnotes|chartStyle|chartColorStyle)$/
    const stays = all.filter(
      ({ type, external, to, id }) =>
        keptRelationships.has(type) && !external && parts.has(to) && (implied.test(type) || used(id)),
    )
    for (const { to } of stays)
      if (!seen.has(to)) {
        seen.add(to)
        queue.push(to)
      }
    const rels = all[0]!.part
    const edits = all.filter((one) => !stays.includes(one)).map(({ span }) => cut(span))
    kept.set(rels, encode(applyEdits(text(rels), edits)))
  }
  const types = pkg.xml('[Content_Types].xml')
  if (!types) throw new CannotRedact('broken-file')
  const missing = elements(types, 'Override').filter(
    (span) => !kept.has((attribute(types.xml, span, 'PartName') ?? '').replace(/^\//, '')),
  )
  return new Map([['[Content_Types].xml', encode(applyEdits(types.xml, missing.map(cut)))], ...kept])
}

/** Kinds of hidden data that would go on being there, so that no copy is made. */
const unbearable = new Set([
  'macros',
  'embedded-object',
  'remote-template',
  'data-connection',
  'tracked-change',
  'comment',
  'unreadable',
  'hidden-text',
])

/** Parts that Word shows and no listing of ours reads. */
const unlisted = new Set(['aFChunk', 'subDocument', 'vbaProject', 'frame', 'control', 'diagramUserShapes'])

/**
 * Opens a .docx and takes out of it everything that its reader does not see: hidden data, properties, targets of links,
 * field codes, content controls, names of bookmarks, alternative texts, unused parts. The same bytes give the same
 * parts, so that places listed now are the places marked later.
 * @throws CannotRedact when something would be left that cannot be looked into
 */
export const cleanWord = async (bytes: Uint8Array): Promise<CleanWord> => {
  const fault = zipFault(bytes)
  if (fault)
    throw new CannotRedact(fault === 'tooLarge' ? 'too-large' : fault === 'encrypted' ? 'encrypted' : 'broken-file')
  try {
    const given = openZip(bytes)
    const before = openPackage(given)
    if (before.allRelationships.some(({ type }) => unlisted.has(type))) throw new CannotRedact('word-parts')
    const signed = given.names.some((name) => name.startsWith('_xmlsignatures/'))
    const stripped = await stripHidden(await plainPackage(given), 'a.docx', { drop: ['hidden-text'] })
    const left = stripped.left.filter(({ kind, severity }) => unbearable.has(kind) && severity !== 'info')
    if (!stripped.proved || left.length) throw new CannotRedact('word-parts')

    const pkg = openPackage(openZip(stripped.bytes))
    const main = pkg.relationships('').find(({ type }) => type === 'officeDocument')?.to ?? ''
    if (!wordTextPart.test(main) || !pkg.parts.has(main)) throw new CannotRedact('word-parts')
    const parts = new Map<string, Uint8Array>()
    for (const name of pkg.parts.names) {
      const ours = isXml(name) && !/(^|\/)_rels\//.test(name) && name !== '[Content_Types].xml'
      const part = ours ? pkg.xml(name) : null
      if (!part) parts.set(name, pkg.parts.bytes(name))
      else {
        const edits = partEdits(part)
        if (name.endsWith('/settings.xml'))
          edits.push(...part.root.children.filter((child) => !keptSettings.has(child.name)).map(cut))
        parts.set(name, encode(applyEdits(part.xml, edits)))
      }
    }
    const kinds = new Set(stripped.left.map(({ kind }) => kind))
    return {
      main,
      parts: reachableParts(parts),
      removed: (['properties', 'hidden-data', 'links', 'alt-text', 'controls'] as const).map((key) => ({
        key,
        message: removedWords[key],
      })),
      notes: [
        ...(signed ? [{ key: 'signature', message: noteWords.signature }] : []),
        ...(kinds.has('cropped-image') ? [{ key: 'cropped-picture', message: noteWords['cropped-picture'] }] : []),
      ],
    }
  } catch (error) {
    if (error instanceof ZipFault) throw new CannotRedact(error.fault === 'tooLarge' ? 'too-large' : 'broken-file')
    throw error
  }
}
