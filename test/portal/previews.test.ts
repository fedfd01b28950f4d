import { PDFDocument } from '@cantoo/pdf-lib'
import { strToU8, zipSync } from 'fflate'
import { afterEach, describe, expect, test } from 'vitest'
import { makeDocx, wordParagraph } from '../../src/foundations/documents/testing.ts'
import { cell, row, workbookFile } from '../documents/office-files.ts'
import { png } from '../documents/pictures.ts'
import { barriers, browsing, eventually, textIn, widths } from '../support/browser.ts'
import { fitsItsWidth, picture } from '../support/looking.ts'
import { type GivenFile, itemId, ofdFile, ofdText, portalWith } from './attachments.ts'

let portal: Awaited<ReturnType<typeof portalWith>>
afterEach(() => portal.close())

const address = (position: number, id = itemId) => `/items/${id}/files/${position}/preview`

const pdf = async () => {
  const made = await PDFDocument.create()
  for (const words of ['Page one', 'Page two']) made.addPage([595, 842]).drawText(words, { x: 60, y: 700, size: 30 })
  return new Uint8Array(await made.save())
}
const files = async (): Promise<GivenFile[]> => [
  { name: '通知.docx', bytes: makeDocx({ body: wordParagraph('关于修路的通知') }) },
  {
    name: '预算表.xlsx',
    bytes: workbookFile([
      { name: '收入', data: row(1, cell('A1', '税收收入')) },
      { name: '支出', data: row(1, cell('A1', '教育支出')) },
    ]),
  },
  { name: '批复.ofd', bytes: ofdFile(ofdText('同意修路的批复')) },
  { name: '图纸.pdf', bytes: await pdf(), mediaType: 'application/pdf' },
  { name: '现场.png', bytes: png(['IDAT', Buffer.alloc(4)]), mediaType: 'image/png' },
  { name: '全部.zip', bytes: zipSync({ 'a.txt': strToU8('甲') }) },
  { name: '坏的.pdf', bytes: strToU8('%PDF-1.7\nnothing'), mediaType: 'application/pdf' },
]

describe('the address of a preview', () => {
  test('each kind answers with what it shows, its download, and no address to index', async () => {
    portal = await portalWith(await files())
    const shown = ['关于修路的通知', '教育支出', '<tspan', 'data-pdf=', '图片附件：现场.png', '压缩包', '打不开']
    for (const [i, words] of shown.entries()) {
      const { statusCode, body } = await portal.get(address(i + 1))
      expect([i, statusCode]).toEqual([i, 200])
      expect(body).toContain(words)
      expect(body).toContain(encodeURI(`/items/${itemId}/files/${i + 1}/${portal.files[i]!.name}`))
      expect(body).toContain('noindex')
    }
  })

  test.each([
    ['another position', address(9)],
    ['an item that never was', address(1, 9999)],
    ['no number', '/items/x/files/1/preview'],
    ['a number too long', `/items/${'9'.repeat(30)}/files/1/preview`],
    ['an item without files', address(1, 101)],
  ])('%s: 404', async (_, url) => {
    portal = await portalWith(await files())
    const { statusCode, body } = await portal.get(url)
    expect(statusCode).toBe(404)
    expect(body).toContain('没有')
  })

  test('bytes that are not in the store: 404, and nothing is kept', async () => {
    portal = await portalWith([])
    await portal.publish({
      attachments: [{ hash: 'f'.repeat(64), name: 'a.docx', size: 5, mediaType: '', position: 1 }],
    })
    expect((await portal.get(address(1))).statusCode).toBe(404)
  })

  test('the file is read once; a publication elsewhere does not have it read again', async () => {
    portal = await portalWith(await files())
    await Promise.all([portal.get(address(1)), portal.get(address(1))])
    expect(portal.opened()).toBe(1)
    await portal.publish({ title: '改过的标题' })
    expect((await portal.get(address(1))).body).toContain('改过的标题')
    expect(portal.opened()).toBe(1)
  })

  test('withdrawn: gone at once; corrected without the file: gone too', async () => {
    portal = await portalWith(await files())
    expect((await portal.get(address(1))).body).toContain('关于修路的通知')
    await portal.withdraw()
    const gone = await portal.get(address(1))
    expect(gone.statusCode).toBe(404)
    expect(gone.body).not.toContain('关于修路的通知')
    await portal.publish({ attachments: [] })
    expect((await portal.get(address(1))).statusCode).toBe(404)
  })

  test('withdrawn while it is being made: not shown', async () => {
    portal = await portalWith(await files())
    const asked = portal.get(address(2))
    await portal.withdraw()
    const { statusCode, body } = await asked
    expect([statusCode, body.includes('教育支出')]).toEqual([404, false])
  })

  test('the parts of the PDF viewer are served, and no other file of it', async () => {
    portal = await portalWith(await files())
    const [, viewer] = (await portal.get(address(4))).body.match(/data-viewer="([^"]+)"/)!
    expect((await portal.get(`${viewer}/legacy/build/pdf.min.mjs`)).headers['content-type']).toContain('javascript')
    expect((await portal.get(`${viewer}/cmaps/UniGB-UCS2-H.bcmap`)).statusCode).toBe(200)
    for (const other of ['package.json', 'legacy/build/../../package.json', 'web/pdf_viewer.mjs', 'cmaps/none.bcmap'])
      expect((await portal.get(`${viewer}/${other}`)).statusCode).toBe(404)
  })
})

const browser = browsing()
describe.each(widths.map((width) => ({ width })))('in a browser at $width px', ({ width }) => {
  const open = async (scripts = true) => {
    portal = await portalWith(await files())
    const url = await portal.app.listen({ port: 0, host: '127.0.0.1' })
    return browser.visit(url, { width, scripts })
  }

  test('a PDF is drawn page by page, its words folded below', async () => {
    const page = await open()
    await page.goto(address(4))
    const canvas = page.locator('[data-page="1"] canvas')
    await canvas.waitFor()
    const dark = await canvas.evaluate((node) => {
      const { data } = (node as HTMLCanvasElement)
        .getContext('2d')!
        .getImageData(0, 0, (node as HTMLCanvasElement).width, (node as HTMLCanvasElement).height)
      return data.some((value, i) => i % 4 === 0 && value < 80)
    })
    expect(dark).toBe(true)
    expect(await barriers(page)).toEqual([])
    expect(await fitsItsWidth(page)).toBe(true)
    await page.locator('[data-page="2"] summary').click()
    await eventually(() => textIn(page.locator('[data-page="2"] .document'))).toContain('Page two')
    await picture(page, `preview-pdf-${width}`)
  })

  test('without scripts: the words of a PDF, every sheet of a workbook', async () => {
    const page = await open(false)
    await page.goto(address(4))
    expect(await textIn(page.locator('main'))).toContain('Page two')
    await page.goto(address(2))
    expect(await textIn(page.locator('main'))).toMatch(/税收收入[\s\S]*教育支出/)
  })

  test('a workbook has tabs that the keyboard moves', async () => {
    const page = await open()
    await page.goto(address(2))
    await page.getByRole('tab', { name: '收入' }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await textIn(page.getByRole('tabpanel'))).toContain('教育支出')
    expect(await barriers(page)).toEqual([])
    await picture(page, `preview-sheets-${width}`)
  })

  test.each([
    [1, 'text'],
    [3, 'ofd'],
    [5, 'picture'],
    [6, 'none'],
  ])('attachment %i (%s) is free of barriers', async (position, name) => {
    const page = await open()
    await page.goto(address(position))
    expect(await barriers(page)).toEqual([])
    expect(await fitsItsWidth(page)).toBe(true)
    await picture(page, `preview-${name}-${width}`)
  })
})
