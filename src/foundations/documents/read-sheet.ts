import type { Cell, CellValue, Worksheet } from 'exceljs'
import { faultKeys, zipFault } from './hidden/zip-parts.ts'
import type { Draft, ReadingWarning } from './reading.ts'
import { escapeText } from './runs.ts'
import { warningWords } from './words.zh.ts'

export const MAX_SHEET_ROWS = 1000
export const MAX_SHEET_COLUMNS = 60
const MAX_UNPACKED = 200 * 1024 * 1024

const pad = (n: number) => String(n).padStart(2, '0')

const dateText = (d: Date): string => {
  const day = `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`
  return d.getUTCHours() + d.getUTCMinutes() === 0 ? day : `${day} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`
}

/** Long sums keep their value and lose the noise of binary fractions. */
const numberText = (n: number, format: string | undefined): string => {
  const rounded = Number(n.toPrecision(15))
  if (format?.includes('%')) return `${Number((rounded * 100).toPrecision(12))}%`
  return Number.isInteger(rounded) ? rounded.toFixed(0) : String(rounded)
}

/** What a reader of the sheet sees in a cell: results for formulas, plain words for rich text. */
const valueText = (value: CellValue, format: string | undefined): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return numberText(value, format)
  if (value instanceof Date) return dateText(value)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((r) => r.text).join('')
  if ('text' in value) return valueText(value.text as CellValue, format)
  if ('result' in value) return valueText(value.result as CellValue, format)
  return 'error' in value ? String(value.error) : ''
}

const cellText = (cell: Cell): string => valueText(cell.value, cell.numFmt).trim()

export const cellHtml = (text: string) => escapeText(text).replace(/\r?\n/g, '<br />')

type Area = { top: number; left: number; bottom: number; right: number }

const columnNumber = (letters: string) => [...letters].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0)

const areaOf = (range: string): Area | null => {
  const m = range.match(/^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/)
  if (!m) return null
  return { left: columnNumber(m[1]!), top: Number(m[2]), right: columnNumber(m[3]!), bottom: Number(m[4]) }
}

/** The shown part of a sheet as a table; null when it is empty. */
const tableOf = (sheet: Worksheet, warnings: ReadingWarning[]): SheetTable | null => {
  const areas = ((sheet.model as { merges?: string[] }).merges ?? []).flatMap((r) => areaOf(r) ?? [])
  let lastRow = 0
  let lastColumn = 0
  let hidden = 0
  sheet.eachRow({ includeEmpty: false }, (row, n) => {
    let used = 0
    row.eachCell({ includeEmpty: false }, (cell, c) => {
      if (cellText(cell) !== '') used = c
    })
    if (used === 0) return
    if (row.hidden) {
      hidden++
      return
    }
    lastRow = n
    lastColumn = Math.max(lastColumn, used)
  })
  if (lastRow === 0) return null
  for (const a of areas) {
    if (a.top <= lastRow && a.left <= lastColumn) lastColumn = Math.max(lastColumn, Math.min(a.right, lastColumn + 20))
  }
  const rowsShown: number[] = []
  for (let r = 1; r <= lastRow; r++) if (!sheet.getRow(r).hidden) rowsShown.push(r)
  const columnsShown: number[] = []
  for (let c = 1; c <= lastColumn; c++) {
    if (sheet.getColumn(c).hidden) hidden++
    else columnsShown.push(c)
  }
  const rows = rowsShown.slice(0, MAX_SHEET_ROWS)
  const columns = columnsShown.slice(0, MAX_SHEET_COLUMNS)
  if (hidden > 0) warnings.push({ key: 'hidden-rows', message: warningWords['hidden-rows'](sheet.name, hidden) })
  if (rows.length < rowsShown.length)
    warnings.push({ key: 'rows-cut', message: warningWords['rows-cut'](sheet.name, rows.length, rowsShown.length) })
  if (columns.length < columnsShown.length)
    warnings.push({ key: 'columns-cut', message: warningWords['columns-cut'](sheet.name, columns.length) })

  const covered = new Set<string>()
  const spans = new Map<string, { area: Area; colspan: number; rowspan: number }>()
  for (const a of areas) {
    const inRows = rows.filter((r) => r >= a.top && r <= a.bottom)
    const inColumns = columns.filter((c) => c >= a.left && c <= a.right)
    if (inRows.length === 0 || inColumns.length === 0) continue
    for (const r of inRows) for (const c of inColumns) covered.add(`${r},${c}`)
    const key = `${inRows[0]},${inColumns[0]}`
    covered.delete(key)
    spans.set(key, { area: a, colspan: inColumns.length, rowspan: inRows.length })
  }
  const written = rows.map((r) => {
    const cells = columns.flatMap((c) => {
      const key = `${r},${c}`
      if (covered.has(key)) return []
      const span = spans.get(key)
      const text = cellText(span ? sheet.getCell(span.area.top, span.area.left) : sheet.getCell(r, c))
      const attributes = `${(span?.colspan ?? 1) > 1 ? ` colspan="${span!.colspan}"` : ''}${(span?.rowspan ?? 1) > 1 ? ` rowspan="${span!.rowspan}"` : ''}`
      return [`<td${attributes}>${cellHtml(text)}</td>`]
    })
    return cells.length > 0 ? `<tr>${cells.join('')}</tr>` : ''
  })
  return {
    name: sheet.name,
    html: `<table><tbody>${written.join('')}</tbody></table>`,
    ...(rows.length < rowsShown.length ? { rows: rowsShown.length } : {}),
    ...(columns.length < columnsShown.length ? { columns: columnsShown.length } : {}),
  }
}

/** `rows` and `columns` are set when there are more than are shown: all of them. */
export type SheetTable = { name: string; html: string; rows?: number; columns?: number }
export type Sheets =
  | { sheets: SheetTable[]; warnings: ReadingWarning[] }
  | { refused: 'broken-file' | 'too-large' | 'encrypted' | 'no-text' }

/** .xlsx → a table for each shown sheet. Hidden sheets, rows and columns are left out and reported. */
export const sheetsOf = async (bytes: Uint8Array): Promise<Sheets> => {
  const fault = zipFault(bytes, MAX_UNPACKED)
  if (fault) return { refused: faultKeys[fault] }
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  try {
    await book.xlsx.load(Buffer.from(bytes) as never)
  } catch {
    return { refused: 'broken-file' }
  }
  const warnings: ReadingWarning[] = []
  const shown = book.worksheets.filter((s) => s.state === 'visible')
  const hidden = book.worksheets.filter((s) => s.state !== 'visible')
  if (hidden.length > 0)
    warnings.push({
      key: 'hidden-sheets',
      message: warningWords['hidden-sheets'](hidden.map((s) => s.name).join('、')),
    })
  if (book.model.media?.length)
    warnings.push({ key: 'images-dropped', message: warningWords['images-dropped'](book.model.media.length) })
  const sheets = shown.flatMap((s) => tableOf(s, warnings) ?? [])
  return sheets.length === 0 ? { refused: 'no-text' } : { sheets, warnings }
}

/** The sheets one below the other, named when there are several. */
export const sheetsAsText = (read: Sheets): Draft => {
  if ('refused' in read) return read
  const { sheets, warnings } = read
  const html = sheets.map((t) => (sheets.length > 1 ? `<h2>${escapeText(t.name)}</h2>${t.html}` : t.html)).join('')
  return { html, warnings }
}
