import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { notFound, Problem } from '../../platform/http/problem.ts'
import { problems } from '../../platform/http/schemas.ts'
import type { Platform } from '../context.ts'
import type { IdentityOptions } from './api.ts'
import { sessionCookie } from './request.ts'
import { signInRules } from './sign-in-rules.ts'
import { singleSignOn } from './single-sign-on.ts'
import { anybody } from './store.ts'
import { sentences } from './words.zh.ts'

/** Binds the way back from the provider to the browser that left. Lax: the way back is another site's link. */
const stateCookie = 'gongkai_sign_on'
const callback = '/api/session/single-sign-on/return'

/** Only addresses inside the console may follow a sign-in. */
const inside = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])/)
  .catch('/to-do')

/** Single sign-on: away to the provider and back. Both are followed by the browser itself, so they answer with pages. */
export const registerSingleSignOn = (app: FastifyInstance, platform: Platform, options: IdentityOptions): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['登录']
  const provider = options.provider ? singleSignOn(platform, options.provider) : undefined
  const cookie = { httpOnly: true, path: '/', secure: options.secureCookies } as const
  const config = {
    rateLimit: { max: signInRules.attemptsPerMinuteAndAddress, timeWindow: 60_000 },
    whileInNeed: true,
  }
  const origin = (request: { protocol: string; host: string }) =>
    options.officeUrl ?? `${request.protocol}://${request.host}`

  routes.route({
    method: 'GET',
    url: '/api/sign-in-options',
    config: { whileInNeed: true },
    schema: {
      summary: '可用的登录方式',
      tags,
      response: {
        200: z.object({
          singleSignOn: z.object({ label: z.string() }).nullable(),
          empty: z.boolean().describe('新装的平台，还没有任何账号'),
        }),
        ...problems(),
      },
    },
    handler: async () => ({
      singleSignOn: provider ? { label: provider.label } : null,
      empty: !(await anybody(platform.db)),
    }),
  })

  routes.route({
    method: 'GET',
    url: '/api/session/single-sign-on',
    config,
    schema: {
      summary: '转到统一身份认证（OpenID Connect）',
      tags,
      querystring: z.object({ to: inside.optional() }),
      response: { 302: z.null(), ...problems(404, 429) },
    },
    async handler(request, reply) {
      if (!provider) throw notFound(sentences.noSingleSignOn)
      try {
        const { url, state } = await provider.begin(origin(request) + callback, request.query.to ?? '/to-do')
        reply.setCookie(stateCookie, state, { ...cookie, sameSite: 'lax', maxAge: 600 })
        return reply.redirect(url)
      } catch (error) {
        platform.log.warn({ err: error }, 'the provider of single sign-on does not answer')
        return reply.redirect('/sign-in?refused=sign-on-unreachable')
      }
    },
  })

  routes.route({
    method: 'GET',
    url: callback,
    config,
    schema: {
      summary: '从统一身份认证返回',
      description: '成功后写入会话 Cookie 并转到原来的页面；不成功转回登录页并说明。',
      tags,
      querystring: z.looseObject({}),
      response: { 302: z.null(), ...problems(404, 429) },
    },
    async handler(request, reply) {
      if (!provider) throw notFound(sentences.noSingleSignOn)
      const state = request.cookies[stateCookie]
      reply.clearCookie(stateCookie, cookie)
      try {
        const returned = new URL(request.url, origin(request))
        const from = { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' }
        const { token, to } = await provider.finish(returned, state ?? '', from)
        reply.setCookie(sessionCookie, token, {
          ...cookie,
          sameSite: 'strict',
          maxAge: signInRules.longestHours * 3600,
        })
        return reply.redirect(to)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return reply.redirect(`/sign-in?refused=${error.type}`)
      }
    },
  })
}
