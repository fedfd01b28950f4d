import type { Page } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import { browsing, eventually } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { look } from '../support/looking.ts'
import { choose, fillDate, pressUntilGone, signIn } from './staff.ts'

/** 知识库: an answer is written, passes two people, and is found by somebody who asks in other words. */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('knowledge')
})
afterAll(() => county?.close())

/** Presses a button of the decision bar, gives the reason and confirms. */
const take = async (page: Page, action: string, reason = '') => {
  await page.getByRole('region', { name: '办理' }).getByRole('button', { name: action, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: action })
  await dialog.waitFor()
  if (reason) await dialog.getByRole('textbox').last().fill(reason)
  await pressUntilGone(dialog.getByRole('button', { name: action, exact: true }), dialog)
}

const question = '退休教师的独生子女奖励金在哪里领取？'

it('is written, passes two gates, is found in other words, doubted and merged', { timeout: 180_000 }, async () => {
  const clerk = await signIn(browser, county, 'wenyining')
  const { page } = clerk
  await clerk.choose('起草问答')
  await page.getByRole('textbox', { name: '问题' }).fill(question)
  await page.getByRole('textbox', { name: '其他问法' }).fill('独生子女费去哪儿拿\n计生奖励什么时候发')
  await page.getByRole('textbox', { name: '正文' }).fill('由原单位代发，每年十月打入社会保障卡，不用本人申请。')
  await page.getByText('请定复核日期').first().waitFor()
  await look(page, 'knowledge-editor')
  await choose(page, '主题', '劳动和社会保障')
  await fillDate(page, '复核日期', '2027-12-31')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(/\/knowledge\/\d+\/edit$/)
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.waitForURL(/\/knowledge\/\d+$/)
  await page.getByText('科室审核').first().waitFor()
  const address = new URL(page.url()).pathname
  await look(page, 'knowledge-handed-in')

  const head = await signIn(browser, county, 'lutinglan')
  await head.page.getByText('知识库 · 待科室负责人审核').waitFor()
  await head.open(address)
  await take(head.page, '审核通过')
  const secrecy = await signIn(browser, county, 'shenzhiyan')
  await secrecy.open(address)
  await look(secrecy.page, 'knowledge-gate')
  await take(secrecy.page, '审核通过')
  await secrecy.page.getByText('已公开').first().waitFor()

  const citizen = await browser.visit(county.portal)
  const ask = async (q: string) => {
    await citizen.goto('/questions')
    await citizen.getByRole('searchbox', { name: '要问的事' }).fill(q)
    await citizen.getByRole('button', { name: '找答案' }).click()
  }
  await eventually(async () => {
    await ask('老师退休了，只生一个孩子的奖励去哪拿')
    return citizen.getByRole('link', { name: question }).count()
  }).toBe(1)
  await look(citizen, 'knowledge-found')
  // Who asks the same in a form is shown it before anything is sent.
  await citizen.goto('/inquiries/ask?kind=question')
  await citizen.getByLabel('您想问什么').fill('老师退休了，只生一个孩子的奖励去哪拿')
  await citizen.locator('#similar').getByRole('link', { name: question, exact: true }).waitFor()
  await ask('老师退休了，只生一个孩子的奖励去哪拿')
  await citizen.getByRole('link', { name: question }).click()
  await look(citizen, 'knowledge-answer')
  await citizen.getByRole('button', { name: '不是我要的' }).click()
  await citizen.getByRole('heading', { level: 1, name: '谢谢，已经记下' }).waitFor()
  await look(citizen, 'knowledge-thanks')
  await citizen.goto(`/search?q=${encodeURIComponent('独生子女奖励金')}`)
  await citizen.getByRole('region', { name: '常见问题里的答案' }).getByRole('link', { name: question }).waitFor()

  // Doubted: readers are told at once, until the section head has looked.
  const id = Number(address.split('/').at(-1))
  await clerk.open(address)
  await take(page, '标记存疑', '发放单位可能有变。')
  await eventually(async () => {
    await citizen.goto(`/questions/${id}`)
    return citizen.getByText('这条答复正在复核').count()
  }).toBe(1)
  await head.open('/knowledge?view=flagged')
  await head.page.getByRole('link', { name: question }).waitFor()
  await look(head.page, 'knowledge-flagged')

  // The same question twice: the address of one leads to the other.
  await head.open(address)
  await head.page.getByRole('region', { name: '办理' }).getByRole('button', { name: '并入另一问答' }).click()
  const dialog = head.page.getByRole('dialog', { name: '并入另一问答' })
  await dialog.getByRole('combobox', { name: '并入哪一条' }).fill('惠农补贴打到哪张卡')
  await head.page
    .locator('.ant-select-dropdown:visible')
    .getByTitle('惠农补贴打到哪张卡，怎么查到账没有？', { exact: true })
    .click()
  await dialog.getByRole('textbox', { name: '理由' }).fill('一并在一卡通问答里说明。')
  await look(head.page, 'knowledge-merge')
  await pressUntilGone(dialog.getByRole('button', { name: '并入另一问答' }), dialog)
  await head.page.getByText('已并入另一条问答').waitFor()
  await eventually(async () => {
    await citizen.goto(`/questions/${id}`)
    return citizen.getByRole('heading', { level: 1 }).textContent()
  }).toContain('惠农补贴')
})

it('comes from a table; what is alike and what is used is seen', { timeout: 120_000 }, async () => {
  const clerk = await signIn(browser, county, 'wenyining')
  const { page } = clerk
  await clerk.open('/knowledge/import')
  const chooser = page.waitForEvent('filechooser')
  await page.getByText('拖', { exact: false }).first().click()
  const rows = [
    '单位,主题,问题,答复,复核日期',
    '县财政局,经济管理,会计证怎么年检？,不用年检。,2027-12-31',
    '县财政局,天文,甲？,乙,',
  ]
  await (await chooser).setFiles({ name: '问答.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await page.getByText('没有这个主题').first().waitFor()
  await look(page, 'knowledge-import')
  await page.getByRole('button', { name: /^导入/ }).click()
  await clerk.open('/knowledge?view=open')
  await page.getByRole('link', { name: '会计证怎么年检？' }).waitFor()
  await look(page, 'knowledge-open')
  await clerk.open('/knowledge/figures')
  await page.getByText('在外地住院，医保怎么备案和报销？').first().waitFor()
  await look(page, 'knowledge-figures')
  await clerk.open('/knowledge/duplicates')
  await look(page, 'knowledge-duplicates')
})
