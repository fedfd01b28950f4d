import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { KnowledgeAction, KnowledgeEntry } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { DateField } from '../publishing/fields.tsx'
import { useEntryChanged } from './queries.ts'
import { deciding as words } from './words.zh.ts'

type Props = { entry: KnowledgeEntry; action: KnowledgeAction; acknowledged: string[]; onClose: () => void }
type Given = { reason: string; acknowledged: string[]; reviewOn: string; into: number }

/** Sends the act to its own address. */
const send = (entry: KnowledgeEntry, action: KnowledgeAction['action'], given: Given) => {
  const at = { params: { path: { id: entry.id } } }
  const { reason, acknowledged, reviewOn, into } = given
  const status = entry.status === 'secrecy_review' ? ('secrecy_review' as const) : ('review' as const)
  switch (action) {
    case 'submit':
      return answer(api.POST('/api/knowledge/{id}/submission', { ...at, body: { saves: entry.saves, reason } }))
    case 'discard':
      return answer(api.DELETE('/api/knowledge/{id}/draft', { ...at, body: { reason } }))
    case 'approve':
      return answer(api.POST('/api/knowledge/{id}/approval', { ...at, body: { status, reason, acknowledged } }))
    case 'return':
      return answer(api.POST('/api/knowledge/{id}/return', { ...at, body: { status, reason } }))
    case 'revise':
      return answer(api.POST('/api/knowledge/{id}/revision', { ...at, body: { reason } }))
    case 'confirm':
      return answer(api.POST('/api/knowledge/{id}/confirmation', { ...at, body: { reviewOn, reason } }))
    case 'flag':
      return answer(api.POST('/api/knowledge/{id}/flag', { ...at, body: { reason } }))
    case 'merge':
      return answer(api.POST('/api/knowledge/{id}/merge', { ...at, body: { into, reason } }))
    case 'withdraw':
      return answer(api.POST('/api/knowledge/{id}/withdrawal', { ...at, body: { reason } }))
    default:
      throw new Error(action)
  }
}

const hintOf = ({ action }: KnowledgeAction, entry: KnowledgeEntry): string =>
  action === 'approve'
    ? entry.status === 'secrecy_review'
      ? words.approvePublish
      : words.approveNext
    : action === 'withdraw'
      ? words.withdrawText
      : action === 'merge'
        ? words.mergeText
        : action === 'flag'
          ? words.flagText
          : ''

/** Says what will happen, takes the reason where one is needed, and does it. */
export function EntryDecision({ entry, action, acknowledged, onClose }: Props) {
  const [reason, setReason] = useState('')
  const [reviewOn, setReviewOn] = useState<string | null>(null)
  const [into, setInto] = useState<number | null>(null)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const changed = useEntryChanged()
  const unread =
    action.action === 'approve'
      ? entry.issues.filter((issue) => issue.severity === 'warn' && !acknowledged.includes(issue.key)).length
      : 0
  const missing =
    (action.reasonRequired && reason.trim() === '') ||
    unread > 0 ||
    (action.action === 'confirm' && !reviewOn) ||
    (action.action === 'merge' && into === null)
  const run = useMutation({
    mutationFn: () =>
      send(entry, action.action, { reason: reason.trim(), acknowledged, reviewOn: reviewOn ?? '', into: into ?? 0 }),
    onSuccess: (next) => {
      changed(next)
      message.success(words.done(action.label))
      onClose()
      if (action.action === 'revise') navigate(`/knowledge/${entry.id}/edit`)
      else if (action.action === 'discard') navigate('/knowledge?view=open')
    },
  })
  const hint = hintOf(action, entry)
  return (
    <Modal
      open
      title={action.label}
      okText={action.label}
      cancelText={words.keep}
      okButtonProps={{
        disabled: missing,
        loading: run.isPending,
        danger: ['withdraw', 'discard', 'merge'].includes(action.action),
      }}
      onOk={() => run.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        {run.isError && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={sentenceOf(run.error)}
            description={
              run.error instanceof ProblemError &&
              run.error.issues.map((issue) => <div key={issue.message}>{issue.message}</div>)
            }
          />
        )}
        {hint && <p className="hint">{hint}</p>}
        {unread > 0 && <Alert type="warning" showIcon title={words.unread(unread)} />}
        {action.action === 'merge' && <MergeTarget entry={entry} value={into} onChange={setInto} />}
        {action.action === 'confirm' && (
          <div>
            <label className="kb-label" htmlFor="decide-review">
              {words.reviewOn}
            </label>
            <DateField id="decide-review" value={reviewOn} onChange={setReviewOn} />
          </div>
        )}
        <div>
          <label className="kb-label" htmlFor="decide-reason">
            {action.action === 'withdraw'
              ? words.withdrawReason
              : action.reasonRequired
                ? words.reason
                : words.reasonOptional}
          </label>
          <Input.TextArea
            id="decide-reason"
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  )
}

/** Another public entry, found by its words. */
function MergeTarget(props: { entry: KnowledgeEntry; value: number | null; onChange: (id: number) => void }) {
  const [q, setQ] = useState(props.entry.question)
  const found = useQuery({
    queryKey: ['knowledge', 'search', q],
    enabled: q.trim() !== '',
    queryFn: () => answer(api.GET('/api/knowledge/search', { params: { query: { q, limit: 10 } } })),
  })
  return (
    <div>
      <label className="kb-label" htmlFor="decide-into">
        {words.mergeInto}
      </label>
      <Select
        id="decide-into"
        className="fill"
        showSearch={{ filterOption: false, onSearch: (typed) => setQ(typed || props.entry.question) }}
        placeholder={words.mergeSearch}
        value={props.value}
        options={(found.data?.items ?? [])
          .filter((one) => one.id !== props.entry.id && one.status === 'published')
          .map((one) => ({ value: one.id, label: one.question }))}
        onChange={props.onChange}
      />
    </div>
  )
}
