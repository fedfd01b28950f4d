import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import { able, contextOf } from '../../foundations/identity/index.ts'
import { type FeedbackKind, feedbackKinds } from '../../foundations/intake/feedback.ts'
import { flag, idParams, pageOf, pageQuery, problems, requiredText } from '../../platform/http/schemas.ts'
import { handleFeedback } from './actions/handle-feedback.ts'
import { seeContact } from './actions/see-contact.ts'
import { maskContact, openContact, textPlace } from './sealed-fields.ts'
import { listFeedback, openFeedback } from './store.ts'

const feedback = z.object({
  id: z.int(),
  receipt: z.string().describe('提交人得到的回执号'),
  kind: z.enum(feedbackKinds),
  page: z.string().describe('所说页面在门户上的地址，没有则为空'),
  text: z.string(),
  contact: z.string().describe('遮盖后的联系方式，没有则为空'),
  submittedAt: z.string(),
  handledAt: z.string().nullable(),
  handledBy: z.string().nullable(),
  note: z.string(),
})

/** 网站找错与意见, for the disclosure office. */
export const registerFeedback = (app: FastifyInstance, platform: Platform): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['网站找错']
  const onRequest = able('feedback.manage')

  routes.route({
    method: 'GET',
    url: '/api/feedback',
    onRequest,
    schema: {
      tags,
      summary: '网站找错与意见：待办的先到先列，办结的新的在前',
      querystring: pageQuery.extend({ handled: flag }),
      response: { 200: pageOf(feedback).extend({ open: z.int().describe('待办条数') }), ...problems(401, 403) },
    },
    async handler(request) {
      const { page, size } = request.query
      const { rows, total } = await listFeedback(platform.db, request.query)
      return {
        items: rows.map((row) => ({
          id: row.id,
          receipt: row.receipt,
          kind: row.kind as FeedbackKind,
          page: row.page,
          text: platform.keyring.open(row.textSealed, textPlace(row.intakeId)),
          contact: row.contactSealed === null ? '' : maskContact(openContact(platform.keyring, row)),
          submittedAt: row.submittedAt.toISOString(),
          handledAt: row.handledAt?.toISOString() ?? null,
          handledBy: row.handledBy,
          note: row.note,
        })),
        total,
        page,
        size,
        open: await openFeedback(platform.db),
      }
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/feedback/:id/contact-view',
    onRequest,
    schema: {
      tags,
      summary: '查看完整的联系方式（记入审计日志）',
      params: idParams,
      response: { 200: z.object({ contact: z.string() }), ...problems(401, 403, 404) },
    },
    handler: async (request) => ({ contact: await seeContact(contextOf(platform, request), request.params.id) }),
  })

  routes.route({
    method: 'PUT',
    url: '/api/feedback/:id/handling',
    onRequest,
    schema: {
      tags,
      summary: '办结，并写明怎样处理',
      params: idParams,
      body: z.object({ note: requiredText(500) }),
      response: { 204: z.null().describe('已办结'), ...problems(401, 403, 404, 409) },
    },
    async handler(request, reply) {
      await handleFeedback(contextOf(platform, request), { id: request.params.id, ...request.body })
      return reply.code(204).send(null)
    },
  })
}
