import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { KnowledgeFigures } from '../api/contract.ts'
import { longDate, today } from '../shell/dates.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { useKnowledgeWords } from './queries.ts'
import './knowledge.css'
import { figures as words } from './words.zh.ts'

/** What is asked for most, and what was not what people wanted. */
export default function KnowledgeFiguresPage() {
  const [days, setDays] = useState(90)
  const to = today()
  const from = dayjs(to)
    .subtract(days - 1, 'day')
    .format('YYYY-MM-DD')
  const found = useQuery({
    queryKey: ['knowledge', 'figures', from, to],
    queryFn: () => answer(api.GET('/api/knowledge/figures', { params: { query: { from, to } } })),
  })
  const topics = useKnowledgeWords().data?.topics
  if (found.isError) return <FailedPage error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  const { data } = found
  return (
    <Page
      title={words.title}
      lead={words.lead(longDate(from), longDate(to))}
      actions={
        <span className="inline-form">
          <Select
            aria-label={words.period}
            value={days}
            options={[30, 90, 365].map((value) => ({ value, label: words.days[value] }))}
            onChange={setDays}
          />
          <Link to="/knowledge">{words.back}</Link>
        </span>
      }
    >
      <dl className="numbers">
        {(
          [
            [words.published, data.published, '/knowledge'],
            [words.open, data.open, '/knowledge?view=open'],
            [words.flagged, data.flagged, '/knowledge?view=flagged'],
            [words.due, data.due, '/knowledge?view=due'],
          ] as const
        ).map(([label, n, address]) => (
          <div key={label} className="number-box">
            <dt>{label}</dt>
            <dd>
              <Link to={address}>{n}</Link>
            </dd>
          </div>
        ))}
      </dl>
      <Used id="often" title={words.often} rows={data.often} />
      <Used id="missed" title={words.missed} text={words.missedText} rows={data.missed} />
      <section className="panel" aria-labelledby="topics">
        <h2 id="topics" className="section-title">
          {words.topics}
        </h2>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.topic}</th>
              <th scope="col" className="number">
                {words.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.topics.map((row) => (
              <tr key={row.topic}>
                <td>
                  <Link to={`/knowledge?topic=${row.topic}`}>{topics?.[row.topic] ?? row.topic}</Link>
                </td>
                <td className="number">{row.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Page>
  )
}

function Used(props: { id: string; title: string; text?: string; rows: KnowledgeFigures['often'] }) {
  const { id, title, text, rows } = props
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id} className="section-title">
        {title}
      </h2>
      {text && <p className="hint">{text}</p>}
      {rows.length === 0 && <Nothing>{words.none}</Nothing>}
      <table className="plain-table" hidden={rows.length === 0}>
        <thead>
          <tr>
            <th scope="col">{words.question}</th>
            <th scope="col" className="number">
              {words.wanted}
            </th>
            <th scope="col" className="number">
              {words.unwanted}
            </th>
            <th scope="col" className="number">
              {words.told}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to={`/knowledge/${row.id}`}>{row.question}</Link> <span className="row-sub">{row.unitName}</span>
              </td>
              <td className="number">{row.wanted}</td>
              <td className="number">{row.unwanted}</td>
              <td className="number">{row.told}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
