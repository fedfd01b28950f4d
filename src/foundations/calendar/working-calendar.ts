/**
 * Working days: Monday to Friday, minus announced holidays, plus announced make-up days (调休上班). 条例 does not define
 * 工作日; this is the practice under 《全国年节及纪念日放假办法》 and the yearly notices, and how 行政许可法 art 82 and
 * 复议法 art 88 read the word. Days are Asia/Shanghai calendar days 'YYYY-MM-DD' on both sides of every call.
 */
import { type CalendarYear, daysOf } from './calendar-year.ts'
import { plainDate } from './iso-date.ts'
import { statutoryDays } from './statutory-days.ts'
import { dayLabels } from './words.zh.ts'

export type DayReason = 'start' | 'working' | 'weekend' | 'holiday' | 'make_up'

export type Day = {
  date: string
  working: boolean
  why: Exclude<DayReason, 'start'>
  /** What a person reads beside the day, e.g. 春节放假. */
  label: string
  /** True when no notice settles this day: computed from the statutory days alone and apt to change. */
  provisional: boolean
}

export type LedgerDay = {
  date: string
  counts: boolean
  /** 1, 2, 3 … on days that count, null on the others. */
  n: number | null
  why: DayReason
  label: string
  provisional: boolean
}

export type LastDay = { last: string; provisional: boolean; ledger: LedgerDay[] }

export type RolledDay = {
  last: string
  /** The last day before any roll-over. */
  nominal: string
  /** True when `last` is later than `nominal` because that was a day off (民法典 art 203). */
  rolledOver: boolean
  provisional: boolean
}

type Off = { working: false; name: string }
type On = { working: true }

/** No period of the law is longer; a larger number is a typing error. */
export const longestPeriod = 2000

/** Years whose days are kept ready: more than all clocks of a county run in. */
const mostYearsKept = 64

export class WorkingCalendar {
  readonly years: readonly number[]
  readonly #announced = new Map<string, Off | On>()
  readonly #byYear = new Map<number, Day[]>()

  /** `years`: any set of sound year data (`calendarYearIssues`), in any order; the same year twice throws. */
  constructor(years: readonly CalendarYear[]) {
    this.years = years.map((y) => y.year).sort((a, b) => a - b)
    if (new Set(this.years).size !== years.length) throw new Error('the same calendar year was given twice')
    for (const year of years) {
      for (const holiday of year.holidays)
        for (const date of daysOf(holiday)) this.#announced.set(date, { working: false, name: holiday.name })
      for (const date of year.workdays) this.#announced.set(date, { working: true })
    }
  }

  /** What kind of day it is and why. */
  day(date: string): Day {
    const parsed = plainDate(date)
    return this.#year(parsed.year)[parsed.dayOfYear - 1]!
  }

  isWorkingDay(date: string): boolean {
    return this.day(date).working
  }

  /**
   * Last day of a period of `workingDays` (1 … 2000) triggered on `from`. The trigger day is not counted (民法典 art 201):
   * day 1 is the next working day. The ledger lists every day from `from` to `last`, `from` first with why 'start'.
   */
  lastDay(from: string, workingDays: number): LastDay {
    requirePeriod(workingDays)
    const start = this.day(from)
    const ledger: LedgerDay[] = [
      { date: from, counts: false, n: null, why: 'start', label: dayLabels.start, provisional: start.provisional },
    ]
    let n = 0
    let provisional = false
    for (const day of this.#after(from)) {
      if (day.working) n++
      provisional ||= day.provisional
      const { date, why, label } = day
      ledger.push({ date, counts: day.working, n: day.working ? n : null, why, label, provisional: day.provisional })
      if (n === workingDays) return { last: date, provisional, ledger }
    }
    throw new RangeError(`no ${workingDays} working days after ${from} before the year 2200`)
  }

  /** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
  workingDaysBetween(from: string, to: string): number {
    if (to < from) return -this.workingDaysBetween(to, from) || 0
    plainDate(to)
    let n = 0
    for (const day of this.#after(from)) {
      if (day.date > to) break
      if (day.working) n++
    }
    return n
  }

  /**
   * Working days left: 0 on the last day itself, positive before it, negative once it has passed. Overdue begins the day
   * after, so a period that ran out on a Friday stands at −1 from Saturday on, not at 0.
   */
  remaining(today: string, last: string): number {
    if (today <= last) return this.workingDaysBetween(today, last)
    return -Math.max(1, this.workingDaysBetween(last, today))
  }

  /** The first working day on or after `date`. */
  workingDayFrom(date: string): Day {
    const day = this.day(date)
    if (day.working) return day
    for (const later of this.#after(date)) if (later.working) return later
    throw new RangeError(`no working day after ${date} before the year 2200`)
  }

  /** Period of calendar days (0 … 20000): the trigger day is not counted. Roll-over per 民法典 art 203 unless told not to. */
  addCalendarDays(from: string, days: number, options: { rollOverHoliday?: boolean } = {}): RolledDay {
    if (!Number.isInteger(days) || days < 0 || days > 20_000) throw new RangeError(`not a number of days: ${days}`)
    return this.#roll(plainDate(from).add({ days }).toString(), options.rollOverHoliday ?? true)
  }

  /** Period of months: ends on the corresponding day, or on the last day of a shorter month (民法典 art 202). */
  addMonths(from: string, months: number, options: { rollOverHoliday?: boolean } = {}): RolledDay {
    if (!Number.isInteger(months) || months < 0 || months > 600)
      throw new RangeError(`not a number of months: ${months}`)
    return this.#roll(
      plainDate(from).add({ months }, { overflow: 'constrain' }).toString(),
      options.rollOverHoliday ?? true,
    )
  }

  /** Number of working days of a year. `provisional` when some of its days are not settled. */
  workingDaysOfYear(year: number): { days: number; provisional: boolean } {
    const days = this.#year(year)
    return { days: days.filter((d) => d.working).length, provisional: days.some((d) => d.provisional) }
  }

  /** Days off end on the first working day after; a weekend day on which people work is no day off. */
  #roll(nominal: string, rollOver: boolean): RolledDay {
    const day = this.day(nominal)
    if (!rollOver) return { last: nominal, nominal, rolledOver: false, provisional: false }
    const end = this.workingDayFrom(nominal)
    return {
      last: end.date,
      nominal,
      rolledOver: end.date !== nominal,
      provisional: day.provisional || end.provisional,
    }
  }

  *#after(date: string): Generator<Day> {
    const { year, dayOfYear } = plainDate(date)
    yield* this.#year(year).slice(dayOfYear)
    for (let y = year + 1; y < 2200; y++) yield* this.#year(y)
  }

  #year(year: number): Day[] {
    const known = this.#byYear.get(year)
    if (known) return known
    const days = this.#build(year)
    // A year takes some 30 kB, and anybody who is signed in may ask for any of ten thousand.
    if (this.#byYear.size === mostYearsKept) this.#byYear.delete(this.#byYear.keys().next().value!)
    this.#byYear.set(year, days)
    return days
  }

  #build(year: number): Day[] {
    const loaded = this.years.includes(year)
    const statutory = loaded ? null : statutoryDays(year)
    const unsettledFrom = this.#unsettledFrom(year)
    const days: Day[] = []
    for (let d = Temporal.PlainDate.from({ year, month: 1, day: 1 }); d.year === year; d = d.add({ days: 1 })) {
      const date = d.toString()
      const announced = this.#announced.get(date)
      const provisional = announced === undefined && (!loaded || date >= unsettledFrom)
      const festival = statutory?.get(date)
      if (announced?.working) days.push({ date, working: true, why: 'make_up', label: dayLabels.makeUp, provisional })
      else if (announced)
        days.push({ date, working: false, why: 'holiday', label: dayLabels.holiday(announced.name), provisional })
      else if (festival)
        days.push({ date, working: false, why: 'holiday', label: dayLabels.statutory(festival), provisional })
      else if (d.dayOfWeek > 5)
        days.push({ date, working: false, why: 'weekend', label: dayLabels.weekend, provisional })
      else days.push({ date, working: true, why: 'working', label: dayLabels.working, provisional })
    }
    return days
  }

  /**
   * From which day on the end of a loaded year still waits for the next year's notice: when 1 January is a Tuesday the
   * break has reached back over 29–31 December (2008 and 2019 did); on other weekdays it never touched a working day.
   */
  #unsettledFrom(year: number): string {
    const waits =
      !this.years.includes(year + 1) && Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 }).dayOfWeek === 2
    return waits ? `${year}-12-24` : `${year + 1}-01-01`
  }
}

function requirePeriod(workingDays: number): void {
  if (!Number.isInteger(workingDays) || workingDays < 1 || workingDays > longestPeriod)
    throw new RangeError(`not a number of working days from 1 to ${longestPeriod}: ${workingDays}`)
}
