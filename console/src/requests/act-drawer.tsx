import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import type { FieldIssue, RequestAction, RequestDetail, RequestVerb, RequestVocabulary } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { described, Field, faultOf } from '../casework/field.tsx'
import { useMe } from '../identity/session.ts'
import { useFocusBack } from '../shell/use-focus-back.ts'
import {
  type ActDraft,
  begin,
  forgetDraft,
  isTyped,
  keepDraft,
  noReply,
  type ReplyDraft,
  readDraft,
} from './act-draft.ts'
import { ActFields } from './act-fields.tsx'
import { ActLetters } from './act-letters.tsx'
import { AnswerForm } from './answer-form.tsx'
import { requestKey, useRequestChanged } from './queries.ts'
import { ReleaseGate } from './release-gate.tsx'
import { take } from './take.ts'
import { acting as words } from './words.zh.ts'

/** What is written with these goes into their letters. */
const inLetter: RequestAction[] = ['ask_correction', 'ask_reasons', 'extend', 'delay', 'consult', 'charge', 'ask_help']

type Props = {
  request: RequestDetail
  vocabulary: RequestVocabulary
  verb: RequestVerb
  onClose: () => void
}

/**
 * One act: what it does and by which article, its facts, the letters that go out with it. A refusal stands beside its
 * fields; what was typed stays until the act is done, also when somebody else was faster.
 */
export function ActDrawer({ request, vocabulary, verb, onClose }: Props) {
  useFocusBack()
  const { action } = verb
  const personId = useMe()?.person.id ?? 0
  const [draft, setDraft] = useState<ActDraft>(() => readDraft(personId, request.id, action) ?? begin(action, request))
  const [issues, setIssues] = useState<FieldIssue[]>([])
  const [refusedAt, setRefusedAt] = useState(0)
  const changed = useRequestChanged()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const set = (change: Partial<ActDraft>) => setDraft((now) => ({ ...now, ...change }))
  const setData = (change: Record<string, unknown>) => {
    setDraft((now) => ({ ...now, data: { ...now.data, ...change } }))
    setIssues((now) =>
      now.filter((issue) => !Object.keys(change).some((name) => issue.field.split('.').at(-1) === name)),
    )
  }
  const typed = isTyped(draft, action, request)
  useEffect(() => {
    if (typed) keepDraft(personId, request.id, action, draft)
    else forgetDraft(personId, request.id, action)
  }, [typed, draft, personId, request.id, action])

  const run = useMutation({
    mutationFn: () => take(request, action, draft),
    onSuccess: (next) => {
      forgetDraft(personId, request.id, action)
      changed(next)
      message.success(words.done(verb.label))
      onClose()
      if (action === 'convert' && next.convertedTo) navigate(`/draft/${next.convertedTo}`)
    },
    onError: (error) => {
      setIssues(error instanceof ProblemError ? error.issues : [])
      setRefusedAt(request.version)
      document.querySelector('.rq-act')?.scrollTo({ top: 0 })
    },
  })
  const stale = run.error instanceof ProblemError && run.error.status === 409
  const newest = request.history.at(-1)
  const seen = request.version > refusedAt
  const noteFault = faultOf(issues, 'note')
  const noteLabel = words.notes[action] ?? (verb.reasonRequired ? words.reason : words.note)
  // The first one is the sentence of the refusal itself.
  const further = issues.filter((issue) => issue.message !== sentenceOf(run.error))

  const rest = (
    <>
      {action !== 'archive' && action !== 'convert' && (
        <Field
          id="act-note"
          label={noteLabel}
          optional={!verb.reasonRequired}
          hint={inLetter.includes(action) ? words.noteInLetter : words.noteHint}
          fault={noteFault}
        >
          <Input.TextArea
            {...described('act-note', noteFault)}
            status={noteFault ? 'error' : undefined}
            autoSize={{ minRows: 2, maxRows: 10 }}
            maxLength={5000}
            value={draft.note}
            onChange={(event) => {
              set({ note: event.target.value })
              setIssues((now) => now.filter((issue) => issue.field !== 'note'))
            }}
          />
        </Field>
      )}
      <ActLetters caseId={request.id} action={action} draft={draft} fault={faultOf(issues, 'letters')} onChange={set} />
      <ReleaseGate request={request} action={action} draft={draft} onChange={set} />
    </>
  )

  return (
    <Drawer
      open
      title={verb.label}
      size={action === 'propose' ? 'min(1080px, 100vw)' : 'min(720px, 100vw)'}
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
      <p className="rq-consequence">{words.consequence[action]}</p>
      <p className="hint">
        {words.law(verb.law)}
        {verb.onBehalfOf && ` · ${words.inPlaceOf(verb.onBehalfOf)}`}
      </p>
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
              <Button onClick={() => void queries.invalidateQueries({ queryKey: requestKey(request.id) })}>
                {words.reload}
              </Button>
            )
          }
        />
      )}
      {action === 'propose' ? (
        <AnswerForm
          request={request}
          vocabulary={vocabulary}
          reply={(draft.data.reply as ReplyDraft | undefined) ?? noReply}
          issues={issues}
          onChange={(reply) => {
            set({ data: { reply } })
            setIssues([])
            run.reset()
          }}
        >
          {rest}
        </AnswerForm>
      ) : (
        <>
          <ActFields {...{ action, request, vocabulary, issues }} data={draft.data} onChange={setData} />
          {rest}
        </>
      )}
    </Drawer>
  )
}
