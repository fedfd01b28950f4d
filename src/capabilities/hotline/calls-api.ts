import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Platform, transact } from '../../foundations/context.ts'
import { able, contextOf } from '../../foundations/identity/index.ts'
import { forbidden, notFound, unavailable, unprocessable } from '../../platform/http/problem.ts'
import { day, id, pageOf, pageQuery, problems, requiredText, text } from '../../platform/http/schemas.ts'
import { type Leg, SwitchTrouble } from '../../platform/telephony/index.ts'
import { enterCall, logCall, logMessage, openCaseOfCall } from './actions/log-call.ts'
import { askTransfer, cancelTransfer } from './actions/transfer.ts'
import * as answers from './answers.ts'
import { between, callFigures, callsBehind, inHour } from './behind.ts'
import { loggedOutcomes, outcomes } from './call.ts'
import { openCaller } from './caller.ts'
import { figureLabels } from './figure-words.zh.ts'
import { mayUnmask } from './permissions.ts'
import type { Hotline } from './ports.ts'
import { readSettings } from './settings.ts'
import { type CallRow, callById, callColumns } from './store.ts'
import { callView, rowView } from './view.ts'
import { outcomeLabels, words } from './words.zh.ts'

const tags = ['政务信息查询专线']
const done = { 204: z.null().describe('已办') }
const callParams = z.object({ id: z.uuid() })
const openedCase = z.object({
  id: z.int(),
  address: z.string(),
  code: z.string().describe('查询码，读给来电人'),
  restricted: z.boolean().describe('投诉、举报只由监督部门查看'),
})

/** Routes of calls: the list, by hand, what came of one, passing on, a case. */
export const registerCalls = (app: FastifyInstance, platform: Platform, hotline: Hotline) => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const onRequest = able('hotline.answer')
  /** What the switch cannot do now is said; what was written down stays. */
  const tell = async (work: Promise<unknown> | undefined) => {
    await work?.catch((error) => {
      if (error instanceof SwitchTrouble && error.kind === 'gone') return
      if (error instanceof SwitchTrouble) throw unavailable(words.switchAway)
      throw error
    })
  }
  const hangUp = async (leg: Leg | undefined) => {
    if (leg) await tell((await hotline.pbx?.())?.drop(leg))
  }

  api.get(
    '/api/hotline/vocabulary',
    {
      onRequest: able('hotline.read'),
      schema: { tags, summary: '来电的各种名称', response: { 200: answers.vocabulary, ...problems(401, 403) } },
    },
    () => ({ outcomes: outcomeLabels, figures: figureLabels }),
  )

  api.get(
    '/api/hotline/calls',
    {
      onRequest: able('hotline.read'),
      schema: {
        tags,
        summary: '来电记录，新的在前；留言先到先列',
        querystring: pageQuery.extend({
          view: z.enum(['all', 'mine', 'messages', 'recorded']).default('all'),
          outcome: z.enum(outcomes).optional(),
          figure: z.enum(callFigures).optional().describe('只列这一统计数字所计的来电'),
          unitId: id.optional(),
          hour: z.coerce.number().int().min(0).max(23).optional().describe('只列这一小时打进的'),
          from: day.optional(),
          to: day.optional(),
        }),
        response: { 200: pageOf(answers.callRow), ...problems(401, 403) },
      },
    },
    async (request) => {
      const { actor } = contextOf(platform, request)
      const { page, size, view, outcome, figure, unitId, hour, from, to } = request.query
      const of = platform.db
        .selectFrom('call')
        .$if(view === 'mine', (q) => q.where('call.person_id', '=', actor.personId))
        .$if(view === 'messages', (q) => q.where('outcome', '=', 'voicemail').where('logged_at', 'is', null))
        .$if(view === 'recorded', (q) =>
          q.where((eb) =>
            eb.exists(eb.selectFrom('call_recording').select('call_id').whereRef('call_id', '=', 'call.id')),
          ),
        )
        .$if(outcome !== undefined, (q) => q.where('outcome', '=', outcome!))
        .where(callsBehind(figure, unitId))
        .$if(hour !== undefined, (q) => q.where(inHour(hour!)))
        .where(between(from ?? '2000-01-01', to ?? '9999-12-30'))
      const { total } = await of.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await of
        .leftJoin('person', 'person.id', 'call.person_id')
        .leftJoin('unit', 'unit.id', 'call.unit_id')
        .select(callColumns)
        .select(['person.name as person', 'unit.short_name as unitName'])
        .select(sql<number>`(select count(*)::int from call_recording r where r.call_id = call.id)`.as('recordings'))
        .orderBy('call.began_at', view === 'messages' ? 'asc' : 'desc')
        .orderBy('call.id')
        .limit(size)
        .offset((page - 1) * size)
        .execute()
      return {
        items: rows.map((row) => rowView(platform, actor, row as unknown as Parameters<typeof rowView>[2])),
        total,
        page,
        size,
      }
    },
  )

  api.post(
    '/api/hotline/calls',
    {
      onRequest,
      schema: {
        tags,
        summary: '手工登记一通来电（未经交换机接入的）',
        body: z.object({
          caller: text(30),
          line: text(20).default(''),
          requestKey: z.uuid().describe('由表单生成，重复提交只登记一次'),
        }),
        response: { 201: z.object({ id: z.uuid() }), ...problems(401, 403, 409) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const line = request.body.line || (await readSettings(ctx.db)).line
      return reply.code(201).send({ id: await enterCall(ctx, { ...request.body, line }) })
    },
  )

  api.get(
    '/api/hotline/calls/:id',
    {
      onRequest: able('hotline.read'),
      schema: {
        tags,
        summary: '一通来电',
        params: callParams,
        response: { 200: answers.callDetail, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { actor } = contextOf(platform, request)
      const found = await callView(platform, hotline, actor, request.params.id)
      if (!found) throw notFound(words.noCall)
      return found
    },
  )

  api.post(
    '/api/hotline/calls/:id/caller-view',
    {
      onRequest,
      schema: {
        tags,
        summary: '查看完整的来电号码（记入审计日志）',
        params: callParams,
        response: { 200: z.object({ caller: z.string() }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const call = await theirCall(ctx.db, request.params.id)
      if (!mayUnmask(ctx.actor, call)) throw forbidden(words.notYourCall)
      await transact(ctx, async (work) =>
        work.audit({ action: 'call.caller-seen', subject: `call/${call.id}`, detail: {} }),
      )
      return { caller: openCaller(ctx.keyring, call.id, call.callerSealed) }
    },
  )

  api.post(
    '/api/hotline/calls/:id/log',
    {
      onRequest,
      schema: {
        tags,
        summary: '登记结果并结束通话；座席随即示闲',
        params: callParams,
        body: z.object({
          outcome: z.enum(loggedOutcomes).exclude(['case']),
          source: z
            .string()
            .regex(/^(knowledge|record|unit)\/[1-9]\d{0,8}$/, '来源不正确')
            .nullable()
            .default(null),
          unitId: id.nullable().default(null),
          question: text(500).default(''),
        }),
        response: { ...done, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const call = await theirCall(ctx.db, request.params.id)
      if (call.outcome === 'voicemail') await logMessage(ctx, call.id, request.body)
      else {
        const leg = await logCall(ctx, hotline, call.id, request.body)
        // The talk is logged, whether or not the switch can hang up now.
        await hangUp(leg).catch(() => undefined)
      }
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/api/hotline/calls/:id/transfer',
    {
      onRequest,
      schema: {
        tags,
        summary: '转接单位：先呼叫值班联络员，再呼叫替班人员，最后呼叫公开电话',
        params: callParams,
        body: z.object({ unitId: id }),
        response: { 200: answers.callDetail, ...problems(401, 403, 404, 409) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const pbx = await hotline.pbx?.()
      const { leg, number } = await askTransfer(ctx, pbx, request.params.id, request.body.unitId)
      const { ringSeconds } = await readSettings(ctx.db)
      try {
        await tell(pbx?.ring(leg, number, ringSeconds))
      } catch (error) {
        await cancelTransfer(ctx, request.params.id)
        throw error
      }
      return (await callView(platform, hotline, ctx.actor, request.params.id))!
    },
  )

  api.delete(
    '/api/hotline/calls/:id/transfer',
    {
      onRequest,
      schema: { tags, summary: '取消转接', params: callParams, response: { ...done, ...problems(401, 403, 404, 409) } },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const leg = await cancelTransfer(ctx, request.params.id)
      const call = await theirCall(ctx.db, request.params.id)
      await hangUp({ id: leg, callId: call.switchId ?? '', kind: 'transfer' })
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/api/hotline/calls/:id/case',
    {
      onRequest,
      schema: {
        tags,
        summary: '把来电或者留言登记为事项',
        params: callParams,
        body: z.object({
          kind: z
            .string()
            .max(40)
            .default('question')
            .describe('question、complaint、report 等，见 /api/inquiries/vocabulary'),
          unitId: id.nullable().describe('不知道归谁办的为空，由县政府办分办；投诉、举报为所涉及的单位'),
          aboutCaseId: id.nullable().default(null).describe('投诉的是来电人此前的哪件事项'),
          topic: z.string().max(40),
          name: text(50),
          phone: text(30).describe('不填则用来电号码；举报不填的不留号码'),
          pin: text(20).default('').describe('查询密码，不留电话的凭它查询'),
          subject: requiredText(100),
          text: requiredText(5000),
          place: text(500).default(''),
        }),
        response: { 201: openedCase, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const call = await theirCall(ctx.db, request.params.id)
      const { topic } = request.body
      if (hotline.topics && !Object.hasOwn(hotline.topics, topic))
        throw unprocessable(words.noTopic, [{ field: 'topic', key: 'topic', message: words.noTopic }])
      // Who reports wrongdoing may stay unnamed: their number goes along only when they leave it.
      const anonymous = request.body.kind === 'report'
      const phone = request.body.phone || (anonymous ? '' : openCaller(ctx.keyring, call.id, call.callerSealed))
      const { hangUp: leg, ...made } = await openCaseOfCall(ctx, hotline, call.id, { ...request.body, phone })
      await hangUp(leg).catch(() => undefined)
      return reply.code(201).send(made)
    },
  )
}

const theirCall = async (db: Platform['db'], callId: string): Promise<CallRow> => {
  const call = await callById(db, callId)
  if (!call) throw notFound(words.noCall)
  return call
}
