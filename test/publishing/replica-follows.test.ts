import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importRecords } from '../../src/capabilities/publishing/index.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { type OpenReplica, openReplica } from '../../src/portal/replica/open-replica.ts'
import { openReplicaWriter, type ReplicaWriter } from '../../src/portal/replica/writer.ts'
import { corpusDocuments } from './lines.ts'
import { type PublishingStage, publishingStage } from './stage.ts'

/** What the office publishes and takes back is what a portal's replica finds and no longer finds. */

const today = () => '2026-03-02'
let stage: PublishingStage
let folder: string
let writer: ReplicaWriter
let replica: OpenReplica

beforeAll(async () => {
  ;[stage, folder] = await Promise.all([publishingStage(), mkdtemp(join(tmpdir(), 'gongkai-replica-'))])
  writer = openReplicaWriter(join(folder, 'replica.sqlite'), { today })
  replica = openReplica(join(folder, 'replica.sqlite'), { today })
})
afterAll(async () => {
  replica.close()
  writer.close()
  await Promise.all([stage.close(), rm(folder, { recursive: true, force: true })])
})

const catchUp = async () => {
  for (;;) {
    const entries = await readLog(stage.platform.db, writer.position().seq, 200)
    if (!entries.length) return
    writer.apply(entries)
  }
}
const live = () =>
  stage.platform.db
    .selectFrom('edition')
    .select(['record_id as id', 'title', 'published_at as at'])
    .where('status', '=', 'published')
    .orderBy('record_id')
    .execute()
const found = (title: string) =>
  replica.search({ q: title, sort: 'relevance', page: 1, size: 50 }).items.map((hit) => hit.id)
const addresses = () => {
  const ids: number[] = []
  for (let after = 0; ; after = ids.at(-1)!) {
    const page = replica.addresses({ after, size: 200 })
    if (!page.length) return ids
    ids.push(...page.map(({ id }) => id))
  }
}

test('a text that was withdrawn after the replica had it is not even in the bytes of its file', async () => {
  const words = '寒露滩涂观鸟栈道'
  const kept = await aRecord(stage.platform, stage.people, { title: '汛期值班安排' }).published()
  const gone = await aRecord(stage.platform, stage.people, {
    title: `${words}封闭通知`,
    bodyHtml: `<p>${words}封闭施工。</p>`,
    keywords: [words],
  }).published()
  await catchUp()
  expect(found(words)).toEqual([gone])
  expect(replica.suggest('寒露', 5)).not.toEqual([])
  await stage.calls.signing_leader('POST', `/api/records/${gone}/withdrawal`, { ground: 'error', reason: '有误。' })
  await catchUp()
  expect(found(words)).toEqual([])
  expect(replica.suggest('寒露', 5)).toEqual([])
  expect(replica.record(gone)).toMatchObject({ state: 'withdrawn', ground: 'error', reason: '有误。' })
  expect(replica.newest({ limit: 10 }).map(({ id }) => id)).toEqual([kept])
  expect(addresses()).toEqual([kept])
  const { title, bodyHtml } = (await stage.calls.clerk('GET', `/api/records/${gone}`)).body.revision
  expect(title + bodyHtml).toContain(words)
  // The write-ahead file is copied into the main one and begun anew every few hundred pages; what counts is what stays.
  const checkpoint = new DatabaseSync(join(folder, 'replica.sqlite'))
  checkpoint.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  checkpoint.close()
  expect((await readFile(join(folder, 'replica.sqlite'))).includes(words)).toBe(false)
})

test('a correction takes the place of the old text, a repeal marks it', async () => {
  const recordId = await aRecord(stage.platform, stage.people, { title: '柳林渡停航公告' })
    .published()
    .corrected()
    .saved({ title: '环城公交改线说明' })
    .published()
    .repealed()
  await catchUp()
  expect(found('柳林渡停航公告')).not.toContain(recordId)
  expect(found('环城公交改线说明')).toContain(recordId)
  expect(replica.record(recordId)).toMatchObject({ state: 'published', record: { validity: 'repealed', edition: 2 } })
})

describe.skipIf(!existsSync(corpusDocuments))(`real documents (skipped when ${corpusDocuments} is absent)`, () => {
  test('every one is found by its title; those withdrawn by nothing', async () => {
    const names = ['county', 'county.html', 'state_council', 'state_council.html', 'gov_pages', 'cases', 'notices_2020']
    const files = names.map((name) => join(corpusDocuments, `${name}.jsonl.gz`))
    await importRecords(stage.platform.as(), files)
    await catchUp()
    const rows = await live()
    expect(rows.length).toBeGreaterThan(400)
    expect(addresses()).toEqual(rows.map(({ id }) => id))
    expect(replica.figures(today()).total).toBe(rows.length)
    expect(rows.filter(({ id, title }) => !found(title).includes(id))).toEqual([])

    const gone = rows.filter((_, i) => i % 20 === 0)
    for (const { id } of gone)
      await stage.calls.disclosure_office('POST', `/api/records/${id}/withdrawal`, {
        ground: 'error',
        reason: '有误。',
      })
    await catchUp()
    const ids = new Set(gone.map(({ id }) => id))
    expect(gone.filter(({ title }) => found(title).some((id) => ids.has(id)))).toEqual([])
    expect(gone.filter(({ id }) => replica.record(id)?.state !== 'withdrawn')).toEqual([])
    expect(addresses().filter((id) => ids.has(id))).toEqual([])
    const rest = rows.filter(({ id }) => !ids.has(id))
    expect(replica.list({ page: 1, size: 1 }).total).toBe(rest.length)
    expect(rest.filter(({ id, title }, i) => i % 10 === 0 && !found(title).includes(id))).toEqual([])
  })
})
