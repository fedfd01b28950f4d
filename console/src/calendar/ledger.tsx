import type { LedgerDay } from '../api/contract.ts'
import { longDate, weekdayOf } from '../shell/dates.ts'
import { due } from './words.zh.ts'

type Kind = 'start' | 'working' | 'off' | 'made-up' | 'end'

const isWeekend = (date: string) => /六|日$/.test(weekdayOf(date))

function kindOf(day: LedgerDay, index: number, all: LedgerDay[]): Kind {
  if (index === all.length - 1) return 'end'
  if (index === 0 && !day.counts) return 'start'
  if (!day.counts) return 'off'
  return isWeekend(day.date) ? 'made-up' : 'working'
}

/** The count day by day as squares of seven to a row, with the table beneath for anyone who checks it by hand. */
export function Ledger({ days, explanation }: { days: LedgerDay[]; explanation: string }) {
  return (
    <div className="ledger">
      <p>{explanation}</p>
      <div className="ledger-strip" aria-hidden="true">
        {days.map((day, i) => (
          <span
            key={day.date}
            className={`ledger-day ledger-${kindOf(day, i, days)}`}
            title={`${day.date} ${day.label}`}
          >
            {day.counts ? day.n : ''}
          </span>
        ))}
      </div>
      <p className="ledger-legend" aria-hidden="true">
        <span className="ledger-day ledger-working">1</span> {due.legend.working}
        <span className="ledger-day ledger-off" /> {due.legend.off}
        <span className="ledger-day ledger-made-up">2</span> {due.legend.madeUp}
        <span className="ledger-day ledger-end">3</span> {due.legend.end}
      </p>
      <details>
        <summary>{due.byDay}</summary>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{due.day}</th>
              <th scope="col">{due.count}</th>
              <th scope="col">{due.what}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.date}>
                <td>
                  {longDate(day.date)} {weekdayOf(day.date)}
                </td>
                <td>{day.counts ? day.n : due.notCounted}</td>
                <td>{day.label}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  )
}
