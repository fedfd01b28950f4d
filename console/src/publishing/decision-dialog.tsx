import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ActionKey, Issue, Lookups, RecordAction, RecordDetail, WithdrawalGround } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { BasisField, noBasis } from '../clean-up/basis-field.tsx'
import { dateTime } from '../shell/dates.ts'
import { decide } from './decide.ts'
import { DateField } from './fields.tsx'
import { HourField } from './hour-field.tsx'
import { recordKey, useRecordChanged } from './queries.ts'
import { deciding as words } from './words.zh.ts'

type Props = {
  record: RecordDetail
  lookups: Lookups
  action: RecordAction
  acknowledged: string[]
  onAcknowledge: (key: string, yes: boolean) => void
  onClose: () => void
}

const danger: ActionKey[] = ['withdraw', 'repeal', 'discard', 'unschedule']

/** Says what will happen, takes the reason where one is needed, and does it. */
export function DecisionDialog({ record, lookups, action, acknowledged, onAcknowledge, onClose }: Props) {
  const [reason, setReason] = useState('')
  const [ground, setGround] = useState<WithdrawalGround | undefined>()
  const [repealedOn, setRepealedOn] = useState<string | null>(null)
  const [repealedBy, setRepealedBy] = useState(noBasis)
  const [expiresOn, setExpiresOn] = useState<string | null>(null)
  const [basis, setBasis] = useState('')
  const { wish, planned, maySetHour } = record.publication
  const signing = action.action === 'approve' && maySetHour
  const [timed, setTimed] = useState(signing && wish !== null)
  const [publishAt, setPublishAt] = useState<string | null>(planned ?? wish)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const changed = useRecordChanged()

  const warnings = action.action === 'approve' ? record.issues.filter((issue) => issue.severity === 'warn') : []
  const unread = warnings.filter((issue) => !acknowledged.includes(issue.key))
  const reasonForUnread = warnings.some((issue) => issue.needsReason && !issue.reasoned)
  const reasonRequired = action.reasonRequired || reasonForUnread
  const missing =
    (reasonRequired && reason.trim() === '') ||
    unread.length > 0 ||
    ((timed || action.action === 'reschedule') && !publishAt) ||
    (action.action === 'extend' && basis.trim() === '') ||
    (action.action === 'withdraw' && !ground) ||
    (action.action === 'repeal' && (!repealedOn || repealedBy.text.trim() === ''))

  const run = useMutation({
    mutationFn: () =>
      decide(record, action.action, {
        reason: reason.trim(),
        acknowledged,
        ground: ground ?? 'other',
        repealedOn: repealedOn ?? '',
        repealedBy: repealedBy.text.trim(),
        repealedByRecordId: repealedBy.recordId,
        expiresOn,
        basis: basis.trim(),
        publishAt: timed || action.action === 'reschedule' ? publishAt : null,
      }),
    onSuccess: (next) => {
      if (next) changed(next)
      void queries.invalidateQueries({ queryKey: ['to-do'] })
      message.success(words.done(action.label))
      onClose()
      if (action.action === 'correct') navigate(`/draft/${record.recordId}`)
      else if (action.action === 'discard') navigate('/to-do')
    },
  })
  const stale = run.error instanceof ProblemError && run.error.status === 409
  const submit = () => !missing && !run.isPending && run.mutate()

  return (
    <Modal
      open
      title={action.label}
      okText={action.label}
      cancelText={words.keep}
      okButtonProps={{ disabled: missing, loading: run.isPending, danger: danger.includes(action.action) }}
      onOk={submit}
      onCancel={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the key works from every field inside the dialog */}
      <div
        className="stack"
        onKeyDown={(event) => {
          if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') submit()
        }}
      >
        {action.onBehalfOf && <p className="hint">{words.inPlaceOf(action.onBehalfOf)}</p>}
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
            action={
              stale && (
                <Button
                  onClick={() => {
                    void queries.invalidateQueries({ queryKey: recordKey(record.recordId) })
                    onClose()
                  }}
                >
                  {words.reload}
                </Button>
              )
            }
          />
        )}
        <p>{signing && timed ? words.consequence.reschedule : words.consequence[action.action]}</p>
        {warnings.length > 0 && (
          <fieldset className="proposals">
            <legend>{words.warnings}</legend>
            {warnings.map((issue) => (
              <label key={issue.key} className="acknowledge">
                <input
                  type="checkbox"
                  checked={acknowledged.includes(issue.key)}
                  onChange={(event) => onAcknowledge(issue.key, event.target.checked)}
                />
                {issue.message}
                <Reasoned issue={issue} />
              </label>
            ))}
          </fieldset>
        )}
        {signing && (
          <Radio.Group
            value={timed}
            onChange={(event) => setTimed(event.target.value)}
            options={[
              { value: false, label: words.atOnce },
              { value: true, label: words.atHour },
            ]}
          />
        )}
        {(timed || action.action === 'reschedule') && (
          <div>
            <label htmlFor="decision-hour">{words.hour}</label>
            <div className="hint">
              {wish && `${words.wished(dateTime(wish))} `}
              {words.hourHint}
            </div>
            <HourField id="decision-hour" value={publishAt} onChange={setPublishAt} />
          </div>
        )}
        {action.action === 'withdraw' && (
          <div>
            <label htmlFor="decision-ground">{words.ground}</label>
            <Select
              id="decision-ground"
              className="fill"
              value={ground}
              options={lookups.withdrawalGrounds as { value: WithdrawalGround; label: string }[]}
              onChange={setGround}
            />
          </div>
        )}
        {action.action === 'extend' && (
          <>
            <div>
              <label htmlFor="decision-until">{words.extendTo}</label>
              <DateField id="decision-until" value={expiresOn} onChange={setExpiresOn} />
            </div>
            <div>
              <label htmlFor="decision-basis">{words.extendBasis}</label>
              <Input id="decision-basis" value={basis} onChange={(event) => setBasis(event.target.value)} />
            </div>
          </>
        )}
        {action.action === 'repeal' && (
          <>
            <div>
              <label htmlFor="decision-on">{words.repealedOn}</label>
              <DateField id="decision-on" value={repealedOn} onChange={setRepealedOn} />
            </div>
            <div>
              <label htmlFor="decision-by">{words.repealedBy}</label>
              <BasisField id="decision-by" value={repealedBy} onChange={setRepealedBy} />
            </div>
          </>
        )}
        <div>
          <label htmlFor="decision-reason">
            {reasonForUnread ? words.reasonForUnread : (words.reasonLabel[action.action] ?? words.reason)}
            {!reasonRequired && words.optional}
          </label>
          <Input.TextArea
            id="decision-reason"
            autoFocus
            rows={3}
            required={reasonRequired}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  )
}

/** A reason given at an earlier gate: shown here, so that it is confirmed and not typed again. */
export function Reasoned({ issue: { reasoned } }: { issue: Issue }) {
  if (!reasoned) return null
  return (
    <span className="row-sub">
      {words.reasoned(reasoned.gate, reasoned.by, reasoned.reason)}
      {words.confirmReason}
    </span>
  )
}
