import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems, text } from '../../platform/http/schemas.ts'
import type { Platform } from '../context.ts'
import { type Ability, abilities, abilitiesOf } from './abilities.ts'
import { changePassword } from './actions/change-password.ts'
import { revokeOtherSessions, revokeOwnSession } from './actions/revoke-sessions.ts'
import { type Actor, needs } from './actor.ts'
import { confirm } from './confirmation.ts'
import { registerFactors } from './factors-api.ts'
import { signedIn } from './guard.ts'
import { assertion, code, siteOf } from './passkey-schemas.ts'
import { authenticationOptions, provenByPasskey } from './passkeys.ts'
import { contextOf, sessionCookie } from './request.ts'
import { roleNames } from './roles.ts'
import {
  type Entered,
  secondStepMethods,
  signIn,
  signInWithCode,
  signInWithPasskey,
  signOut,
  tokenHash,
} from './session.ts'
import { signInRules } from './sign-in-rules.ts'
import type { Provider } from './single-sign-on.ts'
import { registerSingleSignOn } from './single-sign-on-api.ts'
import { sessionsOf } from './store.ts'

export const postSchema = z.object({
  id: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  role: z.enum(roleNames),
  title: z.string(),
  onBehalfOf: z.object({ personId: z.int(), name: z.string() }).optional().describe('代理他人岗位时，被代理的人'),
})

const me = z.object({
  person: z.object({ id: z.int(), username: z.string(), name: z.string() }),
  posts: z.array(postSchema),
  can: z.array(z.enum(abilities as [Ability, ...Ability[]])),
  need: z.enum(needs).nullable().describe('须先办理的事：改密码，或启用动态口令、通行密钥'),
  typedKey: z.string().describe('浏览器用来加密本人没有提交的内容的密钥，只给本人'),
})

const secondStep = z.object({ ticket: z.string(), methods: z.array(z.enum(secondStepMethods)) })

export const sessionSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  address: z.string().nullable(),
  device: z.string(),
  current: z.boolean(),
})

/** What a browser keeps of somebody's unsent words is sealed with a key that only their session gets (ASVS V8.2.2). */
const typedKeyOf = ({ keyring }: Platform, actor: Actor) =>
  keyring.fingerprint(`person/${actor.personId}`, 'typed in the console')

const asMe = (platform: Platform, actor: Actor): z.infer<typeof me> => ({
  person: { id: actor.personId!, username: actor.username, name: actor.name },
  posts: actor.posts,
  can: abilitiesOf(actor),
  need: actor.session?.need ?? null,
  typedKey: typedKeyOf(platform, actor),
})

export type IdentityOptions = {
  secureCookies: boolean
  /** Address of the office as staff type it; undefined: as the request says. */
  officeUrl?: string | undefined
  provider?: Provider | undefined
}

/** One's own session: sign in and out, who am I, password, second step, confirmation, other devices. */
export const registerIdentity = (app: FastifyInstance, platform: Platform, options: IdentityOptions): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['登录']
  const cookie = { httpOnly: true, sameSite: 'strict', path: '/', secure: options.secureCookies } as const
  const forget = (reply: FastifyReply) => reply.clearCookie(sessionCookie, cookie)
  const slowly = {
    rateLimit: { max: signInRules.attemptsPerMinuteAndAddress, timeWindow: 60_000 },
    whileInNeed: true,
  }
  const open = { whileInNeed: true }
  const from = (request: FastifyRequest) => ({ ip: request.ip, userAgent: request.headers['user-agent'] ?? '' })
  const keep = (reply: FastifyReply, { token, actor }: Entered) => {
    reply.setCookie(sessionCookie, token, { ...cookie, maxAge: signInRules.longestHours * 3600 })
    return asMe(platform, actor)
  }

  routes.route({
    method: 'POST',
    url: '/api/session',
    config: slowly,
    schema: {
      summary: '登录',
      description:
        '连续输错会暂时锁定账号；成功后写入会话 Cookie。启用了动态口令或通行密钥的，先答复 202，凭 ticket 办理第二步。',
      tags,
      body: z.object({ username: text(64).min(1), password: z.string().min(1).max(200) }),
      response: { 200: me, 202: secondStep, ...problems(401, 423, 429) },
    },
    async handler(request, reply) {
      const entered = await signIn(platform, { ...request.body, ...from(request) })
      return 'ticket' in entered ? reply.code(202).send(entered) : reply.send(keep(reply, entered))
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/session/second-step',
    config: slowly,
    schema: {
      summary: '登录第二步：动态口令或恢复码',
      tags,
      body: z.object({ ticket: z.string().max(100), code }),
      response: { 200: me, ...problems(401, 423, 429) },
    },
    handler: async (request, reply) =>
      keep(reply, await signInWithCode(platform, { ...request.body, ...from(request) })),
  })

  routes.route({
    method: 'POST',
    url: '/api/session/passkey/options',
    config: slowly,
    schema: {
      summary: '通行密钥登录或确认的参数（WebAuthn）',
      tags,
      response: { 200: z.looseObject({ challenge: z.string() }), ...problems(429) },
    },
    handler: async (request) => ({
      ...(await authenticationOptions(platform, await siteOf(platform, request, options))),
    }),
  })

  routes.route({
    method: 'POST',
    url: '/api/session/passkey',
    config: slowly,
    schema: {
      summary: '用通行密钥登录',
      tags,
      body: z.object({ response: assertion }),
      response: { 200: me, ...problems(401, 423, 429) },
    },
    async handler(request, reply) {
      const proven = await provenByPasskey(platform, await siteOf(platform, request, options), request.body.response)
      return keep(reply, await signInWithPasskey(platform, proven, from(request)))
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/session',
    onRequest: signedIn,
    config: open,
    schema: { summary: '当前登录的人员、岗位与权限', tags, response: { 200: me, ...problems(401) } },
    handler: async (request) => asMe(platform, contextOf(platform, request).actor),
  })

  routes.route({
    method: 'DELETE',
    url: '/api/session',
    config: open,
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
    method: 'POST',
    url: '/api/session/confirmation',
    onRequest: signedIn,
    config: slowly,
    schema: {
      summary: '再次确认是本人',
      description:
        '签发、撤回、废止等答复 403 confirmation-needed 时，用密码、动态口令或通行密钥确认，再重复原来的请求。',
      tags,
      body: z
        .object({
          password: z.string().min(1).max(200).optional(),
          code: code.optional(),
          passkey: assertion.optional(),
        })
        .refine((given) => Object.values(given).filter((one) => one !== undefined).length === 1, '请用一种方式确认'),
      response: { 204: z.null(), ...problems(401, 429) },
    },
    async handler(request, reply) {
      const site = await siteOf(platform, request, options)
      await confirm(contextOf(platform, request), site, { ...request.body, token: request.sessionToken! })
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
    url: '/api/sessions',
    onRequest: signedIn,
    schema: {
      summary: '退出自己在其他设备上的登录',
      tags,
      response: { 200: z.object({ ended: z.int() }), ...problems(401) },
    },
    handler: async (request) => ({
      ended: await revokeOtherSessions(contextOf(platform, request), { token: request.sessionToken! }),
    }),
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

  registerFactors(app, platform, options)
  registerSingleSignOn(app, platform, options)
}
