import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CalendarYear, calendarYearIssues, daysOf } from './calendar-year.ts'
import { loadCalendarYears } from './load-years.ts'
import { statutoryDays } from './statutory-days.ts'

const years = loadCalendarYears()
const of = (year: number) => years.find((y) => y.year === year)!
const ranges = (year: number) => of(year).holidays.map((h) => `${h.name} ${h.from.slice(5)}–${h.to.slice(5)}`)

describe('the years shipped', () => {
  test('2019 to 2026, each sound', () => {
    expect(years.map((y) => y.year)).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
    for (const year of years) expect(calendarYearIssues(year)).toEqual([])
  })

  test.each([
    [
      2024,
      '国办发明电〔2023〕7号',
      '元旦 01-01–01-01; 春节 02-10–02-17; 清明节 04-04–04-06; 劳动节 05-01–05-05; 端午节 06-10–06-10; 中秋节 09-15–09-17; 国庆节 10-01–10-07',
      '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
    ],
    [
      2025,
      '国办发明电〔2024〕12号',
      '元旦 01-01–01-01; 春节 01-28–02-04; 清明节 04-04–04-06; 劳动节 05-01–05-05; 端午节 05-31–06-02; 国庆节、中秋节 10-01–10-08',
      '01-26 02-08 04-27 09-28 10-11',
    ],
    [
      2026,
      '国办发明电〔2025〕7号',
      '元旦 01-01–01-03; 春节 02-15–02-23; 清明节 04-04–04-06; 劳动节 05-01–05-05; 端午节 06-19–06-21; 中秋节 09-25–09-27; 国庆节 10-01–10-07',
      '01-04 02-14 02-28 05-09 09-20 10-10',
    ],
  ])('%i is the arrangement of the notice', (year, number, holidays, workdays) => {
    expect(of(year).notice.number).toBe(number)
    expect(ranges(year)).toEqual(holidays.split('; '))
    expect(
      of(year)
        .workdays.map((d) => d.slice(5))
        .join(' '),
    ).toBe(workdays)
  })

  const corpus = path.join(process.env.GONGKAI_CORPUS ?? '../shared/corpus', 'calendar/holidays.json')
  test.skipIf(!existsSync(corpus))('agree day by day with an independent list (skipped without the corpus)', () => {
    const list = JSON.parse(readFileSync(corpus, 'utf8')) as Record<'holidays' | 'workdays', Record<string, string>>
    const since = (days: string[]) => days.filter((d) => d >= '2018-12-29' && d < '2027').sort()
    expect(since(years.flatMap((y) => y.holidays.flatMap(daysOf)))).toEqual(since(Object.keys(list.holidays)))
    expect(since(years.flatMap((y) => y.workdays))).toEqual(since(Object.keys(list.workdays)))
  })
})

describe('statutory days', () => {
  test('2027 under the 2024 revision', () => {
    expect([...statutoryDays(2027).keys()]).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ])
  })
  test('除夕 and 2 May were added in 2025', () => {
    expect(statutoryDays(2024).has('2024-02-09')).toBe(false)
    expect(statutoryDays(2025).has('2025-01-28')).toBe(true)
    expect(statutoryDays(2024).has('2024-05-02')).toBe(false)
  })
  test.each(years.map((y) => y.year))('every statutory day of %i lies in a holiday of the notice', (year) => {
    const off = new Set(of(year).holidays.flatMap(daysOf))
    expect([...statutoryDays(year).keys()].filter((d) => !off.has(d))).toEqual([])
  })
})

describe('a year with mistakes is refused', () => {
  const good = of(2026)
  test.each<[string, Partial<CalendarYear>, string]>([
    ['a make-up day on a weekday', { workdays: ['2026-02-13'] }, '不是星期六或星期日'],
    ['a make-up day inside a holiday', { workdays: ['2026-02-15'] }, '出现了两次'],
    ['a day that does not exist', { workdays: ['2026-02-30'] }, '日期不对'],
    ['another year', { workdays: ['2027-01-02'] }, '不在这一年'],
    ['a statutory day left out', { holidays: good.holidays.slice(0, -1) }, '法定节日（国庆节）'],
    ['a reversed range', { holidays: [{ name: '元旦', from: '2026-01-03', to: '2026-01-01' }] }, '晚于结束日期'],
    ['a bad year', { year: 26 }, '应为四位数字'],
  ])('%s', (_, change, message) => {
    const messages = calendarYearIssues({ ...good, ...change }).map((i) => i.message)
    expect(messages.join('\n')).toContain(message)
  })
})
