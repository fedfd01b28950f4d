import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems } from '../../platform/http/schemas.ts'
import { type CallDesk, surveyLookShape, surveyRateShape, surveyViewShape } from './call-desk.ts'
import { alikeShape, caseViewShape, type Desk, deskActShape, letterViewShape, lookShape, ticketShape } from './desk.ts'
import { type InquiryDesk, inquiryDeskActShape, inquiryViewShape } from './inquiry-desk.ts'
import { portalsOnly } from './portal-door.ts'

/** Largest answer to a correction notice, in bytes of JSON. */
const largest = 40 * 1024 * 1024

const ticketed = z.object({ ticket: ticketShape })
const paper = ticketed.extend({ id: z.uuid() })

/** The desks at which citizens follow their cases, by kind of case. */
export type Desks = { requests: Desk; inquiries: InquiryDesk; calls: CallDesk }

/** Where portals ask for a citizen: on the office, and on a portal in between, which passes it on. */
export const registerDeskDoor = (app: FastifyInstance, given: { token: string | undefined; desks: Desks }): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { requests: desk, inquiries, calls } = given.desks
  const shared = { onRequest: portalsOnly(given.token), tags: ['门户'] }
  const route = <B extends z.ZodType, A extends z.ZodType>(
    verb: string,
    summary: string,
    body: B,
    answer: A,
    errors: number[],
    handle: (body: z.infer<B>) => Promise<z.infer<A>>,
  ) =>
    routes.route({
      method: 'POST',
      url: `/api/v1/desk/${verb}`,
      onRequest: shared.onRequest,
      bodyLimit: largest,
      schema: {
        tags: shared.tags,
        summary,
        body,
        response: { 200: answer, ...problems(401, ...(errors as [])) } as Record<number, z.ZodType>,
      },
      handler: async (request) => handle(request.body as z.infer<B>) as never,
    })

  route('requests/look', '凭查询码和联系方式末四位查询申请', lookShape, caseViewShape, [404, 429], desk.look)
  route('requests/view', '再次查看申请', ticketed, caseViewShape, [404], ({ ticket }) => desk.view(ticket))
  route('requests/act', '申请人确认、补正、说明理由、撤回', deskActShape, caseViewShape, [404, 409], desk.act)
  route('requests/letter', '发给申请人的文书', paper, letterViewShape, [404], ({ ticket, id }) =>
    desk.letter(ticket, id),
  )
  route(
    'requests/alike',
    '同一申请人是否提出过内容相同的申请',
    alikeShape,
    z.object({ found: z.object({ on: z.string() }).nullable() }),
    [],
    async (asked) => ({ found: await desk.alike(asked) }),
  )
  route(
    'requests/taken',
    '提交的申请是否已经登记',
    z.object({ formId: z.uuid() }),
    z.object({ found: z.object({ number: z.string().nullable() }).nullable() }),
    [],
    async ({ formId }) => ({ found: await desk.taken(formId) }),
  )
  routes.route({
    method: 'POST',
    url: '/api/v1/desk/requests/file',
    onRequest: shared.onRequest,
    schema: {
      tags: shared.tags,
      summary: '提供给申请人的文件',
      body: paper,
      response: {
        200: { content: { 'application/octet-stream': { schema: z.any() } } },
        ...problems(401, 404),
      },
    },
    async handler(request, reply) {
      const { name, mediaType, bytes } = await desk.file(request.body.ticket, request.body.id)
      return reply
        .type('application/octet-stream')
        .header('x-file', encodeURIComponent(JSON.stringify({ name, mediaType })))
        .send(Buffer.from(bytes))
    },
  })
  route('inquiries/look', '凭查询码查询来信、咨询、投诉', lookShape, inquiryViewShape, [404, 429], inquiries.look)
  route('inquiries/view', '再次查看', ticketed, inquiryViewShape, [404], ({ ticket }) => inquiries.view(ticket))
  route(
    'inquiries/act',
    '补充、撤回、评价、投诉、是否同意公开',
    inquiryDeskActShape,
    inquiryViewShape,
    [404, 409],
    inquiries.act,
  )
  route('calls/look', '凭短信里的评价码查看一次通话的评价', surveyLookShape, surveyViewShape, [404, 429], calls.look)
  route('calls/rate', '评价一次通话，只计一次', surveyRateShape, surveyViewShape, [404, 429], calls.rate)
}
