import { attribute, parseSpans, type Span, walk } from './xml-spans.ts'
import { ZipFault, type ZipParts } from './zip-parts.ts'

export type Relationship = {
  /** The .rels part it stands in, and its element there. */
  part: string
  span: Span
  id: string
  /** Last word of its type: comments, image, attachedTemplate … */
  type: string
  target: string
  external: boolean
  /** Name of the part it leads to; '' for an external one. */
  to: string
}

export type XmlPart = { name: string; xml: string; root: Span }

/** An Office Open XML file: parts, their XML, and which leads to which (ECMA-376 part 2). */
export type OfficePackage = {
  parts: ZipParts
  /** null when there is no such part. @throws ZipFault when it is not XML */
  xml: (name: string) => XmlPart | null
  /** Relationships of a part; '' for those of the package. */
  relationships: (part: string) => Relationship[]
  allRelationships: Relationship[]
}

const relsOf = (part: string): string => {
  const slash = part.lastIndexOf('/')
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`
}

const sourceOf = (rels: string): string => rels.replace(/(^|\/)_rels\/([^/]*)\.rels$/, '$1$2')

export const resolvePart = (from: string, target: string): string => {
  const path = target.split(/[?#]/)[0]!
  const steps = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of path.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

export const openPackage = (parts: ZipParts): OfficePackage => {
  const trees = new Map<string, XmlPart | null>()
  const xml = (name: string): XmlPart | null => {
    const known = trees.get(name)
    if (known !== undefined) return known
    if (!parts.has(name)) return null
    const source = parts.text(name)
    const root = parseSpans(source)
    if (!root) throw new ZipFault('broken')
    const part = { name, xml: source, root }
    trees.set(name, part)
    return part
  }
  const read = (rels: string): Relationship[] => {
    const part = xml(rels)
    if (!part) return []
    return part.root.children
      .filter((span) => span.name === 'Relationship')
      .map((span) => {
        const target = attribute(part.xml, span, 'Target') ?? ''
        const external = attribute(part.xml, span, 'TargetMode') === 'External'
        return {
          part: rels,
          span,
          id: attribute(part.xml, span, 'Id') ?? '',
          type: (attribute(part.xml, span, 'Type') ?? '').split('/').pop()!,
          target,
          external,
          to: external ? '' : resolvePart(sourceOf(rels), target),
        }
      })
  }
  const all = parts.names.filter((name) => /(^|\/)_rels\/[^/]*\.rels$/.test(name)).flatMap(read)
  return {
    parts,
    xml,
    relationships: (part) => {
      const rels = relsOf(part)
      return all.filter((one) => one.part === rels)
    },
    allRelationships: all,
  }
}

/** Parts that no chain of relationships reaches: readers never show them. */
export const unusedParts = (pkg: OfficePackage): string[] => {
  const lower = new Map(pkg.parts.names.map((name) => [name.toLowerCase(), name]))
  const reached = new Set<string>()
  const queue = ['']
  while (queue.length) {
    const from = queue.pop()!
    if (pkg.parts.has(relsOf(from))) reached.add(relsOf(from))
    for (const { to, external } of pkg.relationships(from)) {
      const name = lower.get(decodeURI0(to).toLowerCase())
      if (external || name === undefined || reached.has(name)) continue
      reached.add(name)
      queue.push(name)
    }
  }
  return pkg.parts.names.filter((name) => name !== '[Content_Types].xml' && !reached.has(name))
}

const decodeURI0 = (name: string): string => {
  try {
    return decodeURI(name)
  } catch {
    return name
  }
}

/** Elements with this local name in a part. */
export const elements = (part: XmlPart | null, ...names: string[]): Span[] => {
  if (!part) return []
  const wanted = new Set(names)
  return [...walk(part.root)].filter((span) => wanted.has(span.name))
}
