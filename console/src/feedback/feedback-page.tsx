import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, List, Modal, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { Feedback } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { dateTime } from '../shell/dates.ts'
import { Failure, Nothing } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { portalAddress, useSite } from '../shell/site.ts'
import { feedback as words } from './words.zh.ts'

const size = 20

/** What citizens said through the portal's form, until somebody has handled it. */
export default function FeedbackPage() {
  const [params, setParams] = useSearchParams()
  const [handling, setHandling] = useState<Feedback | null>(null)
  const handled = params.get('handled') === 'true'
  const page = Number(params.get('page')) || 1
  const list = useQuery({
    queryKey: ['feedback', handled, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(api.GET('/api/feedback', { params: { query: { handled: String(handled) as 'true', page, size } } })),
  })
  return (
    <Page title={words.title} lead={words.lead}>
      <Segmented
        aria-label={words.title}
        value={handled ? 'handled' : 'open'}
        options={[
          { value: 'open', label: words.open(list.data?.open ?? 0) },
          { value: 'handled', label: words.handled },
        ]}
        onChange={(value) => setParams(value === 'handled' ? { handled: 'true' } : {})}
      />
      {list.isError ? (
        <Failure error={list.error} again={() => list.refetch()} />
      ) : list.data && list.data.items.length === 0 ? (
        <Nothing title={handled ? words.emptyHandled : words.emptyOpen}>
          {handled ? words.emptyHandledHint : words.emptyOpenHint}
        </Nothing>
      ) : (
        <List
          itemLayout="vertical"
          dataSource={list.data?.items ?? []}
          loading={list.isFetching && { delay: 200, spinning: true }}
          pagination={{
            current: page,
            pageSize: size,
            total: list.data?.total ?? 0,
            hideOnSinglePage: true,
            showSizeChanger: false,
            onChange: (next) => setParams({ ...(handled ? { handled: 'true' } : {}), page: String(next) }),
          }}
          renderItem={(one) => <Said key={one.id} one={one} onHandle={() => setHandling(one)} />}
        />
      )}
      {handling && <HandleDialog one={handling} onClose={() => setHandling(null)} />}
    </Page>
  )
}

function Said({ one, onHandle }: { one: Feedback; onHandle: () => void }) {
  const site = useSite()
  return (
    <List.Item>
      <p>
        <Tag>{words.kinds[one.kind]}</Tag> {dateTime(one.submittedAt)}　{words.receipt} {one.receipt}
      </p>
      <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{one.text}</p>
      {one.page && (
        <p style={{ overflowWrap: 'anywhere' }}>
          {words.page}：
          <a href={portalAddress(site, one.page)} target="_blank" rel="noreferrer">
            {one.page}
          </a>
        </p>
      )}
      {one.contact && <Contact one={one} />}
      {one.handledAt ? (
        <p>
          {one.note}（{words.handledBy(one.handledBy ?? '', dateTime(one.handledAt))}）
        </p>
      ) : (
        <Button onClick={onHandle}>{words.handle}</Button>
      )}
    </List.Item>
  )
}

function Contact({ one }: { one: Feedback }) {
  const { modal, message } = App.useApp()
  const show = useMutation({
    mutationFn: () => answer(api.POST('/api/feedback/{id}/contact-view', { params: { path: { id: one.id } } })),
    onError: (error) => message.error(sentenceOf(error)),
  })
  const ask = () =>
    modal.confirm({
      title: words.showTitle,
      content: words.showText,
      okText: words.show,
      cancelText: words.cancel,
      onOk: () => show.mutateAsync().catch(() => undefined),
    })
  return (
    <p>
      {words.contact}：{show.data?.contact ?? one.contact}{' '}
      {!show.data && (
        <Button type="link" size="small" onClick={ask}>
          {words.show}
        </Button>
      )}
    </p>
  )
}

function HandleDialog({ one, onClose }: { one: Feedback; onClose: () => void }) {
  const [note, setNote] = useState('')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const handle = useMutation({
    mutationFn: () =>
      answer(api.PUT('/api/feedback/{id}/handling', { params: { path: { id: one.id } }, body: { note } })),
    onSuccess: () => {
      message.success(words.done)
      onClose()
    },
    onError: (error) => message.error(sentenceOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['feedback'] }),
  })
  return (
    <Modal
      open
      title={words.handleTitle(one.receipt)}
      okText={words.handle}
      cancelText={words.cancel}
      okButtonProps={{ disabled: note.trim() === '', title: note.trim() ? undefined : words.noteNeeded }}
      confirmLoading={handle.isPending}
      onOk={() => handle.mutate()}
      onCancel={onClose}
    >
      <label htmlFor="feedback-note">{words.note}</label>
      <Input.TextArea
        id="feedback-note"
        rows={4}
        maxLength={500}
        showCount
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  )
}
