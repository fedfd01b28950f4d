import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { forbidden, notFound } from '../../platform/http/problem.ts'
import { fileWords, mayUpload, oneFile } from './one-file.ts'
import { keepPicture } from './pictures.ts'
import { unitsInReach } from './reach.ts'
import * as store from './store.ts'

const stored = z.object({
  hash: z.string(),
  size: z.number(),
  mediaType: z.string(),
  width: z.number(),
  height: z.number(),
  url: z.string().describe('写入正文的地址'),
})

/** Pictures that stand in the text of an item: put in by who writes, seen by who may read the text. */
export const registerPictures = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['文件']

  api.post(
    '/api/pictures',
    {
      schema: {
        tags,
        summary: '上传正文图片（PNG、JPEG）：清除位置、拍摄设备等信息后保存',
        consumes: ['multipart/form-data'],
        response: { 201: stored },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      if (!mayUpload(ctx)) throw forbidden(fileWords.onlyClerks)
      const { bytes } = await oneFile(request)
      return reply.code(201).send(await keepPicture(ctx, bytes))
    },
  )

  api.get(
    '/api/pictures/:hash',
    {
      schema: {
        tags,
        summary: '查看正文图片（仅限有关机构人员）',
        params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { hash } = request.params
      const [file] = await store.picturesByHash(ctx.db, [hash])
      if (!file) throw notFound()
      // One that stands in no revision yet was just put in by whoever knows its hash.
      const own = await store.fileInUnits(ctx.db, hash, await unitsInReach(ctx.db, ctx.actor))
      if (!own && (!mayUpload(ctx) || (await store.fileInUnits(ctx.db, hash, 'all')))) throw notFound()
      const opened = await ctx.files.open(hash)
      if (!opened) throw notFound()
      return reply.type(file.mediaType).header('content-length', opened.size).send(opened.stream)
    },
  )
}
