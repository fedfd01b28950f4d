import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import type { GroundCode } from '../classification/index.ts'
import { citationOf } from './bar-text.ts'
import { groupBy, type PageMark, rectOf } from './mark.ts'
import { pictureWords } from './words.zh.ts'

const require = createRequire(import.meta.url)

/** Folder of an installed package, with a slash at its end. */
const packageFolder = (name: string): string => `${dirname(require.resolve(`${name}/package.json`))}/`

const FONT = 'Gongkai Serif'

/** The font of bars, and of words whose own font is not in the file: one that comes with the program. */
export const loadFonts = (): void => {
  if (GlobalFonts.has(FONT)) return
  const file = join(packageFolder('@expo-google-fonts/noto-serif-sc'), '500Medium', 'NotoSerifSC_500Medium.ttf')
  GlobalFonts.registerFromPath(file, FONT)
}

/** Largest picture made of a page: 40 million pixels take 160 MB while it is drawn. */
export const maxPixels = 40_000_000
export const maxSide = 16_000

/** An empty white page, with the fonts at hand that are drawn with on it. */
export const whitePage = (width: number, height: number): { canvas: Canvas; context: SKRSContext2D } => {
  loadFonts()
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  return { canvas, context }
}

/** Pixels that a mark covers: always whole ones, so that nothing of the original shines through at an edge. */
export const pixelsOf = (mark: PageMark, width: number, height: number) => {
  const { x, y, width: w, height: h } = rectOf(mark)
  const [left, top] = [Math.max(0, Math.floor(x * width) - 1), Math.max(0, Math.floor(y * height) - 1)]
  const [right, bottom] = [
    Math.min(width, Math.ceil((x + w) * width) + 1),
    Math.min(height, Math.ceil((y + h) * height) + 1),
  ]
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) }
}

/** The widest wording of a ground that can be read in a bar; the shortest when none can. */
const fitted = (context: SKRSContext2D, wordings: string[], length: number, depth: number, readable: number) => {
  let best = { words: '', size: 0 }
  for (const words of wordings) {
    context.font = `100px "${FONT}"`
    const size = Math.min(depth * 0.72, (length * 92) / context.measureText(words).width, readable * 2)
    best = { words, size }
    if (size >= readable) return best
  }
  return best
}

/** A page or picture withheld as a whole is white with a frame and a sentence: it says why and spares the printer. */
const paintWholePage = (
  context: SKRSContext2D,
  grounds: GroundCode[],
  width: number,
  height: number,
  readable: number,
) => {
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  const margin = Math.min(width, height) * 0.06
  context.strokeStyle = '#8c8c8c'
  context.lineWidth = Math.max(1, readable / 8)
  context.strokeRect(margin, margin, width - margin * 2, height - margin * 2)
  context.fillStyle = '#262626'
  const lines = [pictureWords.wholePage, pictureWords.ground(citationOf(grounds))]
  context.font = `100px "${FONT}"`
  const widest = Math.max(...lines.map((line) => context.measureText(line).width))
  const size = Math.min(readable * 3.6, ((width - margin * 3) * 100) / widest, (height - margin * 2) / 4)
  context.font = `${size}px "${FONT}"`
  lines.forEach((line, i) => {
    context.fillText(line, width / 2, height / 2 + (i - 0.5) * size * 1.8)
  })
}

/**
 * Paints bars over a page, with the article on each: 条例第十五条, in short bars 第十五条. Upright bars carry it turned. All bars
 * are filled before anything is written, so that overlapping ones leave no gap.
 * @param readable height of the smallest letters that can be read, pixels
 */
export const paintBars = (
  context: SKRSContext2D,
  marks: readonly PageMark[],
  { width, height }: { width: number; height: number },
  readable: number,
): void => {
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalAlpha = 1
  context.globalCompositeOperation = 'source-over'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const whole = marks.filter((mark) => 'whole' in mark)
  if (whole.length) {
    paintWholePage(
      context,
      whole.map(({ ground }) => ground),
      width,
      height,
      readable,
    )
    context.restore()
    return
  }
  const bars = [...groupBy(marks, (mark) => JSON.stringify([mark.ground, rectOf(mark)])).values()].map(([mark]) => ({
    mark: mark!,
    at: pixelsOf(mark!, width, height),
  }))
  context.fillStyle = '#262626'
  for (const { at } of bars) context.fillRect(at.left, at.top, at.width, at.height)
  context.fillStyle = '#ffffff'
  for (const { mark, at } of bars) {
    const upright = at.height > at.width * 1.5
    const [length, depth] = upright ? [at.height, at.width] : [at.width, at.height]
    const full = citationOf([mark.ground])
    const article = full.replace(/^条例/, '')
    const number = article.match(/^第[^条]*条/)?.[0] ?? article
    const { words, size } = fitted(context, [full, article, number], length, depth, readable)
    if (size < 2) continue
    context.save()
    context.translate(at.left + at.width / 2, at.top + at.height / 2)
    if (upright) context.rotate(Math.PI / 2)
    context.font = `${size}px "${FONT}"`
    context.fillText(words, 0, 0)
    context.restore()
  }
  context.restore()
}
