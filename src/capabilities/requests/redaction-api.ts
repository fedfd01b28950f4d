import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { addDocument, cases, caseWords, openDocument } from '../../foundations/casework/index.ts'
import { type Ctx, type Platform, transact } from '../../foundations/context.ts'
import { type DocumentKind, detectDocument, previewApart } from '../../foundations/documents/index.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import {
  findPassages,
  type Mark,
  marksSchema,
  type Outline,
  outlineApart,
  proposeMarks,
  redactApart,
} from '../../foundations/redaction/index.ts'
import { pdfViewerPath } from '../../platform/http/pdf-viewer.ts'
import { forbidden, notFound, unprocessable } from '../../platform/http/problem.ts'
import { id, problems, requiredText } from '../../platform/http/schemas.ts'
import { mayRead, mayUnmask } from './permissions.ts'
import { requestKind } from './store.ts'
import { why, redactionWords as words } from './words.zh.ts'

const rect = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
const place = z.union([
  z.object({ page: z.int(), rect }),
  z.object({ block: z.string(), start: z.int(), end: z.int() }),
  z.object({ block: z.string(), whole: z.literal(true) }),
])
const told = z.array(z.object({ key: z.string(), message: z.string() }))
const report = z.object({
  bars: z.int(),
  byGround: z.record(z.string(), z.int()),
  pagesFlattened: z.array(z.int()),
  removed: told,
  notes: told,
})

/** Outlines of the files being worked on: the same bytes always give the same one, and making it takes a process. */
const kept = new Map<string, Outline & { ok: true }>()
const keptAtMost = 6

const outlineOnce = async (document: string, bytes: Uint8Array, kind: DocumentKind): Promise<Outline> => {
  const known = kept.get(document)
  if (known) return known
  const outline = await outlineApart(bytes, kind)
  if (!outline.ok)
    throw unprocessable(outline.message, [{ field: 'document', key: outline.key, message: outline.message }])
  if (kept.size >= keptAtMost) kept.delete(kept.keys().next().value!)
  kept.set(document, outline)
  return outline
}

/** The original, for whoever may prepare what is handed out: clerks and section heads of its unit. */
const original = async (ctx: Ctx, caseId: number, document: string) => {
  const row = await cases.caseById(ctx.db, requestKind, caseId)
  if (!row || !mayRead(ctx.actor, row.unitId)) throw notFound(caseWords.none)
  const works = ctx.actor.posts.some(
    (post) => post.unitId === row.unitId && ['clerk', 'section_head'].includes(post.role),
  )
  if (!works || !mayUnmask(ctx.actor, row.unitId)) throw forbidden(why.wrongRole('信息员、科室负责人'))
  const file = await openDocument(ctx, caseId, document)
  if (!file) throw notFound()
  return { ...file, kind: (await detectDocument(Buffer.from(file.bytes), file.name)).kind }
}

const redacted = async (file: Awaited<ReturnType<typeof original>>, marks: readonly Mark[]) => {
  if (!marks.length) throw unprocessable(words.noMarks, [{ field: 'marks', key: 'none', message: words.noMarks }])
  const copy = await redactApart(file.bytes, file.kind, marks)
  if (!copy.ok) throw unprocessable(copy.message, [{ field: 'marks', key: copy.key, message: copy.message }])
  return copy
}

/** 区分处理 (条例 art 37): marks on an original, and a copy for the applicant in which what they cover is gone. */
export const registerRedaction = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['依申请公开']
  const params = z.object({ id, document: z.uuid() })
  const base = '/api/requests/:id/documents/:document'

  api.get(
    `${base}/outline`,
    {
      schema: {
        tags,
        summary: '文件中可以遮盖的地方，和建议遮盖的个人信息',
        params,
        response: {
          200: z.object({
            name: z.string(),
            mediaType: z.string(),
            viewer: z.string(),
            kind: z.enum(['docx', 'pdf', 'image']),
            blocks: z.array(
              z.object({ id: z.string(), kind: z.enum(['paragraph', 'drawing']), place: z.string(), text: z.string() }),
            ),
            pages: z.array(z.object({ page: z.int(), width: z.number(), height: z.number(), text: z.string() })),
            proposals: z.array(z.object({ place, text: z.string() })),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { id: caseId, document } = request.params
      const file = await original(ctx, caseId, document)
      const outline = (await outlineOnce(document, file.bytes, file.kind)) as Outline & { ok: true }
      return {
        name: file.name,
        mediaType: file.mediaType,
        viewer: pdfViewerPath,
        kind: outline.kind,
        blocks: outline.kind === 'docx' ? outline.blocks : [],
        pages:
          outline.kind === 'docx'
            ? []
            : outline.pages.map(({ page, width, height, pieces }) => ({
                page,
                width,
                height,
                text: pieces.map((piece) => piece.text + (piece.end ? '\n' : '')).join(''),
              })),
        proposals: proposeMarks(outline).map(({ ground, ...where }) => ({
          place: where as z.infer<typeof place>,
          text:
            'block' in where && 'start' in where && outline.kind === 'docx'
              ? (outline.blocks.find((one) => one.id === where.block)?.text.slice(where.start, where.end) ?? '')
              : '',
        })),
      }
    },
  )

  api.post(
    `${base}/passages`,
    {
      schema: {
        tags,
        summary: '一段文字在文件中的每一处',
        params,
        body: z.object({ text: requiredText(200) }),
        response: { 200: z.object({ items: z.array(place) }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { id: caseId, document } = request.params
      const file = await original(ctx, caseId, document)
      return { items: findPassages(await outlineOnce(document, file.bytes, file.kind), request.body.text) }
    },
  )

  const marked = z.object({ marks: marksSchema })
  api.post(
    `${base}/redaction-preview`,
    {
      schema: {
        tags,
        summary: '遮盖后的样子，尚不存入案卷',
        params,
        body: marked,
        response: {
          200: z.object({
            report,
            mediaType: z.string(),
            html: z.string().nullable().describe('Word 文件的内容'),
            file: z.string().describe('遮盖后的文件，base64'),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { id: caseId, document } = request.params
      const file = await original(ctx, caseId, document)
      const copy = await redacted(file, request.body.marks)
      const shown = file.kind === 'docx' ? await previewApart(Buffer.from(copy.bytes), file.name) : undefined
      return {
        report: copy.report as z.infer<typeof report>,
        mediaType: copy.mediaType,
        html: shown?.form === 'text' ? shown.html : null,
        file: Buffer.from(copy.bytes).toString('base64'),
      }
    },
  )

  api.post(
    `${base}/redaction`,
    {
      schema: {
        tags,
        summary: '遮盖后存为提供给申请人的文件；原件另存不动',
        params,
        body: marked.extend({ name: requiredText(150) }),
        response: { 201: z.object({ id: z.string(), report }), ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { id: caseId, document } = request.params
      const file = await original(ctx, caseId, document)
      const copy = await redacted(file, request.body.marks)
      const detected = await detectDocument(Buffer.from(copy.bytes), file.name)
      const made = await transact(ctx, async (work) => {
        const now = (await cases.lockCase(work.trx, requestKind, caseId))!
        const added = await addDocument(ctx, work, {
          caseId,
          seq: now.version,
          kind: 'release',
          name: request.body.name,
          mediaType: detected.mediaType,
          bytes: copy.bytes,
          forApplicant: true,
        })
        const { bars, byGround } = copy.report
        work.audit({
          action: 'request.redacted',
          subject: `request/${caseId}`,
          detail: { from: document, to: added, bars, ...byGround },
        })
        return added
      })
      return reply.code(201).send({ id: made, report: copy.report as z.infer<typeof report> })
    },
  )
}
