import ExcelJS from 'exceljs'
import type { DemoAttachment } from '../../db/seeds/demo/types.ts'
import { rememberFile } from '../capabilities/publishing/index.ts'
import type { Ctx } from '../foundations/context.ts'
import { detectDocument } from '../foundations/documents/index.ts'

const bytesOf = async (attachment: DemoAttachment): Promise<Uint8Array> => {
  if ('text' in attachment) return Buffer.from(attachment.text, 'utf8')
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Sheet1')
  sheet.addRow(attachment.table.head).font = { bold: true }
  sheet.addRows(attachment.table.rows)
  for (const column of sheet.columns) column.width = 18
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** Makes the file of a demo attachment and stores it like an upload. */
export const storeAttachment = async (ctx: Ctx, attachment: DemoAttachment) => {
  const bytes = await bytesOf(attachment)
  const { kind, mediaType } = await detectDocument(bytes, attachment.name)
  const { hash, size } = await ctx.files.put(bytes)
  await rememberFile(ctx.db, { hash, size, mediaType, kind })
  return { hash, name: attachment.name, size, mediaType }
}
