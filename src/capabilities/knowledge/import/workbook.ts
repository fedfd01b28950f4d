import { topics } from '../../../foundations/classification/topics.ts'
import { type ImportColumn, importColumns, importWords as w } from './words.zh.ts'

const keys = Object.keys(importColumns) as ImportColumn[]
const widths: Partial<Record<ImportColumn, number>> = { question: 40, phrasings: 40, answer: 80, sources: 28 }

/** An empty table with an example row; the topics are chosen from a list on a second sheet. */
export const templateWorkbook = async (): Promise<Buffer> => {
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet(w.sheet, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = keys.map((key) => ({
    header: importColumns[key],
    width: widths[key] ?? 16,
    style: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } },
  }))
  sheet.getRow(1).font = { bold: true }
  sheet.addRow(keys.map((key) => w.example[key]))
  const lists = book.addWorksheet('可填的主题')
  const labels = Object.values(topics)
  lists.getColumn(1).width = 24
  lists.getColumn(1).values = [importColumns.topic, ...labels]
  const at = keys.indexOf('topic') + 1
  for (let row = 2; row <= 500; row++)
    sheet.getCell(row, at).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`'可填的主题'!$A$2:$A$${labels.length + 1}`],
    }
  return Buffer.from(await book.xlsx.writeBuffer())
}
