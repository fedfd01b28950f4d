type Cell = string | number

/** An HTML table with one head row; cells are trusted demo text without markup. */
export function table(head: readonly Cell[], rows: readonly (readonly Cell[])[], caption = ''): string {
  const row = (cells: readonly Cell[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  const title = caption ? `<caption>${caption}</caption>` : ''
  return `<table>${title}<thead>${row(head, 'th')}</thead><tbody>${rows.map((r) => row(r, 'td')).join('')}</tbody></table>`
}

/** Adds up a column of numbers, to two decimals so that binary fractions never show in a budget. */
export function sum(numbers: readonly number[]): number {
  return Math.round(numbers.reduce((total, n) => total + n, 0) * 100) / 100
}
