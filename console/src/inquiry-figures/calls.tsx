import { Link } from 'react-router'
import type { InquiryStatisticsQuery } from '../api/contract.ts'
import { useFigures } from '../hotline/queries.ts'
import { figures as words } from './words.zh.ts'

const rate = (part: number, whole: number) => (whole ? `${((part / whole) * 100).toFixed(1)}%` : words.noRate)

/** What the line did in the same days: calls connected, callers put through, service telephones that answered. */
export function Calls({ scope }: { scope: InquiryStatisticsQuery }) {
  const found = useFigures(scope.from, scope.to)
  if (!found.data) return null
  const { totals } = found.data
  const units = found.data.units.filter((one) => !scope.unitId || one.unitId === scope.unitId)
  const sum = (key: 'calls' | 'rung' | 'pickedUp' | 'transferred' | 'wanted') =>
    units.reduce((all, one) => all + one[key], 0)
  const share = (part: number, whole: number) => ({ value: rate(part, whole), of: words.outOf(part, whole) })
  const { from, to, unitId } = scope
  const calls = new URLSearchParams({ from, to, ...(unitId ? { unitId: String(unitId) } : {}) })
  const opened = (n: number) => (
    <Link to={`/hotline/calls?${calls}`} aria-label={words.openCalls(n)}>
      {n.toLocaleString('zh-CN')}
    </Link>
  )
  const boxes = [
    ...(scope.unitId
      ? [{ label: words.callsAbout, value: opened(sum('calls')), of: '' }]
      : [
          { label: words.callsIn, value: opened(totals.calls), of: '' },
          { label: words.callsAnswered, ...share(totals.answered, totals.calls) },
        ]),
    { label: words.callsThrough, ...share(sum('transferred'), sum('wanted')) },
    { label: words.phonesAnswered, ...share(sum('pickedUp'), sum('rung')) },
    ...(scope.unitId
      ? []
      : [
          {
            label: words.callsSatisfied,
            ...share(totals.satisfied + totals.fair, totals.satisfied + totals.fair + totals.dissatisfied),
          },
        ]),
  ]
  return (
    <section className="panel" aria-labelledby="figures-calls">
      <h2 id="figures-calls" className="section-title">
        {words.calls}
      </h2>
      <dl className="numbers">
        {boxes.map(({ label, value, of }) => (
          <div key={label} className="number-box">
            <dt>{label}</dt>
            <dd>
              {value}
              {of && <div className="row-sub">{of}</div>}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <Link to="/hotline/board">{words.callsBoard}</Link>
      </p>
    </section>
  )
}
