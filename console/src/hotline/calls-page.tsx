import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { CallDetail, CallRow } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { useCan } from '../identity/session.ts'
import { dateTime } from '../shell/dates.ts'
import { Failure, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { Views } from '../shell/views.tsx'
import { CallerNumber } from './caller-number.tsx'
import { CaseDrawer } from './case-drawer.tsx'
import './hotline.css'
import { useDeskChanged, useStream, useUnitChoices } from './queries.ts'
import { UploadRecording } from './upload-recording.tsx'
import { calls as words } from './words.zh.ts'

const size = 20
const views = ['all', 'mine', 'messages', 'recorded'] as const
type View = (typeof views)[number]
type Outcome = keyof typeof words.outcomes

/** 来电记录, messages that wait, recordings. */
export default function CallsPage() {
  useStream()
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<string | null>(null)
  const sits = useCan('hotline.answer')
  const view = (views.find((one) => one === params.get('view')) ?? 'all') satisfies View
  const outcome = params.get('outcome') as Outcome | null
  const unitId = Number(params.get('unitId')) || undefined
  const from = params.get('from')
  const to = params.get('to')
  const units = useUnitChoices()
  const page = Number(params.get('page')) || 1
  const list = useQuery({
    queryKey: ['hotline', 'calls', view, outcome, unitId, from, to, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        api.GET('/api/hotline/calls', {
          params: {
            query: {
              view,
              page,
              size,
              ...(outcome ? { outcome } : {}),
              ...(unitId ? { unitId } : {}),
              ...(from ? { from } : {}),
              ...(to ? { to } : {}),
            },
          },
        }),
      ),
  })
  const paramsWith = (next: Record<string, string | null>) => {
    const all = { view, outcome, unitId: unitId ? String(unitId) : null, from, to, ...next }
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Record<string, string>
  }
  const change = (next: Record<string, string | null>) => setParams(paramsWith(next))
  const address = (next: Record<string, string | null>) => `/hotline/calls?${new URLSearchParams(paramsWith(next))}`
  const shown = views.filter((one) => sits || one !== 'mine')
  return (
    <Page title={words.title}>
      <Views
        label={words.viewsLabel}
        shown={view}
        views={shown.map((key) => ({ key, label: words.views[key], to: address({ view: key }) }))}
      />
      <div className="filters">
        <Select
          aria-label={words.outcome}
          allowClear
          placeholder={`${words.outcome}：${words.any}`}
          value={outcome ?? undefined}
          options={Object.entries(words.outcomes).map(([value, label]) => ({ value, label }))}
          onChange={(value) => change({ outcome: value ?? null })}
          className="call-outcome"
        />
        {(from || to) && (
          <Tag closable className="call-chosen" onClose={() => change({ from: null, to: null })}>
            {words.days(from ?? '', to ?? '')}
          </Tag>
        )}
        {unitId && (
          <Tag closable className="call-chosen" onClose={() => change({ unitId: null })}>
            {units.find(({ value }) => value === unitId)?.label ?? words.unit}
          </Tag>
        )}
      </div>
      {list.isError ? (
        <Failure error={list.error} again={() => list.refetch()} />
      ) : list.data?.items.length === 0 ? (
        <div className="panel">
          <Nothing title={view === 'messages' ? words.emptyMessages : words.empty}>
            {view === 'messages' ? words.emptyMessagesHint : words.emptyHint}
          </Nothing>
        </div>
      ) : (
        <Table<CallRow>
          rowKey="id"
          size="small"
          scroll={{ x: 'max-content' }}
          loading={list.isFetching && { delay: 300, spinning: true }}
          dataSource={list.data?.items ?? []}
          columns={columns(setOpen)}
          pagination={{
            current: page,
            pageSize: size,
            total: list.data?.total ?? 0,
            hideOnSinglePage: true,
            showSizeChanger: false,
            onChange: (next) => change({ page: String(next) }),
          }}
        />
      )}
      {open && <CallDrawer id={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

const columns = (open: (id: string) => void) => [
  {
    title: words.at,
    key: 'at',
    render: (row: CallRow) => (
      <button type="button" className="link-button" data-row onClick={() => open(row.id)}>
        {dateTime(row.beganAt)}
      </button>
    ),
  },
  { title: words.caller, dataIndex: 'caller', key: 'caller' },
  {
    title: words.outcome,
    key: 'outcome',
    render: (row: CallRow) => (
      <span className="tags">
        <Tag color={tagOf(row)}>{row.outcomeLabel}</Tag>
        {row.recordings > 0 && <Tag>{row.outcome === 'voicemail' ? words.voicemail : words.recordings}</Tag>}
      </span>
    ),
  },
  { title: words.question, key: 'question', width: 240, render: (row: CallRow) => asked(row) },
  { title: words.unit, dataIndex: 'unitName', key: 'unit' },
  { title: words.waited, key: 'waited', render: (row: CallRow) => words.seconds(row.waited) },
  { title: words.talked, key: 'talked', render: (row: CallRow) => words.seconds(row.talked) },
  { title: words.person, dataIndex: 'person', key: 'person' },
  { title: words.rating, dataIndex: 'ratingLabel', key: 'rating' },
]

const asked = ({ question, restricted }: Pick<CallRow, 'question' | 'restricted'>) =>
  restricted ? words.restricted : question

const tagOf = ({ outcome, logged }: CallRow) => {
  if (outcome === 'missed' || outcome === 'abandoned') return 'error'
  if (outcome === 'voicemail') return logged ? 'default' : 'warning'
  return outcome ? 'processing' : 'default'
}

/** One call: what came of it, its recordings, to whom it was passed on. */
function CallDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const [opening, setOpening] = useState(false)
  const sits = useCan('hotline.answer')
  const changed = useDeskChanged()
  const { modal, message } = App.useApp()
  const call = useQuery({
    queryKey: ['hotline', 'call', id],
    queryFn: () => answer(api.GET('/api/hotline/calls/{id}', { params: { path: { id } } })),
  })
  const none = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/hotline/calls/{id}/log', {
          params: { path: { id } },
          body: { outcome: 'no_matter', source: null, unitId: null, question: '' },
        }),
      ),
    onSuccess: async () => {
      message.success(words.done)
      onClose()
      await changed()
    },
    onError: (error) => message.error(sentenceOf(error)),
  })
  const noMatter = () =>
    modal.confirm({
      title: words.noMatter,
      content: words.noMatterAsk,
      okText: words.noMatter,
      cancelText: words.close,
      onOk: () => none.mutateAsync().catch(() => undefined),
    })
  const one = call.data
  const waits = one?.outcome === 'voicemail' && !one.logged && sits
  return (
    <Drawer
      open
      size={480}
      title={words.detail}
      onClose={onClose}
      footer={
        waits && (
          <div className="call-acts">
            <Button type="primary" onClick={() => setOpening(true)}>
              {words.openCase}
            </Button>
            <Button onClick={noMatter}>{words.noMatter}</Button>
          </div>
        )
      }
    >
      {call.isError ? (
        <Failure error={call.error} again={() => call.refetch()} />
      ) : one ? (
        <Detail
          call={one}
          onChanged={() => {
            void call.refetch()
            void changed()
          }}
        />
      ) : (
        <Waiting />
      )}
      {opening && one && (
        <CaseDrawer
          call={one}
          unitId={one.unitId}
          subject=""
          onClose={() => {
            setOpening(false)
            void call.refetch()
          }}
        />
      )}
    </Drawer>
  )
}

function Detail({ call, onChanged }: { call: CallDetail; onChanged: () => void }) {
  const facts: [string, React.ReactNode][] = [
    [words.at, dateTime(call.beganAt)],
    [words.caller, <CallerNumber key="caller" call={call} />],
    [words.outcome, call.outcomeLabel],
    [words.question, asked(call)],
    [words.unit, call.unitName],
    [words.waited, words.seconds(call.waited)],
    [words.talked, words.seconds(call.talked)],
    [words.person, call.person],
    [words.rating, call.ratingLabel],
    [words.case, call.caseAddress && <Link to={call.caseAddress}>{words.case}</Link>],
  ]
  return (
    <>
      <dl className="duty">
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {call.recordings.length > 0 && (
        <>
          <h3 className="small-title">{call.outcome === 'voicemail' ? words.voicemail : words.recordings}</h3>
          <p className="muted">{call.mayHear ? words.recordingHint : words.notYours}</p>
          {call.recordings.map((one) =>
            one.kept ? (
              call.mayHear && <Player key={one.id} id={one.id} seconds={one.seconds} />
            ) : (
              <p key={one.id}>{words.gone}</p>
            ),
          )}
        </>
      )}
      {call.mayAddRecording && (
        <UploadRecording callId={call.id} message={call.answeredAt === null} onDone={onChanged} />
      )}
      {call.transfers.length > 0 && (
        <>
          <h3 className="small-title">{words.transfers}</h3>
          <ul className="plain-list tries">
            {call.transfers.map((one) => (
              <li key={one.at}>
                {one.unitName} {one.person || words.publicNumber}
                {one.deputy && one.person && words.deputy}：{one.outcomeLabel}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Fetched only when somebody presses play: listening is written down. */
function Player({ id, seconds }: { id: string; seconds: number | null }) {
  return (
    <div className="player">
      {/* biome-ignore lint/a11y/useMediaCaption: a telephone call has no captions */}
      <audio controls preload="none" src={`/api/hotline/recordings/${id}/audio`} aria-label={words.recordings} />
      <span className="muted">{words.seconds(seconds)}</span>
    </div>
  )
}
