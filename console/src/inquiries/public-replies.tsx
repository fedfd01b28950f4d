import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Tag } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { InquiryDetail, PublicReply } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { faultOf, LineField, TextField } from '../casework/field.tsx'
import { dateTime } from '../shell/dates.ts'
import { publication as words } from './words.zh.ts'

type Verb = PublicReply['verbs'][number]
type Acting = { reply: PublicReply; verb: Verb }

const keyOf = (id: number) => ['inquiries', 'public-replies', id] as const

/** What of the case is public or on its way there: letter with answer, why it was late; each with its own verbs. */
export function PublicReplies({ inquiry }: { inquiry: InquiryDetail }) {
  const { id, kind, version } = inquiry
  const concerns =
    kind !== 'complaint' && kind !== 'report' && (inquiry.reply?.given === true || inquiry.owedExplanation !== null)
  const [acting, setActing] = useState<Acting | null>(null)
  const replies = useQuery({
    queryKey: [...keyOf(id), version],
    enabled: concerns,
    queryFn: () => answer(api.GET('/api/inquiries/{id}/public-reply', { params: { path: { id } } })),
  })
  if (!concerns || !replies.data) return null
  const shown = replies.data.filter(
    (one) => one.status !== 'none' || (one.what === 'reply' ? inquiry.reply?.given : inquiry.owedExplanation !== null),
  )
  return (
    <section className="panel iq-public" aria-labelledby="iq-public">
      <h2 id="iq-public" className="section-title">
        {words.title}
      </h2>
      <ul className="rq-lines">
        {shown.map((reply) => (
          <li key={reply.what}>
            <p>
              <strong>{reply.whatLabel}</strong>{' '}
              {reply.status !== 'none' && (
                <Tag color={reply.status === 'published' ? 'success' : 'default'}>{reply.statusLabel}</Tag>
              )}{' '}
              <span className="muted">{reply.publishedAt && dateTime(reply.publishedAt)}</span>
            </p>
            {reply.obstacle && reply.status !== 'published' ? (
              <p className="muted">{reply.obstacle}</p>
            ) : (
              <Verbs reply={reply} onChoose={(verb) => setActing({ reply, verb })} />
            )}
            {reply.reason && <blockquote className="reason">{reply.reason}</blockquote>}
          </li>
        ))}
      </ul>
      {acting && <ReplyDrawer key={acting.verb.action} id={id} {...acting} onClose={() => setActing(null)} />}
    </section>
  )
}

function Verbs({ reply, onChoose }: { reply: PublicReply; onChoose: (verb: Verb) => void }) {
  const allowed = reply.verbs.filter((verb) => verb.allowed)
  if (allowed.length === 0) return <p className="muted">{words.next[reply.status]}</p>
  return (
    <div className="rq-verb-buttons">
      {allowed.map((verb) => (
        <Button
          key={verb.action}
          danger={verb.action === 'withdraw' || verb.action === 'return'}
          onClick={() => onChoose(verb)}
        >
          {verb.label}
        </Button>
      ))}
    </div>
  )
}

type DrawerProps = Acting & { id: number; onClose: () => void }

/** The words that will be public, with what the checks say of them. */
function ReplyDrawer({ id, reply, verb, onClose }: DrawerProps) {
  const [text, setText] = useState(reply.text)
  const [reason, setReason] = useState('')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { action } = verb
  const writes = action === 'prepare'
  const explains = action === 'return' || action === 'withdraw'
  const run = useMutation({
    mutationFn: () =>
      answer(
        api.POST(`/api/inquiries/{id}/public-reply/${action}`, {
          params: { path: { id } },
          body: { what: reply.what, version: reply.version, text, reason: reason.trim() },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keyOf(id) })
      void queries.invalidateQueries({ queryKey: ['to-do'] })
      message.success(words.done(verb.label))
      onClose()
    },
  })
  const issues = run.error instanceof ProblemError ? run.error.issues : []
  const area = (name: 'question' | 'answer', label: string) => (
    <TextField
      id={`public-${name}`}
      label={label}
      fault={faultOf(issues, name)}
      autoSize={{ minRows: 4, maxRows: 16 }}
      maxLength={20_000}
      value={text[name]}
      onChange={(typed) => setText({ ...text, [name]: typed })}
    />
  )
  return (
    <Drawer
      open
      title={`${verb.label} · ${reply.whatLabel}`}
      size="min(860px, 100vw)"
      maskClosable={false}
      onClose={onClose}
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
      {run.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(run.error)} />}
      {reply.issues.length > 0 && (
        <ul className="findings gap">
          {reply.issues.map((issue, i) => (
            <li key={i}>
              <Tag color={issue.severity === 'block' ? 'error' : 'warning'}>{words.severity[issue.severity]}</Tag>
              {issue.message} {issue.text && <q>{issue.text}</q>}
            </li>
          ))}
        </ul>
      )}
      {writes ? (
        <>
          <LineField
            id="public-title"
            label={words.heading}
            fault={faultOf(issues, 'title')}
            maxLength={100}
            value={text.title}
            onChange={(title) => setText({ ...text, title })}
          />
          {reply.what === 'reply' && area('question', words.question)}
          {area('answer', reply.what === 'reply' ? words.answer : words.explanation)}
        </>
      ) : (
        <div className="rq-sheet gap">
          <p className="rq-sheet-title">{text.title}</p>
          {text.question && <p className="rq-what">{text.question}</p>}
          <p className="rq-what">{text.answer}</p>
        </div>
      )}
      {explains && (
        <TextField
          id="public-reason"
          label={words.reason}
          fault={faultOf(issues, 'reason')}
          autoSize={{ minRows: 2 }}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
      )}
    </Drawer>
  )
}
