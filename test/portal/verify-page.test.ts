import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import QRCode from 'qrcode'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { barriers, browsing, textIn, widths } from '../support/browser.ts'
import { fitsItsWidth, picture } from '../support/looking.ts'
import { itemId, portalWith } from './attachments.ts'
import { policy, withdrawn } from './county.ts'
import { startPortal } from './start.ts'

/** A citizen asks the browser whether what the portal shows is what was published. */
const browser = browsing()
let portal: Awaited<ReturnType<typeof startPortal>>
let url: string
beforeEach(async () => {
  portal = await startPortal()
  url = await portal.app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => portal.close())

/** Somebody with the portal's file in hand. */
const tamper = (sql: string) => {
  const db = new DatabaseSync(portal.path)
  db.exec(sql)
  db.close()
}

const settled = async (page: Page) => {
  await page.locator('[data-verdict]:not([data-state=wait]), [data-verdict][data-state=wait]').waitFor()
  await page.waitForFunction(() => !document.querySelector('.with-script')?.textContent?.includes('正在核对'))
  return textIn(page.locator('[data-verdict]'))
}
const states = (page: Page) =>
  page.$$eval('[data-step]', (steps) =>
    Object.fromEntries(steps.map((step) => [step.getAttribute('data-step'), step.getAttribute('data-state')])),
  )
const colour = (page: Page, selector: string) => page.$eval(selector, (at) => getComputedStyle(at).color)
describe.each(widths.map((width) => ({ width })))('at $width px', ({ width }) => {
  test('from the item to its proof: every step is green', async () => {
    const page = await browser.visit(url, { width })
    await page.goto(`/items/${policy.id}`)
    await page.getByRole('link', { name: '核验本条信息' }).click()
    expect(await settled(page)).toContain('核验通过')
    expect(await states(page)).toEqual({
      payload: 'good',
      page: 'good',
      files: 'good',
      path: 'good',
      signature: 'good',
    })
    expect(await barriers(page)).toEqual([])
    expect(await fitsItsWidth(page)).toBe(true)
    await picture(page, `verify-${width}`)
  })

  test('a text changed in the portal’s file is told in red', async () => {
    tamper(`UPDATE payload SET json = replace(json, '620元', '920元') WHERE record_id = 1`)
    const page = await browser.visit(url, { width })
    await page.goto('/verify/1')
    expect(await settled(page)).toContain('核验不通过')
    expect((await states(page)).payload).toBe('bad')
    expect(await colour(page, '[data-verdict]')).toBe('rgb(179, 38, 30)')
    expect(await barriers(page)).toEqual([])
    await picture(page, `verify-bad-${width}`)
  })

  test('so is a page that shows another text, day or number than was published', async () => {
    tamper(`UPDATE article SET html = CAST(replace(replace(CAST(html AS TEXT), '620元', '920元'),
      '2026-02-10T02:30:00Z', '2025-02-10T02:30:00Z') AS BLOB) WHERE record_id = 1`)
    const page = await browser.visit(url, { width })
    await page.goto('/verify/1')
    expect(await settled(page)).toContain('核验不通过')
    expect(await states(page)).toMatchObject({ payload: 'good', page: 'bad', path: 'good', signature: 'good' })
    expect(await textIn(page.locator('[data-step=page] [data-said]'))).toMatch(/发布日期、.*正文与公开的原文不同/)
  })

  test('a withdrawn item: that it was there, and nothing of what it was', async () => {
    const page = await browser.visit(url, { width })
    await page.goto(`/verify/${withdrawn.id}`)
    expect(await settled(page)).toContain('核验通过')
    expect(await textIn(page.getByRole('main'))).not.toContain(withdrawn.title)
    expect(await textIn(page.locator('.verify-entries'))).toContain('内容已撤回')
    await picture(page, `verify-withdrawn-${width}`)
  })

  test('without scripts: all figures, and how to check by hand', async () => {
    const page = await browser.visit(url, { width, scripts: false })
    await page.goto('/verify/1')
    await page.getByText('展开命令').click()
    const text = await textIn(page.getByRole('main'))
    expect(text).toContain('没有运行脚本')
    expect(text).toContain('openssl pkeyutl -verify')
    expect(text).toContain('bin/gongkai log verify')
    expect(text).not.toContain('正在核对')
    expect(await fitsItsWidth(page)).toBe(true)
    await picture(page, `verify-plain-${width}`)
  })
})

test.each([
  [
    'whose line was back-dated',
    `UPDATE log_line SET line = replace(line, '2026-06-01', '2025-06-01') WHERE record_id = 1`,
    'path',
  ],
  [
    'that stands at another’s place',
    `UPDATE log_line SET line = (SELECT line FROM log_line WHERE record_id = 2) WHERE record_id = 1`,
    'payload',
  ],
  ['with another hash in the tree', `UPDATE log_tile SET hashes = randomblob(length(hashes))`, 'path'],
])('an entry %s', async (_what, sql, step) => {
  tamper(sql)
  const page = await browser.visit(url)
  await page.goto('/verify/1')
  expect(await settled(page)).toContain('核验不通过')
  expect((await states(page))[step]).toBe('bad')
})

test('a picture whose bytes are other than the proved text says is named by what its page says of it', async () => {
  const bytes = await QRCode.toBuffer('河道')
  const hash = createHash('sha256').update(bytes).digest('hex')
  const address = `/items/${itemId}/pictures/${hash}`
  const county = await portalWith([{ name: 'x', bytes }], {
    attachments: [],
    pictures: [{ hash, size: bytes.length, mediaType: 'image/png', width: 116, height: 116 }],
    bodyHtml: `<p><img src="${address}" alt="整治后的河道" width="116" height="116" loading="lazy" /></p>`,
  })
  try {
    const origin = await county.app.listen({ port: 0, host: '127.0.0.1' })
    const page = await browser.visit(origin)
    await page.goto(`/verify/${itemId}`)
    await settled(page)
    expect(await states(page)).toMatchObject({ payload: 'good', page: 'good', files: 'good' })
    await page.route(`**${address}`, (route) => route.fulfill({ contentType: 'image/png', body: 'another picture' }))
    await page.reload()
    expect(await settled(page)).toContain('核验不通过')
    expect(await textIn(page.locator('[data-step=files] [data-said]'))).toContain('图片“整治后的河道”')
  } finally {
    await county.close()
  }
})

test('a browser without Ed25519 says so honestly and calls nothing verified', async () => {
  const page = await browser.visit(url)
  await page.addInitScript(() => {
    crypto.subtle.importKey = () => Promise.reject(new DOMException('no Ed25519', 'NotSupportedError'))
  })
  await page.goto('/verify/1')
  expect(await settled(page)).toContain('部分核对')
  expect(await states(page)).toMatchObject({ payload: 'good', path: 'good', signature: 'unable' })
  expect(await textIn(page.locator('[data-step=signature]'))).toContain('还不支持这种签名')
})

test('the printed item bears a code that leads to its proof; the screen does not', async () => {
  const page = await browser.visit(url)
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/items/1')
  const code = page.locator('.print-foot img')
  expect(await code.isVisible()).toBe(false)
  expect(asked).not.toContain('/verify/1/qr.svg')
  await page.emulateMedia({ media: 'print' })
  await code.evaluate((img) => (img as HTMLImageElement).decode())
  expect(await code.isVisible()).toBe(true)
  expect(await textIn(page.locator('.print-foot'))).toContain('/verify/1')

  // On real paper too, by a reader who only prints: the picture is fetched for the print and makes the sheet larger.
  const printed = async (scripts: boolean, code = true) => {
    const reader = await browser.visit(url, { scripts })
    await reader.route('**/items/1', async (route) => {
      const response = await route.fetch()
      const text = await response.text()
      await route.fulfill({ response, body: code ? text : text.replace(/<img src="\/verify[^>]*>/, '') })
    })
    await reader.goto('/items/1')
    return (await reader.pdf({ preferCSSPageSize: true })).length
  }
  const without = await printed(false, false)
  expect((await printed(false)) - without).toBeGreaterThan(500)
  expect((await printed(true)) - without).toBeGreaterThan(500)
})
