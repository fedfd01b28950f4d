import type { ReadStream } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { publishDue, recordDetail, scheduledFigures } from '../../src/capabilities/publishing/index.ts'
import { aRecord, decideAs } from '../../src/capabilities/publishing/testing.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import { signedInAs } from '../support/office.ts'
import { fingerprint, type PublishingStage, publishingStage } from './stage.ts'

/** Signed for an hour to come: a fact in the database that waits, is looked at again, and becomes public exactly once. */

const start = '2026-03-02T01:00:00Z'
/** Thursday, 09:00 in Beijing. */
const hour = '2026-03-05T01:00:00Z'

let stage: PublishingStage
beforeAll(async () => {
  stage = await publishingStage({ reviewChain: ['section_review', 'secrecy_review', 'sign_off'] })
})
afterEach(() => stage.platform.time.set(start))
afterAll(() => stage.close())

const record = (given = {}) => aRecord(stage.platform, stage.people, given)
const as = (role: Role) => stage.platform.as(stage.people[role])
const detail = (recordId: number) => recordDetail(as('clerk'), recordId)
/** Signed in just now: a session does not outlive the days that pass here. */
const fresh = (role: Role) => signedInAs(stage.app, stage.platform, stage.people[role])
const inLog = async (recordId: number) =>
  (await readLog(stage.platform.db, 0, 10_000)).filter((entry) => entry.subject === `record/${recordId}`).length
const sign = (recordId: number, body: object) =>
  stage.calls.signing_leader('POST', `/api/records/${recordId}/approval`, { revision: 1, ...body })
const lastStep = async (recordId: number) => (await detail(recordId)).timeline.at(-1)

describe('an appointed hour', () => {
  test('comes: the item is public then and not a minute before, with both times kept', async () => {
    const recordId = await record().scheduled(hour)
    expect(await detail(recordId)).toMatchObject({
      status: 'scheduled',
      indexNumber: null,
      publicUrl: null,
      publication: { planned: '2026-03-05T01:00:00.000Z', maySetHour: false },
    })
    stage.platform.time.set('2026-03-05T00:59:59Z')
    expect(await publishDue(stage.platform)).toEqual({ published: 0, bounced: 0, failed: 0 })
    expect(await inLog(recordId)).toBe(0)
    stage.platform.time.set('2026-03-05T01:00:20Z')
    expect(await publishDue(stage.platform)).toEqual({ published: 1, bounced: 0, failed: 0 })
    expect(await detail(recordId)).toMatchObject({
      status: 'published',
      publication: { planned: '2026-03-05T01:00:00.000Z' },
      editions: [{ publishedAt: '2026-03-05T01:00:20.000Z' }],
    })
    expect(await lastStep(recordId)).toMatchObject({
      action: 'publish',
      actorName: '系统',
      reason: '按签发时设定的时间（2026年3月5日 09:00）发布。',
    })
    expect(await publishDue(stage.platform)).toEqual({ published: 0, bounced: 0, failed: 0 })
    expect(await inLog(recordId)).toBe(1)
  })

  test('that passed while the program stood still is made up for at the next start, and the history says so', async () => {
    const recordId = await record().scheduled(hour)
    stage.platform.time.set('2026-03-06T06:30:00Z')
    expect((await publishDue(stage.platform)).published).toBe(1)
    expect((await lastStep(recordId))!.reason).toBe(
      '原定 2026年3月5日 09:00 发布，因系统停机等原因，实际于 2026年3月6日 14:30 发布。',
    )
    // The law counts the day on which it became public, not the one that was meant.
    const { rows } = await sql<{ on: string }>`select (published_at at time zone 'Asia/Shanghai')::date::text as on
      from edition where record_id = ${recordId}`.execute(stage.platform.db)
    expect(rows[0]!.on).toBe('2026-03-06')
  })

  test('is kept once by workers that race', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => record().scheduled(hour)))
    stage.platform.time.set(hour)
    const reports = await Promise.all(Array.from({ length: 6 }, () => publishDue(stage.platform)))
    expect(reports.reduce((sum, one) => sum + one.published, 0)).toBe(5)
    expect(reports.every((one) => one.failed === 0)).toBe(true)
    for (const recordId of ids) expect(await inLog(recordId)).toBe(1)
    expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true })
  })

  test('of one item that cannot be written holds up no other, and that one stays due', async () => {
    const [broken, sound] = [await record().scheduled(hour), await record().scheduled(hour)]
    const { owner } = stage.platform
    await sql`create function stop_it() returns trigger language plpgsql as $$ begin raise 'no'; end $$`.execute(owner)
    await sql`create trigger stop_it before update on edition for each row
      when (new.status = 'published' and new.record_id = ${sql.lit(broken)}) execute function stop_it()`.execute(owner)
    stage.platform.time.set(hour)
    expect(await publishDue(stage.platform)).toMatchObject({ published: 1, failed: 1 })
    expect([(await detail(broken)).status, (await detail(sound)).status]).toEqual(['scheduled', 'published'])
    await sql`drop trigger stop_it on edition`.execute(owner)
    expect((await publishDue(stage.platform)).published).toBe(1)
  })

  test('carries a correction: what is public stays so until then', async () => {
    const recordId = await record().published().corrected().scheduled(hour)
    expect(await detail(recordId)).toMatchObject({ status: 'scheduled', edition: 2, liveEdition: 1 })
    stage.platform.time.set(hour)
    await publishDue(stage.platform)
    expect(await detail(recordId)).toMatchObject({ status: 'published', edition: 2, liveEdition: 2 })
  })
})

describe('the checks, again at the hour', () => {
  test('a file that is gone sends it back to the section head with the reasons, a thing to do and a figure', async () => {
    const { hash } = await stage.platform.files.put(Buffer.from('河名,长度\n清溪,12\n'))
    await sql`insert into stored_file (hash, size, media_type, kind) values (${hash}, 28, 'text/csv', 'csv')`.execute(
      stage.platform.db,
    )
    const recordId = await record({ attachments: [{ hash, name: '河道名录.csv' }] }).scheduled(hour)
    const { stream } = (await stage.platform.files.open(hash))!
    await text(stream)
    await unlink(String((stream as ReadStream).path))
    stage.platform.time.set(hour)
    expect(await publishDue(stage.platform)).toEqual({ published: 0, bounced: 1, failed: 0 })
    expect(await inLog(recordId)).toBe(0)
    expect(await detail(recordId)).toMatchObject({ status: 'section_review', publication: { planned: null } })
    const step = await lastStep(recordId)
    expect(step).toMatchObject({ action: 'bounce', toStatus: 'section_review' })
    expect(step!.findings[0]).toMatchObject({ field: 'attachments' })
    const head = await fresh('section_head')
    const { groups } = (await head('GET', '/api/to-do')).body
    expect(groups[0]).toMatchObject({ key: 'bounced', total: 1, items: [{ recordId }] })
    expect(await scheduledFigures(stage.platform.db)).toMatchObject({ bounced: 1 })
    // Mended and passed through the gates again, it is nobody's alarm any more.
    const { revision } = await detail(recordId)
    await head('PUT', `/api/records/${recordId}/draft`, {
      ...revision,
      attachments: [],
      baseRevision: 1,
    })
    for (const role of ['section_head', 'secrecy_reviewer', 'signing_leader'] as const)
      await decideAs(as(role), recordId, 'approve')
    expect((await detail(recordId)).status).toBe('published')
    expect(await scheduledFigures(stage.platform.db)).toMatchObject({ bounced: 0 })
  })

  test('a column that was taken away stops it too', async () => {
    const recordId = await record().scheduled(hour)
    const { db } = stage.platform
    const before = await db.selectFrom('site_column').select('applies_to').where('id', '=', stage.column).execute()
    await db.updateTable('site_column').set({ applies_to: [] }).where('id', '=', stage.column).execute()
    stage.platform.time.set(hour)
    const { bounced } = await publishDue(stage.platform)
    await db.updateTable('site_column').set(before[0]!).where('id', '=', stage.column).execute()
    expect(bounced).toBe(1)
    expect((await lastStep(recordId))!.findings[0]!.key).toBe('column-unfit')
  })
})

describe('setting the hour', () => {
  test.each([
    ['now', '2026-03-02T09:00:00+08:00', 'hour-past'],
    ['more than a year ahead', '2027-03-03T09:00:00+08:00', 'hour-too-far'],
    ['after the day of art 26, without a reason', '2026-04-20T09:00:00+08:00', 'hour-past-due'],
  ])('%s is refused and nothing is signed', async (_what, publishAt, key) => {
    const recordId = await record().broughtTo('sign_off')
    const before = await fingerprint(stage.platform)
    const answer = await sign(recordId, { publishAt })
    expect([answer.status, answer.body.issues?.[0].key]).toEqual([422, key])
    expect(await fingerprint(stage.platform)).toBe(before)
  })

  test('a late one passes with a reason', async () => {
    const recordId = await record().broughtTo('sign_off')
    const answer = await sign(recordId, { publishAt: '2026-04-20T09:00:00+08:00', reason: '与上级统一发布。' })
    expect([answer.status, answer.body.status]).toEqual([200, 'scheduled'])
  })

  test.each(['2026-02-30T09:00:00+08:00', '2026-03-05', '9999-99-99', '明天'])('%s is no hour', async (publishAt) => {
    const recordId = await record().broughtTo('sign_off')
    expect((await sign(recordId, { publishAt })).status).toBe(422)
  })

  test('is for the last gate, and for what is public', async () => {
    const early = await record().broughtTo('section_review')
    const ask = (who: 'section_head' | 'signing_leader', id: number) =>
      stage.calls[who]('POST', `/api/records/${id}/approval`, { revision: 1, publishAt: hour, reason: '到时再发。' })
    expect((await ask('section_head', early)).body.issues[0].key).toBe('hour-not-last')
    const kept = await record({ attribute: 'on_request', attributeReason: '涉及第三方。' }).broughtTo('sign_off')
    expect((await ask('signing_leader', kept)).body.issues[0].key).toBe('hour-not-public')
  })

  test('the clerk’s wish is carried to the leader, who decides', async () => {
    const recordId = await record()
    await stage.calls.clerk('POST', `/api/records/${recordId}/submission`, { publishWish: '2026-03-05T09:00:00+08:00' })
    for (const role of ['section_head', 'secrecy_reviewer'] as const) await decideAs(as(role), recordId, 'approve')
    expect((await detail(recordId)).publication).toEqual({
      wish: '2026-03-05T01:00:00.000Z',
      planned: null,
      maySetHour: true,
    })
    expect((await sign(recordId, {})).body.status).toBe('published')
  })
})

describe('before the hour', () => {
  test('it may be moved', async () => {
    const recordId = await record().scheduled(hour)
    const body = { publishAt: '2026-03-06T09:00:00+08:00', reason: '会议改期。' }
    expect((await stage.calls.signing_leader('PUT', `/api/records/${recordId}/schedule`, body)).status).toBe(200)
    stage.platform.time.set(hour)
    expect((await publishDue(stage.platform)).published).toBe(0)
    stage.platform.time.set('2026-03-06T01:00:00Z')
    expect((await publishDue(stage.platform)).published).toBe(1)
  })

  test('it may be called back to the signature, and the hour then passes without it', async () => {
    const recordId = await record().scheduled(hour)
    const back = await stage.calls.disclosure_office('DELETE', `/api/records/${recordId}/schedule`, {
      reason: '再核。',
    })
    expect(back.body).toMatchObject({ status: 'sign_off', publication: { planned: null } })
    stage.platform.time.set(hour)
    expect((await publishDue(stage.platform)).published).toBe(0)
    await decideAs(as('signing_leader'), recordId, 'approve')
    expect((await detail(recordId)).status).toBe('published')
  })

  test('a withdrawal of what is public stops the correction that waits beside it', async () => {
    const recordId = await record().published().corrected().scheduled(hour).withdrawn()
    expect(await detail(recordId)).toMatchObject({ status: 'sign_off', liveEdition: null })
    stage.platform.time.set(hour)
    expect((await publishDue(stage.platform)).published).toBe(0)
  })
})
