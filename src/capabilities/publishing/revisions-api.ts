import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { changeKinds } from '../../foundations/comparison/index.ts'
import type { Ctx, Platform } from '../../foundations/context.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { notFound } from '../../platform/http/problem.ts'
import * as answers from './answers.ts'
import { compareRevisions } from './compare.ts'
import { recordDetail, revisionView } from './detail.ts'
import { mayRead } from './permissions.ts'
import { recordPlace, tags } from './record-routes.ts'
import * as store from './store.ts'

const revisionPlace = recordPlace.extend({
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

const marked = z.object({ from: z.string(), to: z.string(), inline: z.string() })
const comparison = z.object({
  title: marked,
  rows: z
    .array(
      z.object({
        change: z.enum(changeKinds),
        from: z.string().nullable(),
        to: z.string().nullable(),
        inline: z.string(),
      }),
    )
    .describe('正文逐段：左（原来）、右（现在）、合在一起；增删之处用 ins 和 del 标出'),
  changes: z.number().describe('有变化的段落和表格数'),
  metadata: z.array(marked.extend({ field: z.string() })),
  attachments: z.object({ removed: z.array(z.string()), added: z.array(z.string()) }),
})

/** Looking back: a record as it stands, any of its revisions, and what changed between two. */
export const registerRevisions = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()

  api.get(
    '/api/records/:id',
    { schema: { tags, summary: '一份信息的全部情况', params: recordPlace, response: { 200: answers.recordDetail } } },
    (request) => recordDetail(contextOf(platform, request), request.params.id),
  )

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
        params: recordPlace,
        querystring: z.object({ from: stand, to: stand }),
        response: { 200: comparison },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const at = (text: string) => {
        const [edition, number] = text.split('.').map(Number)
        return readableRevision(ctx, { id: request.params.id, edition: edition!, number: number! })
      }
      return compareRevisions(ctx, await at(request.query.from), await at(request.query.to))
    },
  )
}
