import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { Overview } from '../api/contract.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { Charted } from './charted.tsx'
import { overview as words } from './words.zh.ts'

export default function OverviewPage() {
  const overview = useQuery({ queryKey: ['overview'], queryFn: () => answer(api.GET('/api/overview')) })
  if (overview.isError) return <FailedPage error={overview.error} again={() => overview.refetch()} />
  if (!overview.data) return <Waiting />
  return <Figures data={overview.data} />
}

function Figures({ data }: { data: Overview }) {
  const { published, byMonth, byUnit } = data
  const units = [...byUnit].sort((a, b) => b.count - a.count)
  return (
    <Page title={words.title}>
      <dl className="numbers">
        <Figure label={words.today}>{published.today}</Figure>
        <Figure label={words.month}>{published.month}</Figure>
        <Figure label={words.year}>{published.year}</Figure>
        <Figure label={words.total}>
          <Link to="/records/published">{published.total.toLocaleString('zh-CN')}</Link>
        </Figure>
        <Figure label={words.overdue} bad={data.overdue > 0}>
          <Link to="/records/open?overdue=true">{data.overdue}</Link>
        </Figure>
        <Figure label={words.onTime}>
          {data.onTimeRate === null ? words.noRate : `${(data.onTimeRate * 100).toFixed(1)}%`}
        </Figure>
      </dl>
      <section className="panel" aria-labelledby="open-title">
        <h2 id="open-title" className="section-title">
          {words.open}
        </h2>
        {data.open.byStatus.length === 0 && <p className="muted">{words.noneOpen}</p>}
        <table className="plain-table short-table" hidden={data.open.byStatus.length === 0}>
          <thead>
            <tr>
              <th scope="col">{words.status}</th>
              <th scope="col" className="number">
                {words.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.open.byStatus.map((row) => (
              <tr key={row.status}>
                <td>
                  <Link to={`/records/open?status=${row.status}`}>{row.label}</Link>
                </td>
                <td className="number">{row.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="charts">
        <Charted
          title={words.byMonth}
          labels={byMonth.map((row) => row.month)}
          values={byMonth.map((row) => row.count)}
          head={[words.monthColumn, words.count]}
          rows={byMonth.map((row) => [row.month, row.count])}
        />
        <Charted
          title={words.byUnit}
          horizontal
          labels={units.slice(0, 15).map((row) => row.unitName)}
          values={units.slice(0, 15).map((row) => row.count)}
          head={[words.unitColumn, words.count, words.overdueColumn]}
          rows={units.map((row) => [
            <Link key={row.unitId} to={`/records/published?unitId=${row.unitId}`}>
              {row.unitName}
            </Link>,
            row.count,
            row.overdue,
          ])}
        />
      </div>
    </Page>
  )
}

function Figure({ label, children, bad }: { label: string; children: ReactNode; bad?: boolean }) {
  return (
    <div className={bad ? 'number-box number-bad' : 'number-box'}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
