import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { home } from '../../src/platform/home.ts'

/** What script/check hears of known weaknesses, from a registry of our own. */
const heard = async (answer: { status: number; body: unknown } | 'nobody') => {
  const registry = createServer((request, response) => {
    const { status, body } = request.method === 'POST' && answer !== 'nobody' ? answer : { status: 404, body: {} }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(registry, 'listening')
  const { port } = registry.address() as AddressInfo
  const cache = mkdtempSync(join(tmpdir(), 'gongkai-npm-'))
  if (answer === 'nobody') registry.close()
  const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}`, npm_config_cache: cache }
  try {
    return await new Promise<{ code: number; text: string }>((resolve) => {
      execFile(process.execPath, ['script/audit.ts'], { cwd: home, env }, (error, out, err) =>
        resolve({ code: Number(error?.code ?? 0), text: out + err }),
      )
    })
  } finally {
    registry.close()
    rmSync(cache, { recursive: true })
  }
}
const weakness = {
  fastify: [
    { id: 1, url: 'https://advisories.example/1', title: 'Reads too much', severity: 'high', vulnerable_versions: '*' },
  ],
}

test('a known weakness of level high fails, and is named', async () => {
  const { code, text } = await heard({ status: 200, body: weakness })
  expect([code, text]).toEqual([
    1,
    expect.stringContaining('high fastify: Reads too much https://advisories.example/1'),
  ])
})

test('none found passes', async () => {
  expect(await heard({ status: 200, body: {} })).toEqual({
    code: 0,
    text: expect.stringContaining('nothing of level high or above'),
  })
})

test.each([
  ['that is not there', 'nobody' as const, /ECONNREFUSED/],
  ['that refuses to say', { status: 405, body: {} }, /405 Method Not Allowed/],
])('a registry %s does not fail, but is said', async (_which, answer, why) => {
  const { code, text } = await heard(answer)
  expect([code, text]).toEqual([0, expect.stringContaining('NOT CHECKED, the registry did not answer')])
  expect(text).toMatch(why)
})
