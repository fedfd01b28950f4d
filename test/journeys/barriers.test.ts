import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriers, browsing, eventually, type Looked, type Width } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { fitsItsWidth } from '../support/looking.ts'
import { signIn } from './staff.ts'

/** Every kind of portal page and every screen of the console, measured with axe-core against WCAG 2.2 A and AA. */
const browser = browsing()
let county: County
/** Items of the demo county that stand for a state, by what the portal itself says of them. */
let example: { withdrawn: number; repealed: number; numbered: number; catalogueItem: string }

const json = async (path: string) => (await fetch(county.portal + path)).json()

beforeAll(async () => {
  county = await serveCounty('barriers')
  const find = async (query: string) => (await json(`/api/v1/search?${query}`)).items[0].id as number
  const log = (await json('/api/v1/log?after=0&size=1000')).items as {
    kind: string
    subject: string
    payload: { id: number }
  }[]
  const sector = await (await fetch(`${county.portal}/sectors/czyjs`)).text()
  example = {
    withdrawn: log.find((entry) => entry.kind === 'record.withdrawn')!.payload.id,
    repealed: await find('q=办法&validity=repealed'),
    numbered: await find('q=办法&kind=normative_document&validity=effective'),
    catalogueItem: /href="(\/sectors\/czyjs\/\d+)"/.exec(sector)![1]!,
  }
})
afterAll(() => county?.close())

/** What is wrong with a page, beside what axe-core finds: language, title, one main heading, its width. */
const faults = async (page: Page, what: Looked = 'all'): Promise<string[]> => {
  const shape = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].filter((h) => h.checkVisibility()).length,
  }))
  return [
    ...(await barriers(page, 'html', what)),
    ...(shape.lang === 'zh-CN' ? [] : [`lang is “${shape.lang}”`]),
    ...(shape.title.length > 3 ? [] : [`title is “${shape.title}”`]),
    ...(shape.headings === 1 ? [] : [`${shape.headings} main headings`]),
    ...((await fitsItsWidth(page)) ? [] : ['wider than the screen']),
  ]
}

const portalPages = (): Record<string, string> => ({
  home: '/',
  open: '/open',
  latest: '/latest',
  'second page of a list': '/latest?page=2',
  'filtered list': '/latest?kind=notice&year=2026',
  'empty list': '/latest?kind=normative_document&year=2031',
  units: '/units',
  unit: '/units/czj',
  'dissolved unit': '/units/xczxj',
  'public enterprise or school': '/units/yz',
  'column of a unit': '/units/czj/finance',
  'column of the county': '/columns/finance',
  sectors: '/sectors',
  sector: '/sectors/czyjs',
  'all of a sector': '/sectors/czyjs/all',
  'catalogue item': example.catalogueItem,
  'search start': '/search',
  'search results': '/search?q=%E8%B4%A2%E6%94%BF',
  'search without result': '/search?q=%E9%BE%98%E9%BE%98%E9%BE%98',
  'numbered document': `/items/${example.numbered}`,
  'repealed document': `/items/${example.repealed}`,
  'withdrawn item': `/items/${example.withdrawn}`,
  requests: '/requests',
  'who asks': '/requests/new',
  'asking as a person': '/requests/new?who=person',
  'asking as an organisation': '/requests/new?who=organisation',
  'a record to be corrected': '/requests/new?who=person&asks=record_correction',
  'printable form': '/requests/blank',
  'progress of a case': '/requests/status',
  'questions, letters, reports': '/inquiries',
  'asking a question': '/inquiries/ask?kind=question',
  'a wish': '/inquiries/ask?kind=wish',
  'a report': '/inquiries/ask?kind=report',
  'progress of a question': '/inquiries/status',
  mailboxes: '/mailboxes',
  letters: '/letters',
  'late answers explained': '/letters?what=explanation',
  figures: '/letters/figures',
  about: '/about',
  accessibility: '/accessibility',
  map: '/map',
  'wrong address': '/nothing/here',
})

describe('the portal has no barrier', () => {
  it.each([
    { width: 1280 as Width, scheme: 'light' as const, elders: false },
    { width: 1280 as Width, scheme: 'dark' as const, elders: false },
    { width: 390 as Width, scheme: 'light' as const, elders: true },
  ])('at $width px, $scheme, large print $elders', async ({ width, scheme, elders }) => {
    const page = await browser.visit(county.portal, { width })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    if (elders) await page.goto('/display?mode=elders&to=%2F')
    const found: Record<string, string[]> = {}
    for (const [kind, path] of Object.entries(portalPages())) {
      const answer = await page.goto(path)
      if (answer!.status() >= 500) found[kind] = [`answered ${answer!.status()}`]
      const wrong = await faults(page, elders ? 'shape' : scheme === 'dark' ? 'colours' : 'all')
      if (wrong.length > 0) found[kind] = wrong
    }
    expect(found).toEqual({})
  })
})

type Screen = [name: string, path: string, then?: (page: Page) => Promise<unknown>]

const opened = (role: 'dialog', name: string | RegExp) => (page: Page) => page.getByRole(role, { name }).waitFor()
const press = (button: string | RegExp, after: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click()
  await after(page)
}
const then =
  (...steps: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page)
  }
const rowOf = (which: string) => async (page: Page) => {
  const listHeading = await page.locator('h1').elementHandle()
  await page.locator(which).first().click()
  // A row opens a dialog or leads to another screen, whose heading takes the place of this one.
  await Promise.any([
    page.getByRole('dialog').waitFor(),
    page
      .waitForURL(/\/(record|draft|requests|calendar\/notices)\/\d+/)
      .then(() => listHeading!.waitForElementState('hidden')),
  ])
}
const firstRow = rowOf('main [data-row]')
/** The to-do list begins with what else waits: rounds, requests. */
const firstRecord = rowOf('main [data-row]:is([href^="/record/"], [href^="/draft/"])')

const screens: Record<string, Screen[]> = {
  wenyining: [
    ['to-do', '/to-do'],
    ['items under way', '/records/open'],
    ['nothing found', '/records/open?q=%E9%BE%98%E9%BE%98'],
    ['published items', '/records/published'],
    ['withdrawn items', '/records/withdrawn'],
    ['a published item', '/records/published?mine=true', firstRow],
    ['empty draft', '/draft'],
    ['own draft', '/to-do', firstRecord],
    ['submitting', '/to-do', then(firstRecord, press('提交审核', opened('dialog', '提交审核')))],
    ['preview', '/to-do', then(firstRecord, press('预览', opened('dialog', '公众看到的样子')))],
    ['shortcuts', '/to-do', then((page) => page.keyboard.press('?'), opened('dialog', '键盘快捷键'))],
    ['requests', '/requests'],
    ['no requests found', '/requests?view=all&q=没有'],
    ['entering a request', '/requests/new'],
    ['one request', '/requests', then(firstRow, (page) => page.getByRole('region', { name: '下一步' }).waitFor())],
    ['answering', '/requests?view=mine', then(firstRow, press('拟制答复', opened('dialog', '拟制答复')))],
    ['password', '/password'],
    ['lost', '/no/such/screen'],
  ],
  lutinglan: [
    ['item to review', '/to-do', firstRecord],
    ['returning', '/to-do', then(firstRecord, press('退回修改', opened('dialog', '退回修改')))],
  ],
  qinzhaoye: [
    ['catalogue', '/catalogue'],
    ['catalogue import', '/catalogue/import'],
    ['columns', '/columns'],
    ['calendar', '/calendar'],
    ['year not announced', '/calendar?year=2027'],
    ['overview', '/overview'],
    ['site', '/site'],
  ],
  chengmo: [
    ['units', '/units'],
    ['one unit', '/units', async (page) => page.getByText('县财政局').first().click()],
    ['people', '/people'],
    ['new person', '/people', press('添加人员', opened('dialog', '添加人员'))],
    ['one person', '/people', then(firstRow, (page) => page.getByRole('dialog').waitFor())],
  ],
  jilan: [
    ['audit log', '/audit'],
    ['one audit entry', '/audit', then(firstRow, (page) => page.getByRole('dialog').waitFor())],
  ],
}

describe('the console has no barrier', () => {
  it('before signing in, with a refused password', async () => {
    const page = await browser.visit(county.office)
    await page.goto('/sign-in')
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByText('请填写用户名').waitFor()
    expect(await faults(page)).toEqual([])
  })

  const people = Object.keys(screens)
  /** Dialogs fade in, and a table whose rows are on their way is pale; half-transparent text is no finding. */
  const atRest = async (page: Page) => {
    await eventually(() => page.locator('.ant-spin-blur').count()).toBe(0)
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
    await eventually(() => page.locator('h1').filter({ visible: true }).count()).toBe(1)
  }

  it.each(people)('on the screens of %s, wide and narrow', async (who) => {
    const { page } = await signIn(browser, county, who)
    const found: Record<string, string[]> = {}
    for (const [name, path, then] of screens[who]!) {
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      // What the screen asks for is there; a step that leads on waits for what it leads to.
      await page.waitForLoadState('networkidle')
      await then?.(page)
      await atRest(page)
      const wide = await faults(page)
      await page.setViewportSize({ width: 390, height: 844 })
      await atRest(page)
      const narrow = await faults(page, 'shape')
      if (wide.length + narrow.length > 0) found[name] = [...wide, ...narrow.map((line) => `at 390: ${line}`)]
    }
    expect(found).toEqual({})
  })
})
