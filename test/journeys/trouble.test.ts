import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '../../src/demo/password.ts'
import { type Line, openLine } from '../support/broken-line.ts'
import { browsing, eventually } from '../support/browser.ts'
import { alive, type County, serveCounty } from '../support/county.ts'
import { freshDatabase } from '../support/database.ts'
import { signInForm } from './staff.ts'

/** What may break, and what citizens and clerks then see. */
const browser = browsing()

const everyPage = [
  '/',
  '/open',
  '/latest',
  '/units',
  '/units/czj',
  '/units/czj/finance',
  '/sectors',
  '/sectors/czyjs',
  '/items/2',
  '/search?q=%E9%A2%84%E7%AE%97',
  '/requests',
  '/about',
  '/accessibility',
  '/map',
  '/feeds/all.xml',
  '/sitemap.xml',
  '/api/v1/search?q=%E9%A2%84%E7%AE%97',
  '/api/v1/records/2',
]

/** The status, when the whole answer has arrived. */
const statusOf = async (answer: Response) => {
  await answer.arrayBuffer()
  return answer.status
}

/** Statuses other than 200 among all public pages. */
const publicFaults = async (county: County) => {
  const faults: string[] = []
  for (const path of everyPage) {
    const status = await fetch(county.portal + path).then(statusOf, String)
    if (status !== 200) faults.push(`${path} ${status}`)
  }
  return faults
}

/** The office's JSON as somebody calls it; throws the problem's sentence. */
const office = async (county: County, username: string) => {
  let cookie = ''
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${county.office}/api${path}`, {
      method,
      headers: { 'x-gongkai': '1', cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${answer.status} ${text}`)
    return text ? JSON.parse(text) : undefined
  }
  await call('POST', '/session', { username, password: demoPassword })
  return call
}

/** Drafts and signs off an item through the office's JSON; gives its id as soon as the last approval is acknowledged. */
const publish = async (county: County, title: string): Promise<number> => {
  const clerk = await office(county, 'wenyining')
  const lookups = await clerk('GET', '/lookups')
  const unitId = lookups.units.find((unit: { code: string }) => unit.code === 'czj').id
  const columnId = lookups.columns.find((column: { code: string }) => column.code === 'notices').id
  const formedOn = Temporal.Now.plainDateISO('Asia/Shanghai').toString()
  const fields = { title, bodyHtml: `<p>${title}。</p>`, kind: 'notice', columnId, formedOn, attribute: 'proactive' }
  const { recordId } = await clerk('POST', '/records', { unitId, ...fields })
  await clerk('POST', `/records/${recordId}/submission`, {})
  for (const who of ['lutinglan', 'shenzhiyan', 'gusongnian']) {
    const gate = await office(county, who)
    const { revision, issues } = await gate('GET', `/records/${recordId}`)
    const acknowledged = issues.map((issue: { key: string }) => issue.key)
    await gate('POST', `/records/${recordId}/approval`, { reason: '', revision: revision.number, acknowledged })
  }
  return recordId
}

describe('when the database is away', () => {
  let line: Line
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let county: County
  beforeAll(async () => {
    database = await freshDatabase()
    const url = new URL(database.url)
    line = await openLine(url.hostname, Number(url.port))
    url.host = `127.0.0.1:${line.port}`
    county = await serveCounty('away', { databaseUrl: url.href })
  })
  afterAll(async () => {
    await county?.close()
    await line?.close()
    await database?.drop()
  })

  it('the public reads and searches on; the office says so; afterwards all goes on', async () => {
    const page = await browser.visit(county.office)
    await page.goto('/sign-in')
    await line.cut()
    expect(await publicFaults(county)).toEqual([])
    const citizen = await browser.visit(county.portal)
    await citizen.goto('/search?q=%E9%A2%84%E7%AE%97')
    expect(await citizen.locator('ol.hits > li').count()).toBeGreaterThan(0)
    expect((await fetch(`${county.office}/readyz`)).status).toBe(503)

    await signInForm(page, 'wenyining', demoPassword)
    await page.getByText('暂时连不上数据库').waitFor()
    expect((await fetch(`${county.office}/api/session`, { headers: { cookie: 'gongkai_session=x' } })).status).toBe(503)
    const log = await fetch(`${county.portal}/api/v1/log?after=0`)
    expect(log.status).toBe(503)
    expect(await log.text()).toContain('公开日志暂时无法读取')

    await line.mend()
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
    const id = await publish(county, '数据库恢复后发布的通知')
    await eventually(async () => (await fetch(`${county.portal}/items/${id}`)).status).toBe(200)
  })

  it('even when it falls silent without a word, the public notices nothing', async () => {
    line.silence()
    expect(await publicFaults(county)).toEqual([])
    await line.mend()
    await eventually(async () => (await fetch(`${county.office}/readyz`)).status).toBe(200)
  })
})

describe('on a PostgreSQL of its own', () => {
  let county: County
  beforeAll(async () => {
    county = await serveCounty('own')
  })
  afterAll(() => county?.close())

  it('the replica is rebuilt while readers go on, and no request fails', async () => {
    let rebuilding = true
    let answered = 0
    const failed: string[] = []
    const read = async (path: string) => {
      while (rebuilding) {
        const status = await fetch(county.portal + path).then(statusOf, (error) => String(error.cause ?? error))
        answered += 1
        if (status !== 200) failed.push(`${path} ${status}`)
        await sleep(5)
      }
    }
    const readers = ['/', '/items/2', '/search?q=%E9%A2%84%E7%AE%97', '/units/czj', '/latest', '/api/v1/records/2'].map(
      read,
    )
    const { code, output } = await county.command('portal', 'rebuild')
    // The serving process changes over when it next looks at the log.
    await sleep(2_500)
    rebuilding = false
    await Promise.all(readers)
    expect(code, output).toBe(0)
    expect(output).toContain('副本已重建')
    expect(failed).toEqual([])
    expect(answered).toBeGreaterThan(50)
    const id = await publish(county, '副本重建之后发布的通知')
    await eventually(async () => (await fetch(`${county.portal}/items/${id}`)).status).toBe(200)
  })

  it('an acknowledged approval survives kill -9; the database left behind is found again', async () => {
    const before = await county.postgresPid()
    const id = await publish(county, '断电之前刚刚签发的通知')
    await county.killServer()
    expect(alive(before), 'PostgreSQL was left running').toBe(true)
    await county.startAgain()
    expect(await county.postgresPid()).toBe(before)
    await eventually(async () => (await fetch(`${county.portal}/items/${id}`)).status).toBe(200)
    const verified = await county.command('log', 'verify')
    expect(verified.code, verified.output).toBe(0)
    expect(verified.output).toMatch(/没有|完整|一致/)
  })

  it('a second program on the same data says that one is running, and the first serves on', async () => {
    const second = await county.command('serve')
    expect(second.code, 'starting twice is no fault').toBe(0)
    expect(second.output).toContain('平台已在运行，使用同一数据文件夹')
    expect(await publicFaults(county)).toEqual([])
    expect((await fetch(`${county.office}/readyz`)).status).toBe(200)
  })

  it('a database that dies is started again by itself, and nobody outside notices', async () => {
    const before = await county.postgresPid()
    process.kill(before, 'SIGKILL')
    expect(await publicFaults(county)).toEqual([])
    await eventually(async () => (await fetch(`${county.office}/readyz`)).status, 40_000).toBe(200)
    expect(await county.postgresPid()).not.toBe(before)
    const id = await publish(county, '数据库自行恢复后的通知')
    await eventually(async () => (await fetch(`${county.portal}/items/${id}`)).status).toBe(200)
  })
})
