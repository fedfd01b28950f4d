import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import { able } from '../../foundations/identity/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import { day, id, problems } from '../../platform/http/schemas.ts'
import * as answers from './answers.ts'
import { dayFigures, hourFigures, totalsOf, unitFigures } from './figures.ts'
import { words } from './words.zh.ts'

const tags = ['政务信息查询专线']

/** Figures of the line. */
export const registerFigures = (app: FastifyInstance, platform: Platform) => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  api.get(
    '/api/hotline/figures',
    {
      onRequest: able('hotline.read'),
      schema: {
        tags,
        summary: '接通、转接、等待、满意度，按单位、按时段；不填日期为今天',
        querystring: z.object({ from: day.optional(), to: day.optional(), unitId: id.optional() }),
        response: { 200: answers.figures, ...problems(401, 403) },
      },
    },
    async (request) => {
      const today = legalDay(platform.clock())
      const { from = today, to = today, unitId } = request.query
      if (to < from) throw unprocessable(words.badDays, [{ field: 'to', key: 'order', message: words.badDays }])
      const { db } = platform
      const [totals, units, hours, days] = await Promise.all([
        totalsOf(db, from, to, unitId),
        unitFigures(db, from, to),
        hourFigures(db, from, to),
        dayFigures(db, from, to),
      ])
      return { from, to, totals, units, hours, days }
    },
  )
}
