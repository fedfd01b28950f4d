import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Body, Contact } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { contact as words } from './words.zh.ts'

const key = ['contact']
const ways = [
  { way: 'email', field: 'email', label: words.byEmail, need: words.needEmail },
  { way: 'sms', field: 'phone', label: words.bySms, need: words.needPhone },
] as const

/** 通知设置: where else notices reach me, and which. */
export default function ContactPage() {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const contact = useQuery({ queryKey: key, queryFn: () => answer(api.GET('/api/contact')) })
  const kept = (saved: Contact) => queries.setQueryData(key, saved)
  const choose = useMutation({
    mutationFn: (kinds: Body<'/api/contact/kinds', 'put'>['kinds']) =>
      answer(api.PUT('/api/contact/kinds', { body: { kinds } })),
    onSuccess: kept,
    onError: (error) => message.error(sentenceOf(error)),
  })
  if (contact.isPending) return <Waiting />
  if (contact.isError) return <FailedPage error={contact.error} again={() => contact.refetch()} />
  const { data } = contact
  return (
    <Page title={words.title} lead={words.lead} narrow>
      <section className="panel gap">
        <Field field="email" value={data.email} onSaved={kept} />
        <Field field="phone" value={data.phone} onSaved={kept} />
      </section>
      {data.kinds.length > 0 && (
        <section className="panel">
          <table className="plain-table">
            <caption className="small-title contact-caption">{words.kinds}</caption>
            <thead>
              <tr>
                <th scope="col">{words.kind}</th>
                {ways.map(({ way, label }) => (
                  <th key={way} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.kinds.map(({ label: name, ...one }) => (
                <tr key={one.kind}>
                  <th scope="row">{name}</th>
                  {ways.map(({ way, field, label, need }) => (
                    <td key={way}>
                      <Checkbox
                        aria-label={words.by(name, label)}
                        title={data[field] ? undefined : need}
                        disabled={!data[field] || choose.isPending}
                        checked={one[way] && data[field] !== null}
                        onChange={(event) => choose.mutate([{ ...one, [way]: event.target.checked }])}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Page>
  )
}

function Field({
  field,
  value,
  onSaved,
}: {
  field: 'email' | 'phone'
  value: string | null
  onSaved: (saved: Contact) => void
}) {
  const [editing, setEditing] = useState(false)
  const { message } = App.useApp()
  const save = useMutation({
    mutationFn: (given: string | null) => answer(api.PUT('/api/contact', { body: { [field]: given } })),
    onSuccess: (saved) => {
      onSaved(saved)
      setEditing(false)
      message.success(words.saved)
    },
  })
  const label = words[field]
  if (!editing)
    return (
      <p className="contact-line">
        <span>
          {label}：{value ?? words.none}
        </span>
        <Button
          size="small"
          aria-label={`${value ? words.change : words.fill}${label}`}
          onClick={() => setEditing(true)}
        >
          {value ? words.change : words.fill}
        </Button>
        {value && (
          <Button
            size="small"
            aria-label={`${words.remove}${label}`}
            loading={save.isPending}
            onClick={() => save.mutate(null)}
          >
            {words.remove}
          </Button>
        )}
      </p>
    )
  return (
    <Form layout="vertical" requiredMark={false} onFinish={({ given }: { given: string }) => save.mutate(given)}>
      {save.isError && <Alert type="error" showIcon role="alert" title={sentenceOf(save.error)} className="gap" />}
      <Form.Item name="given" label={label}>
        <Input
          autoFocus
          type={field === 'email' ? 'email' : 'tel'}
          autoComplete={field === 'email' ? 'email' : 'tel'}
          maxLength={254}
        />
      </Form.Item>
      <p className="contact-line">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {words.save}
        </Button>
        <Button onClick={() => setEditing(false)}>{words.cancel}</Button>
      </p>
    </Form>
  )
}
