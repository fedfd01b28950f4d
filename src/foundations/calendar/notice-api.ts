import type {} from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { notFound, unprocessable } from '../../platform/http/problem.ts'
import { idParams, problems, requiredText, text } from '../../platform/http/schemas.ts'
import { wholeFile } from '../../platform/http/whole-file.ts'
import type { Ctx, Platform } from '../context.ts'
import { detectDocument, readApart } from '../documents/index.ts'
import { can } from '../identity/abilities.ts'
import { handsOf } from '../identity/actor.ts'
import { able, signedIn } from '../identity/guard.ts'
import { contextOf } from '../identity/request.ts'
import { type CalendarUse, confirmNotice, rejectNotice } from './actions/decide-notice.ts'
import { proposeNotice } from './actions/propose-notice.ts'
import { applyNotice, differences } from './apply-notice.ts'
import type { CalendarYear } from './calendar-year.ts'
import { foresee, lapseOf } from './clocks.ts'
import {
  listNotices,
  markMovesSeen,
  movesFor,
  type NoticeRow,
  noticeById,
  noticeStatuses,
  ownProposal,
  rememberFile,
} from './notices.ts'
import { readNotice } from './read-notice.ts'
import { calendarWith, versionInForce, versionsOf } from './store.ts'
import { noticeSentences as say } from './words.zh.ts'

const largestFile = 20 * 1024 * 1024
const noticeText = requiredText(20_000)
const year = z.int().describe('安排所属的年份')
const namedDay = z.object({ date: z.string(), kind: z.enum(['holiday', 'make_up']), name: z.string() })
const difference = z.object({ date: z.string(), before: namedDay.nullable(), after: namedDay.nullable() })
const issue = z.object({ key: z.string(), severity: z.enum(['error', 'warning']), message: z.string() })
const move = z.object({
  title: z.string(),
  address: z.string().describe('工作端地址'),
  clock: z.string().describe('期限的名称'),
  from: z.string().nullable(),
  to: z.string().nullable(),
  provisional: z.boolean(),
  lapse: z.enum(['undone', 'created']).nullable().describe('undone 原已逾期、现在按期；created 原来按期、现已逾期'),
})
const counts = { moved: z.int(), undone: z.int(), created: z.int() }
const understood = {
  year: year.nullable(),
  title: z.string(),
  number: z.string(),
  issuedOn: z.string().nullable(),
  issues: z.array(issue),
  holidays: z.array(z.object({ name: z.string(), from: z.string(), to: z.string(), said: z.string() })),
  workdays: z.array(z.object({ date: z.string(), said: z.string() })),
  differences: z.array(difference).describe('与现行日历不同的日子'),
  pastDays: z.int().describe('不同的日子中已经过去的天数（迟到的通知）'),
  effect: z
    .object({ ...counts, examples: z.array(move).describe('变动的期限，至多 20 件，只列本人可以查看的') })
    .nullable(),
}
const head = {
  id: z.int(),
  year,
  title: z.string(),
  number: z.string(),
  status: z.enum(noticeStatuses),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string(),
}
const notice = z.object({
  ...head,
  sourceText: z.string(),
  fileName: z.string(),
  fileHash: z.string().nullable().describe('原文件的 SHA-256'),
  edited: z.boolean().describe('文字与原文件读出的不一致'),
  understood: z.object(understood),
  mayConfirm: z.boolean(),
  why: z.string().nullable().describe('本人不能确认的原因'),
})

/** Reading, proposing, confirming holiday notices, and telling people whose dates moved. */
export const registerNotices = (app: FastifyInstance, platform: Platform, use: CalendarUse): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['工作日历']
  const labels = new Map(use.clocks.map((kind) => [kind.key, kind.label]))

  const withTitles = async <T extends { clock: string; subject: string }>(ctx: Ctx, moves: T[]) => {
    const known = new Map<string, { title: string; address: string }>()
    for (const kind of use.clocks) {
      const subjects = moves.filter((one) => one.clock === kind.key).map((one) => one.subject)
      if (subjects.length)
        for (const [subject, said] of await kind.titles(ctx.db, ctx.actor, subjects)) known.set(subject, said)
    }
    return moves.flatMap((one) => {
      const said = known.get(one.subject)
      return said ? [{ ...one, ...said, clock: labels.get(one.clock) ?? one.clock }] : []
    })
  }

  /** What a calendar with this year would do to the clocks. */
  const effectOf = async (ctx: Ctx, db: Connection, next: CalendarYear, first: string | undefined) => {
    const today = legalDay(ctx.clock())
    const { moves, ...totals } = await foresee(db, use.clocks, await calendarWith(db, next), first ?? null, today)
    const examples = (await withTitles(ctx, moves.slice(0, 200))).slice(0, 20)
    return {
      ...totals,
      examples: examples.map((one) => ({
        title: one.title,
        address: one.address,
        clock: one.clock,
        from: one.from?.on ?? null,
        to: one.to?.on ?? null,
        provisional: one.to?.provisional ?? false,
        lapse: lapseOf(one, today),
      })),
    }
  }

  const understand = async (
    ctx: Ctx,
    sourceText: string,
    settled?: NoticeRow,
  ): Promise<z.infer<z.ZodObject<typeof understood>>> => {
    const today = legalDay(ctx.clock())
    const reading = readNotice(sourceText)
    const inForce = reading.year === null ? undefined : await versionInForce(ctx.db, reading.year)
    // A decided notice is shown against what was in force when it was proposed.
    const base = settled
      ? (await versionsOf(ctx.db, settled.year)).find((one) => one.version === settled.baseVersion)
      : inForce
    const { year: applied, issues } = applyNotice(reading, base?.data, today)
    const next = settled?.understood ?? applied
    const differing = next ? differences(base?.data, next) : []
    const sound = next !== null && !issues.some((one) => one.severity === 'error')
    return {
      year: reading.year,
      title: reading.title,
      number: reading.number,
      issuedOn: reading.issuedOn,
      issues,
      holidays: reading.holidays,
      workdays: reading.workdays,
      differences: differing,
      pastDays: differing.filter((one) => one.date < today).length,
      effect: sound && !settled ? await effectOf(ctx, ctx.db, next, differing[0]?.date) : null,
    }
  }

  const headOf = (row: NoticeRow) => {
    const said = row.understood.amendments.at(-1) ?? row.understood.notice
    return {
      id: row.id,
      year: row.year,
      title: said.title,
      number: said.number,
      status: row.status,
      proposedBy: row.proposerName,
      proposedAt: row.proposedAt.toISOString(),
      decidedBy: row.deciderName,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      reason: row.reason,
    }
  }

  const shown = async (ctx: Ctx, id: number): Promise<z.infer<typeof notice>> => {
    const row = await noticeById(ctx.db, id)
    if (!row) throw notFound(say.noSuchNotice)
    const open = row.status === 'proposed'
    const why = !open ? say.decided : ownProposal(row, handsOf(ctx.actor)) ? say.ownProposal : null
    return {
      ...headOf(row),
      sourceText: row.sourceText,
      fileName: row.fileName,
      fileHash: row.fileHash,
      edited: row.edited,
      understood: await understand(ctx, row.sourceText, open ? undefined : row),
      mayConfirm: why === null && can(ctx.actor, 'calendar.manage'),
      why,
    }
  }

  routes.route({
    method: 'POST',
    url: '/api/calendar/readings',
    onRequest: able('calendar.manage'),
    schema: {
      summary: '试读放假通知，不保存',
      description: '答复读出的日子、与现行日历的不同、对不上的地方，以及哪些期限会变动。',
      tags,
      body: z.object({ text: noticeText }),
      response: { 200: z.object(understood), ...problems(401, 403) },
    },
    handler: (request) => understand(contextOf(platform, request), request.body.text),
  })

  routes.route({
    method: 'POST',
    url: '/api/calendar/notice-files',
    onRequest: able('calendar.manage'),
    schema: {
      summary: '从文件读出放假通知的文字',
      description: 'multipart/form-data，一个文件：docx、doc、pdf、ofd、html 或 txt。文件留存，以备核对。',
      consumes: ['multipart/form-data'],
      tags,
      response: {
        200: z.object({ name: z.string(), hash: z.string(), text: z.string(), warnings: z.array(z.string()) }),
        ...problems(401, 403, 413),
      },
    },
    async handler(request) {
      const refuse = (key: string, message: string) => unprocessable(message, [{ field: 'file', key, message }])
      const part = request.isMultipart()
        ? await request.file({ limits: { fileSize: largestFile, files: 1 } })
        : undefined
      if (!part) throw refuse('file-missing', say.noFile)
      const bytes = await wholeFile(part, say.fileTooLarge)
      const name = part.filename.normalize('NFC').slice(0, 200)
      const read = await readApart(bytes, name)
      if (!read.ok) throw refuse(read.key, read.message)
      const detected = await detectDocument(bytes, name)
      const { hash, size } = await platform.files.put(bytes)
      await rememberFile(platform.db, { hash, size, mediaType: detected.mediaType, kind: detected.kind })
      return { name, hash, text: read.text.slice(0, 20_000), warnings: read.warnings.map((one) => one.message) }
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/calendar/notices',
    onRequest: signedIn,
    schema: {
      summary: '录入过的放假通知，新的在前',
      tags,
      response: { 200: z.array(z.object(head)), ...problems(401) },
    },
    handler: async () => (await listNotices(platform.db)).map(headOf),
  })

  routes.route({
    method: 'POST',
    url: '/api/calendar/notices',
    onRequest: able('calendar.manage'),
    schema: {
      summary: '录入放假通知，等待另一人确认',
      tags,
      body: z.object({
        text: noticeText,
        file: z
          .object({ name: requiredText(200), hash: z.string().regex(/^[0-9a-f]{64}$/) })
          .nullable()
          .default(null),
      }),
      response: { 201: notice, ...problems(401, 403, 409) },
    },
    async handler(request, reply) {
      const ctx = contextOf(platform, request)
      return reply.code(201).send(await shown(ctx, await proposeNotice(ctx, request.body)))
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/calendar/notices/:id',
    onRequest: able('calendar.manage'),
    schema: {
      summary: '一份放假通知：原文、读出的日子、与现行日历的不同',
      tags,
      params: idParams,
      response: { 200: notice, ...problems(401, 403, 404) },
    },
    handler: (request) => shown(contextOf(platform, request), request.params.id),
  })

  routes.route({
    method: 'POST',
    url: '/api/calendar/notices/:id/confirmation',
    onRequest: able('calendar.manage'),
    schema: {
      summary: '确认放假通知：日历生效，重算全部未结期限',
      description: '须由录入人以外的人确认。',
      tags,
      params: idParams,
      response: { 200: z.object(counts), ...problems(401, 403, 404, 409) },
    },
    handler: (request) => confirmNotice(contextOf(platform, request), use, request.params.id),
  })

  routes.route({
    method: 'POST',
    url: '/api/calendar/notices/:id/rejection',
    onRequest: able('calendar.manage'),
    schema: {
      summary: '退回放假通知',
      tags,
      params: idParams,
      body: z.object({ reason: text(500) }),
      response: { 200: notice, ...problems(401, 403, 404, 409) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      await rejectNotice(ctx, request.params.id, request.body.reason)
      return shown(ctx, request.params.id)
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/calendar/moves',
    onRequest: signedIn,
    schema: {
      summary: '因放假安排变动的期限，本人尚未看过的',
      tags,
      response: {
        200: z.object({ upTo: z.int().nullable(), moves: z.array(move.extend({ id: z.int(), at: z.string() })) }),
        ...problems(401),
      },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      const countyWide = can(ctx.actor, 'supervision.read')
      const units = countyWide ? 'all' : [...new Set(ctx.actor.posts.map((post) => post.unitId))]
      const since = ctx.clock().subtract({ hours: 60 * 24 })
      const rows = await withTitles(ctx, await movesFor(ctx.db, ctx.actor.personId!, units, since))
      return {
        upTo: rows[0]?.id ?? null,
        moves: rows.map((row) => ({
          id: row.id,
          at: row.at.toISOString(),
          title: row.title,
          address: row.address,
          clock: row.clock,
          from: row.fromOn,
          to: row.toOn,
          provisional: row.toProvisional,
          lapse: row.lapse as 'undone' | 'created' | null,
        })),
      }
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/calendar/moves/seen',
    onRequest: signedIn,
    schema: {
      summary: '表示已看过变动的期限',
      tags,
      body: z.object({ upTo: z.int().min(1) }),
      response: { 204: z.null(), ...problems(401) },
    },
    async handler(request, reply) {
      const { actor, db } = contextOf(platform, request)
      await markMovesSeen(db, actor.personId!, request.body.upTo)
      return reply.code(204).send(null)
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/calendar/:year/versions',
    onRequest: signedIn,
    schema: {
      summary: '一年的日历先后是怎样的：每一版自何时起采用',
      tags,
      params: z.object({ year: z.coerce.number().int().min(1949).max(2199) }),
      response: {
        200: z.array(
          z.object({
            version: z.int(),
            inForceFrom: z.string(),
            inForceUntil: z.string().nullable(),
            title: z.string(),
            number: z.string(),
            noticeId: z.int().nullable(),
            differences: z.array(difference).describe('与上一版不同的日子；第一版没有'),
          }),
        ),
        ...problems(401),
      },
    },
    async handler(request) {
      const versions = await versionsOf(platform.db, request.params.year)
      return versions.map((one, i) => {
        const said = one.data.amendments.at(-1) ?? one.data.notice
        const before = versions[i + 1]
        return {
          version: one.version,
          inForceFrom: one.inForceFrom.toISOString(),
          inForceUntil: versions[i - 1]?.inForceFrom.toISOString() ?? null,
          title: said.title,
          number: said.number,
          noticeId: one.noticeId,
          differences: before ? differences(before.data, one.data) : [],
        }
      })
    },
  })
}
