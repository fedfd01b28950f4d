import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isIsoDate } from '../../foundations/calendar/index.ts'
import type { Ctx, Platform } from '../../foundations/context.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import * as answers from './answers.ts'
import { recordDetail } from './detail.ts'

/** What the routes about one record have in common. */

export const tags = ['信息发布']

export const recordPlace = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
export const reason = z.string().trim().max(2000)
/** An instant with its offset, to the minute: 2026-03-05T09:00:00+08:00. */
export const hour = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text).round('minute'))
export const day = z.string().refine(isIsoDate, '请填写正确的日期，如 2026-11-22')

type Act<Body> = (ctx: Ctx, input: Body & { recordId: number }) => Promise<unknown>

/**
 * Routes `/api/records/:id/…` that act on a record and answer how it stands then, so that the screen shows what the person
 * has just done without asking again.
 */
export const actingOn = (app: FastifyInstance, platform: Platform) => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  return <Body extends z.ZodObject>(
    method: 'POST' | 'PUT' | 'DELETE',
    noun: string,
    summary: string,
    body: Body,
    act: Act<z.output<Body>>,
  ): void => {
    api.route({
      method,
      url: `/api/records/:id/${noun}`,
      schema: { tags, summary, params: recordPlace, body, response: { 200: answers.recordDetail } },
      handler: async (request) => {
        const ctx = contextOf(platform, request)
        const recordId = request.params.id
        await act(ctx, { ...(request.body as z.output<Body>), recordId })
        return recordDetail(ctx, recordId)
      },
    })
  }
}
