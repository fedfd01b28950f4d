import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import dayjs from 'dayjs'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Link } from 'react-router'
import type { CallFigure, Desk, LineFigures } from '../api/contract.ts'
import { clockTime, today } from '../shell/dates.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { type Days, Opens, Share, share, shareBehind } from './behind.tsx'
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

type Rated = Pick<LineFigures['totals'], 'satisfied' | 'fair' | 'dissatisfied'>
/** Satisfied and fairly satisfied of those who rated, by key or by SMS. */
const contentOf = ({ satisfied, fair }: Rated) => satisfied + fair
const ratedOf = (it: Rated) => contentOf(it) + it.dissatisfied

function Figures({ data, oneDay }: { data: LineFigures; oneDay: boolean }) {
  const { totals, units, hours, days } = data
  const scope = { from: data.from, to: data.to }
  const number = (label: string, figure: CallFigure, n: number) => (
    <Figure label={label}>
      <Opens {...scope} label={label} figure={figure} n={n} />
    </Figure>
  )
  if (totals.calls === 0)
    return (
      <div className="panel">
        <Nothing>{words.empty}</Nothing>
      </div>
    )
  const average = (label: string, value: number | null) => (
    <Figure label={label}>
      <Opens {...scope} label={label} figure="answered" n={totals.answered}>
        {words.seconds(value)}
      </Opens>
    </Figure>
  )
  return (
    <>
      <h2 className="section-title">{words.totals}</h2>
      <dl className="numbers">
        <Figure label={words.calls}>
          <Opens {...scope} label={words.calls} n={totals.calls} />
        </Figure>
        {number(words.answered, 'answered', totals.answered)}
        <Figure label={words.rate}>
          <Share {...scope} label={words.rate} of={['answered', totals.answered]} whole={[undefined, totals.calls]} />
        </Figure>
        {number(words.transferred, 'transferred', totals.transferred)}
        {number(words.missed, 'missed', totals.missed)}
        {number(words.abandoned, 'abandoned', totals.abandoned)}
        {number(words.voicemail, 'voicemail', totals.voicemail)}
        {number(words.cases, 'cases', totals.cases)}
        {average(words.averageWait, totals.averageWait)}
        {average(words.averageTalk, totals.averageTalk)}
        <Figure label={words.satisfied}>
          {ratedOf(totals) ? (
            <Share
              {...scope}
              label={words.satisfied}
              of={['content', contentOf(totals)]}
              whole={['rated', ratedOf(totals)]}
            />
          ) : (
            words.noRating
          )}
        </Figure>
      </dl>
      <div className="charts">
        <Charted
          title={words.byHour}
          labels={hours.map(({ hour }) => String(hour))}
          values={hours.map((one) => one.calls)}
          head={words.hour}
          rows={hours
            .filter((one) => one.calls > 0)
            .map((one) => ({ name: words.hourOf(one.hour), counts: one, behind: { ...scope, hour: one.hour } }))}
        />
        {!oneDay && (
          <Charted
            title={words.byDay}
            labels={days.map(({ day }) => day.slice(5))}
            values={days.map((one) => one.calls)}
            head={words.day}
            rows={days.map((one) => ({ name: one.day, counts: one, behind: { from: one.day, to: one.day } }))}
          />
        )}
      </div>
      {units.length > 0 && <Units units={units} scope={scope} />}
    </>
  )
}

type UnitRow = LineFigures['units'][number]
type Cell = { n: number; figure?: CallFigure; shown?: string }
const shared = (part: [CallFigure, number], whole: [CallFigure, number]): Cell => ({
  ...shareBehind(part, whole),
  shown: share(part[1], whole[1]),
})
/** The columns after the unit's name: what stands there, and which calls it opens. */
const unitColumns: [label: string, of: (row: UnitRow) => Cell][] = [
  [words.unitCalls, (row) => ({ n: row.calls })],
  [words.answered, (row) => ({ figure: 'answered', n: row.answered })],
  [words.averageWait, (row) => ({ figure: 'answered', n: row.answered, shown: words.seconds(row.averageWait) })],
  [words.wanted, (row) => ({ figure: 'wanted', n: row.wanted })],
  [words.put, (row) => ({ figure: 'passedOn', n: row.transferred })],
  [words.quality, (row) => shared(['passedOn', row.transferred], ['wanted', row.wanted])],
  [words.rung, (row) => ({ figure: 'wanted', n: row.rung })],
  [words.pickedUp, (row) => ({ figure: 'passedOn', n: row.pickedUp })],
  [words.answerRate, (row) => shared(['passedOn', row.pickedUp], ['wanted', row.rung])],
  [words.averageAnswer, (row) => ({ figure: 'passedOn', n: row.pickedUp, shown: words.seconds(row.averageAnswer) })],
  [words.unitCases, (row) => ({ figure: 'cases', n: row.cases })],
  [words.satisfied, (row) => shared(['content', contentOf(row)], ['rated', ratedOf(row)])],
]

function Units({ units, scope }: { units: UnitRow[]; scope: Days }) {
  return (
    <section className="panel" aria-labelledby="by-unit">
      <h2 id="by-unit" className="section-title">
        {words.byUnit}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="wide" tabIndex={0} aria-label={words.byUnit}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.unit}</th>
              {unitColumns.map(([label]) => (
                <th key={label} scope="col" className="number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map((row) => (
              <tr key={row.unitId}>
                <th scope="row">{row.unitName}</th>
                {unitColumns.map(([label, of]) => {
                  const { shown, ...behind } = of(row)
                  return (
                    <td key={label} className="number">
                      <Opens {...scope} {...behind} unitId={row.unitId} label={`${row.unitName}${label}`}>
                        {shown}
                      </Opens>
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

function Figure({ label, hot, children }: { label: string; hot?: boolean; children: ReactNode }) {
  return (
    <div className={hot ? 'number-box number-bad' : 'number-box'}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

type Counts = { calls: number; answered: number; lost: number }
type Chart = {
  title: string
  labels: string[]
  values: number[]
  head: string
  rows: { name: string; counts: Counts; behind: Days & { hour?: number } }[]
}

/** A chart, and below it the same as a table whose numbers open their calls. */
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
            <th scope="col">{head}</th>
            {[words.calls, words.answered, words.lost].map((label) => (
              <th key={label} scope="col" className="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, counts, behind }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">
                <Opens {...behind} label={`${name}${words.calls}`} n={counts.calls} />
              </td>
              <td className="number">
                <Opens {...behind} label={`${name}${words.answered}`} figure="answered" n={counts.answered} />
              </td>
              <td className="number">
                <Opens {...behind} label={`${name}${words.lost}`} figure="lost" n={counts.lost} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
