import { createHash } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import JSZip from 'jszip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkPackage } from '../../src/capabilities/publishing/archive/check-package.ts'
import { makePackages, writePackage } from '../../src/capabilities/publishing/index.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { type PublishingStage, publishingStage } from './stage.ts'

/** What the archive takes over is whole, proves itself, and is for the people of the unit. */

let stage: PublishingStage
let recordId: number
beforeAll(async () => {
  stage = await publishingStage({ reviewChain: ['section_review', 'secrecy_review', 'sign_off'] })
  const { hash, size } = await stage.platform.files.put(Buffer.from('河名,长度\n清溪,12\n'))
  await stage.platform.db
    .insertInto('stored_file')
    .values({ hash, size, media_type: 'text/csv', kind: 'csv' })
    .execute()
  const attachments = [{ hash, name: '河道/名录.csv' }]
  recordId = await aRecord(stage.platform, stage.people, { attachments }).published().corrected().published()
})
afterAll(() => stage.close())

const packed = async (ids: number[]) => {
  const out = new PassThrough()
  const [bytes] = await Promise.all([buffer(out), writePackage(stage.platform, ids, out)])
  return JSZip.loadAsync(bytes)
}
const text = (zip: JSZip, path: string) => zip.file(path)!.async('string')

test('a package holds every revision, step, attachment and log entry, and its manifest is right', async () => {
  const zip = await packed([recordId])
  const names = Object.keys(zip.files)
  for (const path of ['metadata.json', 'metadata.xml', 'steps.json', 'log.json', 'editions/1/revision-1.html'])
    expect(names).toContain(`${recordId}/${path}`)
  expect(names.some((name) => name.startsWith(`${recordId}/attachments/`) && name.endsWith('河道_名录.csv'))).toBe(true)
  const manifest = JSON.parse(await text(zip, 'manifest.json'))
  expect(manifest.files.map((one: { path: string }) => one.path).sort()).toEqual(
    names.filter((name) => name !== 'manifest.json').sort(),
  )
  for (const { path, sha256 } of manifest.files)
    expect(
      createHash('sha256')
        .update(await zip.file(path)!.async('nodebuffer'))
        .digest('hex'),
    ).toBe(sha256)
  const steps = JSON.parse(await text(zip, `${recordId}/steps.json`))
  expect(steps.filter((one: { action: string }) => one.action === 'publish')).toHaveLength(2)
  const log = JSON.parse(await text(zip, `${recordId}/log.json`))
  expect(log).toHaveLength(2)
  for (const { line, hash, before } of log)
    expect(createHash('sha256').update(Buffer.from(before, 'hex')).update(line).digest('hex')).toBe(hash)
  expect(await text(zip, 'index.csv')).toContain('索引号')
})

test('a package of a unit’s year is made in the background, once, and fetched by its people', async () => {
  const ask = (year: number) => stage.calls.clerk('POST', '/api/archive-packages', { unitId: stage.unitId, year })
  expect((await ask(2019)).status).toBe(422)
  expect(
    (await stage.otherCalls.clerk('POST', '/api/archive-packages', { unitId: stage.unitId, year: 2026 })).status,
  ).toBe(403)
  const { id } = (await ask(2026)).body
  // A second click while it waits is the same package.
  expect((await ask(2026)).body).toMatchObject({ id, state: 'waiting', askedBy: stage.people.clerk.name })
  expect((await stage.calls.clerk('GET', `/api/archive-packages/${id}/file`)).status).toBe(404)
  const made = await Promise.all([makePackages(stage.platform), makePackages(stage.platform)])
  expect(made.sort()).toEqual([0, 1])
  const { items, choices } = (await stage.calls.clerk('GET', '/api/archive-packages')).body
  expect(items[0]).toMatchObject({ id, state: 'ready', items: 1, done: 1, failure: null, checkedAt: null })
  expect(choices).toMatchObject([{ unitId: stage.unitId, year: 2026, items: 1, packed: true }])
  const theirs = (await stage.otherCalls.clerk('GET', '/api/archive-packages')).body
  expect(theirs).toEqual({ items: [], choices: [] })
  expect((await stage.calls.clerk('GET', `/api/archive-packages/${id}/file`)).status).toBe(200)
  expect((await stage.otherCalls.clerk('GET', `/api/archive-packages/${id}/file`)).status).toBe(404)
  expect((await stage.calls.auditor('GET', `/api/archive-packages/${id}/file`)).status).toBe(404)
})

test('a package is held against its own list, and whoever looks sees what is new since', async () => {
  const { id } = (await stage.calls.clerk('GET', '/api/archive-packages')).body.items[0]
  const at = `/api/archive-packages/${id}`
  expect((await stage.otherCalls.clerk('GET', at)).status).toBe(404)
  expect((await stage.otherCalls.clerk('POST', `${at}/checks`, {})).status).toBe(404)
  const checked = await stage.calls.section_head('POST', `${at}/checks`, {})
  expect(checked.status).toBe(201)
  expect(checked.body).toMatchObject({ whole: true, since: 0 })
  expect(checked.body.records).toMatchObject([{ recordId, changed: false }])
  expect(checked.body.checks).toMatchObject([{ by: stage.people.section_head.name, faults: [] }])
  expect(checked.body.checks[0].files).toBeGreaterThan(8)

  await stage.calls.signing_leader('POST', `/api/records/${recordId}/repeal`, {
    repealedOn: '2026-03-01',
    repealedBy: '云溪政发〔2026〕9号',
    reason: '已有新规定。',
  })
  await aRecord(stage.platform, stage.people).published()
  const now = (await stage.calls.clerk('GET', at)).body
  expect(now).toMatchObject({ since: 1, records: [{ recordId, changed: true }] })

  await stage.platform.db
    .updateTable('archive_package')
    .set({ hash: '0'.repeat(64) })
    .where('id', '=', id)
    .execute()
  const gone = (await stage.calls.clerk('POST', `${at}/checks`, {})).body
  expect([gone.whole, gone.checks[0].faults]).toEqual([false, ['压缩包已不在存储中，请重新制作。']])
})

test('every change to a package is found', async () => {
  const out = new PassThrough()
  const [bytes] = await Promise.all([buffer(out), writePackage(stage.platform, [recordId], out)])
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(await checkPackage(Readable.from([bytes]), sha256)).toMatchObject({ sha256, faults: [] })
  const withZip = async (change: (zip: JSZip) => void) => {
    const zip = await JSZip.loadAsync(bytes)
    change(zip)
    return (await checkPackage(Readable.from([await zip.generateAsync({ type: 'nodebuffer' })]))).faults
  }
  const steps = `${recordId}/steps.json`
  expect(await withZip((zip) => zip.file(steps, '[]'))).toEqual([`“${steps}”与清单不一致。`])
  expect(await withZip((zip) => zip.remove(steps))).toEqual([`清单中的“${steps}”不在压缩包里。`])
  expect(await withZip((zip) => zip.file('多出.txt', '…'))).toEqual(['压缩包里多出清单没有的“多出.txt”。'])
  for (const broken of [bytes.subarray(0, bytes.length >> 1), Buffer.from('not a zip'), Buffer.alloc(0)])
    expect((await checkPackage(Readable.from([broken]), sha256)).faults).toContain(
      '整个压缩包与做好时登记的校验值不一致。',
    )
})

test('one item is fetched by who reads it', async () => {
  expect((await stage.calls.clerk('GET', `/api/records/${recordId}/archive`)).status).toBe(200)
  expect((await stage.otherCalls.clerk('GET', `/api/records/${recordId}/archive`)).status).toBe(404)
})
