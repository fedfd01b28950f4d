import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { createServer } from '../../src/platform/http/server.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'

/** A server that is to end answers what is under way and waits for nobody who has asked nothing. */

// Node would wait a minute for the first word on a connection.
test('neither a connection opened ahead nor one kept for later holds up the end', async () => {
  const app = await createServer({
    name: 'portal',
    title: 'test',
    description: 'test',
    log: createLog('silent'),
    metrics: createMetrics(),
    trustProxy: 0,
    contentSecurityPolicy: "default-src 'self'",
    bodyLimit: 1_000,
    ready: async () => [],
  })
  const answering = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  app.get('/slow', async () => {
    asked.resolve()
    await answering.promise
    return '甲'
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const ahead = connect(port, '127.0.0.1')
  await once(ahead, 'connect')
  const kept = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect(kept.status).toBe(200)
  await kept.arrayBuffer()
  const underWay = fetch(`http://127.0.0.1:${port}/slow`)
  await asked.promise
  const gone = once(ahead, 'close')
  const ended = app.close()
  await gone
  answering.resolve()
  expect(await (await underWay).text()).toBe('甲')
  await ended
})
