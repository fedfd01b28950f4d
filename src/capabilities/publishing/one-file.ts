import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '../../foundations/context.ts'
import { holds } from '../../foundations/identity/actor.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import { wholeFile } from '../../platform/http/whole-file.ts'

/** Largest single file, bytes. Settable by OFFICE's proxy only downward. */
export const largestFile = 50 * 1024 * 1024

export const fileWords = {
  none: '没有收到文件，请重新选择。',
  tooLarge: '文件超过 50 MB，请压缩或拆分后再上传。',
  onlyClerks: '只有信息员和科室负责人可以上传文件。',
} as const

/** The one file of a multipart request. @throws Problem 422 when there is none, 413 when it is too large */
export const oneFile = async (request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> => {
  const part: MultipartFile | undefined = request.isMultipart() ? await request.file() : undefined
  if (!part) throw unprocessable(fileWords.none, [{ field: 'file', key: 'file-missing', message: fileWords.none }])
  const bytes = await wholeFile(part, fileWords.tooLarge)
  return { name: part.filename.normalize('NFC').slice(0, 200), bytes }
}

/** Files are put in by those who write. */
export const mayUpload = (ctx: Ctx): boolean => holds(ctx.actor, 'clerk') || holds(ctx.actor, 'section_head')
