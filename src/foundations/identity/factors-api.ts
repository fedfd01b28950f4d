import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems, requiredText } from '../../platform/http/schemas.ts'
import type { Ctx, Platform } from '../context.ts'
import { addPasskey } from './actions/add-passkey.ts'
import { beginTotp, confirmTotp } from './actions/enrol-totp.ts'
import { newRecoveryCodes, removeFactor } from './actions/remove-factor.ts'
import { requireConfirmation } from './confirmation.ts'
import { signedIn } from './guard.ts'
import { attestation, code, siteOf } from './passkey-schemas.ts'
import { registrationOptions } from './passkeys.ts'
import { contextOf } from './request.ts'
import { factorsOf } from './second-factors.ts'
import { signInRules } from './sign-in-rules.ts'

const security = z.object({
  passwordChangedAt: z.string(),
  passwordExpiresAt: z.string().nullable(),
  totp: z.boolean(),
  passkeys: z.array(
    z.object({ id: z.string(), name: z.string(), createdAt: z.string(), lastUsedAt: z.string().nullable() }),
  ),
  recoveryCodesLeft: z.int(),
  secondFactorRequired: z.boolean().describe('所任岗位须启用动态口令或通行密钥'),
})

const recoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).nullable().describe('只显示这一次；已有恢复码的为 null'),
})

const securityOf = async (ctx: Ctx): Promise<z.infer<typeof security>> => {
  const { personId, posts, session } = ctx.actor
  const person = await ctx.db
    .selectFrom('person')
    .select(['password_changed_at', 'demo'])
    .where('id', '=', personId!)
    .executeTakeFirstOrThrow()
  const policy = session!.policy
  const changed = person.password_changed_at
  const lasts = policy.passwordDays * 86_400_000
  return {
    ...(await factorsOf(ctx.db, personId!)),
    passwordChangedAt: changed.toISOString(),
    passwordExpiresAt: lasts && !person.demo ? new Date(changed.getTime() + lasts).toISOString() : null,
    secondFactorRequired: posts.some((post) => policy.secondFactorRoles.includes(post.role)),
  }
}

/** What one proves oneself with beside the password. */
export const registerFactors = (
  app: FastifyInstance,
  platform: Platform,
  options: { officeUrl?: string | undefined },
): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['登录']
  const config = { whileInNeed: true }
  const slowly = { ...config, rateLimit: { max: signInRules.attemptsPerMinuteAndAddress, timeWindow: 60_000 } }
  const onRequest = signedIn

  routes.route({
    method: 'GET',
    url: '/api/session/security',
    onRequest,
    config,
    schema: { summary: '自己的密码期限、动态口令与通行密钥', tags, response: { 200: security, ...problems(401) } },
    handler: (request) => securityOf(contextOf(platform, request)),
  })

  routes.route({
    method: 'POST',
    url: '/api/session/totp',
    onRequest,
    config,
    schema: {
      summary: '开始启用动态口令',
      description: '返回密钥与二维码；用 /api/session/totp/confirmation 提交第一个口令后生效。',
      tags,
      response: { 200: z.object({ secret: z.string(), uri: z.string(), svg: z.string() }), ...problems(401, 403, 409) },
    },
    async handler(request) {
      const { name } = await siteOf(platform, request, options)
      return beginTotp(contextOf(platform, request), { issuer: name })
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/session/totp/confirmation',
    onRequest,
    config: slowly,
    schema: {
      summary: '用第一个口令启用动态口令',
      tags,
      body: z.object({ code }),
      response: { 200: recoveryCodes, ...problems(401, 429) },
    },
    handler: async (request) => ({
      recoveryCodes: await confirmTotp(contextOf(platform, request), request.body),
    }),
  })

  routes.route({
    method: 'DELETE',
    url: '/api/session/totp',
    onRequest,
    schema: { summary: '停用动态口令', tags, response: { 200: security, ...problems(401, 403, 404) } },
    async handler(request) {
      const ctx = contextOf(platform, request)
      await removeFactor(ctx, 'totp')
      return securityOf(ctx)
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/session/recovery-codes',
    onRequest,
    schema: {
      summary: '换一组恢复码，旧的随即失效',
      tags,
      response: { 200: recoveryCodes, ...problems(401, 403, 404) },
    },
    handler: async (request) => ({ recoveryCodes: await newRecoveryCodes(contextOf(platform, request)) }),
  })

  routes.route({
    method: 'POST',
    url: '/api/session/passkeys/options',
    onRequest,
    config,
    schema: {
      summary: '添加通行密钥的参数（WebAuthn）',
      tags,
      response: { 200: z.looseObject({ challenge: z.string() }), ...problems(401, 403) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      requireConfirmation(ctx, 'enrolling')
      return { ...(await registrationOptions(ctx, await siteOf(platform, request, options))) }
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/session/passkeys',
    onRequest,
    config: slowly,
    schema: {
      summary: '添加通行密钥',
      tags,
      body: z.object({ name: requiredText(50), response: attestation }),
      response: { 200: recoveryCodes, ...problems(401, 403, 429) },
    },
    async handler(request) {
      const site = await siteOf(platform, request, options)
      return { recoveryCodes: await addPasskey(contextOf(platform, request), site, request.body) }
    },
  })

  routes.route({
    method: 'DELETE',
    url: '/api/session/passkeys/:key',
    onRequest,
    schema: {
      summary: '移除通行密钥',
      tags,
      params: z.object({ key: z.string().max(1400) }),
      response: { 200: security, ...problems(401, 403, 404) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      await removeFactor(ctx, { passkey: request.params.key })
      return securityOf(ctx)
    },
  })
}
