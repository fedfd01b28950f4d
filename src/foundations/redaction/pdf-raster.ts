import { deflateSync } from 'node:zlib'
import {
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'
import type { Canvas } from '@napi-rs/canvas'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import type { Glyph } from '../documents/pdf-drawing.ts'
import { maxPixels, maxSide, paintBars, pixelsOf, whitePage } from './canvas.ts'
import type { PageMark } from './mark.ts'
import { type Box, boxOf, textOfPage } from './pdf-pages.ts'

/** Points of a displayed page per inch, and dots per inch that pages are drawn at. */
const POINTS = 72
export const DPI = 200

/** A page drawn with its bars: the picture, its size on paper in points, how fine it is, and the letters that may stay. */
export type DrawnPage = { canvas: Canvas; width: number; height: number; dpi: number; letters: Glyph[][] | null }

/** Dots per inch at which a page of this size can be drawn, at most 200. */
export const finest = (width: number, height: number): number =>
  Math.min(DPI, (maxSide / Math.max(width, height)) * POINTS, Math.sqrt(maxPixels / (width * height)) * POINTS)

const overlaps = (a: { left: number; top: number; width: number; height: number }, b: typeof a): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height

/** Words that are drawn leave ink: a box in which nothing changes holds none that can be seen. */
const hasInk = (
  pixels: Uint8Array,
  stride: number,
  box: { left: number; top: number; width: number; height: number },
) => {
  let [low, high] = [255, 0]
  for (let y = box.top; y < box.top + box.height; y++)
    for (let x = box.left; x < box.left + box.width; x++) {
      const at = (y * stride + x) * 4
      const light = (pixels[at]! * 3 + pixels[at + 1]! * 6 + pixels[at + 2]!) / 10
      if (light < low) low = light
      if (light > high) high = light
      if (high - low > 60) return true
    }
  return false
}

/**
 * The letters of a page that may stand, unseen, under its picture so that it can be searched and read aloud: only those
 * that are drawn on the page itself, whose box is free of bars and shows ink, line by line. null when the page has text
 * that is set but not drawn (what OCR puts under a scan), since then nobody can say where its words belong.
 */
const lettersBesideBars = async (
  pdf: PDFDocumentProxy,
  page: PDFPageProxy,
  canvas: Canvas,
  marks: readonly PageMark[],
): Promise<Glyph[][] | null> => {
  const { width, height } = page.getViewport({ scale: 1 })
  const lines = await textOfPage(pdf, page)
  if (lines.some(({ glyphs }) => glyphs.some(({ unseen }) => unseen))) return null
  const bars = marks.map((mark) => pixelsOf(mark, canvas.width, canvas.height))
  const pixels = canvas.data()
  const pixelBox = ({ left, top, right, bottom }: Box, slack: number) => {
    const x = Math.max(0, Math.floor(((left - slack) / width) * canvas.width))
    const y = Math.max(0, Math.floor(((top - slack) / height) * canvas.height))
    const x1 = Math.min(canvas.width, Math.ceil(((right + slack) / width) * canvas.width))
    const y1 = Math.min(canvas.height, Math.ceil(((bottom + slack) / height) * canvas.height))
    return { left: x, top: y, width: x1 - x, height: y1 - y }
  }
  const mayStay = (glyph: Glyph): boolean => {
    const box = boxOf([glyph])
    // A tenth of a letter of doubt on each side; one letter that stands for many says more than is drawn.
    const doubt = pixelBox(box, Math.hypot(...glyph.up) / 10)
    if (glyph.text.length > 3 || glyph.vertical || doubt.width <= 0 || doubt.height <= 0) return false
    if (box.left < -1 || box.top < -1 || box.right > width + 1 || box.bottom > height + 1) return false
    if (bars.some((bar) => overlaps(bar, doubt))) return false
    return glyph.text.trim() === '' || hasInk(pixels, canvas.width, pixelBox(box, 0))
  }
  return lines.flatMap(({ glyphs, along }) => {
    const kept: Glyph[][] = [[]]
    for (const glyph of along === null ? [] : glyphs)
      if (mayStay(glyph)) kept[kept.length - 1]!.push(glyph)
      else if (kept[kept.length - 1]!.length) kept.push([])
    return kept.filter((run) => run.some(({ text }) => text.trim() !== ''))
  })
}

/** Draws a page as displayed, at 200 dpi or as fine as its size allows, and paints the bars over it. */
export const drawPage = async (
  pdf: PDFDocumentProxy,
  page: PDFPageProxy,
  marks: readonly PageMark[],
): Promise<DrawnPage> => {
  const { width, height } = page.getViewport({ scale: 1 })
  const dpi = finest(width, height)
  const viewport = page.getViewport({ scale: dpi / POINTS })
  const { canvas, context } = whitePage(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  )
  // Nothing of a page that is withheld as a whole needs to be drawn.
  const whole = marks.some((mark) => 'whole' in mark)
  if (!whole)
    await page.render({ canvas: null, canvasContext: context as never, viewport, background: '#ffffff' }).promise
  paintBars(context, marks, { width: canvas.width, height: canvas.height }, (5 / POINTS) * dpi)
  const letters = whole ? [] : await lettersBesideBars(pdf, page, canvas, marks)
  page.cleanup()
  return { canvas, width, height, dpi, letters }
}

const n = (name: string) => PDFName.of(name)

/** Pixels as a PDF picture: text on white as 16 greys, loss-free; anything else as JPEG. */
const pictureOf = (document: PDFDocument, canvas: Canvas): PDFRef => {
  const { context } = document
  const { width, height } = canvas
  const pixels = canvas.data()
  const dict = (more: Record<string, string | number>) =>
    context.obj({ Type: 'XObject', Subtype: 'Image', Width: width, Height: height, ...more })
  let plain = 0
  let grey = true
  for (let at = 0; at < pixels.length && grey; at += 4) {
    const [r, g, b] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
    grey = Math.abs(r - g) < 4 && Math.abs(g - b) < 4
    if (g < 48 || g > 208) plain++
  }
  if (!grey || plain < (pixels.length / 4) * 0.92) {
    const jpeg = canvas.toBuffer('image/jpeg', 90)
    const made = dict({ ColorSpace: 'DeviceRGB', BitsPerComponent: 8, Filter: 'DCTDecode', Length: jpeg.length })
    return context.register(PDFRawStream.of(made, new Uint8Array(jpeg)))
  }
  const row = Math.ceil(width / 2)
  const packed = new Uint8Array(row * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const level = Math.round(pixels[(y * width + x) * 4 + 1]! / 17)
      packed[y * row + (x >> 1)]! |= x & 1 ? level : level << 4
    }
  const content = deflateSync(packed, { level: 6 })
  const made = dict({ ColorSpace: 'DeviceGray', BitsPerComponent: 4, Filter: 'FlateDecode', Length: content.length })
  return context.register(PDFRawStream.of(made, new Uint8Array(content)))
}

const hex = (value: number) => value.toString(16).padStart(4, '0').toUpperCase()

/** Every UTF-16 unit stands for itself; ranges may not cross a last byte (Adobe 5014). */
const identityMap = (): string => {
  const ranges = Array.from({ length: 256 }, (_, i) => `<${hex(i * 256)}> <${hex(i * 256 + 255)}> <${hex(i * 256)}>`)
  const blocks = [ranges.slice(0, 100), ranges.slice(100, 200), ranges.slice(200)]
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def /CMapName /G def',
    '1 begincodespacerange <0000> <FFFF> endcodespacerange',
    ...blocks.map((block) => `${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`),
    'endcmap end end',
  ].join('\n')
}

/** A font without any letters: what is set in it is never drawn, so no form of a letter is in the file. */
export const unseenFont = (document: PDFDocument): PDFRef => {
  const { context } = document
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: 'Unseen',
      Flags: 4,
      FontBBox: [0, -270, 1000, 950],
      ItalicAngle: 0,
      Ascent: 950,
      Descent: -270,
      CapHeight: 950,
      StemV: 80,
    }),
  )
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: 'Unseen',
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      DW: 1000,
      CIDToGIDMap: 'Identity',
      FontDescriptor: descriptor,
    }),
  )
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'Unseen',
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(identityMap())),
    }),
  )
}

const short = (value: number) => value.toFixed(3).replace(/\.?0+$/, '')

/** Each run of letters as one string, spread over the length that it has on the page, whose y axis points up. */
const unseenText = (runs: readonly Glyph[][], height: number): string =>
  runs
    .map((run) => {
      const text = run.map((glyph) => glyph.text).join('')
      const [first, last] = [run[0]!, run[run.length - 1]!]
      const [x, y] = first.from
      const step = [(last.to[0] - x) / text.length, (last.to[1] - y) / text.length] as const
      const place = [step[0], -step[1], first.up[0], -first.up[1], x, height - y].map(short).join(' ')
      const codes = [...Array(text.length).keys()].map((i) => hex(text.charCodeAt(i))).join('')
      return `${place} Tm <${codes}> Tj`
    })
    .join('\n')

/** Adds a drawn page to a document. PDF pages end at 14,400 units, so larger ones count in larger units. */
export const addDrawnPage = (
  document: PDFDocument,
  { canvas, width, height, letters }: DrawnPage,
  font: () => PDFRef,
): PDFPage => {
  const unit = Math.max(1, Math.ceil(Math.max(width, height) / 14_400))
  const { context } = document
  const page = document.addPage([width / unit, height / unit])
  if (unit > 1) page.node.set(n('UserUnit'), PDFNumber.of(unit))
  const picture = pictureOf(document, canvas)
  const text = letters?.length ? `BT 3 Tr /T 1 Tf\n${unseenText(letters, height)}\nET\n` : ''
  const scale = short(1 / unit)
  const content = `q ${short(width / unit)} 0 0 ${short(height / unit)} 0 0 cm /I Do Q\n${text ? `q ${scale} 0 0 ${scale} 0 0 cm\n${text}Q` : ''}`
  page.node.set(
    n('Resources'),
    context.obj({ XObject: { I: picture }, ...(text ? { Font: { T: font() } } : {}) } as never),
  )
  page.node.set(n('Contents'), context.register(context.flateStream(content)))
  page.node.delete(n('Annots'))
  return page
}
