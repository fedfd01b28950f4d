import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attachment, policy, site, withdrawn } from './county.ts'
import { startPortal } from './start.ts'

let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  portal = await startPortal()
})
afterAll(() => portal.close())

const text = async (url: string, headers?: Record<string, string>) => (await portal.get(encodeURI(url), headers)).body
const meta = (html: string, name: string) => new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(html)?.[1]

const pages = [
  '/',
  '/open',
  '/units',
  '/units/civil-affairs',
  '/units/poverty',
  '/units/water',
  '/units/civil-affairs/normative',
  '/units/civil-affairs/policies',
  '/columns/normative',
  '/latest',
  '/latest?kind=normative_document&year=2026&validity=effective&unit=office',
  '/sectors',
  '/sectors/social-assistance',
  '/sectors/education',
  '/sectors/social-assistance/11',
  '/sectors/social-assistance/all',
  '/requests',
  '/inquiries',
  '/mailboxes',
  '/letters',
  '/letters?what=explanation',
  '/letters/figures',
  '/items/1',
  '/search',
  '/search?q=救助',
  '/search?q=没有这样的词语组合',
  '/map',
  '/about',
  '/accessibility',
]

describe('every page', () => {
  test.each(pages)('%s is whole', async (url) => {
    const answer = await portal.get(encodeURI(url))
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers.vary).toContain('Cookie')
    const html = answer.body
    expect(html).toContain('<html lang="zh-CN"')
    expect(html.match(/<h1\b/g)).toHaveLength(1)
    expect(meta(html, 'SiteName')).toBe(site.siteName)
    expect(meta(html, 'SiteDomain')).toBe(site.siteDomain)
    expect(meta(html, 'SiteIDCode')).toBe(site.siteIdCode)
    for (const said of [
      site.organiser,
      site.undertaker,
      site.phone,
      site.icp,
      site.policeRecord,
      '我为政府网站找错',
      '网站地图',
    ])
      expect(html).toContain(said)
    expect(html).toContain('均为虚构')
    expect(html).not.toContain('%slot')
  })

  test.each(pages)('%s keeps to the content security policy: no inline style, no inline script', async (url) => {
    const html = await text(url)
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=/)
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
  })

  test.each(pages)('every link of %s leads somewhere', async (url) => {
    const html = await text(url)
    const own = [...html.matchAll(/\shref="(\/[^"#]*)/g)].map((m) => m[1]!.replaceAll('&amp;', '&'))
    for (const href of new Set(own)) {
      if (href.startsWith('/api/docs')) continue
      const { statusCode } = await portal.get(href)
      expect([href, statusCode]).toEqual([href, href.startsWith('/display') ? 303 : 200])
    }
  })
})

describe('tags that inspections count (rules.md 4.2)', () => {
  test('a list page has seven', async () => {
    const html = await text('/units/civil-affairs/normative')
    expect(meta(html, 'ColumnName')).toBe('行政规范性文件')
    expect(meta(html, 'ColumnDescription')).toBe('行政规范性文件的公开内容')
    expect(meta(html, 'ColumnKeywords')).toContain('行政规范性文件')
    expect(meta(html, 'ColumnType')).toBe('行政规范性文件')
  })

  test('an item page has at least ten', async () => {
    const html = await text('/items/1')
    expect(meta(html, 'ArticleTitle')).toBe(policy.title)
    expect(meta(html, 'PubDate')).toBe('2026-02-10 10:30')
    expect(meta(html, 'ContentSource')).toBe(policy.source)
    expect(meta(html, 'Keywords')).toBe('救助')
    expect(meta(html, 'Description')).toContain('第一条')
    expect(meta(html, 'ColumnName')).toBe('行政规范性文件')
  })
})

describe('an item', () => {
  test('shows its properties, text, attachment, versions, citation and place in the log', async () => {
    const html = await text('/items/1')
    for (const said of [
      policy.indexNumber,
      policy.docNumber,
      '民政、扶贫、救灾\\社会福利',
      '现行有效',
      '自2026年3月1日起施行，有效期至2031年2月28日。',
      '第一条 为了规范最低生活保障工作',
      '更正第二条中的标准',
      '公开日志第',
    ])
      expect(html).toContain(said)
    expect(html, 'a county that is made up moved in from nowhere').not.toContain('old-77')
    expect(html).toContain(`href="/items/1/files/1/${encodeURIComponent(attachment.name)}"`)
    expect(html).toContain('<div class="table-scroll" role="region"')
    expect(html).toContain('class="item-head numbered"')
  })

  test('that was repealed says so above its title, with the reason', async () => {
    const html = await text('/items/2')
    expect(html).toContain('自2026年3月1日起由青澜县人民政府办公室废止')
    expect(html).toContain('由新的救助办法代替')
  })

  test('escapes what stands in titles and summaries', async () => {
    const html = await text('/items/6')
    expect(html).toContain('一句话说明 &lt;b>不是标签')
    expect(html).not.toContain('<标签>')
    expect(meta(html, 'ArticleTitle')).toBe('含有&lt;标签&gt;与&quot;引号&quot;&amp;符号的通知')
  })

  test('that was withdrawn answers 410 with who, when and why, and nothing of what it was', async () => {
    const answer = await portal.get('/items/3')
    expect(answer.statusCode).toBe(410)
    for (const said of ['青澜县民政局已于2026年5月20日撤回', '公开的内容涉及个人隐私。', withdrawn.indexNumber])
      expect(answer.body).toContain(said)
    for (const gone of [withdrawn.title, '名单内容', attachment.name]) expect(answer.body).not.toContain(gone)
  })

  test('that was withdrawn is in no list, feed, site map, search or neighbour', async () => {
    const places = [
      '/',
      '/latest',
      '/latest?page=2',
      '/latest?page=3',
      '/units/civil-affairs/normative',
      '/feeds/all.xml',
    ]
    for (const url of [
      ...places,
      '/sitemaps/items-0.xml',
      '/search?q=不应当公开的名单',
      '/items/100',
      '/api/v1/records?size=200',
    ])
      expect([url, /不应当公开的名单<|\/items\/3[<"]|"id":3,/.test(await text(url))]).toEqual([url, false])
  })

  test('is found by its index number', async () => {
    const answer = await portal.get(`/index/${policy.indexNumber}`)
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/items/1'])
  })

  test('is not sent again to a reader who has it', async () => {
    const { etag } = (await portal.get('/items/1')).headers
    expect(etag).toBeTruthy()
    expect((await portal.get('/items/1', { 'if-none-match': String(etag) })).statusCode).toBe(304)
    const elders = await portal.get('/items/1', { 'if-none-match': String(etag), cookie: 'display=elders' })
    expect(elders.statusCode).toBe(200)
  })
})

describe('attachments', () => {
  const address = `/items/1/files/1/${encodeURIComponent(attachment.name)}`

  test('come with their name, type and size', async () => {
    const { statusCode, headers, body } = await portal.get(address)
    expect([statusCode, headers['content-type'], headers['content-length'], headers['x-content-type-options']]).toEqual(
      [200, 'application/pdf', String(attachment.size), 'nosniff'],
    )
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="[^"]*"; filename\*=UTF-8''%E9%99%84%E4%BB%B61/,
    )
    expect(body).toBe('低保申请表（样表）')
  })

  test('of type PDF may be read in the browser', async () => {
    const { headers } = await portal.get(`${address}?view=1`)
    expect(headers['content-disposition']).toMatch(/^inline/)
  })

  test.each([
    ['of a withdrawn record', `/items/3/files/1/${encodeURIComponent(attachment.name)}`],
    ['under another name', '/items/1/files/1/other.pdf'],
    ['at another place', `/items/1/files/2/${encodeURIComponent(attachment.name)}`],
    ['of no record', '/items/abc/files/x/y'],
  ])('%s are not there', async (_, url) => {
    expect((await portal.get(url)).statusCode).toBe(404)
  })
})

describe('what no page can answer', () => {
  test.each([
    ['/nope', 404],
    ['/units/nobody', 404],
    ['/units/civil-affairs/nothing', 404],
    ['/units/nobody/normative', 404],
    ['/columns/nothing', 404],
    ['/sectors/nothing', 404],
    ['/sectors/social-assistance/99', 404],
    ['/sectors/education/11', 404],
    ['/items/999999', 404],
    ['/items/abc', 404],
    ['/items/1e9', 404],
    ['/items/99999999999999999999', 404],
    ['/latest?page=99999', 404],
    ['/search?q=救助&page=99999', 404],
    ['/index/none', 404],
    ['/feeds/units/nobody.xml', 404],
    ['/feeds/units/civil-affairs', 404],
    ['/sitemaps/items-x.xml', 404],
    ['/assets/none.css', 404],
    ['/latest?page=abc&year=banana&kind=poem&validity=maybe&unit=nobody', 200],
    ['/latest?page=-1&year=', 200],
    ['/latest?page=1&page=2', 200],
    ['/search?q=救助&from=2026-02-31&to=yesterday&sort=upside', 200],
    ['/search?q[]=a&q=b', 200],
    ['/search?q=%00%01', 200],
    [`/search?q=${'长'.repeat(900)}`, 200],
    ['/search?q="', 200],
    ['/search?q=* OR NEAR( ) -- AND', 200],
    ['/suggest?q=', 200],
  ])('%s answers %i', async (url, status) => {
    const answer = await portal.get(url.includes('%') ? url : encodeURI(url))
    expect(answer.statusCode).toBe(status)
    if (status === 404) expect(answer.body).toContain('没有找到这个页面')
  })

  test('a not-found page offers a search field and is kept by no search engine', async () => {
    const html = await text('/nope')
    expect(html).toContain('action="/search"')
    expect(meta(html, 'robots')).toBe('noindex')
  })
})

describe('lists', () => {
  test('filter by address, show counts, and give each filter a link that takes it away', async () => {
    const html = await text('/latest?kind=normative_document&validity=effective')
    expect(html).toContain(policy.title)
    expect(html).not.toContain('青澜县临时救助办法')
    expect(html).toContain('href="/latest?validity=effective"')
    expect(html).toContain('href="/latest?kind=normative_document"')
  })

  test('page by number and leave page 1 out of its address', async () => {
    const html = await text('/latest?page=2')
    expect(html).toContain('aria-current="page">2<')
    expect(html).toContain('href="/latest?page=3"')
    expect(html).toContain('href="/latest" aria-label="第 1 页"')
  })

  test('a parent column holds what its children hold', async () => {
    expect(await text('/units/civil-affairs/policies?kind=interpretation')).toContain('引号')
  })

  test('a catalogue row without anything published stands out, one with something links to it', async () => {
    const html = await text('/sectors/social-assistance')
    expect(html).toContain('尚未公开')
    expect(html).toContain('href="/sectors/social-assistance/11"')
    expect(html).toContain('《社会救助暂行办法》')
  })
})

describe('without script', () => {
  test('searching is a plain form, and filters and sorting are plain links', async () => {
    const html = await text('/search?q=救助')
    expect(html).toMatch(/<form action="\/search">/)
    expect(html).toContain('name="q"')
    expect(html).toContain('sort=date')
    expect(html).toContain('<mark>')
  })

  test('an empty result says what was searched and what to try', async () => {
    const html = await text('/search?q=没有这样的词语组合xyz')
    expect(html).toContain('没有找到与')
    expect(html).toContain('href="/requests"')
  })

  test('elders’ mode is switched by a link, kept in a cookie and leads back', async () => {
    const html = await text('/items/1')
    expect(html).toContain('href="/display?mode=elders&amp;to=%2Fitems%2F1"')
    const answer = await portal.get('/display?mode=elders&to=%2Fitems%2F1')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/items/1'])
    expect(answer.headers['set-cookie']).toMatch(/^display=elders; Path=\/; Max-Age=31536000/)
    const after = await text('/items/1', { cookie: 'display=elders' })
    expect(after).toContain('<html lang="zh-CN" class="elders"')
    expect(after).toContain('/display?mode=standard')
    expect((await portal.get('/display?mode=elders&to=//evil.example')).headers.location).toBe('/')
  })
})

describe('requests', () => {
  test('leads to the form, the progress of a case, the printable form, and says how long it takes and who helps', async () => {
    const html = await text('/requests')
    for (const said of [
      'href="/requests/new"',
      'href="/requests/status"',
      'href="/requests/blank"',
      'href="/requests/new?asks=record_correction"',
      '由工作人员代您填写',
      '自收到申请之日起 20 个工作日内',
      '确认之日为收到申请之日',
      '青澜县文澜路2号',
      '0990-123102',
    ])
      expect(html).toContain(said)
    expect(html).not.toContain('青澜县文澜路6号')
  })
})

test('style and script carry their hash and may be kept for ever', async () => {
  const html = await text('/')
  const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((m) => m[1]!)
  expect(assets).toHaveLength(4)
  for (const asset of assets) {
    const { statusCode, headers } = await portal.get(asset)
    expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
  }
})

test('the style sheet stays small (decision 0005)', async () => {
  const sheet = /href="(\/assets\/portal-[^"]+\.css)"/.exec(await text('/'))![1]!
  expect((await portal.get(sheet)).rawPayload.length).toBeLessThan(60_000)
})
