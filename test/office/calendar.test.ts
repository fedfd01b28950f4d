import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerCalendar } from '../../src/foundations/calendar/api.ts'
import { loadCalendarYears, WorkingCalendar } from '../../src/foundations/calendar/index.ts'
import { installCalendar, loadCalendar, saveYear } from '../../src/foundations/calendar/store.ts'
import type { Trx } from '../../src/platform/db/connect.ts'
import { type Call, signedInAs, testOffice } from '../support/office.ts'
import { person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let clerk: Call

beforeAll(async () => {
  platform = await testPlatform({ clock: '2026-11-05T02:00:00Z' })
  await platform.db.transaction().execute((trx) => installCalendar(trx, platform.clock()))
  app = await testOffice(platform, (office) => registerCalendar(office, platform))
  clerk = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: await unit(platform) }))
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

describe('the calendar in the database', () => {
  test('says of every day of every shipped year what the notices say', async () => {
    const shipped = new WorkingCalendar(loadCalendarYears())
    const stored = await loadCalendar(platform.db)
    expect(stored.years).toEqual(shipped.years)
    for (let day = Temporal.PlainDate.from('2018-12-01'); day.year < 2028; day = day.add({ days: 1 }))
      expect(stored.day(day.toString())).toEqual(shipped.day(day.toString()))
  })

  test('is installed once and leaves alone what an administrator entered', async () => {
    const own = await testPlatform()
    const install = (trx: Trx) => installCalendar(trx, own.clock())
    const mended = { ...loadCalendarYears().find((year) => year.year === 2026)!, workdays: [] }
    await own.db.transaction().execute((trx) => saveYear(trx, mended, { at: own.clock(), noticeId: null }))
    const added = await own.db.transaction().execute(install)
    expect(added).not.toContain(2026)
    expect(await own.db.transaction().execute(install)).toEqual([])
    expect((await loadCalendar(own.db)).isWorkingDay('2026-02-28')).toBe(false)
    await own.close()
  })
})

describe('the routes', () => {
  test('list the years with their notices and warn that next year is missing', async () => {
    const { body } = await clerk('GET', '/api/calendar')
    const of = (year: number) => body.years.find((one: { year: number }) => one.year === year)
    expect(of(2026)).toMatchObject({ loaded: true })
    expect(of(2026).notice).toContain('国务院办公厅')
    expect(of(2027)).toMatchObject({ loaded: false, notice: null })
    expect(body.warnings.join()).toContain('2027年的放假安排尚未录入')
  })

  test('show a year day by day', async () => {
    const { body } = await clerk('GET', '/api/calendar/2026')
    expect(body.days).toHaveLength(365)
    const of = (date: string) => body.days.find((one: { date: string }) => one.date === date)
    expect(of('2026-02-17')).toMatchObject({ kind: 'holiday', name: '春节' })
    expect(of('2026-02-28')).toMatchObject({ kind: 'make_up', name: '调休上班' })
    expect(of('2026-03-02')).toMatchObject({ kind: 'working', name: null })
    expect(body.workingDays).toBe(body.days.filter((one: { kind: string }) => /working|make_up/.test(one.kind)).length)
  })

  test('compute a deadline over the Spring Festival and say why', async () => {
    const { body } = await clerk('GET', '/api/calendar/deadline?from=2026-01-26&workingDays=20')
    expect(body).toMatchObject({ last: '2026-02-28', provisional: false })
    expect(body.explanation).toContain('春节放假')
    expect(body.ledger[0]).toMatchObject({ date: '2026-01-26', counts: false, n: null })
  })

  test.each([
    '/api/calendar/1948',
    '/api/calendar/2200',
    '/api/calendar/abc',
    '/api/calendar/deadline?from=2026-02-30&workingDays=20',
    '/api/calendar/deadline?from=2026-02-03&workingDays=0',
    '/api/calendar/deadline?from=2026-02-03&workingDays=2001',
    '/api/calendar/deadline?from=2199-12-31&workingDays=2000',
    '/api/calendar/deadline',
  ])('%s is 422', async (url) => {
    const answer = await clerk('GET', url)
    expect(answer.status).toBe(422)
    expect(answer.body.issues.length).toBeGreaterThan(0)
  })

  test('the longest period from the latest day still has an answer', async () => {
    expect((await clerk('GET', '/api/calendar/deadline?from=2189-12-31&workingDays=2000')).status).toBe(200)
  })
})
