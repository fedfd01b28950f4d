import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Input } from 'antd'
import { useRef, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { LineSettings } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { faultOf, focusFault, LineField, NumberField } from '../casework/field.tsx'
import { Failure, Waiting } from '../shell/notices.tsx'
import { SettingHistory } from './setting-history.tsx'
import { lineSettings as words } from './words.zh.ts'

const key = ['hotline', 'settings']
const historyKey = ['hotline', 'settings-history']
const mostSpans = 4

/** How the line is staffed, how long is rung and waited, what callers are asked, how long is kept. */
export function LineForm() {
  // What was typed stays: nothing fetched later overwrites it.
  const found = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/hotline/settings')),
    refetchOnWindowFocus: false,
  })
  if (found.isError) return <Failure error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  return <Form given={found.data} />
}

function Form({ given }: { given: LineSettings }) {
  const [value, setValue] = useState(given)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const history = useQuery({
    queryKey: historyKey,
    queryFn: () => answer(api.GET('/api/hotline/settings/history')),
  })
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/hotline/settings', { body: value })),
    onSuccess: () => {
      queries.setQueryData(key, value)
      message.success(words.saved)
      return queries.invalidateQueries({ queryKey: historyKey })
    },
    onError: () => focusFault(form.current),
  })
  const issues = save.error instanceof ProblemError ? save.error.issues : []
  const set = (change: Partial<LineSettings>) => setValue((now) => ({ ...now, ...change }))
  const number = (name: keyof typeof words.numbers, unit: string) => (
    <NumberField
      id={name}
      label={words.numbers[name]}
      hint={words.hints[name]}
      fault={faultOf(issues, name)}
      className="setting-number"
      suffix={unit}
      value={value[name]}
      onChange={(n) => set({ [name]: n })}
    />
  )
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <section className="panel" aria-labelledby="line-hours">
        <h2 id="line-hours" className="section-title">
          {words.answering}
        </h2>
        {save.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(save.error)} />}
        <LineField
          id="line"
          label={words.line}
          hint={words.lineHint}
          fault={faultOf(issues, 'line')}
          className="setting-short"
          maxLength={20}
          inputMode="tel"
          value={value.line}
          onChange={(line) => set({ line })}
        />
        <div className="setting-check">
          <Checkbox checked={value.always} onChange={(event) => set({ always: event.target.checked })}>
            {words.always}
          </Checkbox>
        </div>
        <Hours
          hours={value.hours}
          always={value.always}
          faultAt={(n) =>
            faultOf(issues, `hours.${n}`) ?? faultOf(issues, `hours.${n}.from`) ?? faultOf(issues, `hours.${n}.to`)
          }
          onChange={(hours) => set({ hours })}
        />
        <div className="setting-numbers">
          {number('ringSeconds', words.seconds)}
          {number('waitSeconds', words.seconds)}
          {number('messageSeconds', words.seconds)}
        </div>
      </section>
      <section className="panel" aria-labelledby="line-rating">
        <h2 id="line-rating" className="section-title">
          {words.rating}
        </h2>
        <div className="setting-check">
          <Checkbox checked={value.rating} onChange={(event) => set({ rating: event.target.checked })}>
            {words.ratingByKey}
          </Checkbox>
        </div>
        <div className="setting-check">
          <Checkbox checked={value.ratingBySms} onChange={(event) => set({ ratingBySms: event.target.checked })}>
            {words.ratingBySms}
          </Checkbox>
          <div className="hint">{words.ratingBySmsHint}</div>
        </div>
        {value.ratingBySms && (
          <>
            {number('ratingDays', words.days)}
            <SmsPreview line={value.line} days={value.ratingDays} />
          </>
        )}
      </section>
      <section className="panel" aria-labelledby="line-keeping">
        <h2 id="line-keeping" className="section-title">
          {words.keeping}
        </h2>
        <div className="setting-numbers">
          {number('keepRecordingDays', words.days)}
          {number('keepCallDays', words.days)}
        </div>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {words.save}
        </Button>
        <SettingHistory id="line-history" entries={history.data} />
      </section>
    </form>
  )
}

/** The SMS as a caller would get it, for what is typed now. */
function SmsPreview({ line, days }: { line: string; days: number }) {
  const preview = useQuery({
    queryKey: ['hotline', 'rating-sms', line, days],
    enabled: days >= 1 && days <= 30,
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/hotline/settings/rating-sms', { params: { query: { line, days } } })),
  })
  if (!preview.data) return null
  const { text, notReady } = preview.data
  return (
    <figure className="sms-preview">
      <figcaption className="muted">{words.smsPreview}</figcaption>
      <p>{text}</p>
      {notReady && <Alert type="warning" showIcon title={notReady} />}
    </figure>
  )
}

type HoursProps = {
  hours: LineSettings['hours']
  always: boolean
  faultAt: (n: number) => string | undefined
  onChange: (hours: LineSettings['hours']) => void
}

/** Spans of the working day in which somebody answers; liaison officers keep them also where the line is open day and night. */
function Hours({ hours, always, faultAt, onChange }: HoursProps) {
  const row = (n: number, change: Partial<LineSettings['hours'][number]>) =>
    onChange(hours.map((one, i) => (i === n ? { ...one, ...change } : one)))
  const last = hours.at(-1)?.to ?? '08:30'
  return (
    <fieldset className="rq-choice">
      <legend>{words.hours}</legend>
      <div className="hint">{always ? words.hoursHintAlways : words.hoursHint}</div>
      {hours.map(({ from, to }, n) => {
        const fault = faultAt(n)
        return (
          <div key={n} className={fault ? 'rq-field-wrong' : undefined}>
            {fault && (
              <div id={`hours-${n}-fault`} className="rq-fault" role="alert">
                {fault}
              </div>
            )}
            <div className="setting-hours">
              <Input
                type="time"
                aria-label={words.hoursFrom(n + 1)}
                aria-describedby={`hours-${n}-fault`}
                aria-invalid={fault ? true : undefined}
                value={from}
                onChange={(event) => row(n, { from: event.target.value })}
              />
              <span aria-hidden>—</span>
              <Input
                type="time"
                aria-label={words.hoursTo(n + 1)}
                aria-describedby={`hours-${n}-fault`}
                value={to}
                onChange={(event) => row(n, { to: event.target.value })}
              />
              {hours.length > 1 && (
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={words.removeHours(n + 1)}
                  onClick={() => onChange(hours.filter((_, i) => i !== n))}
                />
              )}
            </div>
          </div>
        )
      })}
      {hours.length < mostSpans && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...hours, { from: last, to: last < '18:00' ? '18:00' : '23:59' }])}
        >
          {words.addHours}
        </Button>
      )}
    </fieldset>
  )
}
