import { Link } from 'react-router'
import type { InquiryStatistics, InquiryStatisticsQuery } from '../api/contract.ts'
import { casesBehind } from './behind.tsx'
import { figures as words } from './words.zh.ts'

const hours = Array.from({ length: 24 }, (_, hour) => hour)
/** From paper to the main colour; from the fourth on figures are white. */
const shades = ['#e8f0f2', '#bfd6de', '#8db7c6', '#33728c', '#0b4f6c']

/** Weekday × hour of arrival: a table that is its own chart; every cell opens its cases. */
export function HeatMap({
  arrivals,
  scope,
}: {
  arrivals: InquiryStatistics['arrivals']
  scope: InquiryStatisticsQuery
}) {
  const most = Math.max(...arrivals.map((one) => one.received), 1)
  const at = new Map(arrivals.map((one) => [`${one.weekday}-${one.hour}`, one.received]))
  return (
    <section className="panel" aria-labelledby="figures-arrivals">
      <h2 id="figures-arrivals" className="section-title">
        {words.arrivals}
      </h2>
      <p className="muted">{words.arrivalsLead}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={words.tableOf(words.arrivals)}>
        <table className="heat">
          <thead>
            <tr>
              <td />
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {words.weekdays.map((label, i) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {hours.map((hour) => {
                  const n = at.get(`${i + 1}-${hour}`) ?? 0
                  const shade = n === 0 ? -1 : Math.min(shades.length - 1, Math.floor((n / most) * shades.length))
                  return (
                    <td
                      key={hour}
                      className={shade > 2 ? 'dark' : ''}
                      style={n ? { background: shades[shade] } : undefined}
                    >
                      {n > 0 && (
                        <Link
                          to={casesBehind(scope, { weekday: i + 1, hour })}
                          aria-label={words.arrivalOf(label, hour, n)}
                        >
                          {n}
                        </Link>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
