import { finding } from './finding.ts'
import { inspectMedia } from './office.ts'
import { resolvePart, type XmlPart } from './office-package.ts'
import { editing, type Trace } from './trace.ts'
import { placeWords } from './words.zh.ts'
import { attribute, cut, parseSpans, type Span, textOf, walk } from './xml-spans.ts'
import { ZipFault, type ZipParts } from './zip-parts.ts'

const open = (parts: ZipParts, name: string): XmlPart | null => {
  if (!parts.has(name)) return null
  const xml = parts.text(name)
  const root = parseSpans(xml)
  if (!root) throw new ZipFault('broken')
  return { name, xml, root }
}
const all = (part: XmlPart | null, ...names: string[]): Span[] =>
  part ? [...walk(part.root)].filter((span) => names.includes(span.name)) : []

const info = (main: XmlPart): Trace[] => {
  const written = (...names: string[]) => all(main, ...names).filter((span) => textOf(main.xml, span).trim() !== '')
  const say = (spans: Span[]) => spans.map((span) => textOf(main.xml, span).trim()).join('、')
  const traces: Trace[] = []
  const authors = written('Author')
  if (authors.length)
    traces.push({
      finding: finding('author', { place: placeWords.properties, sample: say(authors) }),
      edits: editing(main.name, authors.map(cut)),
    })
  const told = written('Subject', 'Abstract', 'Keyword')
  if (told.length)
    traces.push({
      finding: finding('document-properties', { place: placeWords.properties, sample: say(told) }),
      edits: editing(main.name, [...all(main, 'Subject', 'Abstract'), ...all(main, 'Keywords')].map(cut)),
    })
  const custom = all(main, 'CustomData')
  if (custom.length) {
    const sample = custom.map((one) => `${attribute(main.xml, one, 'Name')}：${textOf(main.xml, one)}`).join('；')
    traces.push({
      finding: finding('custom-property', { count: custom.length, sample }),
      edits: editing(main.name, all(main, 'CustomDatas').map(cut)),
    })
  }
  if (all(main, 'Versions').length) traces.push({ finding: finding('old-version', { strippable: false }) })
  return traces
}

const listed = (parts: ZipParts, document: XmlPart): Trace[] => {
  const traces: Trace[] = []
  const lead = (name: string) => {
    const mark = document.root.children.find((span) => span.name === name)
    const to = mark ? resolvePart(document.name, textOf(document.xml, mark).trim()) : ''
    return { mark, part: to ? open(parts, to) : null }
  }
  const attached = lead('Attachments')
  const files = all(attached.part, 'Attachment')
  if (attached.mark && attached.part && files.length) {
    const list = attached.part
    const names = files.map((one) => attribute(list.xml, one, 'Name') ?? '')
    const places = all(list, 'FileLoc').map((one) => resolvePart(list.name, textOf(list.xml, one).trim()))
    traces.push({
      finding: finding('embedded-object', { count: files.length, sample: names.join(' '), strippable: true }),
      edits: editing(document.name, [cut(attached.mark)]),
      drop: [list.name, ...places],
    })
  }
  const notes = lead('Annotations')
  const pages = all(notes.part, 'FileLoc').map((one) =>
    resolvePart(notes.part!.name, textOf(notes.part!.xml, one).trim()),
  )
  const kinds = pages.flatMap((name) => {
    const page = open(parts, name)
    return all(page, 'Annot').map((one) => attribute(page!.xml, one, 'Type') ?? '')
  })
  // Links are how the reader gets about; a stamp or a mark is something to look at.
  const seen = kinds.filter((kind) => kind !== 'Link')
  if (seen.length) traces.push({ finding: finding('annotation', { count: seen.length, sample: seen.join(' ') }) })
  const tags = lead('CustomTags')
  if (tags.mark && all(tags.part, 'CustomTag').length)
    traces.push({ finding: finding('custom-xml', { strippable: false, severity: 'info' }) })
  return traces
}

/** Words that a reader does not draw, as under a scan, or to be found by nobody. */
const unseen = (parts: ZipParts): Trace[] => {
  const words = parts.names
    .filter((name) => /\.xml$/i.test(name) && /TextObject[^>]*\s(Visible="(false|0)"|Alpha="0")/.test(parts.text(name)))
    .flatMap((name) => {
      const part = open(parts, name)
      return all(part, 'TextObject')
        .filter(
          (one) =>
            /^(false|0)$/.test(attribute(part!.xml, one, 'Visible') ?? '') ||
            attribute(part!.xml, one, 'Alpha') === '0',
        )
        .flatMap((one) =>
          [...walk(one)].filter(({ name: of }) => of === 'TextCode').map((code) => textOf(part!.xml, code)),
        )
    })
    .filter((text) => text.trim() !== '')
  if (!words.length) return []
  return [{ finding: finding('invisible-text', { count: words.length, sample: words.join(' ') }) }]
}

/** What an OFD carries beside its pages (GB/T 33190: document information, attachments, annotations, versions). */
export const inspectOfd = (parts: ZipParts): { traces: Trace[]; signed: boolean } => {
  const main = open(parts, 'OFD.xml')
  if (!main) throw new ZipFault('broken')
  const documents = all(main, 'DocRoot')
    .map((one) => open(parts, resolvePart(main.name, textOf(main.xml, one).trim())))
    .filter((part) => part !== null)
  const lists = all(main, 'Signatures').map((one) => open(parts, resolvePart(main.name, textOf(main.xml, one).trim())))
  const signed = lists.some((list) => all(list, 'Signature').length > 0)
  const media = parts.names.filter((name) => /\.(jpe?g|png|tiff?)$/i.test(name))
  return {
    signed,
    traces: [
      ...(signed ? [{ finding: finding('signature') }] : []),
      ...info(main),
      ...documents.flatMap((document) => listed(parts, document)),
      ...unseen(parts),
      ...inspectMedia(parts, media),
    ],
  }
}
