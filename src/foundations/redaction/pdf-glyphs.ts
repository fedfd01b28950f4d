import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'

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
}

type Matrix = readonly number[]
type DrawnGlyph = { unicode: string; width: number; isSpace: boolean; vmetric?: number[] }
type Font = { fontMatrix?: number[]; vertical?: boolean; isType3Font?: boolean }

const times = (m: Matrix, n: Matrix): number[] => [
  m[0]! * n[0]! + m[2]! * n[1]!,
  m[1]! * n[0]! + m[3]! * n[1]!,
  m[0]! * n[2]! + m[2]! * n[3]!,
  m[1]! * n[2]! + m[3]! * n[3]!,
  m[0]! * n[4]! + m[2]! * n[5]! + m[4]!,
  m[1]! * n[4]! + m[3]! * n[5]! + m[5]!,
]

/** Text state of ISO 32000 9.3, as far as it moves letters. */
const initial = () => ({
  matrix: [1, 0, 0, 1, 0, 0] as Matrix,
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
 * its own listing of text tells the places of lines only. Letters of hidden layers are left out, and those inside
 * patterns. A page that cannot be read has none.
 */
export const glyphsOfPage = async (pdf: PDFDocumentProxy, page: PDFPageProxy): Promise<Glyph[]> => {
  const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const list = await page.getOperatorList().catch(() => null)
  const layers = await pdf.getOptionalContentConfig().catch(() => null)
  const base = page.getViewport({ scale: 1 }).transform as Matrix
  const glyphs: Glyph[] = []
  let state = { ...initial(), matrix: base }
  let saved: (typeof state)[] = []
  const shown: boolean[] = []

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
        const y = state.y + state.rise
        if (vertical)
          glyphs.push({
            text,
            from: at(state.x, y - along),
            to: at(state.x, y - along - width),
            up: lift(size, 0),
            vertical,
            unseen,
          })
        else
          glyphs.push({
            text,
            from: at(state.x + along * stretch, y),
            to: at(state.x + (along + width) * stretch, y),
            up: lift(0, size * turned),
            vertical,
            unseen,
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
      case OPS.beginGroup:
        saved.push({ ...state })
        break
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
        break
      case OPS.beginAnnotation:
        saved = []
        state = { ...initial(), matrix: times(times(base, args[2]!), args[3]!) }
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
  return glyphs
}
