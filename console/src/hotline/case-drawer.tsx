import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { CallDetail } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { Choice } from '../casework/field.tsx'
import '../casework/casework.css'
import { Labelled } from './labelled.tsx'
import { useDeskChanged, useUnitChoices } from './queries.ts'
import { caseForm as words } from './words.zh.ts'

/** What a call can become, in the order of how often it does; a letter to a leader has a page of its own. */
const kinds = ['question', 'information', 'wish', 'opinion', 'site_error', 'complaint', 'report'] as const
type Kind = (typeof kinds)[number]

type Props = {
  call: Pick<CallDetail, 'id' | 'earlierCases'>
  unitId: number | null
  subject: string
  onClose: () => void
}

/** A case of a call or of a message, with what is known filled in. */
export function CaseDrawer({ call, unitId, subject, onClose }: Props) {
  const [form, setForm] = useState({
    kind: 'question' as Kind,
    unitId,
    aboutCaseId: null as number | null,
    topic: 'other',
    name: '',
    phone: '',
    pin: '',
    subject,
    text: subject,
    place: '',
  })
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const fields = useRef<HTMLDivElement>(null)
  const units = useUnitChoices()
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const changed = useDeskChanged()
  const vocabulary = useQuery({
    queryKey: ['inquiries', 'vocabulary'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/api/inquiries/vocabulary')),
  })
  const { kind } = form
  const restricted = kind === 'complaint' || kind === 'report'
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/hotline/calls/{id}/case', {
          params: { path: { id: call.id } },
          // What belongs to another kind stays behind.
          body: {
            ...form,
            aboutCaseId: kind === 'complaint' ? form.aboutCaseId : null,
            pin: kind === 'report' ? form.pin : '',
            place: kind === 'wish' || kind === 'site_error' ? form.place : '',
          },
        }),
      ),
    onSuccess: async (made) => {
      onClose()
      if (made.restricted)
        modal.success({
          title: words.done,
          content: (
            <>
              <p className="case-code">{made.code}</p>
              <p>{words.readCode}</p>
            </>
          ),
          okText: words.codeRead,
        })
      else
        message.success(
          <>
            {words.done}，{words.code} {made.code}{' '}
            <Button type="link" size="small" onClick={() => navigate(made.address)}>
              {words.view}
            </Button>
          </>,
          10,
        )
      await changed()
    },
    onError: () =>
      requestAnimationFrame(() => fields.current?.querySelector('.case-fault, .rq-fault')?.scrollIntoView()),
  })
  const faults = save.error instanceof ProblemError ? save.error.issues : []
  const fault = (field: string) => faults.find((issue) => issue.field.endsWith(field))?.message
  return (
    <Drawer
      open
      size={520}
      title={words.title}
      onClose={onClose}
      afterOpenChange={(open) => open && fields.current?.querySelector<HTMLElement>('input:checked')?.focus()}
      footer={
        <div className="call-acts">
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
          <span className="hint case-keys">{words.keys}</span>
        </div>
      }
    >
      {save.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(save.error)} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: one key saves, wherever the focus is in the form */}
      <div
        ref={fields}
        className="case-form"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey || save.isPending) return
          event.preventDefault()
          save.mutate()
        }}
      >
        <Choice
          label={words.kind}
          name="case-kind"
          value={kind}
          fault={fault('kind')}
          options={kinds.map((value) => ({ value, label: vocabulary.data?.kinds[value] ?? value }))}
          onChange={(next) => set({ kind: next })}
        />
        {restricted && <Alert type="info" showIcon title={words.restricted[kind]} />}
        {kind === 'complaint' && call.earlierCases.length > 0 && (
          <Labelled label={words.aboutCase} hint={words.optional} fault={fault('aboutCaseId')}>
            {(id) => (
              <Select
                id={id}
                className="fill"
                allowClear
                options={call.earlierCases.map((one) => ({
                  value: one.id,
                  label: `${one.summary}（${one.on}，${one.status}）`,
                }))}
                value={form.aboutCaseId ?? undefined}
                onChange={(value) => set({ aboutCaseId: value ?? null })}
              />
            )}
          </Labelled>
        )}
        <Labelled
          label={restricted ? words.aboutUnit : words.unit}
          hint={restricted ? words.optional : words.unitHint}
          fault={fault('unitId')}
        >
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
        <Labelled label={words.topic} fault={fault('topic')}>
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
        {(kind === 'wish' || kind === 'site_error') && (
          <Labelled label={words.place[kind]} hint={words.optional} fault={fault('place')}>
            {(id) => (
              <Input
                id={id}
                maxLength={500}
                value={form.place}
                onChange={(event) => set({ place: event.target.value })}
              />
            )}
          </Labelled>
        )}
        <div className="pair">
          <Labelled label={words.name} hint={kind === 'report' ? words.optional : undefined} fault={fault('name')}>
            {(id) => (
              <Input id={id} maxLength={50} value={form.name} onChange={(event) => set({ name: event.target.value })} />
            )}
          </Labelled>
          <Labelled
            label={words.phone}
            hint={kind === 'report' ? words.phoneHintReport : words.phoneHint}
            fault={fault('phone')}
          >
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
        {kind === 'report' && (
          <Labelled label={words.pin} hint={words.pinHint} fault={fault('pin')}>
            {(id) => (
              <Input
                id={id}
                autoComplete="off"
                maxLength={20}
                value={form.pin}
                onChange={(event) => set({ pin: event.target.value })}
              />
            )}
          </Labelled>
        )}
      </div>
    </Drawer>
  )
}
