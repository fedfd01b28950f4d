import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/platform/config.ts'
import { createServer } from '../../src/platform/http/server.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'

/** Whose address counts: the one our own proxies saw, never one that a client writes into the header itself. */

const server = (trustProxy: number) =>
  createServer({
    name: 'portal',
    title: 'test',
    description: 'test',
    log: createLog('silent'),
    metrics: createMetrics(),
    trustProxy,
    contentSecurityPolicy: "default-src 'self'",
    bodyLimit: 1_000,
    ready: async () => [],
  })

describe.each([
  ['no proxy', 0, '198.51.100.9', '127.0.0.1'],
  ['one proxy', 1, '198.51.100.9', '198.51.100.9'],
  ['one proxy, and a client that invents an address', 1, '203.0.113.1, 198.51.100.9', '198.51.100.9'],
  ['two proxies', 2, '198.51.100.9, 10.0.0.2', '198.51.100.9'],
  ['two proxies, and a client that invents an address', 2, '203.0.113.1, 198.51.100.9, 10.0.0.2', '198.51.100.9'],
])('%s', (_, proxies, forwarded, address) => {
  let app: Awaited<ReturnType<typeof server>>
  beforeAll(async () => {
    app = await server(proxies)
    app.get('/who', async (request) => request.ip)
  })
  afterAll(() => app.close())
  test('the client is who it is', async () => {
    const answer = await app.inject({ url: '/who', headers: { 'x-forwarded-for': forwarded } })
    expect(answer.payload).toBe(address)
  })
})

test.each([
  [undefined, 0],
  ['false', 0],
  ['true', 1],
  ['1', 1],
  ['2', 2],
])('TRUST_PROXY=%s means %i', (said, proxies) => {
  expect(readConfig({ ...(said && { TRUST_PROXY: said }) }).trustProxy).toBe(proxies)
})
test.each(['10', '-1', 'yes please'])('TRUST_PROXY=%s stops the start', (said) => {
  expect(() => readConfig({ TRUST_PROXY: said })).toThrow(/TRUST_PROXY/)
})
