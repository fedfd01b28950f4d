import type {} from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../platform/http/problem.ts'
import { problems } from '../platform/http/schemas.ts'
import type { Metrics } from '../platform/observability/metrics.ts'
import { words } from './words.zh.ts'

const minute = 60_000

/**
 * What one client address may ask for: searches, files to be made and other calls in a minute, forms in ten; 0 sets no
 * bound.
 */
export type Limits = { searches: number; files: number; calls: number; forms: number }

/** Counts a request; gives the seconds until this address may ask again, undefined when it may now. */
export type Count = (request: FastifyRequest) => Promise<number | undefined>

/**
 * Counters for what costs work at each request. Pages that lie ready are not counted: they cost less than the counting,
 * and whole offices read behind one address.
 */
export const openLimits = (app: FastifyInstance, limits: Limits, metrics: Pick<Metrics, 'tooMany'>) => {
  let told = false
  const counter = (what: keyof Limits, timeWindow: number): Count => {
    const max = limits[what]
    if (max === 0) return async () => undefined
    const count = app.createRateLimit({ max, timeWindow })
    return async (request) => {
      const counted = await count(request)
      if (counted.isAllowed || !counted.isExceeded) return undefined
      metrics.tooMany.inc({ what })
      if (!told && request.headers['x-forwarded-for'] && request.ip === request.socket.remoteAddress) {
        told = true
        request.log.warn('one address asks too much and names others it asks for: behind a proxy set TRUST_PROXY')
      }
      return counted.ttlInSeconds
    }
  }
  return {
    searches: counter('searches', minute),
    files: counter('files', minute),
    calls: counter('calls', minute),
    forms: counter('forms', 10 * minute),
  }
}
export type OpenLimits = ReturnType<typeof openLimits>

/** What a refusal for asking too often says in its headers. */
export const refusedFor = (reply: FastifyReply, seconds: number): FastifyReply =>
  reply.header('retry-after', String(seconds)).header('cache-control', 'no-store')

/** The same sentence for programs. */
export const tooMany = (seconds: number): Problem =>
  new Problem(429, 'too-many', words.errors.tooManyTitle, words.api.tooMany(seconds))

/**
 * Holds every route of the public API to its limit: searches apart, since one costs as much as many look-ups.
 * @param known portals that follow this one are not counted: a new one fetches the whole log
 */
export const limitCalls = (api: FastifyInstance, limits: OpenLimits, known: (request: FastifyRequest) => boolean) => {
  api.addHook('onRoute', (route) => {
    if (!route.schema) return
    route.schema.response = { ...problems(429), ...(route.schema.response as object) }
  })
  api.addHook('onRequest', async (request, reply) => {
    if (known(request)) return
    const searching = ['/api/v1/search', '/api/v1/questions'].includes(request.routeOptions.url ?? '')
    const count = searching ? limits.searches : limits.calls
    const seconds = await count(request)
    if (seconds === undefined) return
    refusedFor(reply, seconds)
    throw tooMany(seconds)
  })
}
