import type { Page } from 'playwright-core'
import { madeUpIdentity } from '../../src/capabilities/requests/testing.ts'
import { eventually, textIn } from '../support/browser.ts'

/** What a citizen does at the portal to ask and to follow, and what the office does meanwhile by its routes. */

export const today = (): string => Temporal.Now.plainDateISO('Asia/Shanghai').toString()

/** 2026-12-21 → 2026年12月21日 */
export const inWords = (day: string): string => {
  const [y, m, d] = day.split('-')
  return `${y}年${Number(m)}月${Number(d)}日`
}

/** Fills in what a person must, as a person does, and goes on to the preview. */
export const fillIn = async (page: Page, what: string): Promise<void> => {
  await page.goto('/requests')
  await page.getByRole('link', { name: '网上申请', exact: true }).click()
  await page.getByRole('link', { name: '个人', exact: true }).click()
  await page.getByLabel('所需政府信息的内容').fill(what)
  await page.getByLabel('受理单位', { exact: true }).selectOption({ label: '云溪县水务局' })
  await page.getByLabel('电子文档').check()
  await page.getByLabel('在网上查看和下载').check()
  await page.getByLabel('姓名', { exact: true }).fill('苏见山')
  await page.getByLabel('证件号码').fill(madeUpIdentity())
  await page.getByLabel('联系电话').fill('19900001234')
  await page.getByRole('button', { name: '下一步：核对申请' }).click()
  await page.getByRole('heading', { level: 1, name: '核对申请' }).waitFor()
}

/** Sends it, answering the sum that is asked of those who are as quick as a test. @returns the query code */
export const sendOff = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: '提交申请' }).click()
  const asked = page.getByLabel(/请回答：/)
  const sent = page.getByRole('heading', { level: 1, name: '申请已经提交' })
  await asked.or(sent).first().waitFor()
  if (await asked.isVisible()) {
    const [, a, b] = /请回答：(.)加(.)/.exec(await textIn(page.locator('main')))!
    const numerals = '零一二三四五六七八九十'
    await asked.fill(String(numerals.indexOf(a!) + numerals.indexOf(b!)))
    await page.getByRole('button', { name: '提交申请' }).click()
  }
  await sent.waitFor()
  return textIn(page.locator('.receipt.big'))
}

/** Opens one's own case with what stands on the receipt. */
export const lookUp = async (page: Page, code: string): Promise<void> => {
  await page.goto('/requests/status')
  await page.getByLabel('查询码', { exact: true }).fill(code.toLowerCase())
  await page.getByLabel('联系电话或者证件号码的末四位').fill('1234')
  await page.getByRole('button', { name: '查询', exact: true }).click()
}

/** Answers a correction notice in words. */
export const correct = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('补充的内容').fill(text)
  await page.getByRole('button', { name: '提交补正' }).click()
  await page.getByText('补正已经送到受理单位。').waitFor()
}

/** The office's routes with somebody's session. */
export const officeOf = (address: string, cookie: string) => async (method: string, path: string, body?: object) => {
  const answer = await fetch(address + path, {
    method,
    headers: { cookie, 'x-gongkai': '1', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const said = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`)
  return said
}
export type Office = ReturnType<typeof officeOf>

/** The case that the office made of a form, by its query code. */
export const caseOf = async (clerk: Office, code: string): Promise<number> => {
  const find = async () =>
    ((await clerk('GET', '/api/requests?view=open&size=100')).items as { id: number; code: string }[]).find(
      (one) => one.code === code,
    )?.id
  await eventually(find).toBeGreaterThan(0)
  return (await find())!
}

/** One act with the letters that the templates give. @returns the case as it stands then */
export const step = async (by: Office, id: number, action: string, data: object, note = '') => {
  const { version } = await by('GET', `/api/requests/${id}`)
  const { items } = await by('POST', `/api/requests/${id}/letters/drafts`, { action, data, note })
  return by('POST', `/api/requests/${id}/${action.replaceAll('_', '-')}`, { version, data, note, letters: items })
}
