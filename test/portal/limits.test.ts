import { afterEach, describe, expect, test } from 'vitest'
import { policy } from './county.ts'
import { startPortal } from './start.ts'

/** What one address may ask for: searches, calls of the API; never a page that is read. */

let portal: Awaited<ReturnType<typeof startPortal>>
afterEach(() => portal.close())

const begin = async (limits: { searches?: number; files?: number; calls?: number }, isPortal = false) => {
  portal = await startPortal(undefined, {
    limits: { searches: 0, files: 0, calls: 0, forms: 0, ...limits },
    isPortal: () => isPortal,
  })
  return async (url: string, remoteAddress = '203.0.113.7') => {
    const { statusCode, headers, payload } = await portal.app.inject({ method: 'GET', url, remoteAddress })
    return { status: statusCode, headers, text: payload }
  }
}
const times = async (n: number, ask: () => Promise<{ status: number }>) => {
  const heard: number[] = []
  for (let i = 0; i < n; i++) heard.push((await ask()).status)
  return heard
}
const q = encodeURIComponent('救助')

describe('searches', () => {
  test('page and API are counted together, and the page says in Chinese when to come again', async () => {
    const get = await begin({ searches: 3 })
    expect(await times(2, () => get(`/search?q=${q}`))).toEqual([200, 200])
    expect(await times(2, () => get(`/api/v1/search?q=${q}`))).toEqual([200, 429])
    const page = await get(`/search?q=${q}`)
    expect(page.status).toBe(429)
    expect(page.headers['content-type']).toMatch(/^text\/html/)
    expect(page.headers['cache-control']).toBe('no-store')
    const seconds = Number(page.headers['retry-after'])
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(page.text).toContain(`请 ${seconds} 秒后再试`)
    expect(page.text).toContain(`href="/search?q=${q}"`)
    const text = await portal.metrics.registry.metrics()
    expect(text).toContain('gongkai_portal_too_many_total{what="searches"} 2')
  })

  test('the empty search page, every other page and other addresses go on', async () => {
    const get = await begin({ searches: 1, calls: 1 })
    await times(3, () => get(`/search?q=${q}`))
    for (const url of ['/search', '/', '/latest', '/items/144', '/feeds/all.xml', '/healthz'])
      expect([url, await times(3, () => get(url))]).toEqual([url, [200, 200, 200]])
    expect((await get(`/search?q=${q}`, '203.0.113.8')).status).toBe(200)
  })

  test('an IPv6 neighbour in the same /64 is the same client', async () => {
    const get = await begin({ searches: 1 })
    expect((await get(`/search?q=${q}`, '2001:db8::1')).status).toBe(200)
    expect((await get(`/search?q=${q}`, '2001:db8::ffff')).status).toBe(429)
    expect((await get(`/search?q=${q}`, '2001:db8:0:1::1')).status).toBe(200)
  })
})

describe('calls of the API', () => {
  test.each(['/api/v1/records', '/api/v1/log', '/api/v1/log/checkpoint', `/suggest?q=${q}`])('%s', async (url) => {
    const get = await begin({ calls: 2 })
    expect(await times(2, () => get(url))).toEqual([200, 200])
    const refused = await get(url)
    expect(refused.status).toBe(429)
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(JSON.parse(refused.text)).toMatchObject({
      type: 'urn:gongkai:problem:too-many',
      title: '访问过于频繁',
      detail: expect.stringMatching(/请 \d+ 秒后再试/),
    })
  })

  test('a portal that follows this one is not counted', async () => {
    const get = await begin({ calls: 1 }, true)
    expect(await times(4, () => get('/api/v1/log'))).toEqual([200, 200, 200, 200])
  })

  test('the description of the API names the answer', async () => {
    const get = await begin({})
    const { paths } = JSON.parse((await get('/api/openapi.json')).text)
    for (const [path, methods] of Object.entries<Record<string, { responses: object }>>(paths))
      expect([path, Object.keys(methods.get!.responses)]).toEqual([path, expect.arrayContaining(['429'])])
  })
})

describe('files that must be made', () => {
  test('a download and a preview count once; what lies ready is given to everybody', async () => {
    const get = await begin({ files: 2 })
    const preview = `/items/${policy.id}/files/1/preview`
    expect(await times(2, () => get(preview))).toEqual([200, 200])
    expect(await times(3, () => get('/items/144.pdf'))).toEqual([200, 200, 200])
    const { etag } = (await get('/items/144.pdf')).headers
    expect(etag).toMatch(/^"/)
    const page = await get('/items/144.docx')
    expect(page.status).toBe(429)
    expect(page.headers['content-type']).toMatch(/^text\/html/)
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.headers.etag ?? '').not.toBe(etag)
    const seconds = Number(page.headers['retry-after'])
    expect(seconds).toBeGreaterThan(0)
    expect(page.text).toContain(`要求生成的文件太多，请 ${seconds} 秒后再试`)
    expect(page.text).toContain('href="/items/144.docx"')
    expect(await times(2, () => get('/items/144.pdf'))).toEqual([200, 200])
    expect((await get(preview)).status).toBe(200)
    expect((await get('/items/144.docx', '203.0.113.8')).status).toBe(200)
    expect((await get('/items/144.docx')).status).toBe(200)
    const text = await portal.metrics.registry.metrics()
    expect(text).toContain('gongkai_portal_too_many_total{what="files"} 1')
  })

  test('a preview asked for too often says so, and nothing is counted for what is not there', async () => {
    const get = await begin({ files: 1 })
    expect(await times(3, () => get('/items/99999.pdf'))).toEqual([404, 404, 404])
    expect(await times(3, () => get(`/items/${policy.id}/files/9/preview`))).toEqual([404, 404, 404])
    expect((await get('/items/144.pdf')).status).toBe(200)
    const page = await get(`/items/${policy.id}/files/1/preview`)
    expect([page.status, page.text.includes('预览的附件太多')]).toEqual([429, true])
  })
})
