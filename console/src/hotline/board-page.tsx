import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import dayjs from 'dayjs'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Link } from 'react-router'
import type { Desk, LineFigures } from '../api/contract.ts'
import { clockTime, today } from '../shell/dates.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import './hotline.css'
import { useFigures, useStream } from './queries.ts'
import { board as words } from './words.zh.ts'

const iso = 'YYYY-MM-DD'
const BarChart = lazy(() => import('../overview/bar-chart.tsx'))
/** First and last day of each, from today's. */
const periods = {
  today: (to) => [to, to],
  week: (to) => [dayjs(to).subtract(6, 'day').format(iso), to],
  month: (to) => [dayjs(to).subtract(29, 'day').format(iso), to],
  thisMonth: (to) => [dayjs(to).startOf('month').format(iso), to],
  lastMonth(to) {
    const last = dayjs(to).subtract(1, 'month')
    return [last.startOf('month').format(iso), last.endOf('month').format(iso)]
  },
} as const satisfies Record<string, (to: string) => [from: string, to: string]>
type Period = keyof typeof periods

/** 大屏: how the line stands now, and what it did. */
export default function BoardPage() {
  useStream()
  const [period, setPeriod] = useState<Period>('today')
  const [from, to] = periods[period](today())
  const figures = useFigures(from, to)
  const board = useQuery<Desk['board']>({
    queryKey: ['hotline', 'board'],
    enabled: false,
    queryFn: () => Promise.reject(new Error('pushed')),
  }).data
  if (figures.isError) return <FailedPage error={figures.error} again={() => figures.refetch()} />
  if (!figures.data) return <Waiting />
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <Segmented
            aria-label={words.period}
            value={period}
            options={(Object.keys(periods) as Period[]).map((value) => ({ value, label: words[value] }))}
            onChange={setPeriod}
          />
          <Button href={`/api/hotline/figures/export?from=${from}&to=${to}`} download>
            {words.download}
          </Button>
        </>
      }
    >
      {board && <Now board={board} />}
      <Figures data={figures.data} oneDay={from === to} />
    </Page>
  )
}

function Now({ board }: { board: Desk['board'] }) {
  return (
    <section aria-labelledby="board-now">
      <h2 id="board-now" className="section-title">
        {words.now}
      </h2>
      <dl className="numbers board-now" aria-live="polite">
        <Figure label={words.waiting} hot={board.waiting > 0}>
          {board.waiting}
          {board.longestWaitSince && <small>{words.longest(clockTime(board.longestWaitSince))}</small>}
        </Figure>
        <Figure label={words.ready}>{board.ready}</Figure>
        <Figure label={words.talking}>{board.talking}</Figure>
        <Figure label={words.onBreak}>{board.onBreak}</Figure>
        <Figure label={words.messages} hot={board.messages > 0}>
          <Link to="/hotline/calls?view=messages">{board.messages}</Link>
        </Figure>
      </dl>
    </section>
  )
}

/** Satisfied and fairly satisfied of those who rated, by key or by SMS. */
const rateOf = ({
  satisfied,
  fair,
  dissatisfied,
}: Pick<LineFigures['totals'], 'satisfied' | 'fair' | 'dissatisfied'>) =>
  share(satisfied + fair, satisfied + fair + dissatisfied)

const share = (part: number, whole: number) => (whole === 0 ? words.none : `${((part / whole) * 100).toFixed(1)}%`)

function Figures({ data, oneDay }: { data: LineFigures; oneDay: boolean }) {
  const { totals, units, hours, days } = data
  const behind = (more: string) => `/hotline/calls?from=${data.from}&to=${data.to}${more}`
  if (totals.calls === 0)
    return (
      <div className="panel">
        <Nothing>{words.empty}</Nothing>
      </div>
    )
  return (
    <>
      <h2 className="section-title">{words.totals}</h2>
      <dl className="numbers">
        <Figure label={words.calls}>
          <Link to={behind('')}>{totals.calls}</Link>
        </Figure>
        <Figure label={words.answered}>{totals.answered}</Figure>
        <Figure label={words.rate}>{share(totals.answered, totals.calls)}</Figure>
        <Figure label={words.transferred}>{totals.transferred}</Figure>
        <Figure label={words.missed}>
          <Link to={behind('&outcome=missed')}>{totals.missed}</Link>
        </Figure>
        <Figure label={words.abandoned}>
          <Link to={behind('&outcome=abandoned')}>{totals.abandoned}</Link>
        </Figure>
        <Figure label={words.voicemail}>{totals.voicemail}</Figure>
        <Figure label={words.cases}>{totals.cases}</Figure>
        <Figure label={words.averageWait}>{words.seconds(totals.averageWait)}</Figure>
        <Figure label={words.averageTalk}>{words.seconds(totals.averageTalk)}</Figure>
        <Figure label={words.satisfied}>{rateOf(totals) === words.none ? words.noRating : rateOf(totals)}</Figure>
      </dl>
      <div className="charts">
        <Charted
          title={words.byHour}
          labels={hours.map(({ hour }) => String(hour))}
          values={hours.map((one) => one.calls)}
          head={[words.hour, words.calls, words.answered, words.lost]}
          rows={hours
            .filter((one) => one.calls > 0)
            .map((one) => [words.hourOf(one.hour), one.calls, one.answered, one.lost])}
        />
        {!oneDay && (
          <Charted
            title={words.byDay}
            labels={days.map(({ day }) => day.slice(5))}
            values={days.map((one) => one.calls)}
            head={[words.day, words.calls, words.answered, words.lost]}
            rows={days.map((one) => [one.day, one.calls, one.answered, one.lost])}
          />
        )}
      </div>
      {units.length > 0 && (
        <section className="panel" aria-labelledby="by-unit">
          <h2 id="by-unit" className="section-title">
            {words.byUnit}
          </h2>
          <div className="wide">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{words.unit}</th>
                  {[
                    words.unitCalls,
                    words.answered,
                    words.averageWait,
                    words.wanted,
                    words.put,
                    words.quality,
                    words.rung,
                    words.pickedUp,
                    words.answerRate,
                    words.averageAnswer,
                    words.unitCases,
                    words.satisfied,
                  ].map((label) => (
                    <th key={label} scope="col" className="number">
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {units.map((one) => (
                  <tr key={one.unitId}>
                    <th scope="row">
                      <Link to={behind(`&unitId=${one.unitId}`)}>{one.unitName}</Link>
                    </th>
                    {[
                      one.calls,
                      one.answered,
                      words.seconds(one.averageWait),
                      one.wanted,
                      one.transferred,
                      share(one.transferred, one.wanted),
                      one.rung,
                      one.pickedUp,
                      share(one.pickedUp, one.rung),
                      words.seconds(one.averageAnswer),
                      one.cases,
                      rateOf(one),
                    ].map((value, n) => (
                      <td key={n} className="number">
                        {value}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  )
}

function Figure({ label, hot, children }: { label: string; hot?: boolean; children: ReactNode }) {
  return (
    <div className={hot ? 'number-box number-bad' : 'number-box'}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

type Chart = { title: string; labels: string[]; values: number[]; head: string[]; rows: (string | number)[][] }

function Charted({ title, labels, values, head, rows }: Chart) {
  return (
    <section className="panel" aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <Suspense fallback={<div className="chart" />}>
        <BarChart title={title} labels={labels} values={values} />
      </Suspense>
      <table className="plain-table">
        <thead>
          <tr>
            {head.map((label, n) => (
              <th key={label} scope="col" className={n ? 'number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((value, n) => (
                <td key={n} className="number">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
