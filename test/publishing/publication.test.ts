import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importRecords } from '../../src/capabilities/publishing/index.ts'
import { aRecord, decideAs } from '../../src/capabilities/publishing/testing.ts'
import { parseIndexNumber } from '../../src/foundations/numbers/index.ts'
import { payloadHash } from '../../src/foundations/publication-log/chain.ts'
import type { LogEntry, RecordPublished } from '../../src/foundations/publication-log/entries.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import { linesFile } from './lines.ts'
import { fingerprint, type PublishingStage, publishingStage } from './stage.ts'

/** What becomes public: the log, its chain, 索引号, corrections and withdrawals. */

let stage: PublishingStage
beforeAll(async () => {
  stage = await publishingStage({ reviewChain: ['section_review', 'secrecy_review', 'sign_off'] })
})
afterAll(() => stage.close())

const record = (given = {}) => aRecord(stage.platform, stage.people, given)
const about = async (recordId: number): Promise<LogEntry[]> =>
  (await readLog(stage.platform.db, 0, 10_000)).filter((entry) => entry.subject === `record/${recordId}`)
const detail = async (recordId: number) => (await stage.calls.clerk('GET', `/api/records/${recordId}`)).body
const approve = (recordId: number) =>
  stage.calls.signing_leader('POST', `/api/records/${recordId}/approval`, { reason: '', revision: 1 })

describe('a publication', () => {
  test('is one entry of the log with everything a reader may know and nothing else', async () => {
    const recordId = await record({
      attributeReason: '内部说明，不给读者',
      bodyHtml: '<p>正文<script>x()</script></p>',
    }).published()
    const [entry, ...more] = await about(recordId)
    expect(more).toEqual([])
    const payload = entry!.payload as RecordPublished
    expect(payload).toMatchObject({ id: recordId, unitId: stage.unitId, edition: 1, validity: 'effective' })
    expect(payload.history).toHaveLength(1)
    expect(JSON.stringify(payload)).not.toMatch(/内部说明|script/)
    for (const person of Object.values(stage.people)) expect(JSON.stringify(payload)).not.toContain(person.name)
    expect(entry!.payloadHash).toBe(payloadHash(JSON.stringify(payload)))
    expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true })
  })

  test('tells the portals in the same transaction: what is not signed is nowhere in the log', async () => {
    const recordId = await record().broughtTo('sign_off')
    expect(await about(recordId)).toEqual([])
    expect((await detail(recordId)).indexNumber).toBeNull()
  })

  test('takes its events and audit lines with it', async () => {
    const recordId = await record().published()
    const subject = `record/${recordId}`
    const names = async (table: 'event' | 'audit_entry', column: string) =>
      (
        await sql<{ name: string }>`select ${sql.ref(column)} as name from ${sql.table(table)}
          where subject = ${subject} order by 1`.execute(stage.platform.db)
      ).rows.map((row) => row.name)
    const expected = [
      'record.drafted',
      'record.submitted',
      ...Array(3).fill('record.approved'),
      'record.published',
    ].sort()
    expect(await names('event', 'name')).toEqual(expected)
    expect(await names('audit_entry', 'action')).toEqual(expected)
  })

  test('is undone as a whole when its log entry cannot be written', async () => {
    const recordId = await record().broughtTo('sign_off')
    const { owner: db } = stage.platform
    await sql`alter table publication_payload add constraint stop check (payload is null) not valid`.execute(db)
    const before = await fingerprint(stage.platform)
    try {
      expect((await approve(recordId)).status).toBe(500)
      expect(await fingerprint(stage.platform)).toBe(before)
    } finally {
      await sql`alter table publication_payload drop constraint stop`.execute(db)
    }
    expect((await approve(recordId)).body.status).toBe('published')
  })
})

describe('索引号', () => {
  test('is given at first publication, in that order, and a correction leaves it', async () => {
    const [first, second] = [await record().broughtTo('sign_off'), await record().broughtTo('sign_off')]
    await approve(second)
    await approve(first)
    const numberOf = async (recordId: number) => parseIndexNumber((await detail(recordId)).indexNumber)!
    expect((await numberOf(first)).serial).toBe((await numberOf(second)).serial + 1)
    expect((await numberOf(first)).year).toBe(2026)
    const before = (await detail(first)).indexNumber
    await stage.calls.clerk('POST', `/api/records/${first}/correction`, { reason: '日期有误。' })
    expect((await detail(first)).indexNumber).toBe(before)
    await stage.calls.clerk('POST', `/api/records/${first}/submission`, {})
    for (const role of ['section_head', 'secrecy_reviewer', 'signing_leader'] as const)
      await decideAs(stage.platform.as(stage.people[role]), first, 'approve')
    expect(await detail(first)).toMatchObject({ indexNumber: before, status: 'published', edition: 2 })
  })

  test('takes the year of the publication day in China and begins at 1 each year', async () => {
    const before = stage.platform.time.now()
    const recordId = await record().broughtTo('sign_off')
    // 16:30 UTC on New Year's Eve is New Year's Day in Beijing.
    stage.platform.time.set('2026-12-31T16:30:00Z')
    await decideAs(stage.platform.as(stage.people.signing_leader), recordId, 'approve')
    stage.platform.time.set(before.toString())
    expect(parseIndexNumber((await detail(recordId)).indexNumber)).toMatchObject({ year: 2027, serial: 1 })
  })
})

describe('many at once', () => {
  test('forty publications of two units and an import beside them: no gap, no fork, no number twice', async () => {
    const theirs = { ...stage.others }
    const ids = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        aRecord(stage.platform, i % 2 ? stage.people : theirs, {
          kind: 'notice',
          docNumber: '',
          effectiveOn: null,
          subject: [],
          issuer: '',
        }).broughtTo('sign_off'),
      ),
    )
    const { file, remove } = await linesFile(
      Array.from({ length: 60 }, (_, i) => ({ id: `beside-${i}`, title: `迁入的第${i}条`, body: '正文。' })),
    )
    const [answers] = await Promise.all([
      Promise.all(
        ids.map((recordId, i) =>
          (i % 2 ? stage.calls : stage.otherCalls).signing_leader('POST', `/api/records/${recordId}/approval`, {
            revision: 1,
          }),
        ),
      ),
      importRecords(stage.platform.as(), [file]),
    ])
    await remove()
    // What was refused, and why: a status alone would not tell.
    expect(answers.filter((answer) => answer.status !== 200).map((answer) => answer.body)).toEqual([])
    expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true })
    const { rows } = await sql<{ organisation: string; year: number; serials: number[] }>`
      select split_part(r.index_number, '/', 1) as organisation, substr(split_part(r.index_number, '/', 2), 1, 4)::int as year,
        array_agg(right(r.index_number, 5)::int order by e.log_seq) as serials
      from record r join edition e on e.record_id = r.id
        and e.log_seq = (select min(log_seq) from edition where record_id = r.id)
      where r.index_number is not null group by 1, 2`.execute(stage.platform.db)
    expect(rows.length).toBeGreaterThan(1)
    // Gap-free, unique, and in the order of publication.
    for (const { serials } of rows) expect(serials).toEqual(serials.map((_, i) => i + 1))
  })
})

describe('a correction', () => {
  test('leaves the old text public until it is signed, then takes its place', async () => {
    const recordId = await record({ title: '有误的标题' }).published().corrected('标题有误。')
    expect(await detail(recordId)).toMatchObject({ status: 'draft', edition: 2, liveEdition: 1 })
    expect(await about(recordId)).toHaveLength(1)
    await stage.calls.clerk('PUT', `/api/records/${recordId}/draft`, {
      ...(await detail(recordId)).revision,
      title: '正确的标题',
      baseRevision: 1,
    })
    await stage.calls.clerk('POST', `/api/records/${recordId}/submission`, {})
    for (const role of ['section_head', 'secrecy_reviewer', 'signing_leader'] as const)
      await decideAs(stage.platform.as(stage.people[role]), recordId, 'approve')
    const after = await detail(recordId)
    expect(after.editions.map((one: { number: number; status: string }) => [one.number, one.status])).toEqual([
      [2, 'published'],
      [1, 'superseded'],
    ])
    const [, second] = await about(recordId)
    expect(second!.payload).toMatchObject({
      title: '正确的标题',
      edition: 2,
      history: [{ edition: 2, reason: '标题有误。' }, { edition: 1 }],
    })
  })

  test('given up leaves everything as it was', async () => {
    const recordId = await record().published().corrected().discarded()
    expect(await detail(recordId)).toMatchObject({ status: 'published', edition: 1, liveEdition: 1 })
    expect(await about(recordId)).toHaveLength(1)
  })

  test('one at a time', async () => {
    const recordId = await record().published().corrected()
    const again = await stage.calls.clerk('POST', `/api/records/${recordId}/correction`, { reason: '再改。' })
    expect([again.status, again.body.detail]).toEqual([409, expect.stringMatching(/更正/)])
  })

  test('cannot hide what is public', async () => {
    const recordId = await record().published().corrected()
    await stage.calls.clerk('PUT', `/api/records/${recordId}/draft`, {
      ...(await detail(recordId)).revision,
      attribute: 'on_request',
      attributeReason: '涉及第三方。',
      baseRevision: 1,
    })
    const answer = await stage.calls.clerk('POST', `/api/records/${recordId}/submission`, {})
    expect([answer.status, answer.body.issues[0].key]).toEqual([422, 'attribute-live'])
  })
})

describe('a withdrawal', () => {
  test('takes the text of every edition out of the log, and says that something stood there', async () => {
    const recordId = await record({ title: '含身份证号的名单' }).published().corrected().published()
    const before = await about(recordId)
    const answer = await stage.calls.disclosure_office('POST', `/api/records/${recordId}/withdrawal`, {
      ground: 'personal_data',
      reason: '含有个人信息。',
    })
    expect(answer.body).toMatchObject({ status: 'withdrawn', withdrawal: { ground: 'personal_data' }, publicUrl: null })
    const after = await about(recordId)
    expect(after.map((entry) => [entry.kind, entry.payload === null])).toEqual([
      ['record.published', true],
      ['record.published', true],
      ['record.withdrawn', false],
    ])
    expect(after.slice(0, 2).map(({ payloadHash, hash }) => ({ payloadHash, hash }))).toEqual(
      before.map(({ payloadHash, hash }) => ({ payloadHash, hash })),
    )
    expect(JSON.stringify(after)).not.toContain('身份证号')
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from publication_payload
      where payload like '%身份证号%'`.execute(stage.platform.db)
    expect(rows[0]!.n).toBe(0)
    expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true })
  })

  test('of one record touches no other', async () => {
    const kept = await record().published()
    await record().published().withdrawn()
    expect((await about(kept))[0]!.payload).not.toBeNull()
  })

  test('can be put right by a new edition under the same number', async () => {
    const recordId = await record().published().withdrawn().corrected('已删去个人信息。').published()
    expect(await detail(recordId)).toMatchObject({ status: 'published', edition: 2 })
    expect((await about(recordId)).map((entry) => entry.kind)).toEqual([
      'record.published',
      'record.withdrawn',
      'record.published',
    ])
  })

  test('while a correction is under way: the old text goes at once, the correction goes on', async () => {
    const recordId = await record().published().corrected()
    await stage.calls.signing_leader('POST', `/api/records/${recordId}/withdrawal`, {
      ground: 'error',
      reason: '有误。',
    })
    expect((await about(recordId)).map((entry) => entry.payload === null)).toEqual([true, false])
    expect(await detail(recordId)).toMatchObject({ status: 'draft', liveEdition: null })
    await aRecordGoesOn(recordId)
    expect(await detail(recordId)).toMatchObject({ status: 'published', liveEdition: 2 })
  })
  const aRecordGoesOn = async (recordId: number) => {
    await stage.calls.clerk('POST', `/api/records/${recordId}/submission`, {})
    for (const role of ['section_head', 'secrecy_reviewer', 'signing_leader'] as const)
      await decideAs(stage.platform.as(stage.people[role]), recordId, 'approve')
  }
})

describe('what is not for the public', () => {
  test('goes through the disclosure office and never reaches the log', async () => {
    const recordId = await record({
      attribute: 'not_public',
      exemptionGround: 'EX14a',
      attributeReason: '涉及国家秘密。',
    }).broughtTo('withheld')
    const { timeline, indexNumber, publicUrl } = await detail(recordId)
    expect(timeline.map((step: { fromStatus: string }) => step.fromStatus)).toContain('disclosure_review')
    expect([indexNumber, publicUrl]).toEqual([null, null])
    expect(await about(recordId)).toEqual([])
  })

  test('also when it was made so only after a return', async () => {
    const recordId = await record().broughtTo('sign_off').returned()
    await stage.calls.clerk('PUT', `/api/records/${recordId}/draft`, {
      ...(await detail(recordId)).revision,
      attribute: 'on_request',
      attributeReason: '涉及第三方。',
      baseRevision: 1,
    })
    await stage.calls.clerk('POST', `/api/records/${recordId}/submission`, {})
    expect((await detail(recordId)).chain.map((one: { gate: string }) => one.gate)).toContain('disclosure_review')
  })

  test('a section head who makes it so in the section review sends it through the disclosure office too', async () => {
    const recordId = await record()
      .broughtTo('section_review')
      .saved({ attribute: 'on_request', attributeReason: '涉及第三方。' }, 'section_head')
      .broughtTo('withheld')
    const { timeline } = await detail(recordId)
    expect(timeline.map((step: { fromStatus: string }) => step.fromStatus)).toContain('disclosure_review')
  })
})

describe('a repeal', () => {
  test('leaves the text public and marks it', async () => {
    const recordId = await record().published().repealed()
    expect(await detail(recordId)).toMatchObject({ status: 'published', repeal: { on: '2026-03-01' } })
    const [published, changed] = await about(recordId)
    expect(published!.payload).not.toBeNull()
    expect(changed).toMatchObject({ kind: 'record.validity-changed', payload: { validity: 'repealed' } })
  })
  test('stays with the next edition', async () => {
    const recordId = await record().published().repealed().corrected().published()
    expect((await about(recordId)).at(-1)!.payload).toMatchObject({
      validity: 'repealed',
      repeal: { on: '2026-03-01' },
    })
  })
  test('is not declared before its day', async () => {
    const recordId = await record().published()
    const before = await fingerprint(stage.platform)
    const answer = await stage.calls.signing_leader('POST', `/api/records/${recordId}/repeal`, {
      repealedOn: '2026-03-03',
      repealedBy: '云溪政发〔2026〕9号',
      reason: '已有新规定。',
    })
    expect([answer.status, answer.body.issues[0].field]).toEqual([422, 'repealedOn'])
    expect(await fingerprint(stage.platform)).toBe(before)
  })
})

describe('the log guards itself', () => {
  const attempts = [
    `update publication_log set subject = 'record/0'`,
    `delete from publication_log`,
    `truncate publication_log cascade`,
    `update publication_payload set payload = '{}' where payload is not null`,
    `delete from publication_payload`,
    `truncate publication_payload`,
    `update revision set title = '改过的标题'`,
    `delete from revision`,
    `update step set actor_id = null`,
    `delete from step`,
    `delete from event`,
    `update audit_entry set actor_name = '别人'`,
    `delete from audit_entry`,
  ]
  test.each(attempts)('%s', async (attempt) => {
    await record().published()
    const before = await fingerprint(stage.platform)
    await expect(sql.raw(attempt).execute(stage.platform.owner)).rejects.toMatchObject({ code: '23001' })
    // As the running program: without the right (42501), or, where a withdrawal has it, stopped by the trigger.
    const code = attempt.startsWith('update publication_payload') ? '23001' : '42501'
    await expect(sql.raw(attempt).execute(stage.platform.db)).rejects.toMatchObject({ code })
    expect(await fingerprint(stage.platform)).toBe(before)
  })

  test('a payload that was blanked never comes back', async () => {
    const recordId = await record().published().withdrawn()
    const [{ seq }] = (await about(recordId)) as [LogEntry]
    const back = sql`update publication_payload set payload = '{}', blanked_by = null where seq = ${seq}`
    await expect(back.execute(stage.platform.db)).rejects.toMatchObject({ code: '23001' })
  })

  test('no record has two live or two open editions, even for a program that does not ask', async () => {
    const recordId = await record().published().corrected()
    const insert = (status: string) =>
      sql`insert into edition (record_id, number, status, unit_id) values (${recordId}, 9, ${status}, ${stage.unitId})`.execute(
        stage.platform.db,
      )
    await expect(insert('published')).rejects.toMatchObject({ constraint: 'edition_one_live' })
    await expect(insert('sign_off')).rejects.toMatchObject({ constraint: 'edition_one_open' })
  })
})
