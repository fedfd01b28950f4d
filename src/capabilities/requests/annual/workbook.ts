import type { Worksheet } from 'exceljs'
import { type RemedyKind, remedyKinds } from '../request.ts'
import { tableRows } from '../rules/reply-kinds.ts'
import { type Check, columns2, isResult, rows2, type Table2 } from './table2.ts'
import { columns3, type Table3 } from './table3.ts'
import { annualWords as w } from './words.zh.ts'

const framed = (sheet: Worksheet, rows: number, columns: number) => {
  const line = { style: 'thin' } as const
  for (let r = 2; r <= rows; r++)
    for (let c = 1; c <= columns; c++) {
      const cell = sheet.getCell(r, c)
      cell.border = { top: line, bottom: line, left: line, right: line }
      cell.alignment = { vertical: 'middle', horizontal: c === 1 ? 'left' : 'center', wrapText: true }
    }
}

/** 表二, 表三 in the shape of the national form, and the checks, as .xlsx. */
export const annualWorkbook = async (
  heading: string,
  two: Table2,
  three: Table3,
  checks: readonly Check[],
): Promise<Buffer> => {
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()

  const second = book.addWorksheet(w.sheet2)
  second.columns = [{ width: 62 }, ...columns2.map(() => ({ width: 13 }))]
  second.addRow([`${w.title2}　${heading}`])
  second.mergeCells(1, 1, 1, columns2.length + 1)
  second.addRow([w.note, w.applicants])
  second.addRow(['', w.columns.natural_person, w.organisations, '', '', '', '', w.columns.all])
  second.addRow(['', '', ...columns2.slice(1, -1).map((column) => w.columns[column]), ''])
  second.mergeCells('A2:A4')
  second.mergeCells('B2:H2')
  second.mergeCells('B3:B4')
  second.mergeCells('C3:G3')
  second.mergeCells('H3:H4')
  for (const row of rows2) {
    if (row === tableRows[0]) second.addRow([w.results])
    second.addRow([w.rows[row], ...columns2.map((column) => two[row][column])])
    if (isResult(row)) second.lastRow!.getCell(1).alignment = { indent: 1 }
  }
  framed(second, second.rowCount, columns2.length + 1)

  const third = book.addWorksheet(w.sheet3)
  third.columns = remedyKinds.flatMap(() => columns3.map(() => ({ width: 11 })))
  const width = columns3.length
  third.addRow([`${w.title3}　${heading}`])
  third.mergeCells(1, 1, 1, 3 * width)
  third.addRow([w.remedyKinds.review, ...Array(width - 1).fill(''), w.lawsuit])
  third.addRow([
    '',
    ...Array(width - 1).fill(''),
    w.remedyKinds.lawsuit,
    ...Array(width - 1).fill(''),
    w.remedyKinds.lawsuit_after_review,
  ])
  third.addRow(remedyKinds.flatMap(() => columns3.map((column) => w.columns3[column])))
  third.addRow(remedyKinds.flatMap((kind: RemedyKind) => columns3.map((column) => three[kind][column])))
  third.mergeCells(2, 1, 3, width)
  third.mergeCells(2, width + 1, 2, 3 * width)
  third.mergeCells(3, width + 1, 3, 2 * width)
  third.mergeCells(3, 2 * width + 1, 3, 3 * width)
  framed(third, 5, 3 * width)

  const last = book.addWorksheet(w.sheetChecks)
  last.columns = [{ width: 60 }, { width: 10 }, { width: 60 }]
  last.addRow([w.check, w.verdict])
  for (const check of checks) last.addRow([check.text, check.ok ? w.fine : w.wrong, check.faults.join('；')])
  return Buffer.from(await book.xlsx.writeBuffer())
}
