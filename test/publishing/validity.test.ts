import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { recordDetail, tellRepeals } from '../../src/capabilities/publishing/index.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { toDo } from '../../src/capabilities/publishing/to-do.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import type { LogEntry, RecordValidityChanged } from '../../src/foundations/publication-log/entries.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import { legalDay } from '../../src/platform/clock.ts'
import { articleRenderer } from '../../src/portal/article.tsx'
import { type OpenReplica, openReplica } from '../../src/portal/replica/open-replica.ts'
import { openReplicaWriter, type ReplicaWriter } from '../../src/portal/replica/writer.ts'
import { fingerprint, type PublishingStage, publishingStage } from './stage.ts'

/** From when until when a document is in force, who said so, and that readers see it on the day. */

const start = '2026-03-02T01:00:00Z'
let stage: PublishingStage
let folder: string
let writer: ReplicaWriter
let replica: OpenReplica
const today = () => legalDay(stage.platform.clock())

beforeAll(async () => {
  stage = await publishingStage({ reviewChain: ['section_review', 'secrecy_review', 'sign_off'] })
  folder = await mkdtemp(join(tmpdir(), 'gongkai-validity-'))
  const path = join(folder, 'replica.sqlite')
  writer = openReplicaWriter(path, { today, renderer: articleRenderer })
  replica = openReplica(path, { today })
})
afterEach(() => stage.platform.time.set(start))
afterAll(async () => {
  replica.close()
  writer.close()
  await stage.close()
  await rm(folder, { recursive: true, force: true })
})

const record = (given = {}) => aRecord(stage.platform, stage.people, given)
const as = (role: Role) => stage.platform.as(stage.people[role])
const detail = (recordId: number) => recordDetail(as('clerk'), recordId)
const entriesOf = async (recordId: number): Promise<LogEntry[]> =>
  (await readLog(stage.platform.db, 0, 10_000)).filter((entry) => entry.subject === `record/${recordId}`)
const catchUp = async () => {
  for (;;) {
    const entries = await readLog(stage.platform.db, writer.position().seq, 200)
    if (!entries.length) break
    writer.apply(entries)
  }
  writer.fillArticles(10_000)
}
const page = (recordId: number) => Buffer.from(replica.article(recordId)!).toString('utf8')
const validity = (recordId: number) => {
  const shown = replica.record(recordId)
  return shown?.state === 'published' ? shown.record.validity : shown?.state
}
const listed = (state: 'effective' | 'expired' | 'repealed') =>
  replica.list({ validity: state, page: 1, size: 50 }).items.map(({ id }) => id)

test('a repeal rests on a public item that the public can open, or on a name', async () => {
  const [old, decision, draft] = [
    await aRecord(stage.platform, stage.people).published(),
    await aRecord(stage.platform, stage.people, { kind: 'notice', docNumber: '' }).published(),
    await aRecord(stage.platform, stage.people),
  ]
  const by = (more: object) =>
    stage.calls.signing_leader('POST', `/api/records/${old}/repeal`, {
      repealedOn: '2026-03-01',
      reason: '已有新规定。',
      ...more,
    })
  const before = await fingerprint(stage.platform)
  for (const [more, key] of [
    [{}, 'basis-missing'],
    [{ repealedByRecordId: draft }, 'basis-not-public'],
    [{ repealedByRecordId: old }, 'basis-itself'],
    [{ repealedByRecordId: 999_999 }, 'basis-not-public'],
  ] as const) {
    const answer = await by(more)
    expect([answer.status, answer.body.issues[0].key]).toEqual([422, key])
  }
  expect(await fingerprint(stage.platform)).toBe(before)
  expect((await by({ repealedByRecordId: decision })).status).toBe(200)
  const told = (await readLog(stage.platform.db, 0, 10_000)).at(-1)!.payload as RecordValidityChanged
  expect(told.repeal).toMatchObject({ byId: decision, by: expect.stringMatching(/^《.+》$/) })
})

describe('a newer document', () => {
  test('repeals and supersedes older ones as it becomes public, linked both ways', async () => {
    const old = await record({ title: '河道采砂管理办法' }).published()
    const guide = await record({
      title: '取水许可办事指南',
      kind: 'service_guide',
      docNumber: '',
      effectiveOn: null,
    }).published()
    const replaces = [
      { recordId: old, how: 'repealed' },
      { recordId: guide, how: 'superseded' },
    ]
    const story = record({ title: '河道采砂管理办法（修订）', docNumber: '云溪政发〔2026〕88号', replaces })
    const newer = await story.broughtTo('sign_off')
    expect(await entriesOf(old)).toHaveLength(1)
    expect((await detail(newer)).relations).toEqual([
      { recordId: old, title: '河道采砂管理办法', how: 'repealed', direction: 'ends', on: null },
      { recordId: guide, title: '取水许可办事指南', how: 'superseded', direction: 'ends', on: null },
    ])
    await story.published()
    expect((await entriesOf(old)).at(-1)).toMatchObject({
      kind: 'record.validity-changed',
      payload: {
        id: old,
        validity: 'repealed',
        repeal: { on: '2026-03-02', by: '云溪政发〔2026〕88号', reason: '由新公布的文件废止。', byId: newer },
      },
    })
    expect((await entriesOf(guide)).at(-1)).toMatchObject({ payload: { repeal: { how: 'superseded', byId: newer } } })
    expect(await detail(old)).toMatchObject({
      repeal: { on: '2026-03-02' },
      relations: [{ recordId: newer, direction: 'ended_by' }],
      timeline: expect.arrayContaining([expect.objectContaining({ action: 'replace' })]),
    })
    await catchUp()
    expect(page(old)).toContain(`<a href="/items/${newer}">《河道采砂管理办法（修订）》</a>`)
    expect(page(guide)).toContain('本信息已由新的信息替代')
    expect(page(newer)).toContain(`<a href="/items/${old}">《河道采砂管理办法》</a>`)
    expect(validity(old)).toBe('repealed')
    expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true })
  })

  test('whose correction names the same ones ends nothing twice', async () => {
    const old = await record().published()
    const newer = await record({ replaces: [{ recordId: old, how: 'repealed' }] })
      .published()
      .corrected()
      .published()
    expect((await detail(newer)).edition).toBe(2)
    expect(await entriesOf(old)).toHaveLength(2)
  })

  test('that is not in force yet ends them on its day, when the program looks', async () => {
    const old = await record().published()
    await record({ effectiveOn: '2026-04-01', replaces: [{ recordId: old, how: 'repealed' }] }).published()
    await catchUp()
    expect([validity(old), (await entriesOf(old)).length]).toEqual(['effective', 1])
    expect((await detail(old)).repeal).toMatchObject({ on: '2026-04-01' })
    stage.platform.time.set('2026-03-31T15:59:00Z')
    expect(await tellRepeals(stage.platform)).toBe(0)
    stage.platform.time.set('2026-03-31T16:00:00Z')
    expect(await Promise.all([tellRepeals(stage.platform), tellRepeals(stage.platform)])).toContain(1)
    expect(await tellRepeals(stage.platform)).toBe(0)
    expect(await entriesOf(old)).toHaveLength(2)
    await catchUp()
    expect(validity(old)).toBe('repealed')
  })

  test('that is withdrawn leaves no title behind on the pages of those it ended', async () => {
    const old = await record({ title: '旧的渔业办法' }).published()
    const newer = await record({
      title: '不该公开的新办法',
      replaces: [{ recordId: old, how: 'repealed' }],
    }).published()
    await catchUp()
    expect(page(old)).toContain('不该公开的新办法')
    await aWithdrawal(newer)
    await catchUp()
    expect(page(old)).not.toContain('不该公开的新办法')
    expect(validity(old)).toBe('repealed')
  })

  test.each([
    [
      'a document of another bureau',
      async () => aRecord(stage.platform, stage.others, { issuer: '' }).published(),
      'not-yours',
    ],
    ['what is not public', async () => record(), 'not-public'],
    ['what is repealed already', async () => record().published().repealed(), 'ended'],
  ])('cannot end %s', async (_what, make, fault) => {
    const recordId = await make()
    const newer = await record({ replaces: [{ recordId, how: 'repealed' }] })
    const before = await fingerprint(stage.platform)
    const answer = await stage.calls.clerk('POST', `/api/records/${newer}/submission`, {})
    expect([answer.status, answer.body.issues[0].key]).toEqual([422, `replaces-${fault}-${recordId}`])
    expect(await fingerprint(stage.platform)).toBe(before)
  })
})

const aWithdrawal = (recordId: number) =>
  stage.calls.signing_leader('POST', `/api/records/${recordId}/withdrawal`, { ground: 'error', reason: '有误。' })

describe('the last day in force', () => {
  test('passes by itself: pages, lists and facets of the next day say so', async () => {
    const recordId = await record({ expiresOn: '2026-03-10' }).published()
    await catchUp()
    stage.platform.time.set('2026-03-10T15:59:00Z')
    expect([validity(recordId), listed('effective').includes(recordId)]).toEqual(['effective', true])
    const before =
      replica.listFacets({ page: 1, size: 1 }).validity.find(({ value }) => value === 'expired')?.count ?? 0
    stage.platform.time.set('2026-03-10T16:00:00Z')
    expect([validity(recordId), listed('expired').includes(recordId)]).toEqual(['expired', true])
    const facet = replica.listFacets({ page: 1, size: 1 }).validity.find(({ value }) => value === 'expired')
    expect(facet!.count).toBe(before + 1)
    // The stored page of yesterday is not shown today.
    expect(replica.article(recordId)).toBeUndefined()
    writer.fillArticles(10_000)
    expect(page(recordId)).toContain('有效期已于2026年3月10日届满')
  })

  test('is announced to its people, quietly and then urgently, until somebody decides', async () => {
    const recordId = await record({ expiresOn: '2026-06-10' }).published()
    const groups = async (role: Role) =>
      (await toDo(stage.platform.db, stage.people[role], today()))
        .filter((group) => group.items.some((item) => item.recordId === recordId))
        .map((group) => group.key)
    stage.platform.time.set('2026-03-11T01:00:00Z') // 91 days before
    expect(await groups('clerk')).toEqual([])
    stage.platform.time.set('2026-03-12T01:00:00Z')
    expect(await groups('clerk')).toEqual(['expiring'])
    stage.platform.time.set('2026-05-11T01:00:00Z') // 30 days before
    expect(await groups('section_head')).toEqual(['expiring_soon'])
    stage.platform.time.set(start)
    await stage.calls.section_head('POST', `/api/records/${recordId}/lapse`, { reason: '已无必要。' })
    stage.platform.time.set('2026-05-11T01:00:00Z')
    expect(await groups('section_head')).toEqual([])
    expect(await entriesOf(recordId)).toHaveLength(1)
  })

  test('is moved by a decision, which the public is told, and a correction keeps', async () => {
    const recordId = await record({ expiresOn: '2026-03-10' }).published().extended('2028-03-10')
    expect((await entriesOf(recordId)).at(-1)).toMatchObject({
      payload: { validity: 'effective', repeal: null, expiresOn: '2028-03-10' },
    })
    expect((await detail(recordId)).term).toMatchObject({
      expiresOn: '2028-03-10',
      decision: { decision: 'extended', basis: '云溪政发〔2026〕8号' },
    })
    await catchUp()
    stage.platform.time.set('2026-03-11T01:00:00Z')
    expect(validity(recordId)).toBe('effective')
    stage.platform.time.set(start)
    await aRecordAgain(recordId)
    await catchUp()
    stage.platform.time.set('2026-03-11T01:00:00Z')
    expect(validity(recordId)).toBe('effective')
  })

  test('is not moved back, nor when it has passed', async () => {
    const recordId = await record({ expiresOn: '2026-03-10' }).published()
    const extend = (expiresOn: string) =>
      stage.calls.signing_leader('POST', `/api/records/${recordId}/extension`, {
        expiresOn,
        basis: '县政府决定',
        reason: '评估。',
      })
    expect((await extend('2026-03-10')).status).toBe(422)
    expect((await extend('2026-02-30')).status).toBe(422)
  })
})

const aRecordAgain = async (recordId: number) => {
  await stage.calls.clerk('POST', `/api/records/${recordId}/correction`, { reason: '错字。' })
  await stage.calls.clerk('POST', `/api/records/${recordId}/submission`, {})
  const { decideAs } = await import('../../src/capabilities/publishing/testing.ts')
  for (const role of ['section_head', 'secrecy_reviewer', 'signing_leader'] as const)
    await decideAs(as(role), recordId, 'approve')
}

test('the days of the reminder are the disclosure office’s to set', async () => {
  expect((await stage.calls.clerk('PUT', '/api/expiry-reminder', { days: [60, 20] })).status).toBe(403)
  expect((await stage.calls.disclosure_office('PUT', '/api/expiry-reminder', { days: [20, 60] })).status).toBe(422)
  expect((await stage.calls.disclosure_office('PUT', '/api/expiry-reminder', { days: [60, 20] })).status).toBe(200)
  expect((await stage.calls.clerk('GET', '/api/expiry-reminder')).body).toEqual({ days: [60, 20] })
})
