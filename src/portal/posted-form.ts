import type {} from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { RawQuery } from './list-query.ts'

export type PostedFile = { name: string; bytes: Buffer; cut: boolean }
/** `whole` is false when the form could not be read to its end. */
export type PostedForm = { fields: RawQuery; files: PostedFile[]; whole: boolean }

/** Largest form without its files, bytes: 20,000 Chinese characters percent-encoded, and the rest. */
export const longestForm = 512 * 1024

/**
 * Fields and files of a form, whether it was sent with files or without.
 * @param room bytes of all files together; what comes beyond is not kept, and `cut`
 */
export const readPosted = async (request: FastifyRequest, room: number): Promise<PostedForm> => {
  if (!request.isMultipart()) return { fields: (request.body ?? {}) as RawQuery, files: [], whole: true }
  const fields: RawQuery = {}
  const files: PostedFile[] = []
  let left = room
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        fields[part.fieldname] ??= part.value
        continue
      }
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of part.file) {
        size += chunk.length
        if (size <= left) chunks.push(chunk)
      }
      // A control in which nothing was chosen is sent as an empty file without a name.
      if (!part.filename && size === 0) continue
      const cut = part.file.truncated || size > left
      if (!cut) left -= size
      const name = (part.filename || '附件').normalize('NFC').slice(-200)
      files.push({ name, bytes: cut ? Buffer.alloc(0) : Buffer.concat(chunks), cut })
    }
    return { fields, files, whole: true }
  } catch (error) {
    request.log.info({ err: error }, 'a form was not read to its end')
    return { fields, files, whole: false }
  }
}
