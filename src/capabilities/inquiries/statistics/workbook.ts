import { type LineFigure, lineFigures } from './figures.ts'
import type { LineCounts } from './store.ts'
import { figureMeanings, figureLabels as labels, statisticsWords as w } from './words.zh.ts'

export type MonthlyRow = LineCounts & { unitName: string; complaints: number; upheld: number }

/** Satisfied and fairly satisfied of those who rated; null when nobody did. */
const share = (part: number, whole: number) => (whole ? part / whole : '')

/** The table a supervision office sends round: units as rows, their sum last, and what every column means. */
export const monthlyWorkbook = async (
  county: string,
  { from, to }: { from: string; to: string },
  rows: readonly MonthlyRow[],
  total: MonthlyRow,
): Promise<Buffer> => {
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet(w.sheet, {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 3 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  const figures: readonly LineFigure[] = lineFigures
  const head = [
    w.unit,
    ...figures.map((key) => labels[key]),
    w.onTimeRate,
    w.satisfiedRate,
    labels.complaints,
    labels.upheld,
  ]
  sheet.columns = head.map((_, i) => ({ width: i === 0 ? 28 : 9 }))
  sheet.addRow([w.title(county)])
  sheet.mergeCells(1, 1, 1, head.length)
  sheet.getCell(1, 1).font = { bold: true, size: 14 }
  sheet.getCell(1, 1).alignment = { horizontal: 'center' }
  sheet.addRow([w.period(from, to)])
  sheet.mergeCells(2, 1, 2, head.length)
  sheet.addRow(head).font = { bold: true }
  for (const row of [...rows, total])
    sheet.addRow([
      row.unitName,
      ...figures.map((key) => row[key]),
      share(row.on_time, row.answered),
      share(row.satisfied + row.fair, row.rated),
      row.complaints,
      row.upheld,
    ])
  sheet.lastRow!.font = { bold: true }
  const line = { style: 'thin' } as const
  for (let r = 3; r <= sheet.rowCount; r++)
    for (let c = 1; c <= head.length; c++) {
      const cell = sheet.getCell(r, c)
      cell.border = { top: line, bottom: line, left: line, right: line }
      cell.alignment = { vertical: 'middle', horizontal: c === 1 ? 'left' : 'center', wrapText: true }
      if (r > 3 && (c === figures.length + 2 || c === figures.length + 3)) cell.numFmt = '0.0%'
    }
  const notes = book.addWorksheet(w.meaning)
  notes.columns = [{ width: 18 }, { width: 70 }]
  for (const key of [...figures, 'complaints', 'upheld'] as const) notes.addRow([labels[key], figureMeanings[key]])
  return Buffer.from(await book.xlsx.writeBuffer())
}
