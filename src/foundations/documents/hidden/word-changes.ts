import type { XmlPart } from './office-package.ts'
import { ancestor, cut, type Edit, type Span, textOf, walk } from './xml-spans.ts'

const kept = new Set(['ins', 'moveTo'])
const gone = new Set(['del', 'moveFrom'])
const marks =
  /^((rPr|pPr|sectPr|tblPr|tblPrEx|tcPr|trPr|tblGrid|numbering)Change|numberingChange|move(From|To)Range(Start|End)|customXml(Ins|Del|MoveFrom|MoveTo)Range(Start|End)|cell(Ins|Del|Merge))$/

/** End of a paragraph's open tag and properties: where its content begins. */
const headEnd = (p: Span): number => {
  const first = p.children[0]
  return first?.name === 'pPr' ? first.end : p.innerStart
}
const propertiesOf = (p: Span): Span | undefined => (p.children[0]?.name === 'pPr' ? p.children[0] : undefined)

const markDeleted = (p: Span): boolean =>
  propertiesOf(p)
    ?.children.find((c) => c.name === 'rPr')
    ?.children.some((c) => gone.has(c.name)) ?? false

const nextParagraph = (p: Span): Span | undefined => {
  const siblings = p.parent?.children ?? []
  const next = siblings[siblings.indexOf(p) + 1]
  return next?.name === 'p' && next.innerStart < next.end ? next : undefined
}

/**
 * The paragraphs from one whose mark was deleted up to the one whose mark stays: Word joins them, and the last one's
 * properties are those of the whole. A section break stays where it is.
 */
const joined = (first: Span): Span[] => {
  const chain = [first]
  for (let at = first; markDeleted(at) && !propertiesOf(at)?.children.some((c) => c.name === 'sectPr'); ) {
    const next = nextParagraph(at)
    if (!next) break
    chain.push(next)
    at = next
  }
  return chain
}

const join = (part: XmlPart, chain: Span[]): Edit[] => {
  const [first, last] = [chain[0]!, chain[chain.length - 1]!]
  const head = part.xml.slice(last.start, headEnd(last))
  return [
    { from: first.start, to: headEnd(first), text: head },
    ...chain.slice(1).map((next, i): Edit => ({ from: chain[i]!.innerEnd, to: headEnd(next), text: '' })),
  ]
}

/**
 * Tracked changes of a part, and the edits that accept them: what was put in stays, what was taken out goes, earlier
 * formatting is forgotten (ECMA-376 17.13.5).
 */
export const trackedChanges = (part: XmlPart): { spans: Span[]; edits: Edit[]; sample: string } => {
  const spans: Span[] = []
  const edits: Edit[] = []
  const inChain = new Set<Span>()
  let sample = ''
  const rowsGone = new Map<Span, number>()
  for (const span of walk(part.root)) {
    if (span.prefix !== part.root.prefix) continue
    const isKept = kept.has(span.name)
    const isGone = gone.has(span.name)
    if (!isKept && !isGone && !marks.test(span.name)) continue
    spans.push(span)
    if (sample.length < 60)
      for (const one of walk(span)) if (one.name === 't' || one.name === 'delText') sample += textOf(part.xml, one)
    const holder = span.parent?.name
    const row = holder === 'trPr' && isGone ? ancestor(span, 'tr') : null
    if (row) {
      edits.push(cut(row))
      if (row.parent) rowsGone.set(row.parent, (rowsGone.get(row.parent) ?? 0) + 1)
    } else if (span.name === 'cellDel') {
      const cell = ancestor(span, 'tc')
      edits.push(cut(cell ?? span))
    } else if (holder === 'rPr' && isGone && span.parent?.parent?.name === 'pPr') {
      const p = span.parent.parent.parent!
      const chain = inChain.has(p) ? [] : joined(p)
      for (const one of chain) inChain.add(one)
      if (chain.length > 1) edits.push(...join(part, chain))
      else edits.push(cut(span))
    } else if (isKept && span.innerStart < span.end)
      edits.push({ from: span.start, to: span.innerStart, text: '' }, { from: span.innerEnd, to: span.end, text: '' })
    else edits.push(cut(span))
  }
  // A table without rows is no table to Word.
  for (const [table, n] of rowsGone)
    if (table.name === 'tbl' && table.children.filter((c) => c.name === 'tr').length === n) edits.push(cut(table))
  return { spans, edits, sample }
}
