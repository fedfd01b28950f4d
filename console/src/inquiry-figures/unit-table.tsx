import type { InquiryStatisticsQuery } from '../api/contract.ts'
import { Failure } from '../shell/notices.tsx'
import { casesBehind, Opens } from './behind.tsx'
import { useMeanings, useUnitFigures } from './queries.ts'
import { figures as words } from './words.zh.ts'

const shown = [
  'received',
  'open',
  'answered',
  'on_time',
  'overdue',
  'passed_up',
  'passed_on',
  'refused',
  'extended',
  'escalated',
  'asked_before',
  'rated',
  'satisfied',
  'dissatisfied',
] as const

/** The units as rows, as the table that is sent round has them; every number opens its cases. */
export function UnitTable({ scope, supervised }: { scope: InquiryStatisticsQuery; supervised: boolean }) {
  const units = useUnitFigures(scope)
  const meanings = useMeanings().data
  const labelOf = (key: string) => meanings?.find((one) => one.key === key)?.label ?? ''
  const meaningOf = (key: string) => meanings?.find((one) => one.key === key)?.meaning ?? ''
  const keys = supervised ? ([...shown, 'complaints', 'upheld'] as const) : shown
  if (units.isError) return <Failure error={units.error} again={() => units.refetch()} />
  if (!units.data?.length) return null
  return (
    <section className="panel" aria-labelledby="figures-units">
      <h2 id="figures-units" className="section-title">
        {words.units}
      </h2>
      <p className="muted">{words.unitsLead}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={words.tableOf(words.units)}>
        <table className="plain-table figures-units">
          <thead>
            <tr>
              <th scope="col">{words.unit}</th>
              {keys.map((key) => (
                <th key={key} scope="col" className="number" title={meaningOf(key)}>
                  {labelOf(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.data.map((row) => (
              <tr key={row.unitId}>
                <th scope="row">{row.unitName}</th>
                {keys.map((key) => (
                  <td key={key} className="number">
                    <Opens
                      n={row[key]}
                      to={casesBehind(
                        key === 'complaints' || key === 'upheld'
                          ? { from: scope.from, to: scope.to, unitId: row.unitId }
                          : { ...scope, unitId: row.unitId },
                        { figure: key },
                      )}
                      label={`${row.unitName}${labelOf(key)}`}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
