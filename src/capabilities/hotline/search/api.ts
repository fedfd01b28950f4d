import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../../foundations/context.ts'
import { able } from '../../../foundations/identity/index.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { problems, text } from '../../../platform/http/schemas.ts'
import * as answers from '../answers.ts'
import type { Found, Hotline, Library } from '../ports.ts'
import { words } from '../words.zh.ts'
import { directory } from './directory.ts'

const tags = ['政务信息查询专线']
/** Rows of each kind while somebody types: all of them stand on one screen. */
const shown = { knowledge: 4, record: 3, unit: 3 }

/** What an operator looks up while the caller speaks. */
export const registerSearch = (app: FastifyInstance, platform: Platform, hotline: Hotline, published: Library) => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const onRequest = able('hotline.answer')
  const libraries = { knowledge: hotline.knowledge, record: published, unit: directory() }
  type Kind = keyof typeof libraries
  const sourced = (kind: Kind) => (one: Found) => {
    const { id: sourceId, title, lead, text: said, unitId, doubtful } = one
    return { source: `${kind}/${sourceId}`, title, lead, text: said, unitId, doubtful }
  }
  const look = async (kind: Kind, library: Library | undefined, q: string) =>
    ((await library?.search(platform.db, q, shown[kind])) ?? []).map(sourced(kind))
  api.get(
    '/api/hotline/search',
    {
      onRequest,
      schema: {
        tags,
        summary: '边听边查：知识库、已公开信息、单位电话',
        querystring: z.object({ q: text(100) }),
        response: { 200: answers.searchAnswer, ...problems(401, 403) },
      },
    },
    async (request) => {
      const { q } = request.query
      if (!q) return { knowledge: [], records: [], directory: [] }
      const [knowledge, records, units] = await Promise.all([
        look('knowledge', libraries.knowledge, q),
        look('record', libraries.record, q),
        look('unit', libraries.unit, q),
      ])
      return { knowledge, records, directory: units }
    },
  )
  api.get(
    '/api/hotline/reading',
    {
      onRequest,
      schema: {
        tags,
        summary: '要读给来电人听的全文',
        querystring: z.object({ source: z.string().regex(/^(record|unit)\/[1-9]\d{0,8}$/, '来源不正确') }),
        response: { 200: answers.found, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const [kind, sourceId] = request.query.source.split('/') as ['record' | 'unit', string]
      const one = await libraries[kind].read?.(platform.db, Number(sourceId))
      if (!one) throw notFound(words.noSource)
      return sourced(kind)(one)
    },
  )
}
