import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { transact } from '../../src/foundations/context.ts'
import { home } from '../../src/platform/home.ts'
import { type Keyring, openKeyring } from '../../src/platform/keyring.ts'
import {
  blankOld,
  type Lines,
  mailLine,
  messageFigures,
  mostAttempts,
  type NewMessage,
  queueMessage,
  sendDue,
  smsLine,
} from '../../src/platform/messaging/index.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { headerOf, type MailServer, mailServer, partOf, refusal } from '../support/mail-server.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'
import { type SmsGateway, smsGateway } from '../support/sms-gateway.ts'

/** The outbox against a real mail server and a real HTTP gateway, on a real PostgreSQL. */

let platform: TestPlatform
let folder: string
let keyring: Keyring
const open: (MailServer | SmsGateway)[] = []
const kept = <T extends MailServer | SmsGateway>(server: T): T => {
  open.push(server)
  return server
}

beforeAll(async () => {
  platform = await testPlatform()
  folder = await mkdtemp(join(tmpdir(), 'gongkai-messages-'))
  // In a folder of its own, so that another process can open what is sealed here.
  keyring = openKeyring(folder)
})
afterEach(async () => {
  await platform.db.deleteFrom('message').execute()
  await Promise.all(open.splice(0).map((server) => server.close()))
  platform.time.set('2026-03-02T01:00:00Z')
})
afterAll(async () => {
  await platform.close()
  await rm(folder, { recursive: true, force: true })
})

let count = 0
const message = (given: Partial<NewMessage> = {}): NewMessage => ({
  channel: 'email',
  audience: 'citizen',
  to: 'lixiaoxi@example.cn',
  subject: '您的申请已收到（〔2026〕1号）',
  text: '您的申请已收到。我们将在 2026年3月30日 前答复您。',
  about: 'request/1',
  key: `k${++count}`,
  ...given,
})
const sms = (given: Partial<NewMessage> = {}) => message({ channel: 'sms', to: '13800000000', ...given })
const queue = (...messages: NewMessage[]) =>
  transact(platform.as(), async (work) => {
    const made = []
    for (const one of messages) made.push(await queueMessage(work, keyring, one))
    return made
  })
const mail = (server: { port: number }, account = '', query = '?tls.rejectUnauthorized=false'): Lines => ({
  email: (files) =>
    mailLine(
      { url: `smtp://${account}127.0.0.1:${server.port}/${query}`, from: '云溪县 <noreply@yunxi.example>' },
      files,
    ),
})
const gateway = ({ url }: SmsGateway, token?: string): Lines => ({ sms: () => smsLine({ url, token }) })
const lines: string[] = []
const log = createLog('debug', { write: (line: string) => void lines.push(line) })
const round = (how: Lines) => sendDue({ ...platform, keyring, log }, how)
const rows = () => platform.db.selectFrom('message').selectAll().orderBy('at').orderBy('idempotency_key').execute()
const row = async () => (await rows())[0]!

describe('queueing', () => {
  test('the message is there if the act is; the same key is the same message', async () => {
    await expect(
      transact(platform.as(), async (work) => {
        await queueMessage(work, keyring, message())
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    expect(await rows()).toEqual([])
    const [first, again] = await queue(message({ key: 'request/1/received' }), message({ key: 'request/1/received' }))
    expect([first!.queued, again!.queued, again!.id]).toEqual([true, false, first!.id])
    expect(await rows()).toHaveLength(1)
  })

  test('twenty at once with one key make one message', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => queue(message({ key: 'once' }))))
    expect(made.flat().filter(({ queued }) => queued)).toHaveLength(1)
    expect(new Set(made.flat().map(({ id }) => id)).size).toBe(1)
  })

  test('neither recipient nor text stands in the database in clear', async () => {
    await queue(message(), sms())
    const text = JSON.stringify(await rows())
    for (const secret of ['lixiaoxi', '13800000000', '我们将在']) expect(text).not.toContain(secret)
    expect((await rows()).map((one) => one.recipient_masked)).toEqual(['li***@example.cn', '138****0000'])
  })

  test.each([
    ['email', 'nobody'],
    ['email', 'a@b.cn, c@d.cn'],
    ['email', 'a@b.cn\r\nBcc: c@d.cn'],
    ['sms', '0571-88888888'],
    ['sms', '23800000000'],
  ] as const)('%s to %j is refused', async (channel, to) => {
    await expect(queue(message({ channel, to }))).rejects.toThrow()
  })
  test.each(['+86 138-0000-0000', '8613800000000', '138 0000 0000'])('%s is 13800000000', async (to) => {
    await queue(sms({ to }))
    const sent = kept(await smsGateway())
    await round(gateway(sent))
    expect(sent.asked[0]!.body.to).toBe('13800000000')
  })
})

describe('e-mail', () => {
  test('signed in over STARTTLS: subject, both bodies and attachment arrive as they were given', async () => {
    const server = kept(await mailServer({ authOptional: false }))
    const { hash } = await platform.files.put(Buffer.from('答复书'))
    const [made] = await queue(
      message({ html: '<p>您的申请已收到。</p>', attachments: [{ hash, name: '答复书.pdf' }] }),
    )
    expect(await round(mail(server, 'gongkai:spring@'))).toEqual({ sent: 1, failed: 0, putOff: 0 })
    const [letter] = server.letters
    expect(letter).toMatchObject({
      from: 'noreply@yunxi.example',
      to: ['lixiaoxi@example.cn'],
      encrypted: true,
      user: 'gongkai',
    })
    expect(headerOf(letter!, 'Message-ID')).toBe(`<${made!.id}@yunxi.example>`)
    expect(headerOf(letter!, 'Auto-Submitted')).toBe('auto-generated')
    expect(partOf(letter!, 'text/plain')).toBe(message().text)
    expect(partOf(letter!, 'text/html')).toContain('<p>您的申请已收到。</p>')
    expect(letter!.raw).toContain(Buffer.from('答复书').toString('base64'))
    expect(await row()).toMatchObject({ status: 'sent', attempts: 1, last_error: null })
    expect((await row()).provider_reference).toBeTruthy()
    expect(await round(mail(server, 'gongkai:spring@'))).toMatchObject({ sent: 0 })
  })

  test('a password is not sent in clear, unless the operator says so', async () => {
    const server = kept(
      await mailServer({ hideSTARTTLS: true, allowInsecureAuth: true, disabledCommands: ['STARTTLS'] }),
    )
    await queue(message())
    expect(await round(mail(server, 'gongkai:spring@'))).toMatchObject({ putOff: 1 })
    expect((await row()).last_error).toMatch(/^not_encrypted/)
    platform.time.pass({ minutes: 1 })
    expect(await round(mail(server, 'gongkai:spring@', '?requireTLS=false'))).toMatchObject({ sent: 1 })
  })

  test('a wrong password stops the line; the others lose no try', async () => {
    const server = kept(await mailServer({ authOptional: false }))
    await queue(message({ key: 'a' }), message({ key: 'b' }))
    expect(await round(mail(server, 'gongkai:wrong@'))).toEqual({ sent: 0, failed: 0, putOff: 1 })
    expect((await rows()).map((one) => one.attempts).sort()).toEqual([0, 1])
    expect((await rows()).find((one) => one.attempts)!.last_error).toBe('sign_in_refused 535')
    platform.time.pass({ minutes: 1 })
    expect(await round(mail(server, 'gongkai:spring@'))).toMatchObject({ sent: 2 })
  })

  test('a recipient refused for good has failed; one refused for now is tried again; no sentence is kept', async () => {
    const server = kept(
      await mailServer({
        onRcptTo({ address }, _session, done) {
          if (address.startsWith('gone')) return done(refusal(550, `no ${address} here`))
          if (address.startsWith('full')) return done(refusal(452, `mailbox of ${address} full`))
          done()
        },
      }),
    )
    await queue(
      message({ key: 'a', to: 'gone@example.cn' }),
      message({ key: 'b', to: 'full@example.cn' }),
      message({ key: 'c' }),
    )
    expect(await round(mail(server))).toEqual({ sent: 1, failed: 1, putOff: 1 })
    expect((await rows()).map((one) => [one.status, one.last_error])).toEqual([
      ['failed', 'recipient_refused 550'],
      ['queued', 'put_off 452'],
      ['sent', null],
    ])
    expect(JSON.stringify(await rows()) + lines.join('')).not.toMatch(/gone@|full@/)
  })

  test('pauses grow, and after the last try the message has failed', async () => {
    const server = kept(await mailServer({ onRcptTo: (_to, _session, done) => done(refusal(450, 'later')) }))
    await queue(message())
    const waited: number[] = []
    for (let n = 0; n < mostAttempts; n++) {
      await round(mail(server))
      const { status, next_attempt_at, attempts } = await row()
      expect(attempts).toBe(n + 1)
      if (status !== 'queued') break
      waited.push((next_attempt_at.getTime() - platform.time.now().epochMilliseconds) / 60_000)
      // Not a moment earlier.
      expect(await round(mail(server))).toMatchObject({ putOff: 0 })
      platform.time.set(next_attempt_at.toISOString())
    }
    expect(waited).toEqual([1, 5, 15, 60, 180, 360, 720, 1440])
    expect(await row()).toMatchObject({ status: 'failed', last_error: 'put_off 450', attempts: mostAttempts })
  })

  test('a server that drops the line in the middle of the text, that is away, that refuses the text', async () => {
    const server: MailServer = kept(
      await mailServer({
        onData(stream) {
          stream.once('data', () => server.cut())
          stream.resume()
        },
      }),
    )
    await queue(message({ text: '长'.repeat(400_000) }))
    expect(await round(mail(server))).toMatchObject({ putOff: 1 })
    expect((await row()).last_error).toMatch(/^unreachable/)
    const { port } = server
    await server.close()
    platform.time.pass({ minutes: 1 })
    expect(await round(mail({ port }))).toMatchObject({ putOff: 1 })
    expect((await row()).last_error).toMatch(/^unreachable/)
    const strict = kept(await mailServer({}, () => Promise.reject(refusal(554, 'spam from lixiaoxi@example.cn'))))
    platform.time.pass({ minutes: 5 })
    expect(await round(mail(strict))).toMatchObject({ failed: 1 })
    expect((await row()).last_error).toBe('content_refused 554')
  })

  test('a server that never answers is left after a while', async () => {
    const server = kept(await mailServer({ onData: (stream) => void stream.resume() }))
    await queue(message())
    expect(await round(mail(server, '', '?tls.rejectUnauthorized=false&socketTimeout=300'))).toMatchObject({
      putOff: 1,
    })
    expect((await row()).last_error).toBe('too_slow')
  })

  test('an attachment that is no longer there fails the message by name', async () => {
    const server = kept(await mailServer())
    await queue(message({ attachments: [{ hash: 'a'.repeat(64), name: '答复书.pdf' }] }))
    expect(await round(mail(server))).toMatchObject({ failed: 1 })
    expect((await row()).last_error).toBe('attachment_missing')
  })
})

describe('crashes and crowds', () => {
  test('killed after the mail server took the letter and before it is noted: sent again with the same Message-ID', async () => {
    let child: ReturnType<typeof spawn> | undefined
    const server = kept(
      await mailServer({}, async () => {
        if (!child) return
        const ended = new Promise((resolve) => child!.once('exit', resolve))
        child.kill('SIGKILL')
        await ended
      }),
    )
    await queue(message())
    const argument = JSON.stringify({
      database: platform.url,
      folder,
      smtp: `smtp://127.0.0.1:${server.port}/?ignoreTLS=true`,
      at: '2026-03-02T01:00:00Z',
    })
    child = spawn(process.execPath, [join(home, 'test', 'messaging', 'one-round.ts'), argument], { stdio: 'inherit' })
    const signal = await new Promise((resolve) => child!.once('exit', (_code, how) => resolve(how)))
    expect(signal).toBe('SIGKILL')
    child = undefined
    expect(await row()).toMatchObject({ status: 'queued', attempts: 1 })
    // In the hands of the dead one until the lease ends.
    expect(await round(mail(server))).toMatchObject({ sent: 0 })
    platform.time.pass({ minutes: 10 })
    expect(await round(mail(server))).toMatchObject({ sent: 1 })
    expect(await row()).toMatchObject({ status: 'sent', attempts: 2 })
    const ids = server.letters.map((letter) => headerOf(letter, 'Message-ID'))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  test('what kills the program every time is not tried for ever', async () => {
    await queue(message())
    await platform.db.updateTable('message').set({ attempts: mostAttempts }).execute()
    const server = kept(await mailServer())
    expect(await round(mail(server))).toEqual({ sent: 0, failed: 1, putOff: 0 })
    expect(await row()).toMatchObject({ status: 'failed', last_error: 'interrupted' })
    expect(server.letters).toEqual([])
  })

  test('four workers at once send forty messages once each', async () => {
    const server = kept(await mailServer({}, () => sleep(5)))
    await queue(...Array.from({ length: 40 }, (_, n) => message({ to: `p${n}@example.cn` })))
    const rounds = await Promise.all(Array.from({ length: 4 }, () => round(mail(server))))
    expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(40)
    expect(rounds.filter(({ sent }) => sent > 0).length).toBeGreaterThan(1)
    expect(new Set(server.letters.flatMap((letter) => letter.to)).size).toBe(40)
    expect(server.letters).toHaveLength(40)
  })

  test('cancelled while it was being sent: sent is sent', async () => {
    const server = kept(
      await mailServer({}, () => platform.db.updateTable('message').set({ status: 'cancelled' }).execute().then()),
    )
    await queue(message())
    await round(mail(server))
    expect(await row()).toMatchObject({ status: 'sent' })
  })
})

describe('SMS', () => {
  test('text, template, token and key go to the gateway; its number is kept', async () => {
    const sent = kept(await smsGateway())
    const [made] = await queue(sms({ template: 'request-received', params: { number: '〔2026〕1号' } }))
    expect(await round(gateway(sent, 's3cret'))).toMatchObject({ sent: 1 })
    expect(sent.asked[0]).toMatchObject({
      headers: { authorization: 'Bearer s3cret', 'idempotency-key': made!.id },
      body: {
        id: made!.id,
        to: '13800000000',
        text: sms().text,
        template: 'request-received',
        params: { number: '〔2026〕1号' },
      },
    })
    expect(await row()).toMatchObject({ status: 'sent', provider_reference: 'P-1' })
  })

  test.each([
    [200, 'not JSON', 'sent', null],
    [202, '', 'sent', null],
    [400, '', 'failed', 'content_refused 400'],
    [422, '13800000000 is no number', 'failed', 'content_refused 422'],
    [401, '', 'queued', 'sign_in_refused 401'],
    [429, '', 'queued', 'put_off 429'],
    [302, '', 'queued', 'unreachable 302'],
    [500, '', 'queued', 'unreachable 500'],
  ])('answered with %i %j it is %s', async (status, body, then, trouble) => {
    const sent = kept(await smsGateway(() => ({ status, body, headers: { location: 'http://127.0.0.1:1/' } })))
    await queue(sms())
    await round(gateway(sent))
    expect(await row()).toMatchObject({ status: then, last_error: trouble })
  })

  test('a gateway that is away', async () => {
    await queue(sms())
    await round({ sms: () => smsLine({ url: 'http://127.0.0.1:1/', token: undefined }) })
    expect((await row()).last_error).toMatch(/^unreachable/)
  })

  test.each([
    ['2026-03-02T12:59:00Z', 1],
    ['2026-03-02T13:00:00Z', 0],
    ['2026-03-02T20:00:00Z', 0],
    ['2026-03-02T23:59:00Z', 0],
    ['2026-03-03T00:00:00Z', 1],
  ])('at %s to a citizen: %i; to staff and by e-mail at any hour', async (at, citizens) => {
    const sent = kept(await smsGateway())
    const server = kept(await mailServer())
    await queue(sms(), sms({ audience: 'staff' }), message())
    platform.time.set(at)
    await round({ ...gateway(sent), ...mail(server) })
    expect(sent.asked).toHaveLength(1 + citizens)
    expect(server.letters).toHaveLength(1)
  })
})

describe('without a line', () => {
  test('messages wait without a word in the log, and are cancelled after a week, not failed', async () => {
    await queue(sms(), message({ key: 'mail' }))
    lines.length = 0
    for (let n = 0; n < 5; n++) expect(await round({})).toEqual({ sent: 0, failed: 0, putOff: 0 })
    expect((await rows()).map((one) => [one.status, one.attempts])).toEqual([
      ['queued', 0],
      ['queued', 0],
    ])
    expect(lines).toEqual([])
    platform.time.pass({ hours: 7 * 24 })
    const server = kept(await mailServer())
    // The mail line was set up too late for a message of last week.
    expect(await round(mail(server))).toEqual({ sent: 0, failed: 1, putOff: 0 })
    expect((await rows()).map((one) => [one.channel, one.status, one.last_error]).sort()).toEqual([
      ['email', 'failed', 'too_late'],
      ['sms', 'cancelled', 'not_configured'],
    ])
  })

  test('a message of short use is not sent after its time', async () => {
    await queue(message({ until: platform.time.now().add({ minutes: 10 }) }))
    platform.time.pass({ minutes: 10 })
    expect(await round(mail(kept(await mailServer())))).toMatchObject({ sent: 0, failed: 1 })
  })
})

test('figures, and what was said is removed after its time', async () => {
  const server = kept(await mailServer())
  await queue(message())
  await round(mail(server))
  await queue(sms(), sms())
  const now = platform.time.now()
  expect(await messageFigures(platform.db, now)).toEqual({
    email: { waiting: 0, failed: 0, oldest: null },
    sms: { waiting: 2, failed: 0, oldest: new Date(now.epochMilliseconds) },
  })
  expect(await blankOld(platform.db, now)).toBe(0)
  expect(await blankOld(platform.db, now.add({ seconds: 1 }))).toBe(1)
  const sent = (await rows()).find((one) => one.channel === 'email')!
  expect(sent).toMatchObject({ recipient_sealed: null, body_sealed: null, attachments: [], status: 'sent' })
  expect(sent.recipient_masked).toBe('li***@example.cn')
})
