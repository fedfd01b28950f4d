import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../../foundations/context.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { idParams, problems } from '../../../platform/http/schemas.ts'
import { convertAnswer, reuseOf } from './convert.ts'

/** Routes by which an answer becomes public for everybody (条例 art 44). */
export const registerReuse = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['依申请公开']

  api.get(
    '/api/requests/:id/publication',
    {
      schema: {
        tags,
        summary: '答复能否、是否应当转为主动公开：同样内容有多少申请人',
        params: idParams,
        response: {
          200: z.object({
            applicants: z.int(),
            proposed: z.boolean().describe('三名以上申请人申请同一信息'),
            allowed: z.boolean(),
            recordId: z.int().nullable(),
          }),
          ...problems(401, 404),
        },
      },
    },
    (request) => reuseOf(contextOf(platform, request), request.params.id),
  )

  api.post(
    '/api/requests/:id/publication',
    {
      schema: {
        tags,
        summary: '转为主动公开：以提供的文件起草一条信息，并记入案卷',
        params: idParams,
        body: z.object({ version: z.int().min(1).max(1_000_000).describe('所见案件的版本') }),
        response: { 201: z.object({ recordId: z.int() }), ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const recordId = await convertAnswer(contextOf(platform, request), {
        caseId: request.params.id,
        version: request.body.version,
      })
      return reply.code(201).send({ recordId })
    },
  )
}
