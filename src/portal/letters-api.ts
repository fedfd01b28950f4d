import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isTopic, topicKeys, topics } from '../foundations/classification/index.ts'
import { inquiryKinds } from '../foundations/intake/inquiry-form.ts'
import { notFound, Problem } from '../platform/http/problem.ts'
import { problems } from '../platform/http/schemas.ts'
import { letterPath } from './addresses.ts'
import { recordParams } from './api-shapes.ts'
import type { PortalDeps } from './deps.ts'
import { letterWords as w } from './letter-words.zh.ts'
import type { Letter } from './replica/dialogue.ts'
import type { Replica } from './replica/types.ts'
import { words } from './words.zh.ts'

const tags = ['来信与答复']
const whole = (least: number, most: number, otherwise: number) =>
  z.coerce.number().int().min(least).max(most).default(otherwise)
const named = z.object({ code: z.string(), name: z.string() })

const mailbox = z.object({
  id: z.number(),
  title: z.string(),
  holder: z.string(),
  post: z.string(),
  duties: z.string().describe('分工'),
  unit: named.nullable(),
  open: z.boolean().describe('为 false 时不再收信'),
  letters: z.number().describe('公开的来信件数'),
})
const letter = z.object({
  id: z.number(),
  url: z.string(),
  kind: z.string(),
  unit: named.nullable(),
  mailbox: z.object({ id: z.number(), title: z.string() }).nullable(),
  topic: named,
  title: z.string(),
  question: z.string().describe('纯文本'),
  answer: z.string().describe('纯文本；说明的为未按期办结的原因'),
  receivedOn: z.string(),
  answeredOn: z.string().describe('答复日期；说明的为承诺答复的日期'),
  satisfaction: z.enum(['satisfied', 'fair', 'dissatisfied']).nullable(),
  publishedAt: z.string(),
})
const lettersQuery = z.object({
  what: z.enum(['reply', 'explanation']).default('reply').describe('来信和答复，或者未按期办结的说明'),
  q: z.string().max(200).default('').describe('标题和来信中的词语'),
  unit: z.string().max(100).optional().describe('单位代码'),
  mailbox: z.coerce.number().int().min(1).max(2_147_483_647).optional().describe('领导信箱编号'),
  topic: z.enum(topicKeys).optional().describe('类别代码'),
  kind: z.enum(inquiryKinds).optional().describe('事项'),
  page: whole(1, 1000, 1),
  size: whole(1, 100, 20),
})
const counts = {
  received: z.number(),
  answered: z.number(),
  onTime: z.number(),
  rated: z.number(),
  satisfied: z.number(),
  fair: z.number().describe('基本满意'),
}
const month = z.object({
  month: z.string().describe('YYYY-MM'),
  units: z.array(
    z.object({
      unit: named.nullable(),
      ...counts,
    }),
  ),
  mailboxes: z
    .array(z.object({ mailbox: z.object({ id: z.number(), title: z.string() }).nullable(), ...counts }))
    .describe('写给各领导信箱的'),
  topics: z.array(z.object({ topic: named, ...counts })).describe('按类别'),
  onTime: z.number().optional().describe('按期答复合计：在任何单位手里都没有逾期的；各单位的只看自己手里'),
})

/** Leaders' mailboxes, letters with answers, figures as JSON. */
export function registerLettersApi(app: FastifyInstance, deps: Pick<PortalDeps, 'replica' | 'baseUrl'>): void {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const unitOf = (replica: Replica, id: number) => {
    const found = replica.unit(id)
    return found ? { code: found.code, name: found.name } : null
  }
  const boxOf = (replica: Replica, id: number) => {
    const found = replica.mailbox(id)
    return found ? { id: found.id, title: found.title } : null
  }
  const topicOf = (code: string) => ({ code, name: isTopic(code) ? topics[code] : code })
  const letterJson = (replica: Replica, one: Letter): z.infer<typeof letter> => {
    const { unitId, mailboxId, topic, what: _what, unitName: _name, ...rest } = one
    return {
      ...rest,
      url: deps.baseUrl + letterPath(one),
      unit: unitOf(replica, unitId),
      mailbox: mailboxId === null ? null : boxOf(replica, mailboxId),
      topic: topicOf(topic),
    }
  }

  api.get(
    '/api/v1/mailboxes',
    { schema: { tags, summary: '领导信箱和领导分工', response: { 200: z.object({ items: z.array(mailbox) }) } } },
    async () => {
      const replica = deps.replica()
      const counts = replica.letterCounts({ what: 'reply' }).mailbox
      return {
        items: replica.mailboxes().map(({ unitId, position: _position, ...box }) => ({
          ...box,
          unit: unitOf(replica, unitId),
          letters: counts.get(String(box.id)) ?? 0,
        })),
      }
    },
  )

  api.get(
    '/api/v1/letters',
    {
      schema: {
        tags,
        summary: '公开的来信和答复，新的在前',
        querystring: lettersQuery,
        response: {
          200: z.object({ total: z.number(), page: z.number(), size: z.number(), items: z.array(letter) }),
        },
      },
    },
    async (request) => {
      const replica = deps.replica()
      const { unit: code, mailbox: mailboxId, ...query } = request.query
      const unit = code === undefined ? undefined : replica.unitByCode(code)
      if (code !== undefined && !unit) throw new Problem(422, 'unknown-code', words.api.badQuery, words.api.unitUnknown)
      const list = replica.letters({ ...query, unitId: unit?.id, mailboxId })
      return { ...list, items: list.items.map((one) => letterJson(replica, one)) }
    },
  )

  for (const what of ['reply', 'explanation'] as const)
    api.get(
      what === 'reply' ? '/api/v1/letters/:id' : '/api/v1/letters/:id/explanation',
      {
        schema: {
          tags,
          summary: what === 'reply' ? '取一件来信和答复；已撤下的为 410' : '取一件未按期办结的说明；已撤下的为 410',
          params: recordParams,
          response: { 200: letter.extend({ logSeq: z.number() }), ...problems(404) },
        },
      },
      async (request) => {
        const replica = deps.replica()
        const found = replica.letter(request.params.id, what)
        if (!found) throw notFound(w.noLetter)
        if (found.state === 'withdrawn')
          throw new Problem(410, 'withdrawn', w.goneTitle, found.gone.reason, { extra: { logSeq: found.logSeq } })
        return { ...letterJson(replica, found.letter), logSeq: found.logSeq }
      },
    )

  api.get(
    '/api/v1/inquiry-figures',
    {
      schema: {
        tags,
        summary: '咨询来信办理情况，按月，分单位、领导信箱、类别',
        response: { 200: z.object({ months: z.array(month) }) },
      },
    },
    async () => {
      const replica = deps.replica()
      return {
        months: replica.inquiryFigures().map(({ month: name, units, onTime, mailboxes = [], topics: by = [] }) => ({
          month: name,
          units: units.map(({ unitId, fair = 0, ...counts }) => ({ unit: unitOf(replica, unitId), ...counts, fair })),
          mailboxes: mailboxes.map(({ mailboxId, ...rest }) => ({ mailbox: boxOf(replica, mailboxId), ...rest })),
          topics: by.map(({ topic, ...rest }) => ({ topic: topicOf(topic), ...rest })),
          ...(onTime !== undefined && { onTime }),
        })),
      }
    },
  )
}
