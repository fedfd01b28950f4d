import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Ctx, Platform } from '../../foundations/context.ts'
import { able, signedIn } from '../../foundations/identity/guard.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { forbidden } from '../../platform/http/problem.ts'
import { day, id, idParams, problems, text } from '../../platform/http/schemas.ts'
import { createEntry } from './actions/create-entry.ts'
import { approve, sendBack } from './actions/decide.ts'
import { discard, submit } from './actions/hand-in.ts'
import { saveDraft } from './actions/save-draft.ts'
import { confirmEntry, flagEntry, mergeEntry, revise, withdrawEntry } from './actions/settle.ts'
import { tidy } from './actions/write-entry.ts'
import * as answers from './answers.ts'
import { checkEntry } from './checks.ts'
import { entryDetail } from './detail.ts'
import { entryFields, gates } from './entry.ts'
import { gatherFacts } from './facts.ts'
import { mayRead } from './permissions.ts'

const tags = ['知识库']
const reason = text(1000).default('')
const saves = z.int().min(1).max(1_000_000)

/** Writing, checking and deciding on one entry. Every act answers how the entry stands then. */
export const registerActs = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()

  api.route({
    method: 'POST',
    url: '/api/knowledge',
    onRequest: able('knowledge.write'),
    schema: {
      tags,
      summary: '起草一条问答',
      body: entryFields.extend({ unitId: id }),
      response: { 201: answers.entry, ...problems(401, 403) },
    },
    async handler(request, reply) {
      const ctx = contextOf(platform, request)
      const { unitId, ...fields } = request.body
      return reply.code(201).send(await entryDetail(ctx, await createEntry(ctx, { unitId, fields })))
    },
  })

  api.route({
    method: 'POST',
    url: '/api/knowledge/checks',
    onRequest: signedIn,
    schema: {
      tags,
      summary: '边写边查：缺项、个人信息、用字、依据、重复',
      body: entryFields.extend({ unitId: id, entryId: id.nullable().default(null) }),
      response: { 200: z.object({ issues: z.array(answers.issue) }), ...problems(401, 403) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      const { unitId, entryId, ...given } = request.body
      if (!mayRead(ctx.actor, unitId)) throw forbidden()
      const fields = tidy(given)
      return { issues: checkEntry(fields, await gatherFacts(ctx, ctx.db, fields, { entryId })) }
    },
  })

  const acting = <Body extends z.ZodObject>(
    method: 'POST' | 'PUT' | 'DELETE',
    noun: string,
    summary: string,
    body: Body,
    act: (ctx: Ctx, input: z.output<Body> & { entryId: number }) => Promise<unknown>,
  ) =>
    api.route({
      method,
      url: `/api/knowledge/:id/${noun}`,
      onRequest: signedIn,
      schema: {
        tags,
        summary,
        params: idParams,
        body,
        response: { 200: answers.entry, ...problems(401, 403, 404, 409) },
      },
      handler: async (request) => {
        const ctx = contextOf(platform, request)
        const entryId = request.params.id
        await act(ctx, { ...(request.body as z.output<Body>), entryId })
        return entryDetail(ctx, entryId)
      },
    })

  acting('PUT', 'draft', '保存草稿', entryFields.extend({ saves }), (ctx, { entryId, saves, ...fields }) =>
    saveDraft(ctx, { entryId, saves, fields }),
  )
  acting('DELETE', 'draft', '作废草稿', z.object({ reason }), discard)
  acting('POST', 'submission', '提交审核', z.object({ saves, reason }), submit)
  const decided = z.object({ status: z.enum(gates), reason })
  acting(
    'POST',
    'approval',
    '审核通过；最后一关通过即公开',
    decided.extend({ acknowledged: z.array(z.string().max(200)).max(500).default([]).describe('看过并放行的提示') }),
    approve,
  )
  acting('POST', 'return', '退回修改', decided, sendBack)
  acting('POST', 'revision', '修订：另起一稿，原来的继续公开', z.object({ reason }), revise)
  acting('POST', 'confirmation', '复核无误，定下次复核日期', z.object({ reviewOn: day, reason }), confirmEntry)
  acting('POST', 'flag', '标记存疑，公众页面同时提示', z.object({ reason }), flagEntry)
  acting('POST', 'merge', '并入另一条已公开的问答，地址随之转向', z.object({ into: id, reason }), mergeEntry)
  acting('POST', 'withdrawal', '撤下，立即生效', z.object({ reason }), withdrawEntry)
}
