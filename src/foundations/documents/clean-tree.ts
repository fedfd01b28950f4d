import { type ChildNode, type Element, isElement } from './html-tree.ts'
import { type Mark, type Run, withoutInvisible } from './runs.ts'

/**
 * What a page of ours may consist of. Every HTML that comes in (Word, WPS, old portals, the editor) is read into these
 * blocks and written anew, so nothing of the foreign markup can survive by accident.
 */
export type Align = 'align-center' | 'align-right'
export type Paragraph = { kind: 'p'; runs: Run[]; align: Align | null; indent: boolean }
export type Heading = { kind: 'heading'; level: 1 | 2 | 3 | 4 | 5 | 6; runs: Run[]; align: Align | null }
export type Cell = { head: boolean; colspan: number; rowspan: number; blocks: Block[] }
export type Table = { kind: 'table'; caption: Run[]; headRows: Cell[][]; rows: Cell[][] }
export type Block =
  | Paragraph
  | Heading
  | Table
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'pre'; text: string }
  | { kind: 'hr' }

export type Dropped = { images: number; hidden: number; active: number }

const markOf: Record<string, Mark> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  u: 'u',
  ins: 'u',
  s: 's',
  strike: 's',
  del: 's',
  sup: 'sup',
  sub: 'sub',
}
const activeTags = new Set(
  'script iframe frame frameset object embed applet form input button select textarea'.split(' '),
)
const silentTags = new Set(
  'style title meta link base noscript template xml svg math canvas audio video source track map area option'.split(
    ' ',
  ),
)
const inlineTags = new Set(
  (
    'a abbr acronym bdi bdo big cite code data dfn font kbd label mark q ruby rp rt samp small span time tt var wbr ' +
    'img br b strong i em u ins s strike del sup sub nobr'
  ).split(' '),
)
/** Deeper than any honest document; below this only the text is kept. */
const MAX_DEPTH = 120

type Context = {
  align: Align | null
  indent: boolean
  marks: ReadonlySet<Mark>
  href: string | null
  depth: number
}

const styleOf = (el: Element) => (el.attribs.style ?? '').toLowerCase()
const classesOf = (el: Element) => (el.attribs.class ?? '').split(/\s+/)

const isHidden = (el: Element): boolean =>
  'hidden' in el.attribs || /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/.test(styleOf(el))

/** The alignment an element states; undefined when it says nothing, null when it says left or justified. */
const alignOf = (el: Element): Align | null | undefined => {
  const classes = classesOf(el)
  if (classes.includes('align-center')) return 'align-center'
  if (classes.includes('align-right')) return 'align-right'
  if (el.name === 'center') return 'align-center'
  const said = styleOf(el).match(/text-align\s*:\s*([a-z]+)/)?.[1] ?? el.attribs.align?.toLowerCase()
  if (said === 'center' || said === 'middle') return 'align-center'
  if (said === 'right' || said === 'end') return 'align-right'
  return said ? null : undefined
}

const indentOf = (el: Element): boolean | undefined => {
  if (classesOf(el).includes('indent')) return true
  const said = styleOf(el).match(/text-indent\s*:\s*(-?[\d.]+)/)?.[1]
  return said === undefined ? undefined : Number(said) > 0
}

const styleMarks = (el: Element): Mark[] => {
  const style = styleOf(el)
  const found: Mark[] = []
  if (/font-weight\s*:\s*(bold|bolder|[6-9]00)/.test(style)) found.push('strong')
  if (/text-decoration[^;]*underline/.test(style) && el.name !== 'a') found.push('u')
  if (/text-decoration[^;]*line-through/.test(style)) found.push('s')
  if (/vertical-align\s*:\s*super/.test(style)) found.push('sup')
  if (/vertical-align\s*:\s*sub(?![a-z])/.test(style)) found.push('sub')
  return found
}

/** http, https, mailto, tel and addresses inside the site; anything else, and anything disguised, is null. */
export const safeHref = (raw: string | undefined): string | null => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip control characters inside a scheme
  const href = (raw ?? '').replace(/[\u0000-\u0020\u007f\u00a0\u200b-\u200f\u2028\u2029\ufeff]+/g, '')
  if (href === '' || href.startsWith('//') || href.includes('\\')) return null
  if (/^(https?:\/\/|mailto:|tel:)/i.test(href)) return href
  return /^[^/?#]*:/.test(href) ? null : href
}

/** Only pictures this site keeps itself: an address of ours, never another site's and never data in the page. */
const safeSource = (raw: string | undefined): string | null => {
  const href = safeHref(raw)
  return href?.startsWith('/') ? href : null
}

const measuresOf = ({ attribs }: Element): { width?: number; height?: number } => {
  const [width, height] = [attribs.width, attribs.height].map((value) =>
    /^\d{1,5}$/.test(value ?? '') ? Number(value) : 0,
  )
  return width && height ? { width, height } : {}
}

const allText = (nodes: ChildNode[]): string => {
  let out = ''
  const stack = [...nodes].reverse()
  while (stack.length > 0) {
    const node = stack.pop()!
    if (node.type === 'text') out += node.data
    else if (isElement(node) && node.name === 'br') out += '\n'
    else if ('children' in node && !(isElement(node) && (silentTags.has(node.name) || activeTags.has(node.name))))
      for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i] as ChildNode)
  }
  return out
}

const span = (value: string | undefined): number => {
  const n = Number.parseInt(value ?? '1', 10)
  return n >= 1 ? Math.min(n, 500) : 1
}

export class TreeReader {
  readonly dropped: Dropped = { images: 0, hidden: 0, active: 0 }

  read(nodes: ChildNode[]): Block[] {
    return this.#blocks(nodes, { align: null, indent: false, marks: new Set(), href: null, depth: 0 })
  }

  #blocks(nodes: ChildNode[], ctx: Context): Block[] {
    const out: Block[] = []
    let runs: Run[] = []
    const flush = () => {
      if (runs.length > 0) out.push({ kind: 'p', runs, align: ctx.align, indent: ctx.indent })
      runs = []
    }
    // Inline elements may hold blocks (old portals wrap whole pages in <font>), so both kinds come through one walk.
    const walk = (list: ChildNode[], at: Context) => {
      for (const node of list) {
        if (node.type === 'text') {
          runs.push({ text: node.data, marks: at.marks, href: at.href })
          continue
        }
        if (node.type === 'cdata' && 'children' in node) {
          walk(node.children as ChildNode[], at)
          continue
        }
        if (!isElement(node)) continue
        const el = node
        const name = el.name
        if (activeTags.has(name)) {
          this.dropped.active++
          // The words of a form are content; what it sends is not.
          if (name !== 'form' || at.depth > MAX_DEPTH) continue
        } else if (silentTags.has(name)) continue
        if (isHidden(el)) {
          if (allText([el]).trim() !== '') this.dropped.hidden++
          continue
        }
        if (at.depth > MAX_DEPTH) {
          runs.push({ text: allText(el.children), marks: at.marks, href: at.href })
          continue
        }
        if (inlineTags.has(name) || name.includes(':')) this.#inline(el, at, runs, walk)
        else {
          flush()
          out.push(...this.#block(el, { ...at, align: ctx.align, indent: ctx.indent, depth: at.depth + 1 }))
        }
      }
    }
    walk(nodes, ctx)
    flush()
    return out
  }

  #inline(el: Element, at: Context, runs: Run[], walk: (list: ChildNode[], at: Context) => void) {
    if (el.name === 'br') {
      runs.push({ text: '\n', marks: new Set(), href: null, br: true })
      return
    }
    if (el.name === 'img') {
      const src = safeSource(el.attribs.src)
      const alt = withoutInvisible(el.attribs.alt ?? '').trim()
      if (src) runs.push({ text: '', marks: new Set(), href: null, img: { src, alt, ...measuresOf(el) } })
      else this.dropped.images++
      return
    }
    const mark = markOf[el.name]
    const added = mark ? [mark, ...styleMarks(el)] : styleMarks(el)
    const next: Context = {
      ...at,
      depth: at.depth + 1,
      marks: added.length > 0 ? new Set([...at.marks, ...added]) : at.marks,
      href: el.name === 'a' ? (safeHref(el.attribs.href) ?? at.href) : at.href,
    }
    walk(el.children, next)
  }

  #block(el: Element, ctx: Context): Block[] {
    const align = alignOf(el)
    const indent = indentOf(el)
    const bold = styleMarks(el).filter((m) => m === 'strong')
    const inner: Context = {
      ...ctx,
      align: align === undefined ? ctx.align : align,
      indent: indent === undefined ? ctx.indent : indent,
      marks: bold.length > 0 ? new Set([...ctx.marks, ...bold]) : ctx.marks,
    }
    const name = el.name
    if (/^h[1-6]$/.test(name)) {
      const level = Number(name[1]) as Heading['level']
      return this.#blocks(el.children, { ...inner, marks: new Set() }).map((b) =>
        b.kind === 'p' ? { kind: 'heading', level, runs: b.runs, align: b.align } : b,
      )
    }
    if (name === 'table') return this.#table(el, ctx)
    if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') return this.#list(el, inner)
    if (name === 'pre') return [{ kind: 'pre', text: allText(el.children) }]
    if (name === 'hr') return [{ kind: 'hr' }]
    if (name === 'blockquote') return [{ kind: 'quote', blocks: this.#blocks(el.children, inner) }]
    return this.#blocks(el.children, inner)
  }

  #list(el: Element, ctx: Context): Block[] {
    const items: Block[][] = []
    for (const child of el.children) {
      // A comment or a broken declaration has no words; what stands loose in a list is an item of its own.
      if (!isElement(child)) {
        const loose = this.#blocks([child], ctx)
        if (loose.length > 0) items.push(loose)
        continue
      }
      const item = child
      if (isHidden(item)) {
        this.dropped.hidden++
        continue
      }
      const blocks = this.#blocks(item.name === 'li' ? item.children : [item], { ...ctx, align: null, indent: false })
      // A list written straight into a list belongs to the item before it.
      if (item.name !== 'li' && items.length > 0) items.at(-1)!.push(...blocks)
      else items.push(blocks)
    }
    const start = el.name === 'ol' ? Math.max(1, Math.min(span(el.attribs.start), 100_000)) : 1
    return [{ kind: 'list', ordered: el.name === 'ol', start, items }]
  }

  #table(el: Element, ctx: Context): Block[] {
    const table: Table = { kind: 'table', caption: [], headRows: [], rows: [] }
    const stray: ChildNode[] = []
    const row = (tr: Element, head: boolean) => {
      const cells: Cell[] = []
      for (const child of tr.children) {
        if (!isElement(child) || (child.name !== 'td' && child.name !== 'th')) {
          stray.push(child)
          continue
        }
        const cell = child
        if (isHidden(cell)) {
          if (allText([cell]).trim() !== '') this.dropped.hidden++
          continue
        }
        const blocks = this.#blocks(cell.children, {
          ...ctx,
          depth: ctx.depth + 3,
          align: alignOf(cell) ?? alignOf(tr) ?? null,
          indent: false,
          marks: new Set(),
          href: null,
        })
        cells.push({
          head: cell.name === 'th',
          colspan: span(cell.attribs.colspan),
          rowspan: span(cell.attribs.rowspan),
          blocks,
        })
      }
      if (cells.length > 0) (head ? table.headRows : table.rows).push(cells)
    }
    const rows = (nodes: ChildNode[], head: boolean) => {
      for (const child of nodes) {
        if (!isElement(child)) {
          stray.push(child)
          continue
        }
        const part = child
        if (isHidden(part)) {
          if (allText([part]).trim() !== '') this.dropped.hidden++
        } else if (part.name === 'tr') row(part, head)
        else if (part.name === 'thead') rows(part.children, table.rows.length === 0)
        else if (part.name === 'tbody' || part.name === 'tfoot') rows(part.children, false)
        else if (part.name === 'caption') table.caption = this.#runsOf(part, ctx)
        else if (part.name !== 'colgroup' && part.name !== 'col') stray.push(part)
      }
    }
    rows(el.children, false)
    // Words between cells are an error of the source; they are put before the table rather than lost.
    return [...this.#blocks(stray, ctx), table]
  }

  #runsOf(el: Element, ctx: Context): Run[] {
    return this.#blocks(el.children, { ...ctx, depth: ctx.depth + 1, marks: new Set() }).flatMap((b) =>
      b.kind === 'p' || b.kind === 'heading' ? b.runs : [],
    )
  }
}
