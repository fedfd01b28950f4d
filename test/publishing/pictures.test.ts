import QRCode from 'qrcode'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPublishedFile } from '../../src/capabilities/publishing/index.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { paperDocx } from '../../src/foundations/paper/write-docx.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { exif, exifSegment, jpeg, webp } from '../documents/pictures.ts'
import { fileBody } from '../support/office.ts'
import { type PublishingStage, publishingStage } from './stage.ts'

/** Pictures in a text: kept without what they tell beside themselves, described, published and withdrawn with it. */

let stage: PublishingStage
let photo: Uint8Array
let plan: Uint8Array
beforeAll(async () => {
  stage = await publishingStage()
  plan = new Uint8Array(await QRCode.toBuffer('云溪河'))
  photo = withPicture(jpeg(exifSegment({ gps: true, artist: '李四', orientation: 6 })))
})
afterAll(() => stage.close())

/** A frame header of 40 × 30, which the made-up file lacks. */
const withPicture = (bytes: Uint8Array): Uint8Array => {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 30, 0, 40, 1, 1, 0x11, 0])
  const at = Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xdb]))
  return new Uint8Array(Buffer.concat([bytes.subarray(0, at), frame, bytes.subarray(at)]))
}

const put = async (bytes: Uint8Array, as: 'clerk' | 'signing_leader' = 'clerk') => {
  const { payload, headers } = fileBody('file', 'a.png', bytes)
  return stage.calls[as]('POST', '/api/pictures', payload as never, headers)
}
const textWith = (url: string, alt: string) =>
  `<p>河道整治已经完成，现将有关情况公布如下，请社会各界监督。</p><p><img src="${url}" alt="${alt}"></p>`
const keysOf = async (recordId: number) =>
  (await stage.calls.clerk('GET', `/api/records/${recordId}`)).body.issues.map((one: { key: string }) => one.key)

describe('putting one in', () => {
  test('keeps it without position, author and camera, and knows how it is shown', async () => {
    const { status, body } = await put(photo)
    expect(status).toBe(201)
    expect(body).toMatchObject({ mediaType: 'image/jpeg', url: `/api/pictures/${body.hash}` })
    const kept = await stage.platform.files.read(body.hash)
    expect(kept.includes('李四')).toBe(false)
    expect(kept.length).toBeLessThan(photo.length)
    expect(body).toMatchObject({ width: 30, height: 40 })
  })

  test.each([
    ['WebP', () => webp(exif({})), 'not-a-picture'],
    ['words', () => new TextEncoder().encode('不是图片'), 'not-a-picture'],
    ['half a PNG', () => plan.subarray(0, 60), 'not-a-picture'],
  ])('refuses %s in a sentence', async (_, bytes, key) => {
    const { status, body } = await put(bytes())
    expect(status).toBe(422)
    expect([key, 'not-cleaned']).toContain(body.issues[0].key)
  })

  test('is for those who write', async () => {
    expect((await put(plan, 'signing_leader')).status).toBe(403)
  })
})

describe('in a text', () => {
  test('it is seen by those who may read the text', async () => {
    const { body } = await put(plan)
    const recordId = await aRecord(stage.platform, stage.people, { bodyHtml: textWith(body.url, '河道平面图') })
    const shown = await stage.calls.section_head('GET', body.url)
    expect([shown.status, shown.headers['cache-control']]).toEqual([200, 'no-store'])
    expect((await stage.otherCalls.clerk('GET', body.url)).status).toBe(404)
    const detail = (await stage.calls.clerk('GET', `/api/records/${recordId}`)).body
    expect(detail.revision.attachments).toEqual([])
    expect(detail.revision.bodyHtml).toContain(`width="${body.width}" height="${body.height}" loading="lazy"`)
  })

  test('without words, or from elsewhere, it stops the text', async () => {
    const { body } = await put(plan)
    const bare = await aRecord(stage.platform, stage.people, { bodyHtml: textWith(body.url, '') })
    expect(await keysOf(bare)).toContain('picture-alt-missing-1')
    const foreign = await aRecord(stage.platform, stage.people, { bodyHtml: textWith('/upload/old.png', '旧图') })
    expect(await keysOf(foreign)).toContain('picture-lost-1')
    expect((await stage.calls.clerk('POST', `/api/records/${foreign}/submission`, {})).status).toBe(422)
  })

  test('it is published by its hash, and gone with the text', async () => {
    const { body } = await put(plan)
    const recordId = await aRecord(stage.platform, stage.people, {
      bodyHtml: textWith(body.url, '河道平面图'),
    }).published()
    const payload = (await readLog(stage.platform.db, 0, 1000)).findLast((one) => one.subject === `record/${recordId}`)!
      .payload as { bodyHtml: string; pictures: unknown[]; attachments: unknown[] }
    expect(payload.bodyHtml).toContain(`<img src="/items/${recordId}/pictures/${body.hash}" alt="河道平面图"`)
    expect(payload.bodyHtml).not.toContain('/api/')
    expect(payload.pictures).toEqual([
      { hash: body.hash, size: plan.length, mediaType: 'image/png', width: body.width, height: body.height },
    ])
    expect(payload.attachments).toEqual([])
    expect(await isPublishedFile(stage.platform.db, recordId, body.hash)).toBe(true)
  })
})

describe('from a Word file', () => {
  test('its pictures come into the text', async () => {
    const docx = await paperDocx({
      title: '河道整治',
      docNumber: '',
      author: '',
      facts: [['名称', '河道整治']],
      html: '<p>见下图，整治以后的河道两岸已经铺上草皮。</p><p><img src="/p" alt="整治后的河道"></p>',
      pictures: { '/p': { bytes: plan, mediaType: 'image/png', width: 116, height: 116 } },
      warning: '',
      attachments: [],
      address: 'https://example.org/items/1',
      origin: [],
      qr: { svg: '', png: plan, caption: '扫码' },
      at: '2026-03-02T01:00:00Z',
    })
    const { payload, headers } = fileBody('file', '河道整治.docx', docx)
    const { status, body } = await stage.calls.clerk('POST', '/api/records/reading', payload as never, headers)
    expect(status).toBe(200)
    expect(body.html).toMatch(/<img src="\/api\/pictures\/[0-9a-f]{64}" alt="整治后的河道" width="\d+" height="\d+"/)
    expect(body.html).not.toContain('/picture/')
    expect(body.warnings.map((one: { key: string }) => one.key)).not.toContain('images-dropped')
  })
})
