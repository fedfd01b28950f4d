import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../api/client.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { Labelled } from './labelled.tsx'
import { useDeskChanged, useUnitChoices } from './queries.ts'
import { caseForm as words } from './words.zh.ts'

type Props = { callId: string; unitId: number | null; subject: string; onClose: () => void }

/** A case of a call or of a message, with what is known filled in. */
export function CaseDrawer({ callId, unitId, subject, onClose }: Props) {
  const [form, setForm] = useState({ unitId, topic: 'other', name: '', phone: '', subject, text: subject })
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const units = useUnitChoices()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const changed = useDeskChanged()
  const vocabulary = useQuery({
    queryKey: ['inquiries', 'vocabulary'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/api/inquiries/vocabulary')),
  })
  const save = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/hotline/calls/{id}/case', { params: { path: { id: callId } }, body: form })),
    onSuccess: async ({ address }) => {
      message.success(
        <>
          {words.done}{' '}
          <Button type="link" size="small" onClick={() => navigate(address)}>
            {words.view}
          </Button>
        </>,
        6,
      )
      onClose()
      await changed()
    },
  })
  const faults = save.error instanceof ProblemError ? save.error.issues : []
  const fault = (field: string) => faults.find((issue) => issue.field.endsWith(field))?.message
  return (
    <Drawer
      open
      size={520}
      title={words.title}
      onClose={onClose}
      footer={
        <div className="call-acts">
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      }
    >
      {save.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(save.error)} />}
      <div className="case-form">
        <Labelled label={words.unit} hint={words.unitHint}>
          {(id) => (
            <Select
              id={id}
              className="fill"
              showSearch={{ optionFilterProp: 'label' }}
              allowClear
              options={units}
              value={form.unitId ?? undefined}
              onChange={(value) => set({ unitId: value ?? null })}
            />
          )}
        </Labelled>
        <Labelled label={words.topic}>
          {(id) => (
            <Select
              id={id}
              className="fill"
              options={Object.entries(vocabulary.data?.topics ?? {}).map(([value, label]) => ({ value, label }))}
              value={form.topic}
              onChange={(topic) => set({ topic })}
            />
          )}
        </Labelled>
        <Labelled label={words.subject} fault={fault('subject')}>
          {(id) => (
            <Input
              id={id}
              autoFocus
              maxLength={100}
              value={form.subject}
              onChange={(event) => set({ subject: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled label={words.text} fault={fault('text')}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={6}
              maxLength={5000}
              value={form.text}
              onChange={(event) => set({ text: event.target.value })}
            />
          )}
        </Labelled>
        <div className="pair">
          <Labelled label={words.name} fault={fault('name')}>
            {(id) => (
              <Input id={id} maxLength={50} value={form.name} onChange={(event) => set({ name: event.target.value })} />
            )}
          </Labelled>
          <Labelled label={words.phone} hint={words.phoneHint} fault={fault('phone')}>
            {(id) => (
              <Input
                id={id}
                inputMode="tel"
                maxLength={30}
                value={form.phone}
                onChange={(event) => set({ phone: event.target.value })}
              />
            )}
          </Labelled>
        </div>
      </div>
    </Drawer>
  )
}
