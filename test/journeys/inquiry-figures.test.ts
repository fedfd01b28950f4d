import { afterAll, beforeAll, expect, it } from 'vitest'
import { browsing } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { look } from '../support/looking.ts'
import { signIn } from './staff.ts'

/** The statistics of 政务信息查询 as supervision and a department's clerk see them. */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('inquiry-figures')
})
afterAll(() => county?.close())

it('supervision reads a year, sees complaints and the number of reports, and opens the cases behind a figure', async () => {
  const inspector = await signIn(browser, county, 'songzhiyuan')
  const { page } = inspector
  await inspector.choose('查询来信统计')
  await page.getByRole('button', { name: '今年' }).click()
  await page.getByRole('heading', { name: '对办理情况的投诉' }).waitFor()
  await page.getByText(/收到举报 \d+ 件/).waitFor()
  await look(page, 'inquiry-figures')
  const figure = page.getByRole('link', { name: /^按期答复，\d+ 件，查看事项$/ }).first()
  const n = Number(await figure.textContent())
  expect(n).toBeGreaterThan(3)
  await figure.click()
  await page.getByRole('note').getByText('按期答复').waitFor()
  await page.getByText(`共 ${n} 件`).first().waitFor()
  await look(page, 'inquiry-figures-list')
  await page.goBack()
  await page.getByRole('link', { name: '听溪路什么时候通公交？' }).click()
  await page.getByText('共 2 件').first().waitFor()
})

it('a department sees its own figures, without complaints and reports', async () => {
  const clerk = await signIn(browser, county, 'wenyining')
  const { page } = clerk
  await clerk.open('/inquiries/figures')
  await page.getByRole('button', { name: '今年' }).click()
  await page.getByRole('heading', { name: '办理情况' }).waitFor()
  expect(await page.getByText('举报').count()).toBe(0)
  expect(await page.getByRole('heading', { name: '各单位' }).count()).toBe(0)
})
