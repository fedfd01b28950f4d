import { words } from './words.zh.ts'

/**
 * Puts every outermost table into a box that scrolls by itself and can be reached by keyboard, so that a wide Word table
 * never makes the whole page scroll sideways on a phone. The input is sanitised HTML; text is left as it is.
 */
export function withScrollingTables(html: string): string {
  let depth = 0
  let number = 0
  return html.replace(/<(\/?)table\b[^>]*>/gi, (tag, closing: string) => {
    if (closing) {
      if (depth === 0) return tag
      depth--
      return depth === 0 ? `${tag}</div>` : tag
    }
    depth++
    if (depth > 1) return tag
    number++
    return `<div class="table-scroll" role="region" tabindex="0" aria-label="${words.item.tableLabel(number)}">${tag}`
  })
}
