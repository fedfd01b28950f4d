import { finding, type HiddenFinding } from './finding.ts'
import { elements, type OfficePackage, type XmlPart } from './office-package.ts'
import { editing, type Trace } from './trace.ts'
import { trackedChanges } from './word-changes.ts'
import { placeWords } from './words.zh.ts'
import {
  ancestor,
  attribute,
  attributesOf,
  cut,
  cutAttribute,
  type Edit,
  type Span,
  textOf,
  walk,
} from './xml-spans.ts'

/** Parts of a Word file that hold text. */
export const wordTextPart = /^word\/(glossary\/)?(document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml$/

const partLabel = (name: string): string =>
  /header/.test(name)
    ? placeWords.header
    : /footer/.test(name)
      ? placeWords.footer
      : /footnotes/.test(name)
        ? placeWords.footnotes
        : /endnotes/.test(name)
          ? placeWords.endnotes
          : ''

/** Where elements stand, in paragraphs counted from 1 (of the main text) or as the name of the part. */
const placeOf = (part: XmlPart, spans: Span[]): string => {
  const label = partLabel(part.name)
  if (label) return label
  const starts = elements(part, 'p').map((p) => p.start)
  const numbers = new Set<number>()
  for (const span of spans) {
    let low = 0
    for (let high = starts.length; low < high; ) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= span.start) low = middle + 1
      else high = middle
    }
    numbers.add(Math.max(1, low))
    if (numbers.size > 6) break
  }
  const list = [...numbers]
  return placeWords.paragraphs(list.slice(0, 6), list.length > 6)
}

export const wordsIn = (part: XmlPart, span: Span): string => {
  let text = ''
  for (const one of walk(span)) if (one.name === 't' || one.name === 'delText') text += textOf(part.xml, one)
  return text
}

const child = (span: Span | undefined, name: string): Span | undefined => span?.children.find((c) => c.name === name)
const on = (part: XmlPart, span: Span): boolean => !/^(0|false|off)$/i.test(attribute(part.xml, span, 'val') ?? '1')

/** Styles that hide their text, by id; a style takes after the one it is based on (ECMA-376 17.7.3). */
const hidingStyles = (styles: XmlPart | null): Set<string> => {
  const own = new Map<string, { hides: boolean | undefined; basedOn: string | undefined }>()
  for (const style of elements(styles, 'style')) {
    const vanish = child(child(style, 'rPr'), 'vanish')
    const base = child(style, 'basedOn')
    own.set(attribute(styles!.xml, style, 'styleId') ?? '', {
      hides: vanish ? on(styles!, vanish) : undefined,
      basedOn: base ? attribute(styles!.xml, base, 'val') : undefined,
    })
  }
  const hides = (id: string | undefined, depth = 0): boolean => {
    const style = id === undefined || depth > 20 ? undefined : own.get(id)
    return style ? (style.hides ?? hides(style.basedOn, depth + 1)) : false
  }
  return new Set([...own.keys()].filter((id) => hides(id)))
}

const white = /^f[a-f][a-f0-9]?f[a-f][a-f0-9]?f[a-f][a-f0-9]?$/i

const shaded = (part: XmlPart, properties: Span | undefined): boolean => {
  const shd = child(properties, 'shd')
  const fill = shd ? attribute(part.xml, shd, 'fill') : undefined
  if (fill !== undefined && fill !== 'auto' && !/^ffffff$/i.test(fill)) return true
  if (shd && attribute(part.xml, shd, 'themeFill') !== undefined) return true
  return child(properties, 'highlight') !== undefined
}

/** White on something that is not white is a heading of a table; only white on nothing is hidden. */
const onColour = (part: XmlPart, run: Span): boolean => {
  if (shaded(part, child(run, 'rPr'))) return true
  for (let up = run.parent; up; up = up.parent) {
    if (up.name === 'txbxContent') return true
    if (up.name === 'tbl' && child(child(up, 'tblPr'), 'tblStyle')) return true
    if (shaded(part, child(up, `${up.name}Pr`))) return true
  }
  return false
}

const invisible = (part: XmlPart, run: Span): boolean => {
  const properties = child(run, 'rPr')
  const color = child(properties, 'color')
  const size = child(properties, 'sz')
  if (size && Number(attribute(part.xml, size, 'val')) <= 4) return true
  if (!color) return false
  const isWhite =
    white.test(attribute(part.xml, color, 'val') ?? '') || attribute(part.xml, color, 'themeColor') === 'background1'
  return isWhite && !onColour(part, run)
}

const runsOf = (part: XmlPart, hiding: Set<string>): Trace[] => {
  const hidden: Span[] = []
  const unseen: Span[] = []
  for (const run of elements(part, 'r')) {
    if (!run.children.some((c) => c.name === 't') || wordsIn(part, run).trim() === '') continue
    const properties = child(run, 'rPr')
    const direct = child(properties, 'vanish')
    const styleOf = (holder: Span | undefined, name: string) => {
      const style = child(holder, name)
      return style !== undefined && hiding.has(attribute(part.xml, style, 'val') ?? '')
    }
    const paragraph = ancestor(run, 'p') ?? undefined
    const byStyle = styleOf(properties, 'rStyle') !== styleOf(child(paragraph, 'pPr'), 'pStyle')
    if (direct ? on(part, direct) : byStyle) hidden.push(run)
    else if (invisible(part, run)) unseen.push(run)
  }
  const tell = (kind: 'hidden-text' | 'invisible-text', runs: Span[]): HiddenFinding =>
    finding(kind, {
      count: runs.length,
      place: placeOf(part, runs),
      sample: runs.map((run) => wordsIn(part, run)).join(' '),
    })
  return [
    ...(hidden.length
      ? [
          {
            finding: tell('hidden-text', hidden),
            edits: editing(part.name, hidden.map(cut)),
            content: 'hidden-text' as const,
          },
        ]
      : []),
    ...(unseen.length ? [{ finding: tell('invisible-text', unseen) }] : []),
  ]
}

const comments = (pkg: OfficePackage, texts: XmlPart[]): Trace[] => {
  const parts = pkg.allRelationships
    .filter(({ type }) => /^(comments\w*|people)$/.test(type))
    .map(({ to }) => to)
    .filter(pkg.parts.has)
  const list = parts.filter((name) => /comments\d*\.xml$/i.test(name)).map((name) => pkg.xml(name)!)
  const written = list.flatMap((part) => elements(part, 'comment').map((span) => wordsIn(part, span)))
  const edits = new Map<string, Edit[]>()
  let marks = 0
  for (const part of texts) {
    const found = elements(part, 'commentRangeStart', 'commentRangeEnd', 'commentReference').filter(
      (span) => span.prefix === part.root.prefix,
    )
    marks += found.length
    if (found.length) edits.set(part.name, found.map(cut))
  }
  if (!parts.length && !marks) return []
  // A comments part without a comment names nobody: it goes with the rest and is no more than a note.
  const severity = written.length || marks ? {} : { severity: 'info' as const }
  const about = { count: Math.max(1, written.length), sample: written.join(' '), ...severity }
  return [{ finding: finding('comment', about), edits, drop: [...new Set(parts)] }]
}

/** Ids of editing sessions on paragraphs and runs, and the list of them in the settings. */
const revisionIds = (pkg: OfficePackage): Trace[] => {
  const edits = new Map<string, Edit[]>()
  for (const name of pkg.parts.names.filter((n) => /^word\/[^_].*\.xml$/.test(n) && !/\/(media|theme)\//.test(n))) {
    if (!pkg.parts.text(name).includes('rsid')) continue
    const part = pkg.xml(name)!
    const found: Edit[] = []
    for (const span of walk(part.root)) {
      if (span.name === 'rsids' || span.name === 'rsid') found.push(cut(span))
      else if (part.xml.slice(span.start, span.innerStart).includes('rsid'))
        for (const one of attributesOf(part.xml, span))
          if (/(^|:)rsid(R|RPr|RDefault|P|Del|Sect|Tr)?$/.test(one.name)) found.push(cutAttribute(one))
    }
    if (found.length) edits.set(name, found)
  }
  return edits.size ? [{ finding: finding('revision-ids'), edits }] : []
}

const settings = (pkg: OfficePackage): Trace[] => {
  const name = 'word/settings.xml'
  const part = pkg.xml(name)
  if (!part) return []
  const traces: Trace[] = []
  const variables = elements(part, 'docVar')
  if (variables.length) {
    const sample = variables.map((v) => `${attribute(part.xml, v, 'name')}=${attribute(part.xml, v, 'val')}`).join(' ')
    traces.push({
      finding: finding('document-variable', { count: variables.length, sample }),
      edits: editing(name, elements(part, 'docVars').map(cut)),
    })
  }
  for (const relationship of pkg.relationships(name)) {
    if (relationship.type === 'attachedTemplate') {
      const remote = /^(https?:|\\\\|file:\/\/[^/])/i.test(relationship.target)
      const kind = remote ? 'remote-template' : 'local-path'
      traces.push({
        finding: finding(kind, { sample: relationship.target, strippable: true }),
        edits: new Map([
          [name, elements(part, 'attachedTemplate').map(cut)],
          [relationship.part, [cut(relationship.span)]],
        ]),
      })
    } else if (/^mailMerge/.test(relationship.type))
      traces.push({
        finding: finding('data-connection', { sample: relationship.target, strippable: true }),
        edits: new Map([
          [name, elements(part, 'mailMerge').map(cut)],
          [relationship.part, [cut(relationship.span)]],
        ]),
      })
  }
  return traces
}

/** What a Word file hides in its text and settings. */
export const inspectWord = (pkg: OfficePackage): Trace[] => {
  const texts = pkg.parts.names.filter((name) => wordTextPart.test(name)).map((name) => pkg.xml(name)!)
  const hiding = hidingStyles(pkg.xml('word/styles.xml'))
  return [
    ...texts.flatMap((part) => {
      const { spans, edits, sample } = trackedChanges(part)
      if (!spans.length) return []
      const told = finding('tracked-change', { count: spans.length, place: placeOf(part, spans), sample })
      return [{ finding: told, edits: editing(part.name, edits) }]
    }),
    ...comments(pkg, texts),
    ...texts.flatMap((part) => runsOf(part, hiding)),
    ...settings(pkg),
    ...revisionIds(pkg),
  ]
}
