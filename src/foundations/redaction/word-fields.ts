import type { XmlPart } from '../documents/hidden/office-package.ts'
import { attribute, cut, type Edit, type Span, textOf, walk } from '../documents/hidden/xml-spans.ts'
import { CannotRedact } from './outcome.ts'

/** Fields that count pages or list headings: they say nothing but what stands in the document. */
const harmless =
  /^\s*((PAGE|NUMPAGES|SECTION|SECTIONPAGES)\b[\w\s\\*-]*|TOC\b[\w\s\\"*-]*|(PAGEREF|REF|NOTEREF)\s+_(Toc|Ref)\d+[\w\s\\*-]*|SEQ\s+\S{1,6}\s[\w\s\\*-]*)$/i
/** A number in a circle, as Word makes it. */
const circled = /^\s*EQ\s*\\o\s*\\ac\s*\(\s*[○□△◇◯]\s*,\s*.{1,2}\s*\)\s*$/i

type Open = { marks: Span[]; hidden: Span[]; instruction: string; shown: boolean; nested: boolean; begin: Span }

const childValue = (xml: string, data: Span, ...names: string[]): string | undefined => {
  for (const name of names)
    for (const one of walk(data)) if (one.name === name) return attribute(xml, one, 'val') ?? '1'
  return undefined
}

/** What a form field shows that has no text of its own: a box, or the chosen one of a list. */
const shownByForm = (xml: string, { instruction, begin }: Open): string | undefined => {
  if (/^\s*FORMCHECKBOX\b/i.test(instruction))
    return /^(1|true|on)$/i.test(childValue(xml, begin, 'checked', 'default') ?? '0') ? '☑' : '☐'
  if (!/^\s*FORMDROPDOWN\b/i.test(instruction)) return undefined
  const entries = [...walk(begin)].filter(({ name }) => name === 'listEntry')
  const chosen = entries[Number(childValue(xml, begin, 'result', 'default') ?? 0)]
  return chosen ? attribute(xml, chosen, 'val') : ''
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * The edits that turn fields into the text they show, but for those that count pages: field codes hold addresses,
 * queries, names and defaults that nobody sees (ECMA-376 17.16).
 * @throws CannotRedact for an equation written as a field, which has no other text than its code
 */
export const fieldEdits = (part: XmlPart): Edit[] => {
  const { xml } = part
  const edits: Edit[] = []
  const open: Open[] = []
  const close = (field: Open) => {
    const keep = !field.nested && (harmless.test(field.instruction) || circled.test(field.instruction))
    if (keep) {
      for (const mark of field.marks) edits.push(...mark.children.map(cut))
      return
    }
    if (/^\s*EQ\b/i.test(field.instruction)) throw new CannotRedact('word-parts')
    const shown = shownByForm(xml, field)
    const w = field.begin.prefix ? `${field.begin.prefix}:` : ''
    if (shown !== undefined)
      edits.push({ from: field.begin.start, to: field.begin.end, text: `<${w}t>${escapeXml(shown)}</${w}t>` })
    edits.push(...field.marks.slice(shown === undefined ? 0 : 1).map(cut), ...field.hidden.map(cut))
  }
  for (const span of walk(part.root)) {
    const field = open[open.length - 1]
    if (span.name === 'fldChar') {
      const type = attribute(xml, span, 'fldCharType')
      if (type === 'begin') {
        if (field && !field.shown) field.nested = true
        open.push({ marks: [span], hidden: [], instruction: '', shown: false, nested: false, begin: span })
      } else if (!field) edits.push(cut(span))
      else {
        field.marks.push(span)
        if (type === 'separate') field.shown = true
        else {
          open.pop()
          close(field)
          // What stands inside another field's code is seen nowhere.
          const outer = open[open.length - 1]
          if (outer && !outer.shown) outer.hidden.push(...field.hidden)
        }
      }
    } else if (span.name === 'instrText' || span.name === 'delInstrText') {
      if (field && !field.shown) {
        field.hidden.push(span)
        field.instruction += textOf(xml, span)
      } else edits.push(cut(span))
    } else if (span.name === 't') {
      for (const one of open) if (!one.shown) one.hidden.push(span)
    } else if (span.name === 'fldSimple') {
      if (harmless.test(attribute(xml, span, 'instr') ?? '')) {
        for (const child of span.children) if (child.name === 'fldData') edits.push(cut(child))
      } else {
        const data = span.children.find(({ name }) => name === 'fldData')
        edits.push({ from: span.start, to: data?.end ?? span.innerStart, text: '' })
        edits.push({ from: span.innerEnd, to: span.end, text: '' })
      }
    }
  }
  // A field that never ends is shown by nobody as it was meant: its marks and codes go.
  for (const field of open) edits.push(...field.marks.map(cut), ...field.hidden.map(cut))
  return edits
}
