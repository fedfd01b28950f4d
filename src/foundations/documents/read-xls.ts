import { cellHtml, MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, type Sheets, type SheetTable } from './read-sheet.ts'
import type { ReadingWarning } from './reading.ts'
import { warningWords } from './words.zh.ts'

/** Excel 97 workbooks name hidden sheets by a number: 0 shown. */
type SheetState = { name?: string; Hidden?: number }

/** .xls → a table for each shown sheet, cells as they are shown there; as .xlsx otherwise. */
export const sheetsOfXls = async (bytes: Uint8Array): Promise<Sheets> => {
  const { read, utils, set_cptable } = await import('@e965/xlsx')
  set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'))
  let book: ReturnType<typeof read>
  try {
    book = read(bytes, { type: 'array', cellHTML: false, cellFormula: false, cellStyles: true, nodim: true })
  } catch (error) {
    return { refused: /password|encrypt/i.test((error as Error).message) ? 'encrypted' : 'broken-file' }
  }
  const warnings: ReadingWarning[] = []
  const states = (book.Workbook?.Sheets ?? []) as SheetState[]
  const hidden = book.SheetNames.filter((_, i) => states[i]?.Hidden)
  if (hidden.length > 0)
    warnings.push({ key: 'hidden-sheets', message: warningWords['hidden-sheets'](hidden.join('、')) })
  const sheets = book.SheetNames.flatMap((name, i): SheetTable[] => {
    const sheet = book.Sheets[name]
    if (states[i]?.Hidden || !sheet?.['!ref']) return []
    const used = utils.decode_range(sheet['!ref'])
    const shown = (from: number, to: number, lines: { hidden?: boolean }[] | undefined) => {
      const all = Array.from({ length: to - from + 1 }, (_, n) => from + n)
      return all.filter((n) => !lines?.[n]?.hidden)
    }
    const allRows = shown(used.s.r, used.e.r, sheet['!rows'])
    const allColumns = shown(used.s.c, used.e.c, sheet['!cols'])
    const text = (r: number, c: number): string => {
      const cell = sheet[utils.encode_cell({ r, c })]
      return cell ? utils.format_cell(cell).trim() : ''
    }
    // What lies beyond the last word of a sheet is nothing but formatting.
    const lastRow = allRows.findLastIndex((r) => allColumns.some((c) => text(r, c) !== ''))
    const lastColumn = allColumns.findLastIndex((c) => allRows.some((r) => text(r, c) !== ''))
    if (lastRow < 0) return []
    const unseen = used.e.r - used.s.r + 1 - allRows.length + (used.e.c - used.s.c + 1 - allColumns.length)
    if (unseen > 0) warnings.push({ key: 'hidden-rows', message: warningWords['hidden-rows'](name, unseen) })
    const rows = allRows.slice(0, Math.min(lastRow + 1, MAX_SHEET_ROWS))
    const columns = allColumns.slice(0, Math.min(lastColumn + 1, MAX_SHEET_COLUMNS))
    if (lastRow >= MAX_SHEET_ROWS)
      warnings.push({ key: 'rows-cut', message: warningWords['rows-cut'](name, rows.length, lastRow + 1) })
    if (lastColumn >= MAX_SHEET_COLUMNS)
      warnings.push({ key: 'columns-cut', message: warningWords['columns-cut'](name, columns.length) })
    const covered = new Set<string>()
    const spans = new Map<string, string>()
    const words = new Map<string, string>()
    for (const { s, e } of sheet['!merges'] ?? []) {
      const inRows = rows.filter((r) => r >= s.r && r <= e.r)
      const inColumns = columns.filter((c) => c >= s.c && c <= e.c)
      if (inRows.length === 0 || inColumns.length === 0) continue
      for (const r of inRows) for (const c of inColumns) covered.add(`${r},${c}`)
      const key = `${inRows[0]},${inColumns[0]}`
      covered.delete(key)
      words.set(key, text(s.r, s.c))
      const across = inColumns.length > 1 ? ` colspan="${inColumns.length}"` : ''
      spans.set(key, `${across}${inRows.length > 1 ? ` rowspan="${inRows.length}"` : ''}`)
    }
    const written = rows.map((r) => {
      const cells = columns.flatMap((c) => {
        const key = `${r},${c}`
        if (covered.has(key)) return []
        return [`<td${spans.get(key) ?? ''}>${cellHtml(words.get(key) ?? text(r, c))}</td>`]
      })
      return cells.length > 0 ? `<tr>${cells.join('')}</tr>` : ''
    })
    return [
      {
        name,
        html: `<table><tbody>${written.join('')}</tbody></table>`,
        ...(lastRow >= MAX_SHEET_ROWS ? { rows: lastRow + 1 } : {}),
        ...(lastColumn >= MAX_SHEET_COLUMNS ? { columns: lastColumn + 1 } : {}),
      },
    ]
  })
  return sheets.length === 0 ? { refused: 'no-text' } : { sheets, warnings }
}
