import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cases, caseWords } from '../../../foundations/casework/index.ts'
import type { Ctx, Platform } from '../../../foundations/context.ts'
import { unitsOf } from '../../../foundations/identity/actor.ts'
import { able } from '../../../foundations/identity/guard.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { id, idParams, problems, text } from '../../../platform/http/schemas.ts'
import { openFile, reachOf } from '../case-file.ts'
import { mayRead } from '../permissions.ts'
import { inquiryKind } from '../store.ts'
import { mayReply, type ReplyAction, replyActions, replyStatuses, whats } from './public-reply.ts'
import { actOnReply, obstacle, proposalOf, replyIssues, standingOfReply } from './publish-reply.ts'
import { replyOf, waitingReplies } from './store.ts'
import { replyActionLabels, replyStatusLabels, whatLabels } from './words.zh.ts'

const words = z.object({ title: text(100), question: text(20_000), answer: text(20_000) })

const publicReply = z.object({
  what: z.enum(whats),
  whatLabel: z.string(),
  status: z.enum([...replyStatuses, 'none']),
  statusLabel: z.string(),
  version: z.int().describe('0：还没有拟公开稿'),
  text: z
    .object({ title: z.string(), question: z.string(), answer: z.string() })
    .describe('还没有拟稿的，是遮盖个人信息之后的建议稿'),
  reason: z.string(),
  publishedAt: z.string().nullable(),
  obstacle: z.string().nullable().describe('不能公开的原因'),
  issues: z.array(
    z.object({
      field: z.string(),
      key: z.string(),
      severity: z.enum(['block', 'warn', 'info']),
      message: z.string(),
      text: z.string().optional(),
    }),
  ),
  verbs: z.array(z.object({ action: z.enum(replyActions), label: z.string(), allowed: z.boolean(), why: z.string() })),
})

const view = async (ctx: Ctx, caseId: number) => {
  const row = await cases.caseById(ctx.db, inquiryKind, caseId)
  const file = row && (await openFile(ctx.db, row))
  if (!file || !mayRead(ctx.actor, reachOf(file))) throw notFound(caseWords.none)
  return Promise.all(
    whats.map(async (what) => {
      const reply = await replyOf(ctx.db, caseId, what)
      const standing = standingOfReply(file, what, reply)
      const text = reply ?? (await proposalOf(ctx, file, what))
      const against = obstacle(file, what)
      return {
        what,
        whatLabel: whatLabels[what],
        status: standing.status,
        statusLabel: standing.status === 'none' ? '' : replyStatusLabels[standing.status],
        version: reply?.version ?? 0,
        text: { title: text.title, question: text.question, answer: text.answer },
        reason: reply?.reason ?? '',
        publishedAt: reply?.publishedAt?.toISOString() ?? null,
        obstacle: against,
        issues: against ? [] : await replyIssues(ctx, { trx: ctx.db as never }, text),
        verbs: replyActions.map((action: ReplyAction) => {
          const verdict = mayReply(ctx.actor, action, standing)
          return {
            action,
            label: replyActionLabels[action],
            allowed: verdict.allowed,
            why: verdict.allowed ? '' : verdict.why,
          }
        }),
      }
    }),
  )
}

/** Routes of 来信与答复的公开. */
export const registerPublicReplies = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['政务信息查询']
  const onRequest = able('inquiries.read')

  api.get(
    '/api/inquiries/:id/public-reply',
    {
      onRequest,
      schema: {
        tags,
        summary: '来信与答复、逾期说明的公开情况和拟公开稿',
        params: idParams,
        response: { 200: z.array(publicReply), ...problems(401, 403, 404) },
      },
    },
    (request) => view(contextOf(platform, request), request.params.id),
  )

  for (const action of replyActions)
    api.post(
      `/api/inquiries/:id/public-reply/${action}`,
      {
        onRequest,
        schema: {
          tags,
          summary: replyActionLabels[action],
          params: idParams,
          body: z.object({
            what: z.enum(whats),
            version: z.int().min(0).max(1_000_000),
            text: action === 'prepare' ? words : words.optional(),
            reason: text(500).default(''),
          }),
          response: { 200: z.array(publicReply), ...problems(401, 403, 404, 409) },
        },
      },
      async (request) => {
        const ctx = contextOf(platform, request)
        const { id: caseId } = request.params
        await actOnReply(ctx, { caseId, action, ...request.body })
        return view(ctx, caseId)
      },
    )

  api.get(
    '/api/inquiries/public-replies',
    {
      onRequest,
      schema: {
        tags,
        summary: '等我审核、保密审查的拟公开来信',
        response: {
          200: z.array(
            z.object({
              caseId: id,
              what: z.enum(whats),
              whatLabel: z.string(),
              title: z.string(),
              number: z.string().nullable(),
              unitName: z.string(),
              statusLabel: z.string(),
            }),
          ),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      const { actor, db } = contextOf(platform, request)
      const groups = await Promise.all([
        waitingReplies(db, 'prepared', unitsOf(actor, ['section_head'])).then((rows) =>
          rows.map((row) => ({ ...row, statusLabel: replyStatusLabels.prepared })),
        ),
        waitingReplies(db, 'reviewed', unitsOf(actor, ['secrecy_reviewer'])).then((rows) =>
          rows.map((row) => ({ ...row, statusLabel: replyStatusLabels.reviewed })),
        ),
      ])
      return groups.flat().map((row) => ({ ...row, caseId: Number(row.caseId), whatLabel: whatLabels[row.what] }))
    },
  )
}
