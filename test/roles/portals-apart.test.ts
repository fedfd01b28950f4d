import { createHash, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { until } from '../support/until.ts'
import { type Apart, portalToken, type RolesStage, rolesStage } from './stage.ts'

/** Portals that know their office only by its address: no database, no files but their own. */

let stage: RolesStage
let first: Apart
let second: Apart
beforeAll(async () => {
  stage = await rolesStage()
  ;[first, second] = [await stage.portal(), await stage.portal()]
})
afterAll(() => stage?.close())

const get = (url: string, headers: Record<string, string> = {}) =>
  // A connection kept from before a restart ends at its next use; a browser would try again as well.
  fetch(url, { headers, redirect: 'manual' }).catch(() => fetch(url, { headers, redirect: 'manual' }))
const status = async (url: string) => {
  const answer = await get(url)
  await answer.arrayBuffer()
  return answer.status
}
const stored = async (text: string, name: string) => {
  const { hash, size } = await stage.platform.files.put(Buffer.from(text))
  await stage.platform.db
    .insertInto('stored_file')
    .values({ hash, size, media_type: 'text/csv', kind: 'csv' })
    .execute()
  return { hash, name }
}
const kept = async (portal: Apart) =>
  (await readdir(join(portal.folder, 'portal', 'files'), { recursive: true }).catch(() => [])).filter((name) =>
    /[0-9a-f]{64}$/.test(name),
  )

describe('two portals beside each other', () => {
  test('show what is published, and its attachment, checked against its hash', async () => {
    const text = '河名,长度\n清溪,12\n'
    const file = await stored(text, '河道名录.csv')
    const id = await aRecord(stage.platform, stage.people, { attachments: [file] }).published()
    await until(async () => (await status(`${first.url}/items/${id}`)) === 200)
    await until(async () => (await status(`${second.url}/items/${id}`)) === 200)
    for (const portal of [first, second]) {
      const answer = await get(`${portal.url}/items/${id}/files/1/${encodeURIComponent(file.name)}`)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toBe(text)
      await until(async () => (await kept(portal)).length === 1)
      expect(await status(`${portal.url}/api/v1/records/${id}/files/${file.hash}`)).toBe(200)
    }
  })

  test('hold the signed checkpoint, and prove an item with it', async () => {
    await until(async () => (await status(`${first.url}/api/v1/log/checkpoint`)) === 200)
    const note = await (await get(`${first.url}/api/v1/log/checkpoint`)).text()
    expect(note).toContain('www.qinglan.example/gongkai-log')
  })

  test('give no file that nothing public names, and let go of one that is withdrawn', async () => {
    const file = await stored('名称,金额\n甲,1\n', '台账.csv')
    const draft = await aRecord(stage.platform, stage.people, { attachments: [file] })
    const bearer = { authorization: `Bearer ${portalToken}` }
    const ofDraft = `/api/v1/records/${draft}/files/${file.hash}`
    expect((await get(stage.officeUrl + ofDraft, bearer)).status).toBe(404)
    expect(await status(first.url + ofDraft)).toBe(404)

    const id = await aRecord(stage.platform, stage.people, { attachments: [file] }).published()
    await until(async () => (await kept(first)).some((name) => name.endsWith(file.hash)))
    await stage.calls.signing_leader('POST', `/api/records/${id}/withdrawal`, { ground: 'error', reason: '有误。' })
    await until(async () => (await status(`${first.url}/items/${id}`)) === 410)
    await until(async () => !(await kept(first)).some((name) => name.endsWith(file.hash)))
    expect((await get(`${stage.officeUrl}/api/v1/records/${id}/files/${file.hash}`, bearer)).status).toBe(404)
  })

  test('know no other hash than that of the bytes', async () => {
    for (const name of await kept(first)) {
      const answer = await get(`${stage.officeUrl}/api/v1/records/1/files/${name.slice(3)}`, {
        authorization: `Bearer ${portalToken}`,
      })
      if (answer.status === 200)
        expect(
          createHash('sha256')
            .update(Buffer.from(await answer.arrayBuffer()))
            .digest('hex'),
        ).toBe(name.slice(3))
    }
  })
})

describe('the office lets in', () => {
  test.each([{}, { authorization: 'Bearer wrong' }, { authorization: portalToken }])(
    'nobody with %j',
    async (headers) => {
      for (const path of ['/api/v1/log', '/api/v1/log/checkpoint', '/api/v1/log/key', '/api/v1/intake/key'])
        expect((await get(stage.officeUrl + path, headers as Record<string, string>)).status).toBe(401)
      const answer = await fetch(`${stage.officeUrl}/api/v1/intake`, {
        method: 'POST',
        headers: { 'x-gongkai': '1', 'content-type': 'application/json', ...(headers as Record<string, string>) },
        body: JSON.stringify({ id: randomUUID(), kind: 'feedback', key: 'x', box: 'AAAA' }),
      })
      expect(answer.status).toBe(401)
    },
  )
  test('and a portal with the wrong token says that it is not ready', async () => {
    const wrong = await stage.portal(stage.officeUrl, 'a-token-of-somebody-else-altogether')
    expect(await status(`${wrong.url}/readyz`)).toBe(503)
    expect(await status(`${wrong.url}/healthz`)).toBe(200)
    await wrong.stop()
  })
})

describe('while the office is away', () => {
  test('a portal reads and searches on, starts again, and catches up', async () => {
    const id = await aRecord(stage.platform, stage.people, { title: '清溪河采砂规划公告' }).published()
    await until(async () => (await status(`${first.url}/items/${id}`)) === 200)
    await stage.officeLeaves()
    const missed = await aRecord(stage.platform, stage.people).published()
    const paths = [`/items/${id}`, '/', '/latest', '/search?q=%E9%87%87%E7%A0%82', '/feeds/all.xml', '/api/v1/records']
    for (const path of paths) expect(await status(first.url + path), path).toBe(200)
    expect(await status(`${first.url}/api/v1/log`)).toBe(503)
    await first.stop()
    first = await first.again()
    for (const path of paths) expect(await status(first.url + path), path).toBe(200)
    expect(await status(`${first.url}/items/${missed}`)).toBe(404)
    await stage.officeReturns()
    await until(async () => (await status(`${first.url}/items/${missed}`)) === 200)
  })

  test('a portal behind another follows that one', async () => {
    const third = await stage.portal(first.url)
    const text = '站名\n清溪\n'
    const file = await stored(text, '站点.csv')
    const id = await aRecord(stage.platform, stage.people, { attachments: [file] }).published()
    await until(async () => (await status(`${third.url}/items/${id}`)) === 200)
    // The bytes come after the entry that names them, and through one portal more.
    const bytes = `${third.url}/items/${id}/files/1/${encodeURIComponent(file.name)}`
    await until(async () => (await status(bytes)) === 200)
    expect(await (await get(bytes)).text()).toBe(text)
  })
})
