import { Link } from 'react-router'
import type { CallFigure, InquiryStatisticsQuery } from '../api/contract.ts'
import { Opens, Share } from '../hotline/behind.tsx'
import { useFigures } from '../hotline/queries.ts'
import { figures as words } from './words.zh.ts'

/** What the line did in the same days: calls connected, callers put through, service telephones that answered. */
export function Calls({ scope }: { scope: InquiryStatisticsQuery }) {
  const found = useFigures(scope.from, scope.to)
  if (!found.data) return null
  const { totals } = found.data
  const units = found.data.units.filter((one) => !scope.unitId || one.unitId === scope.unitId)
  const sum = (key: 'calls' | 'rung' | 'pickedUp' | 'transferred' | 'wanted') =>
    units.reduce((all, one) => all + one[key], 0)
  const { from, to, unitId } = scope
  const days = { from, to, unitId }
  const box = (label: string, n: number) => ({ label, value: <Opens {...days} label={label} n={n} /> })
  const shared = (label: string, of: [CallFigure, number], whole: [CallFigure | undefined, number]) => ({
    label,
    value: whole[1] ? <Share {...days} label={label} of={of} whole={whole} /> : words.noRate,
  })
  const content = totals.satisfied + totals.fair
  const boxes = [
    ...(unitId
      ? [box(words.callsAbout, sum('calls'))]
      : [
          box(words.callsIn, totals.calls),
          shared(words.callsAnswered, ['answered', totals.answered], [undefined, totals.calls]),
        ]),
    shared(words.callsThrough, ['passedOn', sum('transferred')], ['wanted', sum('wanted')]),
    shared(words.phonesAnswered, ['passedOn', sum('pickedUp')], ['wanted', sum('rung')]),
    ...(unitId ? [] : [shared(words.callsSatisfied, ['content', content], ['rated', content + totals.dissatisfied])]),
  ]
  return (
    <section className="panel" aria-labelledby="figures-calls">
      <h2 id="figures-calls" className="section-title">
        {words.calls}
      </h2>
      <dl className="numbers">
        {boxes.map(({ label, value }) => (
          <div key={label} className="number-box">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Link to="/hotline/board">{words.callsBoard}</Link>
      </p>
    </section>
  )
}
