import type { Locator, Page } from 'playwright-core'
import { eventually } from '../support/browser.ts'
import type { Staff } from './staff.ts'

/** What people do with a case of any kind in the console. */

/** Opens an act from the case, fills it in, and does it. */
export const act = async (page: Page, label: string, fill: (drawer: Locator) => Promise<void> = async () => {}) => {
  await page.getByRole('region', { name: '下一步' }).getByRole('button', { name: label, exact: true }).click()
  const drawer = page.getByRole('dialog', { name: label })
  await drawer.waitFor()
  await fill(drawer)
  await drawer.getByRole('button', { name: label }).click()
  await page.getByText(`已完成：${label}`).waitFor()
}

/** Finds a question that a citizen has just sent by its query code, and opens it. */
export const openAsked = async ({ page, open }: Staff, code: string, title: string): Promise<void> => {
  const link = page.getByRole('link', { name: title })
  await eventually(async () => {
    await open(`/inquiries?q=${code}`)
    return link.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    )
  }).toBe(true)
  await link.click()
  await page.waitForURL(/\/inquiries\/\d+$/)
}
