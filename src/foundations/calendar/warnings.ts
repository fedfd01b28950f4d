import { plainDate } from './iso-date.ts'
import { warnings } from './words.zh.ts'

export type CalendarWarning = {
  key: 'current_year_missing' | 'next_year_missing' | 'next_year_overdue'
  /** `alarm` means that dates being told to citizens today are guesses. */
  severity: 'notice' | 'alarm'
  year: number
  message: string
}

/**
 * Which yearly notices are missing from the loaded calendar. The notice for a year usually appears from late October to
 * late November of the year before, so its absence is worth a line from 1 November and an alarm from 1 December;
 * a missing current year is always an alarm.
 */
export function calendarWarnings(today: string, loadedYears: readonly number[]): CalendarWarning[] {
  const { year, month } = plainDate(today)
  const found: CalendarWarning[] = []
  if (!loadedYears.includes(year))
    found.push({ key: 'current_year_missing', severity: 'alarm', year, message: warnings.currentMissing(year) })
  const next = year + 1
  if (month >= 11 && !loadedYears.includes(next))
    found.push(
      month === 12
        ? { key: 'next_year_overdue', severity: 'alarm', year: next, message: warnings.nextOverdue(next) }
        : { key: 'next_year_missing', severity: 'notice', year: next, message: warnings.nextMissing(next) },
    )
  return found
}
