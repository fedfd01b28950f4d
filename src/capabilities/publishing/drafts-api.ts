import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Ctx, Platform } from '../../foundations/context.ts'
import { holds } from '../../foundations/identity/actor.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { personalKinds } from '../../foundations/personal-data/index.ts'
import { forbidden } from '../../platform/http/problem.ts'
import { createRecord } from './actions/create-record.ts'
import { discard } from './actions/discard.ts'
import { saveDraft } from './actions/save-draft.ts'
import { submit } from './actions/submit.ts'
import { tidy } from './actions/write-revision.ts'
import * as answers from './answers.ts'
import { checkDraft } from './checks.ts'
import { recordDetail } from './detail.ts'
import { gatherFacts } from './facts.ts'
import { maskDraft } from './mask-draft.ts'
import { mayRead } from './permissions.ts'
import { draftFields } from './record.ts'
import { actingOn, hour, reason, tags } from './record-routes.ts'
import * as store from './store.ts'

/** Is an edition of this record, in the unit that was asked about, public now? */
const isLive = async (ctx: Ctx, recordId: number | null | undefined, unitId: number): Promise<boolean> => {
  const head = recordId ? await store.recordHead(ctx.db, recordId) : undefined
  if (head?.unitId !== unitId) return false
  return (await store.editionsOf(ctx.db, head.id)).some((edition) => edition.status === 'published')
}

/** Writing: begin, check, mask, save, hand in, give up. */
export const registerDrafts = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const acting = actingOn(app, platform)

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

  acting(
    'PUT',
    'draft',
    '保存草稿',
    draftFields.extend({ baseRevision: z.int().positive() }),
    (ctx, { recordId, baseRevision, ...fields }) => saveDraft(ctx, { recordId, baseRevision, fields }),
  )
  acting('DELETE', 'draft', '作废草稿', z.object({ reason }), discard)
  acting(
    'POST',
    'submission',
    '提交审核',
    z.object({ reason: reason.default(''), publishWish: hour.optional().describe('希望的发布时间') }),
    submit,
  )
}
