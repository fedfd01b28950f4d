import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishDue } from '../../src/capabilities/publishing/index.ts'
import type { Status } from '../../src/capabilities/publishing/record.ts'
import { aRecord, type RecordStory } from '../../src/capabilities/publishing/testing.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { saveSite } from '../../src/foundations/site/actions/save-site.ts'
import { siteInformation } from '../../src/foundations/site/site-information.ts'
import { answerFirst } from '../../src/platform/http/answer-first.ts'
import { type PublishingStage, publishingStage } from '../publishing/stage.ts'
import { site } from './county.ts'
import { startPortal } from './start.ts'

/**
 * What is drafted, under review, signed for an hour to come, withheld, discarded or withdrawn is reachable by no public
 * address: every route of the portal is asked for every such item, its attachment and its words. A route that this test
 * has not been taught fails it.
 */

type Planted = { id: number; asked: string; hidden: string; hash: string; name: string }
type Portal = Awaited<ReturnType<typeof startPortal>>
type Got = { status: number; etag: string | null; text: string }

let stage: PublishingStage
let portal: Portal
let get: (url: string, headers?: Record<string, string>) => Promise<Got>
let control: Planted
const planted = {} as Record<Exclude<Status, 'superseded' | 'published'>, Planted>
const places = { unit: '', column: 'normative', index: '' }

const notPublic = { attribute: 'on_request', attributeReason: '涉及第三方。' } as const
const hour = '2026-06-20T01:00:00Z'
const ways: Record<keyof typeof planted, (story: RecordStory) => RecordStory> = {
  draft: (story) => story,
  section_review: (story) => story.broughtTo('section_review'),
  deputy_review: (story) => story.broughtTo('deputy_review'),
  secrecy_review: (story) => story.broughtTo('secrecy_review'),
  disclosure_review: (story) => story.broughtTo('disclosure_review'),
  sign_off: (story) => story.broughtTo('sign_off'),
  consultation: (story) => story.broughtTo('secrecy_review').doubted(),
  scheduled: (story) => story.scheduled(hour, '等待统一发布。'),
  withheld: (story) => story.broughtTo('withheld'),
  withdrawn: (story) => story.published().withdrawn(),
  discarded: (story) => story.discarded(),
}

let count = 0
/** An item with words of its own in every place where words stand; one is asked for, the other must not come back. */
const plant = async (way: (story: RecordStory) => RecordStory, given = {}): Promise<Planted> => {
  const n = ++count
  const [asked, hidden] = [`zq${n}ask`, `vw${n}hid`]
  const name = `${asked}-明细.csv`
  const bytes = Buffer.from(`项目,数量\n${hidden},${n}\n`)
  const { hash, size } = await stage.platform.files.put(bytes)
  await stage.platform.db
    .insertInto('stored_file')
    .values({ hash, size, media_type: 'text/csv', kind: 'csv' })
    .execute()
  const story = aRecord(stage.platform, stage.people, {
    title: `关于 ${asked} ${hidden} 的通知`,
    bodyHtml: `<p>${asked} 的内容是 ${hidden}。</p>`,
    summary: `${asked} ${hidden}`,
    keywords: [asked, hidden],
    attachments: [{ hash, name }],
    ...given,
  })
  return { id: await way(story), asked, hidden, hash, name }
}

const catchUp = async () => {
  for (;;) {
    const entries = await readLog(stage.platform.db, portal.writer.position().seq, 500)
    if (!entries.length) break
    portal.writer.apply(entries)
  }
  portal.writer.fillArticles(10_000)
}

beforeAll(async () => {
  stage = await publishingStage({ clock: '2026-06-15T01:00:00Z' })
  // A site without a name has no home page yet.
  await saveSite(stage.platform.as(), siteInformation.parse(site))
  const dates = { formedOn: '2026-06-12', effectiveOn: '2026-06-14' }
  control = await plant((story) => story.published(), dates)
  for (const status of Object.keys(ways) as (keyof typeof planted)[])
    planted[status] = await plant(ways[status], {
      ...dates,
      ...(status === 'disclosure_review' || status === 'withheld' ? notPublic : {}),
    })
  const log = await readLog(stage.platform.db, 0, 10_000)
  portal = await startPortal(log, {
    openFile: (hash) => stage.platform.files.open(hash),
    readLog: (after, size) => readLog(stage.platform.db, after, size),
  })
  answerFirst(portal.app, portal.answerReady, 'portal', portal.metrics)
  await portal.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = portal.app.server.address() as AddressInfo
  get = async (url, headers = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}${url}`, { headers, redirect: 'manual' })
    return { status: answer.status, etag: answer.headers.get('etag'), text: await answer.text() }
  }
  places.unit = portal.replica.units().find((unit) => unit.id === stage.unitId)!.code
  const gone = portal.replica.record(planted.withdrawn.id)
  places.index = gone?.state === 'withdrawn' ? gone.indexNumber : ''
})
afterAll(async () => {
  await portal.close()
  await stage.close()
})

/** Addresses that a route has for an item, or for anybody who goes looking for it. */
const addressesOf = (route: string, item: Planted): string[] => {
  const words = [item.asked, item.name, item.hash]
  const queries: Record<string, string[]> = {
    '/search': words.flatMap((q) => [`q=${q}`, `q=${q}&sort=date`]),
    '/suggest': words.map((q) => `q=${q}`),
    '/api/v1/search': words.map((q) => `q=${q}`),
    '/api/v1/records': ['size=200', `after=${item.id - 1}&size=200`],
    '/api/v1/log': ['size=1000'],
    '/api/v1/log/proof/inclusion': [`seq=${item.id}`, `record=${item.id}`],
    '/feedback': [`item=${item.id}`],
    '/items/:id/versions': ['from=1&to=1', 'from=1&to=1&way=side'],
    '/api/v1/records/:id/editions/changes': ['from=1&to=1'],
  }
  const rests: Record<string, string[]> = {
    '/index/*': [places.index, `11A22B33C/2026-0000${item.id}`],
    '/items/:id/files/:position/*': [item.name, item.hash, ''],
    '/api/v1/log/tile/*': ['0/000', 'entries/000', `0/000.p/${item.id}`],
    '/assets/*': [item.hash, item.name],
    '/*': [
      `files/${item.hash}`,
      item.hash,
      `api/files/${item.hash}`,
      `data/files/${item.hash.slice(0, 2)}/${item.hash}`,
    ],
  }
  const params: Record<string, string[]> = {
    id: [String(item.id)],
    position: ['1', '2', '0', item.hash],
    hash: [item.hash],
    code: [places.unit, places.column],
    column: [places.column],
    item: ['1'],
    file: [`${places.unit}.xml`, `${places.column}.xml`, 'pages.xml', 'items-0.xml', `items-${item.id - 1}.xml`],
  }
  let found = [route.replace(/\(\^[^)]*\)/, '')]
  for (const name of route.match(/:(\w+)/g) ?? []) {
    const values = params[name.slice(1)]
    if (!values) throw new Error(`${route}: teach this test what ${name} is`)
    found = found.flatMap((url) => values.map((value) => url.replace(name, encodeURIComponent(value))))
  }
  if (route.endsWith('*')) {
    const values = rests[route] ?? (/^\/(pdf|viewer|assets)/.test(route) ? [item.hash] : undefined)
    if (!values) throw new Error(`${route}: teach this test what * is`)
    found = found.flatMap((url) => values.map((value) => url.slice(0, -1) + encodeURI(value)))
  }
  return queries[route] ? [...found, ...queries[route].map((query) => `${found[0]}?${query}`)] : found
}

const routes = () => [...new Set(portal.routes.filter((one) => one.method === 'GET').map((one) => one.url))]
const namesItem = (route: string) => route.includes(':id') || route === '/index/*'

/** What an answer gives away of an item that must not be there. */
const betrayed = (route: string, url: string, { status, text }: Got, item: Planted): string[] => {
  const faults = []
  if (text.includes(item.hidden)) faults.push(`${url} says ${item.hidden}`)
  if (text.includes(item.hash) && !url.includes(item.hash)) faults.push(`${url} names the file`)
  if (namesItem(route) && (status === 200 || status === 304) && !/\/(verify|qr|proof)/.test(route))
    faults.push(`${url} answers ${status}`)
  // The form for reporting an error repeats the number it was asked about.
  if (!namesItem(route) && route !== '/feedback' && new RegExp(`/items/${item.id}(?!\\d)`).test(text))
    faults.push(`${url} links the item`)
  return faults
}

const walk = async (item: Planted): Promise<string[]> => {
  const faults: string[] = []
  for (const route of routes())
    for (const url of addressesOf(route, item)) faults.push(...betrayed(route, url, await get(url), item))
  return faults
}

test('the walk would see it: what is public is met on every kind of address that shows items', async () => {
  const met = new Set<string>()
  for (const route of routes())
    for (const url of addressesOf(route, control)) {
      const { status, text } = await get(url)
      if (status === 200 && (text.includes(control.hidden) || text.includes(`/items/${control.id}`))) met.add(route)
    }
  expect([...met].sort()).toEqual(
    expect.arrayContaining([
      '/',
      '/api/v1/log',
      '/api/v1/records',
      '/api/v1/records/:id',
      '/api/v1/records/:id/files/:hash',
      '/api/v1/search',
      '/columns/:code',
      '/feeds/all.xml',
      '/feeds/columns/:file',
      '/feeds/units/:file',
      '/items/:id',
      '/items/:id/files/:position/*',
      '/items/:id/files/:position/preview',
      '/latest',
      '/search',
      '/sitemaps/:file',
      '/suggest',
      '/units/:code/:column',
    ]),
  )
})

test.each(Object.keys(ways) as (keyof typeof planted)[])('%s: nothing of it is anywhere', async (status) => {
  expect(await walk(planted[status])).toEqual([])
})

test('what is withdrawn leaves the answers that lay ready, and no old tag gets it confirmed', async () => {
  const item = await plant((story) => story.published(), { formedOn: '2026-06-12', effectiveOn: '2026-06-14' })
  await catchUp()
  const before = new Map<string, string>()
  for (const route of routes())
    for (const url of addressesOf(route, item)) {
      await get(url)
      const { status, etag, text } = await get(url)
      if (status === 200 && etag && (text.includes(item.hidden) || namesItem(route))) before.set(url, etag)
    }
  expect(before.size).toBeGreaterThan(10)
  expect((await get(`/items/${item.id}`, { 'if-none-match': before.get(`/items/${item.id}`)! })).status).toBe(304)
  await stage.calls.signing_leader('POST', `/api/records/${item.id}/withdrawal`, { ground: 'error', reason: '有误。' })
  await catchUp()
  const confirmed = []
  for (const [url, etag] of before) if ((await get(url, { 'if-none-match': etag })).status === 304) confirmed.push(url)
  expect(confirmed.filter((url) => !/qr\.svg/.test(url))).toEqual([])
  expect(await walk(item)).toEqual([])
})

test('an attachment that a correction leaves out is gone with the edition that had it', async () => {
  const way = (story: RecordStory) => story.published().corrected().saved({ attachments: [] }).published()
  const item = await plant(way, { formedOn: '2026-06-12', effectiveOn: '2026-06-14' })
  await catchUp()
  for (const route of routes().filter((one) => /files/.test(one)))
    for (const url of addressesOf(route, item)) {
      const { status, text } = await get(url)
      expect([url, status === 200 && text.includes('项目,数量')]).toEqual([url, false])
    }
})

test('what waits for its hour is there when the hour has come, and not before', async () => {
  const { id, hidden } = planted.scheduled
  expect((await get(`/items/${id}`)).status).toBe(404)
  stage.platform.time.set(hour)
  await publishDue(stage.platform)
  await catchUp()
  expect((await get(`/items/${id}`)).text).toContain(hidden)
})
