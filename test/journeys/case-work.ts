import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { barriers, eventually } from '../support/browser.ts'
import { fitsItsWidth } from './citizen.ts'

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

/** Keeps what is seen as `name`.png in the folder GONGKAI_PICTURES, where one is named. */
export const picture = async (page: Page, name: string) => {
  if (!process.env.GONGKAI_PICTURES) return
  mkdirSync(process.env.GONGKAI_PICTURES, { recursive: true })
  await page.screenshot({ path: join(process.env.GONGKAI_PICTURES, `${name}.png`), fullPage: true })
}

/** Looks at a screen (or the part `within`) as axe does, and at both widths; with GONGKAI_PICTURES it keeps what it saw in that folder. */
export const look = async (page: Page, name: string, within?: string) => {
  expect(await barriers(page, within), name).toEqual([])
  await picture(page, `${name}-1280`)
  await page.setViewportSize({ width: 390, height: 844 })
  await eventually(() => fitsItsWidth(page)).toBe(true)
  expect(await barriers(page, within, 'shape'), `${name} at 390`).toEqual([])
  await picture(page, `${name}-390`)
  await page.setViewportSize({ width: 1280, height: 800 })
}
