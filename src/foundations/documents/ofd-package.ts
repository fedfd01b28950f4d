import { faultKeys, openZip, ZipFault, type ZipParts } from './hidden/zip-parts.ts'
import { type ChildNode, type Element, elementsNamed, ownText, parseXml } from './html-tree.ts'
import type { Piece } from './page-layout.ts'

export const MAX_OFD_PAGES = 500

/** The numbers of an OFD attribute, `0 0 210 297`; what is no number is NaN. */
export const ofdNumbers = (text: string | undefined): number[] => (text ?? '').trim().split(/\s+/).map(Number)

/** Steps between characters; `g 3 5.5` means 5.5 three times (GB/T 33190 11.3). */
export const ofdSteps = (text: string | undefined): number[] => {
  const parts = (text ?? '')
    .trim()
    .split(/\s+/)
    .filter((p) => p !== '')
  const out: number[] = []
  for (let i = 0; i < parts.length && out.length < 10_000; i++) {
    if (parts[i] === 'g') {
      const times = Math.min(Number(parts[i + 1]), 10_000)
      for (let n = 0; n < times; n++) out.push(Number(parts[i + 2]))
      i += 2
    } else out.push(Number(parts[i]))
  }
  return out
}

/** A path in the package, as written in the part `base`. */
export const ofdPath = (base: string, path: string): string => {
  const from = path.startsWith('/') ? [] : base.split('/').slice(0, -1)
  for (const step of path.trim().split('/')) {
    if (step === '..') from.pop()
    else if (step !== '.' && step !== '') from.push(step)
  }
  return from.join('/')
}

/** A page: its size in millimetres and the trees it is drawn from, the template below first. */
export type OfdPage = { id: string; path: string; width: number; height: number; trees: ChildNode[][] }
export type OfdPackage = {
  parts: ZipParts
  /** The XML of a part; empty when there is none. */
  read: (name: string) => ChildNode[]
  documents: { path: string; tree: ChildNode[]; signatures: string | undefined; pages: OfdPage[] }[]
}

/**
 * Opens an OFD file (GB/T 33190, a zip of XML) as pages. Entities that a file declares are never expanded: the reader
 * knows the five of XML only.
 */
export const openOfd = (bytes: Uint8Array): OfdPackage | { refused: 'broken-file' | 'too-large' | 'encrypted' } => {
  try {
    const parts = openZip(bytes)
    const known = new Map<string, ChildNode[]>()
    const read = (name: string): ChildNode[] => {
      let tree = known.get(name)
      if (!tree) {
        tree = parseXml(parts.text(name))
        known.set(name, tree)
      }
      return tree
    }
    const documents = elementsNamed(read('OFD.xml'), 'DocBody').flatMap((body) => {
      const [root] = elementsNamed(body.children, 'DocRoot')
      const [signed] = elementsNamed(body.children, 'Signatures')
      if (!root) return []
      const path = ofdPath('OFD.xml', ownText(root))
      const tree = read(path)
      const templates = new Map(
        elementsNamed(tree, 'TemplatePage').map((t) => [t.attribs.ID, ofdPath(path, t.attribs.BaseLoc ?? '')]),
      )
      const usual = elementsNamed(tree, 'PhysicalBox')[0]
      const pages = elementsNamed(tree, 'Page')
        .slice(0, MAX_OFD_PAGES)
        .map((page): OfdPage => {
          const at = ofdPath(path, page.attribs.BaseLoc ?? '')
          const own = read(at)
          const box = elementsNamed(own, 'PhysicalBox')[0] ?? usual
          const [, , width = 210, height = 297] = ofdNumbers(box ? ownText(box) : '0 0 210 297')
          const below = elementsNamed(own, 'Template').map((t) => read(templates.get(t.attribs.TemplateID) ?? ''))
          const side = (n: number, otherwise: number) => (n > 0 && n < 20_000 ? n : otherwise)
          return {
            id: page.attribs.ID ?? '',
            path: at,
            width: side(width, 210),
            height: side(height, 297),
            trees: [...below, own],
          }
        })
      return [{ path, tree, signatures: signed && ofdPath('OFD.xml', ownText(signed)), pages }]
    })
    return { parts, read, documents }
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error
    return { refused: faultKeys[error.fault] }
  }
}

const piecesOf = (object: Element): Piece[] => {
  const [left = 0, top = 0] = ofdNumbers(object.attribs.Boundary)
  const ctm = ofdNumbers(object.attribs.CTM)
  const [a = 1, b = 0, , d = 1, e = 0, f = 0] = ctm.length === 6 ? ctm : []
  if (Math.abs(b) > Math.abs(a)) return []
  const size = Number(object.attribs.Size ?? 5) * Math.abs(d)
  let lastX = 0
  let lastY = 0
  return elementsNamed(object.children, 'TextCode').map((code) => {
    const text = ownText(code).replace(/[\r\n]+/g, '')
    lastX = code.attribs.X === undefined ? lastX : Number(code.attribs.X)
    lastY = code.attribs.Y === undefined ? lastY : Number(code.attribs.Y)
    const advance = ofdSteps(code.attribs.DeltaX).reduce((sum, n) => sum + (Number.isFinite(n) ? n : 0), 0)
    return { text, x: left + e + a * lastX, y: top + f + d * lastY, width: Math.abs(a) * advance + size, size }
  })
}

/** The words of a page with their places. */
export const ofdPieces = (page: OfdPage): Piece[] =>
  page.trees.flatMap((tree) => elementsNamed(tree, 'TextObject')).flatMap(piecesOf)
