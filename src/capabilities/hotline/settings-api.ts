import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Platform, transact } from '../../foundations/context.ts'
import { able, contextOf } from '../../foundations/identity/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import { problems, requiredText, text } from '../../platform/http/schemas.ts'
import { type AriSettings, probeAri } from '../../platform/telephony/index.ts'
import type { Hotline } from './ports.ts'
import { hoursFaults } from './rules/office-hours.ts'
import type { Standing } from './seat-api.ts'
import { probeSentence, settingIssues } from './setting-words.zh.ts'
import { hotlineSettings, readSettings, writeSettings } from './settings.ts'
import { settingHistory } from './settings-history.ts'
import { surveyAddress, surveyEnd, surveyText } from './survey/ask-for-rating.ts'
import { surveyNotReady, surveySms } from './survey/words.zh.ts'
import { forgetSwitch, keptSwitch, switchShape, withPassword, writeSwitch } from './telephone.ts'
import { words } from './words.zh.ts'

const tags = ['政务信息查询专线']
const done = { 204: z.null().describe('已办') }
const history = z.array(
  z.object({
    at: z.string(),
    by: z.string(),
    changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
  }),
)
const connection = z.object({
  url: z.string(),
  user: z.string(),
  app: z.string(),
  seatEndpoint: z.string(),
  numberEndpoint: z.string(),
  speech: z.string(),
  from: z.enum(['console', 'server', 'none']).describe('在工作端设定、在服务器上配置、没有设置'),
  passwordSet: z.boolean().describe('口令本身从不返回'),
  standing: z.enum(['connected', 'away', 'none']),
})
const issue = (field: string, key: string, message: string) => unprocessable(message, [{ field, key, message }])

/** What is set for the line and its telephone switch, who set it, and its seats. */
export const registerLineSettings = (
  app: FastifyInstance,
  platform: Platform,
  {
    server,
    sms = false,
    replies = false,
    standing,
  }: Pick<Hotline, 'server' | 'sms' | 'replies'> & { standing: Standing },
): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  api.get(
    '/api/hotline/settings',
    {
      onRequest: able('hotline.read', 'hotline.rota'),
      schema: { tags, summary: '专线的设置', response: { 200: hotlineSettings, ...problems(401, 403) } },
    },
    () => readSettings(platform.db),
  )
  api.put(
    '/api/hotline/settings',
    {
      onRequest: able('hotline.manage'),
      schema: { tags, summary: '修改专线的设置', body: hotlineSettings, response: { ...done, ...problems(401, 403) } },
    },
    async (request, reply) => {
      const issues = hoursFaults(request.body.hours).map(({ index, key }) => ({
        field: `hours.${index}`,
        key,
        message: key === 'order' ? settingIssues.hoursOrder : settingIssues.hoursOverlap,
      }))
      if (issues.length) throw unprocessable(issues[0]!.message, issues)
      await writeSettings(contextOf(platform, request), request.body)
      return reply.code(204).send(null)
    },
  )
  api.get(
    '/api/hotline/settings/history',
    {
      onRequest: able('hotline.manage'),
      schema: { tags, summary: '专线的设置由谁在何时改过', response: { 200: history, ...problems(401, 403) } },
    },
    () => settingHistory(platform.db, 'line'),
  )

  api.get(
    '/api/hotline/settings/rating-sms',
    {
      onRequest: able('hotline.manage'),
      schema: {
        tags,
        summary: '请来电人评价的短信会怎么写',
        querystring: z.object({ line: text(20), days: z.coerce.number().int().min(1).max(30) }),
        response: {
          200: z.object({ text: z.string(), notReady: z.string().describe('现在不能发送的原因，没有则为空') }),
          ...problems(401, 403),
        },
      },
    },
    async ({ query: { line, days } }) => {
      const now = platform.clock()
      const { site } = platform
      const address = site || !replies ? surveyAddress(site ?? surveySms.someSite, surveySms.someCode) : ''
      const notReady = site || replies ? (sms ? '' : surveyNotReady.sms) : surveyNotReady.site
      const { text: said } = surveyText(
        { line, on: legalDay(now), address, until: surveyEnd(now, days).until },
        replies,
      )
      return { text: said, notReady }
    },
  )

  const connect = able('hotline.connect')
  api.get(
    '/api/hotline/switch',
    {
      onRequest: connect,
      schema: { tags, summary: '电话交换机的连接', response: { 200: connection, ...problems(401, 403) } },
    },
    async () => {
      const kept = await keptSwitch(platform.db, platform, server)
      const settings: Partial<AriSettings> = kept?.settings ?? {}
      return {
        from: kept?.from ?? ('none' as const),
        url: settings.url ?? '',
        user: settings.user ?? '',
        passwordSet: kept !== undefined,
        app: settings.app ?? 'gongkai',
        seatEndpoint: settings.seatEndpoint ?? 'PJSIP/{number}',
        numberEndpoint: settings.numberEndpoint ?? 'PJSIP/{number}@trunk',
        speech: settings.speech ?? '',
        standing: standing(),
      }
    },
  )
  api.put(
    '/api/hotline/switch',
    {
      onRequest: connect,
      schema: {
        tags,
        summary: '设定电话交换机的连接；口令为空则不变，换了地址或者用户名须重新填写',
        body: switchShape,
        response: { ...done, ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      await writeSwitch(contextOf(platform, request), server, request.body)
      return reply.code(204).send(null)
    },
  )
  api.delete(
    '/api/hotline/switch',
    {
      onRequest: connect,
      schema: {
        tags,
        summary: '取消在工作端设定的连接，改用服务器上的配置',
        response: { ...done, ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      await forgetSwitch(contextOf(platform, request))
      return reply.code(204).send(null)
    },
  )
  api.post(
    '/api/hotline/switch/test',
    {
      onRequest: connect,
      config: { rateLimit: { max: 20, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: '试连一次电话交换机，不保存',
        body: switchShape,
        response: { 200: z.object({ ok: z.boolean(), sentence: z.string() }), ...problems(401, 403, 429) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const settings = withPassword(request.body, await keptSwitch(ctx.db, ctx, server))
      const probe = await probeAri(settings)
      await transact(ctx, async (work) =>
        work.audit({
          action: 'telephone-switch.tested',
          subject: 'hotline/switch-test',
          detail: { url: settings.url, found: probe.found },
        }),
      )
      return { ok: probe.found === 'switch', sentence: probeSentence(probe, settings.app) }
    },
  )
  api.get(
    '/api/hotline/switch/history',
    {
      onRequest: connect,
      schema: { tags, summary: '电话交换机的连接由谁在何时改过', response: { 200: history, ...problems(401, 403) } },
    },
    () => settingHistory(platform.db, 'switch'),
  )

  api.post(
    '/api/hotline/seats',
    {
      onRequest: able('hotline.manage'),
      schema: {
        tags,
        summary: '新建座席',
        body: z.object({ name: requiredText(20), extension: z.string().regex(/^\d{0,10}$/, '分机号只能是数字') }),
        response: { 201: z.object({ id: z.int() }), ...problems(401, 403, 409) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const made = await transact(ctx, async (work) => {
        const row = await work.trx
          .insertInto('seat')
          .values(request.body)
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!row) throw issue('name', 'taken', words.seatExists)
        work.audit({ action: 'hotline.seat-made', subject: `seat/${row.id}`, detail: request.body })
        return row
      })
      return reply.code(201).send(made)
    },
  )
}
