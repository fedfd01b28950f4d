import { Parser } from 'htmlparser2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entries, policy, site } from './county.ts'
import { baseUrl, startPortal } from './start.ts'

let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  portal = await startPortal()
})
afterAll(() => portal.close())

/** Element names in order; throws where a tag is not closed by its own. */
function elements(xml: string): string[] {
  expect(xml.startsWith('<?xml version="1.0"')).toBe(true)
  expect(xml).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/)
  const names: string[] = []
  const open: string[] = []
  const parser = new Parser(
    {
      onopentag(name) {
        names.push(name)
        open.push(name)
      },
      onclosetag(name, implied) {
        expect([name, implied && !/<[^>]*\/>/.test(xml)]).toEqual([open.pop(), false])
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  expect(open).toEqual([])
  return names
}

describe('feeds', () => {
  test.each([
    ['/feeds/all.xml', 30],
    ['/feeds/units/office.xml', 1],
    ['/feeds/columns/interpretation.xml', 1],
    ['/feeds/columns/policies.xml', 30],
    ['/feeds/units/civil-affairs/annual.xml', 1],
    ['/feeds/units/education.xml', 0],
  ])('%s is well-formed and holds %i entries', async (url, count) => {
    const { statusCode, headers, body } = await portal.get(url)
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8'])
    const names = elements(body)
    expect(names[0]).toBe('feed')
    expect(names.filter((name) => name === 'entry')).toHaveLength(count)
    expect(body).toContain(`<link rel="self" type="application/atom+xml" href="${baseUrl}${url}"/>`)
  })

  test('an entry has a lasting id, a full address and its day', async () => {
    const { body } = await portal.get('/feeds/units/office.xml')
    expect(body).toContain(`<id>tag:${site.siteDomain},2019:/items/1</id>`)
    expect(body).toContain(`<link href="${baseUrl}/items/1"/>`)
    expect(body).toContain(`<published>${policy.publishedAt}</published>`)
  })

  test('titles with markup stay text', async () => {
    const { body } = await portal.get('/feeds/columns/interpretation.xml')
    expect(body).toContain('含有&lt;标签&gt;与&quot;引号&quot;&amp;符号的通知')
  })
})

describe('site maps', () => {
  test('the index names files that are there and hold every live item once', async () => {
    const index = await portal.get('/sitemap.xml')
    elements(index.body)
    const files = [...index.body.matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => m[1]!.slice(baseUrl.length))
    const all: string[] = []
    for (const file of files) {
      const { statusCode, body } = await portal.get(file)
      expect(statusCode).toBe(200)
      elements(body)
      all.push(...[...body.matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => m[1]!))
    }
    const items = all.filter((address) => address.includes('/items/'))
    expect(new Set(items).size).toBe(50)
    expect(items).toHaveLength(50)
    expect(items).not.toContain(`${baseUrl}/items/3`)
  })

  test('robots are told where it is and kept from searching', async () => {
    const { body } = await portal.get('/robots.txt')
    expect(body).toContain(`Sitemap: ${baseUrl}/sitemap.xml`)
    expect(body).toContain('Disallow: /search')
  })
})

test('suggestions are JSON', async () => {
  const { json } = await portal.get(encodeURI('/suggest?q=青澜'))
  expect(json()).toMatchObject({ q: '青澜' })
  expect(Array.isArray(json().suggestions)).toBe(true)
})

describe('the public JSON API', () => {
  const get = async (url: string) => {
    const answer = await portal.get(encodeURI(url))
    return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json() }
  }

  test('search answers items, facets and time', async () => {
    const { status, body } = await get('/api/v1/search?q=最低生活保障&unit=office&kind=normative_document&size=5')
    expect(status).toBe(200)
    expect(body.items[0]).toMatchObject({
      id: 1,
      indexNumber: policy.indexNumber,
      title: policy.title,
      url: `${baseUrl}/items/1`,
      unit: '青澜县人民政府办公室',
      publishedOn: '2026-02-10',
    })
    expect(body.items[0].snippet).toContain('<mark>')
    expect(body.facets.unit[0]).toMatchObject({ value: 'office' })
    expect(body.tookMs).toBeGreaterThanOrEqual(0)
  })

  test('records are read page after page by `next`, each once', async () => {
    const seen: number[] = []
    for (let after: number | null = 0; after !== null; ) {
      const { body } = await get(`/api/v1/records?after=${after}&size=20`)
      seen.push(...body.items.map((item: { id: number }) => item.id))
      after = body.next
    }
    expect(seen).toHaveLength(50)
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
  })

  test('records of one unit and column', async () => {
    const { body } = await get('/api/v1/records?unit=civil-affairs&column=annual')
    expect(body).toMatchObject({ items: [{ id: 4 }], next: null })
  })

  test('a record carries its source id, the addresses of its files and its place in the log', async () => {
    const { body } = await get('/api/v1/records/1')
    expect(body).toMatchObject({ sourceId: 'old-77', unit: { code: 'office' }, logSeq: expect.any(Number) })
    expect(body.attachments[0].url).toMatch(/\/items\/1\/files\/1\/%E9%99%84/)
    expect(body.logHash).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each([
    ['/api/v1/records/3', 410],
    ['/api/v1/records/999', 404],
    ['/api/v1/records/abc', 422],
    ['/api/v1/search?size=100000', 422],
    ['/api/v1/search?from=2026-02-31', 422],
    ['/api/v1/search?unit=nobody', 422],
    ['/api/v1/search?kind=poem', 422],
    ['/api/v1/log?after=-1', 422],
    ['/api/nope', 404],
  ])('%s is refused with %i and a problem document', async (url, status) => {
    const answer = await get(url)
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json; charset=utf-8'])
    expect(answer.body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) })
  })

  test('the log is given entry by entry, exactly as chained', async () => {
    const { body } = await get('/api/v1/log?after=2&size=3')
    expect(body).toEqual({ items: entries.slice(2, 5), next: 5 })
  })

  test('OpenAPI describes the API and nothing of the pages', async () => {
    const { body } = await get('/api/openapi.json')
    expect(Object.keys(body.paths).sort()).toEqual([
      '/api/v1/inquiry-figures',
      '/api/v1/letters',
      '/api/v1/letters/{id}',
      '/api/v1/letters/{id}/explanation',
      '/api/v1/log',
      '/api/v1/log/checkpoint',
      '/api/v1/log/key',
      '/api/v1/log/proof/consistency',
      '/api/v1/log/proof/inclusion',
      '/api/v1/log/tile/{*}',
      '/api/v1/mailboxes',
      '/api/v1/questions',
      '/api/v1/questions/suggest',
      '/api/v1/questions/{id}',
      '/api/v1/records',
      '/api/v1/records/{id}',
      '/api/v1/records/{id}/editions',
      '/api/v1/records/{id}/editions/changes',
      '/api/v1/records/{id}/files/{hash}',
      '/api/v1/records/{id}/proof',
      '/api/v1/search',
    ])
  })
})
