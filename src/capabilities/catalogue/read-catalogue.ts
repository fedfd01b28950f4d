import type { RowFault } from './imports-store.ts'
import type { Sheet } from './read-table.ts'
import { fieldHeaders } from './rules/catalogue-headers.ts'
import { type CatalogueRow, readCatalogueRow } from './rules/catalogue-row.ts'
import { readCatalogueTable } from './rules/catalogue-table.ts'
import { sentences } from './words.zh.ts'

export type ReadRow = { row: number; sheet: string; item: CatalogueRow }
export type CatalogueRead = {
  rows: ReadRow[]
  refused: RowFault[]
  /** Rows that go in with something assumed. */
  warnings: RowFault[]
  /** Why nothing could be read at all; null when something could. */
  nothing: string | null
}

/** Bounds of sanity: the longest real content seen has about 4,000 characters. */
const longest = { content: 20_000, basis: 20_000, disclosingBody: 2_000, audience: 1_000, seq: 50 } as const
const longestName = 500

/**
 * Every sheet of a file as catalogue rows. Rows that cannot be taken are named with line, column and reason; the others
 * go on. `sector` is used for rows that name none themselves; failing that, a sheet's name.
 */
export const readCatalogue = (sheets: readonly Sheet[], sector: string): CatalogueRead => {
  const read: CatalogueRead = { rows: [], refused: [], warnings: [], nothing: null }
  let least: ReturnType<typeof readCatalogueTable>['missing'] | null = null
  let heads = 0
  for (const sheet of sheets) {
    const table = readCatalogueTable(sheet.rows)
    if (table.missing.length) {
      if (!least || table.missing.length < least.length) least = table.missing
      continue
    }
    heads += 1
    for (const { line, cells } of table.rows) {
      const place = { row: line, sheet: sheet.name }
      const { item, issues } = readCatalogueRow(cells)
      for (const issue of issues) {
        const fault = { ...place, column: issue.column, message: issue.message, value: brief(cells[issue.column]) }
        if (issue.severity === 'error') read.refused.push(fault)
        else read.warnings.push(fault)
      }
      if (!item) continue
      const named = { ...item, sector: item.sector || sector || (sheets.length > 1 ? sheet.name : '') }
      const fault = sizeFault(named)
      if (fault) read.refused.push({ ...place, ...fault })
      else read.rows.push({ ...place, item: named })
    }
  }
  if (heads === 0) read.nothing = sentences.noHead(least ?? [])
  else if (!read.rows.length && !read.refused.length) read.nothing = sentences.noRows
  return read
}

const brief = (text = '') => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

const sizeFault = (item: CatalogueRow): Pick<RowFault, 'column' | 'message' | 'value'> | undefined => {
  if (item.sector === '') return { column: fieldHeaders.sector, message: sentences.noSector, value: '' }
  if (JSON.stringify(item).includes('\\u0000')) return { column: '', message: sentences.nul, value: '' }
  for (const field of ['sector', 'level1', 'level2', 'level3'] as const)
    if (item[field].length > longestName)
      return { column: fieldHeaders[field], message: sentences.tooLong(longestName), value: brief(item[field]) }
  for (const field of Object.keys(longest) as (keyof typeof longest)[])
    if (item[field].length > longest[field])
      return { column: fieldHeaders[field], message: sentences.tooLong(longest[field]), value: brief(item[field]) }
  return undefined
}
