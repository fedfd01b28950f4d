import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cases, caseWords, openDocument, sendPaper } from '../../foundations/casework/index.ts'
import { topicKeys, topics } from '../../foundations/classification/index.ts'
import { type Platform, transact } from '../../foundations/context.ts'
import { able } from '../../foundations/identity/guard.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { inquiryContentShape, writerShape } from '../../foundations/intake/inquiry-form.ts'
import { likenesses, recognise } from '../../foundations/intake/recognise.ts'
import { unitsById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { forbidden, notFound } from '../../platform/http/problem.ts'
import { day, id, idParams, pageOf, pageQuery, problems, requiredText, text } from '../../platform/http/schemas.ts'
import { draftKnowledge } from './actions/draft-knowledge.ts'
import { perform } from './actions/perform.ts'
import { entryIssues, register } from './actions/register.ts'
import * as answers from './answers.ts'
import { openFile, reachOf, standingOf } from './case-file.ts'
import { inquiryDetail } from './detail.ts'
import { eventData } from './events.ts'
import { channels, inquiryKinds, satisfactions, statuses } from './inquiry.ts'
import { listInquiries, listRowView, views } from './lists.ts'
import { mailboxShape, saveMailbox } from './mailboxes/mailboxes.ts'
import { allMailboxes } from './mailboxes/store.ts'
import { earlierCases } from './other-cases.ts'
import { mayRead, mayUnmask, seesWriting } from './permissions.ts'
import { registerPublicReplies } from './publication/api.ts'
import { inquirySettings, readSettings, writeSettings } from './settings.ts'
import { behindQuery, registerStatistics } from './statistics/api.ts'
import { inquiryKind } from './store.ts'
import { suggestionOf } from './suggest.ts'
import { inquiryToDo } from './to-do.ts'
import { type Action, actions, transitions } from './transitions.ts'
import * as words from './words.zh.ts'
import { contentKey, openWriter, writerKey } from './writer.ts'

/** Working days within which a case is `soon`. */
const soon = 2

const entry = z.object({
  kind: z.enum(inquiryKinds),
  channel: z.enum(channels).exclude(['portal', 'kiosk']),
  unitId: id.nullable().default(null),
  mailboxId: id.nullable().default(null),
  topic: z.enum(topicKeys).default('other'),
  source: text(100).default('').describe('交办的上级单位'),
  sourceNumber: text(100).default('').describe('上级的编号'),
  aboutCaseId: id.nullable().default(null),
  aboutUnitId: id.nullable().default(null),
  writer: writerShape,
  content: inquiryContentShape,
  receivedOn: day,
  consent: z.boolean().nullable().default(null).describe('来信人是否同意公开；没有问过的为 null'),
  note: text(2000).default(''),
  requestKey: z.uuid().describe('由页面生成；同一件重复提交只登记一次'),
})

const mailbox = z.object({ id: z.int(), ...mailboxShape.shape, position: z.int(), open: z.boolean() })

const pathOf = (action: Action) => action.replaceAll('_', '-')
/** Verbs that somebody of the staff may do; the citizen's own are done at the desk of the portal. */
const staffActions = actions.filter((action) => transitions.some((row) => row.action === action && row.by !== 'writer'))

/** Routes of 政务信息查询 for the office: lists, entry, one route for every verb of the transition tables, mailboxes, settings. */
export const registerInquiries = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['政务信息查询']
  const reading = able('inquiries.read')
  registerPublicReplies(app, platform)
  registerStatistics(app, platform)

  api.get(
    '/api/inquiries',
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '查询来信列表：未办结的按期限先后，办结的新的在前',
        querystring: pageQuery.extend({
          view: z.enum(views).default('open'),
          kind: z.enum(inquiryKinds).optional(),
          channel: z.enum(channels).optional(),
          topic: z.enum(topicKeys).optional(),
          mailboxId: id.optional().describe('领导信箱'),
          status: z.enum(statuses).optional(),
          unitId: id.optional().describe('责任单位，或者正在会办的单位'),
          outcome: text(20).optional(),
          satisfaction: z.enum(satisfactions).optional(),
          q: text(100).optional().describe('编号、上级的编号、查询码，或者摘要中的词语'),
          receivedFrom: day.optional(),
          receivedTo: day.optional(),
          closedFrom: day.optional(),
          closedTo: day.optional(),
          ...behindQuery,
        }),
        response: { 200: pageOf(answers.inquiryRow), ...problems(401, 403) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { page, size } = request.query
      const soonOn = ctx.calendar().lastDay(legalDay(ctx.clock()), soon).last
      const { items, total } = await listInquiries(ctx, request.query, soonOn)
      return { items: items.map(listRowView(ctx)), total, page, size }
    },
  )

  api.get(
    '/api/inquiries/vocabulary',
    { schema: { tags, summary: '查询来信的各种名称', response: { 200: answers.vocabulary, ...problems(401) } } },
    async (request) => {
      contextOf(platform, request)
      return {
        kinds: words.kindLabels,
        channels: words.channelLabels,
        statuses: words.statusLabels,
        outcomes: words.outcomeLabels,
        topics,
        steps: words.stepKindLabels,
        complexities: words.complexityLabels,
        satisfactions: words.satisfactionLabels,
        views: words.viewLabels,
        likenesses: words.likenessLabels,
      }
    },
  )

  api.get(
    '/api/inquiries/to-do',
    { schema: { tags, summary: '查询来信待办', response: { 200: answers.toDo, ...problems(401) } } },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { count, groups } = await inquiryToDo(ctx)
      const view = listRowView(ctx)
      return {
        count,
        groups: groups.map(({ key, total, items }) => ({
          key,
          label: words.toDoLabels[key],
          total,
          items: items.map(view),
        })),
      }
    },
  )

  api.post(
    '/api/inquiries/entry-check',
    {
      onRequest: able('inquiries.enter'),
      schema: {
        tags,
        summary: '登记之前核对：哪里不对、像是什么事项、来信人以前的事项和内容相同的事项',
        body: entry.partial({ requestKey: true }),
        response: {
          200: z.object({
            issues: z.array(z.object({ field: z.string(), key: z.string(), message: z.string() })),
            likeness: z.array(z.enum(likenesses)),
            suggestion: answers.suggestion,
            earlier: z.array(answers.earlier),
          }),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const given = { ...request.body, requestKey: request.body.requestKey ?? '' }
      const { content, writer } = given
      return {
        issues: entryIssues(given, legalDay(ctx.clock()), (await readSettings(ctx.db)).entryDays),
        likeness: recognise(`${content.subject}\n${content.text}`),
        suggestion: suggestionOf(content, (await unitsById(ctx.db)).values()),
        earlier: await earlierCases(ctx, {
          caseId: 0,
          callerKey: writerKey(ctx.keyring, writer),
          contentKey: content.text.length > 1 ? contentKey(ctx.keyring, content) : '',
        }),
      }
    },
  )

  api.post(
    '/api/inquiries',
    {
      onRequest: able('inquiries.enter'),
      schema: {
        tags,
        summary: '登记来电、来访、来信、走访和上级交办的事项',
        body: entry,
        response: {
          201: answers.inquiryDetail,
          204: z.null().describe('已登记；不在您的办理范围内'),
          ...problems(401, 403),
        },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const caseId = await register(ctx, request.body)
      const row = (await cases.caseById(ctx.db, inquiryKind, caseId))!
      if (!mayRead(ctx.actor, reachOf(await openFile(ctx.db, row)))) return reply.code(204).send(null)
      return reply.code(201).send(await inquiryDetail(ctx, caseId))
    },
  )

  api.get(
    '/api/inquiries/:id',
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '一件事项的全部情况：期限逐日台账、可以办理的下一步',
        params: idParams,
        response: { 200: answers.inquiryDetail, ...problems(401, 403, 404) },
      },
    },
    (request) => inquiryDetail(contextOf(platform, request), request.params.id),
  )

  for (const action of staffActions)
    api.post(
      `/api/inquiries/:id/${pathOf(action)}`,
      {
        onRequest: reading,
        schema: {
          tags,
          summary: words.actionLabels[action],
          params: idParams,
          body: z.object({
            version: z.int().min(1).max(1_000_000).describe('所见案件的版本'),
            data: eventData[action] as z.ZodType,
            note: text(20_000).default('').describe('理由、答复、说明；加密保存'),
          }),
          response: {
            200: answers.inquiryDetail,
            204: z.null().describe('已办理；这件事项不再在您的办理范围内'),
            ...problems(401, 403, 404, 409),
          },
        },
      },
      async (request, reply) => {
        const ctx = contextOf(platform, request)
        const { id: caseId } = request.params
        const { version, data, note } = request.body
        await perform(ctx, { caseId, action, data: data as never, version, note })
        const row = (await cases.caseById(ctx.db, inquiryKind, caseId))!
        if (!mayRead(ctx.actor, reachOf(await openFile(ctx.db, row)))) return reply.code(204).send(null)
        return inquiryDetail(ctx, caseId)
      },
    )

  api.post(
    '/api/inquiries/:id/writer-view',
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '查看来信人的完整信息（写明用途，记入审计日志）',
        params: idParams,
        body: z.object({ purpose: requiredText(200) }),
        response: { 200: answers.writer, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { id: caseId } = request.params
      const row = await cases.caseById(ctx.db, inquiryKind, caseId)
      const file = row && (await openFile(ctx.db, row))
      if (!file || !mayRead(ctx.actor, reachOf(file))) throw notFound(caseWords.none)
      if (!mayUnmask(ctx.actor, standingOf(file))) throw forbidden()
      return transact(ctx, async (work) => {
        const { purpose } = request.body
        work.audit({ action: 'inquiry.writer-seen', subject: `inquiry/${caseId}`, detail: { purpose } })
        const { name, phone, email, address } = openWriter(ctx.keyring, caseId, file.inquiry.writerSealed)
        return { name, phone, email, address, anonymous: !name && !phone && !email }
      })
    },
  )

  api.get(
    '/api/inquiries/:id/documents/:document',
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '下载来信人附上的文件（记入审计日志）',
        params: z.object({ id, document: z.uuid() }),
        response: problems(401, 403, 404),
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { id: caseId, document } = request.params
      const row = await cases.caseById(ctx.db, inquiryKind, caseId)
      const file = row && (await openFile(ctx.db, row))
      if (!file || !mayRead(ctx.actor, reachOf(file))) throw notFound(caseWords.none)
      const paper = seesWriting(ctx.actor, file.state.kind) && (await openDocument(ctx, caseId, document))
      if (!paper) throw notFound()
      await transact(ctx, async (work) =>
        work.audit({ action: 'inquiry.document-seen', subject: `inquiry/${caseId}`, detail: { document } }),
      )
      return sendPaper(reply, paper)
    },
  )

  api.post(
    '/api/inquiries/:id/knowledge-draft',
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '把答复拟入知识库（遮盖个人信息；一件事项拟一条）',
        params: idParams,
        response: { 201: z.object({ entryId: z.int() }), ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const entryId = await draftKnowledge(contextOf(platform, request), request.params.id)
      return reply.code(201).send({ entryId })
    },
  )

  const boxes = async () =>
    (await allMailboxes(platform.db)).map(({ closedOn, ...box }) => ({ ...box, open: closedOn === null }))
  api.get(
    '/api/inquiries/mailboxes',
    {
      onRequest: reading,
      schema: { tags, summary: '领导信箱', response: { 200: z.array(mailbox), ...problems(401, 403) } },
    },
    boxes,
  )
  api.post(
    '/api/inquiries/mailboxes',
    {
      onRequest: able('inquiries.manage'),
      schema: {
        tags,
        summary: '开设领导信箱',
        body: mailboxShape,
        response: { 201: z.array(mailbox), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      await saveMailbox(contextOf(platform, request), null, request.body)
      return reply.code(201).send(await boxes())
    },
  )
  api.put(
    '/api/inquiries/mailboxes/:id',
    {
      onRequest: able('inquiries.manage'),
      schema: {
        tags,
        summary: '修改或者停用领导信箱',
        params: idParams,
        body: mailboxShape,
        response: { 200: z.array(mailbox), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      await saveMailbox(contextOf(platform, request), request.params.id, request.body)
      return boxes()
    },
  )

  api.get(
    '/api/inquiries/settings',
    {
      onRequest: reading,
      schema: { tags, summary: '办理期限与专线设置', response: { 200: inquirySettings, ...problems(401, 403) } },
    },
    () => readSettings(platform.db),
  )
  api.put(
    '/api/inquiries/settings',
    {
      onRequest: able('inquiries.manage'),
      schema: {
        tags,
        summary: '设置办理期限与专线',
        description: '期限按日期生效；已经收到的事项适用收到当日有效的期限。',
        body: inquirySettings,
        response: { 200: inquirySettings, ...problems(401, 403) },
      },
    },
    async (request) => {
      await writeSettings(contextOf(platform, request), request.body)
      return readSettings(platform.db)
    },
  )
}
