import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBase } from '../../src/base.ts'
import { escalateInquiries } from '../../src/capabilities/inquiries/index.ts'
import { readConfig } from '../../src/platform/config.ts'
import { browsing, eventually, textIn } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { look } from '../support/looking.ts'
import { act, openAsked } from './case-work.ts'
import { lookUp, sendOff } from './citizen.ts'
import { fillDate, signIn } from './staff.ts'

/** 政务信息查询 at the office: who was asked first stays responsible, and nobody lets a case drop; told in the console. */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('inquiries')
})
afterAll(() => county?.close())

const pick = async (page: Page, drawer: ReturnType<Page['getByRole']>, label: string, unit: string) => {
  const field = drawer.getByRole('combobox', { name: label })
  await field.fill(unit)
  await page.locator('.ant-select-dropdown:visible').getByText(unit, { exact: true }).click()
}
const lead = (page: Page) => textIn(page.locator('.page-lead'))
const course = (page: Page) => page.getByRole('region', { name: /^流转图/ })
const responsible = (page: Page) => course(page).getByText('责任单位').count()

it('a joint question goes through three units, is refused by one of them, and is answered by the first', {
  timeout: 120_000,
}, async () => {
  // Asked on the portal, of one unit.
  const citizen = await browser.visit(county.portal)
  await citizen.goto('/inquiries/ask?kind=question')
  await citizen.getByLabel('标题').fill('校门口公交站牌和护学岗')
  await citizen
    .getByLabel('您想问什么')
    .fill('县二小门口没有公交站牌，放学时没有护学岗。拖欠了半年工资的司机说要停运，请问怎么办？')
  await citizen.getByLabel('输入单位名称查找').fill('云溪县交通运输局')
  await citizen.getByLabel('姓名', { exact: true }).fill('祁云深')
  await citizen.getByLabel('手机号码').fill('19900002107')
  await citizen.getByLabel('同意在网上公开').check()
  await citizen.getByRole('button', { name: '下一步：核对内容' }).last().click()
  await citizen.getByRole('heading', { level: 1, name: '核对内容' }).waitFor()
  const code = await sendOff(citizen)

  const clerk = await signIn(browser, county, 'jiyunfan')
  const { page } = clerk
  await openAsked(clerk, code, '校门口公交站牌和护学岗')
  await page.getByText('像是信访事项').waitFor()
  expect(await lead(page)).toContain('剩 5 个工作日')
  const address = new URL(page.url()).pathname

  // The wrong unit sends it back with its reason, and cannot be asked again.
  const ask = async (unit: string, what: string) =>
    act(page, '请其他单位会办', async (drawer) => {
      await pick(page, drawer, '会办单位', unit)
      await drawer.getByRole('textbox', { name: '请这个单位答复哪一部分' }).fill(what)
    })
  await ask('云溪县财政局', '司机工资由谁保障')
  expect(await responsible(page)).toBe(1)
  const wrong = await signIn(browser, county, 'lutinglan')
  await wrong.page
    .getByRole('region', { name: /^咨询来信/ })
    .first()
    .waitFor()
  await wrong.open(address)
  await act(wrong.page, '退回会办', async (drawer) => {
    await drawer.getByRole('textbox', { name: '为什么不属于本单位' }).fill('公交企业不由我局出资，工资由人社部门监管。')
  })
  await page.reload()
  await page.getByRole('button', { name: '请其他单位会办' }).click()
  const again = page.getByRole('dialog', { name: '请其他单位会办' })
  await pick(page, again, '会办单位', '云溪县财政局')
  await again.getByRole('textbox', { name: '请这个单位答复哪一部分' }).fill('护学岗由谁安排')
  await again.getByRole('button', { name: '请其他单位会办' }).click()
  await again.getByText('这个单位已经退回过').first().waitFor()
  await pick(page, again, '会办单位', '云溪县教育体育局')
  await again.getByRole('button', { name: '请其他单位会办' }).click()
  await page.getByText('已完成：请其他单位会办').waitFor()

  // The right one answers its part; its head passes it; all the while one unit is responsible.
  const joint = await signIn(browser, county, 'luochenxi')
  await joint.page
    .getByRole('region', { name: /等本单位会办/ })
    .getByText('校门口公交站牌')
    .waitFor()
  await joint.open(address)
  await act(joint.page, '答复会办部分', async (drawer) => {
    await drawer
      .getByRole('textbox', { name: '本单位对这一部分的答复' })
      .fill('护学岗自下周一起由学校和镇派出所共同安排。')
  })
  const jointHead = await signIn(browser, county, 'peixingjian')
  await jointHead.open(address)
  expect(await responsible(jointHead.page)).toBe(1)
  await look(jointHead.page, 'inquiries-joint')
  await act(jointHead.page, '通过会办意见')

  // The first asked assembles the answer. A closed tab loses nothing.
  await page.reload()
  await page.getByRole('region', { name: '下一步' }).getByRole('button', { name: '拟制答复' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '开头' }).click()
  const tab = await browser.window(page)
  await page.close()
  await tab.goto(address)
  await tab.getByRole('region', { name: '下一步' }).getByRole('button', { name: '拟制答复' }).click()
  const paper = tab.getByRole('dialog', { name: '拟制答复' })
  await paper.getByText('已经带回您上次没有提交的内容').waitFor()
  const text = paper.getByRole('textbox', { name: '答复', exact: true })
  await text.press('End')
  await text.pressSequentially('站牌本月内装好；护学岗下周一到位。')
  await paper.getByRole('combobox', { name: /依据的公开信息/ }).fill('便民服务中心')
  await tab.locator('.ant-select-item-option').first().click()
  await look(tab, 'inquiries-answer', '.ant-drawer')
  await paper.getByRole('button', { name: '拟制答复' }).click()
  await tab.getByText('已完成：拟制答复').waitFor()

  const head = await signIn(browser, county, 'cenmuye')
  await head.page
    .getByRole('region', { name: /等我审核答复/ })
    .getByText('校门口公交站牌')
    .waitFor()
  await head.open(address)
  await act(head.page, '通过')
  await head.page.getByText('已答复来信人').waitFor()
  expect(await responsible(head.page)).toBe(0)

  // The citizen follows it by code: every hand it went through, and one answer.
  await lookUp(citizen, code, '2107')
  await citizen.getByRole('heading', { level: 1, name: '已答复' }).waitFor()
  await citizen.getByText(/护学岗下周一到位。/).waitFor()
  for (const said of [
    /其中一部分请云溪县财政局会办/,
    '会办单位认为不属于其职责',
    /其中一部分请云溪县教育体育局会办/,
    '会办单位已经提出意见',
  ])
    await citizen.getByText(said).first().waitFor()
  await look(citizen, 'inquiries-followed')

  // With the writer's consent it goes on its way to the portal; who wrote it does not look at it again.
  await tab.reload()
  await tab.getByRole('region', { name: '向社会公开' }).getByRole('button', { name: '拟公开' }).click()
  const letter = tab.getByRole('dialog', { name: /^拟公开/ })
  await look(tab, 'inquiries-public', '.ant-drawer')
  await letter.getByRole('button', { name: '拟公开' }).click()
  await tab.getByText('等待科室负责人审核').waitFor()
  await head.toDo()
  await head.page
    .getByRole('region', { name: /等我审核后公开/ })
    .getByText('校门口公交站牌')
    .waitFor()
})

it('what is overdue and unexplained is called to account; an upheld complaint opens it again', {
  timeout: 120_000,
}, async () => {
  // A letter that lay for three weeks is late on the day on which it is entered.
  const clerk = await signIn(browser, county, 'liutingyu')
  await clerk.open('/inquiries/new?channel=post')
  // While it is typed, what is wrong, what it may be and what is known already is said at once.
  const { page } = clerk
  await page.getByRole('textbox', { name: '联系电话' }).fill('12')
  await page.getByText('电话号码的格式不正确').first().waitFor()
  await page.getByRole('textbox', { name: '联系电话' }).fill('19900002107')
  await page.getByText('同一来信人').first().waitFor()
  await page.getByRole('textbox', { name: '联系电话' }).fill('')
  await page.getByRole('textbox', { name: '说了什么' }).fill('在外地住院，医保怎么备案和报销？拖欠了半年工资怎么办？')
  const beside = page.getByRole('complementary')
  await beside.getByText('像是信访事项').waitFor()
  await beside.getByText('在外地住院，医保怎么备案和报销？').waitFor()
  await beside.getByText('已公开的信息和办事指南').waitFor()
  await look(page, 'inquiries-entry')
  // Enter in the field of a day takes the day; it registers nothing.
  await page.locator('#receivedOn').press('Enter')
  await page.locator('#receivedOn').press('Escape')
  expect(new URL(page.url()).pathname).toBe('/inquiries/new')
  const received = clerk.page.getByLabel('收到之日')
  // A field still being drawn forgets what is typed too fast for a hand.
  await eventually(async () => {
    await received.fill(daysFromNow(-21))
    await received.press('Tab')
    return received.inputValue()
  }).toBe(daysFromNow(-21))
  await clerk.page.getByRole('textbox', { name: '姓名' }).fill('祝南乔')
  await clerk.page.getByRole('textbox', { name: '查询密码' }).fill('qiaonan')
  await clerk.page.getByRole('textbox', { name: '标题' }).fill('老井巷路面塌陷')
  await clerk.page.getByRole('textbox', { name: '说了什么' }).fill('老井巷12号门前路面塌陷，两个月没有人修。')
  await clerk.page.getByRole('button', { name: /登记$/ }).click()
  await clerk.page.waitForURL(/\/inquiries\/\d+$/)
  const address = new URL(clerk.page.url()).pathname
  await eventually(() => lead(clerk.page)).toContain('逾期')

  const base = await openBase(readConfig({ GONGKAI_DATA: county.folder, LOG_LEVEL: 'silent' }))
  try {
    expect(await escalateInquiries(base.platform)).toBeGreaterThan(0)
  } finally {
    await base.close()
  }

  const head = await signIn(browser, county, 'menghuaiyu')
  await head.page
    .getByRole('region', { name: /逾期，等我说明原因/ })
    .getByText('老井巷路面塌陷')
    .waitFor()
  await head.open(address)
  await head.page.getByText('已自动转入问责').waitFor()
  await act(head.page, '说明未按期办结的原因', async (drawer) => {
    await fillDate(head.page, '承诺办结的日期', daysFromNow(14))
    await drawer.getByRole('textbox', { name: '未能按期办结的原因' }).fill('塌陷处下方有燃气管线，正在等待探测。')
  })
  await clerk.page.reload()
  await act(clerk.page, '拟制答复', async (drawer) => {
    await drawer.getByRole('textbox', { name: '答复', exact: true }).fill('已经列入计划。')
  })

  const supervisor = await signIn(browser, county, 'songzhiyuan')
  await supervisor.open('/inquiries?view=overdue')
  await supervisor.page.getByRole('row', { name: /老井巷.*已转问责/ }).waitFor()
  await look(supervisor.page, 'inquiries-overdue')
  await supervisor.open(address)
  await act(supervisor.page, '认可说明')
  await head.page.reload()
  await act(head.page, '通过')

  // The writer comes to complain: the case and its unit stand in the form already.
  await supervisor.page.reload()
  await supervisor.page.getByRole('link', { name: '登记对本件的投诉' }).click()
  await supervisor.page.getByText('投诉的事项').waitFor()
  await supervisor.page.getByRole('radio', { name: '窗口当面' }).check()
  await supervisor.page.getByRole('textbox', { name: '说了什么' }).fill('答复没有说什么时候修，等于没有答复。')
  await supervisor.page.getByRole('button', { name: /登记$/ }).click()
  await supervisor.page.waitForURL((url) => url.pathname !== '/inquiries/new')
  const complaint = new URL(supervisor.page.url()).pathname
  await act(supervisor.page, '受理')
  await act(supervisor.page, '要求说明情况', async (drawer) => {
    await drawer.getByRole('textbox', { name: '需要说明的事项' }).fill('请说明维修的日期。')
  })
  await head.toDo()
  await head.page.getByRole('region', { name: /等我说明情况/ }).waitFor()
  await head.open(complaint)
  await act(head.page, '提交情况说明', async (drawer) => {
    await drawer.getByRole('textbox', { name: '情况说明' }).fill('探测完成后三日内修复。')
  })
  await supervisor.page.reload()
  await act(supervisor.page, '拟制处理决定', async (drawer) => {
    await drawer.getByRole('radio', { name: '投诉成立' }).check()
    await drawer.getByRole('checkbox', { name: '责成单位重新办理并答复' }).check()
    await drawer.getByRole('textbox', { name: /^处理决定/ }).fill('经调查，投诉属实，责成该局重新答复。')
  })
  // Not by whoever wrote it: the reason stands beside the grey button.
  await supervisor.page.getByText('现在不能办的步骤和原因').click()
  await supervisor.page.getByText('须由另一人审批').waitFor()
  await look(supervisor.page, 'inquiries-complaint')
  const second = await signIn(browser, county, 'quchangge')
  await second.open(complaint)
  await act(second.page, '通过')
  await second.open(address)
  await eventually(() => lead(second.page)).toContain('办理中')
  // Whoever answers anew has the former answer before them.
  await second.page
    .getByRole('region', { name: /^原来的答复/ })
    .getByText('已经列入计划。')
    .waitFor()
  await look(second.page, 'inquiries-anew')
  await course(second.page).getByText('重新办理').waitFor()
})

const daysFromNow = (days: number) => Temporal.Now.plainDateISO('Asia/Shanghai').add({ days }).toString()
