import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerIdentity, registerPeople, sessionCookie } from '../../src/foundations/identity/index.ts'
import { codeAt } from '../../src/foundations/identity/totp.ts'
import { type Answer, type Call, signedInAs, stranger, testOffice } from '../support/office.ts'
import { type Persona, password, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let home: number
let anyone: Call
let admin: Call
let security: Call
let guard: Persona

beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, (office) => {
    registerIdentity(office, platform, { secureCookies: false })
    registerPeople(office, platform)
  })
  home = await unit(platform, { name: '县财政局' })
  anyone = stranger(app)
  admin = await signedInAs(app, platform, await person(platform, { role: 'system_administrator', unit: home }))
  guard = await person(platform, { role: 'security_administrator', unit: home })
  security = await signedInAs(app, platform, guard)
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const signIn = (who: { username: string }, given = password) =>
  anyone('POST', '/api/session', { username: who.username, password: given })
/** Calls with the cookie that an answer set. */
const withCookieOf = (answer: Answer): Call => {
  const token = /gongkai_session=([^;]+)/.exec(String(answer.headers['set-cookie']))![1]!
  return (method, url, body, headers = {}) =>
    anyone(method, url, body, { cookie: `${sessionCookie}=${token}`, ...headers })
}
const clerk = () => person(platform, { role: 'clerk', unit: home })
const nextStep = () => platform.time.pass({ seconds: 30 })

/** Somebody who has just enrolled, with the secret of the app and the recovery codes. */
const enrolled = async (who: Persona) => {
  const call = await signedInAs(app, platform, who)
  const { secret } = (await call('POST', '/api/session/totp')).body
  const code = codeAt(secret, platform.clock())
  const { recoveryCodes } = (await call('POST', '/api/session/totp/confirmation', { code })).body
  nextStep()
  return { call, secret: secret as string, recoveryCodes: recoveryCodes as string[] }
}

test('whose account changes is told, whoever changed it', async () => {
  const who = await clerk()
  const told = async () =>
    (
      await platform.db
        .selectFrom('notice')
        .select('text')
        .where('person_id', '=', who.personId)
        .where('kind', '=', 'account.changed')
        .orderBy('id')
        .execute()
    ).map(({ text }) => text.split('。')[0]!.replace(/\d+月\d+日 \d\d:\d\d/, '某时'))
  const { call } = await enrolled(who)
  expect((await call('POST', '/api/session/recovery-codes')).status).toBe(200)
  expect((await security('DELETE', `/api/people/${who.personId}/second-factors`)).status).toBe(200)
  expect((await admin('POST', `/api/people/${who.personId}/password`, { password: `${password}新的` })).status).toBe(
    200,
  )
  expect(await told()).toEqual([
    '您的账号已于 某时 增加一种登录验证方式',
    '您的恢复码已于 某时 重新生成，原来的不再有效',
    '安全管理员已于 某时 清除您的全部登录验证方式',
    '管理员已于 某时 重置您的登录密码',
  ])
})

describe('one-time codes', () => {
  test('are enrolled with a QR code and a first code; the secret is sealed in the database', async () => {
    const who = await clerk()
    const call = await signedInAs(app, platform, who)
    const begun = (await call('POST', '/api/session/totp')).body
    expect(begun.svg).toMatch(/^<svg /)
    expect(begun.uri).toContain(`secret=${begun.secret}`)
    expect((await call('POST', '/api/session/totp/confirmation', { code: '000000' })).status).toBe(422)
    // Begun is not enrolled: the password alone still lets in.
    expect((await signIn(who)).status).toBe(200)
    const code = codeAt(begun.secret, platform.clock())
    const confirmed = await call('POST', '/api/session/totp/confirmation', { code })
    expect(confirmed.body.recoveryCodes).toHaveLength(10)
    expect((await call('GET', '/api/session/security')).body).toMatchObject({ totp: true, recoveryCodesLeft: 10 })
    const row = await platform.db
      .selectFrom('totp')
      .selectAll()
      .where('person_id', '=', who.personId)
      .executeTakeFirst()
    expect(row!.secret).not.toContain(begun.secret)
    expect(platform.keyring.open(row!.secret, `totp/${who.personId}`)).toBe(begun.secret)
    expect((await call('POST', '/api/session/totp')).status).toBe(409)
  })

  test('are the second step; the same code is not taken twice', async () => {
    const who = await clerk()
    const { secret } = await enrolled(who)
    const first = await signIn(who)
    expect(first.status).toBe(202)
    expect(first.headers['set-cookie']).toBeUndefined()
    expect(first.body.methods).toEqual(['code'])
    const step = (code: string, ticket = first.body.ticket) =>
      anyone('POST', '/api/session/second-step', { ticket, code })
    expect((await step('123456')).body.type).toBe('urn:gongkai:problem:wrong-code')
    const code = codeAt(secret, platform.clock())
    const [one, other] = await Promise.all([step(code), step(code)])
    expect([one.status, other.status].sort()).toEqual([200, 401])
    const again = await signIn(who)
    expect((await step(code, again.body.ticket)).body.type).toBe('urn:gongkai:problem:used-code')
    // Its holder and the security administrator learn of it; so does the audit log.
    const told = await platform.db
      .selectFrom('notice')
      .select(['person_id', 'text'])
      .where('about', '=', `person/${who.personId}`)
      .where('text', 'like', '%已经用过的动态口令%')
      .execute()
    expect(new Set(told.map((one) => one.person_id))).toEqual(new Set([who.personId, guard.personId]))
    const audited = platform.db.selectFrom('audit_entry').select('seq').where('subject', '=', `person/${who.personId}`)
    // Of the two at one moment the loser may have found its ticket gone already.
    expect(await audited.where('action', '=', 'second-factor.code-reused').execute()).not.toEqual([])
    nextStep()
    const entered = await step(codeAt(secret, platform.clock()), again.body.ticket)
    expect(entered.body.person.username).toBe(who.username)
    expect((await withCookieOf(entered)('GET', '/api/sessions')).status).toBe(200)
    // A ticket is good for one session.
    nextStep()
    expect((await step(codeAt(secret, platform.clock()), again.body.ticket)).body.type).toContain('ticket-ended')
  })

  test('share the lock-out with passwords', async () => {
    const who = await clerk()
    const { secret } = await enrolled(who)
    await signIn(who, 'wrong-password-1')
    await signIn(who, 'wrong-password-2')
    const { ticket } = (await signIn(who)).body
    const answers = []
    for (let i = 0; i < 3; i++)
      answers.push((await anyone('POST', '/api/session/second-step', { ticket, code: '000000' })).status)
    expect(answers).toEqual([401, 401, 423])
    const right = { ticket, code: codeAt(secret, platform.clock()) }
    expect((await anyone('POST', '/api/session/second-step', right)).status).toBe(423)
    platform.time.pass({ minutes: 16 })
  })

  test('a recovery code lets in once', async () => {
    const who = await clerk()
    const { recoveryCodes } = await enrolled(who)
    const { ticket } = (await signIn(who)).body
    const code = recoveryCodes[3]!.toUpperCase()
    expect((await anyone('POST', '/api/session/second-step', { ticket, code })).status).toBe(200)
    const again = (await signIn(who)).body.ticket
    expect((await anyone('POST', '/api/session/second-step', { ticket: again, code })).status).toBe(401)
    const stored = await platform.db.selectFrom('recovery_code').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(recoveryCodes[0])
  })

  test('go when their owner takes them away, or when the security administrator frees who lost the phone', async () => {
    const one = await clerk()
    const { call } = await enrolled(one)
    expect((await call('DELETE', '/api/session/totp')).body).toMatchObject({ totp: false, recoveryCodesLeft: 0 })
    expect((await signIn(one)).status).toBe(200)
    const other = await clerk()
    await enrolled(other)
    expect((await admin('DELETE', `/api/people/${other.personId}/second-factors`)).status).toBe(403)
    expect((await security('DELETE', `/api/people/${other.personId}/second-factors`)).status).toBe(200)
    expect((await signIn(other)).status).toBe(200)
  })
})

describe('where a role needs a second factor', () => {
  test('its holder enrols before anything else, and keeps the last one', async () => {
    const boss = await signedInAs(app, platform, await person(platform, { role: 'security_administrator', unit: home }))
    const policy = (await boss('GET', '/api/sign-in-policy')).body
    await boss('PUT', '/api/sign-in-policy', { ...policy, secondFactorRoles: ['supervisor'] })
    const who = await person(platform, { role: 'supervisor', unit: home })
    const call = withCookieOf(await signIn(who))
    expect((await call('GET', '/api/session')).body.need).toBe('second_factor')
    const refused = await call('GET', '/api/sessions')
    expect([refused.status, refused.body.type]).toEqual([403, 'urn:gongkai:problem:second-factor-needed'])
    const { secret } = (await call('POST', '/api/session/totp')).body
    await call('POST', '/api/session/totp/confirmation', { code: codeAt(secret, platform.clock()) })
    expect((await call('GET', '/api/session')).body.need).toBeNull()
    expect((await call('GET', '/api/sessions')).status).toBe(200)
    expect((await call('DELETE', '/api/session/totp')).body.issues[0].key).toBe('last')
    const free = await clerk()
    expect((await signIn(free)).body.need).toBeNull()
    await boss('PUT', '/api/sign-in-policy', policy)
  })
})

describe('a password', () => {
  test('that an administrator made is for one sign-in only', async () => {
    const made = await admin('POST', '/api/people', { username: 'xinren', name: '辛仁', password: 'maple-river-17' })
    const call = withCookieOf(await signIn({ username: 'xinren' }, 'maple-river-17'))
    expect((await call('GET', '/api/session')).body.need).toBe('new_password')
    const refused = await call('GET', '/api/sessions')
    expect([refused.status, refused.body.type]).toEqual([403, 'urn:gongkai:problem:new-password-needed'])
    const change = (current: string, next: string) => call('PUT', '/api/session/password', { current, next })
    expect((await change('maple-river-17', 'maple-river-17')).body.issues[0].key).toBe('same')
    expect((await change('maple-river-17', 'lantern-hill-42')).status).toBe(204)
    expect((await call('GET', '/api/sessions')).status).toBe(200)
    await admin('POST', `/api/people/${made.body.id}/password`, { password: 'third-lantern-8' })
    const after = withCookieOf(await signIn({ username: 'xinren' }, 'third-lantern-8'))
    expect((await after('GET', '/api/session')).body.need).toBe('new_password')
  })

  test('that an administrator made lets nobody in after seven days, or as the policy says', async () => {
    const made = await admin('POST', '/api/people', { username: 'wanlai', name: '万来', password: 'maple-river-18' })
    const endsAt = platform.clock().add({ hours: 7 * 24 })
    expect(Temporal.Instant.from(made.body.firstPasswordEndsAt).epochMilliseconds).toBe(endsAt.epochMilliseconds)
    const enter = (given: string) => signIn({ username: 'wanlai' }, given)
    platform.time.pass({ hours: 7 * 24 - 1 })
    expect((await enter('maple-river-18')).body.need).toBe('new_password')
    platform.time.pass({ hours: 1 })
    const late = await enter('maple-river-18')
    expect([late.status, late.body.type]).toEqual([401, 'urn:gongkai:problem:first-password-ended'])
    expect(late.body.detail).toContain('7 天内没有启用')
    // A guesser learns nothing of it.
    expect((await enter('maple-river-19')).body.type).toBe('urn:gongkai:problem:wrong-password')
    const boss = await signedInAs(app, platform, await person(platform, { role: 'security_administrator', unit: home }))
    const policy = (await boss('GET', '/api/sign-in-policy')).body
    await boss('PUT', '/api/sign-in-policy', { ...policy, firstPasswordDays: 0 })
    expect((await enter('maple-river-18')).status).toBe(200)
    await boss('PUT', '/api/sign-in-policy', policy)
    const chief = await signedInAs(app, platform, await person(platform, { role: 'system_administrator', unit: home }))
    await chief('POST', `/api/people/${made.body.id}/password`, { password: 'third-lantern-9' })
    const call = withCookieOf(await enter('third-lantern-9'))
    expect(
      (await call('PUT', '/api/session/password', { current: 'third-lantern-9', next: 'garden-stone-44' })).status,
    ).toBe(204)
    platform.time.pass({ hours: 30 * 24 })
    expect((await enter('garden-stone-44')).body.need).toBeNull()
  })

  test("of one's own is not reset like another's: the present one is asked for", async () => {
    const chief = await person(platform, { role: 'system_administrator', unit: home })
    const call = await signedInAs(app, platform, chief)
    const refused = await call('POST', `/api/people/${chief.personId}/password`, { password: 'garden-stone-45' })
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('修改密码')])
  })

  test('is not one of the last five', async () => {
    const call = await signedInAs(app, platform, await clerk())
    let current = password
    const change = async (next: string) => {
      const answer = await call('PUT', '/api/session/password', { current, next })
      if (answer.status === 204) current = next
      return answer
    }
    for (let i = 1; i <= 4; i++) expect((await change(`garden-path-${i}`)).status).toBe(204)
    const used = await change(password)
    expect(used.body.issues[0]).toMatchObject({ field: 'next', key: 'used' })
    for (let i = 5; i <= 6; i++) expect((await change(`garden-path-${i}`)).status).toBe(204)
    expect((await change(password)).status).toBe(204)
    platform.time.pass({ minutes: 2 })
  })

  test('is changed after 90 days, or as the policy says', async () => {
    const who = await clerk()
    const need = async () => (await signIn(who)).body.need
    platform.time.pass({ hours: 90 * 24 - 1 })
    expect(await need()).toBeNull()
    platform.time.pass({ hours: 2 })
    expect(await need()).toBe('new_password')
    const boss = await signedInAs(app, platform, await person(platform, { role: 'security_administrator', unit: home }))
    const policy = (await boss('GET', '/api/sign-in-policy')).body
    expect((await boss('PUT', '/api/sign-in-policy', { ...policy, passwordDays: 0 })).status).toBe(200)
    expect(await need()).toBeNull()
    expect((await boss('PUT', '/api/sign-in-policy', { ...policy, passwordDays: -1 })).status).toBe(422)
    await boss('PUT', '/api/sign-in-policy', policy)
  })
})

test('one device ends the sessions of all others', async () => {
  const who = await clerk()
  const [here, there] = [await signedInAs(app, platform, who), await signedInAs(app, platform, who)]
  const [seen] = (await here('GET', '/api/sessions')).body
  expect(seen).toMatchObject({ address: '127.0.*.*', device: '未知设备' })
  expect((await here('DELETE', '/api/sessions')).body).toEqual({ ended: 1 })
  expect((await there('GET', '/api/session')).status).toBe(401)
  expect((await here('GET', '/api/session')).status).toBe(200)
})
