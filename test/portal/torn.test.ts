import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '../../src/platform/observability/log.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { articleRenderer } from '../../src/portal/article.tsx'
import { follow } from '../../src/portal/follower.ts'
import { openReplicaStore } from '../../src/portal/replica-store.ts'
import { chain, entries, policy, record } from './county.ts'
import { startPortal, today } from './start.ts'

/** Somebody tears the file of a portal while people read: it is made anew, and nobody is turned away meanwhile. */

const log = chain([
  ...entries.map((entry) => [entry.kind, entry.subject, entry.payload] as const),
  ...Array.from({ length: 300 }, (_, i) => {
    const bodyHtml = `<p>${`第${i}号工程的预算。`.repeat(60)}</p>`
    return ['record.published', `record/${1000 + i}`, record(1000 + i, { bodyHtml })] as const
  }),
] as unknown as Parameters<typeof chain>[0])

const addresses = [
  '/',
  '/latest',
  '/units',
  '/sectors',
  `/items/${policy.id}`,
  `/items/${policy.id}/versions`,
  `/verify/${policy.id}`,
  `/search?q=${encodeURIComponent('预算')}`,
  '/feeds/all.xml',
  '/sitemap.xml',
  `/api/v1/records/${policy.id}`,
  '/api/v1/records?size=20',
  `/api/v1/search?q=${encodeURIComponent('预算')}`,
  ...Array.from({ length: 40 }, (_, i) => `/items/${1000 + i * 7}`),
]

let end = async () => undefined as unknown
afterEach(() => end())

const begin = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-torn-'))
  const store = openReplicaStore(folder, articleRenderer, () => today)
  const stopping = new AbortController()
  const read = async (after: number, size: number) => log.filter((entry) => entry.seq > after).slice(0, size)
  const following = follow(
    store,
    { read, grown: () => sleep(20) },
    { log: createLog('silent'), metrics: createMetrics(), signal: stopping.signal },
  )
  const portal = await startPortal([], { replica: () => store.replica(), hurt: store.hurt })
  end = async () => {
    stopping.abort()
    await following
    await portal.close()
    store.close()
    rmSync(folder, { recursive: true })
  }
  await expect.poll(() => store.hurt(), { timeout: 60_000 }).toBe(false)
  return { portal, store, path: join(folder, readFileSync(join(folder, 'current'), 'utf8').trim()) }
}

const scribble = (path: string) => {
  const file = openSync(path, 'r+')
  for (let at = 4_096; at < statSync(path).size; at += 20_000) writeSync(file, Buffer.alloc(2_000, 0xa5), 0, 2_000, at)
  closeSync(file)
}

test('deleted while nobody served, or cut short at a first start: half a log is shown to nobody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-torn-'))
  const open = () => openReplicaStore(folder, articleRenderer, () => today)
  const first = open()
  first.close()
  const again = open()
  expect([again.hurt(), again.begun()]).toEqual([true, true])
  again.writer().apply(log)
  again.close()
  const whole = open()
  expect(whole.hurt()).toBe(false)
  whole.close()
  rmSync(join(folder, readFileSync(join(folder, 'current'), 'utf8').trim()))
  const lost = open()
  expect([lost.hurt(), lost.begun(), lost.replica().position().seq]).toEqual([true, false, 0])
  lost.close()
  const [ended, working] = [`replica-1-${2 ** 22 + 1}.sqlite`, `replica-1-${process.ppid}.sqlite`]
  for (const name of [ended, working]) writeFileSync(join(folder, name), '')
  open().close()
  expect([ended, working].map((name) => existsSync(join(folder, name)))).toEqual([false, true])
  rmSync(folder, { recursive: true })
})

test.each([
  ['cut in half', (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))],
  ['emptied', (path: string) => truncateSync(path, 0)],
  ['scribbled over', scribble],
  ['deleted', (path: string) => rmSync(path)],
])('%s: every reading is answered', async (_how, hurt) => {
  const { portal, store, path } = await begin()
  hurt(path)
  const heard: string[] = []
  const reader = async () => {
    for (const url of addresses) {
      const { statusCode } = await portal.get(url)
      if (statusCode !== 200) heard.push(`${statusCode} ${url}`)
    }
  }
  await Promise.all(Array.from({ length: 4 }, reader))
  expect(heard).toEqual([])
  await expect.poll(() => store.hurt(), { timeout: 60_000 }).toBe(false)
  expect(store.replica().position().seq).toBe(log.length)
  await reader()
  expect(heard).toEqual([])
})
