import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Platform, transact } from '../../../foundations/context.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { lostFiles } from '../lost-files.ts'
import { mayRead } from '../permissions.ts'
import * as store from '../store.ts'
import { archiveWords as words } from '../words.zh.ts'
import { askPackage, openPackage, packagesFor } from './batches.ts'
import { writePackage } from './package.ts'

const params = z.object({
  id: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1),
})
const row = z.object({
  id: z.number(),
  unitId: z.number(),
  unitName: z.string(),
  year: z.number().nullable(),
  items: z.number(),
  done: z.number(),
  askedAt: z.string(),
  finishedAt: z.string().nullable(),
  size: z.number().nullable(),
  hash: z.string().nullable().describe('压缩包的 SHA-256'),
  failure: z.string().nullable(),
})
const attachment = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`

/** Routes of the archive: one item at once, a unit's year in the background. */
export const registerArchive = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['归档']

  api.get(
    '/api/records/:id/archive',
    { schema: { tags, summary: '一份信息的归档包（zip）：各稿、办理过程、附件、公开日志、校验清单', params } },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { id } = request.params
      const head = await store.recordHead(ctx.db, id)
      if (!head || !mayRead(ctx.actor, head.responsibleId)) throw notFound()
      const edition = (await store.editionsOf(ctx.db, id))[0]!
      const lost = await lostFiles(ctx.files, (await store.currentRevision(ctx.db, edition.id)).files)
      if (lost.length) throw unprocessable(words.notWhole, lost)
      await transact(ctx, async ({ audit }) => audit({ action: 'archive.fetched', subject: `record/${id}` }))
      const out = new PassThrough()
      writePackage(ctx, [id], out).catch((error) => out.destroy(error))
      return reply
        .type('application/zip')
        .header('content-disposition', attachment(`${head.indexNumber?.replace('/', '-') ?? id}.zip`))
        .send(out)
    },
  )
  api.get(
    '/api/archive-packages',
    { schema: { tags, summary: '按机构、年度的归档包', response: { 200: z.object({ items: z.array(row) }) } } },
    async (request) => ({
      items: (await packagesFor(contextOf(platform, request))).map((one) => ({
        ...one,
        askedAt: one.askedAt.toISOString(),
        finishedAt: one.finishedAt?.toISOString() ?? null,
      })),
    }),
  )
  api.post(
    '/api/archive-packages',
    {
      schema: {
        tags,
        summary: '制作某机构某年度的归档包',
        body: z.object({
          unitId: z
            .int()
            .positive()
            .max(2 ** 31 - 1),
          year: z.int().min(1990).max(2100),
        }),
        response: { 201: z.object({ id: z.number() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send({ id: await askPackage(contextOf(platform, request), request.body) }),
  )
  api.get(
    '/api/archive-packages/:id/file',
    { schema: { tags, summary: '下载归档包', params } },
    async (request, reply) => {
      const { stream, size, name } = await openPackage(contextOf(platform, request), request.params.id)
      return reply
        .type('application/zip')
        .header('content-disposition', attachment(name))
        .header('content-length', size)
        .send(stream)
    },
  )
}
