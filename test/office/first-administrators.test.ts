import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerIdentity, registerPeople } from '../../src/foundations/identity/index.ts'
import { registerUnits } from '../../src/foundations/units/api.ts'
import { home } from '../../src/platform/home.ts'
import { type Answer, type Call, stranger, testOffice } from '../support/office.ts'
import { organisationCode } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** From a program that nobody can sign in to, to a county with people at their posts. */

let platform: TestPlatform
let app: FastifyInstance
let folder: string
let anyone: Call
beforeAll(async () => {
  platform = await testPlatform()
  folder = await mkdtemp(join(tmpdir(), 'gongkai-empty-'))
  app = await testOffice(platform, (office) => {
    registerIdentity(office, platform, { secureCookies: false })
    registerPeople(office, platform)
    registerUnits(office, platform)
  })
  anyone = stranger(app)
})
afterAll(async () => {
  await app.close()
  await platform.close()
  await rm(folder, { recursive: true, force: true })
})

const command = (...args: string[]) => admin('create', ...args)
const admin = (...args: string[]) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, GONGKAI_DATA: folder, DATABASE_URL: platform.ownerUrl, NODE_OPTIONS: '' }
    execFile(join(home, 'bin', 'gongkai'), ['admin', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    )
  })
const three = ['--system', 'chenmo=陈默', '--security', 'baiyan=白岩', '--audit', 'jilan=纪蓝']
const county = ['--unit', '云溪县人民政府', '--short', '县政府', '--organisation-code', organisationCode()]

/** Signs in and keeps the cookie. */
const enter = async (username: string, password: string): Promise<{ answer: Answer; call: Call }> => {
  const answer = await anyone('POST', '/api/session', { username, password })
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!
  return { answer, call: (method, url, body) => anyone(method, url, body, { cookie }) }
}

describe('before', () => {
  test('the sign-in page knows that there is nobody', async () => {
    expect((await anyone('GET', '/api/sign-in-options')).body.empty).toBe(true)
  })
  test.each([
    ['nobody named', county, /--system/],
    ['one person twice', [...county, ...three.with(3, 'chenmo=陈默')], /三个不同的人.*three different people/s],
    ['no name', [...county, ...three.with(1, 'chenmo')], /用户名=姓名/],
    ['no unit', three, /还没有单位.*no unit yet/s],
    ['a wrong code', [...county.with(5, '123456789'), ...three], /组织机构代码/],
  ])('%s: a sentence, and nothing is made', async (_, args, says) => {
    const { code, output } = await command(...args)
    expect(code).toBe(1)
    expect(output).toMatch(says)
    expect(output).not.toMatch(/\n\s+at /)
    expect(await platform.db.selectFrom('person').select('id').execute()).toEqual([])
    expect(await platform.db.selectFrom('unit').select('id').execute()).toEqual([])
  })
})

test('the command, the forced change, then units, people and posts in the console', async () => {
  const { code, output } = await command(...county, ...three)
  expect([code, output]).toEqual([0, expect.stringContaining('shown this once')])
  const given = Object.fromEntries(
    [...output.matchAll(/(chenmo|baiyan|jilan)\s+((?:[a-z2-9]{4}-){3}[a-z2-9]{4})/g)].map(([, who, word]) => [
      who,
      word,
    ]),
  )
  expect(new Set(Object.values(given)).size).toBe(3)
  expect((await anyone('GET', '/api/sign-in-options')).body.empty).toBe(false)

  const first = await enter('chenmo', given.chenmo!)
  expect(first.answer.body).toMatchObject({ need: 'new_password', posts: [{ role: 'system_administrator' }] })
  expect((await first.call('GET', '/api/people')).body.type).toBe('urn:gongkai:problem:new-password-needed')
  const settle = async (username: string) => {
    const { call } = await enter(username, given[username]!)
    const change = { current: given[username], next: `three-lanterns-by-the-river-9` }
    expect((await call('PUT', '/api/session/password', change)).status).toBe(204)
    expect((await anyone('POST', '/api/session', { username, password: given[username] })).status).toBe(401)
    return call
  }
  const system = await settle('chenmo')
  const security = await settle('baiyan')
  const audit = await settle('jilan')

  const [government] = (await system('GET', '/api/units')).body
  expect(government).toMatchObject({ name: '云溪县人民政府', shortName: '县政府', kind: 'government' })
  const bureau = await system('POST', '/api/units', {
    code: 'swj',
    name: '云溪县水务局',
    shortName: '县水务局',
    kind: 'department',
    parentId: government.id,
    organisationCode: organisationCode(),
    disclosureOffice: {},
  })
  expect(bureau.status).toBe(201)
  const clerk = await system('POST', '/api/people', { username: 'wenyan', name: '温言', password: 'for-one-morning-7' })
  expect(clerk.status).toBe(201)
  const post = { unitId: bureau.body.id, role: 'clerk', title: '办公室信息员' }
  expect((await system('POST', `/api/people/${clerk.body.id}/posts`, post)).status).toBe(403)
  expect((await security('POST', `/api/people/${clerk.body.id}/posts`, post)).status).toBe(201)
  expect((await audit('GET', '/api/people')).body.total).toBe(4)
  expect((await enter('wenyan', 'for-one-morning-7')).answer.body.posts).toMatchObject([post])
})

test('a second time it refuses, and says who does it in the console', async () => {
  const { code, output } = await command('--system', 'a1=甲', '--security', 'b1=乙', '--audit', 'c1=丙')
  expect(code).toBe(1)
  expect(output).toContain('系统管理员 陈默（chenmo）')
  expect(output).toContain('in the console')
  expect(await platform.db.selectFrom('person').select('id').where('username', '=', 'a1').execute()).toEqual([])
})

test('an administrator who cannot get in any more gets a new password from who holds the machine; nobody else does', async () => {
  const { code, output } = await admin('password', 'chenmo')
  expect([code, output]).toEqual([0, expect.stringContaining('shown this once')])
  const given = /((?:[a-z2-9]{4}-){3}[a-z2-9]{4})/.exec(output)![1]!
  expect((await enter('chenmo', given)).answer.body).toMatchObject({ need: 'new_password' })
  const other = await admin('password', 'wenyan')
  expect([other.code, other.output]).toEqual([1, expect.stringMatching(/没有用户名为 wenyan 的在用管理员/)])
})
