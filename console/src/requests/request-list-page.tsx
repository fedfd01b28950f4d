import { Button, Grid, Input, Pagination, Select, Table, type TableColumnsType } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { RequestListQuery, RequestRow } from '../api/contract.ts'
import { DaysLeft } from '../casework/days-left.tsx'
import { StatusMark } from '../casework/status-mark.tsx'
import { useCan, useMe } from '../identity/session.ts'
import { unitTree } from '../publishing/choices.ts'
import { useLookups } from '../publishing/queries.ts'
import { Failure, Nothing } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { Views, viewsAt } from '../shell/views.tsx'
import { importing } from './annual-words.zh.ts'
import { useRequests, useVocabulary } from './queries.ts'
import '../casework/casework.css'
import { clearable } from '../shell/clearable.ts'
import { list as words } from './words.zh.ts'

type View = keyof typeof words.views
const filterNames = [
  'status',
  'unitId',
  'party',
  'q',
  'outcome',
  'receivedFrom',
  'receivedTo',
  'closedFrom',
  'closedTo',
  'openOn',
  'counted',
  'below',
] as const
const isView = (name: string | null): name is View => name !== null && name in words.views

/** Work lists of 依申请公开; view, filters and page stand in the address. */
export default function RequestListPage() {
  const [params, setParams] = useSearchParams()
  const given = params.get('view')
  const view: View = isView(given) ? given : 'open'
  const filters = Object.fromEntries(filterNames.map((name) => [name, params.get(name) ?? undefined]))
  const filtered = filterNames.some((name) => filters[name])
  const page = Math.max(1, Number(params.get('page')) || 1)
  const found = useRequests({ view, ...filters, page, size: 20 } as RequestListQuery)
  const vocabulary = useVocabulary().data
  const { data: lookups } = useLookups()
  const mayRegister = useCan('requests.register')
  const me = useMe()
  const everyUnit = useCan('supervision.read')
  const manyUnits = everyUnit || new Set(me?.posts.map((post) => post.unitId)).size > 1
  const phone = Grid.useBreakpoint().md === false
  const [q, setQ] = useState(filters.q ?? '')
  useEffect(() => setQ(filters.q ?? ''), [filters.q])

  const write = (change: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params)
    next.delete('page')
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setParams(next)
  }
  const rows = found.data?.items ?? []
  const registerButton = mayRegister && (
    <>
      <Link to="/requests/import">{importing.title}</Link>
      <Link to="/requests/new">
        <Button type="primary" tabIndex={-1}>
          {words.register}
        </Button>
      </Link>
    </>
  )
  const empty = (
    <Nothing>
      <p>{filtered ? words.emptyFiltered : words.empty[view]}</p>
      {filtered ? (
        <Button onClick={() => setParams(view === 'open' ? {} : { view })}>{words.clear}</Button>
      ) : (
        (view === 'open' || view === 'all') && registerButton
      )}
    </Nothing>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={rows.length > 0 && registerButton}>
      <Views label={words.viewsLabel} shown={view} views={viewsAt('/requests', 'open', Object.entries(words.views))} />
      <search className="rq-filters">
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
        <Select
          aria-label={words.status}
          placeholder={words.status}
          allowClear={clearable}
          popupMatchSelectWidth={160}
          value={filters.status}
          options={Object.entries(vocabulary?.statuses ?? {}).map(([value, label]) => ({ value, label }))}
          onChange={(value?: string) => write({ status: value })}
        />
        <Select
          aria-label={words.party}
          placeholder={words.party}
          allowClear={clearable}
          popupMatchSelectWidth={200}
          value={filters.party}
          options={Object.entries(vocabulary?.parties ?? {}).map(([value, label]) => ({ value, label }))}
          onChange={(value?: string) => write({ party: value })}
        />
        {manyUnits && (
          <TreeChoice
            aria-label={words.unit}
            placeholder={words.unit}
            allowClear
            popupMatchSelectWidth={280}
            value={filters.unitId}
            treeData={unitTree(lookups?.units ?? [])}
            onChange={(value?: string) => write({ unitId: value })}
          />
        )}
        {filtered && (
          <Button type="link" onClick={() => setParams(view === 'open' ? {} : { view })}>
            {words.clear}
          </Button>
        )}
      </search>
      {found.isError ? (
        <Failure error={found.error} again={() => found.refetch()} />
      ) : phone ? (
        <Cards rows={rows} channels={vocabulary?.channels ?? {}} empty={found.isPending ? null : empty} />
      ) : (
        <Table<RequestRow>
          rowKey="id"
          size="small"
          columns={columnsOf(
            view,
            vocabulary?.channels ?? {},
            vocabulary?.parties ?? {},
            vocabulary?.tableRows ?? {},
            manyUnits,
          )}
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

const What = ({ row }: { row: RequestRow }) => (
  <>
    <Link to={`/requests/${row.id}`} data-row className="row-title">
      {row.summary}
    </Link>
    <div className="row-sub">{row.number}</div>
  </>
)

const Lapses = ({ row }: { row: RequestRow }) =>
  row.watchOn && row.watchLabel && !row.closedOn ? (
    <div className="row-sub">{words.watch(row.watchLabel, row.watchOn)}</div>
  ) : null

const Left = ({ row }: { row: RequestRow }) => (
  <DaysLeft
    left={row.left}
    dueOn={row.dueOn}
    provisional={row.dueProvisional}
    clock={row.closedOn ? 'stopped' : row.clock}
  />
)

function columnsOf(
  view: View,
  channels: Record<string, string>,
  parties: Record<string, string>,
  tableRows: Record<string, string>,
  units: boolean,
): TableColumnsType<RequestRow> {
  const ended = view === 'closed'
  return [
    { title: words.what, key: 'what', render: (_, row) => <What row={row} /> },
    ended
      ? {
          title: words.outcome,
          key: 'outcome',
          width: 210,
          render: (_, row) => (
            <>
              {row.closedOn}
              <div className="row-sub">{row.outcome && (tableRows[row.outcome] ?? '')}</div>
            </>
          ),
        }
      : {
          title: words.due,
          key: 'due',
          width: 168,
          render: (_, row) => (
            <>
              <Left row={row} />
              <Lapses row={row} />
            </>
          ),
        },
    {
      title: words.status,
      key: 'status',
      width: 124,
      render: (_, row) => <StatusMark status={row.status} label={row.statusLabel} />,
    },
    {
      title: words.applicant,
      key: 'applicant',
      width: 128,
      render: (_, row) => (
        <>
          {row.applicant}
          <div className="row-sub">{parties[row.party]}</div>
        </>
      ),
    },
    {
      title: words.came,
      key: 'came',
      width: 168,
      render: (_, row) => (
        <>
          {row.receivedOn ? words.received(row.receivedOn) : words.notReceived}
          <div className="row-sub">{channels[row.channel]}</div>
        </>
      ),
    },
    units
      ? {
          title: words.unit,
          key: 'unit',
          width: 150,
          render: (_, row) => (
            <>
              {row.unitName}
              <div className="row-sub">{row.ownerName ?? (row.closedOn ? '' : words.noOwner)}</div>
            </>
          ),
        }
      : {
          title: words.owner,
          key: 'owner',
          width: 86,
          render: (_, row) => row.ownerName ?? <span className="muted">{row.closedOn ? '' : words.noOwner}</span>,
        },
  ]
}

function Cards(props: { rows: RequestRow[]; channels: Record<string, string>; empty: React.ReactNode }) {
  const { rows, channels, empty } = props
  if (rows.length === 0) return empty
  return (
    <ul className="cards">
      {rows.map((row) => (
        <li key={row.id} className="card">
          <What row={row} />
          <div className="row-sub">
            {row.unitName} · {row.applicant} · {channels[row.channel]} · {row.ownerName ?? words.noOwner}
          </div>
          <div className="card-foot">
            <StatusMark status={row.status} label={row.statusLabel} />
            <Left row={row} />
          </div>
          <Lapses row={row} />
        </li>
      ))}
    </ul>
  )
}
