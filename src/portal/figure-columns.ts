/** A number as tables have it; the signs that stand for none; what a column of names or codes is headed with. */
const figure = /^[-−+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?[%‰]?$/
const none = /^[-—–/]*$/
const noFigures = /序号|编号|代码|年份|年度|电话|邮编|文号|日期|时间/

type Cell = { at: number; head: boolean; own: boolean; span: number; text: string }

const spanOf = (attributes: string, name: string) =>
  Math.max(1, Number(new RegExp(`\\b${name}="(\\d+)"`, 'i').exec(attributes)?.[1] ?? 1))

const textOf = (html: string) => html.replace(/<[^>]*>|&nbsp;|\s/g, '')

/** The cells of a table by column, each with the place of its tag in `html`. */
function columnsOf(html: string): Cell[][] {
  const columns: Cell[][] = []
  const heldUntil: number[] = []
  let row = -1
  let column = 0
  for (const tag of html.matchAll(/<tr\b[^>]*>|<(t[dh])\b([^>]*)>([\s\S]*?)<\/t[dh]>/gi)) {
    const [, name, attributes = '', inner = ''] = tag
    if (!name) {
      row++
      column = 0
      continue
    }
    while ((heldUntil[column] ?? 0) > row) column++
    const span = spanOf(attributes, 'colspan')
    const until = row + spanOf(attributes, 'rowspan')
    const cell = {
      at: tag.index + name.length + 1,
      head: name.toLowerCase() === 'th',
      own: /\balign-/.test(attributes + inner),
      span,
      text: textOf(inner),
    }
    const above = columns[column] ?? []
    above.push(cell)
    columns[column] = above
    for (let i = 0; i < span; i++) heldUntil[column++] = until
  }
  return columns
}

/**
 * The cells of a column that stand to the right: its figures, so many at least, and the name above them, when it holds
 * nothing else.
 */
function figuresIn(column: Cell[], least: number): Cell[] {
  const first = column.findIndex((cell) => !cell.head && figure.test(cell.text))
  const below = column.slice(first).filter((cell) => cell.span === 1)
  const name = column[first - 1]
  const whole = below.every((cell) => figure.test(cell.text) || none.test(cell.text))
  if (first < 0 || below.length < least || !whole || noFigures.test(name?.text ?? '')) return []
  return [...(name && name.span === 1 ? [name] : []), ...below].filter((cell) => !cell.own)
}

/** Of a table of figures only, all of it; otherwise all but the first column, which says of what. */
function figuresOf([first = [], ...others]: Cell[][]): Cell[] {
  const all = [first, ...others].map((column) => figuresIn(column ?? [], 1))
  return others.length > 0 && all.every((column) => column.length > 0)
    ? all.flat()
    : others.flatMap((column) => figuresIn(column ?? [], 2))
}

/** Where the innermost tables of a text begin and end: what a table holds that holds another, says nothing of columns. */
function* tablesOf(html: string): Generator<[from: number, to: number]> {
  let from = -1
  for (const tag of html.matchAll(/<(\/?)table\b[^>]*>/gi)) {
    if (tag[1] && from >= 0) yield [from, tag.index]
    from = tag[1] ? -1 : tag.index
  }
}

/**
 * Marks columns of figures in the tables of a text, so that their digits stand below each other; what its writer aligned
 * stays as it is. The input is sanitised HTML; its words are left alone.
 */
export function withFigureColumns(html: string): string {
  const places: number[] = []
  for (const [from, to] of tablesOf(html))
    for (const cell of figuresOf(columnsOf(html.slice(from, to)))) places.push(from + cell.at)
  places.sort((a, b) => a - b)
  const parts = places.map((at, i) => html.slice(places[i - 1] ?? 0, at))
  return [...parts, html.slice(places.at(-1) ?? 0)].join(' data-figure')
}
