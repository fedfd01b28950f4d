import type { FastifyInstance, FastifyRequest } from 'fastify'
import { forbidden, Problem, unauthenticated } from '../../platform/http/problem.ts'
import type { Ctx, Platform } from '../context.ts'
import type { Actor, Need } from './actor.ts'
import { resume } from './session.ts'
import { sentences } from './words.zh.ts'

export const sessionCookie = 'gongkai_session'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
    /** Token of the session that answered for the actor. */
    sessionToken: string | null
  }
  interface FastifyContextConfig {
    /** Open to whoever still has to change a password or enrol a second factor. */
    whileInNeed?: boolean
    /** Asked by the console again and again by itself: nobody is at work because of it, and the session goes on idling. */
    polled?: boolean
  }
}

const refusals: Record<Need, () => Problem> = {
  new_password: () => new Problem(403, 'new-password-needed', '请先修改密码', sentences.newPasswordNeeded),
  second_factor: () =>
    new Problem(403, 'second-factor-needed', '请先启用动态口令或通行密钥', sentences.secondFactorNeeded),
}

/**
 * Is somebody at work because of this request? The console says so (`at-work`), or that it asks by itself while nobody
 * touches it (`idle`): without that, the numbers on its menu would keep every open window signed in.
 */
const atWork = ({ headers, routeOptions }: FastifyRequest): boolean =>
  headers['x-gongkai'] === 'at-work' || (headers['x-gongkai'] !== 'idle' && !routeOptions.config.polled)

/**
 * Was somebody turned away (ASVS V7.2.2)? Another unit's record is 404 to who may not know of it. Whether one is signed in
 * is a question, and what a page asks by itself after its session ended is noise.
 */
const isRefusal = (request: FastifyRequest, status: number): boolean => {
  const { url = '', config } = request.routeOptions
  if (status === 401) return !config.polled && !(request.method === 'GET' && url === '/api/session')
  return status === 403 || status === 423 || (status === 404 && request.actor !== null && url.includes(':'))
}

/**
 * Reads the session cookie before every route. Unsafe methods need the header `X-Gongkai`, which a foreign page cannot
 * set: with SameSite=Strict cookies that keeps forged requests out. Whoever has to change a password or enrol a second
 * factor first meets 403 `new-password-needed` or `second-factor-needed` everywhere else.
 */
export const rememberActor = (app: FastifyInstance, platform: Platform): void => {
  app.decorateRequest('actor', null)
  app.decorateRequest('sessionToken', null)
  app.addHook('onRequest', async (request) => {
    const token = request.cookies[sessionCookie]
    if (token) request.actor = (await resume(platform, token, request.ip, atWork(request))) ?? null
    if (token && request.actor) request.sessionToken = token
    const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
    if (!safe && request.url.startsWith('/api/') && request.headers['x-gongkai'] === undefined)
      throw forbidden('请求不是从本系统页面发出的，已被拒绝。')
    const need = request.actor?.session?.need
    if (need && request.url.startsWith('/api/') && !request.routeOptions.config.whileInNeed) throw refusals[need]()
  })
  app.addHook('onResponse', (request, reply, done) => {
    if (isRefusal(request, reply.statusCode)) {
      const { method, actor, routeOptions } = request
      const route = routeOptions.url ?? 'none'
      request.log.info({ method, route, status: reply.statusCode, person: actor?.personId ?? null }, 'refused')
    }
    done()
  })
}

/**
 * The context of a signed-in request.
 * @throws Problem 401 when nobody is signed in
 */
export const contextOf = (platform: Platform, request: FastifyRequest): Ctx => {
  if (!request.actor) throw unauthenticated()
  return { ...platform, actor: request.actor }
}
