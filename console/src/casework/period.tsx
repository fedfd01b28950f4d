import { useId } from 'react'
import { Link } from 'react-router'
import type { RequestDetail } from '../api/contract.ts'
import { longDate, today, weekdayOf } from '../shell/dates.ts'
import { Provisional } from './days-left.tsx'
import { left, clock as words } from './words.zh.ts'

/** The same shape for every kind of case: foundations/casework/clock.ts of the office. */
export type Clock = RequestDetail['clock']

const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000

type PeriodProps = { clock: Clock; ledger: string; name?: string; notYet?: string }

/**
 * A period as a bar: what counts, what stands still, today, the last day; and the same as a table.
 * `ledger`: where every day of it is listed; `name`: what it is called when a case has several; `notYet`: why none runs.
 */
export function Period({ clock, ledger, name, notYet }: PeriodProps) {
  const id = `rq-clock-${useId()}`
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id} className="section-title">
        {name && `${name} · `}
        {words.state[clock.state]}
        {clock.state !== 'idle' && <small className="muted">{words.counted(clock.used, clock.total)}</small>}
      </h2>
      {clock.state === 'idle' ? (
        <p className="muted">{notYet}</p>
      ) : (
        <>
          <p className="rq-clock-head">
            {dueSentence(clock)}
            {clock.due?.provisional && <Provisional />}
          </p>
          {clock.due?.provisional && <p className="muted">{left.provisionalHint}</p>}
          <Bar clock={clock} />
          <details className="rq-spans">
            <summary>{words.table}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
            <section className="table-scroll" tabIndex={0} aria-label={words.table}>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{words.kind}</th>
                    <th scope="col">{words.from}</th>
                    <th scope="col">{words.to}</th>
                    <th scope="col">{words.what}</th>
                    <th scope="col">{words.law}</th>
                  </tr>
                </thead>
                <tbody>
                  {clock.spans.map((span) => (
                    <tr key={`${span.kind}${span.from}`}>
                      <td>
                        <i className={`rq-key rq-span-${span.kind}`} aria-hidden /> {words.kinds[span.kind]}
                      </td>
                      <td>{span.from}</td>
                      <td>{span.to ?? words.open}</td>
                      <td>{span.label}</td>
                      <td>{span.lawLabel}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </details>
          <Link to={ledger}>{words.ledger}</Link>
        </>
      )}
    </section>
  )
}

const dueSentence = ({ due, state }: Clock) => {
  const ended = state === 'stopped'
  if (!due) return ended ? words.noDueEver : words.noDue
  return (ended ? words.dueWas : words.due)(longDate(due.on), weekdayOf(due.on))
}

function Bar({ clock }: { clock: Clock }) {
  const now = today()
  const from = Math.min(...clock.spans.map((span) => dayNumber(span.from)))
  const ends = clock.spans.map((span) => dayNumber(span.to ?? now))
  const to =
    Math.max(...ends, clock.due ? dayNumber(clock.due.on) : 0, clock.state === 'stopped' ? 0 : dayNumber(now)) + 1
  const share = (days: number) => `${(100 * days) / (to - from)}%`
  const at = (date: string) => share(dayNumber(date) + 0.5 - from)
  const marks = [
    ...(clock.state !== 'stopped' ? [{ key: 'today', label: words.today, on: now }] : []),
    ...(clock.due ? [{ key: 'due', label: words.end, on: clock.due.on }] : []),
  ].filter((mark) => dayNumber(mark.on) >= from && dayNumber(mark.on) < to)
  // Two words at nearly the same place stand one below the other.
  const [one, two] = marks.map((mark) => dayNumber(mark.on))
  const close = one !== undefined && two !== undefined && Math.abs(two - one) < (to - from) / 4
  return (
    <div className="rq-bar" role="img" aria-label={words.bar}>
      <div className="rq-bar-track">
        {clock.spans.map((span) => (
          <span
            key={`${span.kind}${span.from}`}
            className={`rq-span rq-span-${span.kind}`}
            title={`${words.kinds[span.kind]}：${span.from} — ${span.to ?? words.open} ${span.label}`}
            style={{
              left: share(dayNumber(span.from) - from),
              width: share(dayNumber(span.to ?? now) + 1 - dayNumber(span.from)),
            }}
          >
            {dayNumber(span.to ?? now) + 1 - dayNumber(span.from) > (to - from) / 8 && words.kinds[span.kind]}
          </span>
        ))}
        {marks.map((mark) => (
          <span key={mark.key} className={`rq-mark rq-mark-${mark.key}`} style={{ left: at(mark.on) }} />
        ))}
      </div>
      <div className="rq-bar-marks">
        {marks.map((mark) => (
          <span
            key={mark.key}
            className={`rq-mark-word rq-mark-word-${mark.key} ${dayNumber(mark.on) - from > (to - from) / 2 ? 'rq-mark-left' : ''} ${close && mark.key === 'due' ? 'rq-mark-low' : ''}`}
            style={{ left: at(mark.on) }}
          >
            {mark.label} {mark.on.slice(5)}
          </span>
        ))}
      </div>
    </div>
  )
}
