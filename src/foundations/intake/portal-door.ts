import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Problem } from '../../platform/http/problem.ts'
import { problems } from '../../platform/http/schemas.ts'
import { type SealedSubmission, sealedShape } from './submission.ts'
import { words } from './words.zh.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Whether a portal asks that shows the shared token; never when there is none. */
export const showsToken =
  (token: string | undefined) =>
  (request: FastifyRequest): boolean => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    return token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token))
  }

/** Lets in portals that show the shared token, and nobody when there is none. */
export const portalsOnly =
  (token: string | undefined) =>
  async (request: FastifyRequest): Promise<void> => {
    if (!showsToken(token)(request)) throw new Problem(401, 'portal-token', '门户未获准', words.noToken)
  }

/** Largest box, in bytes of JSON: a form with its attachments. */
const largest = 40 * 1024 * 1024

/** Where portals fetch the public key and deliver what was handed in: on the office, and on a portal in between. */
export const registerPortalDoor = (
  app: FastifyInstance,
  given: {
    token: string | undefined
    key: () => Promise<string>
    /** Resolves when it is safe here; throws Problem 422 for what will never be taken. */
    take: (sealed: SealedSubmission) => Promise<unknown>
  },
): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['门户']
  const onRequest = portalsOnly(given.token)

  routes.route({
    method: 'GET',
    url: '/api/v1/intake/key',
    onRequest,
    schema: {
      tags,
      summary: '提交内容的封装公钥（X25519）',
      response: { 200: z.object({ key: z.string() }), ...problems(401) },
    },
    handler: async () => ({ key: await given.key() }),
  })
  routes.route({
    method: 'POST',
    url: '/api/v1/intake',
    onRequest,
    bodyLimit: largest,
    schema: {
      tags,
      summary: '转交一份封装的提交；同一份可以重复转交',
      body: sealedShape,
      response: { 204: z.null().describe('已收妥'), ...problems(401, 413) },
    },
    async handler(request, reply) {
      await given.take(request.body)
      return reply.code(204).send(null)
    },
  })
}
