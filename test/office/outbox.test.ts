import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { inquiryMessages } from '../../src/capabilities/inquiries/index.ts'
import { transact } from '../../src/foundations/context.ts'
import { registerOutbox, sendMessages, sweepMessages } from '../../src/foundations/outbox/index.ts'
import { troubles } from '../../src/foundations/outbox/words.zh.ts'
import { linesOf, type NewMessage, queueMessage } from '../../src/platform/messaging/index.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { mailServer, refusal } from '../support/mail-server.ts'
import { type Call, signedInAs, testOffice } from '../support/office.ts'
import { everyRole, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** 发件箱 as the system administrator and the disclosure office have it. */

let platform: TestPlatform
let app: FastifyInstance
let office: Call
let people: Awaited<ReturnType<typeof everyRole>>

beforeAll(async () => {
  platform = await testPlatform()
  const said = [{ group: '政务信息查询', samples: inquiryMessages }]
  app = await testOffice(platform, (app) =>
    registerOutbox(app, platform, { configured: { email: true, sms: false }, said }),
  )
  people = await everyRole(platform, await unit(platform, { name: '县政府办' }))
  office = await signedInAs(app, platform, people.disclosure_office)
})
afterEach(async () => {
  await platform.db.deleteFrom('message').execute()
  await platform.db.deleteFrom('notice').execute()
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

let count = 0
const queue = async (given: Partial<NewMessage> = {}) =>
  (
    await transact(platform.as(), (work) =>
      queueMessage(work, platform.keyring, {
        channel: 'email',
        audience: 'citizen',
        to: 'lixiaoxi@example.cn',
        subject: '您的申请已收到（〔2026〕1号）',
        text: '李小溪，您的申请已收到。',
        about: 'request/1',
        key: `k${++count}`,
        ...given,
      }),
    )
  ).id
const set = (
  id: string,
  values: { status?: string; last_error?: string; body_sealed?: null; recipient_sealed?: null },
) => platform.db.updateTable('message').set(values).where('id', '=', id).execute()
const list = async (query = '') => (await office('GET', `/api/messages${query}`)).body

test('shows beforehand what citizens are told, with made values in every place', async () => {
  const { status, body } = await office('GET', '/api/messages/templates')
  expect([status, body.map((one: { group: string }) => one.group)]).toEqual([200, ['政务信息查询']])
  const { items } = body[0]
  expect(items).toContainEqual({
    template: 'inquiry-received',
    spoken: false,
    subject: '已收到您的来信（政询〔2026〕1号）',
    text: expect.stringContaining('由某某局负责。我们将在'),
    smsParts: 2,
  })
  expect(JSON.stringify(items)).not.toMatch(/undefined|null/)
})

test('shows recipients masked, the reason in words, and nothing of what is said', async () => {
  const gone = await queue({ to: 'gone@example.cn' })
  await set(gone, { status: 'failed', last_error: 'recipient_refused 550' })
  await queue({ channel: 'sms', to: '13800000000' })
  const answer = await list()
  expect(answer.channels).toEqual({
    email: { configured: true, waiting: 0, failed: 1 },
    sms: { configured: false, waiting: 1, failed: 0 },
  })
  const [sms, email] = ['sms', 'email'].map((channel) =>
    answer.items.find((one: { channel: string }) => one.channel === channel),
  )
  expect(email).toMatchObject({ recipient: 'go***@example.cn', trouble: '收件人不存在或被拒收（550）', canRetry: true })
  expect(sms).toMatchObject({ recipient: '138****0000', waitsFor: 'configuration', canRetry: false, canCancel: true })
  for (const secret of ['gone@', '13800000000', '李小溪']) expect(JSON.stringify(answer)).not.toContain(secret)
})

test('filters by status, channel and matter; bad ones are refused', async () => {
  await set(await queue(), { status: 'failed' })
  await queue({ about: 'request/2' })
  expect((await list('?status=failed')).total).toBe(1)
  expect((await list('?channel=sms')).total).toBe(0)
  expect((await list('?about=request/2')).total).toBe(1)
  for (const query of ['?status=lost', '?channel=fax', '?page=0', '?about=%00'])
    expect((await office('GET', `/api/messages${query}`)).status).toBe(422)
})

describe('sending again and cancelling', () => {
  const retry = (id: string) => office('POST', `/api/messages/${id}/retry`)
  const cancel = (id: string) => office('POST', `/api/messages/${id}/cancellation`)
  const statusOf = async (id: string) =>
    await platform.db
      .selectFrom('message')
      .select(['status', 'attempts'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()

  test.each([
    ['queued', 409, 204],
    ['failed', 204, 204],
    ['cancelled', 204, 409],
    ['sent', 409, 409],
  ] as const)('%s: again %i, cancel %i', async (status, again, cancelled) => {
    const sent = status === 'sent' ? { sent_at: new Date() } : {}
    const made = async () => {
      const id = await queue()
      await platform.db
        .updateTable('message')
        .set({ status, ...sent })
        .where('id', '=', id)
        .execute()
      return id
    }
    const [one, other] = [await made(), await made()]
    expect((await retry(one)).status).toBe(again)
    expect((await cancel(other)).status).toBe(cancelled)
    expect((await statusOf(one)).status).toBe(again === 204 ? 'queued' : status)
    expect((await statusOf(other)).status).toBe(cancelled === 204 ? 'cancelled' : status)
  })

  test('what was removed cannot be sent again; what never was is not found', async () => {
    const id = await queue()
    await set(id, { status: 'failed', body_sealed: null, recipient_sealed: null })
    expect((await retry(id)).body.detail).toMatch(/已按保存期限清除/)
    expect((await retry('5b0c7f7e-0000-4000-8000-000000000000')).status).toBe(404)
    expect((await retry('1')).status).toBe(422)
  })

  test('both are in the audit log', async () => {
    const id = await queue()
    await cancel(id)
    await retry(id)
    const rows = await platform.db
      .selectFrom('audit_entry')
      .select('action')
      .where('subject', '=', `message/${id}`)
      .orderBy('seq')
      .execute()
    expect(rows.map((row) => row.action)).toEqual(['message.cancelled', 'message.retried'])
  })
})

describe('a test message', () => {
  test('is queued, and its address stands nowhere in clear', async () => {
    const { status } = await office('POST', '/api/messages/tests', { channel: 'email', to: 'me@example.cn' })
    expect(status).toBe(201)
    expect((await list()).items[0]).toMatchObject({ subject: '测试消息', recipient: 'm***@example.cn' })
    const entries = await platform.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', 'message.tested')
      .execute()
    expect(entries).toHaveLength(1)
    expect(JSON.stringify(entries)).not.toContain('me@example.cn')
  })
  test.each([
    [{ channel: 'sms', to: '13800000000' }, /SMS_URL/],
    [{ channel: 'sms', to: '12345' }, /./],
    [{ channel: 'email', to: 'nobody' }, /./],
    [{ channel: 'email', to: 'a@b.cn\nBcc: c@d.cn' }, /./],
    [{ channel: 'fax', to: '1' }, /./],
  ])('%j is refused', async (body, sentence) => {
    const answer = await office('POST', '/api/messages/tests', body)
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringMatching(sentence)])
    expect((await list()).total).toBe(0)
  })
})

test('settings: defaults, change, refusals, audit', async () => {
  const usual = { quietFrom: '21:00', quietUntil: '08:00', keepDays: 180 }
  expect((await office('GET', '/api/message-settings')).body).toEqual(usual)
  const changed = { quietFrom: '22:30', quietUntil: '07:00', keepDays: 90 }
  expect((await office('PUT', '/api/message-settings', changed)).body).toEqual(changed)
  for (const wrong of [{ quietFrom: '25:00' }, { keepDays: 1 }, { quietUntil: '8' }])
    expect((await office('PUT', '/api/message-settings', { ...usual, ...wrong })).status).toBe(422)
  expect((await office('GET', '/api/message-settings')).body).toEqual(changed)
  await office('PUT', '/api/message-settings', usual)
})

test('the job: a failure tells those who can mend it, once a day; metrics; the sweep', async () => {
  const server = await mailServer({ onRcptTo: (_to, _session, done) => done(refusal(550, 'no')) })
  const metrics = createMetrics()
  const lines = linesOf({
    email: { url: `smtp://127.0.0.1:${server.port}/?ignoreTLS=true`, from: 'noreply@yunxi.example' },
    sms: undefined,
  })
  await queue()
  await queue({ channel: 'sms', to: '13800000000' })
  await sendMessages(platform, lines, metrics)
  await queue()
  await sendMessages(platform, lines, metrics)
  await server.close()
  const notices = await platform.db.selectFrom('notice').selectAll().orderBy('person_id').execute()
  expect(notices.map((one) => one.person_id)).toEqual(
    [people.disclosure_office, people.system_administrator].map((one) => one.personId).sort((a, b) => a - b),
  )
  const shown = await metrics.registry.metrics()
  expect(shown).toContain('gongkai_messages{channel="email",state="failed"} 2')
  expect(shown).toContain('gongkai_messages{channel="sms",state="not_configured"} 1')
  expect(shown).toContain('gongkai_message_wait_seconds{channel="sms"} 0')
  expect(shown).toContain('gongkai_messages_total{outcome="failed"} 2')

  const later = { ...platform, clock: () => platform.time.now().add({ hours: 181 * 24 }) }
  await sweepMessages(later)
  const rows = await platform.db.selectFrom('message').selectAll().execute()
  expect(rows.filter((row) => row.body_sealed === null).map((row) => row.channel)).toEqual(['email', 'email'])
})

test('every trouble has its sentence', () => {
  for (const sentence of Object.values(troubles)) expect(sentence).toMatch(/\p{Script=Han}/u)
})
