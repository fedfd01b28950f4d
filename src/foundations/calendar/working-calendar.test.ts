import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadCalendarYears } from './load-years.ts'
import { WorkingCalendar } from './working-calendar.ts'

const years = loadCalendarYears()
const calendar = new WorkingCalendar(years)
const upTo = (year: number) => new WorkingCalendar(years.filter((y) => y.year <= year))

describe('last day of a period of working days', () => {
  test.each([
    ['2024-02-08', 7, '2024-02-23', '除夕 2024-02-09 was a working day, Sunday 18 February too'],
    ['2024-09-13', 20, '2024-10-17', 'three make-up days on the way'],
    ['2025-01-20', 20, '2025-02-21', 'eight days of 春节, 26 January and 8 February worked'],
    ['2025-09-26', 20, '2025-10-30', 'eight days of 国庆 and 中秋'],
    ['2026-01-26', 20, '2026-02-28', 'the last day is a make-up Saturday'],
    ['2026-02-10', 7, '2026-02-26', 'correction notice across 春节'],
    ['2026-02-13', 20, '2026-03-19', 'received on the Friday before the make-up Saturday'],
    ['2026-04-24', 7, '2026-05-08', 'across 劳动节'],
    ['2026-04-28', 20, '2026-05-28', 'Saturday 9 May is worked'],
    ['2026-05-09', 20, '2026-06-05', 'received on a make-up Saturday'],
    ['2026-06-12', 40, '2026-08-10', 'twenty and an extension of twenty'],
    ['2026-09-15', 15, '2026-10-12', 'third party across 中秋 and 国庆'],
    ['2026-09-15', 20, '2026-10-19', 'answer across 中秋 and 国庆'],
    ['2026-10-03', 20, '2026-11-03', 'received on a holiday'],
    ['2026-02-27', 1, '2026-02-28', 'one day, the next is a make-up Saturday'],
    ['2026-03-06', 1, '2026-03-09', 'one day over a weekend'],
    ['2022-12-30', 1, '2023-01-03', 'the New Year break of the 2023 notice begins in December 2022'],
    ['2018-12-28', 1, '2018-12-29', 'the 2019 notice made a December Saturday of 2018 a working day'],
    ['2020-01-23', 1, '2020-02-03', '春节 2020 was prolonged to 2 February'],
  ])('%s + %i → %s: %s', (from, days, last) => {
    const found = calendar.lastDay(from, days)
    expect(found.last).toBe(last)
    expect(found.provisional).toBe(false)
  })

  test('one working day more or less moves the last day to the neighbouring working day', () => {
    expect(calendar.lastDay('2026-01-26', 19).last).toBe('2026-02-27')
    expect(calendar.lastDay('2026-01-26', 21).last).toBe('2026-03-02')
    expect(calendar.lastDay('2026-01-25', 20).last).toBe('2026-02-27')
    expect(calendar.lastDay('2026-01-27', 20).last).toBe('2026-03-02')
  })

  test('the ledger tells every day and why', () => {
    const { ledger } = calendar.lastDay('2026-02-12', 3)
    expect(ledger.map((d) => [d.date, d.n, d.why, d.label])).toEqual([
      ['2026-02-12', null, 'start', '起算当日，不计入'],
      ['2026-02-13', 1, 'working', '工作日'],
      ['2026-02-14', 2, 'make_up', '调休上班'],
      ...['15', '16', '17', '18', '19', '20', '21', '22', '23'].map((d) => [
        `2026-02-${d}`,
        null,
        'holiday',
        '春节放假',
      ]),
      ['2026-02-24', 3, 'working', '工作日'],
    ])
  })

  test.each([0, -1, 1.5, 2001, Number.NaN])('%d is no period', (n) => {
    expect(() => calendar.lastDay('2026-01-26', n)).toThrow(RangeError)
  })
  test.each(['2026-02-30', '2026-2-3', '', '26-01-01', '2026-01-26T00:00'])('"%s" is no day', (day) => {
    expect(() => calendar.lastDay(day, 20)).toThrow(RangeError)
  })
})

describe('years', () => {
  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, days) => {
    expect(calendar.workingDaysOfYear(year)).toEqual({ days, provisional: false })
  })

  test('nothing counts as exact in a year without a notice', () => {
    const found = calendar.lastDay('2026-12-15', 20)
    expect(found.provisional).toBe(true)
    expect(found.ledger.filter((d) => d.provisional).every((d) => d.date >= '2027-01-01')).toBe(true)
    expect(calendar.lastDay('2026-12-10', 15)).toMatchObject({ last: '2026-12-31', provisional: false })
  })

  test('the statutory days of 2027 do not pass for working days', () => {
    const off = ['2027-01-01', '2027-02-05', '2027-02-08', '2027-04-05', '2027-06-09', '2027-09-15', '2027-10-01']
    for (const date of off)
      expect(calendar.day(date)).toMatchObject({ working: false, why: 'holiday', provisional: true })
    expect(calendar.day('2027-02-05').label).toBe('春节（法定节日，放假安排待公布）')
    expect(calendar.day('2027-02-09')).toMatchObject({ working: true, provisional: true })
  })

  test('the end of a year waits for the next notice when 1 January is a Tuesday', () => {
    expect(upTo(2018 + 1).day('2019-12-31').provisional).toBe(false)
    const before2019 = new WorkingCalendar([{ ...years[0]!, year: 2018, holidays: [], workdays: [] }])
    expect(before2019.day('2018-12-31').provisional).toBe(true)
    expect(before2019.day('2018-12-20').provisional).toBe(false)
  })

  test('a late notice settles what was provisional', () => {
    const asSeenIn2025 = upTo(2025)
    expect(asSeenIn2025.lastDay('2026-02-09', 10)).toMatchObject({ provisional: true, last: '2026-02-27' })
    expect(calendar.lastDay('2026-02-09', 10)).toMatchObject({ provisional: false, last: '2026-02-28' })
  })

  test('the same year twice is refused', () => {
    expect(() => new WorkingCalendar([years[0]!, years[0]!])).toThrow()
  })
})

describe('counting between days', () => {
  test.each([
    ['2026-02-27', '2026-02-28', 1],
    ['2026-02-28', '2026-02-28', 0],
    ['2026-03-02', '2026-02-28', -1],
    ['2026-02-23', '2026-02-28', 5],
    ['2026-03-03', '2026-02-28', -2],
  ])('on %s a period ending %s has %i left', (today, last, left) => {
    expect(calendar.remaining(today, last)).toBe(left)
  })

  test('a period is overdue on the weekend after its last day', () => {
    expect(calendar.remaining('2026-03-06', '2026-03-06')).toBe(0)
    expect(calendar.remaining('2026-03-07', '2026-03-06')).toBe(-1)
    expect(calendar.remaining('2026-03-09', '2026-03-06')).toBe(-1)
    expect(calendar.remaining('2026-03-10', '2026-03-06')).toBe(-2)
  })

  test('between is signed and leaves out the first day', () => {
    expect(calendar.workingDaysBetween('2026-02-13', '2026-02-24')).toBe(2)
    expect(calendar.workingDaysBetween('2026-02-24', '2026-02-13')).toBe(-2)
    expect(Object.is(calendar.workingDaysBetween('2026-03-08', '2026-03-07'), 0)).toBe(true)
  })
})

describe('calendar days and months', () => {
  test.each([
    ['2026-01-20', 30, '2026-02-24', true, '19 February is 春节'],
    ['2026-01-29', 30, '2026-02-28', false, 'a make-up Saturday is no day off'],
    ['2026-03-02', 5, '2026-03-09', true, 'Saturday rolls to Monday'],
    ['2026-03-02', 4, '2026-03-06', false, 'Friday stays'],
  ])('%s + %i days → %s', (from, days, last, rolledOver) => {
    expect(calendar.addCalendarDays(from, days)).toMatchObject({ last, rolledOver, provisional: false })
  })

  test('without roll-over the nominal day stands', () => {
    expect(calendar.addCalendarDays('2026-03-02', 5, { rollOverHoliday: false }).last).toBe('2026-03-07')
  })

  test('months end on the corresponding day or the end of the month', () => {
    expect(calendar.addMonths('2026-08-31', 6, { rollOverHoliday: false })).toMatchObject({ last: '2027-02-28' })
    expect(calendar.addMonths('2025-12-31', 2)).toMatchObject({ last: '2026-02-28', rolledOver: false })
    expect(calendar.addMonths('2026-04-15', 6)).toMatchObject({ last: '2026-10-15', provisional: false })
    expect(calendar.addMonths('2026-04-04', 6)).toMatchObject({ nominal: '2026-10-04', last: '2026-10-08' })
  })

  test('a period ending in a year without a notice is provisional', () => {
    expect(calendar.addMonths('2026-09-01', 6).provisional).toBe(true)
  })
})

describe('properties', () => {
  const start = fc
    .integer({ min: 0, max: 3650 })
    .map((n) => Temporal.PlainDate.from('2018-06-01').add({ days: n }).toString())
  const period = fc.integer({ min: 1, max: 120 })

  test('the ledger counts exactly n working days and the last day is one of them', () => {
    fc.assert(
      fc.property(start, period, (from, n) => {
        const { last, ledger, provisional } = calendar.lastDay(from, n)
        expect(ledger.filter((d) => d.counts).map((d) => d.n)).toEqual(Array.from({ length: n }, (_, i) => i + 1))
        expect(calendar.isWorkingDay(last)).toBe(true)
        expect(ledger.at(-1)?.date).toBe(last)
        expect(calendar.workingDaysBetween(from, last)).toBe(n)
        expect(provisional).toBe(ledger.slice(1).some((d) => d.provisional))
      }),
      { numRuns: 200 },
    )
  })

  test('a later start or a longer period never ends earlier', () => {
    fc.assert(
      fc.property(start, period, fc.integer({ min: 0, max: 40 }), (from, n, more) => {
        const later = Temporal.PlainDate.from(from).add({ days: more }).toString()
        expect(calendar.lastDay(later, n).last >= calendar.lastDay(from, n).last).toBe(true)
        expect(calendar.lastDay(from, n + 1).last > calendar.lastDay(from, n).last).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('two periods in a row end where their sum ends', () => {
    fc.assert(
      fc.property(start, period, period, (from, a, b) => {
        expect(calendar.lastDay(calendar.lastDay(from, a).last, b).last).toBe(calendar.lastDay(from, a + b).last)
      }),
      { numRuns: 100 },
    )
  })
})

test('asking for year after year takes no more memory than the years that are kept ready', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const alive = () => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const asked = new WorkingCalendar(years)
  for (let year = 3000; year < 3100; year++) asked.workingDaysOfYear(year)
  const before = alive()
  for (let year = 3100; year < 3500; year++) asked.workingDaysOfYear(year)
  // Kept for good, 400 years would take some 12 MB.
  expect(alive() - before).toBeLessThan(4_000_000)
  expect(asked.workingDaysOfYear(2026)).toEqual(calendar.workingDaysOfYear(2026))
})
