import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { CalendarYear } from './calendar-year.ts'
import { daysOf } from './calendar-year.ts'
import { loadCalendarYears } from './load-years.ts'
import { WorkingCalendar } from './working-calendar.ts'

/** SQL on calendar_year and calendar_day: each year's notice, and the days that it moves. */

const citation = (year: CalendarYear) => {
  const last = year.amendments.at(-1)
  const said = `${year.notice.title}（${year.notice.number}）`
  return last ? `${said}，经${last.title}（${last.number}）调整` : said
}

/** Writes one year as its notice has it, in place of what was known of it before. */
export const saveYear = async (trx: Trx, year: CalendarYear): Promise<void> => {
  const said = { notice: citation(year), confidence: year.notice.confidence }
  await trx
    .insertInto('calendar_year')
    .values({ year: year.year, ...said })
    .onConflict((oc) => oc.column('year').doUpdateSet(said))
    .execute()
  await trx.deleteFrom('calendar_day').where('year', '=', year.year).execute()
  const days = [
    ...year.holidays.flatMap((holiday) =>
      daysOf(holiday).map((day) => ({ day, year: year.year, kind: 'holiday', name: holiday.name })),
    ),
    ...year.workdays.map((day) => ({ day, year: year.year, kind: 'workday', name: '' })),
  ]
  if (days.length) await trx.insertInto('calendar_day').values(days).execute()
}

/**
 * Loads the years shipped with the program that the database does not have yet. A year that somebody entered or mended
 * is left alone, so that a new release never undoes what an administrator did.
 * @returns the years added
 */
export const installCalendar = async (trx: Trx): Promise<number[]> => {
  const known = new Set((await trx.selectFrom('calendar_year').select('year').execute()).map((row) => row.year))
  const missing = loadCalendarYears().filter((year) => !known.has(year.year))
  for (const year of missing) await saveYear(trx, year)
  return missing.map((year) => year.year)
}

export type LoadedYear = { year: number; notice: string; confidence: string }

/** Notices that are loaded, oldest first. */
export const loadedYears = (db: Connection): Promise<LoadedYear[]> =>
  db.selectFrom('calendar_year').select(['year', 'notice', 'confidence']).orderBy('year').execute()

/** The calendar as the database has it now. */
export const loadCalendar = async (db: Connection): Promise<WorkingCalendar> => {
  const years = await loadedYears(db)
  const days = await db.selectFrom('calendar_day').selectAll().orderBy('day').execute()
  const of = Map.groupBy(days, (day) => day.year)
  return new WorkingCalendar(
    years.map(({ year, notice, confidence }) => {
      const mine = of.get(year) ?? []
      return {
        year,
        notice: {
          title: notice,
          number: '',
          issuedOn: '',
          confidence: confidence as CalendarYear['notice']['confidence'],
        },
        amendments: [],
        holidays: mine.filter((day) => day.kind === 'holiday').map(({ day, name }) => ({ name, from: day, to: day })),
        workdays: mine.filter((day) => day.kind === 'workday').map(({ day }) => day),
      }
    }),
  )
}

/** Names of the days that a notice moved, by day: which festival is off on this day. */
export const holidayNames = async (db: Connection, year: number): Promise<Map<string, string>> => {
  const rows = await db
    .selectFrom('calendar_day')
    .select(['day', 'name'])
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .where('kind', '=', 'holiday')
    .execute()
  return new Map(rows.map((row) => [row.day, row.name]))
}
