import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { addDocument, cases, caseWords, openDocument, sendPaper } from '../../foundations/casework/index.ts'
import { grounds } from '../../foundations/classification/index.ts'
import { groundLabels } from '../../foundations/classification/words.zh.ts'
import { type Platform, transact } from '../../foundations/context.ts'
import { acceptableAttachment, detectDocument } from '../../foundations/documents/index.ts'
import { refuseInfected } from '../../foundations/files/virus-scan.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { applicantShape, contentShape } from '../../foundations/intake/request-form.ts'
import { cite } from '../../foundations/law/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { forbidden, notFound, unprocessable } from '../../platform/http/problem.ts'
import {
  day,
  flag,
  id,
  idParams,
  pageOf,
  pageQuery,
  problems,
  requiredText,
  text,
} from '../../platform/http/schemas.ts'
import { wholeFile } from '../../platform/http/whole-file.ts'
import { act } from './actions/act.ts'
import { register } from './actions/register.ts'
import { registerAnnual } from './annual/api.ts'
import { unitsBelow } from './annual/store.ts'
import * as answers from './answers.ts'
import { openApplicant } from './applicant.ts'
import { registerArchiveIndex } from './archive/api.ts'
import { requestDetail } from './detail.ts'
import { type EventData, eventData } from './events.ts'
import { registerRequestImport } from './import/api.ts'
import { registerLetters } from './letters/api.ts'
import { listRequests, listRowViews, views } from './lists.ts'
import { mayRead, mayUnmask } from './permissions.ts'
import { seatOf, unitsInReach } from './reach.ts'
import { registerRedaction } from './redaction-api.ts'
import { registerReleaseGate } from './release-api.ts'
import { registerRemedies } from './remedies/api.ts'
import { channels, documentKinds, parties, statuses } from './request.ts'
import { registerReuse } from './reuse/api.ts'
import { replyKind, replyKindKeys, rowOfGround } from './rules/reply-kinds.ts'
import { requestKind, requestOf } from './store.ts'
import { type Action, actions } from './transitions.ts'
import * as words from './words.zh.ts'
import { registerRequestWork } from './work-api.ts'

/** Largest paper of a case, bytes. */
const largest = 50 * 1024 * 1024
/** Working days within which a case is `soon`: the first reminder. */
const soon = 5

const pathOf = (action: Action) => action.replaceAll('_', '-')

/** Routes of 依申请公开 for the office: lists, entry, one route for every verb of the transition table, papers. */
export const registerRequests = async (app: FastifyInstance, platform: Platform): Promise<void> => {
  if (!app.hasContentTypeParser('multipart/form-data'))
    await app.register(multipart, { limits: { fileSize: largest, files: 1, fields: 10 } })
  registerLetters(app, platform)
  registerRequestWork(app, platform)
  registerRedaction(app, platform)
  registerReleaseGate(app, platform)
  registerAnnual(app, platform)
  registerRemedies(app, platform)
  registerReuse(app, platform)
  registerRequestImport(app, platform)
  registerArchiveIndex(app, platform)
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['依申请公开']

  api.get(
    '/api/requests',
    {
      schema: {
        tags,
        summary: '申请列表：未办结的按期限先后，办结的新的在前',
        querystring: pageQuery.extend({
          view: z.enum(views).default('open'),
          status: z.enum(statuses).optional(),
          unitId: id.optional(),
          party: z.enum(parties).optional(),
          q: text(100).optional(),
          outcome: text(20).optional(),
          receivedFrom: day.optional(),
          receivedTo: day.optional(),
          closedFrom: day.optional(),
          closedTo: day.optional(),
          openOn: day.optional().describe('此前收到、到这一天尚未办结的'),
          counted: flag.describe('只列计入年度报告表二的'),
          below: flag.describe('unitId 含所有下级机关'),
        }),
        response: { 200: pageOf(answers.requestRow), ...problems(401, 403) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const reach = await unitsInReach(ctx)
      if (reach !== 'all' && !reach.length) throw forbidden()
      const { page, size, below, unitId } = request.query
      const unitIds = below && unitId ? await unitsBelow(ctx.db, unitId) : undefined
      const calendar = ctx.calendar()
      const today = legalDay(ctx.clock())
      const { items, total } = await listRequests(ctx.db, { ...request.query, unitIds }, reach, {
        personId: ctx.actor.personId,
        today,
        soonOn: calendar.lastDay(today, soon).last,
      })
      return {
        items: await listRowViews(ctx, items),
        total,
        page,
        size,
      }
    },
  )

  api.get(
    '/api/requests/vocabulary',
    {
      schema: {
        tags,
        summary: '依申请公开的各种名称与答复种类',
        response: { 200: answers.vocabulary, ...problems(401) },
      },
    },
    async (request) => {
      contextOf(platform, request)
      return {
        statuses: words.statusLabels,
        channels: words.channelLabels,
        parties: words.partyLabels,
        supplyForms: words.supplyFormLabels,
        deliveryWays: words.deliveryWayLabels,
        consultations: words.consultationLabels,
        opinions: words.opinionLabels,
        documentKinds: words.documentKindLabels,
        remedyKinds: words.remedyKindLabels,
        remedyOutcomes: words.remedyOutcomeLabels,
        tableRows: words.tableRowLabels,
        grounds: groundLabels,
        groundRows: rowOfGround,
        groundLaws: Object.fromEntries(grounds.map((one) => [one.code, cite(one.law).short])),
        needs: words.needLabels,
        links: words.linkLabels,
        remedyRoutes: words.remedyRouteLabels,
        replyKinds: replyKindKeys.map((key) => {
          const kind = replyKind(key)
          return {
            key,
            label: words.replyKindLabels[key],
            law: cite(kind.law).short,
            asks: kind.asks ?? ('information' as const),
            needs: [...kind.needs],
            from: [...(kind.from ?? (['handling'] as const))],
            remedy: kind.remedy,
            row: kind.row,
            releases: kind.releases ?? false,
          }
        }),
      }
    },
  )

  api.post(
    '/api/requests',
    {
      schema: {
        tags,
        summary: '登记当面、信函、传真、电话、口头提出的申请',
        body: z.object({
          unitId: id,
          channel: z.enum(channels).exclude(['portal']),
          applicant: applicantShape,
          content: contentShape,
          reachedOn: day.describe('提交、签收、收到信函、传真或者来电之日'),
          note: text(2000).default(''),
          requestKey: z.uuid().describe('由页面生成；同一件重复提交只登记一次'),
        }),
        response: { 201: answers.requestDetail, ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      return reply.code(201).send(await requestDetail(ctx, await register(ctx, request.body)))
    },
  )

  api.get(
    '/api/requests/:id',
    {
      schema: {
        tags,
        summary: '一件申请的全部情况：期限逐日台账、可以办理的下一步',
        params: idParams,
        response: { 200: answers.requestDetail, ...problems(401, 404) },
      },
    },
    (request) => requestDetail(contextOf(platform, request), request.params.id),
  )

  for (const action of actions)
    api.post(
      `/api/requests/:id/${pathOf(action)}`,
      {
        schema: {
          tags,
          summary: words.actionLabels[action],
          params: idParams,
          body: z.object({
            version: z.int().min(1).max(1_000_000).describe('所见案件的版本'),
            data: eventData[action] as z.ZodType,
            note: text(5000).default('').describe('理由、说明；加密保存'),
            letters: z.array(answers.letterShape).max(5).default([]).describe('随这一步发出的文书'),
            acknowledged: z
              .array(z.string().max(200))
              .max(500)
              .default([])
              .describe('审核通过时逐条确认过的提示（release-checks 中 warn 的 key）'),
          }),
          response: {
            200: answers.requestDetail,
            204: z.null().describe('已办理；案件转到了另一机关，不在您的办理范围内'),
            ...problems(401, 403, 404, 409),
          },
        },
      },
      async (request, reply) => {
        const ctx = contextOf(platform, request)
        const { id: caseId } = request.params
        const { data, letters, ...more } = request.body
        await act(ctx, { caseId, action, data: data as never, letters: letters as never, ...more })
        const moved = action === 'redirect' && !mayRead(ctx.actor, (data as EventData['redirect']).unitId)
        return moved ? reply.code(204).send(null) : requestDetail(ctx, caseId)
      },
    )

  api.post(
    '/api/requests/:id/applicant-view',
    {
      schema: {
        tags,
        summary: '查看申请人的完整信息（写明用途，记入审计日志）',
        params: idParams,
        body: z.object({ purpose: requiredText(200) }),
        response: { 200: answers.applicant, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { id: caseId } = request.params
      const row = await cases.caseById(ctx.db, requestKind, caseId)
      const seat = row && (await seatOf(ctx.db, row.unitId))
      if (!seat || !mayRead(ctx.actor, seat)) throw notFound(caseWords.none)
      if (!mayUnmask(ctx.actor, seat)) throw forbidden()
      return transact(ctx, async (work) => {
        const { purpose } = request.body
        work.audit({ action: 'request.applicant-seen', subject: `request/${caseId}`, detail: { purpose } })
        return openApplicant(ctx.keyring, caseId, (await requestOf(work.trx, caseId)).applicantSealed)
      })
    },
  )

  api.post(
    '/api/requests/:id/documents',
    {
      schema: {
        tags,
        summary: '向案卷添加文件（multipart，一次一个）',
        consumes: ['multipart/form-data'],
        params: idParams,
        querystring: z.object({ kind: z.enum(documentKinds) }),
        response: { 201: z.object({ id: z.string() }), ...problems(401, 403, 404, 409, 413) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { id: caseId } = request.params
      const row = await cases.caseById(ctx.db, requestKind, caseId)
      const seat = row && (await seatOf(ctx.db, row.unitId))
      if (!seat || !mayRead(ctx.actor, seat)) throw notFound(caseWords.none)
      if (!ctx.actor.posts.some((post) => post.unitId === seat && ['clerk', 'section_head'].includes(post.role)))
        throw forbidden(words.why.wrongRole('信息员、科室负责人'))
      const part = request.isMultipart() ? await request.file() : undefined
      if (!part)
        throw unprocessable(words.fileWords.none, [{ field: 'file', key: 'none', message: words.fileWords.none }])
      const bytes = await wholeFile(part, words.fileWords.tooLarge)
      const name = part.filename.normalize('NFC').slice(0, 200)
      const detected = await detectDocument(bytes, name)
      const verdict = acceptableAttachment(detected, { name, size: bytes.length }, largest)
      if (!verdict.ok)
        throw unprocessable(verdict.message, [{ field: 'file', key: verdict.key, message: verdict.message }])
      await refuseInfected(ctx, bytes)
      const { kind } = request.query
      const documentId = await transact(ctx, async (work) => {
        const now = (await cases.lockCase(work.trx, requestKind, caseId))!
        const made = await addDocument(ctx, work, {
          caseId,
          seq: now.version,
          kind,
          name,
          mediaType: detected.mediaType,
          bytes,
          forApplicant: kind === 'release',
        })
        work.audit({ action: 'request.document-added', subject: `request/${caseId}`, detail: { kind } })
        return made
      })
      return reply.code(201).send({ id: documentId })
    },
  )

  api.get(
    '/api/requests/:id/documents/:document',
    {
      schema: {
        tags,
        summary: '下载案卷中的文件（记入审计日志）',
        params: z.object({ id, document: z.uuid() }),
        response: problems(401, 403, 404),
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { id: caseId, document } = request.params
      const row = await cases.caseById(ctx.db, requestKind, caseId)
      const seat = row && (await seatOf(ctx.db, row.unitId))
      if (!seat || !mayRead(ctx.actor, seat)) throw notFound(caseWords.none)
      if (!mayUnmask(ctx.actor, seat)) throw forbidden()
      const found = await openDocument(ctx, caseId, document)
      if (!found) throw notFound()
      await transact(ctx, async (work) =>
        work.audit({ action: 'request.document-seen', subject: `request/${caseId}`, detail: { document } }),
      )
      return sendPaper(reply, found)
    },
  )
}
