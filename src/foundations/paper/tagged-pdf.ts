import { createRequire } from 'node:module'
import { buffer } from 'node:stream/consumers'
import type { Content, DynamicContent } from 'pdfmake/interfaces.js'
import type { StructureElement } from 'pdfmake/js/PDFDocument.js'
import type { Inline, Line, Placed } from 'pdfmake/js/Renderer.js'
import type { Part } from './structure.ts'

// The parts of the library one by one: put together as it does it itself, they cannot be told what a text is.
const require = createRequire(import.meta.url)
const { default: LayoutBuilder } =
  require('pdfmake/js/LayoutBuilder.js') as typeof import('pdfmake/js/LayoutBuilder.js')
const { default: PDFDocument } = require('pdfmake/js/PDFDocument.js') as typeof import('pdfmake/js/PDFDocument.js')
const { default: Renderer } = require('pdfmake/js/Renderer.js') as typeof import('pdfmake/js/Renderer.js')
const { default: SVGMeasure } = require('pdfmake/js/SVGMeasure.js') as typeof import('pdfmake/js/SVGMeasure.js')

declare module 'pdfmake/interfaces.js' {
  interface ContentBase {
    /** What the text or picture is in the document's structure; without it, it is read by nobody. */
    part?: Part
    /** Points that must be left on the page where it begins: what belongs to it stands beside it, not on the next page. */
    room?: number
  }
}

/** A list item as the library lays it out: it draws the sign before the item itself. */
export type Marked = {
  stack: Content[]
  listMarker?: { _inlines?: { part?: Part }[]; canvas?: { part?: Part }[] }
}

export type TaggedDefinition = {
  /** Points. */
  page: { width: number; height: number }
  margins: { left: number; top: number; right: number; bottom: number }
  info: Record<string, string | Date>
  language: string
  fonts: Record<string, { normal: string; bold: string }>
  defaultStyle: object
  content: Content[]
  footer: DynamicContent
  structure: Part
  /** The signs before list items, and what they are in the structure. */
  labels: { item: Marked; label: Part }[]
}

/** A link says where it leads to whoever cannot see it. */
class Document extends PDFDocument {
  override link(x: number, y: number, width: number, height: number, url: string, options: object = {}): this {
    return super.link(x, y, width, height, url, { ...options, Contents: new String(url) })
  }
}

/** No heading or caption stays behind at the foot of a page. */
class Builder extends LayoutBuilder {
  override processNode(node: { room?: number }, ...rest: unknown[]) {
    const { writer } = this
    if (node.room && writer.transactionLevel === 0 && writer.context().availableHeight < node.room)
      writer.moveToNextPage()
    super.processNode(node, ...rest)
  }
}

const looks = ['part', 'link', 'font', 'fontSize', 'color', 'decoration', 'sup', 'sub'] as const

/** The library breaks Chinese into single characters; those that look alike are drawn as one. */
const joined = (inlines: readonly Inline[]): Inline[] => {
  const made: Inline[] = []
  for (const inline of inlines) {
    const last = made.at(-1)
    if (last && looks.every((look) => last[look] === inline[look])) {
      last.text += inline.text
      last.width += inline.width
    } else made.push({ ...inline })
  }
  return made
}

/** A line in pieces of one part and one link each. */
const pieces = (line: Line): Line[] => {
  const groups: Inline[][] = []
  for (const inline of joined(line.inlines)) {
    const last = groups.at(-1)
    if (last && last[0]!.part === inline.part && last[0]!.link === inline.link) last.push(inline)
    else groups.push([inline])
  }
  const measures = { getHeight: () => line.getHeight(), getAscenderHeight: () => line.getAscenderHeight() }
  return groups.map((inlines) => Object.assign(line.clone(), { inlines, ...measures }))
}

/** Draws every text and picture as content of its part; whatever has none, and what is repeated, is read by nobody. */
class TaggedRenderer extends Renderer {
  private readonly elements: ReadonlyMap<Part, StructureElement>
  private readonly drawn = new Set<Inline | undefined>()

  constructor(document: InstanceType<typeof PDFDocument>, elements: ReadonlyMap<Part, StructureElement>) {
    super(document)
    this.elements = elements
  }

  private draw(part: Part | undefined, draw: () => void, otherwise: 'Layout' | 'Pagination' = 'Layout') {
    const element = part && this.elements.get(part)
    if (element) return void element.add(draw)
    this.pdfDocument.markContent('Artifact', { type: otherwise })
    draw()
    this.pdfDocument.endMarkedContent()
  }

  override renderLine(line: Line, x: number, y: number) {
    // The head rows of a table stand again on each of its pages.
    const repeated = this.drawn.has(line.inlines[0])
    this.drawn.add(line.inlines[0])
    for (const piece of pieces(line)) {
      const [{ part, link }] = piece.inlines as [Inline]
      const print = () => super.renderLine(piece, x, y)
      const element = part && !repeated ? this.elements.get(part) : undefined
      if (!element || !link) {
        this.draw(repeated ? undefined : part, print, 'Pagination')
        continue
      }
      const leading = this.pdfDocument.struct('Link')
      element.add(leading)
      leading.add(print).end()
    }
  }

  override renderVector(vector: { part?: Part }) {
    this.draw(vector.part, () => super.renderVector(vector))
  }

  override renderImage(image: Placed) {
    this.place(image)
    this.draw(image.part, () => super.renderImage(image))
  }

  override renderSVG(svg: Placed) {
    this.place(svg)
    this.draw(svg.part, () => super.renderSVG(svg))
  }

  /** Says where a picture stands, for programs that lay a page out anew. */
  private place({ part, x, y, _width: width, _height: height }: Placed) {
    const element = part && this.elements.get(part)
    const from = this.pdfDocument.page.height
    if (element)
      element.dictionary.data.A = { O: 'Layout', Placement: 'Block', BBox: [x, from - y - height, x + width, from - y] }
  }
}

/** Lays out, draws and tags a document. The structure is complete beforehand; drawing only fills it. */
export async function taggedPdf(definition: TaggedDefinition): Promise<Uint8Array> {
  const { page, margins, info, language, fonts, defaultStyle, content, footer, structure, labels } = definition
  const files = new Set(Object.values(fonts).flatMap(({ normal, bold }) => [normal, bold]))
  const options = {
    size: [page.width, page.height],
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: language,
    fontLayoutCache: true,
    autoFirstPage: false,
    info: { Producer: 'pdfmake', Creator: 'pdfmake', ...Object.fromEntries(Object.entries(info).filter(([, v]) => v)) },
    font: null,
  }
  // Nothing of a paper may lead the program to another file.
  const document = new Document(fonts, {}, {}, {}, options, null, (path) => files.has(path))
  const builder = new Builder({ orientation: 'portrait', ...page }, margins, new SVGMeasure())
  const pages = builder.layoutDocument(content, document, {}, defaultStyle, undefined, undefined, footer)
  for (const { item, label } of labels)
    for (const sign of item.listMarker?._inlines ?? item.listMarker?.canvas ?? []) sign.part = label

  const elements = new Map<Part, StructureElement>()
  const grow = (part: Part, under?: StructureElement) => {
    const element = document.struct(part.role, { alt: part.alt, actual: part.actual })
    if (part.attributes) element.dictionary.data.A = part.attributes
    elements.set(part, element)
    if (under) under.add(element)
    else document.addStructure(element)
    for (const inner of part.parts) grow(inner, element)
  }
  grow(structure)
  new TaggedRenderer(document, elements).renderPages(pages)
  document.end()
  return packed(await buffer(document))
}

/** Bytes beyond which packing takes longer than what it saves: tables of thousands of rows, pictures. */
const worthPacking = 2 * 1024 * 1024

/** Puts the small objects of a structure together and compresses them; they would treble an ordinary table. */
const packed = async (bytes: Uint8Array): Promise<Uint8Array> => {
  if (bytes.length > worthPacking) return new Uint8Array(bytes)
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  return (await PDFDocument.load(bytes, { updateMetadata: false })).save({ useObjectStreams: true })
}
