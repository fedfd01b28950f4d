import type { DataValidation } from 'exceljs'
import type { Sheet } from '../../catalogue/index.ts'
import type { Mark, MarkFaultInTable } from './marks.ts'
import { type Outcome, outcomes } from './round.ts'
import type { RoundDocument } from './store.ts'
import { markColumns, outcomeLabels, say } from './words.zh.ts'

export type MarkRow = { row: number; sheet: string; value: string; mark: Mark }

const outcomeNamed = (label: string): Outcome | undefined =>
  outcomes.find((one) => outcomeLabels[one] === label || say.otherNames[one].includes(label))

/**
 * Reads opinions from sheets with a head that has 意见 and either 编号 or 文件名称. A document is known by its 编号, else by
 * its exact name where only one in the round bears it. Rows without an opinion are passed over.
 * @returns rows as they can be judged, and the faults of the others; with no such head, one fault that says so
 */
export const readMarkTable = (sheets: readonly Sheet[], documents: readonly RoundDocument[]) => {
  const rows: MarkRow[] = []
  const refused: MarkFaultInTable[] = []
  let heads = 0
  const { id, title, outcome: opinion, note } = markColumns
  for (const { name: sheet, rows: lines } of sheets) {
    const at = lines.findIndex((cells) => {
      const names = cells.map((cell) => cell.trim())
      return names.includes(opinion) && (names.includes(id) || names.includes(title))
    })
    if (at < 0) continue
    heads++
    const head = lines[at]!.map((cell) => cell.trim())
    lines.slice(at + 1).forEach((cells, i) => {
      const row = at + i + 2
      const cell = (column: string) => (cells[head.indexOf(column)] ?? '').trim()
      const said = cell(opinion)
      if (!said) return
      const fault = (column: string, message: string) =>
        refused.push({ row, sheet, column, message, value: cell(column).slice(0, 80) })
      const outcome = outcomeNamed(said)
      if (!outcome) fault(opinion, say.outcomeUnknown(Object.values(outcomeLabels)))
      const recordId = documentOf(cell(id), cell(title), documents)
      if (typeof recordId === 'string') fault(cell(id) ? id : title, recordId)
      const reason = cell(note)
      if (reason.length > 500) fault(note, say.noteTooLong)
      else if (outcome && typeof recordId === 'number')
        rows.push({ row, sheet, value: cell(title).slice(0, 80), mark: { recordId, outcome, note: reason } })
    })
  }
  if (!heads) refused.push({ row: 1, sheet: '', column: '', message: say.noHead, value: '' })
  return { rows, refused }
}

/** The document a row means, or what is wrong with how it says so. */
const documentOf = (id: string, title: string, documents: readonly RoundDocument[]): number | string => {
  if (/^\d{1,15}$/.test(id)) return Number(id)
  if (id) return say.idUnreadable
  const bare = title.replace(/^《(.*)》$/, '$1')
  const named = documents.filter((one) => one.title === bare)
  if (named.length === 1) return named[0]!.recordId
  return named.length ? say.titleTwice : say.titleUnknown
}

/** A .xlsx of documents to be filled in and handed back: the opinion is chosen from a list. */
export const markWorkbook = async (documents: readonly Omit<RoundDocument, 'markedAt'>[]): Promise<Buffer> => {
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet(say.sheetName, { views: [{ state: 'frozen', ySplit: 1 }] })
  const widths: Record<keyof typeof markColumns, number> = {
    id: 8,
    title: 56,
    docNumber: 24,
    unit: 18,
    formedOn: 13,
    outcome: 13,
    note: 40,
  }
  const keys = Object.keys(markColumns) as (keyof typeof markColumns)[]
  sheet.columns = keys.map((key) => ({ header: markColumns[key], width: widths[key] }))
  sheet.getRow(1).font = { bold: true }
  for (const one of documents)
    sheet.addRow([
      one.recordId,
      one.title,
      one.docNumber,
      one.unitName,
      one.formedOn ?? '',
      one.outcome ? outcomeLabels[one.outcome] : '',
      one.note,
    ])
  const list: DataValidation = {
    type: 'list',
    allowBlank: true,
    formulae: [`"${Object.values(outcomeLabels).join(',')}"`],
  }
  for (let row = 2; row <= documents.length + 1; row++)
    sheet.getCell(row, keys.indexOf('outcome') + 1).dataValidation = list
  return Buffer.from(await book.xlsx.writeBuffer())
}
