import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { notFound } from '../../platform/http/problem.ts'
import { flag, id, idParams, pageOf, pageQuery, problems } from '../../platform/http/schemas.ts'
import { emailAddress, mobileNumber } from '../../platform/messaging/index.ts'
import type { Platform } from '../context.ts'
import { contextOf, signedIn } from '../identity/index.ts'
import { changeContact } from './actions/change-contact.ts'
import { contactOf, countUnseen, markAllSeen, markSeen, noticesOf, usualWays, writeWishes } from './store.ts'
import { sentences } from './words.zh.ts'

/** Every kind of notice that capabilities give, with what it is called. */
export type NoticeKinds = Readonly<Record<string, string>>

const notice = z.object({
  id: z.int(),
  at: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  text: z.string(),
  address: z.string().describe('办理这件事的页面，没有则为空'),
  seenAt: z.string().nullable(),
})
const wish = z.object({ kind: z.string(), email: z.boolean(), sms: z.boolean() })
const contact = z.object({
  email: z.string().nullable().describe('遮盖后的邮箱'),
  phone: z.string().nullable().describe('遮盖后的手机号码'),
  kinds: z.array(wish.extend({ label: z.string() })),
})

/** Notices to whoever is signed in, and where else they may reach that person. */
export const registerNotices = (app: FastifyInstance, platform: Platform, { kinds }: { kinds: NoticeKinds }): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['通知']
  const onRequest = signedIn
  const { db } = platform
  const done = (what: string) => ({ 204: z.null().describe(what) })

  routes.route({
    method: 'GET',
    url: '/api/notices',
    onRequest,
    schema: {
      tags,
      summary: '自己的通知，新的在前',
      querystring: pageQuery.extend({ unseen: flag.describe('只列未读') }),
      response: { 200: pageOf(notice).extend({ unseen: z.int().describe('未读条数') }), ...problems(401) },
    },
    async handler(request) {
      const { page, size } = request.query
      const personId = request.actor!.personId!
      const { rows, total } = await noticesOf(db, personId, request.query)
      return {
        items: rows.map((row) => ({
          ...row,
          at: row.at.toISOString(),
          kindLabel: kinds[row.kind] ?? row.kind,
          seenAt: row.seenAt?.toISOString() ?? null,
        })),
        total,
        page,
        size,
        unseen: await countUnseen(db, personId),
      }
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/notices/count',
    onRequest,
    config: { polled: true },
    schema: {
      tags,
      summary: '未读通知的条数',
      description: '供页面定时询问，不算操作，不延长登录。',
      response: { 200: z.object({ unseen: z.int() }), ...problems(401) },
    },
    handler: async (request) => ({ unseen: await countUnseen(db, request.actor!.personId!) }),
  })

  routes.route({
    method: 'PUT',
    url: '/api/notices/:id/seen',
    onRequest,
    schema: {
      tags,
      summary: '标为已读',
      params: idParams,
      response: { ...done('已标为已读'), ...problems(401, 404) },
    },
    async handler(request, reply) {
      const found = await markSeen(db, request.actor!.personId!, request.params.id, platform.clock())
      if (!found) throw notFound(sentences.noSuchNotice)
      return reply.code(204).send(null)
    },
  })

  routes.route({
    method: 'PUT',
    url: '/api/notices/seen',
    onRequest,
    schema: {
      tags,
      summary: '全部标为已读',
      description: 'upTo 是列表中最新一条的编号；之后来的通知仍为未读。',
      body: z.object({ upTo: id }),
      response: { ...done('已标为已读'), ...problems(401) },
    },
    async handler(request, reply) {
      await markAllSeen(db, request.actor!.personId!, request.body.upTo, platform.clock())
      return reply.code(204).send(null)
    },
  })

  const shown = async (personId: number) => {
    const { email, phone, wishes } = await contactOf(db, personId)
    return {
      email,
      phone,
      kinds: Object.entries(kinds).map(([kind, label]) => ({
        ...usualWays,
        ...wishes.find((wish) => wish.kind === kind),
        kind,
        label,
      })),
    }
  }

  routes.route({
    method: 'GET',
    url: '/api/contact',
    onRequest,
    schema: {
      tags,
      summary: '自己的邮箱、手机，以及哪些通知另发到那里',
      response: { 200: contact, ...problems(401) },
    },
    handler: (request) => shown(request.actor!.personId!),
  })

  routes.route({
    method: 'PUT',
    url: '/api/contact',
    onRequest,
    schema: {
      tags,
      summary: '设置自己的邮箱、手机',
      description: '不写的一项不变，null 表示删除。加密保存，只用于发送通知，只有本人可以改。',
      body: z
        .object({ email: emailAddress.nullable().optional(), phone: mobileNumber.nullable().optional() })
        .refine(({ email, phone }) => email !== undefined || phone !== undefined, sentences.nothingGiven),
      response: { 200: contact, ...problems(401) },
    },
    async handler(request) {
      await changeContact(contextOf(platform, request), request.body)
      return shown(request.actor!.personId!)
    },
  })

  routes.route({
    method: 'PUT',
    url: '/api/contact/kinds',
    onRequest,
    schema: {
      tags,
      summary: '选择哪些通知另发邮件、短信',
      body: z.object({
        kinds: z.array(wish.extend({ kind: z.string().refine((kind) => kind in kinds, '没有这一类通知') })).max(200),
      }),
      response: { 200: contact, ...problems(401) },
    },
    async handler(request) {
      const wishes = new Map(request.body.kinds.map((one) => [one.kind, one]))
      await writeWishes(db, request.actor!.personId!, [...wishes.values()])
      return shown(request.actor!.personId!)
    },
  })
}
