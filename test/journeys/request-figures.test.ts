import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriers, browsing, eventually } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { fitsItsWidth } from './citizen.ts'
import { signIn } from './staff.ts'

/** Tables 2 and 3, the register of reviews and the import, as clerks and the disclosure office see them. */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('request-figures')
})
afterAll(() => county?.close())

/** Looks at a screen as axe does, and at both widths. */
const look = async (page: Page, name: string) => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 })
    await eventually(() => fitsItsWidth(page)).toBe(true)
    expect(await barriers(page), `${name} at ${width}`).toEqual([])
    if (!process.env.GONGKAI_PICTURES) continue
    mkdirSync(process.env.GONGKAI_PICTURES, { recursive: true })
    await page.screenshot({ path: join(process.env.GONGKAI_PICTURES, `${name}-${width}.png`), fullPage: true })
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

it('the disclosure office reads table 2 of the county and opens the cases behind a figure', async () => {
  const office = await signIn(browser, county, 'qinzhaoye')
  await office.choose('申请统计')
  const { page } = office
  await page.getByRole('heading', { name: /表二/ }).waitFor()
  expect(await page.getByText('✗').count()).toBe(0)
  await look(page, 'annual')
  const figure = page.getByRole('link', { name: /一、本年新收政府信息公开申请数量，总计/ })
  const n = Number(await figure.textContent())
  expect(n).toBeGreaterThan(0)
  await figure.click()
  await page.getByText(`共 ${n} 件`, { exact: false }).first().waitFor()
})

it('a clerk registers a review on a case and how it ended; table 3 has it', async () => {
  const clerk = await signIn(browser, county, 'wenyining')
  const { page } = clerk
  await page.goto('/requests?view=all')
  await page.locator('main table a[href^="/requests/"]').first().click()
  const section = page.getByRole('region', { name: '复议与诉讼' })
  await section.getByRole('button', { name: '登记复议、诉讼' }).click()
  await section.getByRole('button', { name: '保存' }).click()
  await section.getByText('请写明复议机关或者法院。').waitFor()
  await section.getByLabel('复议机关').fill('云溪县人民政府')
  await look(page, 'remedy-form')
  await section.getByRole('button', { name: '保存' }).click()
  await section.getByText('尚未审结').waitFor()
  await section.getByRole('button', { name: '登记结果' }).click()
  await section.getByRole('button', { name: '登记结果' }).click()
  await section.getByText(/结果维持/).waitFor()
  await clerk.choose('申请统计')
  await page.getByRole('button', { name: /行政复议，结果维持：1件/ }).click()
  await page.getByRole('dialog').getByText('云溪县人民政府').waitFor()
})

it('the page of the import offers its table', async () => {
  const clerk = await signIn(browser, county, 'wenyining')
  await clerk.open('/requests/import')
  await look(clerk.page, 'import')
})
