import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browsing, eventually } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { look } from '../support/looking.ts'
import { act, openAsked } from './case-work.ts'
import { sendOff } from './citizen.ts'
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

it('is written, passes two gates, is found in other words, doubted and merged', async () => {
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

it('an answer that a citizen got is approved into the Q&A, and the next one who asks finds it before sending', {
  timeout: 120_000,
}, async () => {
  const asked = '残疾人机动轮椅车燃油补贴什么时候发？'
  const citizen = await browser.visit(county.portal)
  await citizen.goto('/inquiries/ask?kind=question')
  await citizen.getByLabel('标题').fill(asked)
  await citizen.getByLabel('您想问什么').fill('我叫郝问渠，机动轮椅车的燃油补贴今年还没有收到，请问什么时候发？')
  await citizen.getByLabel('输入单位名称查找').fill('云溪县财政局')
  await citizen.getByLabel('姓名', { exact: true }).fill('郝问渠')
  await citizen.getByLabel('手机号码').fill('19900002177')
  await citizen.getByRole('button', { name: '下一步：核对内容' }).last().click()
  await citizen.getByRole('heading', { level: 1, name: '核对内容' }).waitFor()
  const code = await sendOff(citizen)

  const clerk = await signIn(browser, county, 'wenyining')
  const { page } = clerk
  await openAsked(clerk, code, asked)
  await act(page, '拟制答复', async (drawer) => {
    await drawer
      .getByRole('textbox', { name: '答复', exact: true })
      .fill('郝问渠同志：补贴每年十二月由县残联造册，财政局打入社会保障卡，每车每年260元。')
  })
  const address = new URL(page.url()).pathname
  const head = await signIn(browser, county, 'lutinglan')
  await head.open(address)
  await act(head.page, '通过')

  // From the answered case: what is personal is hidden, and the gates are those of every answer.
  await page.reload()
  await page.getByRole('button', { name: '拟入知识库' }).click()
  await page.waitForURL(/\/knowledge\/\d+\/edit$/)
  const words = page.getByRole('textbox', { name: '正文' })
  await words.getByText('每车每年260元').waitFor()
  expect(await words.textContent()).not.toContain('问渠')
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.waitForURL(/\/knowledge\/\d+$/)
  const entry = new URL(page.url()).pathname
  await head.open(entry)
  await take(head.page, '审核通过')
  const secrecy = await signIn(browser, county, 'shenzhiyan')
  await secrecy.open(entry)
  await take(secrecy.page, '审核通过')
  await secrecy.page.getByText('已公开').first().waitFor()
  await page.goto(address)
  await page.getByRole('link', { name: '已由本件答复拟成问答，去知识库查看' }).waitFor()

  const next = await browser.visit(county.portal)
  const found = next.locator('#similar').getByRole('link', { name: asked, exact: true })
  await eventually(async () => {
    await next.goto('/inquiries/ask?kind=question')
    await next.getByLabel('您想问什么').fill('残疾人轮椅车的燃油补贴几月份发')
    return found.waitFor({ timeout: 4_000 }).then(
      () => true,
      () => false,
    )
  }).toBe(true)
})

it('comes from a table; what is alike and what is used is seen', async () => {
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
