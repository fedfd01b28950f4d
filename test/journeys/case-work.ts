import type { Locator, Page } from 'playwright-core'

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
