import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import type { FieldIssue, InquiryDetail, InquiryVerb, InquiryVocabulary } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { described, Field, faultOf } from '../casework/field.tsx'
import { useMe } from '../identity/session.ts'
import { useFocusBack } from '../shell/use-focus-back.ts'
import { type ActDraft, begin, forgetDraft, keepDraft, readDraft } from './act-draft.ts'
import { ActFields } from './act-fields.tsx'
import { inquiryKey, useInquiryChanged } from './queries.ts'
import { take } from './take.ts'
import { acting as words } from './words.zh.ts'

type Props = { inquiry: InquiryDetail; vocabulary: InquiryVocabulary; verb: InquiryVerb; onClose: () => void }

/** Acts whose words are a paper of their own, and get the room of one. */
const long = ['propose', 'answer_at_once', 'answer_part', 'decide', 'explain', 'take_statement']

/**
 * One act: what it does, its facts, what is written with it. A refusal stands beside its fields; what was typed stays until
 * the act is done, also when somebody else was faster or the tab was closed.
 */
export function ActDrawer({ inquiry, vocabulary, verb, onClose }: Props) {
  useFocusBack()
  const { action } = verb
  const personId = useMe()?.person.id ?? 0
  const [kept] = useState(() => readDraft(personId, inquiry.id, action))
  const [restored, setRestored] = useState(kept !== null)
  const [draft, setDraft] = useState<ActDraft>(kept ?? begin(action, inquiry))
  const [issues, setIssues] = useState<FieldIssue[]>([])
  const [refusedAt, setRefusedAt] = useState(0)
  const changed = useInquiryChanged()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const write = (next: ActDraft) => {
    setDraft(next)
    keepDraft(personId, inquiry.id, action, next)
  }
  const setNote = (note: string) => {
    write({ ...draft, note })
    setIssues((now) => now.filter((issue) => issue.field !== 'note'))
  }
  const setData = (change: Record<string, unknown>) => {
    write({ ...draft, data: { ...draft.data, ...change } })
    setIssues((now) =>
      now.filter((issue) => !Object.keys(change).some((name) => issue.field.split('.').at(-1) === name)),
    )
  }
  // What came back from before is said once; typing on takes the notice away.
  useEffect(() => {
    if (kept && draft !== kept) setRestored(false)
  }, [draft, kept])

  const run = useMutation({
    mutationFn: () => take(inquiry, action, draft),
    onSuccess: (next) => {
      forgetDraft(personId, inquiry.id, action)
      changed(next)
      message.success(next ? words.done(verb.label) : words.gone(verb.label))
      onClose()
      if (!next) navigate('/inquiries')
    },
    onError: (error) => {
      setIssues(error instanceof ProblemError ? error.issues : [])
      setRefusedAt(inquiry.version)
      document.querySelector('.rq-act')?.scrollTo({ top: 0 })
    },
  })
  const stale = run.error instanceof ProblemError && run.error.status === 409
  const newest = inquiry.history.at(-1)
  const seen = inquiry.version > refusedAt
  const noteFault = faultOf(issues, 'note')
  const supervised = inquiry.kind === 'complaint' || inquiry.kind === 'report'
  // The first one is the sentence of the refusal itself.
  const further = issues.filter((issue) => issue.message !== sentenceOf(run.error))
  const phrases = words.phrase[action] ?? []

  return (
    <Drawer
      open
      title={verb.label}
      size={long.includes(action) ? 'min(860px, 100vw)' : 'min(640px, 100vw)'}
      onClose={onClose}
      classNames={{ body: 'rq-act' }}
      maskClosable={false}
      footer={
        <div className="rq-act-foot">
          <Button onClick={onClose}>{words.close}</Button>
          <Button type="primary" loading={run.isPending} onClick={() => run.mutate()}>
            {verb.label}
          </Button>
        </div>
      }
    >
      <p className="rq-consequence">{(supervised && words.supervised[action]) || words.consequence[action]}</p>
      {verb.onBehalfOf && <p className="hint">{words.inPlaceOf(verb.onBehalfOf)}</p>}
      {restored && (
        <Alert
          className="gap"
          type="info"
          showIcon
          role="status"
          title={words.kept}
          action={
            <Button
              onClick={() => {
                write(begin(action, inquiry))
                setRestored(false)
              }}
            >
              {words.startAnew}
            </Button>
          }
        />
      )}
      {run.isError && (
        <Alert
          className="gap"
          type={stale ? 'warning' : 'error'}
          showIcon
          role="alert"
          title={stale ? words.stale : sentenceOf(run.error)}
          description={
            stale ? (
              newest && seen ? (
                words.seen(newest.label, newest.actorName ?? '')
              ) : (
                sentenceOf(run.error)
              )
            ) : further.length > 0 ? (
              <ul className="tight">
                {further.map((issue) => (
                  <li key={issue.field + issue.message}>{issue.message}</li>
                ))}
              </ul>
            ) : undefined
          }
          action={
            stale && (
              <Button onClick={() => void queries.invalidateQueries({ queryKey: inquiryKey(inquiry.id) })}>
                {words.reload}
              </Button>
            )
          }
        />
      )}
      <ActFields
        {...{ action, inquiry, vocabulary, issues }}
        data={draft.data}
        onChange={setData}
        onQuote={(text) => setNote(draft.note ? `${draft.note}\n${text}` : text)}
      />
      <Field
        id="act-note"
        label={words.notes[action] ?? (verb.reasonRequired ? words.reason : words.note)}
        optional={!verb.reasonRequired}
        hint={words.toWriter.includes(action) ? words.answerHint : words.noteHint}
        fault={noteFault}
      >
        {phrases.length > 0 && (
          <div className="iq-phrases">
            <span className="muted">{words.phrases}</span>
            {phrases.map((phrase) => (
              <Button key={phrase.name} size="small" onClick={() => setNote(draft.note + phrase.text)}>
                {phrase.name}
              </Button>
            ))}
          </div>
        )}
        <Input.TextArea
          {...described('act-note', noteFault)}
          status={noteFault ? 'error' : undefined}
          autoSize={{ minRows: long.includes(action) ? 8 : 3, maxRows: 20 }}
          maxLength={20_000}
          value={draft.note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </Drawer>
  )
}
