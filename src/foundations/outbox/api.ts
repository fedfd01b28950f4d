import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { unprocessable } from '../../platform/http/problem.ts'
import { pageOf, pageQuery, problems, text } from '../../platform/http/schemas.ts'
import {
  audiences,
  type Channel,
  channels,
  isQuiet,
  listMessages,
  type MessageStatus,
  messageFigures,
  messageSettings,
  messageStatuses,
  readMessageSettings,
  recipientShapes,
} from '../../platform/messaging/index.ts'
import type { Platform } from '../context.ts'
import { able, contextOf } from '../identity/index.ts'
import { cancelMessage } from './actions/cancel-message.ts'
import { changeMessageSettings } from './actions/change-message-settings.ts'
import { retryMessage } from './actions/retry-message.ts'
import { sendTest } from './actions/send-test.ts'
import { sentences, troubleLabel } from './words.zh.ts'

/** What a queued message waits for. */
const waits = ['configuration', 'morning', 'turn', 'pause'] as const

const message = z.object({
  id: z.uuid(),
  at: z.string(),
  channel: z.enum(channels),
  audience: z.enum(audiences),
  recipient: z.string().describe('遮盖后的收件人'),
  subject: z.string(),
  about: z.string().describe('所说的事项，例如 request/12'),
  attachments: z.int(),
  status: z.enum(messageStatuses),
  waitsFor: z.enum(waits).nullable().describe('等待发送的原因：未配置线路、夜间不发、排队、两次尝试之间的间隔'),
  attempts: z.int(),
  nextAttemptAt: z.string().nullable(),
  trouble: z.string().describe('没有发出的原因，没有则为空'),
  sentAt: z.string().nullable(),
  canRetry: z.boolean(),
  canCancel: z.boolean(),
})

/** A kind of message to citizens as it goes out, with made values in its places. */
export type MessageSample = {
  template: string
  subject: string
  text: string
  /** It is spoken on the telephone, and `template` is the name of the sound. */
  spoken?: boolean
}
/** What a capability says to citizens, under one heading. @param site address of the portal; '' when none is set */
export type MessageSamples = { group: string; samples: (site: string) => MessageSample[] }

/** Signs of a long SMS that go in one part (GSM 03.38, UCS-2); a short one has 70. */
const smsPart = 67
const smsParts = (text: string) => (text.length <= 70 ? 1 : Math.ceil(text.length / smsPart))

const figures = z.object({ configured: z.boolean(), waiting: z.int(), failed: z.int() })

/** 发件箱: what goes out by e-mail and SMS, for whoever keeps it going. Nobody reads here what is said, or to whom. */
export const registerOutbox = (
  app: FastifyInstance,
  platform: Platform,
  { configured, said = [] }: { configured: Record<Channel, boolean>; said?: readonly MessageSamples[] },
): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['发件箱']
  const read = able('messages.read')
  const manage = able('messages.manage')
  const params = z.object({ id: z.uuid() })

  routes.route({
    method: 'GET',
    url: '/api/messages',
    onRequest: read,
    schema: {
      tags,
      summary: '发件箱：新的在前',
      querystring: pageQuery.extend({
        status: z.enum(messageStatuses).optional(),
        channel: z.enum(channels).optional(),
        about: text(100).optional().describe('只列某一事项的消息'),
      }),
      response: {
        200: pageOf(message).extend({ channels: z.object({ email: figures, sms: figures }) }),
        ...problems(401, 403),
      },
    },
    async handler(request) {
      const { page, size } = request.query
      const now = platform.clock()
      const [{ rows, total }, settings, counts] = await Promise.all([
        listMessages(platform.db, request.query),
        readMessageSettings(platform.db),
        messageFigures(platform.db, now),
      ])
      const quiet = isQuiet(settings, now)
      const waitsFor = (row: (typeof rows)[number]): (typeof waits)[number] | null => {
        if (row.status !== 'queued') return null
        if (!configured[row.channel as Channel]) return 'configuration'
        if (quiet && row.channel === 'sms' && row.audience === 'citizen') return 'morning'
        return row.nextAttemptAt.getTime() > now.epochMilliseconds ? 'pause' : 'turn'
      }
      const stateOf = (channel: Channel) => ({
        configured: configured[channel],
        waiting: counts[channel].waiting,
        failed: counts[channel].failed,
      })
      return {
        items: rows.map((row) => {
          const status = row.status as MessageStatus
          return {
            id: row.id,
            at: row.at.toISOString(),
            channel: row.channel as Channel,
            audience: row.audience as (typeof audiences)[number],
            recipient: row.recipient,
            subject: row.subject,
            about: row.about,
            attachments: row.attachments,
            status,
            waitsFor: waitsFor(row),
            attempts: row.attempts,
            nextAttemptAt: status === 'queued' && row.attempts > 0 ? row.nextAttemptAt.toISOString() : null,
            trouble: row.lastError === null ? '' : troubleLabel(row.lastError),
            sentAt: row.sentAt?.toISOString() ?? null,
            canRetry: (status === 'failed' || status === 'cancelled') && !row.blanked,
            canCancel: status === 'queued' || status === 'failed',
          }
        }),
        total,
        page,
        size,
        channels: { email: stateOf('email'), sms: stateOf('sms') },
      }
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/messages/templates',
    onRequest: read,
    schema: {
      tags,
      summary: '告知公众的邮件、短信模板，填入示例后的样子',
      response: {
        200: z.array(
          z.object({
            group: z.string(),
            items: z.array(
              z.object({
                template: z.string().describe('短信模板名，向短信服务商报备时使用；语音提示为录音文件名'),
                subject: z.string().describe('邮件标题'),
                text: z.string(),
                smsParts: z.int().describe('作为短信时拆成几条'),
                spoken: z.boolean().describe('电话里的语音提示'),
              }),
            ),
          }),
        ),
        ...problems(401, 403),
      },
    },
    handler: async () =>
      said.map(({ group, samples }) => ({
        group,
        items: samples(platform.site ?? '').map(({ spoken = false, ...one }) => ({
          ...one,
          spoken,
          smsParts: spoken ? 0 : smsParts(one.text),
        })),
      })),
  })

  routes.route({
    method: 'POST',
    url: '/api/messages/tests',
    onRequest: manage,
    config: { rateLimit: { max: 30, timeWindow: 60_000 } },
    schema: {
      tags,
      summary: '发送一条测试消息',
      body: z.discriminatedUnion('channel', [
        z.object({ channel: z.literal('email'), to: recipientShapes.email }),
        z.object({ channel: z.literal('sms'), to: recipientShapes.sms }),
      ]),
      response: { 201: z.object({ id: z.uuid() }), ...problems(401, 403, 429) },
    },
    async handler(request, reply) {
      const { channel } = request.body
      if (!configured[channel]) {
        const sentence = sentences.notConfigured[channel]
        throw unprocessable(sentence, [{ field: 'channel', key: 'not_configured', message: sentence }])
      }
      return reply.code(201).send({ id: await sendTest(contextOf(platform, request), request.body) })
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/messages/:id/retry',
    onRequest: manage,
    schema: {
      tags,
      summary: '重新发送失败或已取消的消息',
      params,
      response: { 204: z.null().describe('已排队'), ...problems(401, 403, 404, 409) },
    },
    async handler(request, reply) {
      await retryMessage(contextOf(platform, request), request.params.id)
      return reply.code(204).send(null)
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/messages/:id/cancellation',
    onRequest: manage,
    schema: {
      tags,
      summary: '取消等待发送或发送失败的消息',
      params,
      response: { 204: z.null().describe('已取消'), ...problems(401, 403, 404, 409) },
    },
    async handler(request, reply) {
      await cancelMessage(contextOf(platform, request), request.params.id)
      return reply.code(204).send(null)
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/message-settings',
    onRequest: read,
    schema: { tags, summary: '消息发送设置', response: { 200: messageSettings, ...problems(401, 403) } },
    handler: () => readMessageSettings(platform.db),
  })

  routes.route({
    method: 'PUT',
    url: '/api/message-settings',
    onRequest: manage,
    schema: {
      tags,
      summary: '修改消息发送设置',
      description:
        'quietFrom 至 quietUntil（北京时间）之间不给公众发短信，两者相同表示不设；keepDays 天后清除内容和收件人。',
      body: messageSettings,
      response: { 200: messageSettings, ...problems(401, 403) },
    },
    async handler(request) {
      await changeMessageSettings(contextOf(platform, request), request.body)
      return readMessageSettings(platform.db)
    },
  })
}
