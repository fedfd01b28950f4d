import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, InputNumber } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { InquirySettings } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { faultOf, LineField, NumberField } from '../casework/field.tsx'
import { DateField } from '../publishing/fields.tsx'
import '../casework/casework.css'
import { today } from '../shell/dates.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import './inquiries.css'
import { settings as words } from './words.zh.ts'

const key = ['inquiries', 'settings']
type Limits = InquirySettings['limits'][number]
const columns = Object.keys(words.columns) as (keyof typeof words.columns)[]

/** What a county sets for its line: the disclosure office's page. */
export default function InquirySettingsPage() {
  // What was typed stays: nothing fetched later overwrites it.
  const found = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/inquiries/settings')),
    refetchOnWindowFocus: false,
  })
  if (found.isError) return <FailedPage error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  return <SettingsForm given={found.data} />
}

function SettingsForm({ given }: { given: InquirySettings }) {
  const [value, setValue] = useState(given)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/inquiries/settings', { body: value })),
    onSuccess: (next) => {
      queries.setQueryData(key, next)
      setValue(next)
      message.success(words.saved)
    },
    onError: () => window.scrollTo({ top: 0 }),
  })
  const issues = save.error instanceof ProblemError ? save.error.issues : []
  const set = (change: Partial<InquirySettings>) => setValue((now) => ({ ...now, ...change }))
  const row = (i: number, change: Partial<Limits>) =>
    set({ limits: value.limits.map((one, n) => (n === i ? { ...one, ...change } : one)) })
  const line = (name: 'lineName' | 'lineNumber' | 'petitionOffice', max: number, hint?: string) => (
    <LineField
      id={name}
      label={words[name]}
      hint={hint}
      fault={faultOf(issues, name)}
      maxLength={max}
      value={value[name]}
      onChange={(typed) => set({ [name]: typed })}
    />
  )
  return (
    <Page title={words.title} lead={words.lead}>
      {save.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(save.error)} />}
      <form
        className="iq-settings"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <section className="panel" aria-labelledby="iq-limits">
          <h2 id="iq-limits" className="section-title">
            {words.limits}
          </h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
          <section className="table-scroll" tabIndex={0} aria-label={words.limitsTable}>
            <table className="plain-table iq-limits">
              <thead>
                <tr>
                  <th scope="col">{words.from}</th>
                  {columns.map((name) => (
                    <th key={name} scope="col">
                      {words.columns[name]}
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {value.limits.map((limits, i) => (
                  <tr key={i}>
                    <td className="iq-limits-from">
                      <DateField
                        id={`limits-${i}-from`}
                        label={words.from}
                        value={limits.from}
                        onChange={(from) => from && row(i, { from })}
                      />
                    </td>
                    {columns.map((name) => (
                      <td key={name}>
                        <InputNumber
                          aria-label={words.cell(words.columns[name], limits.from)}
                          min={1}
                          max={365}
                          precision={0}
                          value={limits[name]}
                          onChange={(days) => days && row(i, { [name]: days })}
                        />
                      </td>
                    ))}
                    <td>
                      {value.limits.length > 1 && (
                        <Button
                          type="text"
                          icon={<DeleteOutlined />}
                          aria-label={words.remove(limits.from)}
                          onClick={() => set({ limits: value.limits.filter((_, n) => n !== i) })}
                        />
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <Button
            className="gap-above"
            icon={<PlusOutlined />}
            onClick={() => set({ limits: [...value.limits, { ...value.limits.at(-1)!, from: today() }] })}
          >
            {words.add}
          </Button>
        </section>
        <section className="panel" aria-labelledby="iq-line">
          <h2 id="iq-line" className="section-title">
            {words.line}
          </h2>
          <div className="pair">
            {line('lineName', 60)}
            {line('lineNumber', 30)}
          </div>
          {line('petitionOffice', 300, words.petitionOfficeHint)}
        </section>
        <section className="panel" aria-labelledby="iq-entering">
          <h2 id="iq-entering" className="section-title">
            {words.entering}
          </h2>
          <NumberField
            id="entryDays"
            label={words.entryDays}
            hint={words.entryDaysHint}
            fault={faultOf(issues, 'entryDays')}
            min={0}
            max={3650}
            suffix={words.days}
            value={value.entryDays}
            onChange={(entryDays) => entryDays !== null && set({ entryDays })}
          />
        </section>
        <section className="panel" aria-labelledby="iq-keeping">
          <h2 id="iq-keeping" className="section-title">
            {words.keeping}
          </h2>
          <NumberField
            id="keepYears"
            label={words.keepYears}
            hint={words.keepYearsHint}
            fault={faultOf(issues, 'keepYears')}
            min={1}
            max={100}
            suffix={words.years}
            value={value.keepYears}
            onChange={(keepYears) => keepYears && set({ keepYears })}
          />
        </section>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </form>
    </Page>
  )
}
