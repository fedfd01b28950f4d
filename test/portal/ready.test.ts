import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { chained } from '../../src/foundations/publication-log/chained.ts'
import { answerFirst } from '../../src/platform/http/answer-first.ts'
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
  }
  portal.writer.apply(entries)
  expect((await portal.get('/')).statusCode).toBe(200)
})
