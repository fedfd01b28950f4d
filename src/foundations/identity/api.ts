import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems, text } from '../../platform/http/schemas.ts'
import type { Platform } from '../context.ts'
import { type Ability, abilities, abilitiesOf } from './abilities.ts'
import { changePassword } from './actions/change-password.ts'
import { revokeOwnSession } from './actions/revoke-sessions.ts'
import type { Actor } from './actor.ts'
import { signedIn } from './guard.ts'
import { contextOf, sessionCookie } from './request.ts'
import { roleNames } from './roles.ts'
import { signIn, signOut, tokenHash } from './session.ts'
import { signInRules } from './sign-in-rules.ts'
import { sessionsOf } from './store.ts'

export const postSchema = z.object({
  id: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  role: z.enum(roleNames),
  title: z.string(),
})

const me = z.object({
  person: z.object({ id: z.int(), username: z.string(), name: z.string() }),
  posts: z.array(postSchema),
  can: z.array(z.enum(abilities as [Ability, ...Ability[]])),
})

export const sessionSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  ip: z.string().nullable(),
  userAgent: z.string(),
  current: z.boolean(),
})

const asMe = (actor: Actor): z.infer<typeof me> => ({
  person: { id: actor.personId!, username: actor.username, name: actor.name },
  posts: actor.posts,
  can: abilitiesOf(actor),
})

/** One's own session: sign in and out, who am I, password, other devices. */
export const registerIdentity = (
  app: FastifyInstance,
  platform: Platform,
  options: { secureCookies: boolean },
): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['登录']
  const cookie = { httpOnly: true, sameSite: 'strict', path: '/', secure: options.secureCookies } as const
  const forget = (reply: FastifyReply) => reply.clearCookie(sessionCookie, cookie)
  const slowly = { rateLimit: { max: signInRules.attemptsPerMinuteAndAddress, timeWindow: 60_000 } }

  routes.route({
    method: 'POST',
    url: '/api/session',
    config: slowly,
    schema: {
      summary: '登录',
      description: '连续输错密码会暂时锁定账号；成功后写入会话 Cookie。',
      tags,
      body: z.object({ username: text(64).min(1), password: z.string().min(1).max(200) }),
      response: { 200: me, ...problems(401, 423, 429) },
    },
    async handler(request, reply) {
      const { token, actor } = await signIn(platform, {
        ...request.body,
        ip: request.ip,
        userAgent: request.headers['user-agent'] ?? '',
      })
      reply.setCookie(sessionCookie, token, { ...cookie, maxAge: signInRules.longestHours * 3600 })
      return asMe(actor)
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/session',
    onRequest: signedIn,
    schema: { summary: '当前登录的人员、岗位与权限', tags, response: { 200: me, ...problems(401) } },
    handler: async (request) => asMe(contextOf(platform, request).actor),
  })

  routes.route({
    method: 'DELETE',
    url: '/api/session',
    schema: { summary: '退出登录', tags, response: { 204: z.null(), ...problems() } },
    async handler(request, reply) {
      if (request.sessionToken) await signOut(contextOf(platform, request), request.sessionToken)
      return forget(reply).code(204).send(null)
    },
  })

  routes.route({
    method: 'PUT',
    url: '/api/session/password',
    onRequest: signedIn,
    config: slowly,
    schema: {
      summary: '修改自己的密码',
      description: '修改后，其他设备上的登录随即失效。',
      tags,
      body: z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(1000) }),
      response: { 204: z.null(), ...problems(401, 429) },
    },
    async handler(request, reply) {
      await changePassword(contextOf(platform, request), { ...request.body, token: request.sessionToken! })
      return reply.code(204).send(null)
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/sessions',
    onRequest: signedIn,
    schema: { summary: '自己仍有效的登录', tags, response: { 200: z.array(sessionSchema), ...problems(401) } },
    handler: async (request: FastifyRequest) => {
      const ctx = contextOf(platform, request)
      return sessionsOf(ctx.db, ctx.actor.personId!, ctx.clock(), tokenHash(request.sessionToken!))
    },
  })

  routes.route({
    method: 'DELETE',
    url: '/api/sessions/:id',
    onRequest: signedIn,
    schema: {
      summary: '结束自己的一次登录',
      tags,
      params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
      response: { 204: z.null(), ...problems(401, 404) },
    },
    async handler(request, reply) {
      await revokeOwnSession(contextOf(platform, request), { sessionId: request.params.id })
      return reply.code(204).send(null)
    },
  })
}
