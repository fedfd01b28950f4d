import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Select } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { CallDetail } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { Choice, described, Field, faultOf, focusFault, LineField, TextField } from '../casework/field.tsx'
import '../casework/casework.css'
import { clearable } from '../shell/clearable.ts'
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
          afterClose: onClose,
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
    onError: () => focusFault(fields.current),
  })
  const faults = save.error instanceof ProblemError ? save.error.issues : []
  const fault = (field: string) => faultOf(faults, field)
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
          <Field id="case-about" label={words.aboutCase} optional fault={fault('aboutCaseId')}>
            <Select
              {...described('case-about', fault('aboutCaseId'))}
              className="fill"
              allowClear={clearable}
              options={call.earlierCases.map((one) => ({
                value: one.id,
                label: `${one.summary}（${one.on}，${one.status}）`,
              }))}
              value={form.aboutCaseId ?? undefined}
              onChange={(value) => set({ aboutCaseId: value ?? null })}
            />
          </Field>
        )}
        <Field
          id="case-unit"
          label={restricted ? words.aboutUnit : words.unit}
          optional={restricted}
          hint={restricted ? undefined : words.unitHint}
          fault={fault('unitId')}
        >
          <Select
            {...described('case-unit', fault('unitId'))}
            className="fill"
            showSearch={{ optionFilterProp: 'label' }}
            allowClear={clearable}
            options={units}
            value={form.unitId ?? undefined}
            onChange={(value) => set({ unitId: value ?? null })}
          />
        </Field>
        <Field id="case-topic" label={words.topic} fault={fault('topic')}>
          <Select
            {...described('case-topic', fault('topic'))}
            className="fill"
            options={Object.entries(vocabulary.data?.topics ?? {}).map(([value, label]) => ({ value, label }))}
            value={form.topic}
            onChange={(topic) => set({ topic })}
          />
        </Field>
        <LineField
          id="case-subject"
          label={words.subject}
          fault={fault('subject')}
          maxLength={100}
          value={form.subject}
          onChange={(typed) => set({ subject: typed })}
        />
        <TextField
          id="case-text"
          label={words.text}
          fault={fault('text')}
          rows={6}
          maxLength={5000}
          value={form.text}
          onChange={(text) => set({ text })}
        />
        {(kind === 'wish' || kind === 'site_error') && (
          <LineField
            id="case-place"
            label={words.place[kind]}
            optional
            fault={fault('place')}
            maxLength={500}
            value={form.place}
            onChange={(place) => set({ place })}
          />
        )}
        <div className="pair">
          <LineField
            id="case-name"
            label={words.name}
            optional={kind === 'report'}
            fault={fault('name')}
            maxLength={50}
            value={form.name}
            onChange={(name) => set({ name })}
          />
          <LineField
            id="case-phone"
            label={words.phone}
            hint={kind === 'report' ? words.phoneHintReport : words.phoneHint}
            fault={fault('phone')}
            inputMode="tel"
            maxLength={30}
            value={form.phone}
            onChange={(phone) => set({ phone })}
          />
        </div>
        {kind === 'report' && (
          <LineField
            id="case-pin"
            label={words.pin}
            hint={words.pinHint}
            fault={fault('pin')}
            autoComplete="off"
            maxLength={20}
            value={form.pin}
            onChange={(pin) => set({ pin })}
          />
        )}
      </div>
    </Drawer>
  )
}
