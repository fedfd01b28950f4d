import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { CalendarYear } from './calendar-year.ts'
import { daysOf } from './calendar-year.ts'
import { loadCalendarYears } from './load-years.ts'
import { WorkingCalendar } from './working-calendar.ts'

/** SQL on calendar_version (every state a year was in), calendar_year and calendar_day (the newest of each). */

const citation = ({ notice, amendments }: CalendarYear) => {
  const cite = ({ title, number }: { title: string; number: string }) => (number ? `${title}（${number}）` : title)
  const last = amendments.at(-1)
  return last ? `${cite(notice)}，经${cite(last)}调整` : cite(notice)
}

/** When a version of a year came into force, and on which confirmed notice it rests (null: shipped with the program). */
export type Cause = { at: Temporal.Instant; noticeId: number | null }

/** Puts one year in force, in place of what was known of it before; the version before stays in the history. */
export const saveYear = async (trx: Trx, year: CalendarYear, cause: Cause): Promise<number> => {
  const version = ((await versionInForce(trx, year.year))?.version ?? 0) + 1
  await trx
    .insertInto('calendar_version')
    .values({
      year: year.year,
      version,
      data: JSON.stringify(year),
      notice_id: cause.noticeId,
      in_force_from: asDate(cause.at),
    })
    .execute()
  const said = { notice: citation(year), confidence: year.notice.confidence, loaded_at: asDate(cause.at) }
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
  return version
}

/**
 * Loads the years shipped with the program that the database does not have yet. A year that somebody entered or mended
 * is left alone, so that a new release never undoes what an administrator did.
 * @returns the years added
 */
export const installCalendar = async (trx: Trx, at: Temporal.Instant): Promise<number[]> => {
  const known = new Set((await trx.selectFrom('calendar_year').select('year').execute()).map((row) => row.year))
  const missing = loadCalendarYears().filter((year) => !known.has(year.year))
  for (const year of missing) await saveYear(trx, year, { at, noticeId: null })
  return missing.map((year) => year.year)
}

export type LoadedYear = { year: number; notice: string; confidence: string }

/** Notices that are loaded, oldest first. */
export const loadedYears = (db: Connection): Promise<LoadedYear[]> =>
  db.selectFrom('calendar_year').select(['year', 'notice', 'confidence']).orderBy('year').execute()

const versions = (db: Connection) =>
  db
    .selectFrom('calendar_version')
    .select(['year', 'version', 'data', 'notice_id as noticeId', 'in_force_from as inForceFrom'])

type VersionRow = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number]
export type Version = Omit<VersionRow, 'data'> & { data: CalendarYear }
const asVersion = (row: VersionRow): Version => ({ ...row, data: row.data as unknown as CalendarYear })

/** The newest version of a year. */
export const versionInForce = async (db: Connection, year: number): Promise<Version | undefined> => {
  const row = await versions(db).where('year', '=', year).orderBy('version', 'desc').limit(1).executeTakeFirst()
  return row && asVersion(row)
}

/** Every version of a year, newest first: what was in force when. */
export const versionsOf = async (db: Connection, year: number): Promise<Version[]> =>
  (await versions(db).where('year', '=', year).orderBy('version', 'desc').execute()).map(asVersion)

/** Years as they are in force, oldest first. */
export const yearsInForce = async (db: Connection): Promise<CalendarYear[]> =>
  (await versions(db).distinctOn('year').orderBy('year').orderBy('version', 'desc').execute()).map(
    (row) => asVersion(row).data,
  )

/** The calendar as the database has it now. */
export const loadCalendar = async (db: Connection): Promise<WorkingCalendar> =>
  new WorkingCalendar(await yearsInForce(db))

/** The same with one year as it would be. */
export const calendarWith = async (db: Connection, year: CalendarYear): Promise<WorkingCalendar> =>
  new WorkingCalendar([...(await yearsInForce(db)).filter((one) => one.year !== year.year), year])

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
