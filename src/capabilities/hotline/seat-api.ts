import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import { able, contextOf } from '../../foundations/identity/index.ts'
import { id, problems } from '../../platform/http/schemas.ts'
import { leave, setReady, sit } from './actions/sit.ts'
import * as answers from './answers.ts'
import type { Hotline } from './ports.ts'
import { deskView } from './view.ts'

/** How the telephone switch stands, as far as this process knows. */
export type Standing = () => 'connected' | 'away' | 'none'
const tags = ['政务信息查询专线']
const done = { 204: z.null().describe('已办') }

/** Routes of one's own seat. @param warm called when somebody is about to look things up */
export const registerSeat = (
  app: FastifyInstance,
  platform: Platform,
  hotline: Hotline,
  { standing, warm }: { standing: Standing; warm: () => void },
) => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const onRequest = able('hotline.answer')
  api.get(
    '/api/hotline/desk',
    {
      onRequest,
      schema: {
        tags,
        summary: '我的座席：状态、正在接听的电话',
        response: { 200: answers.desk, ...problems(401, 403) },
      },
    },
    (request) => deskView(platform, hotline, contextOf(platform, request).actor, standing()),
  )
  api.get(
    '/api/hotline/seats',
    {
      onRequest: able('hotline.read'),
      schema: {
        tags,
        summary: '座席与现在值守的人',
        response: {
          200: z.array(
            z.object({
              id: z.int(),
              name: z.string(),
              extension: z.string(),
              person: z.string().nullable(),
              status: z.string(),
            }),
          ),
          ...problems(401, 403),
        },
      },
    },
    async () => {
      const { rows } = await sql<{
        id: number
        name: string
        extension: string
        person: string | null
        status: string
      }>`
        select s.id, s.name, s.extension, p.name as person, coalesce(h.status, '') as status
        from seat s left join seat_shift h on h.seat_id = s.id and h.ended_at is null left join person p on p.id = h.person_id
        where s.retired_on is null order by s.id limit 500`.execute(platform.db)
      return rows
    },
  )
  api.post(
    '/api/hotline/shift',
    {
      onRequest,
      schema: {
        tags,
        summary: '签入座席',
        body: z.object({ seatId: id }),
        response: { ...done, ...problems(401, 403, 409) },
      },
    },
    async (request, reply) => {
      await sit(contextOf(platform, request), request.body.seatId)
      warm()
      return reply.code(204).send(null)
    },
  )
  api.put(
    '/api/hotline/shift',
    {
      onRequest,
      schema: {
        tags,
        summary: '示闲、小休',
        body: z.object({ ready: z.boolean() }),
        response: { ...done, ...problems(401, 403, 409) },
      },
    },
    async (request, reply) => {
      await setReady(contextOf(platform, request), request.body.ready)
      return reply.code(204).send(null)
    },
  )
  api.delete(
    '/api/hotline/shift',
    { onRequest, schema: { tags, summary: '签出座席', response: { ...done, ...problems(401, 403, 409) } } },
    async (request, reply) => {
      await leave(contextOf(platform, request))
      return reply.code(204).send(null)
    },
  )
}
