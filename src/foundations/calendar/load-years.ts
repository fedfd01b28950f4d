import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CalendarYear, calendarYearIssues } from './calendar-year.ts'

const seeds = new URL('../../../db/seeds/law/calendar/', import.meta.url)

/**
 * Reads every YYYY.json of a folder (default: the years shipped with the program), oldest first.
 * Throws when a file is unsound: a wrong calendar must not start.
 */
export function loadCalendarYears(folder: URL | string = seeds): CalendarYear[] {
  const base = typeof folder === 'string' ? folder : fileURLToPath(folder)
  return readdirSync(base)
    .filter((name) => /^\d{4}\.json$/.test(name))
    .sort()
    .map((name) => {
      const year = JSON.parse(readFileSync(path.join(base, name), 'utf8')) as CalendarYear
      const issues = calendarYearIssues(year)
      if (issues.length > 0) throw new Error(`${name}: ${issues.map((i) => `${i.field} ${i.message}`).join('; ')}`)
      return year
    })
}
