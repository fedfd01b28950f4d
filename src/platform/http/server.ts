import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { z } from 'zod'
import { unreachable } from '../db/connect.ts'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'
import { endSoon } from './end-soon.ts'
import { noSpace, Problem, type ProblemIssue, unavailable } from './problem.ts'
import { answerBadAddress, answerUnreadable } from './unreadable.ts'

z.config(z.locales.zhCN())

export type ServerOptions = {
  name: 'office' | 'portal' | 'worker'
  title: string
  description: string
  log: Log
  metrics: Metrics
  /** How many proxies in front add to X-Forwarded-For. */
  trustProxy: number
  /** Value of Content-Security-Policy. */
  contentSecurityPolicy: string
  /** Largest request body in bytes. */
  bodyLimit: number
  /** How long a request may take to arrive, ms; its head must be there within a minute. */
  requestTimeout?: number
  /** Is everything there that this server needs to do its work? Returns what is missing, in words for an operator. */
  ready: () => Promise<string[]>
}

const asIssues = (validation: { instancePath?: string; message?: string; params?: unknown }[]): ProblemIssue[] =>
  validation.map((one) => ({
    field: (one.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.'),
    key: 'invalid',
    message: one.message ?? '格式不正确',
  }))

/** Any error a handler may throw as the problem document to answer with. */
export const asProblem = (error: unknown, log: Log): Problem => {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = asIssues(error.validation as never)
    return new Problem(422, 'invalid-input', '填写有误', '有内容填写不正确，请按提示改正后再提交。', { issues })
  }
  if (unreachable(error)) return unavailable()
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string }
  if (['ENOSPC', 'EDQUOT', 'EFBIG', '53100'].includes(code ?? '') || /No space left on device/.test(message ?? '')) {
    log.error({ err: error }, 'no space left')
    return noSpace()
  }
  if (statusCode === 413) return new Problem(413, 'too-large', '内容过大', '提交的内容超过了允许的大小。')
  if (statusCode === 415)
    return new Problem(
      415,
      'unsupported-media-type',
      '内容格式不受理',
      '这个地址不受理这种格式的内容，没有保存任何内容。',
    )
  if (statusCode === 429) return new Problem(429, 'too-many', '操作过于频繁', '请求过于频繁，请稍候再试。')
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, 'bad-request', '请求有误', '请求的格式不正确，服务器没有受理。', {
      extra: code ? { code } : {},
    })
  // Postgres refusing a value (out of range, bad encoding) is the client's doing, not a fault of ours.
  if (typeof code === 'string' && /^22/.test(code))
    return new Problem(422, 'invalid-input', '填写有误', '有内容超出了允许的范围，请检查后再提交。')
  log.error({ err: error }, 'unexpected error')
  return new Problem(
    500,
    'unexpected',
    '没有办成',
    '服务器遇到了没有预料的情况，已记录下来。请稍后重试；如仍不行，请联系管理员。',
  )
}

/**
 * A Fastify server with what both ports share: validation by zod, problem documents, security headers, health,
 * metrics and the OpenAPI document at /api/openapi.json with readable docs at /api/docs.
 */
export const createServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const { log, metrics, name } = options
  const headers: [string, string][] = [
    ['content-security-policy', options.contentSecurityPolicy],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
  ]
  const app = Fastify({
    loggerInstance: log.child({ server: name }) as never,
    // One line a request would be a record of who reads what; metrics count them instead.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy > 0 && ((_address, hop) => hop < options.trustProxy),
    bodyLimit: options.bodyLimit,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    requestTimeout: options.requestTimeout ?? 30_000,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerBadAddress(headers) as never,
  }) as unknown as FastifyInstance
  // Fastify reads text/plain by default: a body that a foreign page may send without asking, and no route wants one.
  app.removeContentTypeParser('text/plain')
  endSoon(app)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  await app.register(cookie)
  await app.register(formbody)
  await app.register(rateLimit, { global: false })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: options.title, description: options.description, version: '1' },
      servers: [{ url: '/' }],
    },
    transform: jsonSchemaTransform,
  })

  app.addHook('onRequest', (request, reply, done) => {
    for (const [key, value] of headers) reply.raw.setHeader(key, value)
    // What staff are shown stays in no cache on the way or on a shared machine.
    if (name === 'office' && request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.requests.inc({ server: name, route, status: `${Math.floor(reply.statusCode / 100)}xx` })
    metrics.duration.observe({ server: name, route }, reply.elapsedTime / 1000)
    // Not being ready yet is an answer, and it is asked for every second.
    if (reply.statusCode >= 500 && route !== '/readyz')
      log.warn({ server: name, route, status: reply.statusCode }, 'answered with an error')
    done()
  })

  app.setErrorHandler((error, request, reply) => sendProblem(asProblem(error, log), request, reply))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new Problem(404, 'not-found', '没有找到', '没有这个地址。'), request, reply),
  )

  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const missing = await options.ready()
    return reply.code(missing.length ? 503 : 200).send({ status: missing.length ? 'not ready' : 'ready', missing })
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  return app
}

export const sendProblem = (problem: Problem, _request: FastifyRequest, reply: FastifyReply) =>
  reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem.toJSON())
