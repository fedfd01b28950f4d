import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { boxShape, type Matrix, type Shape, shapeOf, strokeOf, times } from './pdf-shape.ts'

/** A letter as a page draws it, in points of the displayed page from its upper left corner. */
export type Glyph = {
  text: string
  /** Where its base line begins and ends. */
  from: readonly [number, number]
  to: readonly [number, number]
  /** From the base line to the top of a letter: as long as the letter is high. */
  up: readonly [number, number]
  vertical: boolean
  /** Set by a mode that draws nothing: what OCR puts under a scan. */
  unseen: boolean
  /** `#rrggbb`; null for a pattern, and for letters that are more than filled. */
  colour: string | null
}

/** Something painted that is no letter, in points of the displayed page as letters are. */
export type Paint = {
  /** The area filled and those it is clipped to: only what lies in all of them is painted. */
  areas: readonly [Shape, ...Shape[]]
  kind: 'fill' | 'picture'
  colour: string | null
  /** Nothing that was there before shines through. */
  opaque: boolean
  /** How many of the page's letters were drawn before it. */
  before: number
}

type DrawnGlyph = { unicode: string; width: number; isSpace: boolean; vmetric?: number[] }
/** `pattern`: covers as a colour does; `thin`: nothing, or a pattern with holes. */
type Colour = `#${string}` | 'pattern' | 'thin'
type Group = { bbox?: number[] | null; matrix?: Matrix | null; smask?: unknown }
type Font = { fontMatrix?: number[]; vertical?: boolean; isType3Font?: boolean }

/** State of ISO 32000 8.4 and 9.3, as far as it moves letters or tells whether a filled area can be seen through. */
const initial = () => ({
  matrix: [1, 0, 0, 1, 0, 0] as Matrix,
  clips: [] as readonly Shape[],
  fill: '#000000' as Colour,
  stroke: '#000000' as Colour,
  lineWidth: 1,
  alpha: 1,
  strokeAlpha: 1,
  blended: false,
  masked: false,
  /** Inside a group that is seen through as a whole, or is a mask itself. */
  veiled: false,
  font: undefined as Font | undefined,
  size: 0,
  turned: 1,
  characterSpacing: 0,
  wordSpacing: 0,
  stretch: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  text: null as Matrix | null,
  x: 0,
  y: 0,
  lineX: 0,
  lineY: 0,
})

/**
 * Every letter that a page draws, with its exact place, by the same steps as pdf.js draws it (CanvasGraphics.showText):
 * its own listing of text tells the places of lines only. Beside them every area that is painted.
 * What belongs to hidden layers is left out, and what stands inside patterns. A page that cannot be read has nothing.
 */
export const drawingOfPage = async (
  pdf: PDFDocumentProxy,
  page: PDFPageProxy,
): Promise<{ glyphs: Glyph[]; paints: Paint[] }> => {
  const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const evenOdds = new Set([OPS.eoFill, OPS.eoFillStroke, OPS.closeEOFillStroke])
  const fills = new Set([OPS.fill, OPS.fillStroke, OPS.closeFillStroke, ...evenOdds])
  const strokes = new Set([OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.closeFillStroke, OPS.eoFillStroke])
  const list = await page.getOperatorList().catch(() => null)
  const layers = await pdf.getOptionalContentConfig().catch(() => null)
  const base = page.getViewport({ scale: 1 }).transform as Matrix
  const glyphs: Glyph[] = []
  const paints: Paint[] = []
  let state = { ...initial(), matrix: base }
  let saved: (typeof state)[] = []
  const shown: boolean[] = []
  let clipping: 'nonzero' | 'evenodd' | undefined

  const clipTo = (shape: Shape) => {
    state.clips = [...state.clips, shape]
  }
  const seenThrough = (alpha = state.alpha) => state.veiled || state.masked || state.blended || alpha < 0.95
  const paint = (area: Shape, kind: Paint['kind'], colour: Colour, alpha?: number) => {
    if (!shown.every(Boolean)) return
    paints.push({
      areas: [area, ...state.clips],
      kind,
      colour: plain(colour),
      opaque: colour !== 'thin' && !seenThrough(alpha),
      before: glyphs.length,
    })
  }

  const move = (x: number, y: number) => {
    state.x = state.lineX += x
    state.y = state.lineY += y
  }

  const show = (drawn: (DrawnGlyph | number)[]) => {
    const { font, size, turned } = state
    if (!font || size === 0) return
    const unit = (font.fontMatrix?.[0] || 0.001) * size
    const vertical = font.vertical === true && !font.isType3Font
    const stretch = state.stretch * turned
    const place = times(state.matrix, state.text ?? [1, 0, 0, 1, 0, 0])
    const at = (x: number, y: number) =>
      [place[0]! * x + place[2]! * y + place[4]!, place[1]! * x + place[3]! * y + place[5]!] as const
    const lift = (x: number, y: number) => [place[0]! * x + place[2]! * y, place[1]! * x + place[3]! * y] as const
    const visible = shown.every(Boolean)
    let along = 0
    for (const one of drawn) {
      if (typeof one === 'number') {
        along += ((vertical ? 1 : -1) * one * size) / 1000
        continue
      }
      const spacing = (one.isSpace ? state.wordSpacing : 0) + state.characterSpacing
      const width = (vertical ? -(one.vmetric?.[0] ?? -1000) : one.width) * unit
      const text = one.unicode
      if (visible && text) {
        const unseen = state.mode === 3 || state.mode === 7
        const colour = state.mode % 4 === 0 && !seenThrough() ? plain(state.fill) : null
        const y = state.y + state.rise
        if (vertical)
          glyphs.push({
            text,
            from: at(state.x, y - along),
            to: at(state.x, y - along - width),
            up: lift(size, 0),
            vertical,
            unseen,
            colour,
          })
        else
          glyphs.push({
            text,
            from: at(state.x + along * stretch, y),
            to: at(state.x + (along + width) * stretch, y),
            up: lift(0, size * turned),
            vertical,
            unseen,
            colour,
          })
      }
      along += vertical ? width - spacing * turned : width + spacing * turned
    }
    if (vertical) state.y -= along
    else state.x += along * stretch
  }

  list?.fnArray.forEach((fn, i) => {
    const args = (list.argsArray[i] ?? []) as never[]
    const number = (n: number) => Number(args[n] ?? 0)
    switch (fn) {
      case OPS.save:
        saved.push({ ...state })
        break
      case OPS.beginGroup: {
        saved.push({ ...state })
        const { bbox, matrix, smask } = args[0]! as unknown as Group
        if (bbox) clipTo(boxShape(bbox, matrix ? times(state.matrix, matrix) : state.matrix))
        Object.assign(state, { veiled: seenThrough() || Boolean(smask), alpha: 1, blended: false, masked: false })
        break
      }
      case OPS.restore:
      case OPS.endGroup:
      case OPS.paintFormXObjectEnd:
        state = saved.pop() ?? state
        break
      case OPS.transform:
        state.matrix = times(state.matrix, args as Matrix)
        break
      case OPS.paintFormXObjectBegin:
        saved.push({ ...state })
        if (args[0]) state.matrix = times(state.matrix, args[0])
        if (args[1]) clipTo(boxShape(args[1], state.matrix))
        break
      case OPS.beginAnnotation:
        saved = []
        state = { ...initial(), matrix: times(times(base, args[2]!), args[3]!) }
        if (args[1]) clipTo(boxShape(args[1], base))
        break
      case OPS.endAnnotation:
        saved = []
        state = { ...initial(), matrix: base }
        break
      case OPS.beginMarkedContent:
        shown.push(true)
        break
      case OPS.beginMarkedContentProps:
        shown.push((args[0] as unknown) !== 'OC' || layers?.isVisible(args[1]) !== false)
        break
      case OPS.endMarkedContent:
        shown.pop()
        break
      case OPS.setGState:
        for (const [key, value] of args[0]! as unknown as [string, unknown][]) {
          if (key === 'ca') state.alpha = Number(value)
          if (key === 'CA') state.strokeAlpha = Number(value)
          if (key === 'BM') state.blended = value !== 'source-over'
          if (key === 'SMask') state.masked = Boolean(value)
          if (key === 'LW') state.lineWidth = Number(value)
        }
        break
      case OPS.setLineWidth:
        state.lineWidth = number(0)
        break
      case OPS.setFillRGBColor:
        state.fill = args[0]!
        break
      case OPS.setStrokeRGBColor:
        state.stroke = args[0]!
        break
      case OPS.setFillTransparent:
        state.fill = 'thin'
        break
      case OPS.setStrokeTransparent:
        state.stroke = 'thin'
        break
      case OPS.setFillColorN:
        state.fill = (args[0] as unknown) === 'Shading' ? 'pattern' : 'thin'
        break
      case OPS.setStrokeColorN:
        state.stroke = (args[0] as unknown) === 'Shading' ? 'pattern' : 'thin'
        break
      case OPS.clip:
        clipping = 'nonzero'
        break
      case OPS.eoClip:
        clipping = 'evenodd'
        break
      case OPS.constructPath: {
        const [how, [path]] = args as unknown as [number, [ArrayLike<number> | null]]
        if (path && fills.has(how)) paint(shapeOf(path, state.matrix, evenOdds.has(how)), 'fill', state.fill)
        if (path && strokes.has(how))
          paint(strokeOf(path, state.matrix, state.lineWidth), 'fill', state.stroke, state.strokeAlpha)
        if (path && clipping) clipTo(shapeOf(path, state.matrix, clipping === 'evenodd'))
        clipping = undefined
        break
      }
      case OPS.paintSolidColorImageMask:
        paint(boxShape([0, 0, 1, 1], state.matrix), 'fill', state.fill)
        break
      case OPS.paintImageMaskXObject:
        paint(boxShape([0, 0, 1, 1], state.matrix), 'fill', 'thin')
        break
      case OPS.shadingFill:
        paint(boxShape(page.view, base), 'fill', 'thin')
        break
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject: {
        // A picture with a mask of its own is announced as one.
        const masked = [i - 1, i - 2].some(
          (at) => list.fnArray[at] === OPS.setGState && tellsOfMask(list.argsArray[at]),
        )
        paint(boxShape([0, 0, 1, 1], state.matrix), 'picture', masked ? 'thin' : 'pattern')
        break
      }
      case OPS.beginText:
        state.text = null
        state.x = state.y = state.lineX = state.lineY = 0
        break
      case OPS.setTextMatrix:
        state.text = [...((args.length === 1 ? args[0] : args) as Iterable<number>)]
        state.x = state.y = state.lineX = state.lineY = 0
        break
      case OPS.moveText:
        move(number(0), number(1))
        break
      case OPS.setLeadingMoveText:
        state.leading = number(1)
        move(number(0), number(1))
        break
      case OPS.setLeading:
        state.leading = -number(0)
        break
      case OPS.nextLine:
        move(0, state.leading)
        break
      case OPS.setCharSpacing:
        state.characterSpacing = number(0)
        break
      case OPS.setWordSpacing:
        state.wordSpacing = number(0)
        break
      case OPS.setHScale:
        state.stretch = number(0) / 100
        break
      case OPS.setTextRise:
        state.rise = number(0)
        break
      case OPS.setTextRenderingMode:
        state.mode = number(0)
        break
      case OPS.setFont: {
        const name = String(args[0])
        state.font = page.commonObjs.has(name) ? page.commonObjs.get(name) : undefined
        state.size = Math.abs(number(1))
        state.turned = number(1) < 0 ? -1 : 1
        break
      }
      case OPS.showText:
        show(args[0]!)
        break
    }
  })
  return { glyphs, paints }
}

const plain = (colour: Colour): string | null => (colour === 'pattern' || colour === 'thin' ? null : colour)
const tellsOfMask = (args: unknown): boolean => JSON.stringify(args) === '[[["SMask",false]]]'
