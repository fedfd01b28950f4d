import { DownloadOutlined } from '@ant-design/icons'
import { Button, Grid, Pagination, Segmented, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { RecordRow } from '../api/contract.ts'
import { DueDate } from '../calendar/due-date.tsx'
import { useCan } from '../identity/session.ts'
import { dateTime, dayOf } from '../shell/dates.ts'
import { Failure, Lost, Nothing } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { csvOf, download } from './csv.ts'
import { ListFilters } from './list-filters.tsx'
import { sizes, useListQuery } from './list-query.ts'
import { useRecords } from './queries.ts'
import { StatusTag } from './status-tag.tsx'
import { list as words } from './words.zh.ts'

export default function RecordListPage() {
  const { view = 'open' } = useParams()
  return view in words.titles ? <RecordList key={view} view={view} /> : <Lost />
}

const densityKey = 'gongkai.density'

function RecordList({ view }: { view: string }) {
  const list = useListQuery(view)
  const records = useRecords(list.query)
  const mayDraft = useCan('records.create')
  const phone = Grid.useBreakpoint().md === false
  const [density, setDensity] = useState(localStorage.getItem(densityKey) ?? 'dense')
  const rows = records.data?.items ?? []
  const title = words.titles[view] ?? ''

  const exportPage = () =>
    download(
      words.csvName(title),
      csvOf(
        [words.indexNumber, words.title, words.unit, words.status, words.due, words.changed, words.publishedAt],
        rows.map((r) => [
          r.indexNumber,
          r.title,
          r.unitName,
          r.statusLabel,
          r.dueOn,
          dateTime(r.statusAt),
          dayOf(r.publishedAt),
        ]),
      ),
    )

  const empty = (
    <Nothing>
      <p>{list.isFiltered ? words.emptyFiltered : words.empty[view]}</p>
      {list.isFiltered ? (
        <Button onClick={() => list.setAll({})}>{words.clear}</Button>
      ) : (
        view === 'open' &&
        mayDraft && (
          <>
            <p>{words.emptyDraft}</p>
            <Link to="/draft">{words.draft}</Link>
          </>
        )
      )}
    </Nothing>
  )

  return (
    <Page
      title={title}
      lead={words.leads[view]}
      actions={
        <>
          {!phone && (
            <Segmented
              aria-label={words.density}
              value={density}
              options={[
                { value: 'dense', label: words.dense },
                { value: 'loose', label: words.loose },
              ]}
              onChange={(value) => {
                setDensity(value)
                localStorage.setItem(densityKey, value)
              }}
            />
          )}
          <Button icon={<DownloadOutlined />} onClick={exportPage} disabled={rows.length === 0}>
            {words.csv}
          </Button>
        </>
      }
    >
      <ListFilters view={view} list={list} />
      {records.isError ? (
        <Failure error={records.error} again={() => records.refetch()} />
      ) : phone ? (
        <Cards rows={rows} view={view} empty={records.isPending ? null : empty} />
      ) : (
        <Table<RecordRow>
          rowKey={(row) => `${row.recordId}-${row.edition}`}
          size={density === 'dense' ? 'small' : 'medium'}
          columns={columnsOf(view)}
          dataSource={rows}
          loading={records.isFetching && { delay: 200, spinning: true }}
          pagination={false}
          sticky
          tableLayout="fixed"
          locale={{ emptyText: records.isPending ? ' ' : empty }}
        />
      )}
      {records.data && records.data.total > 0 && (
        <Pagination
          className="pages"
          current={list.page}
          pageSize={list.size}
          total={records.data.total}
          showTotal={words.total}
          pageSizeOptions={[...sizes]}
          showSizeChanger
          simple={phone}
          showQuickJumper={!phone}
          onChange={(page, size) => {
            list.turn(page, size)
            window.scrollTo({ top: 0 })
          }}
        />
      )}
    </Page>
  )
}

const addressOf = (row: RecordRow) => `/record/${row.recordId}`

function columnsOf(view: string): TableColumnsType<RecordRow> {
  const open = view === 'open'
  return [
    {
      title: words.title,
      key: 'title',
      render: (_, row) => (
        <>
          <Link to={addressOf(row)} data-row className="row-title">
            {row.title || words.untitled}
          </Link>
          <div className="row-sub">{[row.indexNumber, row.columnTitle].filter(Boolean).join(' · ')}</div>
        </>
      ),
    },
    { title: words.unit, dataIndex: 'unitName', width: 118, ellipsis: true },
    {
      title: words.status,
      key: 'status',
      width: 150,
      render: (_, row) => <StatusTag status={row.status} label={row.statusLabel} returned={row.returned} />,
    },
    open
      ? {
          title: words.due,
          key: 'due',
          width: 150,
          render: (_, row) => (
            <DueDate
              on={row.dueOn}
              remaining={row.remaining}
              provisional={row.dueProvisional}
              recordId={row.recordId}
            />
          ),
        }
      : { title: words.publishedAt, key: 'publishedAt', width: 110, render: (_, row) => dayOf(row.publishedAt) },
    ...(open ? [{ title: words.drafter, dataIndex: 'drafterName', width: 76, ellipsis: true }] : []),
    { title: words.changed, key: 'statusAt', width: 136, render: (_, row) => dateTime(row.statusAt) },
  ]
}

function Cards({ rows, view, empty }: { rows: RecordRow[]; view: string; empty: React.ReactNode }) {
  if (rows.length === 0) return empty
  return (
    <ul className="cards">
      {rows.map((row) => (
        <li key={`${row.recordId}-${row.edition}`} className="card">
          <Link to={addressOf(row)} data-row className="row-title">
            {row.title || words.untitled}
          </Link>
          <div className="row-sub">
            {row.unitName} · {view === 'published' ? dayOf(row.publishedAt) : dateTime(row.statusAt)}
          </div>
          <div className="card-foot">
            <StatusTag status={row.status} label={row.statusLabel} returned={row.returned} />
            {view === 'open' && (
              <DueDate
                on={row.dueOn}
                remaining={row.remaining}
                provisional={row.dueProvisional}
                recordId={row.recordId}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
