import { createHash } from 'node:crypto'
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import QRCode from 'qrcode'
import { afterEach, expect, test } from 'vitest'
import { readDocument } from '../../src/foundations/documents/index.ts'
import { openedPdf } from '../../src/foundations/documents/testing.ts'
import { itemId, portalWith } from './attachments.ts'
import { baseUrl } from './start.ts'

/** Pictures in the text of a public item: shown, downloaded with it, and gone with it. */

let portal: Awaited<ReturnType<typeof portalWith>>
afterEach(() => portal.close())

const withPicture = async () => {
  const bytes = await QRCode.toBuffer('河道', { scale: 8 })
  const hash = createHash('sha256').update(bytes).digest('hex')
  const address = `/items/${itemId}/pictures/${hash}`
  const bodyHtml = `<p>河道整治后见图。<img src="${address}" alt="整治后的河道" width="232" height="232" loading="lazy" /></p>`
  const picture = { hash, size: bytes.length, mediaType: 'image/png', width: 232, height: 232 }
  // The helper's store knows the bytes by a file; as an attachment it is not named.
  portal = await portalWith([{ name: 'x', bytes }], { attachments: [], pictures: [picture], bodyHtml })
  return { address, bytes, hash }
}

test('is shown in its place, late and without a jump, from an address under the item', async () => {
  const { address, bytes, hash } = await withPicture()
  const { payload } = await portal.get(`/items/${itemId}`)
  expect(payload).toContain(`<img src="${address}" alt="整治后的河道" width="232" height="232" loading="lazy" />`)
  expect(payload).not.toContain('id="attachments"')
  const { statusCode, headers, rawPayload } = await portal.get(address)
  expect([statusCode, headers['content-type'], headers['x-content-type-options']]).toEqual([
    200,
    'image/png',
    'nosniff',
  ])
  expect(rawPayload.equals(bytes)).toBe(true)
  expect((await portal.get(address, { 'if-none-match': `"${hash}"` })).statusCode).toBe(304)
  const json = JSON.parse((await portal.get(`/api/v1/records/${itemId}`)).payload)
  expect(json.pictures).toEqual([expect.objectContaining({ hash, url: baseUrl + address })])
  expect(json.bodyHtml).toContain(`<img src="${baseUrl}${address}"`)
})

test('is in the PDF and the Word file', async () => {
  const { bytes } = await withPicture()
  const pdf = await openedPdf((await portal.get(`/items/${itemId}.pdf`)).rawPayload)
  const drawn = await Promise.all(
    [1, 2].slice(0, pdf.numPages).map(async (number) => (await pdf.getPage(number)).getOperatorList()),
  )
  const sizes = drawn.flatMap(({ fnArray, argsArray }) =>
    fnArray.flatMap((operator, i) => (operator === OPS.paintImageXObject ? [argsArray[i].slice(1, 3)] : [])),
  )
  expect(sizes).toContainEqual([232, 232])
  const docx = (await portal.get(`/items/${itemId}.docx`)).rawPayload
  const read = await readDocument(new Uint8Array(docx), 'a.docx', { pictures: true })
  expect(
    read.ok && read.pictures.some((one) => Buffer.from(one.bytes).equals(bytes) && one.alt === '整治后的河道'),
  ).toBe(true)
})

test('is gone when the item is corrected without it, or withdrawn', async () => {
  const { address } = await withPicture()
  await portal.publish({ edition: 2, bodyHtml: '<p>更正后没有图。</p>', pictures: [], attachments: [] })
  expect((await portal.get(address)).statusCode).toBe(404)
  await portal.publish({ edition: 3 })
  expect((await portal.get(address)).statusCode).toBe(200)
  await portal.withdraw()
  expect((await portal.get(address)).statusCode).toBe(404)
})
