import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cases, caseWords } from '../../foundations/casework/index.ts'
import type { Ctx, Platform } from '../../foundations/context.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { forbidden, notFound } from '../../platform/http/problem.ts'
import { idParams, problems } from '../../platform/http/schemas.ts'
import type { Issue } from '../publishing/index.ts'
import { letterShape } from './answers.ts'
import { openFile } from './case-file.ts'
import { mayRead, mayUnmask } from './permissions.ts'
import { seatOf } from './reach.ts'
import { proposedRelease, releaseIssues, withEarlierReasons } from './release-gate.ts'
import { requestKind } from './store.ts'

const found = z.object({
  items: z.array(
    z.object({
      field: z.string().describe('letters.文书种类，或者 reply.materials'),
      key: z.string(),
      severity: z.enum(['block', 'warn', 'info']),
      message: z.string(),
      text: z.string().optional(),
      needsReason: z.boolean().optional().describe('文件无法检查，须由审核人打开看过并写明理由'),
      reasoned: z.object({ by: z.string(), gate: z.string(), reason: z.string() }).optional(),
    }),
  ),
})
const view = (issues: Issue[]): z.infer<typeof found> => ({
  items: issues.map(({ field, key, severity, message, text, needsReason, reasoned }) => ({
    field,
    key,
    severity,
    message,
    ...(text ? { text } : {}),
    ...(needsReason ? { needsReason } : {}),
    ...(reasoned ? { reasoned } : {}),
  })),
})

/** Routes that say beforehand what the release gate will find (条例 arts 14-17). */
export const registerReleaseGate = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['依申请公开']

  /** Findings quote what is hidden from others: for those who may see everything of the case. */
  const opened = async (ctx: Ctx, caseId: number) => {
    const row = await cases.caseById(ctx.db, requestKind, caseId)
    const seat = row && (await seatOf(ctx.db, row.unitId))
    if (!seat || !mayRead(ctx.actor, seat)) throw notFound(caseWords.none)
    if (!mayUnmask(ctx.actor, seat)) throw forbidden()
    return openFile(ctx.db, row)
  }

  api.get(
    '/api/requests/:id/release-checks',
    {
      schema: {
        tags,
        summary: '拟发出的答复和文件有哪些不能发出、须逐条确认的地方',
        params: idParams,
        response: { 200: found, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const file = await opened(ctx, request.params.id)
      const going = await proposedRelease(ctx, ctx.db, file)
      if (!going) return { items: [] }
      return view(await withEarlierReasons(ctx, ctx.db, file, await releaseIssues(ctx, ctx.db, file.row, going)))
    },
  )

  api.post(
    '/api/requests/:id/release-checks',
    {
      schema: {
        tags,
        summary: '拟制时检查：这些文书和文件有哪些不能发出的地方',
        params: idParams,
        body: z.object({ letters: z.array(letterShape).max(5), materials: z.array(z.uuid()).max(50) }),
        response: { 200: found, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { row } = await opened(ctx, request.params.id)
      return view(await releaseIssues(ctx, ctx.db, row, request.body))
    },
  )
}
