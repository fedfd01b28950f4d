import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cases, caseWords, sendPaper } from '../../../foundations/casework/index.ts'
import { type Ctx, type Platform, transact } from '../../../foundations/context.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { paperApart, paperMediaTypes } from '../../../foundations/paper/index.ts'
import { notFound, unavailable } from '../../../platform/http/problem.ts'
import { idParams, problems } from '../../../platform/http/schemas.ts'
import { mayRead } from '../permissions.ts'
import { seatOf } from '../reach.ts'
import { requestKind } from '../store.ts'
import { letterFileWords } from '../words.zh.ts'
import { archiveIndex } from './archive-index.ts'
import { indexPaper } from './index-paper.ts'
import { archiveWords } from './words.zh.ts'

const shape = z.object({
  caseNumber: z.string(),
  code: z.string(),
  title: z.string(),
  unitName: z.string(),
  keepYears: z.int(),
  state: z.enum(['draft', 'kept', 'not_kept']).describe('draft：预览；kept：归档时固定；not_kept：归档时未编目录'),
  archivedOn: z.string().nullable(),
  pages: z.int().describe('编页总数'),
  loose: z.int().describe('页数未知、按份计的件数'),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      serial: z.int(),
      number: z.string(),
      by: z.string(),
      title: z.string(),
      on: z.string(),
      pages: z.int().nullable(),
      from: z.int().nullable(),
      to: z.int().nullable(),
      note: z.string(),
    }),
  ),
})

/** Routes of 卷内目录: for whoever may read the case; it names no applicant. */
export const registerArchiveIndex = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['依申请公开']

  const indexOf = async (ctx: Ctx, caseId: number) => {
    const row = await cases.caseById(ctx.db, requestKind, caseId)
    if (!row || !mayRead(ctx.actor, await seatOf(ctx.db, row.unitId))) throw notFound(caseWords.none)
    return archiveIndex(ctx, row)
  }

  api.get(
    '/api/requests/:id/archive-index',
    {
      schema: {
        tags,
        summary: '卷内目录：归档前为预览，归档后不变',
        params: idParams,
        response: { 200: shape, ...problems(401, 404) },
      },
    },
    (request) => indexOf(contextOf(platform, request), request.params.id),
  )

  for (const form of ['pdf', 'docx'] as const)
    api.get(
      `/api/requests/:id/archive-index/${form}`,
      {
        schema: {
          tags,
          summary: `下载卷内目录（${form}，记入审计日志）`,
          params: idParams,
          response: problems(401, 404),
        },
      },
      async (request, reply) => {
        const ctx = contextOf(platform, request)
        const index = await indexOf(ctx, request.params.id)
        const bytes = await paperApart(indexPaper(index, ctx.clock()), form)
        if (!bytes) throw unavailable(letterFileWords.busy)
        await transact(ctx, async (work) =>
          work.audit({
            action: 'request.archive-index-seen',
            subject: `request/${request.params.id}`,
            detail: { form },
          }),
        )
        const name = archiveWords.fileName(index.caseNumber, form)
        return sendPaper(reply, { name, mediaType: paperMediaTypes[form], bytes })
      },
    )
}
