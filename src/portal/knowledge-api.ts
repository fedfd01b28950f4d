import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { topicKeys } from '../foundations/classification/topics.ts'
import { notFound, Problem } from '../platform/http/problem.ts'
import { problems } from '../platform/http/schemas.ts'
import { questionPath } from './addresses.ts'
import { recordParams } from './api-shapes.ts'
import type { PortalDeps } from './deps.ts'
import { knowledgeWords as w } from './knowledge-words.zh.ts'
import { topicLabel } from './pages/knowledge.tsx'
import type { QuestionItem } from './replica/knowledge.ts'
import type { Replica } from './replica/types.ts'
import { sourcesOf } from './routes/knowledge.tsx'
import { words } from './words.zh.ts'

const tags = ['常见问题']
const whole = (least: number, most: number, otherwise: number) =>
  z.coerce.number().int().min(least).max(most).default(otherwise)

const topic = z.object({ code: z.string(), name: z.string() })
const unit = z.object({ code: z.string(), name: z.string() })
const item = z.object({
  id: z.number(),
  url: z.string(),
  question: z.string(),
  summary: z.string().describe('答复的开头'),
  topic,
  unit: unit.nullable(),
  flagged: z.boolean().describe('正在复核：依据可能已经失效'),
  publishedAt: z.string(),
})
const whichOf = {
  unit: z.string().max(100).optional().describe('单位代码'),
  topic: z.enum(topicKeys).optional().describe('主题代码'),
}
const listQuery = z.object({
  q: z.string().max(200).default('').describe('用自己的话问；不填则新的在前'),
  ...whichOf,
  page: whole(1, 1000, 1),
  size: whole(1, 100, 20),
})
const listAnswer = z.object({
  total: z.number(),
  page: z.number(),
  size: z.number(),
  items: z.array(item),
})
const suggestQuery = z.object({
  q: z.string().max(200).describe('正在输入的问题'),
  limit: whole(1, 10, 5),
})
const suggestAnswer = z.object({
  q: z.string(),
  items: z.array(
    z.object({
      id: z.number(),
      url: z.string(),
      question: z.string(),
      summary: z.string(),
      unit: z.string(),
      covered: z.number().describe('所问的词有多大份量在其中，0 到 1'),
    }),
  ),
})
const detail = item.omit({ summary: true }).extend({
  phrasings: z.array(z.string()).describe('其他问法'),
  answerHtml: z.string(),
  sources: z.array(
    z.object({
      recordId: z.number(),
      title: z.string(),
      url: z.string(),
      state: z.enum(['public', 'gone', 'repealed', 'superseded', 'expired']),
    }),
  ),
  reviewOn: z.string().nullable().describe('复核日期'),
  version: z.number(),
  logSeq: z.number(),
})

/** Questions and answers as JSON, and completion for every form that asks: search before asking. */
export function registerQuestionsApi(app: FastifyInstance, deps: Pick<PortalDeps, 'replica' | 'baseUrl'>): void {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const { baseUrl } = deps
  const unitOf = (replica: Replica, id: number) => {
    const found = replica.unit(id)
    return found ? { code: found.code, name: found.name } : null
  }
  const lineOf = (replica: Replica, one: Omit<QuestionItem, 'summary' | 'unitName'>) => ({
    id: one.id,
    url: baseUrl + questionPath(one.id),
    question: one.question,
    topic: { code: one.topic, name: topicLabel(one.topic) },
    unit: unitOf(replica, one.unitId),
    flagged: one.flagged,
    publishedAt: one.publishedAt,
  })

  api.get(
    '/api/v1/questions',
    {
      schema: {
        tags,
        summary: '常见问题：查找或者按单位、主题列出',
        querystring: listQuery,
        response: { 200: listAnswer },
      },
    },
    async (request) => {
      const replica = deps.replica()
      const { unit: code, ...query } = request.query
      const found = code === undefined ? undefined : replica.unitByCode(code)
      if (code !== undefined && !found)
        throw new Problem(422, 'unknown-code', words.api.badQuery, words.api.unitUnknown)
      const { total, page, size, ...list } = replica.questions({ ...query, unitId: found?.id })
      return { total, page, size, items: list.items.map((one) => ({ ...lineOf(replica, one), summary: one.summary })) }
    },
  )

  api.get(
    '/api/v1/questions/suggest',
    {
      schema: {
        tags,
        summary: '提问之前：与正在输入的问题最相近的问答',
        querystring: suggestQuery,
        response: { 200: suggestAnswer },
      },
    },
    async (request, reply) => {
      const { q, limit } = request.query
      reply.header('cache-control', 'public, max-age=60')
      return {
        q,
        items: deps
          .replica()
          .suggestQuestions(q, limit)
          .map(({ id, question, summary, unitName, covered }) => ({
            id,
            url: baseUrl + questionPath(id),
            question,
            summary,
            unit: unitName,
            covered: Math.round(covered * 100) / 100,
          })),
      }
    },
  )

  api.get(
    '/api/v1/questions/:id',
    {
      schema: {
        tags,
        summary: '取一条问答；已撤下的为 410，已合并的给出去向',
        params: recordParams,
        response: { 200: detail, ...problems(404) },
      },
    },
    async (request) => {
      const replica = deps.replica()
      const found = replica.question(request.params.id)
      if (!found) throw notFound(w.none)
      if (found.state !== 'published') {
        const { mergedInto, reason } = found.entry
        throw new Problem(410, 'withdrawn', w.goneTitle, reason, {
          extra: { logSeq: found.logSeq, ...(mergedInto === null ? {} : { url: baseUrl + questionPath(mergedInto) }) },
        })
      }
      const { entry, logSeq } = found
      return {
        ...lineOf(replica, entry),
        phrasings: entry.phrasings,
        answerHtml: entry.answerHtml,
        sources: sourcesOf(replica, entry).map((one) => ({ ...one, url: `${baseUrl}/items/${one.recordId}` })),
        reviewOn: entry.reviewOn,
        version: entry.version,
        logSeq,
      }
    },
  )
}
