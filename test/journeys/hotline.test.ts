import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Caller, type Simulator, startSimulator } from '../../src/platform/telephony/simulator/simulator.ts'
import { browsing, eventually, textIn } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { look } from '../support/looking.ts'
import { type Staff, signIn } from './staff.ts'

/** 96128: what an operator does while somebody speaks, by keyboard, over a simulated switch. */

const browser = browsing()
let county: County
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ phone: () => ({ does: 'answer', after: 200 }) })
  county = await serveCounty('hotline', {
    env: { PBX_URL: simulator.url, PBX_USER: simulator.user, PBX_PASSWORD: simulator.password },
  })
  // The line is staffed whatever the hour of this run.
  const office = await fetch(`${county.office}/api/site`)
  expect(office.status).toBe(200)
})
afterAll(async () => {
  await county?.close()
  await simulator?.close()
})

const always = async () => {
  const office = await signIn(browser, county, 'qinzhaoye')
  const answer = await office.page.evaluate(async () => {
    const settings = await (await fetch('/api/hotline/settings')).json()
    const body = JSON.stringify({ ...settings, always: true, hours: [{ from: '00:00', to: '23:59' }] })
    return (
      await fetch('/api/hotline/settings', {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'x-gongkai': '1' },
        body,
      })
    ).status
  })
  expect(answer).toBe(204)
}

const sitDown = async (name: string, seat: string): Promise<Staff> => {
  const who = await signIn(browser, county, name)
  await who.choose('座席')
  await who.page.getByRole('listitem').filter({ hasText: seat }).getByRole('button', { name: '签入' }).click()
  await who.page.getByRole('heading', { name: /没有来电/ }).waitFor()
  return who
}
const getUp = async (page: Page) => {
  await page.getByRole('button', { name: /签出/ }).click()
  await page.getByRole('heading', { name: /请先签入座席/ }).waitFor()
}
const call = (page: Page) => page.locator('.call')
const heardBy = ({ id }: Caller) =>
  simulator
    .played()
    .filter(({ target }) => target === `channel:${id}`)
    .map(({ media }) => media)

it('answers from what is found while the caller speaks, in two keystrokes', async () => {
  await always()
  const who = await signIn(browser, county, 'ruanqinghe')
  const { page } = who
  await who.choose('座席')
  await page.getByRole('heading', { name: /请先签入座席/ }).waitFor()
  await look(page, 'hotline-choose-seat')
  await page.getByRole('listitem').filter({ hasText: '1号座席' }).getByRole('button', { name: '签入' }).click()
  await page.getByText('正在小休').waitFor()
  await page.getByLabel('来电人问什么').focus()
  await page.keyboard.press('F2')
  await page.getByText('座席空闲').waitFor()
  await look(page, 'hotline-seat-idle')

  const caller = simulator.call('19900001202')
  await call(page).getByText('通话中').waitFor()
  expect(await textIn(call(page))).toContain('199****1202')
  expect(await textIn(call(page))).not.toContain('19900001202')
  // Who called before is known.
  await call(page).getByText('临时救助怎么申请').waitFor()

  await page.getByLabel('来电人问什么').pressSequentially('高龄津贴')
  await page.getByRole('option').filter({ hasText: '高龄津贴' }).first().waitFor()
  await look(page, 'hotline-seat-hits')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.locator('.reading').waitFor()
  await look(page, 'hotline-seat-reading')
  await page.getByLabel('来电人问什么').focus()
  await page.keyboard.press('Enter')
  await page.getByText('已登记').first().waitFor()
  await page.getByText('座席空闲').waitFor()
  await page.keyboard.press('F2')
  await page.getByText('正在小休').waitFor()
  caller.press('1')
  await caller.over
  await getUp(page)
})

it('passes a call on to who has the duty, and the caller rates it', async () => {
  await always()
  const { page } = await sitDown('jiyunshu', '2号座席')
  await page.getByLabel('来电人问什么').focus()
  await page.keyboard.press('F2')
  await page.getByText('座席空闲').waitFor()
  simulator.setPhone((endpoint) => ({
    does: 'answer',
    after: 300,
    ...(endpoint.includes('@') ? { hangsUpAfter: 20_000 } : {}),
  }))
  const caller = simulator.call('19900001301')
  await call(page).getByText('通话中').waitFor()
  await page.getByLabel('来电人问什么').pressSequentially('民政局')
  await page.getByRole('option').filter({ hasText: '民政局' }).first().waitFor()
  await page.getByRole('heading', { name: '转接云溪县民政局' }).waitFor()
  await page.keyboard.press('F8')
  await call(page).getByText('已转接').waitFor()
  await look(page, 'hotline-seat-transferred')
  await page.getByLabel('来电人问什么').focus()
  await page.keyboard.press('Enter')
  await page.getByText('座席空闲').waitFor()
  // The liaison officer hangs up; the caller is asked, and presses a key.
  await eventually(() => heardBy(caller).some((media) => media.includes('rating')), 40_000).toBe(true)
  caller.press('1')
  await caller.over
  await getUp(page)
  await page.getByRole('link', { name: '来电记录' }).click()
  const row = page.getByRole('row').filter({ hasText: '199****1301' })
  await row.getByText('转接单位').waitFor()
  expect(await textIn(row)).toContain('满意')
})

it('asks for a message where nobody is there, and makes a case of it', async () => {
  const caller = simulator.call('19900001401')
  await eventually(() => heardBy(caller)).toEqual(['sound:gongkai/unanswered'])
  // The tone, and then what the caller says: a key pressed before it ends nothing.
  await eventually(() => simulator.recording()).toHaveLength(1)
  caller.press('#')
  await caller.over
  expect(heardBy(caller).at(-1)).toBe('sound:gongkai/taken')
  const who = await signIn(browser, county, 'jiyunshu')
  const { page } = who
  await who.choose('来电记录')
  await page.getByText('199****1202').first().waitFor()
  // What was read out in the first call stands in its row.
  expect(await textIn(page.getByRole('row').filter({ hasText: '199****1202' }).first())).toContain('按知识库答复')
  await look(page, 'hotline-calls')
  await page.getByText('待处理留言').click()
  // The one that came first stands first; ours is the other.
  await eventually(() => page.locator('[data-row]').count()).toBe(2)
  const left = page.getByRole('row').filter({ hasText: '199****1401' })
  await left.getByText('留言', { exact: true }).waitFor()
  await left.locator('[data-row]').click()
  const drawer = page.getByRole('dialog', { name: '来电详情' })
  await drawer.locator('audio').waitFor()
  await look(page, 'hotline-message')
  // What was said is heard, and that it was heard is written down.
  const bytes = await page.evaluate(async () => {
    const src = document.querySelector('audio')!.src
    return (await (await fetch(src)).arrayBuffer()).byteLength
  })
  expect(bytes).toBeGreaterThan(10_000)
  await drawer.getByRole('button', { name: '登记为事项' }).click()
  const form = page.getByRole('dialog', { name: '登记为事项' })
  await form.getByLabel('标题').fill('询问高龄津贴发放')
  await form.getByLabel('来电内容').fill('来电人留言，询问高龄津贴从几岁起发放、到哪里申请。')
  await form.getByLabel('来电人姓名').fill('苏见山')
  await look(page, 'hotline-case')
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('已登记为事项').waitFor()
  await page.getByRole('button', { name: '查看事项' }).first().click()
  await page.waitForURL(/\/inquiries\/\d+$/)
  await page.getByText('询问高龄津贴发放').first().waitFor()
  // The caller's number came along, and that somebody listened is on record.
  const auditor = await signIn(browser, county, 'jilan')
  await auditor.open('/audit?action=call.recording-heard')
  await auditor.page.getByText(who.name).first().waitFor()
})

it('shows the line on the wallboard, and keeps the rota', async () => {
  const supervisor = await signIn(browser, county, 'songzhiyuan')
  await supervisor.choose('专线大屏')
  await supervisor.page.getByText('近 30 天').click()
  await supervisor.page.getByRole('heading', { name: '各单位' }).waitFor()
  await look(supervisor.page, 'hotline-board')
  // A share is as many calls as it says, and opens them.
  const share = supervisor.page.getByRole('link', { name: /^接通率的分子/ })
  const n = Number(await textIn(share))
  await share.click()
  await supervisor.page.getByText('有话务员接听').waitFor()
  await eventually(() => supervisor.page.locator('[data-row]').count()).toBe(n)

  const office = await signIn(browser, county, 'qinzhaoye')
  const { page } = office
  await office.choose('联络员与值班')
  await page.getByLabel('单位', { exact: true }).click()
  await page.getByLabel('单位', { exact: true }).fill('民政')
  await page.locator('.ant-select-dropdown:visible').getByTitle(/民政/).first().click()
  await page.getByText('罗小满').first().waitFor()
  await look(page, 'hotline-rota')
  await page.getByRole('button', { name: '排班' }).click()
  await page.getByText('已保存').waitFor()
})

it('sets the line, and tries the switch before it is changed', async () => {
  const office = await signIn(browser, county, 'qinzhaoye', { expected: /422/ })
  const { page } = office
  await office.choose('接听与交换机')
  await page.getByText('已连接，正在接听来电。').waitFor()
  await page.getByLabel('最长等待').fill('5')
  await page.getByRole('button', { name: '保存设置' }).click()
  await page.getByText('请填写 10 到 900 之间的整数（秒）。').first().waitFor()
  await page.getByLabel('最长等待').fill('60')
  await page.getByLabel('没有按键的手机来电，发短信请其评价').check()
  await page
    .getByText(/\/r\/|……/)
    .first()
    .waitFor()
  await page.evaluate(() => scrollTo(0, 0))
  await look(page, 'hotline-settings')
  await page.getByRole('button', { name: '保存设置' }).click()
  await page.getByText('最长等待：90 秒 → 60 秒').waitFor()
  await page.getByRole('button', { name: '试连' }).click()
  await page.getByText(/连上了：Asterisk/).waitFor()
  expect(await page.content()).not.toContain(simulator.password)
})
