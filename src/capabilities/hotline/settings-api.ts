import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Platform, transact } from '../../foundations/context.ts'
import { able, contextOf } from '../../foundations/identity/index.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import { problems, requiredText } from '../../platform/http/schemas.ts'
import { hotlineSettings, readSettings, writeSettings } from './settings.ts'
import { words } from './words.zh.ts'

const tags = ['政务信息查询专线']
const done = { 204: z.null().describe('已办') }
const issue = (field: string, key: string, message: string) => unprocessable(message, [{ field, key, message }])

/** What is set for the line, and its seats. */
export const registerLineSettings = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  api.get(
    '/api/hotline/settings',
    {
      onRequest: able('hotline.read', 'hotline.rota'),
      schema: { tags, summary: '专线的设置', response: { 200: hotlineSettings, ...problems(401, 403) } },
    },
    () => readSettings(platform.db),
  )
  api.put(
    '/api/hotline/settings',
    {
      onRequest: able('hotline.manage'),
      schema: { tags, summary: '修改专线的设置', body: hotlineSettings, response: { ...done, ...problems(401, 403) } },
    },
    async (request, reply) => {
      if (request.body.hours.some(({ from, to }) => to <= from)) throw issue('hours', 'order', words.hoursOrder)
      await writeSettings(contextOf(platform, request), request.body)
      return reply.code(204).send(null)
    },
  )
  api.post(
    '/api/hotline/seats',
    {
      onRequest: able('hotline.manage'),
      schema: {
        tags,
        summary: '新建座席',
        body: z.object({ name: requiredText(20), extension: z.string().regex(/^\d{0,10}$/, '分机号只能是数字') }),
        response: { 201: z.object({ id: z.int() }), ...problems(401, 403, 409) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const made = await transact(ctx, async (work) => {
        const row = await work.trx
          .insertInto('seat')
          .values(request.body)
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!row) throw issue('name', 'taken', words.seatExists)
        work.audit({ action: 'hotline.seat-made', subject: `seat/${row.id}`, detail: request.body })
        return row
      })
      return reply.code(201).send(made)
    },
  )
}
