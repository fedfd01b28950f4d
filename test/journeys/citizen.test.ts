import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browsing, textIn, widths } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { fitsItsWidth } from '../support/looking.ts'
import { focused, hits, property, search, tabTo } from './citizen.ts'

/** A citizen with an old phone or a keyboard alone: nothing on the portal may need a script, a mouse or a wide screen. */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('citizen')
})
afterAll(() => county?.close())

const follow = async (page: Page, name: string | RegExp) => {
  await page.getByRole('main').getByRole('link', { name }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await fitsItsWidth(page), `${page.url()} fits the screen`).toBe(true)
}
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
const total = async (page: Page) => Number(/找到 ([\d,]+) 条/.exec(await textIn(page.locator('.results-total')))![1])

describe.each(widths.map((width) => ({ width })))('without scripts at $width px', ({ width }) => {
  it('searches, narrows down, reads, and takes a filter off again', async () => {
    const page = await browser.visit(county.portal, { width, scripts: false })
    await page.goto('/')
    expect(await fitsItsWidth(page)).toBe(true)
    await search(page, '惠农补贴')
    const all = await total(page)
    expect(all).toBeGreaterThan(3)

    const folded = page.locator('details:not([open]) > summary', { hasText: '筛选' })
    if (await folded.isVisible()) await folded.click()
    await page.getByRole('link', { name: /^县财政局/ }).click()
    const narrowed = await total(page)
    expect(narrowed).toBeLessThan(all)
    await page
      .getByRole('link', { name: /移除条件/ })
      .first()
      .click()
    expect(await total(page)).toBe(all)

    await page.goto(`/search?${new URLSearchParams({ q: '惠农补贴 一卡通', kind: 'normative_document' })}`)
    await hits(page)
      .getByRole('link', { name: /“一卡通”发放管理办法/ })
      .click()
    expect(await heading(page)).toContain('惠民惠农财政补贴“一卡通”发放管理办法')
    expect(await property(page, '有效性')).toContain('现行有效')
    expect(await property(page, '文号')).toMatch(/〔\d{4}〕\d+号/)
    expect(await fitsItsWidth(page)).toBe(true)
  })

  it('walks from a unit to its columns, and from a sector to its catalogue', async () => {
    const page = await browser.visit(county.portal, { width, scripts: false })
    await page.goto('/units')
    await follow(page, /云溪县财政局|县财政局/)
    expect(await heading(page)).toContain('财政局')
    for (const entry of ['政府信息公开指南', '政府信息公开制度', '法定主动公开内容', '政府信息公开年报'])
      expect(await page.getByRole('heading', { level: 2, name: entry }).count(), entry).toBe(1)
    await follow(page, /^财政预算和决算/)
    await follow(page, '云溪县2025年县级财政决算')
    expect(await textIn(page.locator('.document'))).toContain('决算')

    await page.goto('/sectors')
    await follow(page, /^涉农补贴/)
    if (await page.locator('main details > summary').first().isVisible())
      await page.locator('main details > summary', { hasText: '耕地地力保护补贴' }).click()
    expect(await textIn(page.getByRole('main'))).toContain('公开时限')
    expect(await textIn(page.getByRole('main'))).toContain('信息形成或者变更之日起20个工作日内')
    await follow(page, /已公开 \d+ 条|查看已公开的信息/)
    expect(await page.getByRole('main').locator('a[href^="/items/"]').count()).toBeGreaterThan(0)
  })

  it('switches to large print and back, and is helped on from a wrong address', async () => {
    const page = await browser.visit(county.portal, { width, scripts: false })
    await page.goto('/items/2')
    const size = () =>
      page
        .locator('.document p')
        .first()
        .evaluate((p) => Number.parseFloat(getComputedStyle(p).fontSize))
    const standard = await size()
    await page.getByRole('link', { name: '长者版' }).click()
    await page.waitForURL('**/items/2')
    expect(await size()).toBeGreaterThan(standard)
    expect(await fitsItsWidth(page)).toBe(true)
    await page.goto('/units')
    expect(await page.locator('html.elders').count(), 'the choice is remembered').toBe(1)
    await page.getByRole('link', { name: '标准版' }).click()
    await page.goto('/items/2')
    expect(await size()).toBe(standard)

    expect((await page.goto('/units/nowhere'))!.status()).toBe(404)
    expect(await textIn(page.getByRole('main'))).toContain('没有这个单位')
    expect((await page.goto('/anything/else'))!.status()).toBe(404)
    expect(await heading(page)).toBe('没有找到这个页面')
    await search(page, '预算')
    expect(await hits(page).count()).toBeGreaterThan(0)
  })
})

describe.each([{ scripts: true }, { scripts: false }])('with the keyboard alone, scripts $scripts', ({ scripts }) => {
  it('skips to the text, searches and opens an item without touching a mouse', async () => {
    const page = await browser.visit(county.portal, { scripts })
    await page.goto('/units/czj')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('跳到正文')
    expect(await page.getByRole('link', { name: '跳到正文' }).boundingBox()).toMatchObject({ x: expect.any(Number) })
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null), 'focus is in the text').toBe(
      true,
    )

    await page.goto('/')
    for (let n = 0; n < 30 && !(await page.evaluate(() => document.activeElement?.matches('input'))); n++)
      await page.keyboard.press('Tab')
    await page.keyboard.type('高龄津贴')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\?/)
    await tabTo(page, /高龄津贴发放管理办法/, 200)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/items\/\d+$/)
    expect(await heading(page)).toContain('高龄津贴')
  })
})

it('is offered suggestions that the arrow keys choose from', async () => {
  const page = await browser.visit(county.portal)
  await page.goto('/')
  const box = page.getByRole('combobox', { name: '搜索政府信息' })
  await box.pressSequentially('预算')
  await page.getByRole('listbox', { name: '搜索建议' }).getByRole('option').first().waitFor()
  await box.press('ArrowDown')
  const chosen = await box.inputValue()
  expect(chosen).toContain('预算')
  await box.press('Enter')
  await page.waitForURL(/\/search\?/)
  expect(await heading(page)).toContain(chosen)
})
