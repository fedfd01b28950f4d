import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { topicKeys, topics } from '../../foundations/classification/topics.ts'
import type { Platform } from '../../foundations/context.ts'
import { signedIn } from '../../foundations/identity/guard.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { legalDay } from '../../platform/clock.ts'
import { day, id, idParams, pageOf, pageQuery, problems, text } from '../../platform/http/schemas.ts'
import { type PublishedIndex, publishedIndex } from '../publishing/index.ts'
import { registerActs } from './acts-api.ts'
import * as answers from './answers.ts'
import { entryDetail } from './detail.ts'
import { duplicatePairs } from './duplicates.ts'
import { statuses } from './entry.ts'
import { knowledgeFigures } from './figures.ts'
import { registerKnowledgeImport } from './import/api.ts'
import { knownFor } from './known.ts'
import { type ListRow, listEntries, views } from './lists.ts'
import { unitsRead } from './permissions.ts'
import { reviewsUntil } from './reminders.ts'
import { searchKnowledge } from './search.ts'
import { knowledgeToDo } from './to-do.ts'
import { statusLabels } from './words.zh.ts'

const rowView = (row: ListRow) => ({
  ...row,
  statusLabel: statusLabels[row.status],
  statusAt: row.statusAt.toISOString(),
  publishedAt: row.publishedAt?.toISOString() ?? null,
})

/** Routes of the 知识库: what stands over all entries here, those of one in acts-api.ts. */
export const registerKnowledge = async (
  app: FastifyInstance,
  platform: Platform,
  index: PublishedIndex = publishedIndex(platform.db),
): Promise<void> => {
  if (!app.hasContentTypeParser('multipart/form-data'))
    await app.register(multipart, { limits: { files: 1, fields: 10 } })
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['知识库']
  const onRequest = signedIn
  const today = () => legalDay(platform.clock())

  api.route({
    method: 'GET',
    url: '/api/knowledge',
    onRequest,
    schema: {
      tags,
      summary: '问答列表：正在办理的限本人能看的单位，已公开的不限',
      querystring: pageQuery.extend({
        view: z.enum(views).default('published'),
        status: z.enum(statuses).optional(),
        unitId: id.optional(),
        topic: z.enum(topicKeys).optional(),
        q: z.string().trim().max(100).optional(),
      }),
      response: { 200: pageOf(answers.row), ...problems(401) },
    },
    async handler(request) {
      const { actor } = contextOf(platform, request)
      const query = { ...request.query, reviewUntil: reviewsUntil(today()) }
      const { items, total } = await listEntries(platform.db, query, unitsRead(actor))
      return { items: items.map(rowView), total, page: query.page, size: query.size }
    },
  })

  api.route({
    method: 'GET',
    url: '/api/knowledge/search',
    onRequest,
    schema: {
      tags,
      summary: '边打边查：已公开的在前，本单位的草稿在后',
      querystring: z.object({
        q: z.string().max(200),
        limit: z.coerce.number().int().min(1).max(20).default(8),
      }),
      response: { 200: z.object({ items: z.array(answers.found) }), ...problems(401) },
    },
    async handler(request) {
      const { actor } = contextOf(platform, request)
      const units = unitsRead(actor)
      const own = units === 'all' ? actor.posts.map((post) => post.unitId) : units
      return { items: await searchKnowledge(platform.db, { ...request.query, units: own }) }
    },
  })

  api.route({
    method: 'POST',
    url: '/api/knowledge/known',
    onRequest,
    schema: {
      tags,
      summary: '登记之前先查：与来信、申请的内容相近的问答和现行有效的公开信息',
      description: '来信的内容不写在地址里。',
      body: z.object({ text: text(30_000) }),
      response: { 200: answers.known, ...problems(401) },
    },
    handler: (request) => knownFor(contextOf(platform, request), index, request.body.text),
  })

  api.route({
    method: 'GET',
    url: '/api/knowledge/vocabulary',
    onRequest,
    schema: { tags, summary: '主题与状态的名称', response: { 200: answers.vocabulary, ...problems(401) } },
    handler: async () => ({ topics, statuses: statusLabels }),
  })

  api.route({
    method: 'GET',
    url: '/api/knowledge/to-do',
    onRequest,
    schema: {
      tags,
      summary: '知识库待办',
      response: {
        200: z.object({
          count: z.int(),
          groups: z.array(
            z.object({ key: z.string(), label: z.string(), total: z.int(), items: z.array(answers.row) }),
          ),
        }),
        ...problems(401),
      },
    },
    async handler(request) {
      const { count, groups } = await knowledgeToDo(contextOf(platform, request))
      return { count, groups: groups.map((group) => ({ ...group, items: group.items.map(rowView) })) }
    },
  })

  api.route({
    method: 'GET',
    url: '/api/knowledge/figures',
    onRequest,
    schema: {
      tags,
      summary: '使用情况：问得多的、答非所问的',
      querystring: z.object({ from: day.optional(), to: day.optional(), unitId: id.optional() }),
      response: { 200: answers.figures, ...problems(401) },
    },
    async handler(request) {
      contextOf(platform, request)
      const to = request.query.to ?? today()
      const from = request.query.from ?? Temporal.PlainDate.from(to).subtract({ days: 89 }).toString()
      return knowledgeFigures(platform.db, { from, to, unitId: request.query.unitId, today: today() })
    },
  })

  api.route({
    method: 'GET',
    url: '/api/knowledge/duplicates',
    onRequest,
    schema: {
      tags,
      summary: '可能问同一件事的问答',
      response: { 200: z.object({ items: z.array(answers.pair) }), ...problems(401) },
    },
    async handler(request) {
      const { actor } = contextOf(platform, request)
      return { items: await duplicatePairs(platform.db, unitsRead(actor)) }
    },
  })

  api.route({
    method: 'GET',
    url: '/api/knowledge/:id',
    onRequest,
    schema: {
      tags,
      summary: '一条问答',
      params: idParams,
      response: { 200: answers.entry, ...problems(401, 404) },
    },
    handler: (request) => entryDetail(contextOf(platform, request), request.params.id),
  })

  registerActs(app, platform)
  await registerKnowledgeImport(app, platform)
}
