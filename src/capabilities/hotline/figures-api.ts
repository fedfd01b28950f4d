import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import { able } from '../../foundations/identity/index.ts'
import { readSite } from '../../foundations/site/store.ts'
import { legalDay } from '../../platform/clock.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import { day, id, problems } from '../../platform/http/schemas.ts'
import * as answers from './answers.ts'
import { figureWords as w } from './figure-words.zh.ts'
import { dayFigures, hourFigures, totalsOf, unitFigures } from './figures.ts'
import { lineWorkbook } from './figures-workbook.ts'
import { readSettings } from './settings.ts'
import { words } from './words.zh.ts'

const tags = ['政务信息查询专线']

/** Figures of the line. */
export const registerFigures = (app: FastifyInstance, platform: Platform) => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const { db } = platform
  const daysOf = (query: { from?: string | undefined; to?: string | undefined }) => {
    const today = legalDay(platform.clock())
    const { from = today, to = today } = query
    if (to < from) throw unprocessable(words.badDays, [{ field: 'to', key: 'order', message: words.badDays }])
    return { from, to }
  }
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
      const { unitId } = request.query
      const { from, to } = daysOf(request.query)
      const [totals, units, hours, days] = await Promise.all([
        totalsOf(db, from, to, unitId),
        unitFigures(db, from, to),
        hourFigures(db, from, to),
        dayFigures(db, from, to),
      ])
      return { from, to, totals, units, hours, days }
    },
  )

  api.get(
    '/api/hotline/figures/export',
    {
      onRequest: able('hotline.read'),
      schema: {
        tags,
        summary: '导出专线统计表（.xlsx），各单位一行；不填日期为今天',
        querystring: z.object({ from: day.optional(), to: day.optional() }),
        response: { 200: z.any().describe('文件'), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const { from, to } = daysOf(request.query)
      const [units, noUnit, totals, { line }, { countyName: county }] = await Promise.all([
        unitFigures(db, from, to),
        totalsOf(db, from, to, 'none'),
        totalsOf(db, from, to),
        readSettings(db),
        readSite(db),
      ])
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(w.fileName(from, to))}`)
        .send(await lineWorkbook({ county, line, from, to }, { units, noUnit, totals }))
    },
  )
}
