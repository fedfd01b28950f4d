import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Progress, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { CleanUp } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { BasisField, noBasis } from './basis-field.tsx'
import { outcomeLabels, cleanUp as words } from './words.zh.ts'

type Outcome = keyof typeof outcomeLabels
type Mark = { outcome: Outcome | null; note: string }
const choices = Object.entries(outcomeLabels).map(([value, label]) => ({ value: value as Outcome, label }))

/** One round: how far each unit is, the documents with what is proposed, and what the reader may do next. */
export default function CleanUpPage() {
  const id = Number(useParams().id)
  const round = useQuery({
    queryKey: ['clean-ups', id],
    queryFn: () => answer(api.GET('/api/clean-ups/{id}', { params: { path: { id } } })),
  })
  if (round.isError) return <FailedPage error={round.error} again={() => round.refetch()} />
  if (!round.data) return <Waiting />
  return <Round key={round.data.stage} round={round.data} />
}

function Round({ round }: { round: CleanUp }) {
  const [marks, setMarks] = useState<Record<number, Mark>>({})
  const [asking, setAsking] = useState<'reopen' | 'abandon' | 'decide' | null>(null)
  const [text, setText] = useState('')
  const [basis, setBasis] = useState(noBasis)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const params = { path: { id: round.id } }
  const taken = (next: CleanUp) => {
    queries.setQueryData(['clean-ups', round.id], next)
    setMarks({})
    setAsking(null)
    setText('')
    setBasis(noBasis)
    void queries.invalidateQueries({ queryKey: ['clean-ups', 'waiting'] })
  }
  const changed = Object.entries(marks).flatMap(([recordId, { outcome, note }]) =>
    outcome ? [{ recordId: Number(recordId), outcome, note }] : [],
  )
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/clean-ups/{id}/marks', { params, body: { marks: changed } })),
    onSuccess: (next) => {
      taken(next)
      message.success(words.saved)
    },
  })
  const act = useMutation({
    mutationFn: (action: string) => {
      const reason = { params, body: { reason: text.trim() } }
      if (action === 'assemble') return answer(api.POST('/api/clean-ups/{id}/assembly', { params }))
      if (action === 'reopen') return answer(api.DELETE('/api/clean-ups/{id}/assembly', reason))
      if (action === 'abandon') return answer(api.DELETE('/api/clean-ups/{id}', reason))
      return answer(
        api.POST('/api/clean-ups/{id}/decision', {
          params,
          body: { basis: basis.text.trim(), basisRecordId: basis.recordId },
        }),
      )
    },
    onSuccess: taken,
  })
  const list = useMutation({
    mutationFn: () => answer(api.POST('/api/clean-ups/{id}/list', { params })),
    onSuccess: ({ recordId }) => navigate(`/draft/${recordId}`),
  })
  const failed = [save, act, list].find((one) => one.isError)?.error
  const take = (action: string) => {
    if (action === 'list') list.mutate()
    else if (action === 'assemble') act.mutate(action)
    else setAsking(action as 'reopen')
  }
  const counted = (outcome: Outcome) => round.documents.filter((one) => one.outcome === outcome).length
  const edit = (recordId: number, before: Mark, part: Partial<Mark>) =>
    setMarks({ ...marks, [recordId]: { ...before, ...marks[recordId], ...part } })
  const unmarked = round.documents.filter((one) => one.mine && !(marks[one.recordId] ?? one).outcome)
  const asked = round.actions.find((one) => one.action === asking)?.label

  return (
    <Page
      title={round.title}
      lead={`${round.unitName} · ${round.stageLabel} · ${words.dueOn} ${round.dueOn}`}
      actions={round.actions
        .filter(({ action }) => action !== 'mark')
        .map(({ action, label }) => (
          <Button
            key={action}
            type={action === 'decide' || action === 'assemble' ? 'primary' : 'default'}
            danger={action === 'abandon'}
            onClick={() => take(action)}
          >
            {label}
          </Button>
        ))}
    >
      {failed && !asking && <Failure error={failed} />}
      {round.basis && (
        <Alert
          className="gap"
          type="success"
          title={words.decided(round.basis)}
          action={round.listRecordId && <Link to={`/record/${round.listRecordId}`}>{words.toList}</Link>}
        />
      )}
      <section className="panel" aria-labelledby="progress-title">
        <h2 id="progress-title" className="section-title">
          {words.progress}
        </h2>
        <table className="plain-table">
          <tbody>
            {round.progress.map((unit) => (
              <tr key={unit.unitId}>
                <th scope="row">{unit.unitName}</th>
                <td className="clean-up-bar">
                  <Progress
                    percent={Math.round((unit.marked / unit.total) * 100)}
                    showInfo={false}
                    size="small"
                    aria-label={unit.unitName}
                  />
                </td>
                <td className="number">{words.progressOf(unit.marked, unit.total)}</td>
                <td className="row-sub">
                  {choices
                    .filter(({ value }) => unit.byOutcome[value])
                    .map(({ value, label }) => `${label} ${unit.byOutcome[value]}`)
                    .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="panel" aria-labelledby="documents-title">
        <h2 id="documents-title" className="section-title">
          {words.documents}
        </h2>
        {round.documents.length === 0 && <p className="muted">{words.none}</p>}
        <div className="scroll-x">
          <table className="plain-table cards" hidden={round.documents.length === 0}>
            <thead>
              <tr>
                <th scope="col">{words.document}</th>
                <th scope="col">{words.unit}</th>
                <th scope="col">{words.formed}</th>
                <th scope="col">{words.expires}</th>
                <th scope="col">{words.outcome}</th>
                <th scope="col">{words.note}</th>
              </tr>
            </thead>
            <tbody>
              {round.documents.map((one) => {
                const before = { outcome: one.outcome, note: one.note }
                const now = marks[one.recordId] ?? before
                return (
                  <tr key={one.recordId}>
                    <td>
                      <Link to={`/record/${one.recordId}`}>{one.title}</Link>
                      <div className="row-sub">{one.docNumber}</div>
                    </td>
                    <td className="whole" data-label={words.unit}>
                      {one.unitName}
                    </td>
                    <td className="date" data-label={words.formed}>
                      {one.formedOn}
                    </td>
                    <td className="date" data-label={words.expires}>
                      {one.expiresOn}
                    </td>
                    <td className="clean-up-choice" data-label={words.outcome}>
                      {one.mine ? (
                        <Select
                          aria-label={words.outcomePlace(one.title)}
                          className="fill"
                          placeholder={words.choose}
                          value={now.outcome}
                          options={choices}
                          onChange={(outcome) => edit(one.recordId, before, { outcome })}
                        />
                      ) : (
                        one.outcomeLabel
                      )}
                    </td>
                    <td className="clean-up-note" data-label={words.note}>
                      {one.mine ? (
                        <Input
                          aria-label={words.notePlace(one.title)}
                          value={now.note}
                          onChange={(event) => edit(one.recordId, before, { note: event.target.value })}
                        />
                      ) : (
                        one.note
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      </section>
      {round.actions.some(({ action }) => action === 'mark') && (
        <section className="bar" aria-label={words.outcome}>
          <span className="grow" />
          <Link to={`/clean-ups/${round.id}/import`}>
            <Button tabIndex={-1}>{words.importMarks}</Button>
          </Link>
          {unmarked.length > 0 && (
            <Button
              onClick={() =>
                setMarks({
                  ...marks,
                  ...Object.fromEntries(
                    unmarked.map((one) => [one.recordId, { outcome: 'keep' as const, note: one.note }]),
                  ),
                })
              }
            >
              {words.allKeep}
            </Button>
          )}
          <Button type="primary" disabled={changed.length === 0} loading={save.isPending} onClick={() => save.mutate()}>
            {words.save(changed.length)}
          </Button>
        </section>
      )}
      {asking && (
        <Modal
          open
          title={asked}
          okText={asked}
          cancelText={words.keep}
          okButtonProps={{
            disabled: !(asking === 'decide' ? basis.text : text).trim(),
            loading: act.isPending,
            danger: asking !== 'reopen',
          }}
          onOk={() => act.mutate(asking)}
          onCancel={() => setAsking(null)}
        >
          <div className="stack">
            {act.isError && <Failure error={act.error} />}
            {asking === 'decide' && <p>{words.decideText(counted('repeal'), counted('lapse'))}</p>}
            <div>
              <label htmlFor="round-text">{asking === 'decide' ? words.basis : words.reason}</label>
              {asking === 'decide' && <div className="hint">{words.basisHint}</div>}
              {asking === 'decide' ? (
                <BasisField id="round-text" value={basis} onChange={setBasis} />
              ) : (
                <Input id="round-text" value={text} onChange={(event) => setText(event.target.value)} />
              )}
            </div>
          </div>
        </Modal>
      )}
    </Page>
  )
}

function Failure({ error }: { error: unknown }) {
  return (
    <Alert
      className="gap"
      type="error"
      role="alert"
      title={sentenceOf(error)}
      description={
        error instanceof ProblemError && error.issues.map((issue) => <div key={issue.message}>{issue.message}</div>)
      }
    />
  )
}
