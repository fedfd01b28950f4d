import type {} from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import { able, signedIn } from '../../foundations/identity/guard.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { unitKinds } from '../../foundations/publication-log/entries.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import { flag, id, pageOf, pageQuery, problems, text } from '../../platform/http/schemas.ts'
import { wholeFile } from '../../platform/http/whole-file.ts'
import { importCatalogue } from './actions/import-catalogue.ts'
import { recentImports } from './imports-store.ts'
import { allColumns, allSectors, listItems, publishedByColumn, sectorCounts } from './store.ts'
import { sentences } from './words.zh.ts'

const largest = 20 * 1024 * 1024

const sector = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  position: z.int(),
  leadUnitId: z.int().nullable(),
  items: z.int(),
  published: z.int(),
})

const item = z.object({
  id: z.int(),
  sectorId: z.int(),
  sectorName: z.string(),
  seq: z.string(),
  level1: z.string(),
  level2: z.string(),
  level3: z.string(),
  content: z.string(),
  basis: z.string(),
  timeLimit: z.string(),
  disclosingBody: z.string(),
  channels: z.array(z.string()),
  audience: z.string(),
  mode: z.enum(['proactive', 'on_request']),
  levels: z.array(z.string()),
  removed: z.boolean(),
  published: z.int().describe('已在这一事项下公开的信息数'),
})

const fault = z.object({
  row: z.int(),
  sheet: z.string().describe('工作表名，.csv 为空'),
  column: z.string(),
  message: z.string(),
  value: z.string(),
})
const report = {
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.array(fault),
}

const column = z.object({
  id: z.int(),
  code: z.string(),
  parentId: z.int().nullable(),
  title: z.string(),
  description: z.string(),
  article: z.string(),
  entry: z.enum(['guide', 'rules', 'statutory', 'annual_report', 'other']),
  position: z.int(),
  appliesTo: z.array(z.enum(unitKinds)),
  staleAfterDays: z.int().nullable(),
  published: z.int(),
})

const uploaded = async (request: FastifyRequest): Promise<{ fileName: string; bytes: Buffer }> => {
  const missing = () => unprocessable(sentences.noFile, [{ field: 'file', key: 'missing', message: sentences.noFile }])
  if (!request.isMultipart()) throw missing()
  const part = await request.file({ limits: { fileSize: largest, files: 1 } })
  if (!part) throw missing()
  const bytes = await wholeFile(part, sentences.tooLarge)
  return { fileName: part.filename.normalize('NFC').replaceAll('\u0000', '').slice(0, 200), bytes }
}

/**
 * Sectors, the rows of the 标准目录 and the statutory columns, with what was published under each. The server must read
 * multipart bodies (`@fastify/multipart`), which publishing's files set up.
 */
export const registerCatalogue = (app: FastifyInstance, platform: Platform): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['公开目录']

  routes.route({
    method: 'GET',
    url: '/api/catalogue/sectors',
    onRequest: signedIn,
    schema: { summary: '试点领域', tags, response: { 200: z.array(sector), ...problems(401) } },
    async handler() {
      const [sectors, counts] = await Promise.all([allSectors(platform.db), sectorCounts(platform.db)])
      return sectors.map((one) => ({ ...one, ...(counts.get(one.id) ?? { items: 0, published: 0 }) }))
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/catalogue/items',
    onRequest: signedIn,
    schema: {
      summary: '标准目录事项与已公开数',
      description: 'empty=true 只列还没有公开过任何信息的事项。',
      tags,
      querystring: pageQuery.extend({ sectorId: id.optional(), q: text(50).default(''), empty: flag }),
      response: { 200: pageOf(item), ...problems(401) },
    },
    handler: (request) => listItems(platform.db, request.query),
  })

  routes.route({
    method: 'GET',
    url: '/api/catalogue/columns',
    onRequest: signedIn,
    schema: { summary: '法定栏目与已公开数', tags, response: { 200: z.array(column), ...problems(401) } },
    async handler() {
      const [columns, counts] = await Promise.all([allColumns(platform.db), publishedByColumn(platform.db)])
      return columns.map((one) => ({ ...one, published: counts.get(one.id) ?? 0 }))
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/catalogue/imports',
    onRequest: able('catalogue.import'),
    bodyLimit: largest,
    schema: {
      summary: '从 .xlsx 或 .csv 导入标准目录',
      description:
        'multipart/form-data，一个文件。读得懂的行一次全部写入，读不懂的行列在 refused 中。' +
        'dryRun=true 只试算，不保存。文件没有“领域”一列时，用 sectorId 指定。',
      tags,
      consumes: ['multipart/form-data'],
      querystring: z.object({ dryRun: flag, sectorId: id.optional() }),
      response: {
        200: z.object({ ...report, warnings: z.array(fault), newSectors: z.array(z.string()), dryRun: z.boolean() }),
        ...problems(401, 403, 404, 413),
      },
    },
    async handler(request) {
      const file = await uploaded(request)
      return importCatalogue(contextOf(platform, request), { ...file, ...request.query })
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/catalogue/imports',
    onRequest: able('catalogue.import'),
    schema: {
      summary: '历次导入',
      tags,
      response: {
        200: z.array(z.object({ id: z.int(), at: z.string(), actorName: z.string(), fileName: z.string(), ...report })),
        ...problems(401, 403),
      },
    },
    handler: () => recentImports(platform.db),
  })
}
