import { type CalendarYear, calendarYearIssues, daysOf, type Notice } from './calendar-year.ts'
import { plainDate } from './iso-date.ts'
import type { NoticeIssue, NoticeReading } from './read-notice.ts'
import { noticeIssues as say, shortDate } from './words.zh.ts'

/** A year as a notice would leave it, with everything that speaks against entering it. */
export type AppliedNotice = { year: CalendarYear | null; issues: NoticeIssue[] }

/**
 * Puts a notice into the calendar: a yearly notice stands in place of what was known of its year, a later one changes one
 * break of it. Whoever reads it afterwards sees the reading's own issues first, then those of the year that results.
 * @param base the year as it is in force, undefined when none is
 * @param today the legal day on which it is read
 */
export function applyNotice(reading: NoticeReading, base: CalendarYear | undefined, today: string): AppliedNotice {
  const issues = [...reading.issues]
  const complain = (key: string, severity: NoticeIssue['severity'], message: string) =>
    issues.push({ key, severity, message })
  if (reading.year === null) return { year: null, issues }
  const thisYear = Number(today.slice(0, 4))
  if (reading.year < 2008 || reading.year > thisYear + 1) {
    complain('year', 'error', say.yearOutside(reading.year, thisYear))
    return { year: null, issues }
  }
  const { issuedOn } = reading
  if (
    issuedOn !== null &&
    (issuedOn > today || issuedOn < `${reading.year - 1}-07-01` || issuedOn > `${reading.year}-12-31`)
  )
    complain('issued', 'warning', say.issuedOutside(issuedOn, reading.year))
  if (issuedOn !== null && reading.number && !reading.number.includes(`〔${issuedOn.slice(0, 4)}〕`))
    complain('number_year', 'warning', say.numberYear(reading.number, issuedOn))

  const notice: Notice = {
    title: reading.title,
    number: reading.number,
    issuedOn: issuedOn ?? '',
    // Two people have held the days against the text by the time it is in force.
    confidence: 'verified',
  }
  const holidays = reading.holidays.map(({ name, from, to }) => ({ name, from, to }))
  const workdays = [...new Set(reading.workdays.map(({ date }) => date))].sort()
  if (reading.kind === 'year') {
    const year: CalendarYear = { year: reading.year, notice, amendments: [], holidays, workdays }
    for (const { message } of calendarYearIssues(year)) complain('year_unsound', 'error', message)
    if (!issues.some((issue) => issue.severity === 'error')) {
      const { moved, made } = balance(year)
      if (moved !== made) complain('balance', 'warning', say.balance(moved, made))
    }
    return { year, issues }
  }

  if (!base) {
    complain('no_base', 'error', say.noBase(reading.year))
    return { year: null, issues }
  }
  const [first] = holidays
  if (!first) return { year: null, issues }
  const held = base.holidays.filter((one) => one.name.includes(first.name))
  if (!held.length) {
    complain('no_break', 'error', say.noBreak(first.name, base.year))
    return { year: null, issues }
  }
  const start = held.map((one) => one.from).sort()[0]!
  const changed = reading.kind === 'extend' ? [{ name: held[0]!.name, from: start, to: first.to }] : holidays
  const off = new Set(changed.flatMap(daysOf))
  const others = base.holidays.filter((one) => !held.includes(one))
  const kept = base.workdays.filter((date) => !off.has(date))
  const near = (date: string) =>
    Math.abs(plainDate(date).until(plainDate(first.from), { largestUnit: 'days' }).days) < 21 &&
    !workdays.includes(date)
  if (reading.kind === 'adjust')
    for (const date of kept.filter(near)) complain('kept_workday', 'warning', say.keptWorkday(shortDate(date)))
  const year: CalendarYear = {
    year: base.year,
    notice: base.notice,
    amendments: [...base.amendments, notice],
    holidays: [...others, ...changed].sort((a, b) => (a.from < b.from ? -1 : 1)),
    workdays: [...new Set([...kept, ...workdays])].sort(),
  }
  for (const { message } of calendarYearIssues(year)) complain('year_unsound', 'error', message)
  return { year, issues }
}

/**
 * A yearly notice moves days and gives none away: weekdays made free beyond the statutory days (13 since 2025, 11 before;
 * 办法 art 6 makes up those that fall on a weekend) equal the weekend days worked instead.
 */
function balance(year: CalendarYear): { moved: number; made: number } {
  const free = year.holidays.flatMap(daysOf).filter((date) => plainDate(date).dayOfWeek < 6).length
  return { moved: free - (year.year >= 2025 ? 13 : 11), made: year.workdays.length }
}

/** What kind of day a year makes of a date; days it does not name are ordinary. */
export type NamedDay = { date: string; kind: 'holiday' | 'make_up'; name: string }
export type DayDifference = { date: string; before: NamedDay | null; after: NamedDay | null }

const namedDays = (year: CalendarYear | undefined): Map<string, NamedDay> =>
  new Map([
    ...(year?.holidays ?? []).flatMap((one) =>
      daysOf(one).map((date): [string, NamedDay] => [date, { date, kind: 'holiday', name: one.name }]),
    ),
    ...(year?.workdays ?? []).map((date): [string, NamedDay] => [date, { date, kind: 'make_up', name: '' }]),
  ])

/** Days on which two states of a year differ, by date. */
export function differences(before: CalendarYear | undefined, after: CalendarYear): DayDifference[] {
  const [old, now] = [namedDays(before), namedDays(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((date) => ({ date, before: old.get(date) ?? null, after: now.get(date) ?? null }))
    .filter(({ before: a, after: b }) => a?.kind !== b?.kind || a?.name !== b?.name)
}
