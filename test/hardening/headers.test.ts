import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSession } from '../../src/foundations/identity/session.ts'
import { home } from '../../src/platform/home.ts'
import { password } from '../support/people.ts'
import { type Program, serveProgram } from './program.ts'
import { ask, form } from './requests.ts'

/** What every answer says to the browser, and what no line written anywhere may say. */

const planted = {
  identityNumber: '110101199003070038',
  phone: '13912345678',
  password: 'planted-password-7391',
  wrongPassword: 'planted-wrong-5520',
  query: 'planted-question-8812',
}

let program: Program
beforeAll(async () => {
  program = await serveProgram('headers', { LOG_LEVEL: 'debug', OFFICE_HTTPS: 'true' })
})
afterAll(() => program?.close())

const addresses: [server: 'portal' | 'office', path: string, type: RegExp][] = [
  ['portal', '/', /^text\/html; ?charset=utf-8$/i],
  ['portal', '/items/2', /^text\/html; ?charset=utf-8$/i],
  ['portal', '/search?q=%E9%A2%84%E7%AE%97', /^text\/html; ?charset=utf-8$/i],
  ['portal', '/nowhere', /^text\/html; ?charset=utf-8$/i],
  ['portal', '/feeds/all.xml', /xml; ?charset=utf-8$/i],
  ['portal', '/api/v1/records/2', /^application\/json; ?charset=utf-8$/i],
  ['portal', '/api/v1/records/0', /^application\/problem\+json; ?charset=utf-8$/i],
  ['portal', '/.well-known/security.txt', /^text\/plain; ?charset=utf-8$/i],
  ['portal', '/items/%', /^text\/plain; ?charset=utf-8$/i],
  ['office', '/', /^text\/html; ?charset=utf-8$/i],
  ['office', '/api/session', /^application\/problem\+json; ?charset=utf-8$/i],
  ['office', '/api/sign-in-options', /^application\/json; ?charset=utf-8$/i],
  ['office', '/api/nowhere', /^application\/problem\+json; ?charset=utf-8$/i],
]

describe.each(addresses)('%s %s', (server, path, type) => {
  test('says what it is, and what a browser must not do with it', async () => {
    const { headers } = await ask(program.county[server], '', { method: 'GET', path, body: undefined })
    expect(headers.get('content-type')).toMatch(type)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    const policy = headers.get('content-security-policy') ?? ''
    for (const rule of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(rule)
    expect(policy).not.toContain('unsafe')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('server')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
    if (server === 'office' && path.startsWith('/api/')) expect(headers.get('cache-control')).toBe('no-store')
  })
})

test('the session cookie is for our own pages over https and for no script', async () => {
  const answer = await fetch(`${program.county.office}/api/session`, {
    method: 'POST',
    headers: { 'x-gongkai': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ username: program.people.clerk.username, password }),
  })
  expect(answer.status).toBe(200)
  const cookie = answer.headers.getSetCookie()[0]!
  for (const flag of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(flag)
  expect(cookie).not.toMatch(/Domain=/)
})

test('security.txt says how to reach us and until when', async () => {
  const text = await (await fetch(`${program.county.portal}/.well-known/security.txt`)).text()
  expect(text).toMatch(/^Contact: \S+/m)
  const until = /^Expires: (\S+)$/m.exec(text)?.[1]
  expect(Date.parse(until!)).toBeGreaterThan(Date.now() + 30 * 86_400_000)
})

test('no password, token, secret, identity number or search word stands in a log line, a metric or the audit log', async () => {
  const { platform, people, county } = program
  const clerk = people.clerk
  const token = await openSession(platform.as(clerk), clerk.personId, { ip: '127.0.0.1', userAgent: 'test' })
  const cookie = `gongkai_session=${token}`
  const office = (method: string, path: string, body?: unknown) =>
    ask(county.office, cookie, {
      method,
      path,
      body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
    })
  const wrong = { username: clerk.username, password: planted.wrongPassword }
  expect((await office('POST', '/api/session', wrong)).status).toBe(401)
  expect((await office('PUT', '/api/session/password', { current: password, next: planted.password })).status).toBe(204)
  const enrolment = await office('POST', '/api/session/totp')
  const text = `王某，${planted.identityNumber}，${planted.phone}。`
  const lookups = (await office('GET', '/api/lookups')).body
  const draft = {
    unitId: program.unitId,
    title: `关于${planted.identityNumber}的通知`,
    bodyHtml: `<p>${text}</p>`,
    kind: 'notice',
    columnId: lookups.columns[0].id,
  }
  const { body } = await office('POST', '/api/records', draft)
  await office('POST', `/api/records/${body.recordId}/submission`, { reason: text })
  await office('POST', '/api/records/masking', { bodyHtml: draft.bodyHtml })
  await office('POST', '/api/files', form(`${planted.identityNumber}.txt`, new TextEncoder().encode(text)))
  await office('GET', `/api/records?q=${planted.query}`)
  await ask(county.portal, '', { method: 'GET', path: `/search?q=${planted.query}`, body: undefined })
  await ask(county.portal, '', { method: 'GET', path: `/search?q=${planted.query}&page=%`, body: undefined })

  const secret = JSON.stringify(enrolment.body ?? {}).match(/[A-Z2-7]{16,}/)?.[0]
  expect(secret, 'a TOTP secret was given out').toBeTruthy()
  const audit = await platform.db.selectFrom('audit_entry').selectAll().execute()
  const metrics = await Promise.all(
    [county.portal, county.office].map(async (at) => (await fetch(`${at}/metrics`)).text()),
  )
  // Whoever was turned away stands in a line of its own, by number and route alone.
  expect(county.printed()).toMatch(
    new RegExp(`"method":"POST","route":"/api/session","status":401,"person":${clerk.personId},"msg":"refused"`),
  )
  const written = { log: county.printed(), audit: JSON.stringify(audit), metrics: metrics.join('\n') }
  for (const [where, all] of Object.entries(written))
    for (const [what, value] of Object.entries({ ...planted, token, secret: secret!, demo: password }))
      expect([where, what, all.includes(value)]).toEqual([where, what, false])
})

test('every metric that may ring has its page among the runbooks', () => {
  const source = readFileSync(join(home, 'src/platform/observability/metrics.ts'), 'utf8')
  const gauges = [...source.matchAll(/name: '(gongkai_\w+)'/g)].map((found) => found[1]!)
  const folder = join(home, 'docs', 'runbooks')
  const pages = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  // Counted for statistics; nothing is to be done about them.
  const quiet = ['gongkai_http_requests_total', 'gongkai_http_request_seconds', 'gongkai_messages_total']
  for (const name of gauges.filter((one) => !quiet.includes(one)))
    expect([name, pages.some((page) => page.includes(name))]).toEqual([name, true])
  expect(existsSync(join(folder, 'logs.md'))).toBe(true)
})
