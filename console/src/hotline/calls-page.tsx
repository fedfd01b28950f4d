import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Grid, Pagination, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { CallRow, CallsQuery } from '../api/contract.ts'
import { useCan } from '../identity/session.ts'
import { dateTime } from '../shell/dates.ts'
import { Failure, Nothing } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { Views } from '../shell/views.tsx'
import { asked, CallDrawer } from './call-drawer.tsx'
import './hotline.css'
import { clearable } from '../shell/clearable.ts'
import { useCallVocabulary, useStream, useUnitChoices } from './queries.ts'
import { calls as words } from './words.zh.ts'

const size = 20
const views = ['all', 'mine', 'messages', 'recorded'] as const
/** What stands in the address beside the view: the figure whose calls these are, of which unit, hour and days. */
const filterNames = ['outcome', 'figure', 'unitId', 'hour', 'from', 'to'] as const
type Filter = (typeof filterNames)[number]
type Change = Partial<Record<Filter | 'view' | 'page', string | undefined>>

/** 来电记录, messages that wait, recordings, and the calls behind a figure; all of it stands in the address. */
export default function CallsPage() {
  useStream()
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<string | null>(null)
  const sits = useCan('hotline.answer')
  const phone = Grid.useBreakpoint().md === false
  const view = views.find((one) => one === params.get('view')) ?? 'all'
  const page = Number(params.get('page')) || 1
  const filters = Object.fromEntries(
    filterNames.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : [])),
  ) as Partial<Record<Filter, string>>
  const list = useQuery({
    queryKey: ['hotline', 'calls', view, filters, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(api.GET('/api/hotline/calls', { params: { query: { view, page, size, ...filters } as CallsQuery } })),
  })
  const withChange = (change: Change) =>
    Object.fromEntries(Object.entries({ view, ...filters, ...change }).filter(([, value]) => value)) as Record<
      string,
      string
    >
  const change = (next: Change) => setParams(withChange(next))
  const filtered = Object.keys(filters).length > 0
  const clear = () => setParams({ view })
  const rows = list.data?.items ?? []
  return (
    <Page title={words.title}>
      <Views
        label={words.viewsLabel}
        shown={view}
        views={views
          .filter((one) => sits || one !== 'mine')
          .map((key) => ({
            key,
            label: words.views[key],
            to: `/hotline/calls?${new URLSearchParams(withChange({ view: key }))}`,
          }))}
      />
      <Filters filters={filters} change={change} />
      {list.isError ? (
        <Failure error={list.error} again={() => list.refetch()} />
      ) : list.data?.items.length === 0 ? (
        <div className="panel">
          {filtered ? (
            <Nothing title={words.emptyFiltered}>
              <Button onClick={clear}>{words.clear}</Button>
            </Nothing>
          ) : (
            <Nothing title={view === 'messages' ? words.emptyMessages : words.empty}>
              {view === 'messages' ? words.emptyMessagesHint : words.emptyHint}
            </Nothing>
          )}
        </div>
      ) : phone ? (
        <Cards rows={rows} open={setOpen} />
      ) : (
        <Table<CallRow>
          rowKey="id"
          size="small"
          scroll={{ x: 'max-content' }}
          loading={list.isFetching && { delay: 300, spinning: true }}
          dataSource={rows}
          columns={columns(setOpen)}
          pagination={false}
        />
      )}
      {list.data && list.data.total > size && (
        <Pagination
          className="pages"
          current={page}
          pageSize={size}
          total={list.data.total}
          showTotal={words.total}
          simple={phone}
          showSizeChanger={false}
          onChange={(next) => {
            change({ page: String(next) })
            window.scrollTo({ top: 0 })
          }}
        />
      )}
      {open && <CallDrawer id={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

type FiltersProps = { filters: Partial<Record<Filter, string>>; change: (next: Change) => void }

/** What came of a call is chosen; what a figure brought along is taken off. */
function Filters({ filters, change }: FiltersProps) {
  const { outcome, figure, unitId, hour, from, to } = filters
  const vocabulary = useCallVocabulary().data
  const units = useUnitChoices()
  const chosen: [shown: string | undefined, label: string, off: Change][] = [
    [figure, vocabulary?.figures[figure as keyof typeof vocabulary.figures] ?? '', { figure: undefined }],
    [from || to, words.days(from ?? '', to ?? ''), { from: undefined, to: undefined }],
    [hour, words.hourOf(Number(hour)), { hour: undefined }],
    [unitId, units.find(({ value }) => value === Number(unitId))?.label ?? words.unit, { unitId: undefined }],
  ]
  return (
    <div className="filters">
      <Select
        aria-label={words.outcome}
        allowClear={clearable}
        placeholder={`${words.outcome}：${words.any}`}
        value={outcome}
        options={Object.entries(vocabulary?.outcomes ?? {}).map(([value, label]) => ({ value, label }))}
        onChange={(value?: string) => change({ outcome: value })}
        className="call-outcome"
      />
      {chosen.map(
        ([shown, label, off]) =>
          shown && (
            <Tag key={Object.keys(off)[0]} closable className="call-chosen" onClose={() => change(off)}>
              {label}
            </Tag>
          ),
      )}
    </div>
  )
}

type RowsProps = { rows: CallRow[]; open: (id: string) => void }

/** The same on a phone, one card a call. */
function Cards({ rows, open }: RowsProps) {
  return (
    <ul className="cards">
      {rows.map((row) => (
        <li key={row.id} className="card">
          <div className="card-foot call-head">
            <When row={row} open={open} />
            <span className="call-from">{row.caller}</span>
          </div>
          {asked(row) && <div className="call-asked">{asked(row)}</div>}
          <Outcome row={row} />
          <div className="row-sub">
            {[
              row.unitName,
              row.waited !== null && `${words.waited} ${words.seconds(row.waited)}`,
              row.talked !== null && `${words.talked} ${words.seconds(row.talked)}`,
              row.person,
              row.ratingLabel && `${words.rating} ${row.ratingLabel}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </li>
      ))}
    </ul>
  )
}

const When = ({ row, open }: { row: CallRow; open: (id: string) => void }) => (
  <button type="button" className="link-button" data-row onClick={() => open(row.id)}>
    {dateTime(row.beganAt)}
  </button>
)

const Outcome = ({ row }: { row: CallRow }) => (
  <span className="tags">
    <Tag color={tagOf(row)}>{row.outcomeLabel}</Tag>
    {row.recordings > 0 && <Tag>{row.outcome === 'voicemail' ? words.voicemail : words.recordings}</Tag>}
  </span>
)

const columns = (open: (id: string) => void) => [
  { title: words.at, key: 'at', render: (row: CallRow) => <When row={row} open={open} /> },
  { title: words.caller, dataIndex: 'caller', key: 'caller' },
  { title: words.outcome, key: 'outcome', render: (row: CallRow) => <Outcome row={row} /> },
  { title: words.question, key: 'question', width: 240, render: (row: CallRow) => asked(row) },
  { title: words.unit, dataIndex: 'unitName', key: 'unit' },
  { title: words.waited, key: 'waited', align: 'right' as const, render: (row: CallRow) => words.seconds(row.waited) },
  { title: words.talked, key: 'talked', align: 'right' as const, render: (row: CallRow) => words.seconds(row.talked) },
  { title: words.person, dataIndex: 'person', key: 'person' },
  { title: words.rating, dataIndex: 'ratingLabel', key: 'rating' },
]

const tagOf = ({ outcome, logged }: CallRow) => {
  if (outcome === 'missed' || outcome === 'abandoned') return 'error'
  if (outcome === 'voicemail') return logged ? 'default' : 'warning'
  return outcome ? 'processing' : 'default'
}
