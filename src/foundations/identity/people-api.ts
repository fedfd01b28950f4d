import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { notFound } from '../../platform/http/problem.ts'
import { flag, id, idParams, pageOf, pageQuery, problems, requiredText, text } from '../../platform/http/schemas.ts'
import type { Ctx, Platform } from '../context.ts'
import { changePolicy } from './actions/change-policy.ts'
import { createPerson } from './actions/create-person.ts'
import { endPost } from './actions/end-post.ts'
import { givePost } from './actions/give-post.ts'
import { resetFactors } from './actions/remove-factor.ts'
import { revokeAllSessions } from './actions/revoke-sessions.ts'
import { setPassword } from './actions/set-password.ts'
import { unlockPerson } from './actions/unlock-person.ts'
import { updatePerson } from './actions/update-person.ts'
import { postSchema, sessionSchema } from './api.ts'
import { registerDelegations } from './delegations-api.ts'
import { able } from './guard.ts'
import { readPolicy, signInPolicy } from './policy.ts'
import { contextOf } from './request.ts'
import { roleNames } from './roles.ts'
import { listPeople, personById, sessionsOf } from './store.ts'
import { sentences } from './words.zh.ts'

const person = z.object({
  id: z.int(),
  username: z.string(),
  name: z.string(),
  active: z.boolean(),
  demo: z.boolean(),
  lockedUntil: z.string().nullable(),
  lastSignInAt: z.string().nullable(),
  firstPasswordEndsAt: z.string().nullable().describe('管理员给的密码，本人还没有更换的，到这时失效'),
  sessions: z.int(),
  posts: z.array(postSchema),
  lastPost: z
    .object({ unitName: z.string(), role: z.enum(roleNames), title: z.string(), endedOn: z.string() })
    .nullable()
    .describe('现在没有职务的，最后免去的职务'),
})

const newPost = z.object({
  unitId: z.int().min(1).max(2_147_483_647),
  role: z.enum(roleNames),
  title: text(50).default(''),
})
const password = z.string().min(1).max(1000)
const newPerson = z.object({
  username: z.string().regex(/^[a-z][a-z0-9._-]{1,31}$/, sentences.usernameShape),
  name: requiredText(50),
  password,
})

/** The person as it stands now, which every change answers with. */
const shown = async (ctx: Ctx, personId: number) => {
  const found = await personById(ctx.db, personId, ctx.clock())
  if (!found) throw notFound(sentences.noSuchPerson)
  return found
}

/**
 * People and their posts. Accounts are the system administrator's, what they open the security administrator's
 * (三员分立); the auditor may look.
 */
export const registerPeople = (app: FastifyInstance, platform: Platform): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['人员与岗位']
  const manage = able('people.manage')
  const access = able('access.manage')
  const read = able('people.read')
  registerDelegations(app, platform)

  routes.route({
    method: 'GET',
    url: '/api/people',
    onRequest: read,
    schema: {
      summary: '人员列表',
      tags,
      querystring: pageQuery.extend({
        q: text(50).default(''),
        unitId: id.optional(),
        withoutPost: flag.describe('只列账号在用而没有任何职务的'),
      }),
      response: { 200: pageOf(person), ...problems(401, 403) },
    },
    handler: (request) => listPeople(platform.db, request.query, platform.clock()),
  })

  routes.route({
    method: 'POST',
    url: '/api/people',
    onRequest: manage,
    schema: {
      summary: '新建人员',
      description:
        '用户名一经建立不再改动，也不会给别人使用。密码只用于首次登录，逾期未用即失效，登录后须修改；岗位由安全管理员另行授予。',
      tags,
      body: newPerson,
      response: { 201: person, ...problems(401, 403) },
    },
    async handler(request, reply) {
      const ctx = contextOf(platform, request)
      return reply.code(201).send(await shown(ctx, await createPerson(ctx, request.body)))
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/people/:id',
    onRequest: read,
    schema: { summary: '一名人员', tags, params: idParams, response: { 200: person, ...problems(401, 403, 404) } },
    handler: (request) => shown(contextOf(platform, request), request.params.id),
  })

  routes.route({
    method: 'PUT',
    url: '/api/people/:id',
    onRequest: manage,
    schema: {
      summary: '改姓名，停用或启用账号',
      tags,
      params: idParams,
      body: z.object({ name: requiredText(50), active: z.boolean() }),
      response: { 200: person, ...problems(401, 403, 404) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      await updatePerson(ctx, { id: request.params.id, ...request.body })
      return shown(ctx, request.params.id)
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/people/:id/password',
    onRequest: manage,
    schema: {
      summary: '重设密码',
      description: '其全部登录随即失效；本人用此密码登录后须立即修改，逾期未用即失效。自己的密码不在此重设。',
      tags,
      params: idParams,
      body: z.object({ password }),
      response: { 200: person, ...problems(401, 403, 404) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      await setPassword(ctx, { id: request.params.id, ...request.body })
      return shown(ctx, request.params.id)
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/people/:id/unlock',
    onRequest: access,
    schema: { summary: '解除锁定', tags, params: idParams, response: { 200: person, ...problems(401, 403, 404) } },
    async handler(request) {
      const ctx = contextOf(platform, request)
      await unlockPerson(ctx, request.params)
      return shown(ctx, request.params.id)
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/people/:id/posts',
    onRequest: able('access.manage', 'people.manage'),
    schema: {
      summary: '任职',
      description: '由安全管理员办理；还没有安全管理员时，系统管理员可以任命第一位。',
      tags,
      params: idParams,
      body: newPost,
      response: { 201: person, ...problems(401, 403, 404) },
    },
    async handler(request, reply) {
      const ctx = contextOf(platform, request)
      await givePost(ctx, { personId: request.params.id, ...request.body })
      return reply.code(201).send(await shown(ctx, request.params.id))
    },
  })

  routes.route({
    method: 'DELETE',
    url: '/api/people/:id/posts/:postId',
    onRequest: access,
    schema: {
      summary: '结束任职',
      tags,
      params: idParams.extend({ postId: id }),
      response: { 200: person, ...problems(401, 403, 404) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      await endPost(ctx, { personId: request.params.id, postId: request.params.postId })
      return shown(ctx, request.params.id)
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/people/:id/sessions',
    onRequest: able('sessions.read'),
    schema: {
      summary: '一名人员仍有效的登录',
      tags,
      params: idParams,
      response: { 200: z.array(sessionSchema), ...problems(401, 403, 404) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      await shown(ctx, request.params.id)
      return sessionsOf(ctx.db, request.params.id, ctx.clock())
    },
  })

  routes.route({
    method: 'DELETE',
    url: '/api/people/:id/sessions',
    onRequest: access,
    schema: {
      summary: '强制退出一名人员的全部登录',
      tags,
      params: idParams,
      response: { 200: person, ...problems(401, 403, 404) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      await revokeAllSessions(ctx, { personId: request.params.id })
      return shown(ctx, request.params.id)
    },
  })

  routes.route({
    method: 'DELETE',
    url: '/api/people/:id/second-factors',
    onRequest: access,
    schema: {
      summary: '清除一名人员的动态口令与通行密钥',
      description: '用于手机遗失等情形；其全部登录随即失效，本人登录后可重新启用。',
      tags,
      params: idParams,
      response: { 200: person, ...problems(401, 403, 404) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      await resetFactors(ctx, { personId: request.params.id })
      return shown(ctx, request.params.id)
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/sign-in-policy',
    onRequest: able('access.manage', 'people.read'),
    schema: { summary: '登录与密码的规定', tags, response: { 200: signInPolicy, ...problems(401, 403) } },
    handler: () => readPolicy(platform.db),
  })

  routes.route({
    method: 'PUT',
    url: '/api/sign-in-policy',
    onRequest: access,
    schema: {
      summary: '修改登录与密码的规定',
      tags,
      body: signInPolicy,
      response: { 200: signInPolicy, ...problems(401, 403) },
    },
    async handler(request) {
      await changePolicy(contextOf(platform, request), request.body)
      return readPolicy(platform.db)
    },
  })
}
