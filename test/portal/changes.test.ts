import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { entryLine, genesis, nextHash, payloadHash } from '../../src/foundations/publication-log/chain.ts'
import type { EntryKind, LogEntry, Payloads } from '../../src/foundations/publication-log/entries.ts'
import { entries, record, site } from './county.ts'
import { startPortal } from './start.ts'

let portal: Awaited<ReturnType<typeof startPortal>>
afterEach(() => portal.close())

const body = async (url: string) => (await portal.get(encodeURI(url))).body

/** Appends one entry to the log and replays it in a turn of its own, as the follower does. */
async function append<K extends EntryKind>(kind: K, subject: string, payload: Payloads[K]): Promise<void> {
  const { seq, hash } = portal.writer.position()
  const entry = {
    seq: seq + 1,
    kind,
    subject,
    at: '2026-06-15T04:00:00Z',
    payloadHash: payloadHash(JSON.stringify(payload)),
  }
  await setImmediate()
  portal.writer.apply([{ ...entry, payload, hash: nextHash(hash, entryLine(entry)) } as LogEntry])
}

describe('what changes in the log changes on every page at once', () => {
  test('a publication appears, a withdrawal disappears, from pages that were already served', async () => {
    portal = await startPortal()
    const places = [
      '/',
      '/latest',
      '/units/civil-affairs',
      '/units/civil-affairs/normative',
      '/feeds/all.xml',
      '/items/144',
      '/sitemaps/items-0.xml',
    ]
    for (const url of places) expect([url, (await body(url)).includes('/items/500')]).toEqual([url, false])

    await append(
      'record.published',
      'record/500',
      record(500, { title: '刚刚公开的通知', publishedAt: '2026-06-15T03:59:00Z' }),
    )
    for (const url of places) expect([url, (await body(url)).includes('/items/500')]).toEqual([url, true])
    expect((await portal.get('/items/500')).statusCode).toBe(200)

    await append('record.withdrawn', 'record/500', {
      id: 500,
      indexNumber: 'x',
      unitId: 2,
      withdrawnAt: '2026-06-15T04:00:00Z',
      ground: 'error',
      reason: '内容有误。',
    })
    for (const url of places) expect([url, (await body(url)).includes('/items/500')]).toEqual([url, false])
    expect((await portal.get('/items/500')).statusCode).toBe(410)
    expect(await body('/search?q=刚刚公开的通知')).not.toContain('/items/500')
  })

  test('a repeal shows on a page that was already served', async () => {
    portal = await startPortal()
    expect(await body('/items/1')).toContain('现行有效')
    await append('record.validity-changed', 'record/1', {
      id: 1,
      validity: 'repealed',
      repeal: { on: '2026-06-15', by: '青澜县人民政府', reason: '制定了新办法' },
    })
    const html = await body('/items/1')
    expect(html).toContain('自2026年6月15日起由青澜县人民政府废止')
    expect(html).not.toContain('现行有效')
  })

  test('a new name of the site stands in every head', async () => {
    portal = await startPortal()
    await body('/')
    await append('site.changed', 'site', {
      ...site,
      siteName: '青澜县政务公开',
      mainColour: '#7a1f1f',
      fictional: false,
    })
    const html = await body('/')
    expect(html).toContain('<meta name="SiteName" content="青澜县政务公开"')
    expect(html).not.toContain('均为虚构')
    const colour = /href="(\/assets\/colour-[^"]+)"/.exec(html)![1]!
    expect(await body(colour)).toContain('--main:#7a1f1f')
  })
})

describe('before the site is set', () => {
  const unset = entries.filter((entry) => entry.kind !== 'site.changed')
  /** The same log without the site, chained anew. */
  const rechained = () => {
    let hash = genesis
    return unset.map((entry, i) => {
      const one = { ...entry, seq: i + 1 }
      hash = nextHash(hash, entryLine(one))
      return { ...one, hash } as LogEntry
    })
  }

  test('the home page says so, the others go on without what is not known', async () => {
    portal = await startPortal(rechained())
    const html = await body('/')
    expect(html).toContain('<h1>网站尚未设置</h1>')
    expect(html).toContain('<title>网站尚未设置</title>')
    expect(html).not.toContain('<dt>主办单位</dt>')
    for (const url of ['/latest', '/open', '/units', '/items/1', '/search?q=救助', '/about', '/feeds/all.xml'])
      expect([url, (await portal.get(encodeURI(url))).statusCode]).toEqual([url, 200])
    await append('site.changed', 'site', site)
    const now = await body('/')
    expect(now).not.toContain('网站尚未设置')
    expect(now).toContain('<dt>主办单位</dt>')
  })
})

describe('while the office is away', () => {
  test('pages and search go on, the log says 503', async () => {
    portal = await startPortal(entries, { officeReachable: () => false })
    for (const url of ['/', '/items/1', '/search?q=救助', '/api/v1/search?q=救助']) {
      expect([url, (await portal.get(encodeURI(url))).statusCode]).toEqual([url, 200])
    }
    const answer = await portal.get('/api/v1/log')
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ])
  })

  test('a log that fails in the middle is a 503 as well', async () => {
    portal = await startPortal(entries, { readLog: async () => Promise.reject(new Error('connection lost')) })
    expect((await portal.get('/api/v1/log')).statusCode).toBe(503)
  })
})

test('what people search for is told without who asked, once per search', async () => {
  const asked: string[] = []
  portal = await startPortal(entries, { onQuery: (q) => asked.push(q) })
  await body('/search?q=救助')
  await body('/search?q=救助&page=2')
  await body('/search?q=没有结果的词xyz')
  expect(asked).toEqual(['救助'])
})

test('a file that the store does not hold is not there', async () => {
  portal = await startPortal(entries, { openFile: async () => undefined })
  const href = /href="(\/items\/1\/files\/[^"]+)"/.exec(await body('/items/1'))![1]!
  expect((await portal.get(href)).statusCode).toBe(404)
})

test('a page that fails says so in plain words', async () => {
  portal = await startPortal()
  portal.replica.newest = () => {
    throw new Error('disk gone')
  }
  const answer = await portal.get('/feeds/all.xml')
  expect(answer.statusCode).toBe(500)
  expect(answer.body).toContain('页面暂时打不开')
  expect(answer.body).not.toContain('disk gone')
})

test('a county without any content still shows whole pages', async () => {
  portal = await startPortal(entries.slice(0, 1))
  for (const url of [
    '/',
    '/open',
    '/units',
    '/latest',
    '/sectors',
    '/requests',
    '/search?q=救助',
    '/map',
    '/feeds/all.xml',
    '/sitemap.xml',
  ])
    expect([url, (await portal.get(encodeURI(url))).statusCode]).toEqual([url, 200])
})
