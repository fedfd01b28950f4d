/**
 * 《全国年节及纪念日放假办法》: the days every citizen has off, before any yearly notice moves days around them.
 * Used only where a year's notice is not loaded; what rests on it is always provisional, because a notice also turns
 * weekend days into working days, and a statutory day on a weekend is made up on a working day (办法 art 6).
 * Years before 2008 get the list of the 2007 revision.
 */
import { names } from './words.zh.ts'

/** The 2024 revision (in force 2025-01-01) added 除夕 and 2 May: 13 days instead of 11. */
const revisedFrom = 2025

/** All whole-nation statutory days of a year, date → name of the festival. */
export function statutoryDays(year: number): Map<string, string> {
  const days = new Map<string, string>()
  const add = (day: Temporal.PlainDate, name: string) => days.set(day.toString(), days.get(day.toString()) ?? name)
  const solar = (month: number, day: number) => Temporal.PlainDate.from({ year, month, day })

  add(solar(1, 1), names.newYear)
  const springFestival = lunar(year, 1, 1)
  if (year >= revisedFrom) add(springFestival.subtract({ days: 1 }), names.springFestival)
  for (const n of [0, 1, 2]) add(springFestival.add({ days: n }), names.springFestival)
  add(solar(4, qingmingDay(year)), names.qingming)
  add(solar(5, 1), names.labourDay)
  if (year >= revisedFrom) add(solar(5, 2), names.labourDay)
  add(lunar(year, 5, 5), names.dragonBoat)
  add(lunar(year, 8, 15), names.midAutumn)
  for (const n of [1, 2, 3]) add(solar(10, n), names.nationalDay)
  return days
}

/** Month codes, because an intercalary month would shift plain month numbers. */
function lunar(year: number, month: number, day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({
    calendar: 'chinese',
    year,
    monthCode: `M${String(month).padStart(2, '0')}`,
    day,
  }).withCalendar('iso8601')
}

/** Day of April on which 清明 falls, 1900–2099 (mean motion of the sun). */
function qingmingDay(year: number): number {
  const y = year % 100
  return Math.floor(y * 0.2422 + (year < 2000 ? 5.59 : 4.81)) - Math.floor(y / 4)
}
