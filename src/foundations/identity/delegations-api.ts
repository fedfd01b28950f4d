import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { legalDay } from '../../platform/clock.ts'
import { notFound } from '../../platform/http/problem.ts'
import { day, id, idParams, problems, text } from '../../platform/http/schemas.ts'
import type { Platform } from '../context.ts'
import { can } from './abilities.ts'
import { delegate, endDelegation, noteEnd } from './actions/delegate.ts'
import { delegationsOf, possibleDeputies, postWithHolder } from './delegations.ts'
import { able, signedIn } from './guard.ts'
import { contextOf } from './request.ts'
import { roleNames } from './roles.ts'
import { sentences } from './words.zh.ts'

const someone = z.object({ personId: z.int(), name: z.string() })
const delegation = z.object({
  id: z.int(),
  postId: z.int(),
  role: z.enum(roleNames),
  title: z.string(),
  unitName: z.string(),
  principal: someone.describe('被代理的人'),
  deputy: someone.describe('代理人'),
  startsOn: z.string().describe('首日（含）'),
  endsOn: z.string().describe('末日（含），当日24时自动结束'),
  reason: z.string(),
  madeByName: z.string(),
  endedAt: z.string().nullable().describe('提前结束的时间'),
  endedByName: z.string().nullable(),
  noted: z.boolean().describe('这个人已知悉提前结束'),
  state: z.enum(['coming', 'running', 'over']),
})
const deputy = z.object({
  id: z.int(),
  name: z.string(),
  posts: z.array(z.object({ role: z.enum(roleNames), title: z.string() })),
})
const body = z.object({
  postId: id,
  deputyId: id,
  startsOn: day,
  endsOn: day,
  reason: text(200).default(''),
})

/** 代理: one's own posts lent for an absence, and those lent to oneself. */
export const registerDelegations = (app: FastifyInstance, platform: Platform): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['代理']
  const today = () => legalDay(platform.clock())

  routes.route({
    method: 'GET',
    url: '/api/delegations',
    onRequest: signedIn,
    schema: {
      summary: '我请人代理的和我代理他人的',
      description: '进行中的、将开始的，以及最近 30 天内结束的。',
      tags,
      response: { 200: z.object({ mine: z.array(delegation), forMe: z.array(delegation) }), ...problems(401) },
    },
    async handler(request) {
      const { personId } = contextOf(platform, request).actor
      const all = await delegationsOf(platform.db, personId!, today())
      const mine = all.filter((one) => one.principal.personId === personId)
      return { mine, forMe: all.filter((one) => one.deputy.personId === personId) }
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/delegations',
    onRequest: signedIn,
    schema: {
      summary: '请人代理自己的一个岗位',
      description: '首日和末日都算在内，末日24时自动结束。安全管理员可以为不在岗的人员指定，须写明原因。',
      tags,
      body,
      response: { 201: z.object({ id: z.int() }), ...problems(401, 403, 404) },
    },
    handler: async (request, reply) =>
      reply.code(201).send({ id: await delegate(contextOf(platform, request), request.body) }),
  })

  routes.route({
    method: 'DELETE',
    url: '/api/delegations/:id',
    onRequest: signedIn,
    schema: {
      summary: '提前结束代理',
      description: '立即生效。被代理的人、代理人和安全管理员可以办理。',
      tags,
      params: idParams,
      response: { 204: z.null(), ...problems(401, 404, 409) },
    },
    async handler(request, reply) {
      await endDelegation(contextOf(platform, request), request.params)
      return reply.code(204).send(null)
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/delegations/:id/end-noted',
    onRequest: signedIn,
    schema: {
      summary: '已知悉代理提前结束，不再提示',
      tags,
      params: idParams,
      response: { 204: z.null(), ...problems(401, 404, 409) },
    },
    async handler(request, reply) {
      await noteEnd(contextOf(platform, request), request.params)
      return reply.code(204).send(null)
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/posts/:id/deputies',
    onRequest: signedIn,
    schema: {
      summary: '可以代理这个岗位的同事',
      tags,
      params: idParams,
      response: { 200: z.array(deputy), ...problems(401, 404) },
    },
    async handler(request) {
      const { actor } = contextOf(platform, request)
      const post = await postWithHolder(platform.db, request.params.id)
      if (!post || !(post.personId === actor.personId || can(actor, 'access.manage')))
        throw notFound(sentences.noSuchPost)
      return possibleDeputies(platform.db, post)
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/people/:id/delegations',
    onRequest: able('people.read'),
    schema: {
      summary: '一名人员的代理',
      tags,
      params: idParams,
      response: { 200: z.array(delegation), ...problems(401, 403) },
    },
    handler: (request) => delegationsOf(platform.db, request.params.id, today()),
  })
}
