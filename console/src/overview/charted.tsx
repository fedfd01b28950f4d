import { lazy, type ReactNode, Suspense } from 'react'
import { overview as words } from './words.zh.ts'

const BarChart = lazy(() => import('./bar-chart.tsx'))

type ChartedProps = {
  title: string
  labels: string[]
  values: number[]
  head: string[]
  rows: ReactNode[][]
  horizontal?: boolean
}

/** A chart and the table behind it; of one row the table says it all. */
export function Charted({ title, labels, values, head, rows, horizontal }: ChartedProps) {
  const table = (
    <table className="plain-table">
      <thead>
        <tr>
          {head.map((label, i) => (
            <th key={label} scope="col" className={i > 0 ? 'number' : ''}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((cell, j) => (
              <td key={j} className={j > 0 ? 'number' : ''}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <section className="panel" aria-label={title}>
      <h2 className="section-title">{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{words.none}</p>
      ) : rows.length === 1 ? (
        table
      ) : (
        <>
          <Suspense fallback={<div className="chart" />}>
            <BarChart title={title} labels={labels} values={values} horizontal={horizontal} />
          </Suspense>
          <details>
            <summary>{words.table}</summary>
            {table}
          </details>
        </>
      )}
    </section>
  )
}
