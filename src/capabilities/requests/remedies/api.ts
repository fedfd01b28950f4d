import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cases, caseWords } from '../../../foundations/casework/index.ts'
import type { Ctx, Platform } from '../../../foundations/context.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { legalDay } from '../../../platform/clock.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { day, id, idParams, pageOf, pageQuery, problems, text } from '../../../platform/http/schemas.ts'
import { scopeQuery } from '../annual/api.ts'
import { scopeOf } from '../annual/scope.ts'
import { mayRead, remedyPost } from '../permissions.ts'
import { seatOf } from '../reach.ts'
import { remedyKinds, remedyOutcomes } from '../request.ts'
import { requestKind } from '../store.ts'
import { changeRemedy, concludeRemedy, registerRemedy } from './actions.ts'
import { decisionKeys, outcomeOf, reviewAnswerDue } from './remedy.ts'
import { listRemedies, type Remedy, remediesOf } from './store.ts'
import { decisionLabels } from './words.zh.ts'

const fields = {
  kind: z.enum(remedyKinds),
  body: text(100).describe('复议机关、法院'),
  number: text(60).default('').describe('案号'),
  filedOn: day.describe('申请复议、起诉之日'),
  servedOn: day.nullable().default(null).describe('收到复议申请书副本之日'),
  simplified: z.boolean().default(false).describe('适用简易程序'),
}
const version = z.int().min(1).max(1_000_000).describe('所见登记的版本')

const remedy = z.object({
  id: z.int(),
  kind: z.enum(remedyKinds),
  body: z.string(),
  number: z.string(),
  filedOn: z.string(),
  servedOn: z.string().nullable(),
  simplified: z.boolean(),
  outcome: z.enum(remedyOutcomes),
  decision: z.string(),
  decisionLabel: z.string(),
  concludedOn: z.string().nullable(),
  version: z.int(),
  answerDue: z
    .object({ on: z.string(), left: z.int() })
    .nullable()
    .describe('向复议机关提交书面答复的最后一天，剩余工作日'),
})
const register = z.object({
  mayEdit: z.boolean(),
  decisions: z.array(z.object({ key: z.enum(decisionKeys), label: z.string(), outcome: z.enum(remedyOutcomes) })),
  remedies: z.array(remedy),
})

const view = (ctx: Ctx) => {
  const calendar = ctx.calendar()
  const today = legalDay(ctx.clock())
  return ({ caseId, ...one }: Remedy) => {
    const due = one.outcome === 'open' ? reviewAnswerDue(one, calendar) : null
    return {
      ...one,
      decisionLabel: decisionLabels[one.decision as keyof typeof decisionLabels] ?? one.decision,
      answerDue: due === null ? null : { on: due, left: calendar.remaining(today, due) },
    }
  }
}

const registerOf = async (ctx: Ctx, caseId: number) => {
  const row = await cases.caseById(ctx.db, requestKind, caseId)
  const seat = row && (await seatOf(ctx.db, row.unitId))
  if (!seat || !mayRead(ctx.actor, seat)) throw notFound(caseWords.none)
  return {
    mayEdit: row.status !== 'void' && remedyPost(ctx.actor, seat) !== undefined,
    decisions: decisionKeys.map((key) => ({ key, label: decisionLabels[key], outcome: outcomeOf(key) })),
    remedies: (await remediesOf(ctx.db, caseId)).map(view(ctx)),
  }
}

/** Routes of the register of reviews and lawsuits (条例 art 51, 年报格式 table 3). */
export const registerRemedies = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['依申请公开']
  const remedyParams = z.object({ id, remedy: id })

  api.get(
    '/api/requests/remedies',
    {
      schema: {
        tags,
        summary: '一个时段内的行政复议、行政诉讼，与年度报告表三同口径',
        querystring: pageQuery.extend({
          ...scopeQuery,
          from: day,
          to: day,
          kind: z.enum(remedyKinds).optional(),
          outcome: z.enum(remedyOutcomes).optional(),
        }),
        response: {
          200: pageOf(
            remedy.extend({
              caseId: z.int(),
              caseNumber: z.string().nullable(),
              summary: z.string(),
              unitId: z.int(),
              unitName: z.string(),
            }),
          ),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { page, size } = request.query
      const { units } = await scopeOf(ctx, request.query)
      const { items, total } = await listRemedies(ctx.db, units, request.query)
      const seen = view(ctx)
      return { items: items.map((one) => ({ ...one, ...seen(one) })), total, page, size }
    },
  )

  api.get(
    '/api/requests/:id/remedies',
    {
      schema: {
        tags,
        summary: '一件申请的行政复议、行政诉讼',
        params: idParams,
        response: { 200: register, ...problems(401, 404) },
      },
    },
    (request) => registerOf(contextOf(platform, request), request.params.id),
  )

  api.post(
    '/api/requests/:id/remedies',
    {
      schema: {
        tags,
        summary: '登记行政复议、行政诉讼',
        params: idParams,
        body: z.object(fields),
        response: { 201: register, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      await registerRemedy(ctx, request.params.id, request.body)
      return reply.code(201).send(await registerOf(ctx, request.params.id))
    },
  )

  api.put(
    '/api/requests/:id/remedies/:remedy',
    {
      schema: {
        tags,
        summary: '修改行政复议、行政诉讼的登记',
        params: remedyParams,
        body: z.object({ ...fields, version }),
        response: { 200: register, ...problems(401, 403, 404, 409) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await changeRemedy(ctx, request.params.id, { ...request.body, id: request.params.remedy })
      return registerOf(ctx, request.params.id)
    },
  )

  api.post(
    '/api/requests/:id/remedies/:remedy/conclusion',
    {
      schema: {
        tags,
        summary: '登记行政复议、行政诉讼的结果；决定的种类确定表三的栏目',
        params: remedyParams,
        body: z.object({ version, decision: z.enum(decisionKeys), concludedOn: day }),
        response: { 200: register, ...problems(401, 403, 404, 409) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await concludeRemedy(ctx, request.params.id, { ...request.body, id: request.params.remedy })
      return registerOf(ctx, request.params.id)
    },
  )
}
