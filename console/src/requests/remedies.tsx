import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Remedy, RemedyBody, RemedyConclusion, RequestVocabulary } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { Field, faultOf } from '../casework/field.tsx'
import { today } from '../shell/dates.ts'
import { Failure } from '../shell/notices.tsx'
import { remedies as words } from './annual-words.zh.ts'
import { requestKey } from './queries.ts'

type Props = { caseId: number; vocabulary: RequestVocabulary }
type Editing = { what: 'register' } | { what: 'change' | 'conclude'; remedy: Remedy } | null
const issuesOf = (error: Error | null) => (error instanceof ProblemError ? error.issues : [])
const sideOf = (kind: Remedy['kind']) => (kind === 'review' ? 'review' : 'lawsuit')

/** 复议与诉讼 of one case: what is registered, when the review body waits for an answer, and how it ended. */
export function RemediesSection({ caseId, vocabulary }: Props) {
  const [editing, setEditing] = useState<Editing>(null)
  const queries = useQueryClient()
  const key = ['requests', 'remedies-of', caseId]
  const list = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/requests/{id}/remedies', { params: { path: { id: caseId } } })),
  })
  const saved = (register: NonNullable<typeof list.data>) => {
    queries.setQueryData(key, register)
    void queries.invalidateQueries({ queryKey: requestKey(caseId) })
    setEditing(null)
  }
  const path = { id: caseId }
  const save = useMutation({
    mutationFn: (body: RemedyBody) =>
      editing?.what === 'change'
        ? answer(
            api.PUT('/api/requests/{id}/remedies/{remedy}', {
              params: { path: { ...path, remedy: editing.remedy.id } },
              body: { ...body, version: editing.remedy.version },
            }),
          )
        : answer(api.POST('/api/requests/{id}/remedies', { params: { path }, body })),
    onSuccess: saved,
  })
  const conclude = useMutation({
    mutationFn: ({ id, ...body }: RemedyConclusion & { id: number }) =>
      answer(
        api.POST('/api/requests/{id}/remedies/{remedy}/conclusion', {
          params: { path: { ...path, remedy: id } },
          body,
        }),
      ),
    onSuccess: saved,
  })
  const edit = (next: Editing) => {
    save.reset()
    conclude.reset()
    setEditing(next)
  }
  if (list.isError) return <Failure error={list.error} again={() => list.refetch()} />
  if (!list.data) return null
  const { mayEdit, remedies, decisions } = list.data
  if (!mayEdit && remedies.length === 0) return null
  return (
    <section className="panel" aria-labelledby="rq-remedies">
      <h2 id="rq-remedies" className="section-title">
        {words.title}
      </h2>
      {remedies.length === 0 && !editing && <p className="muted">{words.none}</p>}
      <ul className="rq-lines">
        {remedies.map((one) => (
          <li key={one.id}>
            <strong>{vocabulary.remedyKinds[one.kind]}</strong> {one.body} {one.number}
            <div className="row-sub">
              {words.filed(one.filedOn)} · {vocabulary.remedyOutcomes[one.outcome]}
              {one.concludedOn && `（${one.concludedOn} ${one.decisionLabel}）`}
            </div>
            {one.answerDue && <div className="row-sub">{words.answerDue(one.answerDue.on, one.answerDue.left)}</div>}
            {mayEdit && !editing && (
              <div className="inline-form">
                <Button size="small" onClick={() => edit({ what: 'conclude', remedy: one })}>
                  {one.outcome === 'open' ? words.conclude : words.mend}
                </Button>
                <Button size="small" type="text" onClick={() => edit({ what: 'change', remedy: one })}>
                  {words.change}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && !editing && <Button onClick={() => edit({ what: 'register' })}>{words.register}</Button>}
      {editing && editing.what !== 'conclude' && (
        <RemedyForm
          key={editing.what === 'change' ? editing.remedy.id : 'new'}
          given={editing.what === 'change' ? editing.remedy : undefined}
          kinds={vocabulary.remedyKinds}
          error={save.error}
          saving={save.isPending}
          onSave={save.mutate}
          onCancel={() => edit(null)}
        />
      )}
      {editing?.what === 'conclude' && (
        <ConclusionForm
          key={editing.remedy.id}
          remedy={editing.remedy}
          decisions={decisions}
          error={conclude.error}
          saving={conclude.isPending}
          onSave={conclude.mutate}
          onCancel={() => edit(null)}
        />
      )}
    </section>
  )
}

type FormProps = { error: Error | null; saving: boolean; onCancel: () => void }

function RemedyForm({
  given,
  kinds,
  error,
  saving,
  onSave,
  onCancel,
}: FormProps & {
  given: Remedy | undefined
  kinds: RequestVocabulary['remedyKinds']
  onSave: (body: RemedyBody) => void
}) {
  const [fields, setFields] = useState<RemedyBody>({
    kind: given?.kind ?? 'review',
    body: given?.body ?? '',
    number: given?.number ?? '',
    filedOn: given?.filedOn ?? today(),
    servedOn: given?.servedOn ?? null,
    simplified: given?.simplified ?? false,
  })
  const write = (change: Partial<RemedyBody>) => setFields({ ...fields, ...change })
  const issues = issuesOf(error)
  const side = sideOf(fields.kind)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(side === 'review' ? fields : { ...fields, servedOn: null, simplified: false })
  }
  return (
    <form onSubmit={submit} noValidate>
      {error && issues.length === 0 && <Alert className="gap" type="error" role="alert" title={sentenceOf(error)} />}
      <Field id="remedy-kind" label={words.kind} fault={faultOf(issues, 'kind')}>
        <Select
          id="remedy-kind"
          value={fields.kind}
          options={Object.entries(kinds).map(([value, label]) => ({ value: value as Remedy['kind'], label }))}
          onChange={(kind) => write({ kind })}
        />
      </Field>
      <Field id="remedy-body" label={words.body[side]} fault={faultOf(issues, 'body')}>
        <Input id="remedy-body" value={fields.body} onChange={(event) => write({ body: event.target.value })} />
      </Field>
      <Field id="remedy-number" label={words.number} optional>
        <Input id="remedy-number" value={fields.number} onChange={(event) => write({ number: event.target.value })} />
      </Field>
      <Field id="remedy-filed" label={words.filedOn[side]} fault={faultOf(issues, 'filedOn')}>
        <Input
          id="remedy-filed"
          type="date"
          value={fields.filedOn}
          onChange={(event) => write({ filedOn: event.target.value })}
        />
      </Field>
      {side === 'review' && (
        <>
          <Field id="remedy-served" label={words.servedOn} optional fault={faultOf(issues, 'servedOn')}>
            <Input
              id="remedy-served"
              type="date"
              value={fields.servedOn ?? ''}
              onChange={(event) => write({ servedOn: event.target.value || null })}
            />
          </Field>
          <Checkbox checked={fields.simplified} onChange={(event) => write({ simplified: event.target.checked })}>
            {words.simplified}
          </Checkbox>
        </>
      )}
      <FormButtons saving={saving} onCancel={onCancel} label={words.save} />
    </form>
  )
}

function ConclusionForm({
  remedy,
  decisions,
  error,
  saving,
  onSave,
  onCancel,
}: FormProps & {
  remedy: Remedy
  decisions: { key: RemedyConclusion['decision']; label: string }[]
  onSave: (body: RemedyConclusion & { id: number }) => void
}) {
  const [decision, setDecision] = useState<RemedyConclusion['decision']>(
    decisions.find((one) => one.key === remedy.decision)?.key ?? decisions[0]!.key,
  )
  const [concludedOn, setConcludedOn] = useState(remedy.concludedOn ?? today())
  const issues = issuesOf(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave({ id: remedy.id, version: remedy.version, decision, concludedOn })
  }
  return (
    <form onSubmit={submit} noValidate>
      {error && issues.length === 0 && <Alert className="gap" type="error" role="alert" title={sentenceOf(error)} />}
      <Field id="remedy-decision" label={words.decision}>
        <Select
          id="remedy-decision"
          value={decision}
          options={decisions.map((one) => ({ value: one.key, label: one.label }))}
          onChange={setDecision}
        />
      </Field>
      <Field id="remedy-concluded" label={words.concludedOn} fault={faultOf(issues, 'concludedOn')}>
        <Input
          id="remedy-concluded"
          type="date"
          value={concludedOn}
          onChange={(event) => setConcludedOn(event.target.value)}
        />
      </Field>
      <FormButtons saving={saving} onCancel={onCancel} label={words.conclude} />
    </form>
  )
}

const FormButtons = ({ saving, onCancel, label }: { saving: boolean; onCancel: () => void; label: string }) => (
  <div className="inline-form">
    <Button type="primary" htmlType="submit" loading={saving}>
      {label}
    </Button>
    <Button onClick={onCancel}>{words.cancel}</Button>
  </div>
)
