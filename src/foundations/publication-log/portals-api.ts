import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { notFound, Problem } from '../../platform/http/problem.ts'
import { problems } from '../../platform/http/schemas.ts'
import type { Platform } from '../context.ts'
import { portalsOnly } from '../intake/portal-door.ts'
import { newestCheckpoint } from './checkpoints.ts'
import { registerLogRoute } from './log-route.ts'
import { readLog } from './read.ts'

const plain = { 200: { content: { 'text/plain': { schema: z.string() } } }, ...problems(401) }

/**
 * What a portal that stands apart fetches from the office, at the same addresses at which a portal gives it to everyone:
 * log, checkpoint, key, and the bytes of published attachments. Only with the shared token.
 * @param given.isPublished whether what is published of a record now names this file
 */
export const registerForPortals = (
  app: FastifyInstance,
  { db, files }: Platform,
  given: { token: string | undefined; isPublished: (recordId: number, hash: string) => Promise<boolean> },
): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['门户']
  const onRequest = portalsOnly(given.token)
  const newest = async () => {
    const found = await newestCheckpoint(db)
    if (!found) throw new Problem(503, 'no-checkpoint', '还没有核验点', '公开日志还没有签发过核验点，请稍后再取。')
    return found
  }

  registerLogRoute(app, { tags, onRequest, read: (after, size) => readLog(db, after, size) })

  routes.route({
    method: 'GET',
    url: '/api/v1/log/checkpoint',
    onRequest,
    schema: { tags, summary: '最新的签名核验点', response: plain },
    handler: async (_request, reply) => reply.type('text/plain; charset=utf-8').send((await newest()).note),
  })
  routes.route({
    method: 'GET',
    url: '/api/v1/log/key',
    onRequest,
    schema: { tags, summary: '核验点的公钥', response: plain },
    handler: async (_request, reply) => reply.type('text/plain; charset=utf-8').send(`${(await newest()).key}\n`),
  })
  routes.route({
    method: 'GET',
    url: '/api/v1/records/:id/files/:hash',
    onRequest,
    schema: {
      tags,
      summary: '按校验值取一条公开信息的附件',
      params: z.object({
        id: z.coerce.number().int().min(1).max(2_147_483_647),
        hash: z.string().regex(/^[0-9a-f]{64}$/),
      }),
      response: { 200: { content: { 'application/octet-stream': { schema: z.any() } } }, ...problems(401, 404) },
    },
    async handler(request, reply) {
      const { id, hash } = request.params
      const file = (await given.isPublished(id, hash)) && (await files.open(hash))
      if (!file) throw notFound()
      return reply.type('application/octet-stream').header('content-length', file.size).send(file.stream)
    },
  })
}
