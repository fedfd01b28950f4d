/** The layout engine and the renderer of pdfmake, which its types do not describe; what tagged-pdf.ts uses of them. */

declare module 'pdfmake/js/PDFDocument.js' {
  import type { Readable } from 'node:stream'

  /** An element of the structure tree; a function draws its content. */
  export type StructureElement = {
    dictionary: { data: Record<string, unknown> }
    add(child: StructureElement | (() => void)): StructureElement
    end(): void
  }
  export default class PDFDocument extends Readable {
    constructor(
      fonts: object,
      images: object,
      patterns: object,
      attachments: object,
      options: object,
      virtualfs: null,
      localAccessPolicy: (path: string) => boolean,
    )
    page: { height: number }
    struct(role: string, options?: { alt?: string; actual?: string }): StructureElement
    addStructure(element: StructureElement): void
    markContent(tag: 'Artifact', options: { type: 'Layout' | 'Pagination' }): void
    endMarkedContent(): void
    link(x: number, y: number, width: number, height: number, url: string, options?: object): this
    end(): void
  }
}

declare module 'pdfmake/js/LayoutBuilder.js' {
  import type { Content, DynamicContent } from 'pdfmake/interfaces.js'
  import type PDFDocument from 'pdfmake/js/PDFDocument.js'

  export type LaidPage = { items: unknown[] }
  export default class LayoutBuilder {
    constructor(pageSize: object, pageMargins: object, svgMeasure: object)
    /** Where the next node goes; `transactionLevel` is above 0 inside what must not break. */
    writer: { context(): { availableHeight: number }; moveToNextPage(): void; transactionLevel: number }
    processNode(node: { room?: number }, ...rest: unknown[]): void
    layoutDocument(
      content: Content,
      document: PDFDocument,
      styles: object,
      defaultStyle: object,
      background?: undefined,
      header?: undefined,
      footer?: DynamicContent,
    ): LaidPage[]
  }
}

declare module 'pdfmake/js/SVGMeasure.js' {
  export default class SVGMeasure {}
}

declare module 'pdfmake/js/Renderer.js' {
  import type { LaidPage } from 'pdfmake/js/LayoutBuilder.js'
  import type PDFDocument from 'pdfmake/js/PDFDocument.js'

  /** Some signs of one look, as they stand in a line; `part` is what we gave to the text they come from. */
  export type Inline = {
    text: string
    x: number
    width: number
    font: object
    fontSize: number
    color: string
    decoration: unknown
    sup: boolean
    sub: boolean
    link: string | null
    part?: import('./structure.ts').Part
  }
  export type Line = { inlines: Inline[]; getHeight(): number; getAscenderHeight(): number; clone(): Line }
  export type Placed = { x: number; y: number; _width: number; _height: number; part?: import('./structure.ts').Part }
  export default class Renderer {
    constructor(document: PDFDocument)
    pdfDocument: PDFDocument
    renderPages(pages: LaidPage[]): void
    renderLine(line: Line, x: number, y: number): void
    renderVector(vector: { part?: import('./structure.ts').Part }): void
    renderImage(image: Placed): void
    renderSVG(svg: Placed): void
  }
}
