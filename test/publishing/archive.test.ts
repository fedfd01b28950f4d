import { createHash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import JSZip from 'jszip'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  expect((await stage.calls.clerk('GET', `/api/archive-packages/${id}/file`)).status).toBe(404)
  const made = await Promise.all([makePackages(stage.platform), makePackages(stage.platform)])
  expect(made.sort()).toEqual([0, 1])
  const { items } = (await stage.calls.clerk('GET', '/api/archive-packages')).body
  expect(items[0]).toMatchObject({ id, items: 1, done: 1, failure: null })
  expect((await stage.calls.clerk('GET', `/api/archive-packages/${id}/file`)).status).toBe(200)
  expect((await stage.otherCalls.clerk('GET', `/api/archive-packages/${id}/file`)).status).toBe(404)
  expect((await stage.calls.auditor('GET', `/api/archive-packages/${id}/file`)).status).toBe(404)
})

test('one item is fetched by who reads it', async () => {
  expect((await stage.calls.clerk('GET', `/api/records/${recordId}/archive`)).status).toBe(200)
  expect((await stage.otherCalls.clerk('GET', `/api/records/${recordId}/archive`)).status).toBe(404)
})
