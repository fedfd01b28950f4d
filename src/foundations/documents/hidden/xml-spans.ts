/**
 * XML read as spans of its own source, so that something can be cut out while every other byte stays as it was: office
 * programs are particular about what they did not write themselves.
 */
export type Span = {
  /** Local name and prefix as written. */
  name: string
  prefix: string
  /** From '<' of the open tag to after '>' of the close tag. */
  start: number
  end: number
  /** Between the tags; both are the end of an empty element. */
  innerStart: number
  innerEnd: number
  parent: Span | null
  children: Span[]
}

export type Edit = { from: number; to: number; text: string }

export const maxDepth = 2000

const nameEnd = /[\s/>]/g

/**
 * The root element, or null when the text is no well-formed XML. An entity definition is refused: office files have
 * none, bombs do.
 */
export const parseSpans = (xml: string): Span | null => {
  let at = 0
  let root: Span | null = null
  let open: Span | null = null
  let depth = 0
  while (at < xml.length) {
    const start = xml.indexOf('<', at)
    if (start < 0) break
    const second = xml.charCodeAt(start + 1)
    if (second === 33 /* ! */) {
      if (xml.startsWith('<!--', start)) at = after(xml, '-->', start + 4)
      else if (xml.startsWith('<![CDATA[', start)) at = after(xml, ']]>', start + 9)
      else return null
      continue
    }
    if (second === 63 /* ? */) {
      at = after(xml, '?>', start + 2)
      continue
    }
    const end = tagEnd(xml, start + 1)
    if (end < 0) return null
    if (second === 47 /* / */) {
      if (!open || xml.slice(start + 2, end).trim() !== (open.prefix ? `${open.prefix}:${open.name}` : open.name))
        return null
      open.innerEnd = start
      open.end = end + 1
      open = open.parent
      depth--
      at = end + 1
      continue
    }
    nameEnd.lastIndex = start + 1
    const full = xml.slice(start + 1, nameEnd.exec(xml)?.index ?? end)
    const colon = full.indexOf(':')
    const span: Span = {
      name: colon < 0 ? full : full.slice(colon + 1),
      prefix: colon < 0 ? '' : full.slice(0, colon),
      start,
      end: end + 1,
      innerStart: end + 1,
      innerEnd: end + 1,
      parent: open,
      children: [],
    }
    if (open) open.children.push(span)
    else if (root) return null
    else root = span
    if (xml.charCodeAt(end - 1) !== 47) {
      if (++depth > maxDepth) return null
      open = span
    }
    at = end + 1
  }
  return open ? null : root
}

const after = (xml: string, mark: string, from: number): number => {
  const at = xml.indexOf(mark, from)
  return at < 0 ? xml.length : at + mark.length
}

/** '>' of a tag, past any '>' in its attribute values. */
const tagEnd = (xml: string, from: number): number => {
  let quote = 0
  for (let i = from; i < xml.length; i++) {
    const c = xml.charCodeAt(i)
    if (quote) {
      if (c === quote) quote = 0
    } else if (c === 34 || c === 39) quote = c
    else if (c === 62) return i
    else if (c === 60) return -1
  }
  return -1
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
        if (name) return entities[(name as string).toLowerCase()]!
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      })
    : text

export type Attribute = { name: string; value: string; from: number; to: number }

/** The attributes of an element, by their full names, with the span to cut (the blank before included). */
export const attributesOf = (xml: string, span: Span): Attribute[] => {
  const tag = xml.slice(span.start, span.innerStart)
  return [...tag.matchAll(/\s+([^\s=/>]+)\s*=\s*("([^"]*)"|'([^']*)')/g)].map((m) => ({
    name: m[1]!,
    value: decodeEntities(m[3] ?? m[4] ?? ''),
    from: span.start + m.index,
    to: span.start + m.index + m[0].length,
  }))
}

/** An attribute by its local name (`val` finds w:val); undefined when it is not there. */
export const attribute = (xml: string, span: Span, local: string): string | undefined =>
  attributesOf(xml, span).find(({ name }) => name === local || name.endsWith(`:${local}`))?.value

/** Every element below, itself included, in document order. */
export function* walk(span: Span | null): Generator<Span> {
  if (!span) return
  const stack = [span]
  while (stack.length) {
    const next = stack.pop()!
    yield next
    for (let i = next.children.length - 1; i >= 0; i--) stack.push(next.children[i]!)
  }
}

/** Text directly inside an element that has no children. */
export const textOf = (xml: string, span: Span): string =>
  decodeEntities(
    xml
      .slice(span.innerStart, span.innerEnd)
      .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) => inner.replaceAll('&', '&amp;'))
      .replace(/<[^>]*>/g, ''),
  )

export const ancestor = (span: Span, name: string): Span | null => {
  for (let up = span.parent; up; up = up.parent) if (up.name === name) return up
  return null
}

export const cut = (span: { start: number; end: number }): Edit => ({ from: span.start, to: span.end, text: '' })
export const cutAttribute = ({ from, to }: Attribute): Edit => ({ from, to, text: '' })

/** Applies edits; one that lies inside a span already cut goes with it. */
export const applyEdits = (xml: string, edits: readonly Edit[]): string => {
  const inOrder = [...edits].sort((a, b) => a.from - b.from || b.to - a.to)
  let out = ''
  let at = 0
  for (const { from, to, text } of inOrder) {
    if (from < at) {
      // Overlapping at the edge: what is left of it is still cut.
      if (to > at) at = to
      continue
    }
    out += xml.slice(at, from) + text
    at = to
  }
  return out + xml.slice(at)
}
