import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerIdentity } from '../../src/foundations/identity/api.ts'
import { registerPeople } from '../../src/foundations/identity/people-api.ts'
import { type Call, signedInAs, testOffice } from '../support/office.ts'
import { type Persona, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let home: number
let chengmo: Persona
/** The security administrator, who gives posts and ends sessions. */
let anke: Persona
let admin: Call
let security: Call

beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, (office) => {
    registerIdentity(office, platform, { secureCookies: false })
    registerPeople(office, platform)
  })
  home = await unit(platform, { name: '县政府办' })
  chengmo = await person(platform, { role: 'system_administrator', unit: home, name: '程默言' })
  anke = await person(platform, { role: 'security_administrator', unit: home, name: '安可' })
})
beforeEach(async () => {
  admin = await signedInAs(app, platform, chengmo)
  security = await signedInAs(app, platform, anke)
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const good = { name: '骆晨熙', password: 'a-long-password-9' }

describe('a new account', () => {
  test('opens nothing until it is given a post by somebody else, and both are in the audit log', async () => {
    const made = await admin('POST', '/api/people', { ...good, username: 'luochenxi' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ username: 'luochenxi', name: '骆晨熙', active: true, posts: [], sessions: 0 })
    const post = { unitId: home, role: 'clerk', title: '信息员' }
    expect((await admin('POST', `/api/people/${made.body.id}/posts`, post)).status).toBe(403)
    const given = await security('POST', `/api/people/${made.body.id}/posts`, post)
    expect(given.body.posts).toMatchObject([{ unitId: home, unitName: '县政府办', role: 'clerk', title: '信息员' }])
    const entries = await platform.db
      .selectFrom('audit_entry')
      .select(['action', 'actor_name', 'line'])
      .where('subject', '=', `person/${made.body.id}`)
      .orderBy('seq')
      .execute()
    expect(entries.map((entry) => [entry.action, entry.actor_name])).toEqual([
      ['person.created', '程默言'],
      ['post.given', '安可'],
    ])
    expect(entries.map((entry) => entry.line).join()).not.toContain(good.password)
  })

  test.each([
    ['a taken name', { ...good, username: 'TAKEN'.toLowerCase() }, 'username'],
    ['capital letters', { ...good, username: 'Wang' }, 'username'],
    ['a password with the username in it', { ...good, username: 'liqi', password: 'my-liqi-password' }, 'password'],
    ['an empty name', { ...good, username: 'liba', name: '  ' }, 'name'],
    ['a password with the name in pinyin in it', { ...good, username: 'liba', password: 'Luochenxi-2026' }, 'password'],
    ['a password that many use', { ...good, username: 'lijiu', password: 'Basketball2026' }, 'password'],
  ])('is refused with 422 for %s', async (_why, body, field) => {
    await admin('POST', '/api/people', { ...good, username: 'taken' })
    const answer = await admin('POST', '/api/people', body)
    expect(answer.status).toBe(422)
    expect(answer.body.issues[0].field).toBe(field)
  })

  test('two requests at once with one username make one account', async () => {
    const body = { ...good, username: 'twice' }
    const answers = await Promise.all([admin('POST', '/api/people', body), admin('POST', '/api/people', body)])
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422])
  })
})

describe('posts', () => {
  test('begin and end; the row stays', async () => {
    const who = await person(platform, { role: 'clerk', unit: home })
    const post = { unitId: home, role: 'section_head' }
    for (const [wrong, field] of [
      [{ ...post, unitId: 99999 }, 'unitId'],
      [{ ...post, role: 'king' }, 'role'],
    ] as const)
      expect((await security('POST', `/api/people/${who.personId}/posts`, wrong)).body.issues[0].field).toBe(field)
    const given = await security('POST', `/api/people/${who.personId}/posts`, post)
    expect(given.status).toBe(201)
    expect(given.body.posts.map((post: { role: string }) => post.role)).toEqual(['clerk', 'section_head'])
    const again = await security('POST', `/api/people/${who.personId}/posts`, post)
    expect(again.body.issues).toMatchObject([{ field: 'role', key: 'held' }])
    const ended = await security('DELETE', `/api/people/${who.personId}/posts/${given.body.posts[1].id}`)
    expect(ended.body.posts).toHaveLength(1)
    const row = await platform.db
      .selectFrom('post')
      .select('ended_on')
      .where('id', '=', given.body.posts[1].id)
      .executeTakeFirstOrThrow()
    expect(row.ended_on).toBe('2026-03-02')
    expect((await security('DELETE', `/api/people/${who.personId}/posts/${given.body.posts[1].id}`)).status).toBe(404)
  })

  test.each([
    ['auditor', 'system_administrator'],
    ['auditor', 'security_administrator'],
    ['system_administrator', 'security_administrator'],
    ['system_administrator', 'auditor'],
    ['security_administrator', 'auditor'],
    ['security_administrator', 'system_administrator'],
  ] as const)('三员分立: the %s is not made %s too', async (held, asked) => {
    const who = await person(platform, { role: held, unit: home })
    const answer = await security('POST', `/api/people/${who.personId}/posts`, { unitId: home, role: asked })
    expect(answer.status).toBe(422)
    expect(answer.body.issues[0]).toMatchObject({ key: 'conflicting_roles' })
    expect(answer.body.issues[0].message).toContain('三员分立')
    await platform.db.updateTable('person').set({ active: false }).where('id', '=', who.personId).execute()
  })

  test('nobody gives himself one', async () => {
    const answer = await security('POST', `/api/people/${anke.personId}/posts`, { unitId: home, role: 'clerk' })
    expect(answer.status).toBe(403)
  })

  test('where there is no security administrator, the system administrator appoints the first, and no more', async () => {
    const young = await testPlatform()
    const office = await testOffice(young, (one) => {
      registerIdentity(one, young, { secureCookies: false })
      registerPeople(one, young)
    })
    const place = await unit(young, { name: '新区管委会' })
    const boss = await signedInAs(office, young, await person(young, { role: 'system_administrator', unit: place }))
    const who = await person(young, { role: 'clerk', unit: place })
    const posts = `/api/people/${who.personId}/posts`
    expect((await boss('POST', posts, { unitId: place, role: 'signing_leader' })).status).toBe(403)
    expect((await boss('POST', posts, { unitId: place, role: 'security_administrator' })).status).toBe(201)
    const other = await person(young, { role: 'clerk', unit: place })
    const second = { unitId: place, role: 'security_administrator' }
    expect((await boss('POST', `/api/people/${other.personId}/posts`, second)).status).toBe(403)
    await office.close()
    await young.close()
  })
})

describe('the last administrator', () => {
  const ownPost = async () => (await admin('GET', `/api/people/${chengmo.personId}`)).body.posts[0].id

  test('is not removed, and nobody ends the own administrator post', async () => {
    const ownOf = async (who: Persona) => (await admin('GET', `/api/people/${who.personId}`)).body.posts[0].id
    const other = await person(platform, { role: 'security_administrator', unit: home })
    const own = await security('DELETE', `/api/people/${anke.personId}/posts/${await ownOf(anke)}`)
    expect(own.body.issues[0].key).toBe('own_administration')
    // Another may do it for her, but then is the last one herself.
    const call = await signedInAs(app, platform, other)
    expect((await call('DELETE', `/api/people/${anke.personId}/posts/${await ownOf(anke)}`)).status).toBe(200)
    expect((await security('GET', '/api/people')).status).toBe(403)
    const closed = await admin('PUT', `/api/people/${other.personId}`, { name: '某', active: false })
    expect(closed.body.issues[0].key).toBe('last_administrator')
    expect(closed.body.detail).toContain('安全管理员')
    const system = await call('DELETE', `/api/people/${chengmo.personId}/posts/${await ownPost()}`)
    expect(system.body.issues[0].key).toBe('last_administrator')
    const back = { unitId: home, role: 'security_administrator' }
    expect((await call('POST', `/api/people/${anke.personId}/posts`, back)).status).toBe(201)
    expect((await admin('PUT', `/api/people/${other.personId}`, { name: '某', active: false })).status).toBe(200)
  })

  test('cannot close his own account', async () => {
    const answer = await admin('PUT', `/api/people/${chengmo.personId}`, { name: '程默言', active: false })
    expect(answer.body.issues[0].key).toBe('own_account')
  })

  test('two administrators who remove each other at the same moment: one stays', async () => {
    const [one, other] = await Promise.all([
      person(platform, { role: 'system_administrator', unit: home }),
      person(platform, { role: 'system_administrator', unit: home }),
    ])
    const asOne = await signedInAs(app, platform, one)
    const asOther = await signedInAs(app, platform, other)
    await asOne('PUT', `/api/people/${chengmo.personId}`, { name: '程默言', active: false })
    const answers = await Promise.all([
      asOne('PUT', `/api/people/${other.personId}`, { name: '甲', active: false }),
      asOther('PUT', `/api/people/${one.personId}`, { name: '乙', active: false }),
    ])
    const active = await platform.db
      .selectFrom('person')
      .innerJoin('post', 'post.person_id', 'person.id')
      .select('person.id')
      .where('post.role', '=', 'system_administrator')
      .where('post.ended_on', 'is', null)
      .where('person.active', '=', true)
      .execute()
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(active).toHaveLength(1)
    await platform.db.updateTable('person').set({ active: true }).where('id', '=', chengmo.personId).execute()
  })
})

describe('an account', () => {
  test('that is closed is out at once, and can be opened again', async () => {
    const who = await person(platform, { role: 'clerk', unit: home })
    const call = await signedInAs(app, platform, who)
    await admin('PUT', `/api/people/${who.personId}`, { name: '新名', active: false })
    expect((await call('GET', '/api/session')).status).toBe(401)
    const opened = await admin('PUT', `/api/people/${who.personId}`, { name: '新名', active: true })
    expect(opened.body).toMatchObject({ name: '新名', active: true, sessions: 0 })
    expect((await call('GET', '/api/session')).status).toBe(401)
  })

  test('whose password is set by an administrator, or whose sessions are revoked, is out at once', async () => {
    const who = await person(platform, { role: 'clerk', unit: home })
    const before = await signedInAs(app, platform, who)
    expect((await security('GET', `/api/people/${who.personId}/sessions`)).body).toHaveLength(1)
    await admin('POST', `/api/people/${who.personId}/password`, { password: 'brand-new-word-1' })
    expect((await before('GET', '/api/session')).status).toBe(401)
    const after = await signedInAs(app, platform, who)
    expect((await security('DELETE', `/api/people/${who.personId}/sessions`)).body.sessions).toBe(0)
    expect((await after('GET', '/api/session')).status).toBe(401)
  })
})

test('the list finds people by name, username and unit', async () => {
  const other = await unit(platform, { name: '石桥镇' })
  const who = await person(platform, { role: 'clerk', unit: other, username: 'wenxiaoman', name: '温小满' })
  for (const query of ['q=小满', 'q=XIAOMAN', `unitId=${other}`]) {
    const { body } = await admin('GET', `/api/people?${query}`)
    expect([query, body.total, body.items[0].id]).toEqual([query, 1, who.personId])
  }
  expect((await admin('GET', '/api/people?q=100%25_')).body.total).toBe(0)
  const paged = await admin('GET', '/api/people?size=2&page=2')
  expect(paged.body).toMatchObject({ page: 2, size: 2 })
  expect(paged.body.items).toHaveLength(2)
})
