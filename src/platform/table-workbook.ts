/** A cell: '' or null where there is nothing to say. */
type Cell = string | number | null

export type TableWorkbook = {
  sheet: string
  title: string
  /** The line below the title: of which days, counted how. */
  period: string
  /** The first column holds names. */
  head: readonly string[]
  rows: readonly (readonly Cell[])[]
  /** The last row, in bold. */
  total: readonly Cell[]
  /** Columns that hold shares of 1, the first being 0. */
  shares: readonly number[]
  /** A second sheet that says what every column means. */
  meanings: { sheet: string; rows: readonly (readonly [label: string, meaning: string])[] }
}

/** A table that is sent round as .xlsx: title, head that stays in sight, framed rows, their sum, and what the columns mean. */
export const tableWorkbook = async (given: TableWorkbook): Promise<Buffer> => {
  const { head, rows, total, shares, meanings } = given
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet(given.sheet, {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 3 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.columns = head.map((_, i) => ({ width: i === 0 ? 28 : 9 }))
  sheet.addRow([given.title])
  sheet.mergeCells(1, 1, 1, head.length)
  sheet.getCell(1, 1).font = { bold: true, size: 14 }
  sheet.getCell(1, 1).alignment = { horizontal: 'center' }
  sheet.addRow([given.period])
  sheet.mergeCells(2, 1, 2, head.length)
  sheet.addRow([...head]).font = { bold: true }
  for (const row of [...rows, total]) sheet.addRow([...row])
  sheet.lastRow!.font = { bold: true }
  const line = { style: 'thin' } as const
  for (let r = 3; r <= sheet.rowCount; r++)
    for (let c = 1; c <= head.length; c++) {
      const cell = sheet.getCell(r, c)
      cell.border = { top: line, bottom: line, left: line, right: line }
      cell.alignment = { vertical: 'middle', horizontal: c === 1 ? 'left' : 'center', wrapText: true }
      if (r > 3 && shares.includes(c - 1)) cell.numFmt = '0.0%'
    }
  const notes = book.addWorksheet(meanings.sheet)
  notes.columns = [{ width: 18 }, { width: 70 }]
  for (const [label, meaning] of meanings.rows) notes.addRow([label, meaning])
  return Buffer.from(await book.xlsx.writeBuffer())
}
