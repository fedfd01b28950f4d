import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { type Program, serveProgram } from '../hardening/program.ts'
import { barriers, browsing, eventually, textIn, type Width } from '../support/browser.ts'
import { fitsItsWidth } from '../support/looking.ts'
import { type Office, officeOf } from './asking.ts'
import { lookUp, sendOff } from './citizen.ts'

/**
 * A citizen asks a question on the portal, gets a code, follows it to the answer, rates it and complains; writes to a
 * leader; reports without a name and without scripts; and is led on when the question is a request under the Regulation.
 */

const browser = browsing()
let program: Program
let portal: string
beforeAll(async () => {
  program = await serveProgram('inquiring', { LIMIT_FORMS: '0' })
  portal = program.county.portal
  const office = await officeAs('disclosure_office')
  await office('POST', '/api/inquiries/mailboxes', {
    title: '水务局局长信箱',
    holder: '沈听泉',
    post: '水务局局长',
    duties: '主持全局工作',
    unitId: program.unitId,
  })
  const settings = await office('GET', '/api/inquiries/settings')
  await office('PUT', '/api/inquiries/settings', { ...settings, lineName: '云溪县便民热线', lineNumber: '0990-96128' })
  const says = async (path: string, what: string) => (await (await fetch(portal + path)).text()).includes(what)
  while (
    !(await says('/inquiries', '云溪县便民热线')) ||
    !(await says('/mailboxes', '沈听泉')) ||
    !(await says('/inquiries/ask?kind=question', '云溪县水务局'))
  )
    await sleep(100)
})
afterAll(() => program?.close())

const officeAs = async (role: Role) => officeOf(program.county.office, await program.cookieOf(program.people[role]))

/** The case that the office made of a form, by its query code. */
const caseOf = async (by: Office, code: string): Promise<number> => {
  const find = async () =>
    ((await by('GET', '/api/inquiries?view=all&size=100')).items as { id: number; code: string }[]).find(
      (one) => one.code === code,
    )?.id
  await eventually(find).toBeGreaterThan(0)
  return (await find())!
}
const does = async (role: Role, id: number, action: string, data: object = {}, note = '') => {
  const by = await officeAs(role)
  const { version } = await by('GET', `/api/inquiries/${id}`)
  return by('POST', `/api/inquiries/${id}/${action}`, { version, data, note })
}

const check = (page: Page) => page.getByRole('button', { name: '下一步：核对内容' }).last().click()
const soundly = (page: Page) => async (name: string) => {
  expect(await barriers(page), name).toEqual([])
  expect(await fitsItsWidth(page), name).toBe(true)
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  expect(await fitsItsWidth(page), `${name}, text of twice the size`).toBe(true)
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
}

describe.each([1280, 390] as Width[])('at %i px', (width) => {
  it('from the question to the answer, the rating and the complaint', async () => {
    const page = await browser.visit(portal, { width })
    const sound = soundly(page)
    await page.goto('/')
    await page
      .getByRole('link', { name: /^咨询来信/ })
      .first()
      .click()
    await sound('the entrance')
    await page.getByRole('link', { name: '咨询', exact: true }).click()
    await check(page)
    await page.getByText('请写明要咨询或者反映的内容。').first().waitFor()
    await sound('what is missing')
    // By keyboard alone: from the summary to the field, on to the next page.
    await page.getByRole('link', { name: '请写明要咨询或者反映的内容。' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type(`石门村的自来水一天只来两小时，什么时候能修好？屏宽${width}`)
    await page.getByLabel('输入单位名称查找').fill('云溪县水务')
    await page.getByLabel('姓名', { exact: true }).fill('苏见山')
    await page.getByLabel('手机号码').fill('19900001234')
    await page.getByLabel('同意在网上公开').focus()
    await page.keyboard.press('Space')
    await page.getByLabel('手机号码').press('Enter')
    await page.getByRole('heading', { level: 1, name: '核对内容' }).waitFor()
    await sound('the preview')
    const code = await sendOff(page)
    await sound('the receipt')

    const id = await caseOf(await officeAs('clerk'), code)
    await page.getByRole('button', { name: '查看办理情况' }).click()
    expect(await page.getByLabel('查询码', { exact: true }).inputValue()).toBe(code)
    await lookUp(page, code, '0000')
    await page
      .getByText(/没有查到/)
      .first()
      .waitFor()
    await lookUp(page, code, '1234')
    await page.getByRole('heading', { level: 1, name: '办理中' }).waitFor()
    expect(page.url()).not.toContain(code.slice(-8))
    await page.getByText(/前答复您/).waitFor()
    await page.getByText('补充情况').first().click()
    await page.getByLabel('补充的内容').fill('水压也很低。')
    await page.getByRole('button', { name: '提交补充' }).click()
    await page.getByText('您写的：水压也很低。').waitFor()
    await sound('on its way')

    const outcome = { outcome: 'answered', sources: { records: [], knowledge: [] } }
    await does('clerk', id, 'propose', outcome, '石门村供水管道<b>正在</b>更换，六月底恢复全天供水。')
    await page.reload()
    expect(await textIn(page.locator('main'))).not.toContain('六月底')
    await does('section_head', id, 'approve')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: '已答复' }).waitFor()
    await page.getByText('石门村供水管道<b>正在</b>更换，六月底恢复全天供水。').waitFor()
    await sound('the answer')
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByText('请先选择满意、基本满意或者不满意。').first().waitFor()
    await page.getByLabel('不满意', { exact: true }).check()
    await page.getByLabel('想说的话（选填）').fill('没说清楚哪一天。')
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByText('谢谢您的评价。').waitFor()
    await page.getByText('不满意，要投诉').click()
    await page.getByLabel('投诉的理由').fill('到期还没有恢复供水。')
    await page.getByRole('button', { name: '提交投诉' }).click()
    await page.getByText('投诉已经提交').waitFor()
    await sound('the complaint')
    const complaint = await textIn(page.locator('.case-papers .receipt'))
    await page.getByRole('button', { name: `查询办理情况：投诉${complaint}` }).click()
    await page.getByLabel('手机号码末四位或者查询密码').fill('1234')
    await page.getByRole('button', { name: '查询', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '已收到，等待受理' }).waitFor()
    await page.getByRole('button', { name: '看完了，退出查询' }).click()
    await page.getByRole('heading', { level: 1, name: '已经退出查询' }).waitFor()
  })
})

it('a letter to a leader, kept on the device while the tab was closed', async () => {
  const page = await browser.visit(portal, { width: 390 })
  await page.goto('/mailboxes')
  await soundly(page)('the mailboxes')
  await page.getByRole('link', { name: '给沈听泉写信' }).click()
  expect(await page.getByRole('radio', { name: /沈听泉/ }).isChecked()).toBe(true)
  await soundly(page)('the letter')
  await page.getByLabel('在这台设备上暂存我填写的内容').check()
  await page.getByLabel('信的内容').fill('河口村的水渠淤塞了三年，请派人看看。')
  await page.waitForTimeout(600)
  const tab = await browser.window(page)
  await page.close()
  await tab.goto('/inquiries/ask?kind=letter')
  await tab.getByText('已经恢复上次暂存的内容').waitFor()
  expect(await tab.getByLabel('信的内容').inputValue()).toContain('河口村')
  expect(await tab.getByRole('radio', { name: /沈听泉/ }).isChecked()).toBe(true)
  await tab.getByLabel('标题').fill('河口村水渠淤塞')
  await tab.getByLabel('姓名', { exact: true }).fill('苏见山')
  await tab.getByLabel('查询密码').fill('青山绿水')
  await check(tab)
  await tab.getByText('水务局局长沈听泉（水务局局长信箱）').waitFor()
  const code = await sendOff(tab)
  expect(await tab.evaluate(() => Object.keys(localStorage))).toEqual([])
  await caseOf(await officeAs('disclosure_office'), code)
  await lookUp(tab, code, '青山绿水')
  await tab.getByText('河口村水渠淤塞').first().waitFor()
})

it('without scripts and without a name: a report, read by supervision alone', async () => {
  const page = await browser.visit(portal, { width: 390, scripts: false })
  await page.goto('/inquiries')
  await page.getByRole('link', { name: '举报', exact: true }).click()
  await page.getByLabel('举报的内容').fill('某工作人员收受好处，见 http://evil.example。')
  await check(page)
  await page.getByRole('link', { name: /请留下手机号码/ }).click()
  await page.getByLabel('查询密码').fill('守望2026')
  await check(page)
  await page.getByText('不留姓名').waitFor()
  await page.getByRole('button', { name: '返回修改' }).click()
  expect(await page.getByLabel('举报的内容').inputValue()).toContain('收受好处')
  await check(page)
  const code = await sendOff(page, '提交举报')
  await caseOf(await officeAs('supervisor'), code)
  const { items } = await (await officeAs('clerk'))('GET', '/api/inquiries?view=all&size=100')
  expect((items as { code: string }[]).some((one) => one.code === code)).toBe(false)
  await lookUp(page, code, '守望2026')
  await page.getByRole('heading', { level: 1, name: '已收到，等待受理' }).waitFor()
  expect(await page.locator('a[href*="evil.example"]').count()).toBe(0)
})

it('a question that asks for what is not public: carried to the other door, before and after it was sent', async () => {
  const page = await browser.visit(portal)
  const ask = async () => {
    await page.goto('/inquiries/ask?kind=information')
    await page.getByLabel('您想查什么信息').fill('请公开云溪县2025年农村饮水安全工程的招标合同')
    await page.getByLabel('添加附件（选填）').setInputFiles({
      name: '工程公示牌.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('公示牌上写的工程名称'),
    })
    await page.getByLabel('单位（选填）', { exact: true }).selectOption({ label: '云溪县水务局' })
    await page.getByLabel('姓名', { exact: true }).fill('苏见山')
    await page.getByLabel('手机号码').fill('19900001234')
    await check(page)
  }
  await ask()
  await page.getByText('您要的可能是没有公开的政府信息').waitFor()
  await soundly(page)('the other door')
  await page.getByRole('button', { name: '改为依申请公开' }).click()
  await page.getByText('工程公示牌.txt').waitFor()
  expect(await page.getByLabel('所需政府信息的内容').inputValue()).toContain('招标合同')
  expect(await page.getByLabel('联系电话').inputValue()).toBe('19900001234')

  await ask()
  const code = await sendOff(page)
  const id = await caseOf(await officeAs('clerk'), code)
  await does('clerk', id, 'to-request', { unitId: program.unitId })
  await lookUp(page, code, '1234')
  await page.getByRole('heading', { level: 1, name: '已转为依申请公开' }).waitFor()
  await page.getByRole('button', { name: '去查看依申请公开的办理情况' }).click()
  await page.waitForURL(/\/requests\/status$/)
  await page.getByText('云溪县2025年农村饮水安全工程的招标合同').waitFor()
  await page.getByText(code).first().waitFor()
})
