import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadCalendarYears, WorkingCalendar } from '../calendar/index.ts'
import { type Course, caseClock, type Pause } from './clock.ts'

const calendar = new WorkingCalendar(loadCalendarYears())

const started = (on: string, workingDays = 20): Course['starts'][number] => ({
  on,
  workingDays,
  law: 'OGI-33',
  label: '收到申请',
})
const course = (more: Partial<Course> & Pick<Course, 'starts'>): Course => ({
  extensions: [],
  pauses: [],
  waits: [],
  promised: null,
  stoppedOn: null,
  ...more,
})
const paused = (from: string, to: string | null, label = '征求第三方意见'): Pause => ({
  from,
  to,
  law: 'OGI-32',
  label,
})

describe('the last day', () => {
  test.each([
    ['2024-02-08', 7, '2024-02-23'],
    ['2024-09-13', 20, '2024-10-17'],
    ['2025-01-20', 20, '2025-02-21'],
    ['2025-09-26', 20, '2025-10-30'],
    ['2026-01-26', 20, '2026-02-28'],
    ['2026-02-10', 7, '2026-02-26'],
    ['2026-02-13', 20, '2026-03-19'],
    ['2026-04-24', 7, '2026-05-08'],
    ['2026-04-28', 20, '2026-05-28'],
    ['2026-05-09', 20, '2026-06-05'],
    ['2026-09-15', 15, '2026-10-12'],
    ['2026-09-15', 20, '2026-10-19'],
    ['2026-10-03', 20, '2026-11-03'],
  ])('%s + %i → %s', (on, days, last) => {
    expect(caseClock(course({ starts: [started(on, days)] }), calendar, on).due).toEqual({
      on: last,
      provisional: false,
    })
  })

  test.each<[string, Partial<Course>, string]>([
    ['extended', { extensions: [{ on: '2026-07-10', workingDays: 20, law: 'OGI-33' }] }, '2026-08-10'],
    // 15–26 June: five working days before, 15–18 and 22–26 do not count (nine days, 19–21 June are 端午 anyway).
    ['nine working days of consultation', { pauses: [paused('2026-06-15', '2026-06-26')] }, '2026-07-24'],
    [
      'two consultations that overlap count once',
      {
        pauses: [paused('2026-06-15', '2026-06-24'), paused('2026-06-18', '2026-06-26', '征求共同制作机关意见')],
      },
      '2026-07-24',
    ],
    ['a consultation over a weekend only', { pauses: [paused('2026-06-13', '2026-06-14')] }, '2026-07-13'],
    [
      'promised for a day',
      { promised: { on: '2026-09-01', decidedOn: '2026-07-01', law: 'OGI-35' as const } },
      '2026-09-01',
    ],
  ])('%s', (_, more, last) => {
    expect(caseClock(course({ starts: [started('2026-06-12')], ...more }), calendar, '2026-06-12').due?.on).toBe(last)
  })

  test('a correction starts a whole new period, and an extension of the old one is gone', () => {
    const clock = caseClock(
      course({
        starts: [started('2026-06-12'), { ...started('2026-07-06'), label: '收到补正' }],
        extensions: [{ on: '2026-06-20', workingDays: 20, law: 'OGI-33' }],
        waits: [{ from: '2026-06-18', to: '2026-07-06', law: 'OGI-30', label: '等待申请人补正' }],
      }),
      calendar,
      '2026-07-06',
    )
    expect(clock.due).toEqual({ on: '2026-08-03', provisional: false })
    expect(clock.total).toBe(20)
    expect(clock.spans.map((span) => [span.kind, span.from, span.to])).toEqual([
      ['void', '2026-06-12', '2026-06-18'],
      ['wait', '2026-06-19', '2026-07-06'],
      ['run', '2026-07-06', '2026-08-03'],
    ])
  })

  test('nobody knows it while a consultation is open or the applicant is waited for', () => {
    const open = course({ starts: [started('2026-06-12')], pauses: [paused('2026-06-15', null)] })
    expect(caseClock(open, calendar, '2026-06-20')).toMatchObject({ state: 'paused', due: null, left: null, used: 0 })
    const wait = { from: '2026-06-16', to: null, law: 'OGI-30', label: '等待申请人补正' } as const
    const waiting = caseClock(course({ starts: [started('2026-06-12')], waits: [wait] }), calendar, '2026-06-20')
    expect(waiting).toMatchObject({ state: 'waiting', due: null, left: null, used: 2 })
    expect(waiting.ledger.map((day) => [day.date, day.n, day.why])).toEqual([
      ['2026-06-12', null, 'start'],
      ['2026-06-13', null, 'weekend'],
      ['2026-06-14', null, 'weekend'],
      ['2026-06-15', 1, 'working'],
      ['2026-06-16', 2, 'working'],
      ['2026-06-17', null, 'waiting'],
      ['2026-06-18', null, 'waiting'],
      ['2026-06-19', null, 'waiting'],
      ['2026-06-20', null, 'waiting'],
    ])
  })

  test('a consultation that was over before the answer has used no day of the twenty', () => {
    const clock = caseClock(
      course({
        starts: [started('2026-06-12')],
        pauses: [paused('2026-06-15', '2026-06-26')],
        stoppedOn: '2026-06-30',
      }),
      calendar,
      '2026-12-01',
    )
    expect(clock).toMatchObject({ state: 'stopped', used: 2, left: null, due: { on: '2026-07-24' } })
    expect(clock.spans.map((span) => [span.kind, span.from, span.to])).toEqual([
      ['run', '2026-06-12', '2026-06-14'],
      ['pause', '2026-06-15', '2026-06-26'],
      ['run', '2026-06-27', '2026-06-30'],
    ])
  })

  test('beyond the loaded calendar it is provisional', () => {
    const years = loadCalendarYears().filter((year) => year.year <= 2026)
    const clock = caseClock(course({ starts: [started('2026-12-21')] }), new WorkingCalendar(years), '2026-12-21')
    expect(clock.due?.provisional).toBe(true)
  })

  test.each([
    ['2026-07-13', 0],
    ['2026-07-10', 1],
    ['2026-07-14', -1],
    ['2026-07-18', -4],
  ])('on %s there are %i days left of a period that ends on 13 July', (today, left) => {
    expect(caseClock(course({ starts: [started('2026-06-12')] }), calendar, today).left).toBe(left)
  })
})

describe('whatever happens', () => {
  const day = (n: number) => Temporal.PlainDate.from('2024-01-02').add({ days: n }).toString()
  const days = fc.integer({ min: 0, max: 700 })
  const length = fc.integer({ min: 1, max: 40 })
  const pauses = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 30 })), { maxLength: 4 })
  const pausesFrom = (start: number, given: [number, number][]) =>
    given.map(([from, long]) => paused(day(start + from), day(start + from + long)))
  const due = (given: Course, today = day(0)) => caseClock(given, calendar, today).due!.on

  test('pausing never shortens, and more pauses shorten nothing either', () => {
    fc.assert(
      fc.property(days, length, pauses, pauses, (start, long, some, more) => {
        const plain = course({ starts: [started(day(start), long)] })
        const one = { ...plain, pauses: pausesFrom(start, some) }
        const both = { ...plain, pauses: [...one.pauses, ...pausesFrom(start, more)] }
        expect(due(one) >= due(plain)).toBe(true)
        expect(due(both) >= due(one)).toBe(true)
      }),
    )
  })

  test('a restart inherits nothing', () => {
    fc.assert(
      fc.property(days, length, pauses, fc.integer({ min: 0, max: 60 }), (start, long, some, later) => {
        const again = started(day(start + later), long)
        const before = pausesFrom(start, some).filter((one) => one.to! < again.on)
        const restarted = course({
          starts: [started(day(start), long), again],
          pauses: before,
          extensions: later > 0 ? [{ on: day(start), workingDays: 20, law: 'OGI-33' }] : [],
        })
        expect(due(restarted)).toBe(due(course({ starts: [again] })))
      }),
    )
  })

  test('the last day is a working day on which nothing is paused', () => {
    fc.assert(
      fc.property(days, length, pauses, (start, long, some) => {
        const given = course({ starts: [started(day(start), long)], pauses: pausesFrom(start, some) })
        const last = due(given)
        expect(calendar.isWorkingDay(last)).toBe(true)
        expect(given.pauses.some((one) => one.from <= last && last <= one.to!)).toBe(false)
      }),
    )
  })

  test('a later receipt never gives an earlier last day', () => {
    fc.assert(
      fc.property(days, length, pauses, fc.integer({ min: 1, max: 20 }), (start, long, some, later) => {
        const at = (on: number) => course({ starts: [started(day(on), long)], pauses: pausesFrom(start + 30, some) })
        expect(due(at(start + later)) >= due(at(start))).toBe(true)
      }),
    )
  })

  test('the bar has no gap and no overlap, and the ledger counts every day once', () => {
    fc.assert(
      fc.property(days, length, pauses, (start, long, some) => {
        const given = course({ starts: [started(day(start), long)], pauses: pausesFrom(start, some) })
        const { spans, ledger, total } = caseClock(given, calendar, day(start))
        spans.slice(1).forEach((span, i) => {
          expect(span.from).toBe(Temporal.PlainDate.from(spans[i]!.to!).add({ days: 1 }).toString())
        })
        expect(ledger.filter((one) => one.n !== null).map((one) => one.n)).toEqual(
          Array.from({ length: total }, (_, i) => i + 1),
        )
        expect(ledger.at(-1)!.date).toBe(due(given))
      }),
    )
  })
})
