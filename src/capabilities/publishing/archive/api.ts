import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Ctx, type Platform, transact } from '../../../foundations/context.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { lostFiles } from '../lost-files.ts'
import { mayRead } from '../permissions.ts'
import * as store from '../store.ts'
import { archiveWords as words } from '../words.zh.ts'
import { askPackage, openPackage, packageDetail, packagesFor, verifyPackage } from './batches.ts'
import { writePackage } from './package.ts'
import type { PackageRow } from './store.ts'

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
  state: z.enum(['waiting', 'making', 'ready', 'failed']),
  stateLabel: z.string(),
  items: z.number().describe('收入的信息条数'),
  done: z.number(),
  askedAt: z.string(),
  askedBy: z.string().nullable(),
  finishedAt: z.string().nullable(),
  size: z.number().nullable(),
  hash: z.string().nullable().describe('压缩包的 SHA-256'),
  failure: z.string().nullable(),
  checkedAt: z.string().nullable().describe('最近一次校验'),
  whole: z.boolean().nullable().describe('最近一次校验是否完整'),
})
const choice = z.object({
  unitId: z.number(),
  unitName: z.string(),
  year: z.number(),
  items: z.number().describe('该年度首次公开的信息条数'),
  packed: z.boolean().describe('已有做好的归档包'),
})
const full = row.extend({
  records: z.array(
    z.object({
      recordId: z.number(),
      indexNumber: z.string().nullable(),
      title: z.string(),
      docNumber: z.string(),
      publishedAt: z.string().nullable(),
      changed: z.boolean().describe('做好之后又有更正、撤回或者效力变动'),
    }),
  ),
  since: z.number().describe('做好之后该年度又公开的条数'),
  checks: z.array(
    z.object({ at: z.string(), by: z.string().nullable(), files: z.number(), faults: z.array(z.string()) }),
  ),
})

const rowView = (one: PackageRow) => {
  const state = one.hash ? 'ready' : one.failure ? 'failed' : one.done ? 'making' : 'waiting'
  return {
    ...one,
    state,
    stateLabel: words.states[state],
    askedAt: one.askedAt.toISOString(),
    finishedAt: one.finishedAt?.toISOString() ?? null,
    checkedAt: one.checkedAt?.toISOString() ?? null,
  } as const
}
const detailView = async (ctx: Ctx, id: number) => {
  const found = await packageDetail(ctx, id)
  return {
    ...rowView(found),
    records: found.records.map((one) => ({ ...one, publishedAt: one.publishedAt?.toISOString() ?? null })),
    since: found.since,
    checks: found.checks.map((one) => ({ ...one, at: one.at.toISOString() })),
  }
}
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
    {
      schema: {
        tags,
        summary: '按机构、年度的归档包，以及可以归档的年度',
        response: { 200: z.object({ items: z.array(row), choices: z.array(choice) }) },
      },
    },
    async (request) => {
      const { items, choices } = await packagesFor(contextOf(platform, request))
      return { items: items.map(rowView), choices }
    },
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
        response: { 201: full },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      return reply.code(201).send(await detailView(ctx, await askPackage(ctx, request.body)))
    },
  )
  api.get(
    '/api/archive-packages/:id',
    { schema: { tags, summary: '一个归档包：收入的信息、进度、历次校验', params, response: { 200: full } } },
    (request) => detailView(contextOf(platform, request), request.params.id),
  )
  api.post(
    '/api/archive-packages/:id/checks',
    {
      schema: {
        tags,
        summary: '校验存放的归档包：逐个文件与清单核对，结果记录在案',
        params,
        response: { 201: full },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      await verifyPackage(ctx, request.params.id)
      return reply.code(201).send(await detailView(ctx, request.params.id))
    },
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
