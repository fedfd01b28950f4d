import type { Locator, Page } from 'playwright-core'
import { textIn } from '../support/browser.ts'

/** Types words into the page's own search field by hand and sends them. */
export const search = async (page: Page, words: string): Promise<void> => {
  const box = page.getByRole('main').getByLabel('搜索政府信息').or(page.getByLabel('搜索政府信息')).first()
  await box.click()
  await box.fill('')
  await box.pressSequentially(words)
  await box.press('Enter')
  await page.waitForURL(/\/search\?/)
}

export const hits = (page: Page): Locator => page.locator('ol.hits > li')

/** The value beside a name in an item's metadata table; opens the table where it is folded. */
export const property = async (page: Page, name: string): Promise<string> => {
  const folded = page.locator('details:not([open]) > summary', { hasText: '信息属性' })
  if (await folded.isVisible()) await folded.click()
  const cell = page.locator('dt, th').filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) })
  return ((await cell.first().locator('xpath=following-sibling::*[1]').textContent()) ?? '').trim()
}

/** What has the keyboard's focus, as its accessible words; 'none' when nothing has. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return 'none'
    return (at.getAttribute('aria-label') ?? at.textContent ?? '').trim().replace(/\s+/g, ' ') || at.id || at.tagName
  })

/** Does the focused element show that it has the focus? */
export const focusIsVisible = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!at) return false
    const style = getComputedStyle(at)
    return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'
  })

/** Presses Tab until what has the focus is called so; fails after `limit` stops. */
export const tabTo = async (page: Page, name: string | RegExp, limit = 80): Promise<void> => {
  const seen: string[] = []
  for (let n = 0; n < limit; n++) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    seen.push(now)
    if (typeof name === 'string' ? now === name : name.test(now)) {
      if (!(await focusIsVisible(page))) throw new Error(`the focus on “${now}” cannot be seen`)
      return
    }
  }
  throw new Error(`Tab does not reach ${name}; it went through ${seen.join(' · ')}`)
}

/** Sends it, answering the sum that is asked of those who are as quick as a test. @returns the query code */
export const sendOff = async (page: Page, button = '提交'): Promise<string> => {
  await page.getByRole('button', { name: button, exact: true }).click()
  const asked = page.getByLabel(/请回答：/)
  const sent = page.getByRole('heading', { level: 1, name: /已经提交/ })
  await asked.or(sent).first().waitFor()
  if (await asked.isVisible()) {
    const [, a, b] = /请回答：(.)加(.)/.exec(await textIn(page.locator('main')))!
    const numerals = '零一二三四五六七八九十'
    await asked.fill(String(numerals.indexOf(a!) + numerals.indexOf(b!)))
    await page.getByRole('button', { name: button, exact: true }).click()
  }
  await sent.waitFor()
  return textIn(page.locator('.receipt.big'))
}

/** Asks what became of it, by query code and proof. */
export const lookUp = async (page: Page, code: string, proof: string) => {
  await page.goto('/inquiries/status')
  await page.getByLabel('查询码', { exact: true }).fill(code.toLowerCase())
  await page.getByLabel('手机号码末四位或者查询密码').fill(proof)
  await page.getByRole('button', { name: '查询', exact: true }).click()
}
