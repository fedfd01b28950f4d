import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { readDocument } from '../../src/foundations/documents/index.ts'
import { pagesInPdf } from '../../src/foundations/documents/testing.ts'
import { fileName } from '../../src/portal/routes/downloads.tsx'
import { itemId, portalWith } from './attachments.ts'
import { repealed, withdrawn } from './county.ts'
import { baseUrl } from './start.ts'

let portal: Awaited<ReturnType<typeof portalWith>>

const pdfText = async (bytes: Buffer) => (await pagesInPdf(bytes)).join('').replace(/\s+/g, '')

describe('an item as a file', () => {
  afterEach(() => portal.close())

  test('PDF: text, attachments with addresses, where it stands and how to check it', async () => {
    portal = await portalWith([{ name: '申请表.txt', bytes: Buffer.from('表') }])
    const { statusCode, headers, rawPayload } = await portal.get(`/items/${itemId}.pdf`)
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toBe('application/pdf')
    expect(headers['content-disposition']).toBe(
      `attachment; filename="_________.pdf"; filename*=UTF-8''${encodeURIComponent('关于办理低保的通知.pdf')}`,
    )
    expect(headers.link).toBe(`<${baseUrl}/items/${itemId}>; rel="canonical"`)
    const text = await pdfText(rawPayload)
    for (const words of ['关于办理低保的通知', '索引号', '申请表.txt', `${baseUrl}/items/${itemId}/files/1/`])
      expect(text).toContain(words)
    expect(text).toContain(`${baseUrl}/verify/${itemId}`)
    expect(text).toContain(`关于办理低保的通知[EB/OL].`)
  })

  test('Word: the same', async () => {
    portal = await portalWith([])
    const { headers, rawPayload } = await portal.get(`/items/${itemId}.docx`)
    expect(headers['content-type']).toContain('wordprocessingml')
    const read = await readDocument(new Uint8Array(rawPayload), 'a.docx')
    expect(read.ok && read.text).toContain('关于办理低保的通知')
  })

  test('kept, with a tag of its own; a correction gives another', async () => {
    portal = await portalWith([])
    const first = await portal.get(`/items/${itemId}.pdf`)
    const again = await portal.get(`/items/${itemId}.pdf`, { 'if-none-match': String(first.headers.etag) })
    expect(again.statusCode).toBe(304)
    await portal.publish({ title: '关于办理低保的通知（更正）', edition: 2 })
    const corrected = await portal.get(`/items/${itemId}.pdf`, { 'if-none-match': String(first.headers.etag) })
    expect(corrected.statusCode).toBe(200)
    expect(await pdfText(corrected.rawPayload)).toContain('（更正）')
  })

  test('a repealed item says so', async () => {
    portal = await portalWith([])
    expect(await pdfText((await portal.get(`/items/${repealed.id}.pdf`)).rawPayload)).toContain('废止')
  })

  test.each(['pdf', 'docx'])('.%s of what is withdrawn: 410, also while it is being made', async (form) => {
    portal = await portalWith([])
    expect((await portal.get(`/items/${withdrawn.id}.${form}`)).statusCode).toBe(410)
    const asked = portal.get(`/items/${itemId}.${form}`)
    await setImmediate()
    await portal.withdraw()
    const { statusCode, headers } = await asked
    expect(statusCode).toBe(410)
    expect(headers['content-type']).toContain('text/html')
    expect(headers.etag ?? '').not.toMatch(/^"/)
    expect((await portal.get(`/items/${itemId}/qr.svg`)).statusCode).toBe(404)
  })

  test.each(['/items/99999.pdf', '/items/x.pdf', '/items/1.exe', `/items/${'9'.repeat(20)}.docx`])(
    '%s: 404',
    async (url) => {
      portal = await portalWith([])
      expect((await portal.get(url)).statusCode).toBe(404)
    },
  )
})

test.each([
  ['甲/乙:丙"丁"', '甲 乙 丙 丁.pdf'],
  ['长'.repeat(200), `${'长'.repeat(80)}.pdf`],
  ['***', '政府信息.pdf'],
])('a title as a file name: %s', (title, name) => expect(fileName(title, 'pdf')).toBe(name))
