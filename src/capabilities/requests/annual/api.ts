import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Ctx, Platform } from '../../../foundations/context.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { day, flag, id, problems } from '../../../platform/http/schemas.ts'
import { remedyKinds } from '../request.ts'
import { type Question, type Scope, scopeOf } from './scope.ts'
import { counts2, counts3 } from './store.ts'
import { type Check, casesBehind, checks2, columns2, rows2, table2 } from './table2.ts'
import { checks3, columns3, table3 } from './table3.ts'
import { annualWords as w } from './words.zh.ts'
import { annualWorkbook } from './workbook.ts'

export const scopeQuery = {
  unitId: id.optional().describe('机关；不写为全县'),
  below: flag.describe('含所有下级机关'),
}
const question = z.object({ ...scopeQuery, from: day, to: day })

const check = z.object({
  key: z.enum(['C1', 'C2', 'C3', 'C4', 'C5']),
  ok: z.boolean(),
  text: z.string(),
  faults: z.array(z.string()),
})
const shared = { label: z.string(), from: z.string(), to: z.string(), checks: z.array(check) }
const cells2 = z.object(Object.fromEntries(columns2.map((one) => [one, z.int()])) as Record<string, z.ZodInt>)
const cells3 = z.object(Object.fromEntries(columns3.map((one) => [one, z.int()])) as Record<string, z.ZodInt>)
const answer2 = z.object({
  ...shared,
  columns: z.array(z.object({ key: z.string(), label: z.string() })),
  rows: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      cells: cells2,
      cases: z
        .record(z.string(), z.string())
        .describe('列出这一行案件的 /api/requests 查询参数，另加 party、unitId、below'),
    }),
  ),
})
const answer3 = z.object({
  ...shared,
  columns: z.array(z.object({ key: z.string(), label: z.string() })),
  groups: z.array(z.object({ key: z.enum(remedyKinds), label: z.string(), cells: cells3 })),
})

const dayBefore = (on: string) => Temporal.PlainDate.from(on).subtract({ days: 1 }).toString()

/** Table 2 with its checks. C5 looks at what was open when the period before ended. */
const second = async ({ db }: Ctx, { units }: Scope, { from, to }: Question) => {
  const lastDay = dayBefore(from)
  const [now, before] = await Promise.all([
    counts2(db, units, { from, to }),
    counts2(db, units, { from: lastDay, to: lastDay }),
  ])
  const table = table2(now)
  return { table, checks: checks2(table, table2(before).carried_out) }
}

const third = async ({ db }: Ctx, { units }: Scope, { from, to }: Question) => {
  const table = table3(await counts3(db, units, { from, to }))
  return { table, checks: checks3(table) }
}

/** Routes of tables 2 and 3 (条例 art 50(2)(3)): for a unit, with everything below it or the county, for any days. */
export const registerAnnual = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['依申请公开']

  api.get(
    '/api/requests/annual/table2',
    {
      schema: {
        tags,
        summary: '年度报告表二：任一机关、任一时段的申请收办情况与校核',
        querystring: question,
        response: { 200: answer2, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const scope = await scopeOf(ctx, request.query)
      const { table, checks } = await second(ctx, scope, request.query)
      return {
        ...head(scope, request.query, checks),
        columns: columns2.map((key) => ({ key, label: w.columns[key] })),
        rows: rows2.map((key) => ({
          key,
          label: w.rows[key],
          cells: table[key],
          cases: casesBehind(key, request.query),
        })),
      }
    },
  )

  api.get(
    '/api/requests/annual/table3',
    {
      schema: {
        tags,
        summary: '年度报告表三：行政复议、行政诉讼情况与校核',
        querystring: question,
        response: { 200: answer3, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const scope = await scopeOf(ctx, request.query)
      const { table, checks } = await third(ctx, scope, request.query)
      return {
        ...head(scope, request.query, checks),
        columns: columns3.map((key) => ({ key, label: w.columns3[key] })),
        groups: remedyKinds.map((key) => ({ key, label: w.remedyKinds[key], cells: table[key] })),
      }
    },
  )

  api.get(
    '/api/requests/annual/export',
    {
      schema: {
        tags,
        summary: '导出表二、表三与校核（.xlsx）',
        querystring: question,
        response: { 200: z.any().describe('文件'), ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { from, to } = request.query
      const scope = await scopeOf(ctx, request.query)
      const two = await second(ctx, scope, request.query)
      const three = await third(ctx, scope, request.query)
      const name = encodeURIComponent(w.fileName(scope.label, from, to))
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(
          await annualWorkbook(w.heading(scope.label, from, to), two.table, three.table, [
            ...two.checks,
            ...three.checks,
          ]),
        )
    },
  )
}

const head = ({ label }: Scope, { from, to }: Question, checks: Check[]) => ({ label, from, to, checks })
