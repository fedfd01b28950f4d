import { Button, Grid, Input, Pagination, Select, Table, type TableColumnsType, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { KnowledgeListQuery, KnowledgeRow } from '../api/contract.ts'
import { useCan } from '../identity/session.ts'
import { unitTree } from '../publishing/choices.ts'
import { useLookups } from '../publishing/queries.ts'
import { StatusTag } from '../publishing/status-tag.tsx'
import { dayOf } from '../shell/dates.ts'
import { Failure, Nothing } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { Views, viewsAt } from '../shell/views.tsx'
import { useEntries, useKnowledgeWords } from './queries.ts'
import './knowledge.css'
import { clearable } from '../shell/clearable.ts'
import { list as words } from './words.zh.ts'

type View = keyof typeof words.views
const isView = (name: string | null): name is View => name !== null && name in words.views
const filterNames = ['q', 'topic', 'unitId'] as const

/** Lists of the 知识库; view, filters and page stand in the address. */
export default function KnowledgeListPage() {
  const [params, setParams] = useSearchParams()
  const given = params.get('view')
  const view: View = isView(given) ? given : 'published'
  const filters = Object.fromEntries(filterNames.map((name) => [name, params.get(name) ?? undefined]))
  const filtered = filterNames.some((name) => filters[name])
  const page = Math.max(1, Number(params.get('page')) || 1)
  const found = useEntries({ view, ...filters, page, size: 20 } as KnowledgeListQuery)
  const vocabulary = useKnowledgeWords().data
  const { data: lookups } = useLookups()
  const mayWrite = useCan('knowledge.write')
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
  const create = mayWrite && (
    <Link to="/knowledge/new">
      <Button type="primary" tabIndex={-1}>
        {words.create}
      </Button>
    </Link>
  )
  const empty = (
    <Nothing>
      <p>{filtered ? words.noneFiltered : words.none[view]}</p>
      {filtered ? (
        <Button onClick={() => setParams(view === 'published' ? {} : { view })}>{words.clear}</Button>
      ) : (
        view === 'published' && create
      )}
    </Nothing>
  )
  const topic = (row: KnowledgeRow) => vocabulary?.topics[row.topic] ?? ''
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <span className="inline-form">
          <Link to="/knowledge/figures">{words.figures}</Link>
          <Link to="/knowledge/duplicates">{words.duplicates}</Link>
          {mayWrite && <Link to="/knowledge/import">{words.import}</Link>}
          {create}
        </span>
      }
    >
      <Views
        label={words.viewsLabel}
        shown={view}
        views={viewsAt('/knowledge', 'published', Object.entries(words.views))}
      />
      <search className="kb-filters">
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
          aria-label={words.topic}
          placeholder={words.topic}
          allowClear={clearable}
          popupMatchSelectWidth={200}
          value={filters.topic}
          options={Object.entries(vocabulary?.topics ?? {}).map(([value, label]) => ({ value, label }))}
          onChange={(value?: string) => write({ topic: value })}
        />
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
          <Button type="link" onClick={() => setParams(view === 'published' ? {} : { view })}>
            {words.clear}
          </Button>
        )}
      </search>
      {found.isError ? (
        <Failure error={found.error} again={() => found.refetch()} />
      ) : phone ? (
        rows.length === 0 && !found.isPending ? (
          empty
        ) : (
          <ul className="cards">
            {rows.map((row) => (
              <li key={`${row.id}-${row.version}`} className="card">
                <What row={row} topic={topic(row)} />
                <div className="card-foot">
                  <StatusTag status={row.status} label={row.statusLabel} returned={row.returned} />
                  <span className="row-sub">{row.reviewOn}</span>
                </div>
              </li>
            ))}
          </ul>
        )
      ) : (
        <Table<KnowledgeRow>
          rowKey={(row) => `${row.id}-${row.version}`}
          size="small"
          sticky
          tableLayout="fixed"
          columns={columnsOf(view, topic)}
          dataSource={rows}
          loading={found.isFetching && { delay: 200, spinning: true }}
          pagination={false}
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

const What = ({ row, topic }: { row: KnowledgeRow; topic: string }) => (
  <>
    <Link to={`/knowledge/${row.id}`} data-row className="row-title">
      {row.question || words.untitled}
    </Link>
    <div className="row-sub">
      {row.unitName} · {topic}
      {row.caseId !== null && ` · ${words.fromCase}`}
    </div>
    {row.flagged && <div className="kb-doubt">▲ {row.flagReason}</div>}
  </>
)

const columnsOf = (view: View, topic: (row: KnowledgeRow) => string): TableColumnsType<KnowledgeRow> => [
  { title: words.question, key: 'question', render: (_, row) => <What row={row} topic={topic(row)} /> },
  {
    title: words.status,
    key: 'status',
    width: 150,
    render: (_, row) => (
      <>
        <StatusTag status={row.status} label={row.statusLabel} returned={row.returned} />
        {row.revising && <Tag>{words.revising}</Tag>}
      </>
    ),
  },
  {
    title: words.updated,
    key: 'updated',
    width: 110,
    render: (_, row) => dayOf(view === 'open' ? row.statusAt : (row.publishedAt ?? row.statusAt)),
  },
  { title: words.reviewOn, dataIndex: 'reviewOn', width: 110 },
  ...(view === 'open' || view === 'ended'
    ? []
    : [
        {
          title: words.use,
          key: 'use',
          width: 130,
          responsive: ['lg' as const],
          render: (_: unknown, row: KnowledgeRow) =>
            row.wanted + row.unwanted + row.told === 0 ? (
              <span className="muted">{words.notUsed}</span>
            ) : (
              <span className="kb-use">
                {row.wanted > 0 && <span>{words.wanted(row.wanted)}</span>}
                {row.unwanted > 0 && <span>{words.unwanted(row.unwanted)}</span>}
                {row.told > 0 && <span>{words.told(row.told)}</span>}
              </span>
            ),
        },
      ]),
]
