import type {} from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import { able, signedIn } from '../../foundations/identity/guard.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { longestWord, type WordEntry, wordKinds } from '../../foundations/wording/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import { day, flag, pageOf, pageQuery, problems, requiredText, text } from '../../platform/http/schemas.ts'
import { wholeFile } from '../../platform/http/whole-file.ts'
import { importEntries } from './actions/import-entries.ts'
import { saveEntry } from './actions/save-entry.ts'
import { asCsv, asWorkbook } from './export.ts'
import { allEntries, type Listed } from './list.ts'
import * as store from './store.ts'
import { sentences } from './words.zh.ts'

const largest = 5 * 1024 * 1024

const entryFields = {
  word: requiredText(longestWord).describe('“…”表示同一分句内任意文字，“#”表示数字'),
  advice: requiredText(500),
  kind: z.enum(wordKinds),
  severity: z.enum(['block', 'warn']),
  exceptions: z.array(requiredText(longestWord)).max(200).default([]),
  note: text(500).default(''),
  source: text(500).default(''),
  from: day.nullable().default(null),
  until: day.nullable().default(null),
}
const entryInput = z.object(entryFields)

const entry = z.object({
  word: z.string(),
  advice: z.string(),
  kind: z.enum(wordKinds),
  severity: z.enum(['block', 'warn']),
  exceptions: z.array(z.string()),
  note: z.string(),
  source: z.string(),
  from: z.string().nullable(),
  until: z.string().nullable(),
})
const listed = entry.extend({ origin: z.enum(['shipped', 'changed', 'own']), inForce: z.boolean() })
const change = z.object({
  id: z.int(),
  word: z.string(),
  at: z.string(),
  actorName: z.string().nullable(),
  how: z.enum(['entered', 'imported']),
  before: entry.nullable(),
  after: entry,
})
const fault = z.object({
  row: z.int(),
  sheet: z.string().describe('工作表名，.csv 为空'),
  column: z.string(),
  message: z.string(),
  value: z.string(),
})

const filters = {
  q: text(50).default(''),
  kind: z.enum(wordKinds).optional(),
  origin: z.enum(['shipped', 'changed', 'own']).optional(),
  ended: flag.describe('true 只列已停用或尚未启用的'),
}

const uploaded = async (request: FastifyRequest): Promise<{ fileName: string; bytes: Buffer }> => {
  const missing = () => unprocessable(sentences.noFile, [{ field: 'file', key: 'missing', message: sentences.noFile }])
  if (!request.isMultipart()) throw missing()
  const part = await request.file({ limits: { fileSize: largest, files: 1 } })
  if (!part) throw missing()
  const bytes = await wholeFile(part, sentences.tooLarge)
  return { fileName: part.filename.normalize('NFC').replaceAll('\u0000', '').slice(0, 200), bytes }
}

type Filter = { q: string; kind?: string | undefined; origin?: string | undefined; ended: boolean }
const matching = (entries: Listed[], { q, kind, origin, ended }: Filter) =>
  entries.filter(
    (one) =>
      one.inForce !== ended &&
      (!kind || one.kind === kind) &&
      (!origin || one.origin === origin) &&
      (!q || one.word.includes(q) || one.advice.includes(q)),
  )

/** The word list: everybody signed in reads it, the disclosure office keeps it. */
export const registerWordList = (app: FastifyInstance, platform: Platform): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['内容规范词库']
  const today = () => legalDay(platform.clock())

  routes.route({
    method: 'GET',
    url: '/api/word-list',
    onRequest: signedIn,
    schema: {
      summary: '词库',
      tags,
      querystring: pageQuery.extend(filters),
      response: { 200: pageOf(listed).extend({ byKind: z.record(z.string(), z.int()) }), ...problems(401) },
    },
    async handler(request) {
      const { page, size } = request.query
      const all = await allEntries(platform.db, today())
      const found = matching(all, request.query)
      const byKind = Object.fromEntries(
        wordKinds.map((kind) => [kind, all.filter((one) => one.inForce && one.kind === kind).length]),
      )
      return { items: found.slice((page - 1) * size, page * size), total: found.length, page, size, byKind }
    },
  })

  routes.route({
    method: 'PUT',
    url: '/api/word-list/entries',
    onRequest: able('words.manage'),
    schema: {
      summary: '增改一个词条；要停用，填写停用日期',
      tags,
      body: entryInput,
      response: { 200: entry, ...problems(401, 403) },
    },
    async handler(request) {
      await saveEntry(contextOf(platform, request), request.body satisfies WordEntry)
      return request.body
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/word-list/changes',
    onRequest: signedIn,
    schema: {
      summary: '词条的修改历史',
      tags,
      querystring: z.object({ word: text(longestWord).optional() }),
      response: { 200: z.array(change), ...problems(401) },
    },
    handler: async (request) =>
      (await store.changesOf(platform.db, request.query.word || undefined, 100)) as z.infer<typeof change>[],
  })

  routes.route({
    method: 'POST',
    url: '/api/word-list/imports',
    onRequest: able('words.manage'),
    bodyLimit: largest,
    schema: {
      summary: '从 .xlsx 或 .csv 导入词条',
      description: 'multipart/form-data，一个文件。读不懂的行列在 refused 中，其余一次全部写入。dryRun=true 只试算。',
      tags,
      consumes: ['multipart/form-data'],
      querystring: z.object({ dryRun: flag }),
      response: {
        200: z.object({
          added: z.int(),
          changed: z.int(),
          unchanged: z.int(),
          refused: z.array(fault),
          dryRun: z.boolean(),
        }),
        ...problems(401, 403, 413),
      },
    },
    handler: async (request) =>
      importEntries(contextOf(platform, request), { ...(await uploaded(request)), dryRun: request.query.dryRun }),
  })

  routes.route({
    method: 'GET',
    url: '/api/word-list/export',
    onRequest: signedIn,
    schema: {
      summary: '导出词库（.xlsx 或 .csv），可改后再导入',
      tags,
      querystring: z.object({ ...filters, format: z.enum(['csv', 'xlsx']).default('xlsx') }),
      response: { 200: z.any().describe('文件'), ...problems(401) },
    },
    async handler(request, reply) {
      const { format } = request.query
      const entries = matching(await allEntries(platform.db, today()), request.query)
      const name = encodeURIComponent(`内容规范词库-${today()}.${format}`)
      return reply
        .type(
          format === 'csv'
            ? 'text/csv; charset=utf-8'
            : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        )
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(format === 'csv' ? asCsv(entries) : await asWorkbook(entries))
    },
  })
}
