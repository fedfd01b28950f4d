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
let admin: Call

beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, (office) => {
    registerIdentity(office, platform, { secureCookies: false })
    registerPeople(office, platform)
  })
  home = await unit(platform, { name: '县政府办' })
  chengmo = await person(platform, { role: 'system_administrator', unit: home, name: '程默言' })
})
beforeEach(async () => {
  admin = await signedInAs(app, platform, chengmo)
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const good = { name: '骆晨熙', password: 'a-long-password-9' }

describe('a new account', () => {
  test('comes with its posts and is in the audit log', async () => {
    const posts = [{ unitId: home, role: 'clerk', title: '信息员' }]
    const made = await admin('POST', '/api/people', { ...good, username: 'luochenxi', posts })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      username: 'luochenxi',
      name: '骆晨熙',
      active: true,
      posts: [{ unitId: home, unitName: '县政府办', role: 'clerk', title: '信息员' }],
      sessions: 0,
    })
    const entries = await platform.db
      .selectFrom('audit_entry')
      .select(['action', 'actor_name', 'line'])
      .where('subject', '=', `person/${made.body.id}`)
      .orderBy('seq')
      .execute()
    expect(entries.map((entry) => [entry.action, entry.actor_name])).toEqual([
      ['person.created', '程默言'],
      ['post.given', '程默言'],
    ])
    expect(entries.map((entry) => entry.line).join()).not.toContain(good.password)
  })

  test.each([
    ['a taken name', { ...good, username: 'TAKEN'.toLowerCase() }, 'username'],
    ['capital letters', { ...good, username: 'Wang' }, 'username'],
    ['a password with the username in it', { ...good, username: 'liqi', password: 'my-liqi-password' }, 'password'],
    ['an empty name', { ...good, username: 'liba', name: '  ' }, 'name'],
    [
      'a unit that is not there',
      { ...good, username: 'lijiu', posts: [{ unitId: 99999, role: 'clerk' }] },
      'posts.0.unitId',
    ],
    ['a role that is not there', { ...good, username: 'lishi', posts: [{ unitId: 1, role: 'king' }] }, 'posts.0.role'],
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
    const given = await admin('POST', `/api/people/${who.personId}/posts`, { unitId: home, role: 'section_head' })
    expect(given.status).toBe(201)
    expect(given.body.posts.map((post: { role: string }) => post.role)).toEqual(['clerk', 'section_head'])
    const again = await admin('POST', `/api/people/${who.personId}/posts`, { unitId: home, role: 'section_head' })
    expect(again.body.issues).toMatchObject([{ field: 'role', key: 'held' }])
    const ended = await admin('DELETE', `/api/people/${who.personId}/posts/${given.body.posts[1].id}`)
    expect(ended.body.posts).toHaveLength(1)
    const row = await platform.db
      .selectFrom('post')
      .select('ended_on')
      .where('id', '=', given.body.posts[1].id)
      .executeTakeFirstOrThrow()
    expect(row.ended_on).toBe('2026-03-02')
    expect((await admin('DELETE', `/api/people/${who.personId}/posts/${given.body.posts[1].id}`)).status).toBe(404)
  })

  test('三员分立: nobody both administers the system and audits it', async () => {
    const auditor = await person(platform, { role: 'auditor', unit: home })
    const answer = await admin('POST', `/api/people/${auditor.personId}/posts`, {
      unitId: home,
      role: 'system_administrator',
    })
    expect(answer.status).toBe(422)
    expect(answer.body.issues[0]).toMatchObject({ key: 'conflicting_roles' })
    expect(answer.body.issues[0].message).toContain('三员分立')
  })

  test('nobody gives himself one', async () => {
    const answer = await admin('POST', `/api/people/${chengmo.personId}/posts`, { unitId: home, role: 'clerk' })
    expect(answer.status).toBe(403)
  })
})

describe('the last administrator', () => {
  const ownPost = async () => (await admin('GET', `/api/people/${chengmo.personId}`)).body.posts[0].id

  test('cannot end his own administrator post, even beside another administrator', async () => {
    const alone = await admin('DELETE', `/api/people/${chengmo.personId}/posts/${await ownPost()}`)
    expect(alone.body.issues[0].key).toBe('own_administration')
    const other = await person(platform, { role: 'system_administrator', unit: home })
    const beside = await admin('DELETE', `/api/people/${chengmo.personId}/posts/${await ownPost()}`)
    expect(beside.status).toBe(422)
    // The other may do it for him, but then is the last one himself.
    const call = await signedInAs(app, platform, other)
    expect((await call('DELETE', `/api/people/${chengmo.personId}/posts/${await ownPost()}`)).status).toBe(200)
    expect((await admin('GET', '/api/people')).status).toBe(403)
    const back = { unitId: home, role: 'system_administrator' }
    expect((await call('POST', `/api/people/${chengmo.personId}/posts`, back)).status).toBe(201)
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
    expect((await admin('GET', `/api/people/${who.personId}/sessions`)).body).toHaveLength(1)
    await admin('POST', `/api/people/${who.personId}/password`, { password: 'brand-new-word-1' })
    expect((await before('GET', '/api/session')).status).toBe(401)
    const after = await signedInAs(app, platform, who)
    expect((await admin('DELETE', `/api/people/${who.personId}/sessions`)).body.sessions).toBe(0)
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
