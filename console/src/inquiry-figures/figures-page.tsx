import { Button, Input, Select } from 'antd'
import { Fragment, type ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { InquiryStatistics, InquiryStatisticsQuery } from '../api/contract.ts'
import { useCan, useMe } from '../identity/session.ts'
import { useInquiryVocabulary, useMailboxes } from '../inquiries/queries.ts'
import { Charted } from '../overview/charted.tsx'
import { unitTree } from '../publishing/choices.ts'
import { useLookups } from '../publishing/queries.ts'
import { today } from '../shell/dates.ts'
import { Failure, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { casesBehind, Opens } from './behind.tsx'
import { Calls } from './calls.tsx'
import './figures.css'
import { clearable } from '../shell/clearable.ts'
import { HeatMap } from './heat-map.tsx'
import { HotTopics } from './hot-topics.tsx'
import { useMeanings, useStatistics } from './queries.ts'
import { UnitTable } from './unit-table.tsx'
import { figures as words } from './words.zh.ts'

/** Who has every unit's cases counted; the others have their own unit's. */
const wide = ['disclosure_office', 'supervisor', 'operator']
const lineKinds = ['question', 'information', 'letter', 'wish', 'opinion', 'site_error']

const month = (back: number) => {
  const [year, of] = today().split('-').map(Number)
  const first = new Date(Date.UTC(year!, of! - 1 - back, 1))
  const last = new Date(Date.UTC(year!, of! - back, 0))
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) }
}

/** Statistics of 政务信息查询; everything chosen stands in the address, every figure opens its cases. */
export default function FiguresPage() {
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const { data: lookups } = useLookups()
  const vocabulary = useInquiryVocabulary().data
  const boxes = useMailboxes().data ?? []
  const everywhere = me?.posts.some((post) => wide.includes(post.role)) ?? false
  const unitId = Number(params.get('unitId')) || (everywhere ? 0 : (me?.posts[0]?.unitId ?? 0))
  const chosen = Object.fromEntries(
    (['kind', 'channel', 'topic', 'mailboxId'] as const).flatMap((name) =>
      params.get(name) ? [[name, params.get(name)]] : [],
    ),
  )
  const scope = {
    ...(unitId ? { unitId } : {}),
    ...chosen,
    from: params.get('from') ?? month(0).from,
    to: params.get('to') ?? month(0).to,
  } as InquiryStatisticsQuery
  const found = useStatistics(scope)
  const write = (change: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setParams(next)
  }
  const choice = (
    name: 'kind' | 'channel' | 'topic' | 'mailboxId',
    label: string,
    options: Record<string, string> = {},
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear={clearable}
      value={params.get(name) ?? undefined}
      options={Object.entries(options).map(([value, text]) => ({ value, label: text }))}
      onChange={(value?: string) => write({ [name]: value })}
    />
  )
  const dayField = (name: 'from' | 'to') => (
    <span className="figures-day">
      <label htmlFor={`figures-${name}`}>{words[name]}</label>
      <Input
        id={`figures-${name}`}
        type="date"
        value={scope[name]}
        onChange={(event) => write({ [name]: event.target.value || undefined })}
      />
    </span>
  )
  const year = today().slice(0, 4)
  const file = new URLSearchParams(Object.entries(scope).map(([name, value]) => [name, String(value)]))
  const kinds = Object.fromEntries(Object.entries(vocabulary?.kinds ?? {}).filter(([key]) => lineKinds.includes(key)))
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <a href={`/api/inquiries/statistics/export?${file}`} download>
          <Button tabIndex={-1}>{words.export}</Button>
        </a>
      }
    >
      <search className="figures-bar">
        <TreeChoice
          className="figures-unit"
          aria-label={words.unit}
          placeholder={everywhere ? words.county : words.unit}
          allowClear={everywhere}
          popupMatchSelectWidth={280}
          value={unitId ? String(unitId) : undefined}
          treeData={unitTree(lookups?.units ?? [])}
          onChange={(value?: string) => write({ unitId: value })}
        />
        {choice('kind', words.kind, kinds)}
        {choice('channel', words.channel, vocabulary?.channels)}
        {choice('topic', words.topic, vocabulary?.topics)}
        {boxes.length > 0 &&
          choice('mailboxId', words.mailbox, Object.fromEntries(boxes.map((box) => [box.id, box.title])))}
        {dayField('from')}
        {dayField('to')}
        <Button onClick={() => write(month(0))}>{words.thisMonth}</Button>
        <Button onClick={() => write(month(1))}>{words.lastMonth}</Button>
        <Button onClick={() => write({ from: `${year}-01-01`, to: `${year}-12-31` })}>{words.thisYear}</Button>
      </search>
      {found.isError ? (
        <Failure error={found.error} again={() => found.refetch()} />
      ) : found.data ? (
        <Shown data={found.data} scope={scope} everywhere={everywhere && !unitId} />
      ) : (
        <Waiting />
      )}
    </Page>
  )
}

/** The days of a month YYYY-MM that lie in the period, as a list's filters. */
const daysOf = (month: string, { from, to }: InquiryStatisticsQuery) => {
  const [year, of] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year!, of!, 0)).toISOString().slice(0, 10)
  return { receivedFrom: `${month}-01` < from ? from : `${month}-01`, receivedTo: last > to ? to : last }
}

const rate = (part: number, whole: number) => (whole ? `${((part / whole) * 100).toFixed(1)}%` : words.noRate)

function Shown({
  data,
  scope,
  everywhere,
}: {
  data: InquiryStatistics
  scope: InquiryStatisticsQuery
  everywhere: boolean
}) {
  const { figures: n, complaints, reports } = data
  const mayHearCalls = useCan('hotline.read')
  return (
    <>
      {n.received === 0 ? (
        <Nothing>
          <p>{words.none}</p>
        </Nothing>
      ) : (
        <>
          <Numbers n={n} scope={scope} />
          <Course n={n} scope={scope} />
        </>
      )}
      {complaints && <Complaints complaints={complaints} reports={reports} scope={scope} />}
      {n.received > 0 && (
        <>
          <div className="charts">
            <Part
              title={words.months}
              head={words.month}
              rows={data.months}
              scope={scope}
              open={(month) => daysOf(month, scope)}
            />
            <Part
              title={words.days}
              head={words.time}
              rows={data.days}
              scope={scope}
              open={(days) => ({ days })}
              least="answered"
              horizontal
            />
            <Part
              title={words.kinds}
              head={words.kind}
              rows={data.kinds}
              scope={scope}
              open={(kind) => ({ kind })}
              horizontal
            />
            <Part
              title={words.channels}
              head={words.channel}
              rows={data.channels}
              scope={scope}
              open={(channel) => ({ channel })}
              horizontal
            />
          </div>
          <Part
            title={words.topics}
            head={words.topic}
            rows={data.topics}
            scope={scope}
            open={(topic) => ({ topic })}
            horizontal
          />
          {data.mailboxes.length > 0 && (
            <Part
              title={words.mailboxes}
              head={words.mailbox}
              rows={data.mailboxes}
              scope={scope}
              open={(mailboxId) => ({ mailboxId })}
              horizontal
            />
          )}
          <HeatMap arrivals={data.arrivals} scope={scope} />
          <HotTopics scope={scope} />
        </>
      )}
      {everywhere && <UnitTable scope={scope} supervised={complaints !== null} />}
      {mayHearCalls && <Calls scope={scope} />}
    </>
  )
}

function Numbers({ n, scope }: { n: InquiryStatistics['figures']; scope: InquiryStatisticsQuery }) {
  const link = (figure: 'received' | 'open' | 'overdue' | 'asked_before', label: string) => (
    <Opens n={n[figure]} to={casesBehind(scope, { figure })} label={label} />
  )
  const behind = (figure: 'on_time' | 'rated', part: number, whole: number) => (
    <Link to={casesBehind(scope, { figure })}>{words.outOf(part, whole)}</Link>
  )
  const labels = Object.fromEntries((useMeanings().data ?? []).map((one) => [one.key, one.label]))
  const boxes: [string, ReactNode, ReactNode?][] = [
    [labels.received ?? '', link('received', labels.received ?? '')],
    [labels.open ?? '', link('open', labels.open ?? '')],
    [words.onTimeRate, rate(n.on_time, n.answered), behind('on_time', n.on_time, n.answered)],
    [labels.overdue ?? '', link('overdue', labels.overdue ?? '')],
    [words.satisfiedRate, rate(n.satisfied + n.fair, n.rated), behind('rated', n.satisfied + n.fair, n.rated)],
    [labels.asked_before ?? '', link('asked_before', labels.asked_before ?? '')],
  ]
  return (
    <dl className="numbers">
      {boxes.map(([label, value, from], i) => (
        <div key={i} className={i === 3 && n.overdue > 0 ? 'number-box number-bad' : 'number-box'}>
          <dt>{label}</dt>
          <dd>
            {value}
            {from && <div className="row-sub">{from}</div>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const groups = [
  ['received', 'open', 'answered', 'on_time', 'overdue'],
  ['passed_up', 'passed_on', 'refused', 'extended', 'explained', 'escalated', 'reopened', 'asked_before'],
  ['rated', 'satisfied', 'fair', 'dissatisfied'],
] as const

/** Every figure with what it counts. */
function Course({ n, scope }: { n: InquiryStatistics['figures']; scope: InquiryStatisticsQuery }) {
  const meanings = useMeanings().data ?? []
  const of = (key: string) => meanings.find((one) => one.key === key)
  return (
    <section className="panel" aria-labelledby="figures-course">
      <h2 id="figures-course" className="section-title">
        {words.course}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={words.tableOf(words.course)}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.figure}</th>
              <th scope="col" className="number">
                {words.count}
              </th>
              <th scope="col" className="number">
                {words.share}
              </th>
              <th scope="col">{words.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((keys) => (
              <Fragment key={keys[0]}>
                {keys.map((key) => (
                  <tr key={key}>
                    <td>{of(key)?.label}</td>
                    <td className="number">
                      <Opens n={n[key]} to={casesBehind(scope, { figure: key })} label={of(key)?.label ?? ''} />
                    </td>
                    <td className="number">{rate(n[key], n.received)}</td>
                    <td className="figures-meaning">{of(key)?.meaning}</td>
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

type Complaining = {
  complaints: NonNullable<InquiryStatistics['complaints']>
  reports: InquiryStatistics['reports']
  scope: InquiryStatisticsQuery
}

/** For supervision alone. */
function Complaints({ complaints, reports, scope }: Complaining) {
  const meanings = useMeanings().data ?? []
  const { from, to, unitId } = scope
  const whole = { from, to, ...(unitId ? { unitId } : {}) }
  return (
    <section className="panel" aria-labelledby="figures-complaints">
      <h2 id="figures-complaints" className="section-title">
        {words.complaints}
      </h2>
      <dl className="numbers">
        {(['complaints', 'complaints_open', 'upheld', 'rejected'] as const).map((key) => {
          const label = meanings.find((one) => one.key === key)?.label ?? ''
          return (
            <div key={key} className="number-box">
              <dt>{label}</dt>
              <dd>
                <Opens n={complaints[key]} to={casesBehind(whole, { figure: key })} label={label} />
              </dd>
            </div>
          )
        })}
      </dl>
      {reports && !unitId && <p className="muted">{words.reportsCount(reports.reports, reports.reports_open)}</p>}
    </section>
  )
}

type PartProps = {
  title: string
  head: string
  rows: InquiryStatistics['kinds']
  scope: InquiryStatisticsQuery
  /** Filters of a list that open a row's cases. */
  open: (key: string) => Record<string, string>
  /** What the first number counts. */
  least?: 'received' | 'answered'
  horizontal?: boolean
}

/** One way to part the cases: a chart, and the table behind it, whose every number opens its cases. */
function Part({ title, head, rows, scope, open, least = 'received', horizontal = false }: PartProps) {
  const cell = (row: PartProps['rows'][number], n: number, figure: string, label: string) => (
    <Opens key={label} n={n} to={casesBehind(scope, { ...open(row.key), figure })} label={`${row.label}${label}`} />
  )
  return (
    <Charted
      title={title}
      horizontal={horizontal}
      labels={rows.map((row) => row.label)}
      values={rows.map((row) => row.received)}
      head={[head, words.received, words.answered, words.onTime]}
      rows={rows.map((row) => [
        row.label,
        cell(row, row.received, least, words.received),
        cell(row, row.answered, 'answered', words.answered),
        cell(row, row.onTime, 'on_time', words.onTime),
      ])}
    />
  )
}
