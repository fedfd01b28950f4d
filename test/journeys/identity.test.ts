import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '../../src/demo/password.ts'
import { codeAt } from '../../src/foundations/identity/totp.ts'
import { barriers, browsing, textIn, type Width } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { signIn, signInForm } from './staff.ts'

const browser = browsing()
let county: County

beforeAll(async () => {
  county = await serveCounty('identity')
})
afterAll(() => county?.close())

const now = () => Temporal.Now.instant()
const look = async (page: Page, screen: string) => expect(await barriers(page), screen).toEqual([])

/** Enrols one-time codes on the screen; gives the secret the phone would hold. */
const enrol = async (page: Page, name: string): Promise<string> => {
  await page.getByRole('button', { name: '启用动态口令' }).click()
  const dialog = page.getByRole('dialog', { name: '启用动态口令' })
  await dialog.getByRole('img', { name: '动态口令的二维码' }).waitFor()
  await look(page, `${name}-totp`)
  const secret = (await textIn(dialog.locator('code'))).replace(/\s/g, '')
  await dialog.getByLabel('二、输入验证器显示的六位口令').fill(codeAt(secret, now()))
  await dialog.getByRole('button', { name: '完成启用' }).click()
  const codes = page.getByRole('dialog', { name: '请保存恢复码' })
  await codes.waitFor()
  expect(await codes.getByRole('listitem').count()).toBe(10)
  await look(page, `${name}-recovery`)
  await codes.getByRole('button', { name: '已保存好' }).click()
  return secret
}

describe.each([1280, 390] as Width[])('at %i px', (width) => {
  it('a clerk adds one-time codes and signs in with them', async () => {
    const { page, open } = await signIn(browser, county, width === 1280 ? 'wenyining' : 'luochenxi', { width })
    await open('/security')
    await page.getByText('登录的设备').waitFor()
    await look(page, `security-${width}`)
    const secret = await enrol(page, `security-${width}`)
    await page.getByRole('button', { name: /，县/ }).click()
    await page.getByText('退出登录').click()
    await page.getByLabel('用户名').waitFor()
    await look(page, `sign-in-${width}`)
    await signInForm(page, width === 1280 ? 'wenyining' : 'luochenxi', demoPassword)
    await page.getByLabel('动态口令或恢复码').waitFor()
    await look(page, `second-step-${width}`)
    // The code that enrolled is used up; the next one is good half a minute early.
    await page.getByLabel('动态口令或恢复码').fill(codeAt(secret, now().add({ seconds: 30 })))
    await page.getByRole('button', { name: '验证' }).click()
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
  })
})

it('whoever withdraws is asked once more, and nothing is typed twice', async () => {
  const officer = await signIn(browser, county, 'baiyanqiu')
  await officer.open('/sign-in-policy')
  await officer.page.getByLabel('只用动态口令或通行密钥').check()
  await look(officer.page, 'policy-1280')
  await officer.page.getByRole('button', { name: '保存规定' }).click()
  await officer.page.getByText('登录规定已保存').waitFor()

  const { page, open } = await signIn(browser, county, 'qinzhaoye')
  const withdraw = async () => {
    await open('/records/published')
    await page.locator('tbody a').first().click()
    await page.getByRole('region', { name: '办理' }).getByRole('button', { name: '撤回公开' }).click()
    const dialog = page.getByRole('dialog', { name: '撤回公开' })
    await dialog.getByRole('combobox').click()
    await page.locator('.ant-select-dropdown:visible').getByTitle('内容有误', { exact: true }).click()
    await dialog.getByRole('textbox').last().fill('日期有误。')
    await dialog.getByRole('button', { name: '撤回公开' }).click()
    return dialog
  }
  // Nothing to confirm with yet: it says what to do, and keeps what was typed.
  const refused = await withdraw()
  await refused.getByText('请先在“账号安全”中启用').waitFor()
  expect(await refused.getByRole('textbox').last().inputValue()).toBe('日期有误。')

  await open('/security')
  const secret = await enrol(page, 'office')
  await withdraw()
  const question = page.getByRole('dialog', { name: '请确认是您本人' })
  await question.getByLabel('动态口令或恢复码').fill('000000')
  await question.getByRole('button', { name: '确认并继续' }).click()
  await question.getByText('动态口令或恢复码不正确').waitFor()
  await look(page, 'confirmation-1280')
  await question.getByLabel('动态口令或恢复码').fill(codeAt(secret, now().add({ seconds: 30 })))
  await question.getByRole('button', { name: '确认并继续' }).click()
  await page.getByText('已完成：撤回公开').waitFor()
})
