import { entryRow, type WordEntry, wordColumns } from '../../foundations/wording/index.ts'

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
/** A cell that a spreadsheet would run as a formula is kept as words. */
const harmless = (cell: string) => (/^[=+\-@\t]/.test(cell) ? `'${cell}` : cell)

/** The list as .csv, with the mark by which Excel knows UTF-8. */
export const asCsv = (entries: readonly WordEntry[]): Buffer =>
  Buffer.from(
    `\uFEFF${[wordColumns as readonly string[], ...entries.map(entryRow)]
      .map((cells) => cells.map((cell) => quoted(harmless(cell))).join(','))
      .join('\n')}\n`,
  )

/** The list as .xlsx. */
export const asWorkbook = async (entries: readonly WordEntry[]): Promise<Buffer> => {
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('词库', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = wordColumns.map((header, i) => ({ header, width: i < 2 ? 24 : 16 }))
  sheet.addRows(entries.map(entryRow))
  return Buffer.from(await book.xlsx.writeBuffer())
}
