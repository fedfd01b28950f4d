import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { chained } from '../../src/foundations/publication-log/chained.ts'
import { answerFirst } from '../../src/platform/http/answer-first.ts'
import type { Filling } from '../../src/portal/filling.ts'
import { entries } from './county.ts'
import { startPortal } from './start.ts'

let portal: Awaited<ReturnType<typeof startPortal>>
afterEach(() => portal.close())

/** The portal as it really listens, with ready answers given before the framework looks at a request. */
async function listening() {
  portal = await startPortal()
  answerFirst(portal.app, portal.answerReady, 'portal', portal.metrics)
  await portal.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = portal.app.server.address() as AddressInfo
  return async (url: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}${url}`, { headers, redirect: 'manual' })
    const { date: _date, ...kept } = Object.fromEntries(answer.headers)
    return { status: answer.status, headers: kept, body: await answer.text() }
  }
}

test.each(['/', '/latest', '/units/civil-affairs/normative', '/items/144'])(
  'the second answer of %s lies ready and is the first one again',
  async (url) => {
    const get = await listening()
    const first = await get(url)
    expect(first.status).toBe(200)
    expect(first.headers['content-security-policy']).toBeTruthy()
    expect(await get(url)).toEqual(first)
    expect((await get(url, { 'if-none-match': first.headers.etag! })).status).toBe(304)
    expect((await get(url, { cookie: 'display=elders' })).body).not.toBe(first.body)
    expect(await portal.metrics.registry.getSingleMetricAsString('gongkai_http_requests_total')).toContain('2xx')
  },
)

test('what is withdrawn is gone from answers that lay ready', async () => {
  const get = await listening()
  await get('/items/144')
  expect((await get('/items/144')).status).toBe(200)
  const { seq, hash } = portal.writer.position()
  const withdrawn = {
    id: 144,
    indexNumber: 'x',
    unitId: 1,
    withdrawnAt: '2026-06-15T04:00:00Z',
    ground: 'error',
    reason: '内容有误',
  }
  await setImmediate()
  portal.writer.apply([
    ...chained([{ kind: 'record.withdrawn', subject: 'record/144', payload: withdrawn }], { seq, hash }),
  ])
  expect((await get('/items/144')).status).toBe(410)
})

test('a portal whose replica is still empty asks for patience on every page, and keeps none of that', async () => {
  portal = await startPortal([])
  for (const url of ['/', '/latest', '/items/144', '/search?q=x', '/feeds/all.xml']) {
    const answer = await portal.get(url)
    expect(answer.statusCode, url).toBe(503)
    expect(answer.headers['retry-after']).toBe('10')
    expect(answer.body).toContain('网站正在准备数据')
    expect(answer.body).not.toContain('网站尚未设置')
  }
  portal.writer.apply(entries)
  expect((await portal.get('/')).statusCode).toBe(200)
})

test('it says how far it is and when to come again, to programs too, and gives nobody an empty list to believe', async () => {
  let filling: Filling | undefined = { seq: 43_000, of: 100_000, seconds: 200 }
  let reachable = true
  portal = await startPortal([], { filling: () => filling, officeReachable: () => reachable })
  const page = await portal.get('/items/144?a=1')
  expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '60'])
  expect(page.body).toContain('已经备好 43%，大约还要 4 分钟。')
  expect(page.body).toContain('href="/items/144?a=1"')
  for (const url of ['/api/v1/records', '/api/v1/search?q=x', '/api/v1/records/144']) {
    const call = await portal.get(url)
    expect([call.statusCode, call.headers['retry-after']], url).toEqual([503, '60'])
    expect(call.json()).toMatchObject({ title: '网站正在准备数据', detail: expect.stringContaining('43%') })
  }
  expect((await portal.get('/api/v1/log')).statusCode).toBe(200)
  const posted = await portal.app.inject({ method: 'POST', url: '/feedback' })
  expect(posted.statusCode).toBe(503)
  expect(posted.body).not.toContain('再打开一次')
  filling = { seq: 99_000, of: 100_000, seconds: 20 }
  expect((await portal.get('/')).headers['retry-after']).toBe('20')
  reachable = false
  expect((await portal.get('/')).body).toContain('数据来源暂时连接不上')
})
