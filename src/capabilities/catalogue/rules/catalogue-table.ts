/** From the cells of a sheet to rows under known heads: finds the head among titles, folds two head rows into one. */
import { type CatalogueField, headerMeaning, missingFields } from './catalogue-headers.ts'

export type RawRow = {
  /** 1-based line in the sheet or file. */
  line: number
  cells: Record<string, string>
}

export type CatalogueTable = {
  headers: string[]
  rows: RawRow[]
  /** Required columns not found; then `rows` is empty. */
  missing: CatalogueField[]
  /** Heads of columns that mean nothing to us. */
  ignored: string[]
}

/**
 * Reads a sheet. The head is the first of the top 15 rows that, alone or folded with the next, has all required columns.
 * Blank 一级事项 and 二级事项 cells take the value above (merged cells), but only within their parent.
 */
export function readCatalogueTable(sheet: readonly (readonly string[])[]): CatalogueTable {
  const top = sheet.slice(0, 15)
  const heads = top.map((row, i) => ({ alone: tidy(row), folded: fold(tidy(row), tidy(sheet[i + 1])), at: i }))
  const whole = (headers: string[] | null): headers is string[] =>
    headers !== null && missingFields(headers).length === 0
  // A row that is a head by itself comes first, or a title above it would be folded with it.
  const found = heads.find(({ alone }) => whole(alone)) ?? heads.find(({ folded }) => whole(folded))
  if (!found) {
    const misses = heads.flatMap(({ alone, folded }) => [alone, folded ?? []]).map(missingFields)
    const least = misses.sort((a, b) => a.length - b.length)[0]
    return { headers: [], rows: [], missing: least ?? missingFields([]), ignored: [] }
  }
  const [headers, first] = whole(found.folded) ? [found.folded, found.at + 2] : [found.alone, found.at + 1]
  return tableOf(headers, sheet.slice(first).map(tidy), first + 1)
}

const tidy = (row: readonly string[] | undefined): string[] => (row ?? []).map((cell) => (cell ?? '').trim())

/** Two head rows as one, or null when the second is no head row. */
function fold(upper: string[], lower: string[]): string[] | null {
  const known = lower.filter((cell) => cell !== '' && headerMeaning(cell) !== null).length
  const strange = lower.filter((cell) => cell !== '' && headerMeaning(cell) === null).length
  if (known < 2 || known <= strange) return null
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const own = lower[i] ?? ''
    if (own !== '' && headerMeaning(own) !== null) return own
    return upper[i] || own
  })
}

function tableOf(headers: string[], body: string[][], firstLine: number): CatalogueTable {
  const meanings = headers.map(headerMeaning)
  const column = (field: CatalogueField) => meanings.findIndex((m) => m?.field === field && m.tick === undefined)
  const [level1, level2] = [column('level1'), column('level2')]
  const rows: RawRow[] = []
  let above: string[] | null = null
  for (const [i, values] of body.entries()) {
    const filled = headers.map((_, c) => values[c] ?? '')
    if (filled.every((cell) => cell === '') || repeatsHead(filled, headers)) continue
    if (above && level1 >= 0 && level2 >= 0 && filled[level1] === '' && filled[level2] !== '')
      filled[level1] = above[level1]!
    else if (above && level1 >= 0 && filled[level1] === '') {
      filled[level1] = above[level1]!
      if (level2 >= 0) filled[level2] = above[level2]!
    }
    above = filled
    const record: Record<string, string> = {}
    for (const [c, header] of headers.entries()) {
      if (header === '') continue
      record[header] = record[header] ? `${record[header]}\n${filled[c]}`.trim() : filled[c]!
    }
    rows.push({ line: firstLine + i, cells: record })
  }
  const ignored = headers.filter((header, i) => header !== '' && meanings[i] === null)
  return { headers, rows, missing: [], ignored }
}

/** Printed catalogues repeat their head on every page. */
function repeatsHead(cells: string[], headers: string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length >= 2 && filled.every((cell) => headerMeaning(cell) !== null) && headers.length > 3
}
