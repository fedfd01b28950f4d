import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notices } from '../../src/foundations/calendar/notice-texts.ts'
import { barriers, browsing, eventually, textIn } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { fitsItsWidth } from '../support/looking.ts'
import { fillDate, signIn } from './staff.ts'

/** The ground under everybody's work changes: working days and units. */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('ground')
})
afterAll(() => county?.close())

it('a holiday notice: read by one, confirmed by another, told to whom it moved', async () => {
  const clerk = await signIn(browser, county, 'luochenxi')
  await clerk.open('/draft')
  await clerk.page.getByLabel('标题', { exact: true }).fill('关于开展校园安全检查的通知')
  await fillDate(clerk.page, '成文日期', '2026-09-15')
  await clerk.page
    .getByRole('status')
    .filter({ hasText: /^已保存/ })
    .waitFor()

  const reader = await signIn(browser, county, 'chengmo')
  await reader.choose('工作日历')
  await reader.page.getByRole('link', { name: '录入放假通知' }).click()
  const text = reader.page.getByLabel('通知全文')
  await text.fill(notices.years[2026]!.replace('共7天', '共8天'))
  await reader.page.getByRole('button', { name: '读出日期' }).click()
  await reader.page.getByText('有对不上的地方，改正后才能录入').waitFor()
  expect(await reader.page.getByRole('button', { name: '录入，等待另一人确认' }).count()).toBe(0)
  // The same year without the working Saturday after the National Day.
  await text.fill(notices.years[2026]!.replace('、10月10日（周六）上班', '上班'))
  await reader.page.getByRole('button', { name: '读出日期' }).click()
  const effect = reader.page.getByRole('region', { name: '对期限的影响' })
  // How many, and not which: drafts are nothing that a system administrator reads.
  await effect.getByText(/^\d+ 件期限变动/).waitFor()
  expect(await textIn(effect)).not.toContain('校园安全检查')
  expect(await barriers(reader.page)).toEqual([])
  await reader.page.getByRole('button', { name: '录入，等待另一人确认' }).click()
  const deciding = reader.page.getByRole('region', { name: '确认或退回' })
  await deciding.waitFor()
  expect(await deciding.getByRole('button', { name: '确认生效' }).isDisabled()).toBe(true)
  expect(await textIn(deciding)).toContain('录入人不能自己确认')

  const other = await signIn(browser, county, 'qinzhaoye', { width: 390 })
  await other.choose('工作日历')
  await other.page
    .getByRole('region', { name: '放假通知' })
    .getByRole('link', { name: /2026年部分节假日安排/ })
    .click()
  await other.page.getByRole('region', { name: '确认或退回' }).waitFor()
  expect(await fitsItsWidth(other.page)).toBe(true)
  expect(await barriers(other.page)).toEqual([])
  await other.page.getByRole('button', { name: '确认生效' }).click()
  await other.page.getByRole('dialog').getByRole('button', { name: '确认生效' }).click()
  await other.page.getByText(/^已生效。\d+ 件期限变动/).waitFor()

  await clerk.toDo()
  const told = clerk.page.getByRole('alert').filter({ hasText: '放假安排有变' })
  await told.waitFor()
  expect(await textIn(told)).toMatch(/关于开展校园安全检查的通知：\S+ 改为 \S+/)
  await told.getByRole('button', { name: '知道了' }).click()
  await told.waitFor({ state: 'hidden' })
})

describe('a reform of the county’s units', () => {
  it('gives one a new name, under which and under the old one it is found', async () => {
    const { page, open } = await signIn(browser, county, 'chengmo', { width: 390 })
    await open('/units')
    await page.getByRole('tree').getByText('云溪县教育体育局', { exact: true }).click()
    await page.getByRole('button', { name: '更名', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: '“云溪县教育体育局”更名' })
    await dialog.getByLabel('新全称').fill('云溪县教育和体育局')
    await dialog.getByLabel('新简称').fill('县教育和体育局')
    await dialog.getByLabel('依据（可不填）').fill('云溪县机构改革方案')
    expect(await barriers(page, '[role=dialog]')).toEqual([])
    expect(await fitsItsWidth(page)).toBe(true)
    await dialog.getByRole('button', { name: '更名', exact: true }).click()
    await page.getByText('已更名').waitFor()
    await page.getByRole('heading', { level: 2, name: '云溪县教育和体育局' }).waitFor()
    await page.getByText(/原名：.*云溪县教育体育局（至/).waitFor()

    const citizen = await browser.visit(county.portal)
    const found = async (name: string) => {
      await citizen.goto(`/search?q=${encodeURIComponent(name)}`)
      return textIn(citizen.getByRole('main'))
    }
    await eventually(() => found('云溪县教育和体育局')).toContain('云溪县教育体育局')
    await eventually(() => found('云溪县教育体育局')).toContain('云溪县教育和体育局')
  })

  it('merges one into another: the work goes on there, and who has no post is listed', {
    timeout: 120_000,
  }, async () => {
    const { page, open } = await signIn(browser, county, 'chengmo')
    await open('/units')
    await page.getByRole('tree').getByText('云溪县财政局', { exact: true }).click()
    await page.getByRole('button', { name: '把其他机构并入这里' }).click()
    const dialog = page.getByRole('dialog', { name: '把其他机构并入“云溪县财政局”' })
    const which = dialog.getByLabel('并入哪些机构')
    const choices = page.locator('.ant-select-dropdown:visible')
    await which.fill('教育和体育局')
    await choices.getByTitle('云溪县教育和体育局').waitFor()
    await which.press('Enter')
    await dialog.getByTitle('云溪县教育和体育局').waitFor()
    await which.press('Escape')
    await choices.waitFor({ state: 'hidden' })
    await dialog.getByText('任职结束，另行安排').click()
    await dialog.getByText(/未办结的 \d+ 件信息转给承接单位/).waitFor()
    await dialog.getByRole('button', { name: /合\s*并/ }).click()
    await page.getByText('机构已合并').waitFor()
    await page
      .getByRole('tree')
      .getByText(/云溪县教育和体育局（已于 .* 撤销）/)
      .waitFor()

    const heir = await signIn(browser, county, 'wenyining')
    await heir.open('/records/open')
    await heir.page.getByRole('link', { name: '关于开展校园安全检查的通知' }).waitFor()
    await heir.page.getByRole('button', { name: /^通知/ }).click()
    await heir.page.getByText(/“云溪县教育和体育局”未办结的 \d+ 件信息已移交本单位/).waitFor()

    const security = await signIn(browser, county, 'baiyanqiu')
    await security.choose('人员')
    await security.page.getByRole('button', { name: '逐个查看' }).click()
    await security.page.getByRole('row', { name: /闻以宁/ }).waitFor({ state: 'hidden' })
    const row = security.page.getByRole('row', { name: /骆晨熙/ })
    await row.waitFor()
    expect(await textIn(row)).toContain('没有职务（原任')
    expect(await barriers(security.page)).toEqual([])
  })
})
