import { finding } from './finding.ts'
import { elements, type OfficePackage, type Relationship, unusedParts } from './office-package.ts'
import { editing, type Trace } from './trace.ts'
import { placeWords } from './words.zh.ts'
import { attribute, attributesOf, cut, type Edit, type Span, textOf, walk } from './xml-spans.ts'

/** Properties that name a person or an organisation, in docProps/core.xml and app.xml. */
const naming = new Set(['creator', 'lastModifiedBy', 'Manager', 'Company'])
/** Properties that tell how the file was made. The title stays: readers of the screen and archives need it. */
const telling = new Set([
  'subject',
  'keywords',
  'description',
  'category',
  'contentStatus',
  'identifier',
  'revision',
  'version',
  'lastPrinted',
  'TotalTime',
  'Template',
  'HyperlinkBase',
])
/** What every new file has from the program itself tells nothing. */
const usual = new Set(['', '0', '1', 'Normal.dotm', 'Normal', 'Normal.dot'])

const ownParts = (pkg: OfficePackage, type: RegExp): string[] =>
  pkg
    .relationships('')
    .filter((one) => type.test(one.type))
    .map(({ to }) => to)
    .filter(pkg.parts.has)

const properties = (pkg: OfficePackage): Trace[] => {
  const named: { span: Span; part: string; value: string }[] = []
  const told: typeof named = []
  for (const name of ownParts(pkg, /^(core|extended)-properties$/)) {
    const part = pkg.xml(name)!
    for (const span of walk(part.root)) {
      const value = textOf(part.xml, span).trim()
      if (naming.has(span.name) && value !== '') named.push({ span, part: name, value })
      else if (telling.has(span.name) && !usual.has(value)) told.push({ span, part: name, value })
    }
  }
  const edits = (list: typeof named) => {
    const byPart = new Map<string, Edit[]>()
    for (const { part, span } of list) byPart.set(part, [...(byPart.get(part) ?? []), cut(span)])
    return byPart
  }
  const trace = (kind: 'author' | 'document-properties', list: typeof named): Trace[] =>
    list.length
      ? [
          {
            finding: finding(kind, {
              place: placeWords.properties,
              sample: [...new Set(list.map((one) => one.value))].join('、'),
            }),
            edits: edits(list),
          },
        ]
      : []
  return [...trace('author', named), ...trace('document-properties', told)]
}

const customProperties = (pkg: OfficePackage): Trace[] =>
  ownParts(pkg, /^custom-properties$/).map((name) => {
    const part = pkg.xml(name)!
    const list = elements(part, 'property')
    const sample = list.map((one) => `${attribute(part.xml, one, 'name')}：${textOf(part.xml, one)}`).join('；')
    const severity = list.length ? {} : { severity: 'info' as const }
    return {
      finding: finding('custom-property', { count: Math.max(1, list.length), sample, ...severity }),
      drop: [name],
    }
  })

/** Data stores beside the text. Those with no words in them (layout of WPS, empty list of sources) are only a note. */
const customXml = (pkg: OfficePackage): Trace[] => {
  const names = pkg.parts.names.filter((name) => /^customXml\/(?!_rels\/)/i.test(name))
  if (!names.length) return []
  const items = names.filter((name) => !/itemProps\d*\.xml$/i.test(name)).map((name) => pkg.parts.text(name))
  const words = items.map((xml) => xml.replace(/<[^>]*>/g, ' ').trim()).join(' ')
  const edits = new Map<string, Edit[]>()
  for (const name of pkg.parts.names.filter((n) => /^word\/.*\.xml$/.test(n))) {
    if (!pkg.parts.text(name).includes('dataBinding')) continue
    edits.set(name, elements(pkg.xml(name), 'dataBinding').map(cut))
  }
  const severity = words.trim() === '' ? { severity: 'info' as const } : {}
  return [{ finding: finding('custom-xml', { sample: words, ...severity }), edits, drop: names }]
}

const dropped = (kind: 'thumbnail' | 'unused-part', names: string[]): Trace[] =>
  names.length ? [{ finding: finding(kind, { count: names.length, sample: names.join(' ') }), drop: names }] : []

const localPath = /^(file:|\\\\|[a-z]:[\\/])/i

/** Links that lead out of the file, other than the hyperlinks that readers click. */
const links = (pkg: OfficePackage): Trace[] => {
  const traces: Trace[] = []
  const outside: Relationship[] = []
  for (const one of pkg.allRelationships) {
    if (!one.external || /^(attachedTemplate|mailMerge.*)$/.test(one.type)) continue
    if (one.type === 'hyperlink') {
      if (localPath.test(one.target)) traces.push({ finding: finding('local-path', { sample: one.target }) })
    } else if (/^(oleObject|frame|control|aFChunk)$/.test(one.type) && /^https?:/i.test(one.target))
      traces.push({ finding: finding('remote-template', { sample: one.target, strippable: false }) })
    else outside.push(one)
  }
  if (outside.length)
    traces.push({
      finding: finding('external-link', {
        count: outside.length,
        sample: [...new Set(outside.map((one) => one.target))].join(' '),
      }),
    })
  return traces
}

/**
 * Files inside the file. Of an OLE object the picture on the page stays and the object behind it goes; of a chart the
 * drawn values stay and the workbook behind them goes. Equations of old Word are objects too, and only a note.
 */
const embedded = (pkg: OfficePackage): Trace[] => {
  const traces: Trace[] = []
  const handled = new Set<string>()
  for (const name of pkg.parts.names) {
    const isWord = /^word\/[^/]+\.xml$/.test(name)
    if (!isWord && !/\/charts\/[^/]+\.xml$/.test(name)) continue
    const mark = isWord ? 'OLEObject' : 'externalData'
    if (!pkg.parts.text(name).includes(mark)) continue
    const part = pkg.xml(name)!
    for (const span of elements(part, mark)) {
      const id = attributesOf(part.xml, span).find((one) => /:id$/.test(one.name))?.value
      const leads = pkg.relationships(name).find((one) => one.id === id)
      const program = attribute(part.xml, span, 'ProgID') ?? ''
      if (!leads || leads.external) continue
      handled.add(leads.to)
      const note = /^Equation/i.test(program)
      traces.push({
        finding: finding('embedded-object', {
          sample: program || leads.to.split('/').pop()!,
          place: name,
          strippable: !note,
          ...(note ? { severity: 'info' as const } : {}),
        }),
        edits: editing(name, [cut(span)]),
        drop: [leads.to],
      })
    }
  }
  const others = pkg.parts.names.filter(
    (name) =>
      /^(word|xl|ppt)\/(embeddings|activeX)\/(?!_rels\/)/.test(name) && !handled.has(name) && !/\.xml$/.test(name),
  )
  const chunks = pkg.allRelationships.filter((one) => one.type === 'aFChunk' && !one.external).map((one) => one.to)
  const left = [...others, ...chunks]
  if (left.length) traces.push({ finding: finding('embedded-object', { count: left.length, sample: left.join(' ') }) })
  return traces
}

/** A file that carries a signature keeps it: cleaning would break what was signed. */
export const isSigned = (pkg: OfficePackage): boolean =>
  pkg.allRelationships.some((one) => /^digital-signature/.test(one.type) || one.type === 'origin')

/** What every Office Open XML file may carry beside its text (ECMA-376 part 2 and 17-22). */
export const inspectPackage = (pkg: OfficePackage): Trace[] => {
  const handled = new Set(pkg.parts.names.filter((name) => /^customXml\//i.test(name)))
  const cropped = pkg.parts.names
    .filter((name) => /^(word|ppt|xl\/drawings)\/.*\.xml$/.test(name) && pkg.parts.text(name).includes('srcRect'))
    .flatMap((name) => {
      const part = pkg.xml(name)!
      return elements(part, 'srcRect').filter((span) =>
        attributesOf(part.xml, span).some((one) => Number(one.value) > 0),
      )
    })
  return [
    ...(isSigned(pkg) ? [{ finding: finding('signature') }] : []),
    ...properties(pkg),
    ...customProperties(pkg),
    ...customXml(pkg),
    ...dropped('thumbnail', ownParts(pkg, /^thumbnail$/)),
    ...dropped(
      'unused-part',
      unusedParts(pkg).filter((name) => !handled.has(name) && !/^_xmlsignatures\//.test(name)),
    ),
    ...links(pkg),
    ...embedded(pkg),
    ...(pkg.parts.names.some((name) => /vbaProject\.bin$/i.test(name)) ? [{ finding: finding('macros') }] : []),
    ...(cropped.length ? [{ finding: finding('cropped-image', { count: cropped.length }) }] : []),
  ]
}
