import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { home } from '../../src/platform/home.ts'
import { barriers, browsing, eventually, textIn, type Width, widths } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { picture } from '../support/looking.ts'
import { signIn } from './staff.ts'

/** A clerk sees each attachment as citizens will, in the editor and beside the item, without downloading it. */
const corpus = resolve(home, process.env.GONGKAI_CORPUS ?? '../shared/corpus', 'attachments')
const have = existsSync(corpus)
if (!have) console.log(`skipped: no corpus at ${corpus} (GONGKAI_CORPUS)`)

const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('previews')
})
afterAll(() => county?.close())

const files = ['国务院文件-文本层.pdf', '关于同意张阿三同志辞职的批复.ofd', '留言内容分类三级标签.xlsx']

describe.skipIf(!have).each(widths.map((width) => ({ width: width as Width })))('at $width px', ({ width }) => {
  it('previews in the editor and beside the item', async () => {
    const { page, choose } = await signIn(browser, county, 'wenyining', { width })
    await choose('起草信息')
    await page.getByRole('heading', { level: 1, name: '起草信息' }).waitFor()
    await page.getByLabel('标题', { exact: true }).fill(`预览附件的草稿 ${width}`)
    await page.locator('.attachments input[type=file]').setInputFiles(files.map((name) => join(corpus, name)))
    for (const name of files) await page.getByRole('button', { name: `预览：${name}` }).waitFor()
    await page.getByRole('button', { name: '立即保存' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: /^已保存/ })
      .waitFor()

    const open = async (name: string) => {
      await page.getByRole('button', { name: `预览：${name}` }).click()
      return page.getByRole('dialog', { name: `附件预览：${name}` })
    }
    const close = async () => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    const pdf = await open(files[0]!)
    const canvas = pdf.locator('canvas').first()
    await eventually(() => canvas.evaluate((node) => (node as HTMLCanvasElement).width)).toBeGreaterThan(310)
    await picture(page, `console-pdf-${width}`)
    expect(await barriers(page)).toEqual([])
    await close()
    const ofd = await open(files[1]!)
    await eventually(() => ofd.locator('.paper-look svg').count()).toBeGreaterThan(1)
    await picture(page, `console-ofd-${width}`)
    expect(await barriers(page)).toEqual([])
    await close()

    await page.getByRole('link', { name: '查看办理情况' }).click()
    // The editor has a button of the same name, which must be gone before it is pressed on the next screen.
    await page.waitForURL(/\/record\/\d+/)
    await page.getByRole('textbox', { name: '正文' }).waitFor({ state: 'hidden' })
    const sheet = await open(files[2]!)
    await eventually(() => textIn(sheet)).toMatch(/城乡建设|一级/)
    await picture(page, `console-sheet-${width}`)
    expect(await barriers(page)).toEqual([])
  })
})
