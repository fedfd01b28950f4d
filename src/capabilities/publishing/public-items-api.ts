import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import { signedIn } from '../../foundations/identity/guard.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { legalDay } from '../../platform/clock.ts'
import { notFound } from '../../platform/http/problem.ts'
import { idParams, problems, text } from '../../platform/http/schemas.ts'
import { itemStates } from './item-states.ts'
import type { PublicItem, PublishedIndex } from './published-index.ts'
import { tags } from './record-routes.ts'

const publicItem = z.object({
  recordId: z.int(),
  title: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  publishedOn: z.string(),
  state: z.enum(['public', 'repealed', 'superseded', 'expired']).describe('失效的不宜再作依据'),
})

/** What is public may be cited by every unit, so all of the staff find it: the routes of one's own items show these alone. */
export const registerPublicItems = (app: FastifyInstance, platform: Platform, index: PublishedIndex): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const onRequest = signedIn
  const withStates = async (items: readonly PublicItem[]) => {
    const ids = items.map(({ id }) => id)
    const states = new Map(
      (await itemStates(platform.db, ids, legalDay(platform.clock()))).map(({ recordId, state }) => [recordId, state]),
    )
    return items.flatMap(({ id, title, unitId, unitName, publishedOn }) => {
      const state = states.get(id)
      return state && state !== 'withdrawn' ? [{ recordId: id, title, unitId, unitName, publishedOn, state }] : []
    })
  }
  api.get(
    '/api/public-items',
    {
      onRequest,
      schema: {
        tags,
        summary: '查找已公开的信息，不限单位：答复和问答引用依据时边打边查，最相关的在前',
        querystring: z.object({ q: text(100), limit: z.coerce.number().int().min(1).max(20).default(10) }),
        response: { 200: z.object({ items: z.array(publicItem) }), ...problems(401) },
      },
    },
    async (request) => {
      const { q, limit } = request.query
      await index.ready()
      return { items: await withStates(await index.search(contextOf(platform, request).db, q, limit)) }
    },
  )
  api.get(
    '/api/public-items/:id',
    {
      onRequest,
      schema: {
        tags,
        summary: '一条已公开信息的标题和单位',
        params: idParams,
        response: { 200: publicItem, ...problems(401, 404) },
      },
    },
    async (request) => {
      const item = await index.read(contextOf(platform, request).db, request.params.id)
      const [found] = await withStates(item ? [item] : [])
      if (!found) throw notFound()
      return found
    },
  )
}
