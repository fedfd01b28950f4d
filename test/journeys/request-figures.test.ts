import { afterAll, beforeAll, expect, it } from 'vitest'
import { browsing } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { look } from '../support/looking.ts'
import { signIn } from './staff.ts'

/** Table 2 and the import, as clerks and the disclosure office see them. Reviews and table 3: requests.test.ts. */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('request-figures')
})
afterAll(() => county?.close())

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

it('a template is written by one of the disclosure office and approved by another; settings are kept', async () => {
  const writer = await signIn(browser, county, 'qinzhaoye')
  await writer.choose('文书模板')
  const { page } = writer
  await page.getByRole('cell', { name: '政府信息公开申请延期答复告知书' }).waitFor()
  await look(page, 'templates')
  await page.getByRole('link', { name: '延期答复告知书', exact: true }).click()
  const paper = page.getByRole('textbox', { name: /的正文$/ })
  await paper.press('ControlOrMeta+End')
  await paper.pressSequentially('{{没有的}}')
  await page.getByText('没有名为“没有的”的占位符').waitFor()
  for (let n = 0; n < '{{没有的}}'.length; n++) await paper.press('Backspace')
  await paper.pressSequentially('（复印有效）')
  await page.getByRole('region', { name: '填好后的样子' }).getByText('（复印有效）').waitFor()
  await page.getByRole('button', { name: '提交批准' }).click()
  await page.getByText('由您起草，须由另一人批准').waitFor()
  await look(page, 'template')

  const other = await signIn(browser, county, 'sujiming')
  await other.open('/requests/templates/extension_notice')
  await other.page.getByText('与现行版本相比，改动 1 处').waitFor()
  await other.page.getByRole('button', { name: '批准第 1 版' }).click()
  await other.page.getByText('第 1 版已经生效。').waitFor()
  await other.choose('申请设置')
  await other.page.getByLabel('网上申请行政复议的地址').fill('fuyi')
  await other.page.getByLabel('办结后保存的年数').fill('20')
  await other.page.getByRole('button', { name: '保存设置' }).click()
  await other.page.getByText('开头的完整网址，或者留空').waitFor()
  await look(other.page, 'request-settings')
  await other.page.getByLabel('网上申请行政复议的地址').fill('https://fuyi.example.cn/')
  await other.page.getByRole('button', { name: '保存设置' }).click()
  await other.page.getByText('已保存。').waitFor()
  await other.page.reload()
  expect(await other.page.getByLabel('办结后保存的年数').inputValue()).toBe('20')
})

it('the page of the import offers its table', async () => {
  const clerk = await signIn(browser, county, 'wenyining')
  await clerk.open('/requests/import')
  await look(clerk.page, 'import')
})
