import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cases, caseWords } from '../../../foundations/casework/index.ts'
import { compareTexts } from '../../../foundations/comparison/index.ts'
import { type Ctx, type Platform, transact } from '../../../foundations/context.ts'
import { cleanHtml } from '../../../foundations/documents/index.ts'
import { able } from '../../../foundations/identity/guard.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { paperApart, paperMediaTypes } from '../../../foundations/paper/index.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { forbidden, notFound, stale, unavailable, unprocessable } from '../../../platform/http/problem.ts'
import { id, idParams, problems, requiredText, text } from '../../../platform/http/schemas.ts'
import { openFile } from '../case-file.ts'
import { eventData } from '../events.ts'
import { mayRead, mayUnmask } from '../permissions.ts'
import { seatOf } from '../reach.ts'
import type { Status } from '../request.ts'
import { readSettings, requestSettings, writeSettings } from '../settings.ts'
import { requestKind } from '../store.ts'
import { actions, isPossible } from '../transitions.ts'
import { actionLabels, letterFileWords, statusLabels, why } from '../words.zh.ts'
import { composeLetters } from './compose.ts'
import { letterPaper } from './letter-paper.ts'
import { lettersOfCase } from './store.ts'
import { approveTemplate, isLetterKey, versionsOf, writeTemplate } from './template-store.ts'
import { type Placeholder, placeholders, samples, shippedTemplates } from './templates.zh.ts'

const given = z.object({ key: z.string(), title: z.string(), html: z.string(), templateVersion: z.int() })
const version = z.object({
  key: z.string(),
  version: z.int(),
  title: z.string(),
  body: z.string(),
  writtenAt: z.string().nullable(),
  writtenBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  approvedBy: z.string().nullable(),
  own: z.boolean().describe('本人起草的，须由另一人批准'),
})

/** Routes of letters and their templates. */
export const registerLetters = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['依申请公开文书']

  /** A letter names the applicant in clear: for those who work on the case. */
  const opened = async (ctx: Ctx, caseId: number) => {
    const row = await cases.caseById(ctx.db, requestKind, caseId)
    const seat = row && (await seatOf(ctx.db, row.unitId))
    if (!seat || !mayRead(ctx.actor, seat)) throw notFound(caseWords.none)
    if (!mayUnmask(ctx.actor, seat)) throw forbidden()
    return row
  }

  api.post(
    '/api/requests/:id/letters/drafts',
    {
      schema: {
        tags,
        summary: '一步将要发出的文书草稿：按模板填好，供核对修改',
        params: idParams,
        body: z.object({
          action: z.enum(actions),
          data: z.record(z.string(), z.unknown()).describe('与办理这一步时相同的内容'),
          note: text(5000).default(''),
        }),
        response: { 200: z.object({ items: z.array(given) }), ...problems(401, 403, 404, 409) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const row = await opened(ctx, request.params.id)
      const { action, data, note } = request.body
      if (!isPossible(action, row.status as Status))
        throw stale(why.wrongStatus(statusLabels[row.status as Status], actionLabels[action]))
      const parsed = eventData[action].safeParse(data)
      if (!parsed.success)
        throw unprocessable(
          letterFileWords.unfinished,
          parsed.error.issues.map((one) => ({ field: one.path.join('.'), key: one.code, message: one.message })),
        )
      return { items: await composeLetters(ctx, await openFile(ctx.db, row), action, parsed.data as never, note) }
    },
  )

  api.get(
    '/api/requests/:id/letters/:letter',
    {
      schema: {
        tags,
        summary: '一份文书的全文',
        params: z.object({ id, letter: z.uuid() }),
        response: {
          200: given.extend({
            id: z.string(),
            seq: z.int(),
            number: z.string().nullable(),
            issuedOn: z.string().nullable(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const row = await opened(ctx, request.params.id)
      const letter = (await lettersOfCase(ctx.db, ctx.keyring, row.id)).find((one) => one.id === request.params.letter)
      if (!letter) throw notFound()
      return letter
    },
  )

  for (const form of ['pdf', 'docx'] as const)
    api.get(
      `/api/requests/:id/letters/:letter/${form}`,
      {
        schema: {
          tags,
          summary: `下载文书（${form}，记入审计日志）`,
          params: z.object({ id, letter: z.uuid() }),
          response: problems(401, 403, 404),
        },
      },
      async (request, reply) => {
        const ctx = contextOf(platform, request)
        const row = await opened(ctx, request.params.id)
        const letter = (await lettersOfCase(ctx.db, ctx.keyring, row.id)).find(
          (one) => one.id === request.params.letter,
        )
        const unit = await unitById(ctx.db, row.unitId)
        if (!letter || !unit) throw notFound()
        const bytes = await paperApart(letterPaper(letter, unit.name, ctx.clock()), form)
        if (!bytes) throw unavailable(letterFileWords.busy)
        await transact(ctx, async (work) =>
          work.audit({
            action: 'request.letter-seen',
            subject: `request/${row.id}`,
            detail: { letter: letter.key, form },
          }),
        )
        const name = `${letter.title}${letter.number ? `（${letter.number}）` : letterFileWords.draft}.${form}`
        return reply
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
          .header('cache-control', 'private, no-store')
          .type(paperMediaTypes[form])
          .send(bytes as never)
      },
    )

  api.post(
    '/api/requests/letter-differences',
    {
      onRequest: able('requests.read'),
      schema: {
        tags,
        summary: '两份文书正文的不同之处：草稿与改后的，现行模板与新版本',
        body: z.object({ from: z.string().max(200_000), to: z.string().max(200_000) }),
        response: {
          200: z.object({
            changes: z.int().describe('有改动的段落'),
            html: z.string().describe('两份合在一起，改动以 ins、del 标出'),
          }),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      contextOf(platform, request)
      const { rows, changes } = compareTexts(cleanHtml(request.body.from), cleanHtml(request.body.to))
      return { changes, html: rows.map((row) => row.inline).join('') }
    },
  )

  const manage = able('requests.manage')
  api.get(
    '/api/requests/templates',
    {
      onRequest: manage,
      schema: {
        tags,
        summary: '文书模板：各种文书的现行版本和可用的占位符',
        response: {
          200: z.object({
            placeholders: z.array(z.object({ name: z.string(), meaning: z.string(), sample: z.string() })),
            items: z.array(z.object({ key: z.string(), versions: z.array(version) })),
          }),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const keys = Object.keys(shippedTemplates).filter(isLetterKey)
      return {
        placeholders: (Object.entries(placeholders) as [Placeholder, string][]).map(([name, meaning]) => ({
          name,
          meaning,
          sample: samples[name],
        })),
        items: await Promise.all(
          keys.map(async (key) => ({
            key,
            versions: (await versionsOf(ctx.db, key)).map(({ writerId, ...one }) => ({
              ...one,
              own: writerId !== null && writerId === ctx.actor.personId,
              writtenAt: one.writtenAt?.toISOString() ?? null,
              approvedAt: one.approvedAt?.toISOString() ?? null,
            })),
          })),
        ),
      }
    },
  )

  const keyed = z.object({ key: z.string().refine(isLetterKey, letterFileWords.unknownKey) })
  api.post(
    '/api/requests/templates/:key',
    {
      onRequest: manage,
      schema: {
        tags,
        summary: '起草文书模板的新版本，由另一人批准后生效',
        params: keyed,
        body: z.object({ title: requiredText(100), body: text(50_000) }),
        response: { 201: z.object({ version: z.int() }), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      return reply.code(201).send({ version: await writeTemplate(ctx, request.params.key as never, request.body) })
    },
  )

  api.post(
    '/api/requests/templates/:key/:version/approval',
    {
      onRequest: manage,
      schema: {
        tags,
        summary: '批准文书模板',
        params: keyed.extend({ version: z.coerce.number().int().min(1).max(1_000_000) }),
        response: { 204: z.null().describe('已批准'), ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { key, version: number } = request.params
      await approveTemplate(contextOf(platform, request), key as never, number)
      return reply.code(204).send(null)
    },
  )

  api.get(
    '/api/requests/settings',
    {
      onRequest: manage,
      schema: { tags, summary: '依申请公开的设置', response: { 200: requestSettings, ...problems(401, 403) } },
    },
    (request) => readSettings(contextOf(platform, request).db),
  )
  api.put(
    '/api/requests/settings',
    {
      onRequest: manage,
      schema: {
        tags,
        summary: '修改依申请公开的设置',
        body: requestSettings,
        response: { 204: z.null().describe('已保存'), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      await writeSettings(contextOf(platform, request), request.body)
      return reply.code(204).send(null)
    },
  )
}
