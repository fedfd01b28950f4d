import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { DateField } from '../publishing/fields.tsx'
import { longDate, today, weekdayOf } from '../shell/dates.ts'
import { FailedPage, Failure, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { Ledger } from './ledger.tsx'
import { NoticePanel, VersionHistory } from './notice-panel.tsx'
import { calendar as words } from './words.zh.ts'
import { YearGrid } from './year-grid.tsx'

/** A year at a glance: what counts, what does not, and on which notice that rests. */
export default function CalendarPage() {
  const [params, setParams] = useSearchParams()
  const year = Number(params.get('year')) || Number(today().slice(0, 4))
  const years = useQuery({ queryKey: ['calendar'], queryFn: () => answer(api.GET('/api/calendar')) })
  const one = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => answer(api.GET('/api/calendar/{year}', { params: { path: { year } } })),
  })
  if (years.isError) return <FailedPage error={years.error} again={() => years.refetch()} />
  if (!years.data) return <Waiting />
  const chosen = one.data
  return (
    <Page title={words.title} lead={words.lead}>
      {years.data.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} className="gap" />
      ))}
      <NoticePanel />
      <DeadlineCalculator />
      <section className="panel" aria-label={words.year}>
        <div className="table-scroll">
          <Segmented
            aria-label={words.year}
            value={year}
            options={years.data.years.map((entry) => ({
              value: entry.year,
              label: entry.loaded ? String(entry.year) : `${entry.year} ⚠`,
            }))}
            onChange={(value) => setParams({ year: String(value) })}
          />
        </div>
        {chosen && (
          <p>
            <strong>{words.workingDays(chosen.workingDays)}</strong>
            {words.stop}
            {chosen.loaded ? (
              <>
                {words.loaded}
                {chosen.notice && `，${words.notice}：${chosen.notice}`}
                {chosen.confidence && `（${words.confidence[chosen.confidence] ?? chosen.confidence}）`}
              </>
            ) : (
              <span className="count-block">⚠ {words.unloaded}</span>
            )}
          </p>
        )}
        <VersionHistory year={year} />
        <ul className="legend">
          {Object.entries(words.kinds).map(([kind, label]) => (
            <li key={kind}>
              <span className={`day day-${kind}`} aria-hidden="true">
                8
              </span>
              {label}
            </li>
          ))}
        </ul>
        {one.isError && <Failure error={one.error} again={() => one.refetch()} />}
      </section>
      {chosen && <YearGrid year={chosen} />}
    </Page>
  )
}

function DeadlineCalculator() {
  const [from, setFrom] = useState<string | null>(today())
  const [days, setDays] = useState<number | null>(20)
  const compute = useMutation({
    mutationFn: (query: { from: string; workingDays: number }) =>
      answer(api.GET('/api/calendar/deadline', { params: { query } })),
  })
  return (
    <section className="panel" aria-labelledby="deadline-title">
      <h2 id="deadline-title" className="section-title">
        {words.deadline}
      </h2>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (from && days) compute.mutate({ from, workingDays: days })
        }}
      >
        <label htmlFor="deadline-from">
          {words.from}
          <DateField id="deadline-from" value={from} onChange={setFrom} />
        </label>
        <label htmlFor="deadline-days">
          {words.days}
          <InputNumber id="deadline-days" min={1} max={500} precision={0} value={days} onChange={setDays} />
        </label>
        <Button type="primary" htmlType="submit" disabled={!from || !days} loading={compute.isPending}>
          {words.compute}
        </Button>
      </form>
      {compute.isError && <Alert type="error" role="alert" title={sentenceOf(compute.error)} />}
      {compute.data && (
        <div role="status">
          <p>
            {words.last}：
            <strong>
              {longDate(compute.data.last)} {weekdayOf(compute.data.last)}
            </strong>
          </p>
          <Ledger days={compute.data.ledger} explanation={compute.data.explanation} />
        </div>
      )}
    </section>
  )
}
