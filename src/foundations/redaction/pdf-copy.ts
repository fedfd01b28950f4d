import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import { checkImage } from '../documents/hidden/images.ts'

/** Why a page cannot be copied as it is without carrying more than is seen on it. */
export type NotCopied = 'layers' | 'cropped' | 'shared' | 'unreadable'

const n = (name: string) => PDFName.of(name)
const keep = new Set([
  'Type',
  'Parent',
  'Resources',
  'MediaBox',
  'CropBox',
  'Rotate',
  'UserUnit',
  'Contents',
  'Group',
  'Annots',
])
/** Keys that, on whatever object, lead to what is not on the page. */
const astray = 'Metadata PieceInfo Thumb LastModified StructParent StructParents AF OPI Alternates'.split(' ')

const MAX_CONTENT = 40_000_000

const dictOf = (object: PDFObject | undefined): PDFDict | undefined =>
  object instanceof PDFDict ? object : object instanceof PDFStream ? object.dict : undefined

const nameOf = (object: PDFObject | undefined): string => (object instanceof PDFName ? object.decodeText() : '')

class Unreadable extends Error {}

const contentOf = (stream: PDFObject | undefined): string => {
  if (!(stream instanceof PDFRawStream)) throw new Unreadable()
  const bytes = decodePDFRawStream(stream).decode()
  if (bytes.length > MAX_CONTENT) throw new Unreadable()
  return Buffer.from(bytes).toString('latin1')
}

/** Content of a page or a form: several streams are one (ISO 32000 7.8.2). */
const allContent = (context: PDFContext, contents: PDFObject | undefined): string => {
  const found = context.lookup(contents)
  if (found === undefined) return ''
  if (found instanceof PDFArray)
    return found
      .asArray()
      .map((one) => contentOf(context.lookup(one)))
      .join('\n')
  return contentOf(found)
}

/** Every name that a content stream writes, a few too many (names in strings) rather than too few. */
const namesIn = (content: string): Set<string> =>
  new Set(
    [...content.matchAll(/\/([^\s()<>[\]{}/%]+)/g)].map(([, name]) =>
      name!.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    ),
  )

const categories = ['XObject', 'Font', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties']

/** Whether a content that writes these names uses a resource; of names beyond ASCII nobody can be sure. */
const uses = (names: ReadonlySet<string>, key: PDFName): boolean => {
  const name = key.decodeText()
  return names.has(name) || /[^\x20-\x7e]/.test(name)
}

/** Forms and patterns have contents and resources of their own. */
const isForm = (dict: PDFDict): boolean =>
  nameOf(dict.get(n('Subtype'))) === 'Form' || dict.get(n('PatternType')) !== undefined

/**
 * Resources cut down to what the content draws. Many writers give all pages one list with every picture of the file, so
 * that a copied page would carry the scan of a marked one.
 */
const prune = (context: PDFContext, content: string, resources: PDFDict, depth: number): PDFDict => {
  if (depth > 12) throw new Unreadable()
  const names = namesIn(content)
  const pruned = resources.clone(context)
  // A form without resources of its own draws with those of its page.
  for (let grew = true; grew; ) {
    grew = false
    for (const category of ['XObject', 'Pattern']) {
      const list = context.lookup(resources.get(n(category)))
      if (!(list instanceof PDFDict)) continue
      for (const [key, value] of list.entries()) {
        const form = context.lookup(value)
        if (!uses(names, key) || !(form instanceof PDFRawStream) || !isForm(form.dict)) continue
        if (form.dict.get(n('Resources')) !== undefined) continue
        for (const name of namesIn(contentOf(form)))
          if (!names.has(name)) {
            names.add(name)
            grew = true
          }
      }
    }
  }
  for (const category of categories) {
    const list = context.lookup(resources.get(n(category)))
    if (!(list instanceof PDFDict)) continue
    const kept = PDFDict.withContext(context)
    for (const [key, value] of list.entries()) if (uses(names, key)) kept.set(key, value)
    pruned.set(n(category), kept)
    if (category === 'XObject' || category === 'Pattern')
      for (const value of kept.values()) {
        const form = context.lookup(value)
        const own =
          form instanceof PDFRawStream && isForm(form.dict) ? context.lookup(form.dict.get(n('Resources'))) : undefined
        if (own instanceof PDFDict && form instanceof PDFRawStream)
          form.dict.set(n('Resources'), prune(context, contentOf(form), own, depth + 1))
      }
  }
  return pruned
}

/** Every object that a page leads to, by its number. */
const reached = (context: PDFContext, page: PDFDict): Map<string, PDFObject> => {
  const found = new Map<string, PDFObject>()
  const queue: (PDFObject | undefined)[] = [page.get(n('Contents')), page.get(n('Resources')), page.get(n('Annots'))]
  while (queue.length) {
    const object = queue.pop()
    if (object instanceof PDFRef) {
      if (found.has(object.tag)) continue
      const target = context.lookup(object)
      if (target === undefined) continue
      found.set(object.tag, target)
      queue.push(target)
    } else if (object instanceof PDFArray) queue.push(...object.asArray())
    else if (object instanceof PDFDict) queue.push(...object.values())
    else if (object instanceof PDFStream) queue.push(...object.dict.values())
  }
  return found
}

const numbers = (context: PDFContext, object: PDFObject | undefined): number[] => {
  const array = context.lookup(object)
  return array instanceof PDFArray
    ? array.asArray().map((one) => {
        const value = context.lookup(one)
        return value instanceof PDFNumber ? value.asNumber() : 0
      })
    : []
}

const HIDDEN = 0b100010 // Hidden, NoView
/** What a person or a form put on the page and shows there; notes of readers and links are not drawn. */
const drawn = new Set('FreeText Stamp Ink Line Square Circle Polygon PolyLine Watermark Widget'.split(' '))

/** The appearance of an annotation as it is now (ISO 32000 12.5.5). */
const appearanceOf = (context: PDFContext, annotation: PDFDict): PDFRef | undefined => {
  const appearances = context.lookup(annotation.get(n('AP')))
  if (!(appearances instanceof PDFDict)) return undefined
  let normal = appearances.get(n('N'))
  const states = context.lookup(normal)
  if (states instanceof PDFDict) {
    const state = nameOf(context.lookup(annotation.get(n('AS'))))
    normal = state === '' ? undefined : states.get(n(state))
  }
  const form = context.lookup(normal)
  if (!(form instanceof PDFRawStream)) return undefined
  return normal instanceof PDFRef ? normal : context.register(form)
}

/** How an appearance is placed: its box, turned by its matrix, is fitted into the annotation's rectangle. */
const placement = (context: PDFContext, form: PDFDict, rect: number[]): number[] | undefined => {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = numbers(context, form.get(n('BBox')))
  const given = numbers(context, form.get(n('Matrix')))
  const [a, b, c, d, e, f] = (given.length === 6 ? given : [1, 0, 0, 1, 0, 0]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ].map(([x, y]) => [a * x! + c * y! + e, b * x! + d * y! + f])
  const [left, right] = [Math.min(...corners.map(([x]) => x!)), Math.max(...corners.map(([x]) => x!))]
  const [low, high] = [Math.min(...corners.map(([, y]) => y!)), Math.max(...corners.map(([, y]) => y!))]
  const [rx0, rx1] = [Math.min(rect[0]!, rect[2]!), Math.max(rect[0]!, rect[2]!)]
  const [ry0, ry1] = [Math.min(rect[1]!, rect[3]!), Math.max(rect[1]!, rect[3]!)]
  if (right === left || high === low) return undefined
  const [sx, sy] = [(rx1 - rx0) / (right - left), (ry1 - ry0) / (high - low)]
  return [sx, 0, 0, sy, rx0 - left * sx, ry0 - low * sy]
}

/** Stamps, seals and filled forms become part of the page; every other annotation goes. */
const flattenAnnotations = (context: PDFContext, page: PDFDict, resources: PDFDict): void => {
  const list = context.lookup(page.get(n('Annots')))
  page.delete(n('Annots'))
  if (!(list instanceof PDFArray)) return
  const forms = PDFDict.withContext(context)
  let painted = ''
  list.asArray().forEach((one, i) => {
    const annotation = context.lookup(one)
    if (!(annotation instanceof PDFDict) || !drawn.has(nameOf(context.lookup(annotation.get(n('Subtype')))))) return
    const flags = context.lookup(annotation.get(n('F')))
    if (flags instanceof PDFNumber && (flags.asNumber() & HIDDEN) !== 0) return
    const ref = appearanceOf(context, annotation)
    const form = ref && context.lookup(ref)
    const rect = numbers(context, annotation.get(n('Rect')))
    if (!ref || !(form instanceof PDFRawStream) || rect.length !== 4) return
    const place = placement(context, form.dict, rect)
    if (!place) return
    form.dict.set(n('Subtype'), n('Form'))
    forms.set(n(`GkA${i}`), ref)
    painted += `q ${place.map((value) => value.toFixed(4)).join(' ')} cm /GkA${i} Do Q\n`
  })
  if (painted === '') return
  const known = context.lookup(resources.get(n('XObject')))
  const merged = known instanceof PDFDict ? known.clone(context) : PDFDict.withContext(context)
  for (const [key, value] of forms.entries()) merged.set(key, value)
  resources.set(n('XObject'), merged)
  // The page's own content may leave its state behind; it is closed in before anything is drawn over it.
  const contents = page.get(n('Contents'))
  const found = context.lookup(contents)
  const pieces = found instanceof PDFArray ? found.asArray() : contents ? [contents] : []
  const stream = (text: string) => context.register(context.flateStream(text))
  page.set(n('Contents'), context.obj([stream('q\n'), ...pieces, stream(`\nQ\n${painted}`)] as never))
}

const hasLayers = (objects: Iterable<PDFObject>): boolean => {
  for (const object of objects) {
    const dict = dictOf(object)
    if (dict && (dict.get(n('OC')) !== undefined || /^OC(G|MD)$/.test(nameOf(dict.get(n('Type')))))) return true
  }
  return false
}

/** A page of which a part is not displayed may hold anything there. */
const isCropped = (page: PDFPage): boolean => {
  const [media, crop] = [page.getMediaBox(), page.getCropBox()]
  return (
    crop.x > media.x + 1 ||
    crop.y > media.y + 1 ||
    crop.x + crop.width < media.x + media.width - 1 ||
    crop.y + crop.height < media.y + media.height - 1
  )
}

/** A letterhead's emblem may be on all pages; a picture this large (pixels) may be a scan that pages show parts of. */
const SMALL_PICTURE = 250_000

const isLargePicture = (context: PDFContext, object: PDFObject): boolean => {
  if (!(object instanceof PDFStream)) return false
  const subtype = nameOf(object.dict.get(n('Subtype')))
  if (subtype === 'Form') return true
  const side = (key: string) => {
    const value = context.lookup(object.dict.get(n(key)))
    return value instanceof PDFNumber ? value.asNumber() : 0
  }
  return subtype === 'Image' && side('Width') * side('Height') > SMALL_PICTURE
}

/** A JPEG as a camera or scanner wrote it, with all that these write beside the picture. */
const isPhoto = (context: PDFContext, { dict }: PDFRawStream): boolean => {
  const filter = context.lookup(dict.get(n('Filter')))
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter
  return nameOf(context.lookup(dict.get(n('Subtype')))) === 'Image' && nameOf(only) === 'DCTDecode'
}

/** A PDF opened for copying: which pages cannot be copied as they are, and which fonts each page draws with. */
export type Copyable = {
  document: PDFDocument
  notCopied: Map<number, NotCopied>
  /** By page from 0: numbers of the objects that hold letters. */
  fonts: Set<string>[]
}

/** Shapes of letters, or a list of those in use; a font named only, which readers have themselves, holds none. */
const isLetters = (context: PDFContext, object: PDFObject): boolean => {
  const dict = dictOf(object)
  if (!dict) return false
  if (['FontFile', 'FontFile2', 'FontFile3', 'ToUnicode', 'CharProcs'].some((key) => dict.get(n(key)) !== undefined))
    return true
  const encoding = context.lookup(dict.get(n('Encoding')))
  return encoding instanceof PDFDict && encoding.get(n('Differences')) !== undefined
}

/**
 * Prepares every page to be copied: annotations drawn or dropped, resources cut down to what is used, private data and
 * ways to other parts of the file cut off. `marked`: numbers from 0 of the pages that will not be copied. null when the
 * file can be shown but not taken apart (an encrypted or mended one).
 */
export const prepareCopies = async (bytes: Uint8Array, marked: ReadonlySet<number>): Promise<Copyable | null> => {
  let document: PDFDocument
  let pages: PDFPage[]
  try {
    document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true })
    pages = document.getPages()
  } catch {
    return null
  }
  const { context } = document
  const notCopied = new Map<number, NotCopied>()
  const reach: Map<string, PDFObject>[] = []
  pages.forEach((page, i) => {
    try {
      const { node } = page
      const resources = context.lookup(node.Resources())
      const own = resources instanceof PDFDict ? resources.clone(context) : PDFDict.withContext(context)
      if (isCropped(page)) notCopied.set(i, 'cropped')
      flattenAnnotations(context, node, own)
      node.set(n('Resources'), prune(context, allContent(context, node.get(n('Contents'))), own, 0))
      for (const key of node.keys()) if (!keep.has(key.decodeText())) node.delete(key)
    } catch {
      notCopied.set(i, 'unreadable')
    }
    reach.push(reached(context, page.node))
    if (hasLayers(reach[i]!.values())) notCopied.set(i, 'layers')
  })
  const large = new Set<string>()
  for (const i of marked)
    for (const [tag, object] of reach[i] ?? []) if (isLargePicture(context, object)) large.add(tag)
  reach.forEach((objects, i) => {
    if (!marked.has(i) && !notCopied.has(i) && [...objects.keys()].some((tag) => large.has(tag)))
      notCopied.set(i, 'shared')
  })
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const dict = dictOf(object)
    if (object instanceof PDFRawStream && isPhoto(context, object)) {
      const cleaned = checkImage(object.contents)?.cleaned
      if (cleaned && cleaned.length !== object.contents.length) {
        object.dict.set(n('Length'), PDFNumber.of(cleaned.length))
        context.assign(ref, PDFRawStream.of(object.dict, cleaned))
      }
    }
    if (dict && !(nameOf(dict.get(n('Type'))) === 'Page')) for (const key of astray) dict.delete(n(key))
  }
  const fonts = reach.map(
    (objects) => new Set([...objects].filter(([, object]) => isLetters(context, object)).map(([tag]) => tag)),
  )
  return { document, notCopied, fonts }
}
