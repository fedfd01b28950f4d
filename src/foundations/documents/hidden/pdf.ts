import { inflateSync } from 'node:zlib'
import {
  ParseSpeeds,
  PDFArray,
  PDFBool,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib'
import { finding, type HiddenFinding } from './finding.ts'
import { checkImage } from './images.ts'
import { coveredWords } from './pdf-covered.ts'
import { placeWords } from './words.zh.ts'

/** A finding in a PDF and the change to its objects that takes it out. */
export type PdfTrace = { finding: HiddenFinding; remove?: () => void }

export type OpenedPdf = { traces: PdfTrace[]; signed: boolean; write: () => Promise<Uint8Array> }

const n = (name: string) => PDFName.of(name)

const words = (object: PDFObject | undefined): string => {
  try {
    return object instanceof PDFString || object instanceof PDFHexString ? object.decodeText().trim() : ''
  } catch {
    return ''
  }
}
const nameOf = (object: PDFObject | undefined): string => (object instanceof PDFName ? object.decodeText() : '')

/** Bytes of a stream that is not compressed or compressed as usual; anything else is left unread. */
const contentOf = (stream: PDFRawStream, context: PDFContext): Uint8Array | null => {
  const filter = context.lookup(stream.dict.get(n('Filter')))
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter
  if (only === undefined) return stream.contents
  if (nameOf(only) !== 'FlateDecode' || stream.dict.get(n('DecodeParms')) !== undefined) return null
  try {
    return inflateSync(stream.contents, { maxOutputLength: 30 * 1024 * 1024 })
  } catch {
    return null
  }
}

/** Marks of a reviewer on the text. */
const commentKinds = new Set(
  'Text Highlight Underline Squiggly StrikeOut Caret FileAttachment Sound Movie Popup'.split(' '),
)
/** Marks that are part of how the page looks: a seal, a line, a box of words. */
const drawnKinds = new Set('FreeText Stamp Ink Line Square Circle Polygon PolyLine Watermark'.split(' '))
const activeActions = new Set(
  'JavaScript Launch SubmitForm ImportData Rendition RichMediaExecute Movie Sound'.split(' '),
)

/** XMP of an archival file cut down to what makes it one (ISO 19005: part, conformance) and its title. */
const archivalXmp = (xml: string): string | null => {
  const pick = (name: string) =>
    xml.match(new RegExp(`${name}(?:>|=["'])([^<"']{1,20})`))?.[1]?.replace(/[^\w.]/g, '') ?? ''
  const part = pick('pdfaid:part')
  const ua = pick('pdfuaid:part')
  if (part === '' && ua === '') return null
  const title = xml.match(/<dc:title>[\s\S]*?<rdf:li[^>]*>([^<]*)</)?.[1] ?? ''
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"',
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">',
    part ? `<pdfaid:part>${part}</pdfaid:part>` : '',
    pick('pdfaid:conformance') ? `<pdfaid:conformance>${pick('pdfaid:conformance')}</pdfaid:conformance>` : '',
    ua ? `<pdfuaid:part>${ua}</pdfuaid:part>` : '',
    title ? `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>` : '',
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('')
}

const metadata = (document: PDFDocument): PdfTrace[] => {
  const { context, catalog } = document
  const traces: PdfTrace[] = []
  const info = context.lookup(context.trailerInfo.Info)
  if (info instanceof PDFDict) {
    const author = words(context.lookup(info.get(n('Author'))))
    if (author)
      traces.push({
        finding: finding('author', { place: placeWords.properties, sample: author }),
        remove: () => void info.delete(n('Author')),
      })
    // Every writer leaves its name and the time: these go with the rest and are nothing to tell of by themselves.
    const rest = info.keys().filter((key) => !/^(Title|Author|Trapped)$/.test(key.decodeText()))
    const telling = rest.filter((key) => !/^(Producer|Creator|CreationDate|ModDate)$/.test(key.decodeText()))
    const sample = telling.map((key) => words(context.lookup(info.get(key)))).join(' ')
    if (sample.trim() !== '')
      traces.push({
        finding: finding('document-properties', { place: placeWords.properties, sample }),
        remove() {
          for (const key of rest) info.delete(key)
        },
      })
  }
  for (const [, object] of context.enumerateIndirectObjects()) {
    const holder = object instanceof PDFStream ? object.dict : object
    if (!(holder instanceof PDFDict)) continue
    const stream = context.lookup(holder.get(n('Metadata')))
    if (!(stream instanceof PDFRawStream)) continue
    const content = contentOf(stream, context)
    const xml = content ? new TextDecoder().decode(content) : ''
    const kept = holder === catalog ? archivalXmp(xml) : null
    if (kept === xml) continue
    const creator = xml.match(/<dc:creator>[\s\S]*?<rdf:li[^>]*>([^<]+)</)?.[1]?.trim() ?? ''
    const telling =
      /xmpMM:(History|DerivedFrom|Ingredients)|dc:(subject|description|contributor)|photoshop:|exif:|Iptc|pdfx:/
    if (xml !== '' && creator === '' && !telling.test(xml)) continue
    traces.push({
      finding: finding(creator ? 'author' : 'document-properties', { place: 'XMP', sample: creator }),
      remove() {
        if (kept === null) holder.delete(n('Metadata'))
        else holder.set(n('Metadata'), context.register(context.stream(kept, { Type: 'Metadata', Subtype: 'XML' })))
      },
    })
  }
  return traces
}

const treeNames = (context: PDFContext, tree: PDFObject | undefined, depth = 0): string[] => {
  const node = context.lookup(tree as PDFRef)
  if (!(node instanceof PDFDict) || depth > 20) return []
  const names = context.lookup(node.get(n('Names')))
  const kids = context.lookup(node.get(n('Kids')))
  const own =
    names instanceof PDFArray
      ? names
          .asArray()
          .filter((_, i) => i % 2 === 0)
          .map((one) => words(context.lookup(one)))
      : []
  return [
    ...own,
    ...(kids instanceof PDFArray ? kids.asArray().flatMap((kid) => treeNames(context, kid, depth + 1)) : []),
  ]
}

const attachments = (document: PDFDocument): PdfTrace[] => {
  const { context, catalog } = document
  const names = context.lookup(catalog.get(n('Names')))
  const tree = names instanceof PDFDict ? names.get(n('EmbeddedFiles')) : undefined
  const listed = treeNames(context, tree)
  const holders = context
    .enumerateIndirectObjects()
    .map(([, object]) => (object instanceof PDFStream ? object.dict : object))
    .filter((object): object is PDFDict => object instanceof PDFDict)
  const specs = holders.filter((holder) => holder.get(n('EF')) !== undefined)
  const associated = holders.filter((holder) => holder.get(n('AF')) !== undefined)
  if (!listed.length && !specs.length && !associated.length) return []
  const sample = [...listed, ...specs.map((spec) => words(context.lookup(spec.get(n('UF')) ?? spec.get(n('F')))))].join(
    ' ',
  )
  return [
    {
      finding: finding('embedded-object', {
        count: Math.max(1, listed.length, specs.length),
        sample,
        strippable: true,
      }),
      remove() {
        if (names instanceof PDFDict) names.delete(n('EmbeddedFiles'))
        for (const holder of associated) holder.delete(n('AF'))
        for (const spec of specs) spec.delete(n('EF'))
        if (nameOf(catalog.get(n('PageMode'))) === 'UseAttachments') catalog.delete(n('PageMode'))
        catalog.delete(n('Collection'))
      },
    },
  ]
}

const scripts = (document: PDFDocument): PdfTrace[] => {
  const { context, catalog } = document
  const removals: (() => void)[] = []
  const names = context.lookup(catalog.get(n('Names')))
  if (names instanceof PDFDict && names.get(n('JavaScript'))) removals.push(() => void names.delete(n('JavaScript')))
  const isActive = (action: PDFObject | undefined, depth = 0): boolean => {
    const dict = context.lookup(action as PDFRef)
    if (!(dict instanceof PDFDict) || depth > 20) return false
    return activeActions.has(nameOf(context.lookup(dict.get(n('S'))))) || isActive(dict.get(n('Next')), depth + 1)
  }
  const look = (holder: PDFDict) => {
    for (const key of ['OpenAction', 'A', 'PA'])
      if (isActive(holder.get(n(key)))) removals.push(() => void holder.delete(n(key)))
    const additional = context.lookup(holder.get(n('AA')))
    if (additional instanceof PDFDict && additional.keys().some((key) => isActive(additional.get(key))))
      removals.push(() => void holder.delete(n('AA')))
  }
  for (const [, object] of context.enumerateIndirectObjects()) if (object instanceof PDFDict) look(object)
  if (!removals.length) return []
  return [
    {
      finding: finding('script', { count: removals.length }),
      remove() {
        for (const remove of removals) remove()
      },
    },
  ]
}

const flags = (context: PDFContext, dict: PDFDict): number => {
  const value = context.lookup(dict.get(n('F')))
  return value instanceof PDFNumber ? value.asNumber() : 0
}

const annotations = (document: PDFDocument): PdfTrace[] => {
  const { context } = document
  const traces: PdfTrace[] = []
  document.getPages().forEach((page, i) => {
    const list = page.node.Annots()
    if (!list) return
    const place = placeWords.page(i + 1)
    const all = list.asArray().flatMap((one) => {
      const dict = context.lookup(one)
      return dict instanceof PDFDict ? [{ one, dict, kind: nameOf(context.lookup(dict.get(n('Subtype')))) }] : []
    })
    const said = (some: typeof all) => some.map(({ dict }) => words(context.lookup(dict.get(n('Contents'))))).join(' ')
    const comments = all.filter(({ kind }) => commentKinds.has(kind))
    const own = comments.filter(({ kind }) => kind !== 'Popup')
    if (comments.length)
      traces.push({
        finding: finding('comment', { count: Math.max(1, own.length), place, sample: said(own) }),
        remove() {
          const gone = new Set(comments.map(({ one }) => one))
          for (let at = list.size() - 1; at >= 0; at--) if (gone.has(list.get(at))) list.remove(at)
          for (const { dict } of all) dict.delete(n('Popup'))
        },
      })
    const drawn = all.filter(({ kind }) => drawnKinds.has(kind))
    if (drawn.length)
      traces.push({ finding: finding('annotation', { count: drawn.length, place, sample: said(drawn) }) })
    const redactions = all.filter(({ kind }) => kind === 'Redact')
    if (redactions.length) traces.push({ finding: finding('unapplied-redaction', { count: redactions.length, place }) })
    const hidden = all.filter(({ kind, dict }) => kind === 'Widget' && (flags(context, dict) & 0b100010) !== 0)
    const values = hidden.map(({ dict }) => words(context.lookup(dict.get(n('V'))))).filter((value) => value !== '')
    if (values.length)
      traces.push({ finding: finding('hidden-text', { count: values.length, place, sample: values.join(' ') }) })
  })
  return traces
}

const formsAndLayers = (document: PDFDocument): PdfTrace[] => {
  const { context, catalog } = document
  const traces: PdfTrace[] = []
  const values = context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || !object.get(n('FT'))) return []
    const value = words(context.lookup(object.get(n('V'))))
    return value ? [value] : []
  })
  if (values.length) traces.push({ finding: finding('form-value', { count: values.length, sample: values.join(' ') }) })
  const layers = context.lookup(catalog.get(n('OCProperties')))
  const shown = layers instanceof PDFDict ? context.lookup(layers.get(n('D'))) : undefined
  if (layers instanceof PDFDict && shown instanceof PDFDict) {
    const list = (key: string, of: PDFDict) => {
      const array = context.lookup(of.get(n(key)))
      return array instanceof PDFArray ? array.asArray() : []
    }
    const on = new Set(list('ON', shown))
    const off =
      nameOf(context.lookup(shown.get(n('BaseState')))) === 'OFF'
        ? list('OCGs', layers).filter((one) => !on.has(one))
        : list('OFF', shown)
    const names = off.map((one) => {
      const dict = context.lookup(one)
      return dict instanceof PDFDict ? words(context.lookup(dict.get(n('Name')))) : ''
    })
    if (off.length) traces.push({ finding: finding('hidden-layer', { count: off.length, sample: names.join(' ') }) })
  }
  return traces
}

/** Pictures, private data of programs, small pictures of pages, and words under a scan. */
const contents = (document: PDFDocument): PdfTrace[] => {
  const { context } = document
  const traces: PdfTrace[] = []
  const keep: (() => void)[] = []
  let under = false
  let images = 0
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFStream ? object.dict : object
    if (!(dict instanceof PDFDict)) continue
    for (const key of ['PieceInfo', 'Thumb', 'SPDF', 'WebCapture'])
      if (dict.get(n(key)) !== undefined) keep.push(() => void dict.delete(n(key)))
    if (!(object instanceof PDFRawStream)) continue
    if (nameOf(context.lookup(dict.get(n('Subtype')))) === 'Image') {
      images++
      const filter = context.lookup(dict.get(n('Filter')))
      const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter
      if (nameOf(only) !== 'DCTDecode') continue
      const checked = checkImage(object.contents)
      // What a scanner writes into its pictures is no more than a note, but it goes with the rest.
      for (const one of checked?.findings ?? [])
        traces.push({
          finding: one,
          remove() {
            const cleaned = PDFRawStream.of(dict, checked!.cleaned)
            dict.set(n('Length'), PDFNumber.of(checked!.cleaned.length))
            context.assign(ref, cleaned)
          },
        })
    } else if (
      !under &&
      dict.get(n('Type')) === undefined &&
      !dict.get(n('Length1')) &&
      object.contents.length < 4_000_000
    ) {
      const content = contentOf(object, context)
      if (content && Buffer.from(content.buffer, content.byteOffset, content.length).includes(' Tr'))
        under = /(^|[\s\])>])3\s+Tr\b/.test(Buffer.from(content).toString('latin1'))
    }
  }
  if (keep.length)
    traces.push({
      finding: finding('private-data'),
      remove() {
        for (const remove of keep) remove()
      },
    })
  if (under && images) traces.push({ finding: finding('text-under-image') })
  return traces
}

const versions = (bytes: Uint8Array): PdfTrace[] => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let ends = 0
  for (let at = buffer.indexOf('%%EOF'); at >= 0; at = buffer.indexOf('%%EOF', at + 5)) ends++
  // A file laid out for reading over the web has one more end mark near its beginning.
  const usual = buffer.subarray(0, 2048).includes('/Linearized') ? 2 : 1
  return ends > usual ? [{ finding: finding('old-version', { count: ends - usual }), remove: () => undefined }] : []
}

/** Forgets every object that the document as it stands does not lead to: what earlier versions left behind. */
const sweep = (context: PDFContext): void => {
  const reached = new Set<string>()
  const queue: (PDFObject | undefined)[] = [context.trailerInfo.Root, context.trailerInfo.Info]
  while (queue.length) {
    const object = queue.pop()
    if (object instanceof PDFRef) {
      if (reached.has(object.tag)) continue
      reached.add(object.tag)
      queue.push(context.lookup(object))
    } else if (object instanceof PDFArray) queue.push(...object.asArray())
    else if (object instanceof PDFDict) queue.push(...object.values())
    else if (object instanceof PDFStream) queue.push(...object.dict.values())
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref.tag)) context.delete(ref)
}

/**
 * Opens a PDF and lists what it carries beside its pages.
 * @throws when it is encrypted or no PDF
 */
export const inspectPdf = async (bytes: Uint8Array): Promise<OpenedPdf> => {
  const document = await PDFDocument.load(bytes, {
    updateMetadata: false,
    parseSpeed: ParseSpeeds.Fast,
    preserveXFA: true,
  })
  const { context, catalog } = document
  const form = context.lookup(catalog.get(n('AcroForm')))
  const xfa = form instanceof PDFDict && form.get(n('XFA')) !== undefined
  const marked = context.lookup(catalog.get(n('NeedsRendering')))
  const beneath = contents(document)
  const underScan = beneath.some(({ finding }) => finding.kind === 'text-under-image')
  const covered = (await coveredWords(bytes)).filter(({ kind }) => kind !== 'text-under-image' || !underScan)
  const signed = context
    .enumerateIndirectObjects()
    .some(([, object]) => object instanceof PDFDict && object.get(n('ByteRange')) !== undefined)
  return {
    signed,
    traces: [
      ...(signed ? [{ finding: finding('signature') }] : []),
      ...metadata(document),
      ...attachments(document),
      ...scripts(document),
      ...annotations(document),
      ...formsAndLayers(document),
      ...(xfa || marked === PDFBool.True ? [{ finding: finding('form-value') }] : []),
      ...beneath,
      ...covered.map((finding) => ({ finding })),
      ...versions(bytes),
    ],
    async write() {
      const info = context.lookup(context.trailerInfo.Info)
      if (info instanceof PDFDict)
        for (const key of info.keys()) if (!/^(Title|Trapped)$/.test(key.decodeText())) info.delete(key)
      sweep(context)
      return document.save({ updateFieldAppearances: false, addDefaultPage: false })
    },
  }
}
