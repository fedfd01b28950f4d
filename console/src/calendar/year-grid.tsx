import dayjs from 'dayjs'
import type { CalendarDay, CalendarYear } from '../api/contract.ts'
import { today } from '../shell/dates.ts'
import { calendar as words } from './words.zh.ts'

/** Twelve months; the kind of every day is told by colour, shape and, to a screen reader, by word. */
type Changes = ReadonlyMap<string, string>

export function YearGrid({ year, changes }: { year: CalendarYear; changes?: Changes }) {
  const now = today()
  const byMonth = new Map<number, CalendarDay[]>()
  for (const day of year.days) {
    if (!day.date.startsWith(String(year.year))) continue
    const month = Number(day.date.slice(5, 7))
    byMonth.set(month, [...(byMonth.get(month) ?? []), day])
  }
  return (
    <div className="year">
      {[...byMonth].map(([month, days]) => (
        <Month key={month} month={month} days={days} today={now} changes={changes} />
      ))}
    </div>
  )
}

function weeksOf(days: CalendarDay[]): (CalendarDay | null)[][] {
  const first = days[0]
  if (!first) return []
  const blanks = (dayjs(first.date).day() + 6) % 7
  const cells: (CalendarDay | null)[] = [...Array<null>(blanks).fill(null), ...days]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

type MonthProps = { month: number; days: CalendarDay[]; today: string; changes: Changes | undefined }

function Month({ month, days, today, changes }: MonthProps) {
  return (
    <section className="month" aria-labelledby={`month-${month}`}>
      <h3 id={`month-${month}`}>{words.month(month)}</h3>
      <table>
        <thead>
          <tr>
            {words.weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(days).map((week, i) => (
            <tr key={i}>
              {week.map((day, j) =>
                day ? (
                  <Day key={day.date} day={day} isToday={day.date === today} change={changes?.get(day.date)} />
                ) : (
                  <td key={`blank-${j}`} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type DayProps = { day: CalendarDay; isToday: boolean; change: string | undefined }

function Day({ day, isToday, change }: DayProps) {
  const label = change ?? (day.name || words.kinds[day.kind])
  return (
    <td
      className={`day day-${day.kind} ${isToday ? 'day-today' : ''} ${change ? 'day-changed' : ''}`}
      title={label}
      aria-current={isToday ? 'date' : undefined}
    >
      {Number(day.date.slice(8))}
      {(change || (day.kind !== 'working' && day.kind !== 'weekend')) && <span className="sr">{label}</span>}
    </td>
  )
}
