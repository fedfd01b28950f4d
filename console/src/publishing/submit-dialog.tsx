import { useMutation } from '@tanstack/react-query'
import { Alert, App, Input, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { Issue, RecordDetail } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { Findings } from './findings.tsx'
import { HourField } from './hour-field.tsx'
import { useRecordChanged } from './queries.ts'
import type { Draft } from './use-draft.ts'
import { submitting as words } from './words.zh.ts'

type Props = {
  draft: Draft
  record: RecordDetail | null
  issues: Issue[]
  onClose: () => void
  onChoose: (issue: Issue) => void
}

/** Says what still blocks, what reviewers will see, and where the item goes; then hands it on. */
export function SubmitDialog({ draft, record, issues, onClose, onChoose }: Props) {
  const [note, setNote] = useState('')
  const [wish, setWish] = useState<string | null>(null)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const changed = useRecordChanged()
  const submit = useMutation({
    mutationFn: async () => {
      const id = await draft.save()
      return answer(
        api.POST('/api/records/{id}/submission', {
          params: { path: { id } },
          body: { reason: note.trim(), ...(wish ? { publishWish: wish } : {}) },
        }),
      )
    },
    onSuccess: (sent) => {
      draft.settle()
      changed(sent)
      message.success(words.done)
      navigate(`/record/${sent.recordId}`)
    },
  })
  const refused = submit.error instanceof ProblemError ? submit.error.issues : []
  const blocks = issues.filter((issue) => issue.severity === 'block')
  const warns = issues.filter((issue) => issue.severity === 'warn')
  const choose = (issue: Issue) => {
    onClose()
    setTimeout(() => onChoose(issue), 200)
  }
  const next = record?.chain.find((step) => step.state === 'ahead')?.label
  return (
    <Modal
      open
      title={words.title}
      okText={words.submit}
      cancelText={words.keep}
      okButtonProps={{ disabled: blocks.length > 0, loading: submit.isPending }}
      onOk={() => submit.mutate()}
      onCancel={onClose}
    >
      {submit.isError && (
        <Alert
          className="gap"
          type="error"
          role="alert"
          title={sentenceOf(submit.error)}
          description={
            refused.length > 0 && refused.map((issue) => <div key={issue.field + issue.message}>{issue.message}</div>)
          }
        />
      )}
      {blocks.length > 0 && (
        <>
          <p>{words.blocked}</p>
          <Findings issues={blocks} onChoose={choose} />
        </>
      )}
      {warns.length > 0 && (
        <>
          <p>{words.warned}</p>
          <Findings issues={warns} onChoose={choose} />
        </>
      )}
      {blocks.length === 0 && warns.length === 0 && <p>{words.clean}</p>}
      {blocks.length === 0 && (
        <>
          {next && <p>{words.next(next)}</p>}
          <div className="gap">
            <label htmlFor="submit-note">{words.note}</label>
            <Input.TextArea id="submit-note" rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
          </div>
          <label htmlFor="submit-wish">{words.wish}</label>
          <HourField id="submit-wish" value={wish} onChange={setWish} placeholder={words.wishNone} />
        </>
      )}
    </Modal>
  )
}
