import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isIsoDate } from '../../foundations/calendar/index.ts'
import type { Ctx, Platform } from '../../foundations/context.ts'
import { holds } from '../../foundations/identity/actor.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { personalKinds } from '../../foundations/personal-data/index.ts'
import { recordKinds } from '../../foundations/publication-log/entries.ts'
import { legalDay } from '../../platform/clock.ts'
import { forbidden, notFound } from '../../platform/http/problem.ts'
import { reschedule, unschedule } from './actions/appoint-hour.ts'
import { correct } from './actions/correct.ts'
import { createRecord } from './actions/create-record.ts'
import { type Decision, decide } from './actions/decide.ts'
import { extendTerm, letLapse } from './actions/decide-term.ts'
import { discard } from './actions/discard.ts'
import { repeal } from './actions/repeal.ts'
import { saveDraft } from './actions/save-draft.ts'
import { submit } from './actions/submit.ts'
import { withdraw } from './actions/withdraw.ts'
import { tidy } from './actions/write-revision.ts'
import * as answers from './answers.ts'
import { registerArchive } from './archive/api.ts'
import { checkDraft } from './checks.ts'
import { registerCleanUp } from './clean-up/api.ts'
import { compareRevisions } from './compare.ts'
import { recordDetail, revisionView } from './detail.ts'
import { reminderDays, setReminderDays } from './expiry-reminder.ts'
import { gatherFacts } from './facts.ts'
import { type ListRow, listEditions, sorts, views } from './lists.ts'
import { maskDraft } from './mask-draft.ts'
import { overview } from './overview.ts'
import { mayRead } from './permissions.ts'
import { unitsInReach } from './reach.ts'
import { draftFields, statuses, withdrawalGrounds } from './record.ts'
import * as store from './store.ts'
import { toDo, toDoCount } from './to-do.ts'
import { statusLabels } from './words.zh.ts'

const id = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
const reason = z.string().trim().max(2000)
/** An instant with its offset, to the minute: 2026-03-05T09:00:00+08:00. */
const hour = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text).round('minute'))
const day = z.string().refine(isIsoDate, '请填写正确的日期，如 2026-11-22')

/** Is an edition of this record, in the unit that was asked about, public now? */
const isLive = async (ctx: Ctx, recordId: number | null | undefined, unitId: number): Promise<boolean> => {
  const head = recordId ? await store.recordHead(ctx.db, recordId) : undefined
  if (head?.unitId !== unitId) return false
  return (await store.editionsOf(ctx.db, head.id)).some((edition) => edition.status === 'published')
}

const rowView = (ctx: Ctx, today: string) => (row: ListRow) => ({
  ...row,
  statusLabel: statusLabels[row.status],
  statusAt: row.statusAt.toISOString(),
  publishedAt: row.publishedAt?.toISOString() ?? null,
  publishAt: row.publishAt?.toISOString() ?? null,
  remaining: row.dueOn && !row.publishedAt ? ctx.calendar().remaining(today, row.dueOn) : null,
})

/** Routes of publishing: drafts, gates, corrections, withdrawals, lists. */
export const registerPublishing = (app: FastifyInstance, platform: Platform): void => {
  registerCleanUp(app, platform)
  registerArchive(app, platform)
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['信息发布']
  const detail = { 200: answers.recordDetail }

  api.get(
    '/api/records',
    {
      schema: {
        tags,
        summary: '信息列表',
        querystring: z.object({
          view: z.enum(views).default('open'),
          status: z.enum(statuses).optional(),
          unitId: z.coerce
            .number()
            .int()
            .positive()
            .max(2 ** 31 - 1)
            .optional(),
          kind: z.enum(recordKinds).optional(),
          columnId: z.coerce
            .number()
            .int()
            .positive()
            .max(2 ** 31 - 1)
            .optional(),
          q: z.string().max(100).optional(),
          overdue: z.stringbool().optional(),
          mine: z.stringbool().optional(),
          sort: z.enum(sorts).default('statusAt'),
          page: z.coerce.number().int().min(1).max(100_000).default(1),
          size: z.coerce.number().int().min(1).max(100).default(20),
        }),
        response: { 200: answers.page(answers.recordRow) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { overdue, mine, ...query } = request.query
      const today = legalDay(ctx.clock())
      const found = await listEditions(
        ctx.db,
        {
          ...query,
          ...(overdue ? { overdueOn: today } : {}),
          ...(mine && ctx.actor.personId !== null ? { drafterId: ctx.actor.personId } : {}),
        },
        await unitsInReach(ctx.db, ctx.actor),
      )
      return { items: found.items.map(rowView(ctx, today)), total: found.total, page: query.page, size: query.size }
    },
  )

  api.post(
    '/api/records',
    {
      schema: {
        tags,
        summary: '起草一份信息；请求头 Idempotency-Key 相同的重复提交只生成一份',
        headers: z.object({ 'idempotency-key': z.string().min(8).max(100).optional() }),
        body: draftFields.extend({ unitId: z.int().positive() }),
        response: { 201: answers.recordDetail },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { unitId, ...fields } = request.body
      const requestKey = request.headers['idempotency-key'] ?? null
      const recordId = await createRecord(ctx, { unitId, fields, requestKey })
      return reply.code(201).send(await recordDetail(ctx, recordId))
    },
  )

  api.post(
    '/api/records/checks',
    {
      schema: {
        tags,
        summary: '边写边查：缺项、个人信息、涉密标志、重复',
        body: draftFields.extend({ unitId: z.int().positive(), recordId: z.int().positive().nullable().optional() }),
        response: { 200: z.object({ issues: z.array(answers.issue) }) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { unitId, recordId, ...fields } = request.body
      if (!mayRead(ctx.actor, unitId)) throw forbidden()
      const draft = tidy(fields)
      const about = { recordId: recordId ?? null, unitId, live: await isLive(ctx, recordId, unitId) }
      return { issues: checkDraft(draft, await gatherFacts(ctx, ctx.db, draft, about)) }
    },
  )

  api.post(
    '/api/records/masking',
    {
      schema: {
        tags,
        summary: '一键脱敏：遮盖标题、正文和概述中的个人信息，标签原样保留；不保存',
        body: z.object({
          title: z.string().max(300).default(''),
          bodyHtml: z.string().max(2_000_000).default(''),
          summary: z.string().max(500).default(''),
          kinds: z
            .array(z.enum(personalKinds))
            .max(personalKinds.length)
            .optional()
            .describe('只遮盖这些种类；不写则全部'),
        }),
        response: {
          200: z.object({
            title: z.string(),
            bodyHtml: z.string(),
            summary: z.string(),
            masked: z.array(z.object({ kind: z.enum(personalKinds), count: z.int() })),
          }),
        },
      },
    },
    async (request) => {
      const { actor } = contextOf(platform, request)
      if (!holds(actor, 'clerk') && !holds(actor, 'section_head')) throw forbidden()
      return maskDraft(request.body)
    },
  )

  api.get(
    '/api/records/:id',
    { schema: { tags, summary: '一份信息的全部情况', params: id, response: detail } },
    (request) => recordDetail(contextOf(platform, request), request.params.id),
  )

  api.put(
    '/api/records/:id/draft',
    {
      schema: {
        tags,
        summary: '保存草稿',
        params: id,
        body: draftFields.extend({ baseRevision: z.int().positive() }),
        response: detail,
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { baseRevision, ...fields } = request.body
      await saveDraft(ctx, { recordId: request.params.id, baseRevision, fields })
      return recordDetail(ctx, request.params.id)
    },
  )

  api.delete(
    '/api/records/:id/draft',
    { schema: { tags, summary: '作废草稿', params: id, body: z.object({ reason }), response: detail } },
    async (request) => {
      const ctx = contextOf(platform, request)
      await discard(ctx, { recordId: request.params.id, reason: request.body.reason })
      return recordDetail(ctx, request.params.id)
    },
  )

  api.post(
    '/api/records/:id/submission',
    {
      schema: {
        tags,
        summary: '提交审核',
        params: id,
        body: z.object({ reason: reason.default(''), publishWish: hour.optional().describe('希望的发布时间') }),
        response: detail,
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await submit(ctx, { recordId: request.params.id, ...request.body })
      return recordDetail(ctx, request.params.id)
    },
  )

  const decisions: [path: string, decision: Decision, summary: string][] = [
    ['approval', 'approve', '审核通过'],
    ['return', 'return', '退回修改'],
    ['doubt', 'doubt', '提请政务公开办研究'],
    ['clearance', 'clear', '政务公开办答复'],
  ]
  for (const [path, decision, summary] of decisions)
    api.post(
      `/api/records/:id/${path}`,
      {
        schema: {
          tags,
          summary,
          params: id,
          body: z.object({
            reason: reason.default(''),
            revision: z.int().positive(),
            status: z.enum(statuses).optional(),
            acknowledged: z.array(z.string().max(200)).max(1000).default([]),
            publishAt: hour.optional().describe('定时发布的时间，只在签发通过时'),
          }),
          response: detail,
        },
      },
      async (request) => {
        const ctx = contextOf(platform, request)
        await decide(ctx, { recordId: request.params.id, decision, ...request.body })
        return recordDetail(ctx, request.params.id)
      },
    )

  api.put(
    '/api/records/:id/schedule',
    {
      schema: {
        tags,
        summary: '更改定时发布的时间',
        params: id,
        body: z.object({ publishAt: hour, reason }),
        response: detail,
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await reschedule(ctx, { recordId: request.params.id, ...request.body })
      return recordDetail(ctx, request.params.id)
    },
  )

  api.delete(
    '/api/records/:id/schedule',
    {
      schema: { tags, summary: '取消定时发布，回到签发', params: id, body: z.object({ reason }), response: detail },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await unschedule(ctx, { recordId: request.params.id, reason: request.body.reason })
      return recordDetail(ctx, request.params.id)
    },
  )

  api.post(
    '/api/records/:id/correction',
    {
      schema: {
        tags,
        summary: '更正：另起一版，走同样的审核',
        params: id,
        body: z.object({ reason }),
        response: detail,
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await correct(ctx, { recordId: request.params.id, reason: request.body.reason })
      return recordDetail(ctx, request.params.id)
    },
  )

  api.post(
    '/api/records/:id/withdrawal',
    {
      schema: {
        tags,
        summary: '撤回公开，立即生效',
        params: id,
        body: z.object({ ground: z.enum(withdrawalGrounds), reason }),
        response: detail,
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await withdraw(ctx, { recordId: request.params.id, ...request.body })
      return recordDetail(ctx, request.params.id)
    },
  )

  api.post(
    '/api/records/:id/repeal',
    {
      schema: {
        tags,
        summary: '宣布废止，内容继续公开并注明',
        params: id,
        body: z.object({ repealedOn: day, repealedBy: z.string().trim().min(1).max(200), reason }),
        response: detail,
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await repeal(ctx, { recordId: request.params.id, ...request.body })
      return recordDetail(ctx, request.params.id)
    },
  )

  api.post(
    '/api/records/:id/extension',
    {
      schema: {
        tags,
        summary: '延长有效期；不填新的届满日期即不再规定有效期',
        params: id,
        body: z.object({ expiresOn: day.nullable(), basis: z.string().trim().min(1).max(200), reason }),
        response: detail,
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await extendTerm(ctx, { recordId: request.params.id, ...request.body })
      return recordDetail(ctx, request.params.id)
    },
  )

  api.post(
    '/api/records/:id/lapse',
    {
      schema: { tags, summary: '到期失效，不再延长', params: id, body: z.object({ reason }), response: detail },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await letLapse(ctx, { recordId: request.params.id, reason: request.body.reason })
      return recordDetail(ctx, request.params.id)
    },
  )

  const revisionPlace = id.extend({
    edition: z.coerce.number().int().positive().max(100_000),
    number: z.coerce.number().int().positive().max(100_000),
  })
  const readableRevision = async (ctx: Ctx, place: z.infer<typeof revisionPlace>) => {
    const head = await store.recordHead(ctx.db, place.id)
    if (!head || !mayRead(ctx.actor, head.responsibleId)) throw notFound()
    const revision = await store.revisionAt(ctx.db, place.id, place.edition, place.number)
    if (!revision) throw notFound('没有这一稿。')
    return revision
  }

  api.get(
    '/api/records/:id/revisions/:edition/:number',
    { schema: { tags, summary: '某一版的某一稿', params: revisionPlace, response: { 200: answers.revision } } },
    async (request) => revisionView(await readableRevision(contextOf(platform, request), request.params)),
  )

  const stand = z.string().regex(/^\d{1,5}\.\d{1,5}$/, '写作“版次.稿次”，如 1.2')
  api.get(
    '/api/records/:id/compare',
    {
      schema: {
        tags,
        summary: '比较两稿',
        params: id,
        querystring: z.object({ from: stand, to: stand }),
        response: {
          200: z.object({
            title: z.string(),
            body: z.string(),
            metadata: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
            attachments: z.object({ removed: z.array(z.string()), added: z.array(z.string()) }),
          }),
        },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const at = (text: string) => {
        const [edition, number] = text.split('.').map(Number)
        return readableRevision(ctx, { id: request.params.id, edition: edition!, number: number! })
      }
      return compareRevisions(await at(request.query.from), await at(request.query.to))
    },
  )

  const days = z.int().min(1).max(730)
  const reminder = z.object({ days: z.tuple([days, days]).describe('提前多少天提醒、提前多少天催办') })
  api.get(
    '/api/expiry-reminder',
    { schema: { tags, summary: '有效期届满前多少天提醒', response: { 200: reminder } } },
    async (request) => ({ days: [...(await reminderDays(contextOf(platform, request).db))] as [number, number] }),
  )
  api.put(
    '/api/expiry-reminder',
    {
      schema: {
        tags,
        summary: '修改有效期届满的提醒天数（政务公开办）',
        body: reminder.refine(({ days: [first, urgent] }) => first > urgent, '提醒应早于催办'),
        response: { 200: reminder },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      await setReminderDays(ctx, request.body.days)
      return request.body
    },
  )

  api.get(
    '/api/to-do',
    {
      schema: {
        tags,
        summary: '待办',
        response: { 200: z.object({ count: z.number(), groups: z.array(answers.toDoGroup) }) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const today = legalDay(ctx.clock())
      const groups = await toDo(ctx.db, ctx.actor, today)
      return {
        count: await toDoCount(ctx.db, ctx.actor, today),
        groups: groups.map((group) => ({ ...group, items: group.items.map(rowView(ctx, today)) })),
      }
    },
  )

  api.get(
    '/api/to-do/count',
    { schema: { tags, summary: '待办数', response: { 200: z.object({ count: z.number() }) } } },
    async (request) => {
      const ctx = contextOf(platform, request)
      return { count: await toDoCount(ctx.db, ctx.actor, legalDay(ctx.clock())) }
    },
  )

  api.get(
    '/api/overview',
    { schema: { tags, summary: '总览', response: { 200: answers.overview } } },
    async (request) => {
      const ctx = contextOf(platform, request)
      return overview(ctx.db, await unitsInReach(ctx.db, ctx.actor), legalDay(ctx.clock()))
    },
  )
}
