import type { PDFDocumentProxy } from 'pdfjs-dist'
import { drawingOfPage, type Glyph, type Paint } from '../pdf-drawing.ts'
import { boundsOf, holds } from '../pdf-shape.ts'
import { pdfSource } from '../pdf-source.ts'
import { finding, type HiddenFinding } from './finding.ts'
import { placeWords } from './words.zh.ts'

const MAX_PAGES = 500
/** Larger pictures, such as scans of whole pages, are not decoded. */
const MAX_PIXELS = 1_000_000
/** Less than this, in points, covers no letter. */
const LEAST = 3

/** Points of a letter that its shape lies around: what covers them all leaves nothing that could be read. */
const pointsOf = ({ from, to, up, vertical }: Glyph): (readonly [number, number])[] => {
  const [low, middle, high] = vertical ? [-0.3, 0, 0.3] : [0.1, 0.35, 0.6]
  const at = (along: number, lift: number) =>
    [from[0] + (to[0] - from[0]) * along + up[0] * lift, from[1] + (to[1] - from[1]) * along + up[1] * lift] as const
  return [at(0.2, low), at(0.8, low), at(0.5, middle), at(0.2, high), at(0.8, high)]
}

const isLetter = ({ text }: Glyph) => /[\p{L}\p{N}]/u.test(text)
const heightOf = ({ up }: Glyph) => Math.hypot(...up)
const gap = (a: readonly [number, number], b: readonly [number, number]) => Math.hypot(a[0] - b[0], a[1] - b[1])

/** Letters by what and about where they are, so that a page full of them is not gone through for each. */
const placed = (glyphs: readonly Glyph[]) => {
  const cell = 4
  const key = (text: string, x: number, y: number) => `${text} ${x} ${y}`
  const cells = new Map<string, number[]>()
  glyphs.forEach(({ text, from: [x, y] }, i) => {
    const at = key(text, Math.floor(x / cell), Math.floor(y / cell))
    cells.set(at, [...(cells.get(at) ?? []).slice(-20), i])
  })
  /** Whether the same letter is drawn at the same place once more from `first` on, so that it can be seen. */
  return (glyph: Glyph, first: number, seen: (other: Glyph) => boolean): boolean => {
    const [x, y] = glyph.from.map((one) => Math.floor(one / cell)) as [number, number]
    const near = [-1, 0, 1].flatMap((dx) =>
      [-1, 0, 1].flatMap((dy) => cells.get(key(glyph.text, x + dx, y + dy)) ?? []),
    )
    return near.some((i) => {
      const other = glyphs[i]!
      const close = gap(other.from, glyph.from) < Math.min(heightOf(glyph) * 0.3, cell)
      return i >= first && close && !other.unseen && seen(other)
    })
  }
}

/** Colours that no eye tells apart. */
const alike = (one: string | null, other: string | null): boolean => {
  if (one === null || other === null) return false
  const [a, b] = [one, other].map((colour) => Number.parseInt(colour.slice(1), 16)) as [number, number]
  return [16, 8, 0].every((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) < 25)
}

/** What nobody sees of a page's letters: under something filled or in its very colour, and under pictures. */
const coveredLetters = (glyphs: readonly Glyph[], paints: readonly Paint[], page: number) => {
  const under = { fill: new Set<Glyph>(), picture: new Set<Glyph>(), sheet: false }
  if (!paints.length) return under
  let index: ReturnType<typeof placed> | undefined
  const drawnAgain: ReturnType<typeof placed> = (...asked) => {
    index ??= placed(glyphs)
    return index(...asked)
  }
  const letters = glyphs.map((glyph) => {
    const points = pointsOf(glyph)
    return { glyph, points, middle: points[2]!, ground: null as string | null }
  })
  for (const { areas, kind, colour, opaque, before } of paints) {
    const { left, top, right, bottom } = boundsOf(areas[0])
    if (!(right - left >= LEAST && bottom - top >= LEAST)) continue
    const whole = (right - left) * (bottom - top) > page / 2
    letters.forEach((letter, i) => {
      const { glyph, points, middle } = letter
      const [x, y] = middle
      if (x < left || x > right || y < top || y > bottom || !isLetter(glyph)) return
      // For what comes later it is enough to lie on some of it.
      if (i >= before && areas.every((area) => holds(area, x, y))) letter.ground = opaque ? colour : null
      if (i >= before || !opaque || !areas.every((area) => points.every(([px, py]) => holds(area, px, py)))) return
      if (drawnAgain(glyph, before, () => true)) return
      // The letters of a scan are put under it on purpose.
      if (whole && (kind === 'picture' || glyph.unseen)) under.sheet = true
      else under[kind].add(glyph)
    })
  }
  letters.forEach(({ glyph, ground }, i) => {
    if (glyph.unseen || !alike(ground, glyph.colour)) return
    if (!drawnAgain(glyph, i + 1, ({ colour }) => !alike(colour, glyph.colour))) under.fill.add(glyph)
  })
  return under
}

/** Letters that follow each other, with what stands between them, as they are read: one string for each place. */
const placesOf = (glyphs: readonly Glyph[], covered: ReadonlySet<Glyph>): string[] => {
  const places: string[] = []
  /** Stands between two covered letters when one that is not covered does. */
  const seen = '\n'
  let last: Glyph | undefined
  let between = ''
  for (const glyph of glyphs) {
    if (!covered.has(glyph)) {
      between = isLetter(glyph) || between === seen ? seen : between + glyph.text
      continue
    }
    const near = last && between.length < 4 && gap(last.to, glyph.from) < heightOf(glyph) * 3
    if (near && between !== seen) places[places.length - 1] += between + glyph.text
    else places.push(glyph.text)
    last = glyph
    between = ''
  }
  return places
}

const onPage = async (pdf: PDFDocumentProxy, number: number): Promise<HiddenFinding[]> => {
  const page = await pdf.getPage(number)
  try {
    const { glyphs, paints } = await drawingOfPage(pdf, page)
    const { width, height } = page.getViewport({ scale: 1 })
    const under = coveredLetters(glyphs, paints, width * height)
    const say = (letters: ReadonlySet<Glyph>, severity: 'block' | 'warn') => {
      const places = placesOf(glyphs, letters)
      const about = { count: places.length, place: placeWords.page(number), sample: places.join(' '), severity }
      return places.length ? [finding('covered-text', about)] : []
    }
    return [
      ...say(under.fill, 'block'),
      ...say(under.picture, 'warn'),
      ...(under.sheet ? [finding('text-under-image')] : []),
    ]
  } finally {
    page.cleanup()
  }
}

/**
 * Words of a PDF that lie under a bar or a picture painted over them, or stand in the colour of the bar that they are
 * set on: not to be seen, and still to be copied and found. A shade behind words of another colour, one that can be seen
 * through, and a thin line through them cover nothing. A file or page
 * that cannot be read has none: the reading of its words says so.
 */
export const coveredWords = async (bytes: Uint8Array): Promise<HiddenFinding[]> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const loading = getDocument({ ...pdfSource(bytes), maxImageSize: MAX_PIXELS })
  const found: HiddenFinding[] = []
  try {
    const pdf = await loading.promise
    for (let n = 1; n <= Math.min(pdf.numPages, MAX_PAGES); n++) found.push(...(await onPage(pdf, n).catch(() => [])))
  } catch {
    return found
  } finally {
    await loading.destroy()
  }
  const sheets = found.filter(({ kind }) => kind === 'text-under-image')
  return [...found.filter((one) => !sheets.includes(one)), ...sheets.slice(0, 1)]
}
