import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browsing, eventually } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { type Staff, signIn } from './staff.ts'

/**
 * The console under a content security policy without 'unsafe-inline': what its libraries write into the page at run time
 * is let in by its nonce, and nothing else is. Every other journey fails as well when a browser blocks anything.
 */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('policy')
})
afterAll(() => county?.close())

/** Everything that the policy blocked in this window since it was watched, reloads included. */
const watch = async (page: Page) => {
  const all: string[] = []
  await page.exposeFunction('noteBlocked', (what: string) => all.push(what))
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      (globalThis as unknown as { noteBlocked: (what: string) => void }).noteBlocked(
        `${event.effectiveDirective} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      ),
    ),
  )
  return all
}

it('each answer has a nonce of its own, in its header and in its page', async () => {
  const once = async () => {
    const answer = await fetch(`${county.office}/to-do`)
    const policy = answer.headers.get('content-security-policy')!
    const nonce = /style-src 'self' 'nonce-([\w+/=]{24})'/.exec(policy)?.[1]
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const text = await answer.text()
    expect(text).toContain(`<meta property="csp-nonce" nonce="${nonce}">`)
    expect(text).not.toContain('{{')
    return nonce
  }
  expect(await once()).not.toBe(await once())
  expect((await fetch(`${county.office}/api/session`)).headers.get('content-security-policy')).not.toContain('unsafe')
})

it('nothing is blocked while somebody works, and everything has its looks', async () => {
  const staff: Staff = await signIn(browser, county, 'wenyining')
  const { page } = staff
  const blocked = await watch(page)
  await staff.open('/draft')
  // 粘贴来自 Word 的内容：样式写在标签里
  const body = page.getByRole('textbox', { name: '正文' })
  await body.click()
  await body.evaluate((field) => {
    const centred = '<p class="MsoNormal" style="text-align:center;color:red">居中的一段</p>'
    const data = new DataTransfer()
    data.setData('text/html', `<p>前一段</p>${centred}<p>后一段</p>`)
    data.setData('text/plain', '居中的一段')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  expect(
    await body.getByText('居中的一段').evaluate((line) => [line.className, getComputedStyle(line).textAlign]),
  ).toEqual(['align-center', 'center'])
  // 列表、下拉、日期、对话框
  await page.getByLabel('体裁', { exact: true }).click()
  await page.locator('.ant-select-dropdown:visible').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByLabel('成文日期', { exact: true }).click()
  await page.locator('.ant-picker-dropdown:visible').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByRole('dialog', { name: '公众看到的样子' }).waitFor()
  expect(await page.evaluate(() => [...document.querySelectorAll('style')].every(({ sheet }) => sheet))).toBe(true)
  expect(blocked).toEqual([])
})

it('the chart of the overview is drawn, and tells its figures', async () => {
  const staff = await signIn(browser, county, 'qinzhaoye')
  const blocked = await watch(staff.page)
  await staff.open('/overview')
  const chart = staff.page.locator('.chart svg').first()
  await chart.waitFor()
  const before = await chart.locator('text').count()
  await chart.hover()
  await eventually(() => chart.locator('text').count()).toBeGreaterThan(before)
  expect(blocked).toEqual([])
})

it('what a page would smuggle in is blocked', async () => {
  const page = await browser.visit(county.office, { expected: /Content Security Policy/ })
  const blocked = await watch(page)
  await page.goto('/sign-in')
  await page.evaluate(() => {
    const box = document.createElement('div')
    box.innerHTML = '<p style="color:red">样式</p><style>body{display:none}</style>'
    document.body.append(box)
  })
  await expect
    .poll(() => [...new Set(blocked.map((one) => one.split(' ')[0]))].sort())
    .toEqual(['style-src-attr', 'style-src-elem'])
  expect(await page.evaluate(() => getComputedStyle(document.body).display)).not.toBe('none')
})
