/** One year's official arrangement of holidays as data: one JSON file of db/seeds/law/calendar, or one row in a table. */
import { isIsoDate, plainDate } from './iso-date.ts'
import { statutoryDays } from './statutory-days.ts'
import { yearIssues } from './words.zh.ts'

export type Notice = {
  title: string
  /** 发文字号 */
  number: string
  issuedOn: string
  /** `verified`: read in a copy of the notice; `compiled`: read in compilations that agree; `memory`: a person must check. */
  confidence: 'verified' | 'compiled' | 'memory'
}

/**
 * `holidays` are the 放假 ranges (weekends inside them included), `workdays` the 调休上班 days. The first may begin in
 * December of the year before (2019, 2023), because the New Year break does.
 */
export type CalendarYear = {
  year: number
  notice: Notice
  /** Later notices that changed the arrangement, e.g. 2020's longer 春节; their effect is already in the lists. */
  amendments: Notice[]
  holidays: { name: string; from: string; to: string }[]
  workdays: string[]
}

export type YearIssue = { field: string; message: string }

/**
 * What is wrong with a year's data before it may be loaded; [] when it is sound. A make-up day that is no weekend day, a
 * holiday outside the year, an overlap or a statutory day left working are typing errors that would falsify every clock.
 */
export function calendarYearIssues(data: CalendarYear): YearIssue[] {
  const issues: YearIssue[] = []
  const complain = (field: string, message: string) => issues.push({ field, message })
  if (!Number.isInteger(data.year) || data.year < 2008 || data.year > 2199) {
    complain('year', yearIssues.badYear(String(data.year)))
    return issues
  }
  const first = `${data.year - 1}-12-20`
  const last = `${data.year}-12-31`
  const inYear = (date: string) => date >= first && date <= last

  const off = new Set<string>()
  for (const [i, holiday] of data.holidays.entries()) {
    const field = `holidays.${i}`
    if (!isIsoDate(holiday.from) || !isIsoDate(holiday.to)) complain(field, yearIssues.badDate(holiday.name))
    else if (holiday.from > holiday.to) complain(field, yearIssues.reversed(holiday.name))
    else if (!inYear(holiday.from) || !inYear(holiday.to)) complain(field, yearIssues.outside(holiday.name))
    else
      for (const date of daysOf(holiday)) {
        if (off.has(date)) complain(field, yearIssues.twice(date))
        off.add(date)
      }
  }
  const seen = new Set<string>()
  for (const [i, date] of data.workdays.entries()) {
    const field = `workdays.${i}`
    if (!isIsoDate(date)) complain(field, yearIssues.badDate(String(date)))
    else if (!inYear(date)) complain(field, yearIssues.outside(date))
    else if (seen.has(date) || off.has(date)) complain(field, yearIssues.twice(date))
    else if (plainDate(date).dayOfWeek < 6) complain(field, yearIssues.notWeekend(date))
    seen.add(String(date))
  }
  for (const [date, name] of statutoryDays(data.year))
    if (!off.has(date)) complain('holidays', yearIssues.statutoryMissing(name, date))
  return issues
}

/** Every day of a holiday range, both ends included. */
export function daysOf(range: { from: string; to: string }): string[] {
  const days: string[] = []
  for (let d = plainDate(range.from); d.toString() <= range.to; d = d.add({ days: 1 })) days.push(d.toString())
  return days
}
