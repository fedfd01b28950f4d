import { Button, Grid, Input, Pagination, Select, Table, type TableColumnsType } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { InquiryListQuery, InquiryRow } from '../api/contract.ts'
import { StatusMark } from '../casework/status-mark.tsx'
import { useCan, useMe } from '../identity/session.ts'
import { BehindNote, behindNames } from '../inquiry-figures/behind.tsx'
import { unitTree } from '../publishing/choices.ts'
import { useLookups } from '../publishing/queries.ts'
import '../casework/casework.css'
import { Failure, Nothing } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { Views, viewsAt } from '../shell/views.tsx'
import './inquiries.css'
import { clearable } from '../shell/clearable.ts'
import { useInquiries, useInquiryVocabulary, useMailboxes } from './queries.ts'
import { Marks, RowDue, What, Whose } from './row-parts.tsx'
import { list as words } from './words.zh.ts'

const filterNames = [
  'kind',
  'channel',
  'topic',
  'mailboxId',
  'status',
  'unitId',
  'q',
  'outcome',
  'satisfaction',
  'receivedFrom',
  'receivedTo',
  'closedFrom',
  'closedTo',
  ...behindNames,
] as const

/** Whom complaints and reports concern: supervision, and those who speak for a unit. */
const seesSupervised = ['supervisor', 'section_head', 'signing_leader']

/** Work lists of 咨询来信; view, filters and page stand in the address. */
export default function InquiryListPage() {
  const [params, setParams] = useSearchParams()
  const view = params.get('view') ?? 'open'
  const filters = Object.fromEntries(filterNames.map((name) => [name, params.get(name) ?? undefined]))
  const filtered = filterNames.some((name) => filters[name])
  const page = Math.max(1, Number(params.get('page')) || 1)
  const found = useInquiries({ view, ...filters, page, size: 20 } as InquiryListQuery)
  const vocabulary = useInquiryVocabulary().data
  const boxes = useMailboxes().data ?? []
  const { data: lookups } = useLookups()
  const me = useMe()
  const mayEnter = useCan('inquiries.enter')
  const phone = Grid.useBreakpoint().md === false
  const [q, setQ] = useState(filters.q ?? '')
  useEffect(() => setQ(filters.q ?? ''), [filters.q])
  const views = Object.entries(vocabulary?.views ?? {}).filter(
    ([key]) => key !== 'supervised' || me?.posts.some((post) => seesSupervised.includes(post.role)),
  )

  const write = (change: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params)
    next.delete('page')
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setParams(next)
  }
  const clear = () => setParams(view === 'open' ? {} : { view })
  const rows = found.data?.items ?? []
  const enterButton = mayEnter && (
    <Link to="/inquiries/new">
      <Button type="primary" tabIndex={-1}>
        {words.enter}
      </Button>
    </Link>
  )
  const empty = (
    <Nothing>
      <p>{filtered ? words.emptyFiltered : words.empty[view]}</p>
      {filtered ? <Button onClick={clear}>{words.clear}</Button> : (view === 'open' || view === 'all') && enterButton}
    </Nothing>
  )
  const choice = (name: (typeof filterNames)[number], label: string, options: Record<string, string> = {}) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear={clearable}
      popupMatchSelectWidth={180}
      value={filters[name]}
      options={Object.entries(options).map(([value, text]) => ({ value, label: text }))}
      onChange={(value?: string) => write({ [name]: value })}
    />
  )
  return (
    <Page title={words.title} lead={words.lead} actions={rows.length > 0 && enterButton}>
      <Views label={words.viewsLabel} shown={view} views={viewsAt('/inquiries', 'open', views)} />
      <search className="rq-filters iq-filters">
        <Input.Search
          data-search
          value={q}
          aria-label={words.search}
          placeholder={words.search}
          enterButton={words.searchButton}
          allowClear
          onChange={(event) => setQ(event.target.value)}
          onSearch={(value) => write({ q: value.trim() || undefined })}
        />
        {choice('kind', words.kind, vocabulary?.kinds)}
        {choice('channel', words.channel, vocabulary?.channels)}
        {choice('topic', words.topic, vocabulary?.topics)}
        {boxes.length > 0 &&
          choice('mailboxId', words.mailbox, Object.fromEntries(boxes.map((box) => [box.id, box.title])))}
        <TreeChoice
          aria-label={words.unit}
          placeholder={words.unit}
          allowClear
          popupMatchSelectWidth={280}
          value={filters.unitId}
          treeData={unitTree(lookups?.units ?? [])}
          onChange={(value?: string) => write({ unitId: value })}
        />
        {filtered && (
          <Button type="link" onClick={clear}>
            {words.clear}
          </Button>
        )}
      </search>
      <BehindNote params={params} />
      {found.isError ? (
        <Failure error={found.error} again={() => found.refetch()} />
      ) : phone ? (
        <Cards rows={rows} empty={found.isPending ? null : empty} />
      ) : (
        <Table<InquiryRow>
          rowKey="id"
          size="small"
          columns={columnsOf(view === 'closed')}
          dataSource={rows}
          loading={found.isFetching && { delay: 200, spinning: true }}
          pagination={false}
          sticky
          tableLayout="fixed"
          locale={{ emptyText: found.isPending ? ' ' : empty }}
        />
      )}
      {found.data && found.data.total > 0 && (
        <Pagination
          className="pages"
          current={page}
          pageSize={20}
          total={found.data.total}
          showTotal={words.total}
          simple={phone}
          showSizeChanger={false}
          onChange={(next) => {
            const address = new URLSearchParams(params)
            address.set('page', String(next))
            setParams(address)
            window.scrollTo({ top: 0 })
          }}
        />
      )}
    </Page>
  )
}

const columnsOf = (ended: boolean): TableColumnsType<InquiryRow> => [
  {
    title: words.what,
    key: 'what',
    render: (_, row) => (
      <>
        <What row={row} />
        <Marks row={row} />
      </>
    ),
  },
  ended
    ? {
        title: words.outcome,
        key: 'outcome',
        width: 168,
        render: (_, row) => (
          <>
            {row.outcomeLabel}
            <div className="row-sub">{row.closedOn}</div>
          </>
        ),
      }
    : { title: words.due, key: 'due', width: 156, render: (_, row) => <RowDue row={row} /> },
  {
    title: words.status,
    key: 'status',
    width: 132,
    render: (_, row) => <StatusMark status={row.status} label={row.statusLabel} />,
  },
  {
    title: words.responsible,
    key: 'whose',
    width: 200,
    render: (_, row) => (
      <>
        <Whose row={row} />
        {!ended && <div className="row-sub">{row.ownerName ?? words.noOwner}</div>}
      </>
    ),
  },
  {
    title: words.came,
    key: 'came',
    width: 172,
    render: (_, row) => (
      <>
        {row.writer} · {row.channelLabel}
        <div className="row-sub">{row.receivedOn && words.received(row.receivedOn)}</div>
      </>
    ),
  },
]

function Cards({ rows, empty }: { rows: InquiryRow[]; empty: React.ReactNode }) {
  if (rows.length === 0) return empty
  return (
    <ul className="cards">
      {rows.map((row) => (
        <li key={row.id} className="card">
          <What row={row} />
          <div className="row-sub">
            {row.writer} · {row.channelLabel} · {row.ownerName ?? words.noOwner}
          </div>
          <div>
            <Whose row={row} />
          </div>
          <Marks row={row} />
          <div className="card-foot">
            <StatusMark status={row.status} label={row.statusLabel} />
            {row.outcomeLabel ? (
              <span>
                {row.outcomeLabel} {row.closedOn}
              </span>
            ) : (
              <RowDue row={row} />
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
