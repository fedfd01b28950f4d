import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { dateTime } from '../shell/dates.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { useNotice } from './notice-queries.ts'
import { Understood } from './understood.tsx'
import { notice as words } from './words.zh.ts'

/** One proposed or decided notice: its text beside the days read from it, for the person who confirms. */
export default function NoticePage() {
  const id = Number(useParams().id)
  const found = useNotice(id)
  const queries = useQueryClient()
  const { message, modal } = App.useApp()
  const [rejecting, setRejecting] = useState(false)
  const [reason, setReason] = useState('')
  const settle = () => queries.invalidateQueries()
  const confirm = useMutation({
    mutationFn: () => answer(api.POST('/api/calendar/notices/{id}/confirmation', { params: { path: { id } } })),
    onSuccess: ({ moved, undone, created }) => {
      message.success(`${words.confirmed}${words.moves(moved, undone, created)}`)
      void settle()
    },
  })
  const reject = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/calendar/notices/{id}/rejection', { params: { path: { id } }, body: { reason } })),
    onSuccess: () => {
      setRejecting(false)
      void settle()
    },
  })
  if (found.isError) return <FailedPage error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  const one = found.data
  const open = one.status === 'proposed'
  return (
    <Page
      title={words.title(one.year)}
      lead={
        <>
          <Tag color={words.colours[one.status]}>{words.statuses[one.status]}</Tag>
          {words.by(one.proposedBy, dateTime(one.proposedAt))}
          {one.decidedBy &&
            one.decidedAt &&
            `；${words.decided[one.status]}：${one.decidedBy}，${dateTime(one.decidedAt)}`}
        </>
      }
      actions={<Link to="/calendar">{words.back}</Link>}
    >
      {(confirm.isError || reject.isError) && (
        <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(confirm.error ?? reject.error)} />
      )}
      {one.reason && <Alert className="gap" type="info" title={words.because(one.reason)} />}
      {open && (
        <section className="panel inline-form" aria-label={words.decide}>
          <Button
            type="primary"
            disabled={!one.mayConfirm}
            loading={confirm.isPending}
            onClick={() =>
              modal.confirm({
                title: words.confirmTitle(one.year),
                content: words.confirmText,
                okText: words.confirm,
                cancelText: words.cancel,
                onOk: () => confirm.mutateAsync().catch(() => undefined),
              })
            }
          >
            {words.confirm}
          </Button>
          <Button onClick={() => setRejecting(true)}>{words.reject}</Button>
          {one.why && <span className="muted">{one.why}</span>}
        </section>
      )}
      <section className="panel" aria-labelledby="source-title">
        <h2 id="source-title" className="section-title">
          {words.source}
        </h2>
        {one.edited && <Alert className="gap" type="warning" showIcon title={words.edited} />}
        {one.fileName && (
          <p className="muted break">
            {words.fromFile(one.fileName)} SHA-256 {one.fileHash}
          </p>
        )}
        <p className="notice-text">{one.sourceText}</p>
      </section>
      <Understood reading={one.understood} />
      {rejecting && (
        <Modal
          open
          title={words.rejectTitle}
          okText={words.reject}
          cancelText={words.cancel}
          okButtonProps={{ disabled: !reason.trim(), loading: reject.isPending }}
          onOk={() => reject.mutate()}
          onCancel={() => setRejecting(false)}
        >
          <label htmlFor="reject-reason">{words.reason}</label>
          <Input.TextArea
            id="reject-reason"
            maxLength={500}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Modal>
      )}
    </Page>
  )
}
