import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerIdentity } from '../../src/foundations/identity/api.ts'
import { registerPeople } from '../../src/foundations/identity/people-api.ts'
import { type Call, signedInAs, stranger, testOffice } from '../support/office.ts'
import { password, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let home: number
let anyone: Call

beforeAll(async () => {
  platform = await testPlatform({ clock: '2026-03-02T01:00:00Z' })
  app = await testOffice(platform, (office) => {
    registerIdentity(office, platform, { secureCookies: true })
    registerPeople(office, platform)
  })
  home = await unit(platform, { name: '县财政局' })
  anyone = stranger(app)
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const cookieOf = (headers: Record<string, unknown>) => String(headers['set-cookie'])
const signIn = (username: string, given = password) => anyone('POST', '/api/session', { username, password: given })
const audited = (action: string, subject: string) =>
  platform.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('action', '=', action)
    .where('subject', '=', subject)
    .execute()

describe('signing in', () => {
  test('the right password opens a session in a cookie that scripts and other sites never see', async () => {
    const clerk = await person(platform, { role: 'clerk', unit: home, username: 'wenyining', name: '闻以宁' })
    const answer = await signIn(' WenYiNing ')
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      person: { id: clerk.personId, username: 'wenyining', name: '闻以宁' },
      posts: [{ unitId: home, unitName: '县财政局', role: 'clerk' }],
      can: [
        'records.read',
        'records.create',
        'requests.register',
        'requests.read',
        'inquiries.enter',
        'inquiries.read',
        'knowledge.write',
        'hotline.rota',
      ],
    })
    const cookie = cookieOf(answer.headers)
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Secure']) expect(cookie).toContain(part)
    const token = /gongkai_session=([^;]+)/.exec(cookie)![1]!
    const me = await anyone('GET', '/api/session', undefined, { cookie: `gongkai_session=${token}` })
    expect(me.body.person.name).toBe('闻以宁')
    // Only the hash of the token is stored.
    const stored = await platform.db.selectFrom('session').select('token_hash').execute()
    expect(stored.some((row) => row.token_hash.toString('utf8').includes(token))).toBe(false)
  })

  test.each([
    ['a wrong password', 'lutinglan', 'not-the-password'],
    ['a name nobody has', 'nobody', password],
  ])('%s gets 401 with the same sentence', async (_what, username, given) => {
    if (username === 'lutinglan') await person(platform, { role: 'clerk', unit: home, username })
    const answer = await signIn(username, given)
    expect(answer.status).toBe(401)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body).toMatchObject({ status: 401, detail: '用户名或密码不正确，请检查后重试。' })
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('five failures lock the account for 15 minutes, even for the right password, and say until when', async () => {
    const who = await person(platform, { role: 'clerk', unit: home, username: 'forgetful' })
    for (let i = 1; i <= 4; i++) expect((await signIn('forgetful', 'wrong')).status).toBe(401)
    const fifth = await signIn('forgetful', 'wrong')
    expect(fifth.status).toBe(423)
    expect(fifth.body.detail).toContain('锁定至 09:15')
    expect((await signIn('forgetful')).status).toBe(423)
    expect(await audited('session.refused', `person/${who.personId}`)).toHaveLength(6)
    expect(await audited('person.locked', `person/${who.personId}`)).toHaveLength(1)
    platform.time.pass({ minutes: 14, seconds: 59 })
    expect((await signIn('forgetful')).status).toBe(423)
    platform.time.pass({ seconds: 2 })
    expect((await signIn('forgetful')).status).toBe(200)
  })

  test('a success in between forgets the failures before it', async () => {
    await person(platform, { role: 'clerk', unit: home, username: 'careless' })
    for (let round = 0; round < 2; round++) {
      for (let i = 1; i <= 4; i++) expect((await signIn('careless', 'wrong')).status).toBe(401)
      expect((await signIn('careless')).status).toBe(200)
    }
  })

  test('an administrator lifts the lock', async () => {
    const who = await person(platform, { role: 'clerk', unit: home, username: 'locked-out' })
    const admin = await signedInAs(
      app,
      platform,
      await person(platform, { role: 'security_administrator', unit: home }),
    )
    for (let i = 1; i <= 5; i++) await signIn('locked-out', 'wrong')
    expect((await admin('GET', `/api/people/${who.personId}`)).body.lockedUntil).toBeTruthy()
    const unlocked = await admin('POST', `/api/people/${who.personId}/unlock`)
    expect(unlocked.body.lockedUntil).toBeNull()
    expect((await signIn('locked-out')).status).toBe(200)
  })

  test('one address that tries very often is slowed down', async () => {
    const answers = []
    for (let i = 0; i < 40; i++)
      answers.push((await anyone('POST', '/api/session', { username: '', password: '' })).status)
    expect(answers.at(-1)).toBe(429)
  })
})

describe('a session', () => {
  test('ends after 30 minutes without use, not while it is used', async () => {
    const call = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: home }))
    for (let i = 0; i < 3; i++) {
      platform.time.pass({ minutes: 29 })
      expect((await call('GET', '/api/session')).status).toBe(200)
    }
    platform.time.pass({ minutes: 30 })
    const ended = await call('GET', '/api/session')
    expect(ended.status).toBe(401)
    expect(ended.body.detail).toContain('请登录后再继续')
  })

  test('is not kept by what an untouched page asks by itself', async () => {
    const call = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: home }))
    const heard: number[] = []
    for (let minute = 10; minute <= 30; minute += 10) {
      platform.time.pass({ minutes: 10 })
      heard.push((await call('GET', '/api/session', undefined, { 'x-gongkai': 'idle' })).status)
    }
    expect(heard).toEqual([200, 200, 401])
  })

  test('ends as early as the security administrator sets', async () => {
    const call = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: home }))
    const boss = await signedInAs(app, platform, await person(platform, { role: 'security_administrator', unit: home }))
    const policy = (await boss('GET', '/api/sign-in-policy')).body
    expect(policy.idleMinutes).toBe(30)
    for (const idleMinutes of [4, 241, 7.5])
      expect((await boss('PUT', '/api/sign-in-policy', { ...policy, idleMinutes })).status).toBe(422)
    await boss('PUT', '/api/sign-in-policy', { ...policy, idleMinutes: 10 })
    platform.time.pass({ minutes: 9 })
    expect((await call('GET', '/api/session')).status).toBe(200)
    platform.time.pass({ minutes: 10 })
    expect((await call('GET', '/api/session')).status).toBe(401)
    const again = await signedInAs(
      app,
      platform,
      await person(platform, { role: 'security_administrator', unit: home }),
    )
    expect((await again('PUT', '/api/sign-in-policy', policy)).status).toBe(200)
  })

  test('ends after 12 hours however busy it is', async () => {
    const call = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: home }))
    for (let i = 0; i < 24; i++) {
      platform.time.pass({ minutes: 29 })
      expect((await call('GET', '/api/session')).status).toBe(200)
    }
    platform.time.pass({ minutes: 24 })
    expect((await call('GET', '/api/session')).status).toBe(401)
  })

  test('ends on signing out, and the cookie is taken back', async () => {
    const call = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: home }))
    const out = await call('DELETE', '/api/session')
    expect(out.status).toBe(204)
    expect(cookieOf(out.headers)).toContain('gongkai_session=;')
    expect((await call('GET', '/api/session')).status).toBe(401)
    expect((await call('DELETE', '/api/session')).status).toBe(204)
  })

  test('can be seen and ended from another device', async () => {
    const who = await person(platform, { role: 'clerk', unit: home })
    const office = await signedInAs(app, platform, who)
    platform.time.pass({ seconds: 1 })
    const phone = await signedInAs(app, platform, who)
    const seen = (await phone('GET', '/api/sessions')).body
    expect(seen).toHaveLength(2)
    expect(seen.map((one: { current: boolean }) => one.current)).toEqual([true, false])
    expect((await phone('DELETE', `/api/sessions/${seen[1].id}`)).status).toBe(204)
    expect((await office('GET', '/api/session')).status).toBe(401)
    expect((await phone('GET', '/api/session')).status).toBe(200)
    expect((await phone('DELETE', `/api/sessions/${seen[1].id}`)).status).toBe(404)
  })

  test("nobody ends another's session by its id", async () => {
    const one = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: home }))
    const other = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: home }))
    const [{ id }] = (await one('GET', '/api/sessions')).body
    expect((await other('DELETE', `/api/sessions/${id}`)).status).toBe(404)
    expect((await one('GET', '/api/session')).status).toBe(200)
  })

  test('without the header of our own pages nothing can be changed', async () => {
    const admin = await person(platform, { role: 'system_administrator', unit: home })
    const { openSession } = await import('../../src/foundations/identity/session.ts')
    const token = await openSession(platform.as(admin), admin.personId, { ip: '', userAgent: '' })
    for (const [method, url] of [
      ['DELETE', '/api/session'],
      ['PUT', '/api/session/password'],
      ['POST', '/api/people'],
      ['DELETE', '/api/people/1/sessions'],
    ] as const) {
      const answer = await app.inject({ method, url, headers: { cookie: `gongkai_session=${token}` } })
      expect([method, url, answer.statusCode]).toEqual([method, url, 403])
      expect(answer.json().detail).toContain('不是从本系统页面发出')
    }
    const read = await app.inject({
      method: 'GET',
      url: '/api/session',
      headers: { cookie: `gongkai_session=${token}` },
    })
    expect(read.statusCode).toBe(200)
  })
})

describe('changing the password', () => {
  test('keeps this session, ends the others and the old password', async () => {
    const who = await person(platform, { role: 'clerk', unit: home })
    const here = await signedInAs(app, platform, who)
    const there = await signedInAs(app, platform, who)
    const next = 'autumn-leaves-77'
    expect((await here('PUT', '/api/session/password', { current: password, next })).status).toBe(204)
    expect((await here('GET', '/api/session')).status).toBe(200)
    expect((await there('GET', '/api/session')).status).toBe(401)
    platform.time.pass({ minutes: 2 })
    const { signIn: check } = await import('../../src/foundations/identity/session.ts')
    const given = { username: who.username, ip: '', userAgent: '' }
    await expect(check(platform, { ...given, password })).rejects.toMatchObject({ status: 401 })
    await expect(check(platform, { ...given, password: next })).resolves.toBeTruthy()
  })

  test.each([
    ['the current one is wrong', 'not it', 'autumn-leaves-77', 'current', 'wrong'],
    ['the new one is short', password, 'short', 'next', 'weak'],
    ['the new one is the old one', password, password, 'next', 'same'],
    ['the new one is one letter', password, 'aaaaaaaaaaaa', 'next', 'weak'],
  ])('is refused with 422 when %s', async (_why, current, next, field, key) => {
    const call = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: home }))
    const answer = await call('PUT', '/api/session/password', { current, next })
    expect(answer.status).toBe(422)
    expect(answer.body.issues).toMatchObject([{ field, key }])
  })
})
