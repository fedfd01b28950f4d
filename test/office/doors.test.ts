import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerCatalogue, registerLookups } from '../../src/capabilities/catalogue/index.ts'
import { registerWordList } from '../../src/capabilities/word-list/index.ts'
import { registerAudit } from '../../src/foundations/audit/api.ts'
import { registerCalendar } from '../../src/foundations/calendar/api.ts'
import { type Ability, rolesWith } from '../../src/foundations/identity/abilities.ts'
import { type Role, registerIdentity, registerPeople, roleNames } from '../../src/foundations/identity/index.ts'
import { registerNotices } from '../../src/foundations/notices/index.ts'
import { registerOutbox } from '../../src/foundations/outbox/index.ts'
import { registerSite } from '../../src/foundations/site/api.ts'
import { registerUnits } from '../../src/foundations/units/api.ts'
import { type Call, fileBody, signedInAs, stranger, testOffice } from '../support/office.ts'
import { everyRole, type Persona, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let home: number
let anyone: Call
let people: Record<Role, Persona>
const calls = {} as Record<Role, Call>

beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, async (office) => {
    await office.register(multipart)
    registerIdentity(office, platform, { secureCookies: false })
    registerPeople(office, platform)
    registerUnits(office, platform)
    registerCatalogue(office, platform)
    registerLookups(office, platform, { statuses: {}, withdrawalGrounds: {} })
    registerWordList(office, platform)
    registerCalendar(office, platform)
    registerAudit(office, platform)
    registerSite(office, platform, { portalUrl: undefined, portalPort: 8080 })
    registerNotices(office, platform, { kinds: {} })
    registerOutbox(office, platform, { configured: { email: true, sms: true } })
  })
  home = await unit(platform, { name: '县政府办' })
  people = await everyRole(platform, home)
  for (const role of roleNames) calls[role] = await signedInAs(app, platform, people[role])
  anyone = stranger(app)
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const everybody = roleNames
const accounts: Role[] = ['system_administrator']
const access: Role[] = ['security_administrator']
const looksAtPeople: Role[] = ['system_administrator', 'security_administrator', 'auditor']
const looksAtSessions: Role[] = ['security_administrator', 'auditor']
const disclosureOffice: Role[] = ['disclosure_office']
const keepsCalendar: Role[] = ['system_administrator', 'disclosure_office']
const keepsOutbox: Role[] = ['system_administrator', 'disclosure_office']
const auditor: Role[] = ['auditor']

/** Who may come in, said again by hand: this table and abilities.ts must agree. */
const doors: [method: string, url: string, roles: readonly Role[]][] = [
  ['GET', '/api/session', everybody],
  ['PUT', '/api/session/password', everybody],
  ['POST', '/api/session/confirmation', everybody],
  ['GET', '/api/session/security', everybody],
  ['POST', '/api/session/totp', everybody],
  ['POST', '/api/session/totp/confirmation', everybody],
  ['DELETE', '/api/session/totp', everybody],
  ['POST', '/api/session/recovery-codes', everybody],
  ['POST', '/api/session/passkeys/options', everybody],
  ['POST', '/api/session/passkeys', everybody],
  ['DELETE', '/api/session/passkeys/{key}', everybody],
  ['GET', '/api/sessions', everybody],
  ['DELETE', '/api/sessions', everybody],
  ['DELETE', '/api/sessions/{id}', everybody],
  ['GET', '/api/people', looksAtPeople],
  ['POST', '/api/people', accounts],
  ['GET', '/api/people/{id}', looksAtPeople],
  ['PUT', '/api/people/{id}', accounts],
  ['POST', '/api/people/{id}/password', accounts],
  ['POST', '/api/people/{id}/unlock', access],
  // The system administrator comes in to appoint the first security administrator, and for nothing else.
  ['POST', '/api/people/{id}/posts', [...access, ...accounts]],
  ['DELETE', '/api/people/{id}/posts/{postId}', access],
  ['GET', '/api/people/{id}/sessions', looksAtSessions],
  ['DELETE', '/api/people/{id}/sessions', access],
  ['DELETE', '/api/people/{id}/second-factors', access],
  ['GET', '/api/people/{id}/delegations', looksAtPeople],
  // Whose post or delegation it is decides inside: 404, not 403.
  ['GET', '/api/delegations', everybody],
  ['POST', '/api/delegations', everybody],
  ['DELETE', '/api/delegations/{id}', everybody],
  ['POST', '/api/delegations/{id}/end-noted', everybody],
  ['GET', '/api/posts/{id}/deputies', everybody],
  ['GET', '/api/sign-in-policy', looksAtPeople],
  ['PUT', '/api/sign-in-policy', access],
  ['GET', '/api/units', everybody],
  ['GET', '/api/units/{id}', everybody],
  ['POST', '/api/units', accounts],
  ['PUT', '/api/units/{id}', accounts],
  ['POST', '/api/units/{id}/dissolution', accounts],
  ['POST', '/api/units/{id}/renaming', accounts],
  ['POST', '/api/units/{id}/merger', accounts],
  ['GET', '/api/catalogue/sectors', everybody],
  ['GET', '/api/catalogue/items', everybody],
  ['GET', '/api/catalogue/columns', everybody],
  ['GET', '/api/catalogue/imports', disclosureOffice],
  ['GET', '/api/word-list', everybody],
  ['GET', '/api/word-list/changes', everybody],
  ['GET', '/api/word-list/export', everybody],
  ['PUT', '/api/word-list/entries', disclosureOffice],
  ['POST', '/api/word-list/imports', disclosureOffice],
  ['POST', '/api/catalogue/imports', disclosureOffice],
  ['PUT', '/api/site', disclosureOffice],
  ['GET', '/api/lookups', everybody],
  ['GET', '/api/calendar', everybody],
  ['GET', '/api/calendar/{year}', everybody],
  ['GET', '/api/calendar/deadline', everybody],
  ['GET', '/api/calendar/{year}/versions', everybody],
  ['POST', '/api/calendar/readings', keepsCalendar],
  ['POST', '/api/calendar/notice-files', keepsCalendar],
  ['GET', '/api/calendar/notices', everybody],
  ['POST', '/api/calendar/notices', keepsCalendar],
  ['GET', '/api/calendar/notices/{id}', keepsCalendar],
  ['POST', '/api/calendar/notices/{id}/confirmation', keepsCalendar],
  ['POST', '/api/calendar/notices/{id}/rejection', keepsCalendar],
  ['GET', '/api/calendar/moves', everybody],
  ['POST', '/api/calendar/moves/seen', everybody],
  ['GET', '/api/notices', everybody],
  ['GET', '/api/notices/count', everybody],
  // Whose notice it is decides inside: 404, not 403.
  ['PUT', '/api/notices/{id}/seen', everybody],
  ['PUT', '/api/notices/seen', everybody],
  ['GET', '/api/contact', everybody],
  ['PUT', '/api/contact', everybody],
  ['PUT', '/api/contact/kinds', everybody],
  ['GET', '/api/messages', keepsOutbox],
  ['GET', '/api/messages/templates', keepsOutbox],
  ['POST', '/api/messages/tests', keepsOutbox],
  ['POST', '/api/messages/{id}/retry', keepsOutbox],
  ['POST', '/api/messages/{id}/cancellation', keepsOutbox],
  ['GET', '/api/message-settings', keepsOutbox],
  ['PUT', '/api/message-settings', keepsOutbox],
  ['GET', '/api/audit', auditor],
  ['GET', '/api/audit/actions', auditor],
  ['POST', '/api/audit/verification', auditor],
]
/** Signing in and out, and the name on the sign-in page, are open to whoever comes. */
const open = [
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/session/second-step',
  'POST /api/session/passkey/options',
  'POST /api/session/passkey',
  'GET /api/site',
  'GET /api/sign-in-options',
  'GET /api/session/single-sign-on',
  'GET /api/session/single-sign-on/return',
]

type Documented = Record<string, Record<string, { summary?: string; tags?: string[]; responses?: object }>>
const documented = () => (app.swagger() as { paths: Documented }).paths
const at = (url: string) =>
  url.replace('{id}', '2147483647').replace('{postId}', '1').replace('{year}', '2026').replace('{key}', 'none')
const body = (method: string) => (method === 'GET' ? undefined : {})

test('the table of doors names every route there is', () => {
  const routes = Object.entries(documented()).flatMap(([url, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${url}`),
  )
  expect(routes.sort()).toEqual([...doors.map(([method, url]) => `${method} ${url}`), ...open].sort())
})

test('every route says what it does and how it answers, with problem documents for errors', () => {
  for (const [url, methods] of Object.entries(documented()))
    for (const [method, route] of Object.entries(methods)) {
      const name = `${method} ${url}`
      expect(route.summary, name).toMatch(/\p{Script=Han}/u)
      expect(route.tags, name).toHaveLength(1)
      const codes = Object.keys(route.responses ?? {})
      expect(codes, name).toContain('422')
      expect(
        codes.some((code) => /^[23]/.test(code)),
        name,
      ).toBe(true)
      expect(JSON.stringify(route.responses), name).toContain('application/problem+json')
    }
})

describe.each(doors)('%s %s', (method, url, roles) => {
  test('strangers are told to sign in', async () => {
    const answer = await anyone(method, at(url), body(method))
    expect(answer.status).toBe(401)
    expect(answer.body.type).toBe('urn:gongkai:problem:unauthenticated')
  })

  test.each(roleNames)('%s', async (role) => {
    const answer = await calls[role](method, at(url), body(method))
    if (roles.includes(role)) expect([401, 403]).not.toContain(answer.status)
    else expect(answer.status).toBe(403)
    expect(answer.status).toBeLessThan(500)
  })
})

test('三员分立: no role opens two of accounts, access and audit, nor any of them and drafts', () => {
  const both = (one: Ability, other: Ability) => rolesWith(one).filter((role) => rolesWith(other).includes(role))
  expect(both('people.manage', 'access.manage')).toEqual([])
  expect(both('access.manage', 'audit.read')).toEqual([])
  expect(both('access.manage', 'records.review')).toEqual([])
  expect(both('access.manage', 'records.create')).toEqual([])
  expect(both('people.manage', 'audit.read')).toEqual([])
  expect(both('people.manage', 'records.review')).toEqual([])
  expect(both('people.manage', 'records.create')).toEqual([])
  expect(both('audit.read', 'records.review')).toEqual([])
  expect(both('audit.read', 'catalogue.import')).toEqual([])
})

test('a post that ended opens nothing any more, in the session that is open', async () => {
  const who = await person(platform, { role: 'disclosure_office', unit: home })
  const call = await signedInAs(app, platform, who)
  expect((await call('GET', '/api/catalogue/imports')).status).toBe(200)
  await calls.security_administrator('DELETE', `/api/people/${who.personId}/posts/${who.posts[0]!.id}`)
  expect((await call('GET', '/api/catalogue/imports')).status).toBe(403)
})

describe('bad input is 422 with issues, never 500', () => {
  const admin = ((method, url, given) => calls.system_administrator(method, url, given)) as Call
  const insider = (roles: readonly Role[]) => calls[roles[0]!]
  const bad = [
    '0',
    '-1',
    '1.5',
    '2147483648',
    '99999999999999999999',
    'abc',
    '%00',
    '1%00',
    "1'--",
    'NaN',
    '1e9999',
    '%F0%9F%92%A9',
  ]
  const withId = doors.filter(([, url]) => url.includes('{id}') && !url.includes('/sessions/{id}'))

  test.each(withId)('ids in %s %s', async (method, url, roles) => {
    for (const id of bad) {
      const answer = await insider(roles)(method, url.replace('{id}', id).replace('{postId}', '1'), body(method))
      expect([id, answer.status]).toEqual([id, 422])
      expect(answer.body.issues.length).toBeGreaterThan(0)
    }
  })

  test.each([
    '/api/people?page=0',
    '/api/people?page=1e12',
    '/api/people?size=100000',
    '/api/people?unitId=99999999999',
    '/api/people?q=%00',
    `/api/people?q=${'x'.repeat(51)}`,
    '/api/people?q=a&q=b',
    '/api/catalogue/items?sectorId=x',
    '/api/catalogue/items?empty=perhaps',
    '/api/catalogue/items?q=%00',
    '/api/calendar/0',
  ])('GET %s', async (url) => {
    const answer = await admin('GET', url)
    expect(answer.status).toBe(422)
    expect(answer.body.issues.length).toBeGreaterThan(0)
  })

  test.each([
    '/api/audit?before=0',
    '/api/audit?before=99999999999999999999',
    '/api/audit?from=2026-02-30',
    '/api/audit?to=0000-01-01',
    '/api/audit?subject=%00',
    '/api/audit?actor[]=1&actor[]=2&actor=%00',
  ])('GET %s', async (url) => {
    expect((await calls.auditor('GET', url)).status).toBe(422)
  })

  const strange: unknown[] = [
    null,
    [],
    'text',
    1,
    true,
    { name: null },
    { name: [] },
    { name: { a: 1 } },
    { name: '\u0000' },
  ]
  const unsafe = doors.filter(
    ([method, url]) =>
      ['POST', 'PUT'].includes(method) &&
      !/unlock|verification|imports|totp$|recovery-codes|options$|end-noted|notices.{id}.(confirmation|seen)/.test(url),
  )
  test.each(unsafe)('bodies of %s %s', async (method, url, roles) => {
    const target = url.replace('{id}', String(url.includes('units') ? home : people.clerk.personId))
    for (const given of strange) {
      const answer = await calls[roles[0]!](method, target, JSON.stringify(given), {
        'content-type': 'application/json',
      })
      expect([given, answer.status]).toEqual([given, 422])
      expect(answer.body.issues.length).toBeGreaterThan(0)
    }
  })

  test('bodies that are no JSON, or of no known type, are refused as such', async () => {
    const broken = await admin('POST', '/api/people', '{"name":')
    expect(broken.status).toBeGreaterThanOrEqual(400)
    expect(broken.status).toBeLessThan(500)
    const json = await calls.system_administrator('POST', '/api/people', '{"name":', {
      'content-type': 'application/json',
    })
    expect(json.status).toBe(400)
    const xml = await calls.system_administrator('POST', '/api/people', '<a/>', { 'content-type': 'text/xml' })
    const plain = await calls.system_administrator('POST', '/api/people', '{}', { 'content-type': 'text/plain' })
    expect([xml.status, plain.status]).toEqual([415, 415])
    expect(plain.body.title).toBe('内容格式不受理')
    for (const answer of [broken, json, xml, plain]) expect(answer.headers['content-type']).toContain('problem+json')
  })

  test('lone surrogates and odd file names do no harm', async () => {
    const given = { username: 'odd-one', name: '\ud800姓', password: 'a-long-password-9' }
    expect((await admin('POST', '/api/people', given)).status).toBeLessThan(500)
    const { payload, headers } = fileBody('file', '../../\u0001etc/passwd', 'x')
    expect((await calls.disclosure_office('POST', '/api/catalogue/imports', payload, headers)).status).toBe(422)
  })
})
