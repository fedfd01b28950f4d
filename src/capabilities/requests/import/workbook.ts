import type { DataValidation } from 'exceljs'
import { groundLabels } from '../../../foundations/classification/words.zh.ts'
import { channelLabels, deliveryWayLabels, partyLabels, replyKindLabels, supplyFormLabels } from '../words.zh.ts'
import { asksLabels, type ImportColumn, importColumns, importWords as w } from './words.zh.ts'

const keys = Object.keys(importColumns) as ImportColumn[]
const widths: Partial<Record<ImportColumn, number>> = { what: 50, address: 28, reply: 24, ground: 24, note: 28 }

const choices: Partial<Record<ImportColumn, readonly string[]>> = {
  channel: Object.values(channelLabels),
  asks: Object.values(asksLabels),
  party: Object.values(partyLabels),
  form: Object.values(supplyFormLabels),
  way: Object.values(deliveryWayLabels),
  reply: [...Object.values(replyKindLabels), w.withdrawn],
  ground: Object.values(groundLabels),
}

const book = async () => {
  const { default: Excel } = await import('exceljs')
  return new Excel.Workbook()
}

/** An empty table with an example row; what has fixed names is chosen from lists on a second sheet. */
export const templateWorkbook = async (): Promise<Buffer> => {
  const made = await book()
  const sheet = made.addWorksheet(w.sheet, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = keys.map((key) => ({ header: importColumns[key], width: widths[key] ?? 15, style: { numFmt: '@' } }))
  sheet.getRow(1).font = { bold: true }
  sheet.addRow(keys.map((key) => w.example[key]))
  const lists = made.addWorksheet('可填的值')
  Object.entries(choices).forEach(([key, labels], i) => {
    const column = lists.getColumn(i + 1)
    column.width = 30
    column.values = [importColumns[key as ImportColumn], ...labels]
    const validation: DataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`'可填的值'!$${column.letter}$2:$${column.letter}$${labels.length + 1}`],
    }
    const at = keys.indexOf(key as ImportColumn) + 1
    for (let row = 2; row <= 500; row++) sheet.getCell(row, at).dataValidation = validation
  })
  return Buffer.from(await made.xlsx.writeBuffer())
}

/** The rows that were refused, each with its reasons, to be mended and imported again. */
export const faultsWorkbook = async (
  bad: readonly { cells: Partial<Record<ImportColumn, string>>; reasons: readonly string[] }[],
): Promise<Buffer> => {
  const made = await book()
  const sheet = made.addWorksheet(w.faultSheet, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [{ header: w.reason, width: 60 }, ...keys.map((key) => ({ header: importColumns[key], width: 15 }))]
  sheet.getRow(1).font = { bold: true }
  for (const { cells, reasons } of bad) sheet.addRow([reasons.join('；'), ...keys.map((key) => cells[key] ?? '')])
  return Buffer.from(await made.xlsx.writeBuffer())
}
