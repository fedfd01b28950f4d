import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Ctx, Platform } from '../../foundations/context.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { recordKinds } from '../../foundations/publication-log/entries.ts'
import { legalDay } from '../../platform/clock.ts'
import * as answers from './answers.ts'
import { registerArchive } from './archive/api.ts'
import { registerCleanUp } from './clean-up/api.ts'
import { registerDecisions } from './decisions-api.ts'
import { registerDrafts } from './drafts-api.ts'
import { reminderDays, setReminderDays } from './expiry-reminder.ts'
import { type ListRow, listEditions, sorts, views } from './lists.ts'
import { overview } from './overview.ts'
import { registerPublicItems } from './public-items-api.ts'
import { type PublishedIndex, publishedIndex } from './published-index.ts'
import { unitsInReach } from './reach.ts'
import { statuses } from './record.ts'
import { tags } from './record-routes.ts'
import { registerRevisions } from './revisions-api.ts'
import { toDo, toDoCount } from './to-do.ts'
import { statusLabels } from './words.zh.ts'

const rowView = (ctx: Ctx, today: string) => (row: ListRow) => ({
  ...row,
  statusLabel: statusLabels[row.status],
  statusAt: row.statusAt.toISOString(),
  publishedAt: row.publishedAt?.toISOString() ?? null,
  publishAt: row.publishAt?.toISOString() ?? null,
  remaining: row.dueOn && !row.publishedAt ? ctx.calendar().remaining(today, row.dueOn) : null,
})

/** Routes of publishing: those of one record by noun, and here what stands over all of them. */
export const registerPublishing = (
  app: FastifyInstance,
  platform: Platform,
  index: PublishedIndex = publishedIndex(platform.db),
): void => {
  registerDrafts(app, platform)
  registerDecisions(app, platform)
  registerRevisions(app, platform)
  registerCleanUp(app, platform)
  registerArchive(app, platform)
  registerPublicItems(app, platform, index)
  const api = app.withTypeProvider<ZodTypeProvider>()

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
