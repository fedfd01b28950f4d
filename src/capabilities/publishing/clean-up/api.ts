import type {} from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isIsoDate } from '../../../foundations/calendar/index.ts'
import type { Ctx, Platform } from '../../../foundations/context.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { forbidden, notFound, unprocessable } from '../../../platform/http/problem.ts'
import { flag } from '../../../platform/http/schemas.ts'
import { wholeFile } from '../../../platform/http/whole-file.ts'
import { seesEveryUnit, unitsRead } from '../permissions.ts'
import { assemble, decideRound, openRound, seesDocument, turnBack } from './actions.ts'
import { markWorkbook } from './mark-table.ts'
import { importMarks, markDocuments, requireMarker } from './marks.ts'
import { draftOutcome } from './outcome-list.ts'
import { mayTake, outcomes, roundActions, stages } from './round.ts'
import * as store from './store.ts'
import { waitingRounds } from './waiting.ts'
import { outcomeLabels, roundActionLabels, say, stageLabels } from './words.zh.ts'

const day = z.string().refine(isIsoDate, '请填写正确的日期，如 2026-11-22')
const whole = z
  .int()
  .positive()
  .max(2 ** 31 - 1)
const params = z.object({
  id: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1),
})
const reason = z.string().trim().min(1, '请写明理由').max(2000)

const head = z.object({
  id: z.number(),
  unitId: z.number(),
  unitName: z.string(),
  title: z.string(),
  stage: z.enum(stages),
  stageLabel: z.string(),
  formedFrom: z.string().nullable(),
  formedTo: z.string().nullable(),
  dueOn: z.string(),
  openedAt: z.string(),
  decidedAt: z.string().nullable(),
  basis: z.string().nullable(),
  basisRecordId: z.number().nullable(),
  listRecordId: z.number().nullable(),
})
const share = z.object({
  unitId: z.number(),
  unitName: z.string(),
  total: z.number(),
  marked: z.number(),
  byOutcome: z.record(z.enum(outcomes), z.number()),
})
const document = z.object({
  recordId: z.number(),
  unitId: z.number(),
  unitName: z.string(),
  title: z.string(),
  docNumber: z.string(),
  formedOn: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  outcome: z.enum(outcomes).nullable(),
  outcomeLabel: z.string(),
  note: z.string(),
  markedBy: z.string().nullable(),
  markedAt: z.string().nullable(),
  mine: z.boolean().describe('能否由当前人员提出意见'),
})
const full = head.extend({
  progress: z.array(share),
  documents: z.array(document),
  actions: z.array(z.object({ action: z.enum(roundActions), label: z.string() })),
})

const waiting = z.object({
  id: z.number(),
  title: z.string(),
  action: z.enum(['mark', 'assemble', 'decide']),
  label: z.string(),
  unitId: z.number(),
  unitName: z.string(),
  dueOn: z.string(),
  overdue: z.boolean(),
  open: z.number().describe('还没有意见的文件'),
  total: z.number(),
  onBehalfOf: z.string().nullable().describe('代理他人岗位时，被代理的人'),
})
const markReport = z.object({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.array(
    z.object({ row: z.int(), sheet: z.string(), column: z.string(), message: z.string(), value: z.string() }),
  ),
  dryRun: z.boolean(),
})

const largest = 5 * 1024 * 1024

const uploaded = async (request: FastifyRequest): Promise<{ fileName: string; bytes: Buffer }> => {
  const missing = () => unprocessable(say.noFile, [{ field: 'file', key: 'missing', message: say.noFile }])
  if (!request.isMultipart()) throw missing()
  const part = await request.file({ limits: { fileSize: largest, files: 1 } })
  if (!part) throw missing()
  const bytes = await wholeFile(part, say.tooLarge)
  return { fileName: part.filename.normalize('NFC').replaceAll('\u0000', '').slice(0, 200), bytes }
}

const headView = (round: store.Round) => ({
  ...round,
  stageLabel: stageLabels[round.stage],
  openedAt: round.openedAt.toISOString(),
  decidedAt: round.decidedAt?.toISOString() ?? null,
})

const progressOf = (documents: readonly store.RoundDocument[]) =>
  [...Map.groupBy(documents, (one) => one.unitId)].map(([unitId, rows]) => ({
    unitId,
    unitName: rows[0]!.unitName,
    total: rows.length,
    marked: rows.filter((one) => one.outcome !== null).length,
    byOutcome: Object.fromEntries(
      outcomes.map((outcome) => [outcome, rows.filter((one) => one.outcome === outcome).length]),
    ) as Record<(typeof outcomes)[number], number>,
  }))

/** People who read drafts anywhere see that there are rounds; the documents they see are their units'. */
const guard = (ctx: Ctx) => {
  const units = unitsRead(ctx.actor)
  if (units !== 'all' && !units.length) throw forbidden()
}

const view = async (ctx: Ctx, id: number) => {
  guard(ctx)
  const round = await store.roundById(ctx.db, id)
  if (!round) throw notFound()
  const all = await store.documentsOf(ctx.db, id)
  const whose = seesEveryUnit(ctx.actor) || seesDocument(ctx, round.unitId)
  const documents = whose ? all : all.filter((one) => seesDocument(ctx, one.unitId))
  const units = [...new Set(all.map((one) => one.unitId))]
  return {
    ...headView(round),
    progress: progressOf(documents),
    documents: documents.map((one) => ({
      ...one,
      outcomeLabel: one.outcome ? outcomeLabels[one.outcome] : '',
      markedAt: one.markedAt?.toISOString() ?? null,
      mine: mayTake(ctx.actor, 'mark', round.stage, one.unitId) === 'yes',
    })),
    actions: roundActions
      .filter((action) =>
        action === 'mark'
          ? units.some((unitId) => mayTake(ctx.actor, 'mark', round.stage, unitId) === 'yes')
          : mayTake(ctx.actor, action, round.stage, round.unitId) === 'yes',
      )
      .map((action) => ({ action, label: roundActionLabels[action] })),
  }
}

/** Routes of the clean-up of normative documents. */
export const registerCleanUp = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['规范性文件清理']
  const response = { 200: full }

  api.get(
    '/api/clean-ups',
    { schema: { tags, summary: '历次清理', response: { 200: z.object({ items: z.array(head) }) } } },
    async (request) => {
      const ctx = contextOf(platform, request)
      guard(ctx)
      return { items: (await store.allRounds(ctx.db)).map(headView) }
    },
  )
  api.post(
    '/api/clean-ups',
    {
      schema: {
        tags,
        summary: '开始一次清理（政务公开办）',
        body: z.object({
          unitId: whole.describe('由哪个单位组织，其签发领导作决定'),
          title: z.string().trim().min(1).max(100),
          unitIds: z.array(whole).min(1).max(500),
          formedFrom: day.nullable().default(null),
          formedTo: day.nullable().default(null),
          dueOn: day,
        }),
        response: { 201: full },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const id = await openRound(ctx, request.body)
      return reply.code(201).send(await view(ctx, id))
    },
  )
  api.get(
    '/api/clean-ups/waiting',
    {
      schema: {
        tags,
        summary: '清理工作中等待当前人员办理的：提出意见、汇总、决定',
        response: { 200: z.object({ items: z.array(waiting) }) },
      },
    },
    async (request) => ({ items: await waitingRounds(contextOf(platform, request)) }),
  )
  api.get('/api/clean-ups/:id', { schema: { tags, summary: '一次清理', params, response } }, (request) =>
    view(contextOf(platform, request), request.params.id),
  )
  api.put(
    '/api/clean-ups/:id/marks',
    {
      schema: {
        tags,
        summary: '对本单位的文件提出意见，可一次多件；有一件不对就都不保存',
        params,
        body: z.object({
          marks: z
            .array(
              z.object({
                recordId: z.int().positive(),
                outcome: z.enum(outcomes),
                note: z.string().trim().max(500).default(''),
              }),
            )
            .min(1)
            .max(2000),
        }),
        response,
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await markDocuments(ctx, { id: request.params.id, ...request.body })
      return view(ctx, request.params.id)
    },
  )
  api.get(
    '/api/clean-ups/:id/marks/table',
    { schema: { tags, summary: '下载本单位文件的意见表（.xlsx），填好后可以导入', params } },
    async (request, reply) => {
      const { documents, title } = await view(contextOf(platform, request), request.params.id)
      const own = documents.filter((one) => one.mine)
      const book = await markWorkbook(own.length ? own : documents)
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(say.fileName(title))}`)
        .send(book)
    },
  )
  api.post(
    '/api/clean-ups/:id/marks/imports',
    {
      bodyLimit: largest,
      schema: {
        tags,
        summary: '从 .xlsx 或 .csv 导入意见；有一行不对就都不保存',
        description: 'multipart/form-data，一个文件。不对的行列在 refused 中。dryRun=true 只检查。',
        consumes: ['multipart/form-data'],
        params,
        querystring: z.object({ dryRun: flag }),
        response: { 200: markReport },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await requireMarker(ctx, request.params.id)
      return importMarks(ctx, { id: request.params.id, ...(await uploaded(request)), dryRun: request.query.dryRun })
    },
  )
  api.post(
    '/api/clean-ups/:id/assembly',
    { schema: { tags, summary: '汇总送审（政务公开办）', params, response } },
    async (request) => {
      const ctx = contextOf(platform, request)
      await assemble(ctx, request.params.id)
      return view(ctx, request.params.id)
    },
  )
  for (const [path, action, summary] of [
    ['assembly', 'reopen', '退回各单位重新提出意见'],
    ['', 'abandon', '中止清理'],
  ] as const)
    api.delete(
      `/api/clean-ups/:id${path && `/${path}`}`,
      { schema: { tags, summary, params, body: z.object({ reason }), response } },
      async (request) => {
        const ctx = contextOf(platform, request)
        await turnBack(ctx, { id: request.params.id, action, reason: request.body.reason })
        return view(ctx, request.params.id)
      },
    )
  api.post(
    '/api/clean-ups/:id/decision',
    {
      schema: {
        tags,
        summary: '决定：一次性废止、宣布失效，依据同一份决定文件',
        params,
        body: z.object({
          basis: z.string().trim().max(200).default(''),
          basisRecordId: z.int().positive().nullable().default(null),
        }),
        response,
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await decideRound(ctx, { id: request.params.id, ...request.body })
      return view(ctx, request.params.id)
    },
  )
  api.post(
    '/api/clean-ups/:id/list',
    {
      schema: {
        tags,
        summary: '起草清理结果公告；已起草的返回同一份',
        params,
        response: { 200: z.object({ recordId: z.number() }) },
      },
    },
    async (request) => ({ recordId: await draftOutcome(contextOf(platform, request), request.params.id) }),
  )
}
