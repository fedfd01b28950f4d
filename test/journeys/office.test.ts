import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '../../src/demo/password.ts'
import { browsing, eventually, textIn } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { look } from '../support/looking.ts'
import { signIn, signInForm } from './staff.ts'

/** Everyday work in the console beside the main job. */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('office')
})
afterAll(() => county?.close())

const saved = /^已保存/

describe('lists', () => {
  it('are filtered, paged, and remembered under a name', async () => {
    const { page, open } = await signIn(browser, county, 'qinzhaoye')
    await open('/records/published')
    const total = async () => Number(/共 ([\d,]+) 条/.exec(await textIn(page.locator('.pages')))![1])
    await page.locator('.pages').waitFor()
    const all = await total()
    expect(all).toBeGreaterThan(200)
    const firstPage = await page.locator('main [data-row]').first().textContent()
    await page.locator('.pages').getByTitle('2', { exact: true }).click()
    await page.waitForURL(/page=2/)
    await eventually(() => page.locator('main [data-row]').first().textContent()).not.toBe(firstPage)

    const box = page.getByRole('searchbox', { name: '标题、索引号或文号' })
    await box.fill('预算')
    await box.press('Enter')
    await page.waitForURL(/q=/)
    await eventually(total).toBeLessThan(all)
    for (const title of await page.locator('main [data-row]').allTextContents()) expect(title).toContain('预算')

    await page.getByRole('button', { name: '常用条件' }).click()
    await page.getByRole('menuitem', { name: '把现在的条件存为常用' }).click()
    const naming = page.getByRole('dialog', { name: '把现在的条件存为常用' })
    await naming.getByRole('textbox').fill('全县预算')
    await naming.getByRole('button', { name: '存为常用' }).click()
    await naming.waitFor({ state: 'hidden' })
    await open('/records/published')
    await eventually(total).toBe(all)
    await page.getByRole('button', { name: '常用条件' }).click()
    await page.getByRole('menuitem', { name: /^全县预算/ }).click()
    await page.waitForURL(/q=/)
    await eventually(total).toBeLessThan(all)

    await box.fill('龘龘龘')
    await box.press('Enter')
    await page.getByText('没有符合条件的信息').waitFor()
  })
})

describe('drafts', () => {
  it('save themselves, and two people at one draft lose nothing', async () => {
    const first = await signIn(browser, county, 'luochenxi')
    await first.open('/draft')
    await first.page.getByLabel('标题', { exact: true }).fill('关于冬季校园供暖的通知')
    await first.page.getByRole('textbox', { name: '正文' }).pressSequentially('全县中小学自即日起供暖。')
    await first.page.getByRole('status').filter({ hasText: saved }).waitFor()
    await first.page.waitForURL(/\/draft\/\d+$/)
    const path = new URL(first.page.url()).pathname
    await first.open(path)
    expect(await first.page.getByLabel('标题', { exact: true }).inputValue()).toBe('关于冬季校园供暖的通知')
    expect(await textIn(first.page.getByRole('textbox', { name: '正文' }))).toContain('自即日起供暖')

    const second = await signIn(browser, county, 'luochenxi')
    await second.open(path)
    await first.page.getByLabel('标题', { exact: true }).fill('关于中小学冬季供暖的通知')
    await first.page.getByRole('textbox', { name: '正文' }).fill('全县中小学自下周一起供暖。\n'.repeat(30))
    await first.page.getByRole('button', { name: '立即保存' }).click()
    await first.page.getByRole('status').filter({ hasText: saved }).waitFor()
    await second.page.getByLabel('标题', { exact: true }).fill('关于做好校园供暖工作的通知')
    await second.page.getByRole('button', { name: '立即保存' }).click()
    const conflict = second.page.getByRole('dialog', { name: '别人也保存了这条信息' })
    await conflict.waitFor()
    expect(await textIn(conflict)).toContain('关于中小学冬季供暖的通知')
    expect(await textIn(conflict)).toContain('关于做好校园供暖工作的通知')
    await look(second.page, 'conflict')
    // A long text is read to its end by the keyboard alone.
    await conflict.getByRole('region', { name: '正文：我的内容' }).focus()
    await second.page.keyboard.press('Tab')
    await second.page.keyboard.press('End')
    const theirs = conflict.getByRole('region', { name: '正文：对方的内容' })
    await eventually(() => theirs.evaluate((box) => box.scrollTop > 0)).toBe(true)
    await conflict.getByRole('button', { name: '保留我的，覆盖对方的' }).click()
    await second.page.getByRole('status').filter({ hasText: saved }).waitFor()
    await first.open(path)
    expect(await first.page.getByLabel('标题', { exact: true }).inputValue()).toBe('关于做好校园供暖工作的通知')
  })

  it('keep what was typed when the session has ended', async () => {
    const clerk = await signIn(browser, county, 'wenxiaoman')
    await clerk.open('/draft')
    await clerk.page.getByLabel('标题', { exact: true }).fill('松泉镇冬季防火通告')
    await clerk.page.getByRole('textbox', { name: '正文' }).pressSequentially('林区五百米内禁止野外用火。')
    await clerk.page.getByRole('status').filter({ hasText: '有未保存的修改' }).waitFor()
    await clerk.page.context().clearCookies()
    await clerk.page.getByRole('button', { name: '立即保存' }).click()
    await clerk.page.getByText('这台电脑上有没提交的内容').waitFor()
    await signInForm(clerk.page, 'wenxiaoman', demoPassword)
    await clerk.page.getByText('找到没有提交的内容').waitFor()
    await clerk.page.getByRole('button', { name: '恢复这些内容' }).click()
    expect(await clerk.page.getByLabel('标题', { exact: true }).inputValue()).toBe('松泉镇冬季防火通告')
    expect(await textIn(clerk.page.getByRole('textbox', { name: '正文' }))).toContain('林区五百米内禁止野外用火')
    await clerk.page.getByRole('status').filter({ hasText: saved }).waitFor()
  })
})

describe('forms filled in wrongly come back filled in, with the sentence', () => {
  it('for a unit', async () => {
    const { page, open } = await signIn(browser, county, 'chengmo')
    await open('/units')
    await page.getByRole('button', { name: '添加机构' }).first().click()
    await page.getByLabel('全称').fill('云溪县数据局')
    await page.getByLabel('简称').fill('县数据局')
    await page.getByLabel('网址代号').fill('czj')
    await page.getByLabel('组织机构代码').fill('990000001')
    await page.locator('form').getByRole('button', { name: '添加机构' }).click()
    await page.locator('.ant-form-item-explain-error').first().waitFor()
    expect(await page.getByLabel('全称').inputValue()).toBe('云溪县数据局')
    expect(await page.getByLabel('组织机构代码').inputValue()).toBe('990000001')
    expect(await textIn(page.locator('form'))).toMatch(/代码|代号/)
  })

  it('for a person', async () => {
    const { page, open } = await signIn(browser, county, 'chengmo')
    await open('/people')
    await page.getByRole('button', { name: '添加人员' }).click()
    const dialog = page.getByRole('dialog', { name: '添加人员' })
    await dialog.getByLabel('姓名').fill('新来的人')
    await dialog.getByLabel('用户名').fill('wenyining')
    await dialog.getByLabel('新密码').fill('short')
    await dialog.getByRole('button', { name: '添加人员' }).click()
    await dialog.locator('.ant-form-item-explain-error').first().waitFor()
    expect(await dialog.getByLabel('姓名').inputValue()).toBe('新来的人')
    expect(await dialog.getByLabel('用户名').inputValue()).toBe('wenyining')
  })
})

it('a catalogue is looked over before it is imported, and bad rows stay out', async () => {
  const { page, open } = await signIn(browser, county, 'qinzhaoye')
  await open('/catalogue/import')
  const head =
    '序号,领域,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级'
  const row = (n: number, item: string, basis: string) =>
    `${n},财政预决算,绩效管理,${item},评价结果,${basis},信息形成或者变更之日起20个工作日内,县财政局,■政府网站,全社会,主动,县级`
  const csv = [
    head,
    row(901, '资金跟踪问效', '《中华人民共和国预算法》'),
    row(902, '绩效复核', ''),
    row(903, '绩效抽查', '《预算法》'),
  ]
  const choosing = page.waitForEvent('filechooser')
  await page.getByText('把表格拖到这里').click()
  await (await choosing).setFiles({ name: '绩效目录.csv', mimeType: 'text/csv', buffer: Buffer.from(csv.join('\n')) })
  const report = page.getByRole('region', { name: /“绩效目录.csv”的检查结果/ })
  await report.waitFor()
  expect(await textIn(report)).toContain('新增 2 项')
  expect(await textIn(report)).toContain('1 处不能导入')
  expect(await textIn(report.getByRole('table'))).toContain('公开依据')

  const other = await browser.window(page)
  await other.goto('/catalogue?q=跟踪问效')
  await other.getByText('没有符合条件的事项').waitFor()
  await report.getByRole('button', { name: '导入其余各行' }).click()
  await page.getByText('导入完成，2 项有变化。').waitFor()
  await page.getByRole('region', { name: '以往导入' }).getByText('绩效目录.csv').waitFor()
  await other.reload()
  await other.getByText('资金跟踪问效').first().waitFor()
})

it('the calendar shows make-up days, and warns of a year that is not announced', async () => {
  const { page, open } = await signIn(browser, county, 'qinzhaoye')
  await open('/calendar?year=2026')
  await page.getByText('放假安排已载入').waitFor()
  // 2026: 14 February is a Saturday worked for the Spring Festival.
  const february = page.getByRole('region', { name: '2月', exact: true })
  expect(await february.locator('.day-make_up').allTextContents()).toContainEqual(expect.stringMatching(/^14/))
  expect(await february.locator('.day-holiday').count()).toBeGreaterThan(5)
  await open('/calendar?year=2027')
  await page.getByText('放假安排未载入，涉及这一年的期限都是暂定的').waitFor()
  await page.getByLabel('起算日（当日不计）').fill('2026-01-26')
  await page.getByLabel('起算日（当日不计）').press('Enter')
  await page.getByLabel('工作日数').fill('20')
  await page.getByRole('button', { name: '计算期限' }).click()
  await page.getByText(/最后一日：/).waitFor()
  // 10 working days to 14 February's make-up, 15–23 February off, 28 February made up.
  expect(await textIn(page.getByText(/最后一日：/))).toContain('2月28日')
})

describe('the audit log', () => {
  it('is read and verified by the auditor', async () => {
    const { page, open } = await signIn(browser, county, 'jilan')
    await open('/audit')
    await page.locator('main [data-row]').first().waitFor()
    await page.getByRole('button', { name: '校验日志' }).click()
    await page.getByText(/已校验 [\d,]+ 条，首尾相扣，没有改动。/).waitFor()
    await page.getByLabel('人员姓名或用户名').fill('jilan')
    await page.getByRole('button', { name: '查找' }).click()
    await page.waitForURL(/actor=jilan/)
    await page.getByText('纪蓝亭').last().waitFor()
    await page.locator('main [data-row]').first().click()
    expect(await textIn(page.getByRole('dialog'))).toContain('校验审计日志')
  })

  it.each([
    { who: 'wenyining', path: '/audit' },
    { who: 'wenyining', path: '/people' },
    { who: 'chengmo', path: '/audit' },
    { who: 'jilan', path: '/draft' },
  ])('and other rooms stay closed: $who at $path', async ({ who, path }) => {
    const { page } = await signIn(browser, county, who)
    const menu = page.getByRole('navigation', { name: '功能菜单' })
    expect(await menu.locator(`a[href="${path}"]`).count(), 'not in the menu').toBe(0)
    await page.goto(path)
    await page
      .getByText(/无权|没有权限|不能|没有可以起草信息的职务|您的岗位/)
      .first()
      .waitFor()
  })
})
