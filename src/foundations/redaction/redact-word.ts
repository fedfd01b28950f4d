import type { GroundCode } from '../classification/index.ts'
import { elements, type XmlPart } from '../documents/hidden/office-package.ts'
import {
  ancestor,
  applyEdits,
  attribute,
  attributesOf,
  cut,
  type Edit,
  parseSpans,
  type Span,
  textOf,
  walk,
} from '../documents/hidden/xml-spans.ts'
import { writeZip } from '../documents/hidden/zip-parts.ts'
import { barText } from './bar-text.ts'
import { type BlockMark, groupBy, mergePassages, type Removal } from './mark.ts'
import { CannotRedact, countGrounds, type Progress, type Redacted } from './outcome.ts'
import { type Atom, atomsOf, openClean, paragraphsIn, textOfAtoms, type WordBlock, wordBlocks } from './word-blocks.ts'
import { cleanWord, reachableParts } from './word-clean.ts'
import { escapeXml } from './word-fields.ts'
import { noteWords } from './words.zh.ts'

/** Font and size of a run, so that the bar stands in its line; nothing else of it. */
const measures = (part: XmlPart, run: Span): { fonts: string; size: string } => {
  const properties = run.children.find(({ name }) => name === 'rPr')
  const source = (name: string) =>
    properties?.children
      .filter((child) => child.name === name)
      .map(({ start, end }) => part.xml.slice(start, end))
      .join('') ?? ''
  return { fonts: source('rFonts'), size: source('sz') + source('szCs') }
}

const barRun = (part: XmlPart, run: Span, grounds: readonly GroundCode[]): string => {
  const w = run.prefix ? `${run.prefix}:` : ''
  const { fonts, size } = measures(part, run)
  const look = `<${w}color ${w}val="FFFFFF"/>${size}<${w}shd ${w}val="clear" ${w}color="auto" ${w}fill="262626"/>`
  return `<${w}r><${w}rPr>${fonts}${look}</${w}rPr><${w}t>${barText(grounds)}</${w}t></${w}r>`
}

/**
 * The edit of one atom under the removals that touch it. A bar stands where its removal begins, as a run of its own: the
 * run that the words stood in is closed before it and opened again, with the same properties, after it.
 */
const atomEdit = (part: XmlPart, { span, start: at, text }: Atom, removals: readonly Removal[]): Edit => {
  const isText = span.name === 't'
  const tag = span.prefix ? `${span.prefix}:${span.name}` : span.name
  const run = ancestor(span, 'r')
  // In an equation no run of the text may stand: there the bar is text like the rest.
  const ownRun = run && run.prefix === part.root.prefix && span.prefix !== 'm'
  const r = run?.prefix ? `${run.prefix}:r` : 'r'
  const properties = run?.children.find(({ name }) => name === 'rPr')
  const opened = `<${r}>${properties ? part.xml.slice(properties.start, properties.end) : ''}`
  const bar = ({ grounds }: Removal) => (ownRun ? `</${r}>${barRun(part, run, grounds)}${opened}` : '')
  const words = (from: number, to: number, extra = '') => {
    const kept = escapeXml(text.slice(Math.max(0, from - at), Math.max(0, to - at))) + extra
    return isText && kept !== '' ? `<${tag} xml:space="preserve">${kept}</${tag}>` : ''
  }
  let made = ''
  let from = at
  for (const removal of removals) {
    const begins = removal.start >= at
    made += words(from, removal.start, begins && !ownRun ? barText(removal.grounds) : '')
    if (begins) made += bar(removal)
    from = removal.end
  }
  return { from: span.start, to: span.end, text: made + words(from, at + text.length) }
}

const removalEdits = (part: XmlPart, atoms: readonly Atom[], removals: readonly Removal[]): Edit[] => {
  const edits: Edit[] = []
  let next = 0
  for (const atom of atoms) {
    const end = atom.start + atom.text.length
    while (next < removals.length && removals[next]!.end <= atom.start) next++
    const touching: Removal[] = []
    for (let i = next; i < removals.length && removals[i]!.start < end; i++) touching.push(removals[i]!)
    if (touching.length) edits.push(atomEdit(part, atom, touching))
  }
  return edits
}

/**
 * What old readers show instead of a drawing (mc:Fallback): the same cuts as in the drawing, or nothing at all where it
 * says something else than the drawing, since nobody could have marked that.
 */
const fallbackEdits = (part: XmlPart, removals: ReadonlyMap<Span, readonly Removal[]>): Edit[] => {
  const all = paragraphsIn(part)
  return elements(part, 'AlternateContent').flatMap((alternate) => {
    const fallback = alternate.children.find(({ name }) => name === 'Fallback')
    const choice = alternate.children.find(({ name }) => name === 'Choice')
    if (!fallback || !choice || ancestor(alternate, 'Fallback')) return []
    const inside = (outer: Span) =>
      all
        .filter(({ start, end }) => outer.start < start && end < outer.end)
        .map((p) => ({ p, atoms: atomsOf(part, p) }))
    const [shown, old] = [inside(choice), inside(fallback)]
    const textOfAll = (list: typeof shown) => list.map(({ atoms }) => textOfAtoms(atoms)).join('\n')
    if (textOfAll(shown) !== textOfAll(old)) return [cut(fallback)]
    return shown.flatMap(({ p }, i) => removalEdits(part, old[i]!.atoms, removals.get(p) ?? []))
  })
}

/** Removals by block; @throws CannotRedact for a mark that leads to nothing. */
const removalsOf = (blocks: readonly WordBlock[], marks: readonly BlockMark[]): Map<WordBlock, Removal[]> => {
  const byId = new Map(blocks.map((block) => [block.id, block]))
  const removals = new Map<WordBlock, Removal[]>()
  for (const [id, list] of groupBy(marks, (mark) => mark.block)) {
    const block = byId.get(id)
    if (!block) throw new CannotRedact('no-such-block')
    // A drawing counts as one character, whatever words are in it.
    const length = block.kind === 'drawing' ? 1 : block.text.length
    const passages = list.map((mark) => {
      if ('whole' in mark) return { start: 0, end: length, ground: mark.ground }
      if (mark.end > block.text.length) throw new CannotRedact('no-such-block')
      return block.kind === 'drawing' ? { start: 0, end: 1, ground: mark.ground } : mark
    })
    const merged = mergePassages(passages).filter(({ start, end }) => start < end)
    if (merged.length) removals.set(block, merged)
  }
  return removals
}

/** Runs left empty would tell how many there were. */
const withoutEmptyRuns = (xml: string): string => {
  const root = parseSpans(xml)
  const empty = [...walk(root)].filter(
    ({ name, prefix, children }) =>
      name === 'r' && prefix === root?.prefix && children.every((child) => child.name === 'rPr'),
  )
  return applyEdits(xml, empty.map(cut))
}

const squeeze = (text: string) => text.replace(/\s+/g, '')

/** Words whose loss can be proved by searching: shorter ones, and short numbers, stand everywhere by chance. */
export const telling = (text: string): string => {
  const plain = squeeze(text).replaceAll('\ufffc', '')
  return plain.length >= 8 || (plain.length >= 2 && /\p{Script=Han}/u.test(plain)) ? plain : ''
}

const names = new Set(['rFonts', 'latin', 'ea', 'cs', 'sym', 'font'])
/** Names of fonts and of the styles that every file has are no words of the document. */
const isName = (part: XmlPart, span: Span): boolean => {
  if (names.has(span.name) || /\/(theme\/.*|fontTable)\.xml$/.test(part.name)) return true
  if (!part.name.endsWith('/styles.xml')) return false
  const style = span.name === 'style' ? span : ancestor(span, 'style')
  return !style || attribute(part.xml, style, 'customStyle') !== '1'
}

/** Values of attributes and of elements that no listing shows, of the parts that Word reads text from. */
const unseenWords = (pkg: ReturnType<typeof openClean>): string =>
  pkg.parts.names
    .filter((name) => name.endsWith('.xml') || name.endsWith('.rels'))
    .map((name) => {
      const part = pkg.xml(name)!
      const drawn = /\/(charts|diagrams)\//.test(name)
      let words = ''
      for (const span of walk(part.root)) {
        if (isName(part, span)) continue
        for (const { value } of attributesOf(part.xml, span)) words += `${value}\u0001`
        if (!span.children.length && span.name !== 't' && !drawn) words += textOf(part.xml, span)
      }
      return words
    })
    .join('\u0001')

const decoded = (text: string): string =>
  text.replace(/(%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped)
    } catch {
      return escaped
    }
  })

/**
 * The copy of a .docx in which each marked passage is a bar of constant length. Signatures, properties, links and all
 * that is not seen stay behind. The copy is searched for what was removed; where words are left in data that nobody
 * sees, there is no copy.
 * @throws CannotRedact
 */
export const redactWord = async (
  bytes: Uint8Array,
  marks: readonly BlockMark[],
  progress: Progress,
): Promise<Redacted> => {
  const word = await cleanWord(bytes)
  progress(1, 3)
  const blocks = wordBlocks(word)
  const removals = removalsOf(blocks, marks)
  const edits = new Map<XmlPart, Edit[]>()
  const add = (part: XmlPart, more: Edit[]) => edits.set(part, [...(edits.get(part) ?? []), ...more])
  const removedWords = new Set<string>()
  let bars = 0
  for (const [block, list] of removals) {
    bars += list.length
    if (block.kind === 'drawing') {
      const within = blocks.filter(
        ({ part, span: { start, end } }) => part === block.part && block.span.start <= start && end <= block.span.end,
      )
      for (const { text } of within) removedWords.add(telling(text))
      add(block.part, [atomEdit(block.part, { span: block.span, start: 0, text: '\ufffc', drawing: true }, list)])
      continue
    }
    for (const { start, end } of list) removedWords.add(telling(block.text.slice(start, end)))
    add(block.part, removalEdits(block.part, block.atoms, list))
  }
  const bySpan = new Map([...removals].map(([block, list]) => [block.span, list]))
  for (const part of new Set(blocks.map((block) => block.part))) add(part, fallbackEdits(part, bySpan))
  removedWords.delete('')
  const parts = new Map(word.parts)
  for (const [part, list] of edits)
    parts.set(part.name, new TextEncoder().encode(withoutEmptyRuns(applyEdits(part.xml, list))))
  progress(2, 3)

  const left = { ...word, parts: reachableParts(parts) }
  const unseen = squeeze(decoded(unseenWords(openClean(left))))
  const words = [...removedWords]
  if (words.some((one) => unseen.includes(one))) throw new CannotRedact('word-traces')
  const elsewhere = wordBlocks(left).filter(({ text }) => {
    const plain = squeeze(text)
    return words.some((one) => plain.includes(one))
  })
  const places = [...new Set(elsewhere.map(({ place }) => place))].join('、')
  return {
    ok: true,
    bytes: await writeZip(left.parts),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    report: {
      bars,
      byGround: countGrounds(marks),
      pagesFlattened: [],
      removed: word.removed,
      notes: [...word.notes, ...(elsewhere.length ? [{ key: 'elsewhere', message: noteWords.elsewhere(places) }] : [])],
    },
  }
}
