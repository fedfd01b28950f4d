import sanitize from 'sanitize-html'
import { type Block, type Cell, type Dropped, type Paragraph, type Table, TreeReader } from './clean-tree.ts'
import { parseHtml } from './html-tree.ts'
import { escapeText, paragraphsOf, type Run, withoutInvisible, writeRuns } from './runs.ts'

export { htmlToText } from './html-to-text.ts'
export { summaryOf } from './summary.ts'
export { textToHtml } from './text-to-html.ts'

const plainMarks = (runs: Run[]): Run[] =>
  runs.map((r) => ({ ...r, marks: new Set([...r.marks].filter((m) => m === 'sup' || m === 'sub')) }))

const isBlank = (runs: Run[]) => runs.every((r) => !r.img && r.text.trim() === '')

/** Blocks made regular: empty ones gone, paragraphs cut where the author meant it, layout tables opened. */
const tidy = (blocks: Block[]): Block[] =>
  blocks.flatMap((block): Block[] => {
    if (block.kind === 'p')
      return paragraphsOf(block.runs).map((line) => {
        const align = block.align ?? (line.pushed ? 'align-right' : null)
        return { ...block, runs: line.runs, align, indent: align === null && (block.indent || line.indent) }
      })
    if (block.kind === 'heading') {
      const lines = paragraphsOf(plainMarks(block.runs))
      return lines.map((line) => ({ ...block, runs: line.runs }))
    }
    if (block.kind === 'list') {
      const items = block.items.map(tidy).filter((item) => item.length > 0)
      return items.length > 0 ? [{ ...block, items }] : []
    }
    if (block.kind === 'quote') {
      const inner = tidy(block.blocks)
      return inner.length > 0 ? [{ ...block, blocks: inner }] : []
    }
    if (block.kind === 'pre') {
      const text = withoutInvisible(block.text.replace(/\r\n?/g, '\n')).replace(/^\n+|\s+$/g, '')
      return text.trim() === '' ? [] : [{ ...block, text }]
    }
    if (block.kind === 'table') return tidyTable(block)
    return [block]
  })

const tidyTable = (table: Table): Block[] => {
  const cell = (c: Cell): Cell => ({ ...c, blocks: tidy(c.blocks) })
  const headRows = table.headRows.map((row) => row.map(cell))
  const rows = table.rows.map((row) => row.map(cell))
  const caption = paragraphsOf(plainMarks(table.caption)).flatMap((line) => line.runs)
  const cells = [...headRows, ...rows].flat()
  if (isBlank(caption) && cells.every((c) => c.blocks.length === 0)) return []
  const only = cells.length === 1 ? cells[0]! : null
  // Old portals put the whole page into a table of one cell; the tables inside are the real ones.
  if (only && isBlank(caption) && only.blocks.some((b) => b.kind === 'table')) return only.blocks
  return [{ kind: 'table', caption, headRows, rows }]
}

const classOf = (p: { align: Paragraph['align']; indent?: boolean }): string => {
  const name = p.align ?? (p.indent ? 'indent' : '')
  return name === '' ? '' : ` class="${name}"`
}

const writeCell = (cell: Cell): string => {
  const tag = cell.head ? 'th' : 'td'
  const spans = `${cell.colspan > 1 ? ` colspan="${cell.colspan}"` : ''}${cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : ''}`
  const only = cell.blocks.length === 1 ? cell.blocks[0]! : null
  if (only?.kind === 'p') return `<${tag}${spans}${classOf({ align: only.align })}>${writeRuns(only.runs)}</${tag}>`
  return `<${tag}${spans}>${write(cell.blocks)}</${tag}>`
}

const writeRows = (rows: Cell[][]) => rows.map((row) => `<tr>${row.map(writeCell).join('')}</tr>`).join('')

const writeItem = (blocks: Block[]): string => {
  const [first, ...rest] = blocks
  if (first?.kind === 'p' && first.align === null && !first.indent)
    return `<li>${writeRuns(first.runs)}${write(rest)}</li>`
  return `<li>${write(blocks)}</li>`
}

/** Blocks as HTML of ours; every word in it is escaped. */
export const writeBlocks = (blocks: Block[]): string => write(blocks)

const write = (blocks: Block[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'p') return `<p${classOf(block)}>${writeRuns(block.runs)}</p>`
      if (block.kind === 'heading')
        return `<h${block.level}${classOf(block)}>${writeRuns(block.runs)}</h${block.level}>`
      if (block.kind === 'hr') return '<hr />'
      if (block.kind === 'pre') return `<pre>${escapeText(block.text)}</pre>`
      if (block.kind === 'quote') return `<blockquote>${write(block.blocks)}</blockquote>`
      if (block.kind === 'list') {
        const start = block.ordered && block.start > 1 ? ` start="${block.start}"` : ''
        const tag = block.ordered ? 'ol' : 'ul'
        return `<${tag}${start}>${block.items.map(writeItem).join('')}</${tag}>`
      }
      const caption = block.caption.length > 0 ? `<caption>${writeRuns(block.caption)}</caption>` : ''
      const head = block.headRows.length > 0 ? `<thead>${writeRows(block.headRows)}</thead>` : ''
      const body = block.rows.length > 0 ? `<tbody>${writeRows(block.rows)}</tbody>` : ''
      return `<table>${caption}${head}${body}</table>`
    })
    .join('')

/**
 * The list of what may stand in a page, held by a well-known sanitizer after our own writer: two independent guards
 * against script in published pages. It changes nothing in what the writer wrote (a test says so).
 */
const allowed: sanitize.IOptions = {
  allowedTags: (
    'h1 h2 h3 h4 h5 h6 p ul ol li table caption thead tbody tr th td blockquote pre hr br ' +
    'strong em u s sup sub a img'
  ).split(' '),
  allowedAttributes: {
    a: ['href'],
    img: ['src', 'alt', 'width', 'height', 'loading'],
    td: ['colspan', 'rowspan', 'class'],
    th: ['colspan', 'rowspan', 'class'],
    ol: ['start'],
    '*': ['class'],
  },
  allowedClasses: { '*': ['align-center', 'align-right', 'indent'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  parseStyleAttributes: false,
}

export type CleanedHtml = { html: string; dropped: Dropped }

/** As cleanHtml, and says how many pictures, hidden pieces and active parts (scripts, forms, frames) were left out. */
export const cleanHtmlWithReport = (html: string): CleanedHtml => {
  const reader = new TreeReader()
  const blocks = tidy(reader.read(parseHtml(html)))
  return { html: sanitize(write(blocks), allowed), dropped: reader.dropped }
}

/**
 * Any HTML (Word, WPS, old portals, the editor) → the small vocabulary a page of ours may hold: headings, paragraphs,
 * lists, tables with spans, b/i/u/s/sup/sub, links, our own pictures; `align-center`, `align-right` and `indent` as the
 * only classes and no style. Idempotent; safe to put into a page as it is.
 */
export const cleanHtml = (html: string): string => cleanHtmlWithReport(html).html

/** HTML as the blocks it consists of, for writing it in another format. */
export const blocksOf = (html: string): Block[] => tidy(new TreeReader().read(parseHtml(html)))
