import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { barriers, eventually } from './browser.ts'

/** True when nothing reaches beyond the screen at its side. */
export const fitsItsWidth = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

/** Keeps what is seen as `name`.png in the folder GONGKAI_PICTURES, where one is named. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.GONGKAI_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/** Looks at a screen (or the part `within`) as axe does, at both widths, the colours at the wide one. */
export const look = async (page: Page, name: string, within?: string): Promise<void> => {
  expect(await barriers(page, within), name).toEqual([])
  await picture(page, `${name}-1280`)
  await page.setViewportSize({ width: 390, height: 844 })
  await eventually(() => fitsItsWidth(page)).toBe(true)
  // What is half under the head of the page counts as too small to touch.
  await page.evaluate(() => window.scrollTo(0, 0))
  expect(await barriers(page, within, 'shape'), `${name} at 390`).toEqual([])
  await picture(page, `${name}-390`)
  await page.setViewportSize({ width: 1280, height: 800 })
}
