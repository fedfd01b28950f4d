import { type Cell, type Table, writeBlocks, writeRuns } from '../documents/index.ts'
import { align, type Pair } from './align.ts'
import { compareRuns, type Marked } from './compare-words.ts'
import { textLikeness } from './likeness.ts'
import { unitsOf } from './units.ts'
import { comparisonWords } from './words.zh.ts'

type Row = { head: boolean; cells: Cell[]; key: string; texts: string[] }

/** A row or cell in three writings; null where it does not stand. */
type Three = { from: string | null; to: string | null; inline: string }

const single = (cell: Cell) => (cell.blocks.length === 1 && cell.blocks[0]!.kind === 'p' ? cell.blocks[0] : null)
const runsIn = (cell: Cell) => (cell.blocks.length === 0 ? [] : (single(cell)?.runs ?? null))

const inside = (cell: Cell): string => {
  const runs = runsIn(cell)
  return runs ? writeRuns(runs) : writeBlocks(cell.blocks)
}
const textIn = (cell: Cell) =>
  unitsOf(cell.blocks)
    .map((unit) => unit.text)
    .join('\n')
const spans = (cell: Cell) =>
  (cell.colspan > 1 ? ` colspan="${cell.colspan}"` : '') + (cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : '')
const keyOf = (cell: Cell) => `${cell.head}${spans(cell)} ${inside(cell)}`

const write = (cell: Cell, content: string, mark = ''): string => {
  const tag = cell.head ? 'th' : 'td'
  const name = [single(cell)?.align, mark].filter(Boolean).join(' ')
  return `<${tag}${spans(cell)}${name ? ` class="${name}"` : ''}>${content}</${tag}>`
}

const rowsOf = (table: Table): Row[] =>
  [
    ...table.headRows.map((cells) => ({ head: true, cells })),
    ...table.rows.map((cells) => ({ head: false, cells })),
  ].map(({ head, cells }) => ({ head, cells, key: cells.map(keyOf).join('\n'), texts: cells.map(textIn) }))

type CompareInside = (from: Cell, to: Cell) => Marked

const compareCells = (pair: Pair<Cell>, compareInside: CompareInside): Three => {
  const { from, to } = pair
  if (from && to && pair.same)
    return { from: write(from, inside(from)), to: write(to, inside(to)), inline: write(to, inside(to)) }
  if (from && to) {
    const [a, b] = [runsIn(from), runsIn(to)]
    const marked = a && b ? compareRuns(a, b) : compareInside(from, to)
    const changed = 'cell-changed'
    return {
      from: write(from, marked.from, changed),
      to: write(to, marked.to, changed),
      inline: write(to, marked.inline, changed),
    }
  }
  const alone = (from ?? to)!
  const [tag, mark] = from ? ['del', 'cell-removed'] : ['ins', 'cell-added']
  const html = write(alone, `<${tag}>${inside(alone)}</${tag}>`, mark)
  return { from: from ? html : null, to: to ? html : null, inline: html }
}

/** Cells of a changed row: in their places where there are as many, else by what they say. */
const cellPairs = (from: Row, to: Row, alike: (a: string, b: string) => number): Pair<Cell>[] =>
  from.cells.length === to.cells.length
    ? from.cells.map((cell, i) => {
        const other = to.cells[i]!
        return { from: cell, to: other, same: keyOf(cell) === keyOf(other), moved: false }
      })
    : align(from.cells, to.cells, {
        key: keyOf,
        alike: (a, b) => alike(textIn(a), textIn(b)),
        threshold: 0.4,
        mayMove: () => false,
      })

const tr = (cells: (string | null)[], mark = '') => `<tr${mark ? ` class="${mark}"` : ''}>${cells.join('')}</tr>`

const compareRow = (
  pair: Pair<Row>,
  alike: (a: string, b: string) => number,
  compareInside: CompareInside,
): Three & { cut: boolean } => {
  const { from, to } = pair
  if (from && to) {
    const cells = pair.same
      ? from.cells.map((cell, i) => ({ from: cell, to: to.cells[i]!, same: true, moved: false }))
      : cellPairs(from, to, alike)
    const made = cells.map((cell) => compareCells(cell, compareInside))
    const mark = pair.same ? '' : 'row-changed'
    return {
      from: tr(
        made.map((cell) => cell.from),
        mark,
      ),
      to: tr(
        made.map((cell) => cell.to),
        mark,
      ),
      inline: tr(
        made.map((cell) => cell.inline),
        mark,
      ),
      cut: cells.some((cell) => !cell.from || !cell.to),
    }
  }
  const alone = (from ?? to)!
  const side = from ? 'from' : 'to'
  const tag = from ? 'del' : 'ins'
  const note = `<small class="compare-note">${comparisonWords.row[pair.moved ? 'moved' : 'alone'][side]}</small>`
  const cells = alone.cells.map((cell, i) => {
    const content = pair.moved ? inside(cell) : `<${tag}>${inside(cell)}</${tag}>`
    return write(cell, i === 0 ? note + content : content)
  })
  const html = tr(cells, pair.moved ? 'row-moved' : from ? 'row-removed' : 'row-added')
  return { from: from ? html : null, to: to ? html : null, inline: html, cut: true }
}

const spanning = (rows: Row[]) => rows.some((row) => row.cells.some((cell) => cell.rowspan > 1))

/**
 * Two states of a table as tables: rows put in, taken out and moved stand in their places, in a changed row the changed
 * cells are marked word by word. Where merged cells reach over rows that came or went, one table cannot show both
 * states: then the old and the new stand one below the other.
 */
export const compareTables = (from: Table, to: Table, compareInside: CompareInside): Marked => {
  const [olds, news] = [rowsOf(from), rowsOf(to)]
  const alike = textLikeness()
  const pairs = align(olds, news, {
    key: (row) => `${row.head} ${row.key}`,
    alike: (a, b) => {
      const equal = a.texts.filter((text, i) => text !== '' && text === b.texts[i]).length
      return Math.max(equal / Math.max(a.texts.length, b.texts.length), alike(a.texts.join(' '), b.texts.join(' ')))
    },
    threshold: 0.3,
    mayMove: (row) => row.texts.some((text) => text.trim() !== ''),
  })
  const rows = pairs.map((pair) => ({
    head: (pair.to ?? pair.from)!.head,
    ...compareRow(pair, alike, compareInside),
  }))
  const caption = compareRuns(from.caption, to.caption)
  const written = (side: keyof Marked) => {
    const standing = rows.filter((row) => row[side] !== null)
    const headed = standing.findIndex((row) => !row.head)
    const heads = headed < 0 ? standing.length : headed
    const part = (tag: string, list: typeof standing) =>
      list.length > 0 ? `<${tag}>${list.map((row) => row[side]).join('')}</${tag}>` : ''
    const title = caption[side] === '' ? '' : `<caption>${caption[side]}</caption>`
    return `<table>${title}${part('thead', standing.slice(0, heads))}${part('tbody', standing.slice(heads))}</table>`
  }
  const [before, after] = [written('from'), written('to')]
  const apart = (spanning(olds) || spanning(news)) && rows.some((row) => row.cut)
  return { from: before, to: after, inline: apart ? before + after : written('inline') }
}
