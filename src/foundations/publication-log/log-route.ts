import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems } from '../../platform/http/schemas.ts'
import type { LogEntry } from './entries.ts'

const whole = (min: number, max: number, missing: number) => z.coerce.number().int().min(min).max(max).default(missing)

export const logQuery = z.object({ after: whole(0, Number.MAX_SAFE_INTEGER, 0), size: whole(1, 1000, 200) })

/** An entry exactly as it stands in the log; `payload` is null when a withdrawal blanked it. */
export const logAnswer = z.object({
  items: z.array(
    z.object({
      seq: z.number(),
      kind: z.string(),
      subject: z.string(),
      at: z.string(),
      payload: z.unknown(),
      payloadHash: z.string(),
      hash: z.string(),
    }),
  ),
  next: z.number().nullable(),
})

/**
 * `GET /api/v1/log?after=&size=`: the log as portals, monitors and `bin/gongkai log` read it, the same on a portal
 * (open to all) and on the office (for its portals).
 */
export const registerLogRoute = (
  app: FastifyInstance,
  given: {
    tags: string[]
    read: (after: number, size: number) => Promise<LogEntry[]>
    onRequest?: onRequestAsyncHookHandler
  },
): void => {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/v1/log',
    ...(given.onRequest ? { onRequest: given.onRequest } : {}),
    schema: {
      tags: given.tags,
      summary: '公开日志',
      querystring: logQuery,
      response: { 200: logAnswer, ...(given.onRequest ? problems(401) : {}) },
    },
    async handler(request) {
      const { after, size } = request.query
      const items = await given.read(after, size)
      return { items, next: items.length === size ? items.at(-1)!.seq : null }
    },
  })
}
