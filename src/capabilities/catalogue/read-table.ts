import { parse } from 'csv-parse/sync'
import type { Cell, CellValue, Worksheet } from 'exceljs'
import { decodeText, looksLikeText } from '../../foundations/documents/decode-text.ts'
import { unpackedSize, zipEntries } from '../../foundations/documents/zip-directory.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import { sentences } from './words.zh.ts'

/** Sheets as rows of text. `rows[0]` is line 1 of the sheet. */
export type Sheet = { name: string; rows: string[][] }

const largestUnpacked = 200 * 1024 * 1024
const mostRows = 20_000
const mostColumns = 60

const refuse = (key: string, message: string) => unprocessable(message, [{ field: 'file', key, message }])

/**
 * Reads the bytes of a .csv (UTF-8, UTF-16 or GBK; comma, semicolon or tab) or .xlsx by what they are, whatever the
 * file is called.
 * @throws Problem 422 when they are neither
 */
export const readSheets = async (bytes: Uint8Array): Promise<Sheet[]> => {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes)
  if (bytes.length > 0 && looksLikeText(bytes)) return [{ name: '', rows: readCsv(bytes) }]
  throw refuse('not_a_table', sentences.notATable)
}

const readCsv = (bytes: Uint8Array): string[][] => {
  const { text } = decodeText(bytes)
  const head = text.slice(0, 4_000)
  const count = (mark: string) => head.split(mark).length
  const delimiter = [',', '\t', ';'].sort((a, b) => count(b) - count(a))[0]!
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: mostRows,
    })
  } catch {
    throw refuse('broken', sentences.broken)
  }
}

const readWorkbook = async (bytes: Uint8Array): Promise<Sheet[]> => {
  const entries = zipEntries(bytes)
  if (!entries || unpackedSize(entries) > largestUnpacked) throw refuse('broken', sentences.broken)
  if (!entries.some((entry) => entry.name === 'xl/workbook.xml')) throw refuse('not_a_table', sentences.notATable)
  // Costs 60 MB to load; most processes never import a workbook.
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as never).catch(() => {
    throw refuse('broken', sentences.broken)
  })
  return book.worksheets
    .filter((sheet) => sheet.state === 'visible')
    .map((sheet) => ({ name: sheet.name.trim(), rows: rowsOf(sheet) }))
}

const rowsOf = (sheet: Worksheet): string[][] => {
  const rows: string[][] = []
  const height = Math.min(sheet.rowCount, mostRows)
  const width = Math.min(sheet.columnCount, mostColumns)
  for (let r = 1; r <= height; r++) {
    const row = sheet.getRow(r)
    rows.push(Array.from({ length: width }, (_, c) => shown(row.getCell(c + 1))))
  }
  return rows
}

/** A cell merged downwards says the same on every row; one merged sideways (a title) says it once. */
const shown = (cell: Cell): string => (cell.isMerged && cell.master.col !== cell.col ? '' : textOf(cell.value))

const textOf = (value: CellValue): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((run) => run.text).join('')
  if ('result' in value) return textOf(value.result as CellValue)
  return 'text' in value ? textOf(value.text as CellValue) : ''
}
