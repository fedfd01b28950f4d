import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ReplicaBroken } from './replica/replica-broken.ts'

/** Longest a reader waits for a hurt replica to be replaced, milliseconds; shorter than a proxy waits before it asks another portal. */
const longest = 12_000
const lookEvery = 50

/** Marks a question that has waited already: it is not asked a third time. */
const mark = 'x-asked-again'
/** What belongs to a connection, not to an answer. */
const ofTheConnection = ['connection', 'keep-alive', 'date', 'transfer-encoding']

/**
 * Asks again what met a replica that can no longer be read, as soon as another is served: its reader waits for a moment
 * and learns nothing of it.
 * @param left about how many seconds it takes yet: who would wait in vain is not made to
 * @param hurt whether the served replica is still the one that was found broken
 * @returns the answer; undefined for any other fault, for what is not a plain reading, and after too long a wait
 */
export const openOnceMore =
  (hurt: () => boolean, left: () => number | undefined = () => undefined) =>
  async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const reading = request.method === 'GET' || request.method === 'HEAD'
    if (!(error instanceof ReplicaBroken) || !reading || request.headers[mark] !== undefined) return undefined
    const patient = (left() ?? 0) * 1000 < longest
    for (const until = performance.now() + (patient ? longest : 0); hurt() && performance.now() < until; )
      await sleep(lookEvery)
    if (hurt()) return undefined
    const { statusCode, headers, rawPayload } = await request.server.inject({
      method: request.method as 'GET',
      url: request.raw.url!,
      headers: { ...request.headers, [mark]: '1' },
      remoteAddress: request.socket.remoteAddress!,
    })
    for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name)
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined && !ofTheConnection.includes(name)) reply.header(name, value)
    return reply.code(statusCode).send(rawPayload)
  }
