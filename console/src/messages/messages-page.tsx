import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Pagination, Select, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { Message } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { dateTime } from '../shell/dates.ts'
import { Failure, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { TemplatesDrawer } from './templates-drawer.tsx'
import { TestDialog } from './test-dialog.tsx'
import { messages as words } from './words.zh.ts'

const size = 20
const choices = (any: string, labels: Record<string, string>) => [
  { value: '', label: any },
  ...Object.entries(labels).map(([value, label]) => ({ value, label })),
]

/** 发件箱: what goes out by e-mail and SMS, and what does not, and why. */
export default function MessagesPage() {
  const [params, setParams] = useSearchParams()
  const [dialog, setDialog] = useState<'test' | 'settings' | 'templates' | null>(null)
  const status = params.get('status') ?? ''
  const channel = params.get('channel') ?? ''
  const page = Number(params.get('page')) || 1
  const query = {
    ...(status && { status: status as Message['status'] }),
    ...(channel && { channel: channel as Message['channel'] }),
    page,
    size,
  }
  const list = useQuery({
    queryKey: ['messages', query],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/messages', { params: { query } })),
  })
  const go = (next: Record<string, string>) =>
    setParams(Object.fromEntries(Object.entries({ status, channel, ...next }).filter(([, value]) => value)))
  const close = () => setDialog(null)
  const { data } = list
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <Button onClick={() => setDialog('templates')}>{words.templates}</Button>
          <Button onClick={() => setDialog('settings')}>{words.settings}</Button>
          <Button type="primary" onClick={() => setDialog('test')}>
            {words.test}
          </Button>
        </>
      }
    >
      {data &&
        (['email', 'sms'] as const).map((one) => {
          const { configured, failed } = data.channels[one]
          return (
            <div key={one}>
              {failed > 0 && (
                <Alert type="error" showIcon className="gap" title={words.failed(words.channels[one] ?? one, failed)} />
              )}
              {!configured && <Alert type="info" showIcon className="gap" title={words.notConfigured[one]} />}
            </div>
          )
        })}
      <div className="filters">
        <Select
          className="filters-choice"
          aria-label={words.status}
          value={status}
          options={choices(words.anyStatus, words.statuses)}
          onChange={(value: string) => go({ status: value })}
        />
        <Select
          className="filters-choice"
          aria-label={words.channel}
          value={channel}
          options={choices(words.anyChannel, words.channels)}
          onChange={(value: string) => go({ channel: value })}
        />
        <span role="status">{data && words.total(data.total)}</span>
      </div>
      {list.isError ? (
        <Failure error={list.error} again={() => list.refetch()} />
      ) : !data ? (
        <Waiting />
      ) : data.items.length === 0 ? (
        <Nothing title={status || channel ? words.emptyFiltered : words.empty}>
          {!status && !channel && <p>{words.emptyHint}</p>}
        </Nothing>
      ) : (
        <ul className="message-list">
          {data.items.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
      <Pagination
        className="pages"
        current={page}
        pageSize={size}
        total={data?.total ?? 0}
        hideOnSinglePage
        showSizeChanger={false}
        onChange={(next) => go({ page: String(next) })}
      />
      {dialog === 'test' && <TestDialog onClose={close} />}
      {dialog === 'templates' && <TemplatesDrawer onClose={close} />}
      {dialog === 'settings' && <SettingsDialog onClose={close} />}
    </Page>
  )
}

const colours: Record<string, string> = { failed: 'red' }

function Row({ one }: { one: Message }) {
  const { message, modal } = App.useApp()
  const queries = useQueryClient()
  const path = { params: { path: { id: one.id } } }
  const how = (done: string) => ({
    onSuccess: () => void message.success(done),
    onError: (error: unknown) => void message.error(sentenceOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['messages'] }),
  })
  const retry = useMutation({
    mutationFn: () => answer(api.POST('/api/messages/{id}/retry', path)),
    ...how(words.retried),
  })
  const cancel = useMutation({
    mutationFn: () => answer(api.POST('/api/messages/{id}/cancellation', path)),
    ...how(words.cancelled),
  })
  const ask = () =>
    modal.confirm({
      title: words.cancelTitle,
      content: words.cancelText,
      okText: words.cancel,
      cancelText: words.keep,
      onOk: () => cancel.mutateAsync().catch(() => undefined),
    })
  const state = [
    one.waitsFor && words.waits[one.waitsFor],
    one.trouble,
    one.attempts > 1 && words.tries(one.attempts),
    one.waitsFor === 'pause' && one.nextAttemptAt && words.next(dateTime(one.nextAttemptAt)),
    one.sentAt && words.sentAt(dateTime(one.sentAt)),
  ].filter(Boolean)
  return (
    <li className="message-row">
      <div className="message-what">
        <strong className="break">{one.subject}</strong>
        <span className="row-sub">
          {words.channels[one.channel]} · {words.audiences[one.audience]} {one.recipient} · {dateTime(one.at)}
          {one.attachments > 0 && ` · ${words.attachments(one.attachments)}`}
        </span>
      </div>
      <div className="message-state">
        <Tag color={colours[one.status]}>{words.statuses[one.status]}</Tag>
        <span className="row-sub">{state.join('，')}</span>
      </div>
      <div className="message-acts">
        {one.canRetry && (
          <Button
            size="small"
            aria-label={words.retryOf(one.subject)}
            loading={retry.isPending}
            onClick={() => retry.mutate()}
          >
            {words.retry}
          </Button>
        )}
        {one.canCancel && (
          <Button size="small" aria-label={words.cancelOf(one.subject)} onClick={ask}>
            {words.cancel}
          </Button>
        )}
      </div>
    </li>
  )
}
