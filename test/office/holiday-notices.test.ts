import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { installStatutoryColumns } from '../../src/capabilities/catalogue/index.ts'
import { publicationClocks } from '../../src/capabilities/publishing/index.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { registerCalendar } from '../../src/foundations/calendar/api.ts'
import { settleClocks } from '../../src/foundations/calendar/clocks.ts'
import { loadCalendarYears, WorkingCalendar } from '../../src/foundations/calendar/index.ts'
import { notices } from '../../src/foundations/calendar/notice-texts.ts'
import { installCalendar, loadCalendar, saveYear } from '../../src/foundations/calendar/store.ts'
import { transact } from '../../src/foundations/context.ts'
import { type Role, roleNames } from '../../src/foundations/identity/roles.ts'
import { type Call, fileBody, signedInAs, testOffice } from '../support/office.ts'
import { everyRole, type Persona, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let people: Record<Role, Persona>
let calls: Record<Role, Call>
let second: Call
let stranger: Call

/** A program whose calendar knows only the given years, and counts by the database from then on. */
const open = async (years: number[], clock: string) => {
  platform = await testPlatform({ clock })
  const shipped = loadCalendarYears().filter((year) => years.includes(year.year))
  await platform.db.transaction().execute(async (trx) => {
    for (const year of shipped) await saveYear(trx, year, { at: platform.clock(), noticeId: null })
  })
  let calendar = new WorkingCalendar(shipped)
  platform.calendar = () => calendar
  const as = platform.as
  platform.as = (actor) => ({ ...as(actor), calendar: () => calendar })
  app = await testOffice(platform, async (office) => {
    await office.register(multipart)
    registerCalendar(office, platform, {
      clocks: [publicationClocks],
      async reload() {
        calendar = await loadCalendar(platform.db)
      },
    })
  })
  await transact(platform.as(), installStatutoryColumns)
  const home = await unit(platform)
  people = await everyRole(platform, home)
  calls = {} as Record<Role, Call>
  for (const role of roleNames) calls[role] = await signedInAs(app, platform, people[role])
  second = await signedInAs(app, platform, await person(platform, { role: 'disclosure_office', unit: home }))
  stranger = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: await unit(platform) }))
}
const close = async () => {
  await app.close()
  await platform.close()
}
const propose = async (text: string, by: Call = calls.system_administrator) =>
  by('POST', '/api/calendar/notices', { text })
const dueOf = (recordId: number) =>
  platform.db
    .selectFrom('edition')
    .select(['due_on', 'due_provisional'])
    .where('record_id', '=', recordId)
    .where('number', '=', 1)
    .executeTakeFirstOrThrow()
const audited = (action: string) =>
  platform.db
    .selectFrom('audit_entry')
    .select(['subject', 'detail'])
    .where('action', '=', action)
    .orderBy('seq')
    .execute()

describe('next year’s notice in November', () => {
  beforeAll(() => open([2024, 2025], '2025-11-10T02:00:00Z'))
  afterAll(close)
  let draft: number
  let notice: number

  test('a date that runs into the unknown year is provisional', async () => {
    draft = await aRecord(platform, people, { formedOn: '2025-12-20' })
    expect(await dueOf(draft)).toEqual({ due_on: '2026-01-19', due_provisional: true })
  })

  test('reading it shows the days, the differences and what would move, and writes nothing', async () => {
    const { status, body } = await calls.disclosure_office('POST', '/api/calendar/readings', {
      text: notices.years[2026],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      year: 2026,
      number: '国办发明电〔2025〕7号',
      issuedOn: '2025-11-04',
      issues: [],
      pastDays: 0,
    })
    expect(body.holidays[1]).toMatchObject({ name: '春节', from: '2026-02-15', to: '2026-02-23' })
    expect(body.differences.find((one: { date: string }) => one.date === '2026-01-04')).toEqual({
      date: '2026-01-04',
      before: null,
      after: { date: '2026-01-04', kind: 'make_up', name: '' },
    })
    expect(body.effect).toMatchObject({ moved: 1, undone: 0, created: 0 })
    expect(body.effect.examples[0]).toMatchObject({
      address: `/record/${draft}`,
      from: '2026-01-19',
      provisional: false,
    })
    expect((await calls.clerk('GET', '/api/calendar/notices')).body).toEqual([])
  })

  test('a text that contradicts itself is refused in sentences', async () => {
    const { status, body } = await propose(notices.years[2026]!.replace('共9天', '共8天'))
    expect(status).toBe(422)
    expect(body.issues[0].message).toContain('起止日期之间是9天，通知里写的是8天')
  })

  test('a file gives its text; a later change of the words is told to who confirms', async () => {
    const { payload, headers } = fileBody('file', '通知.txt', notices.years[2026]!)
    const file = await calls.system_administrator('POST', '/api/calendar/notice-files', payload, headers)
    expect(file.body.text).toContain('部分节假日安排的通知')
    const { name, hash } = file.body
    const changed = { text: `${file.body.text}\n另行通知。`, file: { name, hash } }
    const made = await calls.system_administrator('POST', '/api/calendar/notices', changed)
    expect(made.body).toMatchObject({ edited: true, fileHash: hash, mayConfirm: false })
    expect(made.body.why).toContain('录入人不能自己确认')
    const rejected = await calls.disclosure_office('POST', `/api/calendar/notices/${made.body.id}/rejection`, {
      reason: '文字与原件不符',
    })
    expect(rejected.body).toMatchObject({ status: 'rejected', reason: '文字与原件不符' })
    const same = await calls.system_administrator('POST', '/api/calendar/notices', {
      text: file.body.text,
      file: { name, hash },
    })
    expect(same.body).toMatchObject({ edited: false, status: 'proposed' })
    notice = same.body.id
  })

  test('a broken file and an unknown one are refused', async () => {
    const { payload, headers } = fileBody('file', '通知.docx', Buffer.from('PK\u0003\u0004no'))
    expect((await calls.system_administrator('POST', '/api/calendar/notice-files', payload, headers)).status).toBe(422)
    const unknown = { text: notices.years[2026], file: { name: 'x.txt', hash: 'a'.repeat(64) } }
    expect((await calls.system_administrator('POST', '/api/calendar/notices', unknown)).status).toBe(422)
  })

  test('one proposal a year waits at a time', async () => {
    expect((await propose(notices.years[2026]!, second)).status).toBe(409)
  })

  test('the one who proposed it cannot confirm it, nor put a word into the database', async () => {
    const own = await calls.system_administrator('POST', `/api/calendar/notices/${notice}/confirmation`)
    expect(own.status).toBe(403)
    const { proposed_by } = await platform.db
      .selectFrom('calendar_notice')
      .select('proposed_by')
      .where('id', '=', notice)
      .executeTakeFirstOrThrow()
    const sneak = platform.db
      .updateTable('calendar_notice')
      .set({ status: 'confirmed', decided_by: proposed_by, decided_at: new Date() })
      .where('id', '=', notice)
      .execute()
    await expect(sneak).rejects.toThrow(/check/)
  })

  test('confirmed by another, it is in force, open clocks have moved and the audit log says how many', async () => {
    const answer = await calls.disclosure_office('POST', `/api/calendar/notices/${notice}/confirmation`)
    expect(answer).toMatchObject({ status: 200, body: { moved: 1, undone: 0, created: 0 } })
    const calendar = new WorkingCalendar(loadCalendarYears())
    expect(await dueOf(draft)).toEqual({ due_on: calendar.lastDay('2025-12-20', 20).last, due_provisional: false })
    expect(platform.calendar().years).toContain(2026)
    const [note] = await audited('calendar.confirmed')
    expect(note).toMatchObject({ subject: 'calendar/2026', detail: { notice, version: 1, moved: 1 } })
    expect(
      (await calls.clerk('GET', '/api/calendar')).body.years.find((one: { year: number }) => one.year === 2026),
    ).toMatchObject({ loaded: true })
    expect((await calls.disclosure_office('POST', `/api/calendar/notices/${notice}/confirmation`)).status).toBe(409)
    expect(
      (await calls.disclosure_office('POST', `/api/calendar/notices/${notice}/rejection`, { reason: '晚了' })).status,
    ).toBe(409)
  })

  test('whose date moved is told until taken note of; nobody else is', async () => {
    const told = (await calls.clerk('GET', '/api/calendar/moves')).body
    expect(told.moves).toMatchObject([
      { address: `/record/${draft}`, from: '2026-01-19', provisional: false, clock: '主动公开期限' },
    ])
    expect((await stranger('GET', '/api/calendar/moves')).body.moves).toEqual([])
    expect((await calls.auditor('GET', '/api/calendar/moves')).body.moves).toEqual([])
    expect((await calls.clerk('POST', '/api/calendar/moves/seen', { upTo: told.upTo })).status).toBe(204)
    expect((await calls.clerk('GET', '/api/calendar/moves')).body.moves).toEqual([])
    expect((await calls.section_head('GET', '/api/calendar/moves')).body.moves).toHaveLength(1)
  })

  test('settling again finds nothing and writes nothing', async () => {
    expect(await settleClocks(platform.as(), [publicationClocks])).toMatchObject({ moved: 0 })
    expect(await audited('clocks.recomputed')).toEqual([])
  })
})

describe('a late notice: 春节 2020 was lengthened two days before it ended', () => {
  let overdue: number
  let still: number
  let published: number
  beforeAll(async () => {
    await open([2018, 2019], '2020-02-03T02:00:00Z')
    const whole = { text: notices.years[2020]! }
    // The yearly notice as issued, without its later change.
    const { id } = (await calls.system_administrator('POST', '/api/calendar/notices', whole)).body
    await calls.disclosure_office('POST', `/api/calendar/notices/${id}/confirmation`)
  })
  afterAll(close)

  test('undoes lapses that had already come, and keeps what was in force before', async () => {
    // Due on Saturday 1 February, a make-up day before the change.
    const before = platform.calendar()
    const day = (last: string) => {
      for (let d = Temporal.PlainDate.from('2020-01-06'); ; d = d.subtract({ days: 1 }))
        if (before.lastDay(d.toString(), 20).last === last) return d.toString()
    }
    overdue = await aRecord(platform, people, { formedOn: day('2020-02-01') })
    published = await aRecord(platform, people, {
      formedOn: day('2020-01-31'),
      effectiveOn: null,
      docNumber: '',
      kind: 'notice',
    }).published()
    still = await aRecord(platform, people, { formedOn: '2019-11-04' })
    expect(await dueOf(overdue)).toMatchObject({ due_on: '2020-02-01' })
    const { body } = await propose(notices.changes[2020]!, calls.disclosure_office)
    expect(body.understood).toMatchObject({ pastDays: 3, effect: { moved: 2, undone: 2, created: 0 } })
    const done = await calls.system_administrator('POST', `/api/calendar/notices/${body.id}/confirmation`)
    expect(done.body).toMatchObject({ moved: 2, undone: 2, created: 0 })
    // 31 January and 1 February count no more.
    expect(await dueOf(overdue)).toMatchObject({ due_on: '2020-02-04' })
    expect(await dueOf(published)).toMatchObject({ due_on: '2020-02-03' })
    expect((await dueOf(still)).due_on).toBe(before.lastDay('2019-11-04', 20).last)

    const versions = (await calls.clerk('GET', '/api/calendar/2020/versions')).body
    expect(versions.map((one: { version: number; number: string }) => [one.version, one.number])).toEqual([
      [2, '国办发明电〔2020〕1号'],
      [1, '国办发明电〔2019〕16号'],
    ])
    expect(versions[1].inForceUntil).toBe(versions[0].inForceFrom)
    expect(versions[0].differences.map((one: { date: string }) => one.date)).toEqual([
      '2020-01-31',
      '2020-02-01',
      '2020-02-02',
    ])
    await expect(platform.db.deleteFrom('calendar_version').execute()).rejects.toThrow(/append-only|permission denied/)
  })

  test('tells the clerk that a lapse was undone, of the item made public in the meantime too', async () => {
    const { moves } = (await calls.clerk('GET', '/api/calendar/moves')).body
    const told = moves.map((one: { address: string; lapse: string }) => [one.address, one.lapse]).sort()
    expect(told).toEqual([
      [`/record/${overdue}`, 'undone'],
      [`/record/${published}`, 'undone'],
    ])
  })

  test('a proposal overtaken by another change of its year is not put in force', async () => {
    const { body } = await propose(notices.years[2020]!)
    const version = { ...loadCalendarYears().find((year) => year.year === 2020)!, workdays: [] }
    await platform.db.transaction().execute((trx) => saveYear(trx, version, { at: platform.clock(), noticeId: null }))
    expect((await calls.disclosure_office('POST', `/api/calendar/notices/${body.id}/confirmation`)).status).toBe(409)
  })
})

describe('years that come with a new release', () => {
  beforeEach(() => open([2024, 2025], '2025-11-10T02:00:00Z'))
  test('move what was provisional, once, with a line in the audit log', async () => {
    const draft = await aRecord(platform, people, { formedOn: '2025-12-20' })
    await platform.db.transaction().execute((trx) => installCalendar(trx, platform.clock()))
    const ctx = { ...platform.as(), calendar: () => new WorkingCalendar(loadCalendarYears()) }
    expect(await settleClocks(ctx, [publicationClocks])).toMatchObject({ moved: 1 })
    expect(await settleClocks(ctx, [publicationClocks])).toMatchObject({ moved: 0 })
    expect((await dueOf(draft)).due_provisional).toBe(false)
    expect((await audited('clocks.recomputed')).map((one) => one.detail)).toEqual([{ moved: 1, undone: 0, created: 0 }])
    await close()
  })
})
