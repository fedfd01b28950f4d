import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { transact } from '../../src/foundations/context.ts'
import { delegate, endDelegation, holdersOf, registerIdentity } from '../../src/foundations/identity/index.ts'
import { type NewNotice, notify, registerNotices } from '../../src/foundations/notices/index.ts'
import { type Call, signedInAs, stranger, testOffice } from '../support/office.ts'
import { type Persona, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let wen: Persona
let luo: Persona
let [asWen, asLuo] = [] as unknown as [Call, Call]
let home: number
const kinds = { 'request.due': '申请到期提醒', 'request.assigned': '分办给我的申请' }

beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, (app) => {
    registerIdentity(app, platform, { secureCookies: false })
    registerNotices(app, platform, { kinds })
  })
  home = await unit(platform, { name: '财政局' })
  wen = await person(platform, { role: 'section_head', unit: home })
  luo = await person(platform, { role: 'clerk', unit: home })
  asWen = await signedInAs(app, platform, wen)
  asLuo = await signedInAs(app, platform, luo)
})
beforeEach(async () => {
  await platform.db.deleteFrom('notice').execute()
  await platform.db.deleteFrom('message').execute()
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

let count = 0
const notice = (given: Partial<NewNotice> = {}): NewNotice => ({
  kind: 'request.due',
  text: '申请〔2026〕12号 还剩 3 个工作日，2026年3月5日（星期四）到期。',
  address: '/requests/12',
  about: 'request/12',
  key: `n${++count}`,
  ...given,
})
const tell = (people: readonly Persona[], given: Partial<NewNotice> = {}) => {
  const ctx = { ...platform.as(), office: 'https://office.example.cn' }
  return transact(ctx, (work) =>
    notify(
      work,
      ctx,
      people.map((one) => one.personId),
      notice(given),
    ),
  )
}
const messages = () => platform.db.selectFrom('message').selectAll().orderBy('channel').execute()

describe('in the console', () => {
  test('the same notice is given once; each sees their own and marks them', async () => {
    expect(await tell([wen, luo, wen], { key: 'due/12' })).toBe(2)
    expect(await tell([wen, luo], { key: 'due/12' })).toBe(0)
    await tell([wen])
    const { body } = await asWen('GET', '/api/notices')
    expect(body).toMatchObject({ total: 2, unseen: 2 })
    expect(body.items[0]).toMatchObject({ kindLabel: '申请到期提醒', address: '/requests/12', seenAt: null })
    expect((await asWen('PUT', `/api/notices/${body.items[0].id}/seen`)).status).toBe(204)
    expect((await asWen('GET', '/api/notices/count')).body).toEqual({ unseen: 1 })
    expect((await asWen('GET', '/api/notices?unseen=true')).body.total).toBe(1)
    expect((await asLuo('GET', '/api/notices/count')).body).toEqual({ unseen: 1 })
  })

  test('another’s notice is not there; all seen leaves what came meanwhile', async () => {
    await tell([wen])
    const [first] = (await asWen('GET', '/api/notices')).body.items
    expect((await asLuo('PUT', `/api/notices/${first.id}/seen`)).status).toBe(404)
    await tell([wen])
    expect((await asWen('PUT', '/api/notices/seen', { upTo: first.id })).status).toBe(204)
    expect((await asWen('GET', '/api/notices/count')).body).toEqual({ unseen: 1 })
    for (const wrong of [{}, { upTo: 0 }, { upTo: 'all' }, { upTo: 2 ** 40 }])
      expect((await asWen('PUT', '/api/notices/seen', wrong)).status).toBe(422)
  })

  test('nobody signed in: 401', async () => {
    for (const [method, url] of [
      ['GET', '/api/notices'],
      ['GET', '/api/notices/count'],
      ['PUT', '/api/notices/1/seen'],
      ['PUT', '/api/notices/seen'],
      ['GET', '/api/contact'],
      ['PUT', '/api/contact'],
      ['PUT', '/api/contact/kinds'],
    ] as const)
      expect((await stranger(app)(method, url, method === 'GET' ? undefined : {})).status, url).toBe(401)
  })

  test('asking for the count keeps no session from idling, unless somebody is at work', async () => {
    const idle = await signedInAs(app, platform, wen)
    const start = platform.time.now()
    platform.time.pass({ minutes: 20 })
    await idle('GET', '/api/notices/count', undefined, { 'x-gongkai': 'at-work' })
    for (let minute = 0; minute < 29; minute++) {
      platform.time.pass({ minutes: 1 })
      expect((await idle('GET', '/api/notices/count')).status).toBe(200)
    }
    platform.time.pass({ minutes: 2 })
    expect((await idle('GET', '/api/notices/count')).status).toBe(401)
    platform.time.set(start.toString())
    asWen = await signedInAs(app, platform, wen)
    asLuo = await signedInAs(app, platform, luo)
  })
})

describe('copies', () => {
  test('by e-mail as usual, by SMS when wanted, nothing without an address', async () => {
    await tell([wen])
    expect(await messages()).toEqual([])
    const saved = await asWen('PUT', '/api/contact', { email: 'wen.yining@example.cn', phone: '+86 138 0000 0000' })
    expect(saved.body).toMatchObject({
      email: 'we***@example.cn',
      phone: '138****0000',
      kinds: [
        { kind: 'request.due', label: '申请到期提醒', email: true, sms: false },
        { kind: 'request.assigned', email: true, sms: false },
      ],
    })
    await tell([wen, luo], { key: 'due/13' })
    await tell([wen, luo], { key: 'due/13' })
    expect((await messages()).map((one) => [one.channel, one.audience, one.recipient_masked])).toEqual([
      ['email', 'staff', 'we***@example.cn'],
    ])
    const [mail] = await messages()
    const body = JSON.parse(platform.keyring.open(mail!.body_sealed!, `message/${mail!.id}/body`))
    expect(body.text).toContain('https://office.example.cn/requests/12')
    const wishes = [{ kind: 'request.due', email: false, sms: true }]
    expect((await asWen('PUT', '/api/contact/kinds', { kinds: wishes })).body.kinds[0]).toMatchObject(wishes[0]!)
    await tell([wen], { key: 'due/14' })
    expect((await messages()).map((one) => one.channel)).toEqual(['email', 'sms'])
  })

  test('removed and refused addresses; the audit log says neither', async () => {
    for (const wrong of [{ email: 'nobody' }, { email: '' }, { phone: '12345' }, { phone: 13800000000 }])
      expect((await asWen('PUT', '/api/contact', wrong)).status, JSON.stringify(wrong)).toBe(422)
    expect(
      (await asWen('PUT', '/api/contact/kinds', { kinds: [{ kind: 'x.y', email: true, sms: true }] })).status,
    ).toBe(422)
    expect((await asWen('PUT', '/api/contact', { phone: null })).body).toMatchObject({
      phone: null,
      email: 'we***@example.cn',
    })
    expect((await asWen('PUT', '/api/contact', { email: null })).body).toMatchObject({ email: null })
    const entries = JSON.stringify(
      await platform.db.selectFrom('audit_entry').selectAll().where('action', '=', 'contact.changed').execute(),
    )
    expect(entries).toContain('removed')
    expect(entries).not.toMatch(/yining|0000/)
  })

  test('a closed account gets none', async () => {
    await asLuo('PUT', '/api/contact', { email: 'luo@example.cn' })
    await platform.db.updateTable('person').set({ active: false }).where('id', '=', luo.personId).execute()
    await tell([luo])
    expect(await messages()).toEqual([])
    await platform.db.updateTable('person').set({ active: true }).where('id', '=', luo.personId).execute()
  })
})

test('whoever holds a role, and who stands in, on the days of it', async () => {
  const today = '2026-03-02'
  const at = (unitId?: number, day = today) => holdersOf(platform.db, 'section_head', { unitId, today: day })
  expect(await at(home)).toEqual([wen.personId])
  expect(await at(await unit(platform))).toEqual([])
  const id = await delegate(platform.as(wen), {
    postId: wen.posts[0]!.id,
    deputyId: luo.personId,
    startsOn: today,
    endsOn: '2026-03-03',
    reason: '外出',
  })
  expect(await at(home)).toEqual([wen.personId, luo.personId])
  expect(await at()).toEqual([wen.personId, luo.personId])
  expect(await at(home, '2026-03-04')).toEqual([wen.personId])
  await endDelegation(platform.as(wen), { id })
  expect(await at(home)).toEqual([wen.personId])
})
