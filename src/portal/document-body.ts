import { words } from './words.zh.ts'

/** From so many columns on a table is wider than a phone, however its cells are broken into lines. */
const wideFrom = 6

/** Columns of a table by its first row. */
const columnsOf = (table: string): number =>
  [...(/<tr\b.*?<\/tr>/is.exec(table)?.[0] ?? '').matchAll(/<t[dh]\b[^>]*>/gi)].reduce(
    (sum, [cell]) => sum + Number(/colspan="(\d+)"/i.exec(cell)?.[1] ?? 1),
    0,
  )

/**
 * Puts every outermost table into a box that scrolls by itself and can be reached by keyboard, so that a wide Word table
 * never makes the whole page scroll sideways on a phone. The input is sanitised HTML; text is left as it is.
 */
export function withScrollingTables(html: string): string {
  let depth = 0
  let number = 0
  return html.replace(/<(\/?)table\b[^>]*>/gi, (tag, closing: string, at: number) => {
    if (closing) {
      if (depth === 0) return tag
      depth--
      return depth === 0 ? `${tag}</div>` : tag
    }
    depth++
    if (depth > 1) return tag
    number++
    const wide = columnsOf(html.slice(at)) >= wideFrom ? ' table-wide' : ''
    return `<div class="table-scroll${wide}" role="region" tabindex="0" aria-label="${words.item.tableLabel(number)}">${tag}`
  })
}
