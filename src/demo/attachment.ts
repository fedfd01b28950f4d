import type { DemoAttachment } from '../../db/seeds/demo/types.ts'
import { rememberFile } from '../capabilities/publishing/index.ts'
import type { Ctx } from '../foundations/context.ts'
import { detectDocument } from '../foundations/documents/index.ts'

const bytesOf = async (attachment: DemoAttachment): Promise<Uint8Array> => {
  if ('text' in attachment) return Buffer.from(attachment.text, 'utf8')
  const { utils, write } = await import('@e965/xlsx')
  const sheet = utils.aoa_to_sheet([attachment.table.head, ...attachment.table.rows])
  sheet['!cols'] = attachment.table.head.map(() => ({ wch: 18 }))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Sheet1')
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }))
}

/** Makes the file of a demo attachment and stores it like an upload. */
export const storeAttachment = async (ctx: Ctx, attachment: DemoAttachment) => {
  const bytes = await bytesOf(attachment)
  const { kind, mediaType } = await detectDocument(bytes, attachment.name)
  const { hash, size } = await ctx.files.put(bytes)
  await rememberFile(ctx.db, { hash, size, mediaType, kind })
  return { hash, name: attachment.name, size, mediaType }
}
