import { type Element, elementsNamed, isElement, ownText } from '../html-tree.ts'
import { type OfdPackage, type OfdPage, ofdNumbers, ofdPath, ofdSteps, openOfd } from '../ofd-package.ts'
import { escapeText } from '../runs.ts'
import { sealPicture } from './ofd-seal.ts'

/** Objects drawn of one page; a page of a thousand of them is a map, not a letter. */
const MAX_OBJECTS = 20_000
const MAX_DEPTH = 20
const MAX_PICTURE = 3_000_000
const MAX_PICTURES = 8_000_000

export type Omitted = 'picture' | 'seal' | 'shape'

const local = (element: Element) => element.name.replace(/^.*:/, '')

/** A number as SVG takes it; what is none, or beyond any page, is 0. */
const n = (value: number | undefined): string =>
  value !== undefined && Math.abs(value) < 100_000 ? String(Math.round(value * 1000) / 1000) : '0'

const matrix = (text: string | undefined): string => {
  const ctm = ofdNumbers(text)
  return ctm.length === 6 && ctm.every(Number.isFinite) ? ` matrix(${ctm.map(n).join(' ')})` : ''
}

const place = (object: Element): string => {
  const [x, y] = ofdNumbers(object.attribs.Boundary)
  const alpha = opacityOf(object)
  return `transform="translate(${n(x)} ${n(y)})${matrix(object.attribs.CTM)}"${alpha < 1 ? ` opacity="${n(alpha)}"` : ''}`
}

/** Of an object as a whole (GB/T 33190 8.5: Alpha, 0 … 255), 0 … 1; what is not visible is 0. */
const opacityOf = ({ attribs }: Element): number => {
  if (/^(false|0)$/.test(attribs.Visible ?? '')) return 0
  const alpha = Number(attribs.Alpha ?? 255)
  return alpha >= 0 && alpha < 255 ? alpha / 255 : 1
}

const channel = (text: string): number => (text.startsWith('#') ? Number.parseInt(text.slice(1), 16) : Number(text))

/** `255 0 0`, `#ee #20 #25`, one number of grey or four of CMYK → a colour. */
const colour = (element: Element | undefined): { paint: string; opacity: string } | undefined => {
  if (!element) return undefined
  const values = (element.attribs.Value ?? '').trim().split(/\s+/).filter(Boolean).map(channel)
  const byte = (v: number | undefined) => Math.max(0, Math.min(255, Math.round(v || 0)))
  const [a, b, c, d] = values
  const rgb =
    values.length === 4
      ? [a, b, c].map((v) => 255 * (1 - byte(v) / 255) * (1 - byte(d) / 255))
      : values.length === 1
        ? [a, a, a]
        : [a, b, c]
  const alpha = Number(element.attribs.Alpha ?? 255)
  const hex = rgb.map((v) => byte(v).toString(16).padStart(2, '0')).join('')
  return { paint: `#${hex}`, opacity: alpha >= 0 && alpha < 255 ? String(alpha / 255) : '' }
}

/** AbbreviatedData (GB/T 33190 9.1): S and M move, L line, Q and B curves, A arc, C closes. */
const takes: Record<string, [string, number]> = {
  S: ['M', 2],
  M: ['M', 2],
  L: ['L', 2],
  Q: ['Q', 4],
  B: ['C', 6],
  A: ['A', 7],
  C: ['Z', 0],
}

export const svgPath = (data: string): string => {
  const tokens = data.trim().split(/[\s,]+/)
  const out: string[] = []
  for (let i = 0; i < tokens.length; ) {
    const step = takes[tokens[i]!]
    if (!step) return out.join('')
    const values = tokens.slice(i + 1, i + 1 + step[1]).map(Number)
    if (values.length < step[1] || !values.every(Number.isFinite)) return out.join('')
    out.push(step[0] + values.map(n).join(' '))
    i += 1 + step[1]
  }
  return out.join('')
}

/** What the reader's system is likely to have in the place of a Chinese font name. */
const family = (name: string): string => {
  if (/黑|hei|arial|helvetica|sans/i.test(name)) return 'sans-serif'
  if (/楷|kai/i.test(name)) return 'KaiTi, STKaiti, Kai, serif'
  if (/仿|fang/i.test(name)) return 'FangSong, STFangsong, FangSong_GB2312, serif'
  return 'SimSun, Songti SC, Noto Serif CJK SC, serif'
}

const pictureType = (bytes: Uint8Array): string | undefined => {
  const [a, b, c] = bytes
  if (a === 0x89 && b === 0x50) return 'image/png'
  if (a === 0xff && b === 0xd8) return 'image/jpeg'
  if (a === 0x47 && b === 0x49 && c === 0x46) return 'image/gif'
  if (a === 0x42 && b === 0x4d) return 'image/bmp'
  return undefined
}

const dataUri = (bytes: Uint8Array, type: string) => `data:${type};base64,${Buffer.from(bytes).toString('base64')}`

/** Characters each at its own place, as the file has set them. */
const glyphs = (code: Element, from: { x: number; y: number }, scale: number): string => {
  const characters = [...ownText(code).replace(/[\r\n]+/g, '')]
  const across = ofdSteps(code.attribs.DeltaX)
  const down = ofdSteps(code.attribs.DeltaY)
  const xs: string[] = []
  const ys: string[] = []
  let { x, y } = from
  for (const [i] of characters.entries()) {
    xs.push(n(x / scale))
    ys.push(n(y))
    x += across[i] ?? 0
    y += down[i] ?? 0
  }
  const set = (list: string[], steps: number[]) => (steps.length > 0 ? list.join(' ') : list[0]!)
  if (characters.length === 0) return ''
  return `<tspan x="${set(xs, across)}" y="${set(ys, down)}">${escapeText(characters.join(''))}</tspan>`
}

/**
 * Draws the pages of one OFD document as SVG: text where it stands, paths, pictures and seals. Only numbers, colours,
 * escaped words and pictures by data address come out, whatever the file holds.
 */
export function openDrawing(ofd: OfdPackage, document: OfdPackage['documents'][number], depth = 0) {
  const omitted = new Set<Omitted>()
  const fonts = new Map<string, string>()
  const files = new Map<string, string>()
  const params = new Map<string, Element>()
  let pictures = 0
  let sealed = false

  const load = (path: string) => {
    const tree = ofd.read(path)
    const [res] = elementsNamed(tree, 'Res')
    const folder = ofdPath(path, `${res?.attribs.BaseLoc ?? '.'}/x`)
    for (const font of elementsNamed(tree, 'Font')) fonts.set(font.attribs.ID ?? '', font.attribs.FontName ?? '')
    for (const param of elementsNamed(tree, 'DrawParam')) params.set(param.attribs.ID ?? '', param)
    for (const media of elementsNamed(tree, 'MultiMedia')) {
      const [file] = elementsNamed(media.children, 'MediaFile')
      if (file) files.set(media.attribs.ID ?? '', ofdPath(folder, ownText(file)))
    }
  }
  for (const name of ['PublicRes', 'DocumentRes'])
    for (const res of elementsNamed(document.tree, name)) load(ofdPath(document.path, ownText(res)))

  const child = (object: Element, name: string) =>
    object.children.find((c): c is Element => isElement(c) && local(c) === name)

  /** Fill and stroke of an object, its draw parameters where it says nothing itself. */
  const paint = (object: Element, usual: { fill: boolean; stroke: boolean }): string => {
    const param = params.get(object.attribs.DrawParam ?? '')
    const ask = (key: string) => object.attribs[key] ?? param?.attribs[key]
    const tell = (name: string) => colour(child(object, name) ?? (param && child(param, name)))
    const on = (key: string, otherwise: boolean) => (object.attribs[key] ?? String(otherwise)) === 'true'
    const fill = on('Fill', usual.fill) ? (tell('FillColor') ?? { paint: '#000000', opacity: '' }) : undefined
    const stroke = on('Stroke', usual.stroke) ? (tell('StrokeColor') ?? { paint: '#000000', opacity: '' }) : undefined
    const opacity = (name: string, value: string | undefined) => (value ? ` ${name}="${value}"` : '')
    return (
      `fill="${fill?.paint ?? 'none'}"${opacity('fill-opacity', fill?.opacity)}` +
      (stroke
        ? ` stroke="${stroke.paint}" stroke-width="${n(Number(ask('LineWidth') ?? 0.353))}"${opacity('stroke-opacity', stroke.opacity)}`
        : '')
    )
  }

  const text = (object: Element): string => {
    const size = Number(object.attribs.Size ?? 5)
    const scale = Number(object.attribs.HScale ?? 1) || 1
    let x = 0
    let y = 0
    const words = elementsNamed(object.children, 'TextCode')
      .map((code) => {
        x = code.attribs.X === undefined ? x : Number(code.attribs.X)
        y = code.attribs.Y === undefined ? y : Number(code.attribs.Y)
        return glyphs(code, { x, y }, scale)
      })
      .join('')
    if (words === '') return ''
    const bold = Number(object.attribs.Weight ?? 400) >= 600 ? ' font-weight="bold"' : ''
    const italic = object.attribs.Italic === 'true' ? ' font-style="italic"' : ''
    const narrow = scale === 1 ? '' : ` transform="scale(${n(scale)} 1)"`
    const name = family(fonts.get(object.attribs.Font ?? '') ?? '')
    const painted = paint(object, { fill: true, stroke: false })
    return `<g ${place(object)}><text font-size="${n(size)}" font-family="${name}"${bold}${italic}${narrow} ${painted}>${words}</text></g>`
  }

  const path = (object: Element): string => {
    const [data] = elementsNamed(object.children, 'AbbreviatedData')
    const d = data ? svgPath(ownText(data)) : ''
    if (d === '') return ''
    const rule = object.attribs.Rule === 'Even-Odd' ? ' fill-rule="evenodd"' : ''
    return `<path ${place(object)} d="${d}"${rule} ${paint(object, { fill: false, stroke: true })}/>`
  }

  const image = (object: Element): string => {
    const file = files.get(object.attribs.ResourceID ?? '') ?? ''
    const size = ofd.parts.size(file)
    const type = size > 0 && size <= MAX_PICTURE ? pictureType(ofd.parts.bytes(file)) : undefined
    pictures += size
    if (!type || pictures > MAX_PICTURES) {
      omitted.add('picture')
      return ''
    }
    const [, , width, height] = ofdNumbers(object.attribs.Boundary)
    const box = object.attribs.CTM ? 'width="1" height="1"' : `width="${n(width)}" height="${n(height)}"`
    return `<image ${place(object)} ${box} preserveAspectRatio="none" href="${dataUri(ofd.parts.bytes(file), type)}"/>`
  }

  let drawn = 0
  const objects = (elements: Element[], level: number): string => {
    let svg = ''
    for (const element of elements) {
      if (drawn++ > MAX_OBJECTS || level > MAX_DEPTH) {
        omitted.add('shape')
        break
      }
      // WPS lays white sheets without colour over the whole page.
      if (opacityOf(element) === 0) continue
      const kind = local(element)
      if (kind === 'TextObject') svg += text(element)
      else if (kind === 'PathObject') svg += path(element)
      else if (kind === 'ImageObject') svg += image(element)
      else if (kind === 'Layer' || kind === 'PageBlock' || kind === 'Content')
        svg += objects(element.children.filter(isElement), level + 1)
      else if (kind === 'CompositeObject') omitted.add('shape')
    }
    return svg
  }

  /** Seals stand in the signatures, with the page and place where they were set. */
  const seals = (page: OfdPage): string => {
    if (!document.signatures || depth > 0) return ''
    let svg = ''
    for (const entry of elementsNamed(ofd.read(document.signatures), 'Signature')) {
      const at = ofdPath(document.signatures, entry.attribs.BaseLoc ?? '')
      const signature = ofd.read(at)
      const stamps = elementsNamed(signature, 'StampAnnot').filter((s) => s.attribs.PageRef === page.id)
      if (stamps.length === 0) continue
      const [value] = elementsNamed(signature, 'SignedValue')
      const from = value ? ofdPath(at, ownText(value)) : ''
      const picture = ofd.parts.has(from) ? sealPicture(ofd.parts.bytes(from)) : undefined
      for (const stamp of stamps) {
        const [x, y, width, height] = ofdNumbers(stamp.attribs.Boundary).map(n)
        const inside = picture && sealMarkup(picture)
        if (inside) {
          sealed = true
          svg += `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="${inside.box}" preserveAspectRatio="none">${inside.svg}</svg>`
        } else omitted.add('seal')
      }
    }
    return svg
  }

  const sealMarkup = (picture: Uint8Array): { svg: string; box: string } | undefined => {
    const type = pictureType(picture)
    if (type && picture.length <= MAX_PICTURE)
      return {
        box: '0 0 1 1',
        svg: `<image width="1" height="1" preserveAspectRatio="none" href="${dataUri(picture, type)}"/>`,
      }
    const inner = openOfd(picture)
    const [first] = 'refused' in inner ? [] : inner.documents
    const [page] = first?.pages ?? []
    if ('refused' in inner || !first || !page) return undefined
    const drawing = openDrawing(inner, first, depth + 1)
    return { box: `0 0 ${n(page.width)} ${n(page.height)}`, svg: drawing.content(page) }
  }

  const content = (page: OfdPage): string => {
    drawn = 0
    for (const tree of page.trees)
      for (const res of elementsNamed(tree, 'PageRes')) load(ofdPath(page.path, ownText(res)))
    return page.trees
      .map((tree) =>
        objects(
          elementsNamed(tree, 'Page').flatMap((root) => root.children.filter(isElement)),
          0,
        ),
      )
      .join('')
  }

  return {
    omitted,
    /** Whether a seal was drawn. */
    sealed: () => sealed,
    content,
    /** The page as SVG, sized by its own measure in millimetres. */
    page: (page: OfdPage): string =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(page.width)} ${n(page.height)}" role="presentation"><rect width="100%" height="100%" fill="#ffffff"/>${content(page)}${seals(page)}</svg>`,
  }
}
