import { Alert } from 'antd'
import { Link } from 'react-router'
import type { CalendarYear, DayDifference, UnderstoodNotice } from '../api/contract.ts'
import { longDate, weekdayOf } from '../shell/dates.ts'
import { useCalendarYear } from './notice-queries.ts'
import { calendar, notice as words } from './words.zh.ts'
import { YearGrid } from './year-grid.tsx'

/** What was understood of a notice: doubts first, then the days, what they change, and whose dates move. */
export function Understood({ reading }: { reading: UnderstoodNotice }) {
  const errors = reading.issues.filter((issue) => issue.severity === 'error')
  const warnings = reading.issues.filter((issue) => issue.severity === 'warning')
  return (
    <>
      {errors.length > 0 && (
        <Alert
          className="gap"
          type="error"
          showIcon
          role="alert"
          title={words.errors}
          description={<Issues of={errors} />}
        />
      )}
      {warnings.length > 0 && (
        <Alert className="gap" type="warning" showIcon title={words.warnings} description={<Issues of={warnings} />} />
      )}
      {reading.pastDays > 0 && <Alert className="gap" type="warning" showIcon title={words.late(reading.pastDays)} />}
      {reading.holidays.length > 0 && <Days reading={reading} />}
      {reading.effect && <Effect effect={reading.effect} />}
      {reading.year !== null && reading.differences.length > 0 && (
        <Changed year={reading.year} differences={reading.differences} />
      )}
      {reading.year !== null && errors.length === 0 && reading.differences.length === 0 && (
        <Alert className="gap" type="info" showIcon title={words.nothingNew(reading.year)} />
      )}
    </>
  )
}

const Issues = ({ of }: { of: UnderstoodNotice['issues'] }) => (
  <ul className="plain-list">
    {of.map((issue) => (
      <li key={issue.message}>{issue.message}</li>
    ))}
  </ul>
)

const span = (from: string, to: string) => (from === to ? longDate(from) : words.range(longDate(from), longDate(to)))

function Days({ reading }: { reading: UnderstoodNotice }) {
  return (
    <section className="panel" aria-labelledby="understood-title">
      <h2 id="understood-title" className="section-title">
        {words.understood}
      </h2>
      <p>
        {reading.title}
        {reading.number && `（${reading.number}）`}
        {reading.issuedOn && `，${words.issued(longDate(reading.issuedOn))}`}
      </p>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.off}</th>
              <th scope="col">{words.said}</th>
            </tr>
          </thead>
          <tbody>
            {reading.holidays.map((one) => (
              <tr key={one.from}>
                <td>{one.name}</td>
                <td>{span(one.from, one.to)}</td>
                <td className="muted">{one.said}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        {reading.workdays.length > 0
          ? words.madeUp(reading.workdays.map(({ date }) => `${longDate(date)}（${weekdayOf(date)}）`))
          : words.noneMadeUp}
      </p>
    </section>
  )
}

function Effect({ effect }: { effect: NonNullable<UnderstoodNotice['effect']> }) {
  return (
    <section className="panel" aria-labelledby="effect-title">
      <h2 id="effect-title" className="section-title">
        {words.effect}
      </h2>
      <p>{words.moves(effect.moved, effect.undone, effect.created)}</p>
      {effect.examples.length > 0 && (
        <ul className="plain-list">
          {effect.examples.map((move) => (
            <li key={move.address}>
              <Link to={move.address}>{move.title || words.untitled}</Link>：{words.moved(move)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const kindName = (day: DayDifference['before']) =>
  day === null ? words.ordinary : day.kind === 'make_up' ? calendar.kinds.make_up : words.offFor(day.name)

/** The year as it would be, with a mark on every day that becomes another; the same as a list for reading. */
function Changed({ year, differences }: { year: number; differences: DayDifference[] }) {
  const { data } = useCalendarYear(year)
  return (
    <section aria-labelledby="changed-title">
      <div className="panel">
        <h2 id="changed-title" className="section-title">
          {words.changed(year, differences.length)}
        </h2>
        <ul className="legend">
          {Object.entries(calendar.kinds).map(([kind, label]) => (
            <li key={kind}>
              <span className={`day day-${kind}`} aria-hidden="true">
                8
              </span>
              {label}
            </li>
          ))}
          <li>
            <span className="day day-changed" aria-hidden="true">
              8
            </span>
            {words.differs}
          </li>
        </ul>
        <details>
          <summary>{words.list}</summary>
          <ul className="plain-list">
            {differences.map((one) => (
              <li key={one.date}>
                {longDate(one.date)} {weekdayOf(one.date)}：{words.fromTo(kindName(one.before), kindName(one.after))}
              </li>
            ))}
          </ul>
        </details>
      </div>
      {data && (
        <YearGrid
          year={withDifferences(data, differences)}
          changes={
            new Map(differences.map((one) => [one.date, words.fromTo(kindName(one.before), kindName(one.after))]))
          }
        />
      )}
    </section>
  )
}

/** The days of a year after the differences. */
function withDifferences(year: CalendarYear, differences: DayDifference[]): CalendarYear {
  const after = new Map(differences.map((one) => [one.date, one.after]))
  return {
    ...year,
    days: year.days.map((day) => {
      const next = after.get(day.date)
      if (next === undefined) return day
      if (next) return { ...day, kind: next.kind, name: next.name || calendar.kinds[next.kind], provisional: false }
      const weekend = /六|日$/.test(weekdayOf(day.date))
      return { ...day, kind: weekend ? ('weekend' as const) : ('working' as const), name: null }
    }),
  }
}
