import { elements, openPackage, type XmlPart } from '../documents/hidden/office-package.ts'
import { wordTextPart } from '../documents/hidden/word.ts'
import { ancestor, attribute, parseSpans, type Span, textOf, walk } from '../documents/hidden/xml-spans.ts'
import { CannotRedact } from './outcome.ts'
import type { CleanWord } from './word-clean.ts'
import { placeWords } from './words.zh.ts'

/** One thing in a paragraph that a reader sees: a piece of text, or something that counts as one character. */
export type Atom = { span: Span; start: number; text: string; drawing: boolean }

export type WordBlock = {
  /** `document:p12`, `header1:p0`, `document:d3`: part, kind, number in it. */
  id: string
  kind: 'paragraph' | 'drawing'
  place: string
  text: string
  part: XmlPart
  span: Span
  /** Of a paragraph. */
  atoms: Atom[]
}

/** Stands in a paragraph's text for a picture, a drawing or an object. */
const OBJECT = '\ufffc'

const single: Record<string, string> = {
  tab: '\t',
  ptab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '-',
  sym: '\ufffd',
  drawing: OBJECT,
  pict: OBJECT,
  object: OBJECT,
  AlternateContent: OBJECT,
}
const drawings = new Set(['drawing', 'pict', 'object', 'AlternateContent'])
/** Hold no text of the paragraph. */
const passed = new Set(['pPr', 'rPr', 'p', 'instrText', 'delText', 'sectPr', 'ctrlPr', 'rubyPr', 'fldChar'])

/** What a reader sees of a paragraph, in order. Text boxes in it are paragraphs of their own. */
export const atomsOf = (part: XmlPart, paragraph: Span): Atom[] => {
  const atoms: Atom[] = []
  let at = 0
  const add = (span: Span, text: string, drawing = false) => {
    if (text === '') return
    atoms.push({ span, start: at, text, drawing })
    at += text.length
  }
  const stack = [...paragraph.children].reverse()
  while (stack.length) {
    const span = stack.pop()!
    if (passed.has(span.name)) continue
    if (span.name === 't') add(span, textOf(part.xml, span))
    else if (Object.hasOwn(single, span.name)) add(span, single[span.name]!, drawings.has(span.name))
    else for (let i = span.children.length - 1; i >= 0; i--) stack.push(span.children[i]!)
  }
  return atoms
}

export const textOfAtoms = (atoms: readonly Atom[]): string => atoms.map(({ text }) => text).join('')

/** Paragraphs that WordprocessingML itself holds; those of drawings (a:p) belong to the drawing. */
export const paragraphsIn = (part: XmlPart): Span[] => elements(part, 'p').filter((p) => p.prefix === part.root.prefix)

const inFallback = (span: Span): boolean => ancestor(span, 'Fallback') !== null

const placeOf = (part: XmlPart, main: string, span: Span): string => {
  if (ancestor(span, 'txbxContent')) return placeWords.textBox
  const name = part.name.split('/').pop()!
  if (part.name === main) return ancestor(span, 'tbl') ? placeWords.table : placeWords.main
  if (name.startsWith('header')) return placeWords.header
  if (name.startsWith('footer')) return placeWords.footer
  return name.startsWith('footnotes') ? placeWords.footnotes : placeWords.endnotes
}

/** Words of a drawing but those of its text boxes, which are paragraphs: labels, and the chart or diagram it leads to. */
const drawingText = (part: XmlPart, span: Span, led: ReadonlyMap<string, string>): string => {
  const words: string[] = []
  for (const one of walk(span)) {
    if (one.name === 'Fallback' || (one !== span && inFallback(one))) continue
    if (one.name === 't' && one.prefix !== part.root.prefix) words.push(textOf(part.xml, one))
    else if (one.name === 'textpath') words.push(attribute(part.xml, one, 'string') ?? '')
    for (const [id, text] of led) if (part.xml.slice(one.start, one.innerStart).includes(`"${id}"`)) words.push(text)
  }
  return words.filter((word) => word.trim() !== '').join(' ')
}

const rank = (name: string, main: string): string =>
  `${name === main ? 0 : /header/.test(name) ? 1 : /footer/.test(name) ? 2 : 3}${name.replace(/\d+/, (n) => n.padStart(6, '0'))}`

/** A cleaned file as XML trees, for listing and for cutting. */
export const openClean = ({ parts }: Pick<CleanWord, 'parts'>) => {
  const texts = new Map<string, string>()
  return openPackage({
    names: [...parts.keys()],
    has: (name) => parts.has(name),
    size: (name) => parts.get(name)?.length ?? 0,
    bytes: (name) => parts.get(name)!,
    check: () => undefined,
    text(name) {
      const known = texts.get(name) ?? new TextDecoder().decode(parts.get(name) ?? new Uint8Array())
      texts.set(name, known)
      return known
    },
  })
}

/** Every block of a cleaned file in reading order: paragraphs (in tables and text boxes too) and drawings. */
export const wordBlocks = (word: CleanWord): WordBlock[] => {
  const pkg = openClean(word)
  const names = pkg.parts.names.filter((name) => wordTextPart.test(name))
  names.sort((a, b) => (rank(a, word.main) < rank(b, word.main) ? -1 : 1))
  return names.flatMap((name) => {
    const part = pkg.xml(name)
    if (!part) throw new CannotRedact('broken-file')
    const short = name.replace(/^word\//, '').replace(/\.xml$/, '')
    const led = new Map(
      pkg
        .relationships(name)
        .filter(({ type }) => /^(chart|diagram)/.test(type))
        .map(({ id, to }) => {
          const root = parseSpans(pkg.parts.text(to))
          const words = [...walk(root)].filter(
            (one) => one.name === 't' || (one.name === 'v' && ancestor(one, 'strCache')),
          )
          return [id, words.map((one) => textOf(pkg.parts.text(to), one)).join(' ')] as const
        })
        .filter(([, text]) => text !== ''),
    )
    const blocks: WordBlock[] = []
    let drawn = 0
    paragraphsIn(part).forEach((span, i) => {
      if (inFallback(span)) return
      const atoms = atomsOf(part, span)
      const place = placeOf(part, word.main, span)
      blocks.push({ id: `${short}:p${i}`, kind: 'paragraph', place, text: textOfAtoms(atoms), part, span, atoms })
      for (const atom of atoms)
        if (atom.drawing)
          blocks.push({
            id: `${short}:d${drawn++}`,
            kind: 'drawing',
            place: placeWords.drawing,
            text: drawingText(part, atom.span, led),
            part,
            span: atom.span,
            atoms: [],
          })
    })
    return blocks
  })
}
