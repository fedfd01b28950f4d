import { isGarbled } from './garbled-text.ts'
import { type Element, elementsNamed, ownText, parseXml } from './html-tree.ts'
import { joinPages, linesOf, type PageParagraph, type Piece, paragraphsOfPage } from './page-layout.ts'
import { paragraphsToHtml } from './read-pdf.ts'
import type { Draft } from './reading.ts'
import { warningWords } from './words.zh.ts'
import { unpackedSize, zipEntries } from './zip-directory.ts'

const MAX_UNPACKED = 300 * 1024 * 1024
const MAX_PAGES = 500

const numbers = (text: string | undefined): number[] => (text ?? '').trim().split(/\s+/).map(Number)

/** Steps between characters; `g 3 5.5` means 5.5 three times (GB/T 33190 11.3). */
const steps = (text: string | undefined): number[] => {
  const parts = (text ?? '')
    .trim()
    .split(/\s+/)
    .filter((p) => p !== '')
  const out: number[] = []
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] === 'g') {
      const times = Math.min(Number(parts[i + 1]), 10_000)
      for (let n = 0; n < times; n++) out.push(Number(parts[i + 2]))
      i += 2
    } else out.push(Number(parts[i]))
  }
  return out
}

const piecesOf = (object: Element): Piece[] => {
  const [left = 0, top = 0] = numbers(object.attribs.Boundary)
  const ctm = numbers(object.attribs.CTM)
  const [a = 1, b = 0, , d = 1, e = 0, f = 0] = ctm.length === 6 ? ctm : []
  if (Math.abs(b) > Math.abs(a)) return []
  const size = Number(object.attribs.Size ?? 5) * Math.abs(d)
  let lastX = 0
  let lastY = 0
  return elementsNamed(object.children, 'TextCode').map((code) => {
    const text = ownText(code).replace(/[\r\n]+/g, '')
    lastX = code.attribs.X === undefined ? lastX : Number(code.attribs.X)
    lastY = code.attribs.Y === undefined ? lastY : Number(code.attribs.Y)
    const advance = steps(code.attribs.DeltaX).reduce((sum, n) => sum + (Number.isFinite(n) ? n : 0), 0)
    return { text, x: left + e + a * lastX, y: top + f + d * lastY, width: Math.abs(a) * advance + size, size }
  })
}

/** OFD (GB/T 33190, a zip of XML) → paragraphs by position, page templates included. */
export const readOfd = async (bytes: Uint8Array): Promise<Draft> => {
  const entries = zipEntries(bytes)
  if (!entries) return { refused: 'broken-file' }
  if (unpackedSize(entries) > MAX_UNPACKED) return { refused: 'too-large' }
  const { unzipSync, strFromU8 } = await import('fflate')
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes, { filter: (f) => /\.xml$/i.test(f.name) })
  } catch {
    return { refused: 'broken-file' }
  }
  const read = (name: string) => (parts[name] ? parseXml(strFromU8(parts[name])) : [])
  const resolve = (base: string, path: string): string => {
    const from = path.startsWith('/') ? [] : base.split('/').slice(0, -1)
    for (const step of path.split('/')) {
      if (step === '..') from.pop()
      else if (step !== '.' && step !== '') from.push(step)
    }
    return from.join('/')
  }
  const objects = (name: string) => elementsNamed(read(name), 'TextObject')
  const pages: PageParagraph[][] = []
  let all = ''
  for (const root of elementsNamed(read('OFD.xml'), 'DocRoot')) {
    const documentPath = resolve('OFD.xml', ownText(root).trim())
    const document = read(documentPath)
    const templates = new Map(
      elementsNamed(document, 'TemplatePage').map((t) => [
        t.attribs.ID,
        resolve(documentPath, t.attribs.BaseLoc ?? ''),
      ]),
    )
    const usualBox = elementsNamed(document, 'PhysicalBox')[0]
    for (const page of elementsNamed(document, 'Page').slice(0, MAX_PAGES)) {
      const path = resolve(documentPath, page.attribs.BaseLoc ?? '')
      const tree = read(path)
      const box = elementsNamed(tree, 'PhysicalBox')[0] ?? usualBox
      const width = numbers(box ? ownText(box) : '')[2] || 210
      const template = elementsNamed(tree, 'Template').flatMap((t) =>
        objects(templates.get(t.attribs.TemplateID) ?? ''),
      )
      const pieces = [...template, ...elementsNamed(tree, 'TextObject')].flatMap(piecesOf)
      all += pieces.map((p) => p.text).join('')
      pages.push(paragraphsOfPage(linesOf(pieces), width))
    }
  }
  if (all.trim() === '') return { refused: 'no-text' }
  if (isGarbled(all)) return { refused: 'garbled-pdf' }
  return {
    html: paragraphsToHtml(joinPages(pages)),
    warnings: [{ key: 'layout-guessed', message: warningWords['layout-guessed']() }],
  }
}
