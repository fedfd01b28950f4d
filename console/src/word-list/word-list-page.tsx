import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Grid, Input, Select, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { WordEntry } from '../api/contract.ts'
import { useCan } from '../identity/session.ts'
import { clearable } from '../shell/clearable.ts'
import { Failure, Nothing } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { shell } from '../shell/words.zh.ts'
import { EntryDrawer } from './entry-drawer.tsx'
import { wordList as words } from './words.zh.ts'

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** The list of forms that the checks speak against; everybody reads it, the disclosure office keeps it. */
export default function WordListPage() {
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<WordEntry | 'new' | null>(null)
  const mayManage = useCan('words.manage')
  const phone = !Grid.useBreakpoint().md
  const page = Number(params.get('page')) || 1
  const filter = {
    q: params.get('q') ?? undefined,
    kind: (params.get('kind') ?? undefined) as WordEntry['kind'] | undefined,
    origin: (params.get('origin') ?? undefined) as WordEntry['origin'] | undefined,
    ended: params.get('ended') ? 'true' : undefined,
  }
  const list = useQuery({
    queryKey: ['word-list', filter, page],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/word-list', { params: { query: { ...filter, page, size: 50 } } })),
  })
  const go = (next: Record<string, string | undefined>) =>
    setParams(
      Object.fromEntries(Object.entries({ ...filter, ...next }).filter(([, value]) => value)) as Record<string, string>,
    )
  const address = (format: string) =>
    `/api/word-list/export?${new URLSearchParams(
      Object.entries({ ...filter, format }).filter((pair): pair is [string, string] => Boolean(pair[1])),
    )}`
  const columns: TableColumnsType<WordEntry> = [
    {
      title: words.word,
      key: 'word',
      width: phone ? '38%' : 200,
      render: (_, entry) => (
        <>
          <button
            type="button"
            className="link-button"
            aria-label={mayManage ? words.edit(entry.word) : words.open(entry.word)}
            onClick={() => setOpen(entry)}
          >
            {entry.word}
          </button>
          {!entry.inForce && <Tag className="word-state">{words.stopped}</Tag>}
        </>
      ),
    },
    { title: words.advice, dataIndex: 'advice' },
    { title: words.kind, key: 'kind', width: 100, responsive: ['sm'], render: (_, entry) => words.kinds[entry.kind] },
    {
      title: words.severity,
      key: 'severity',
      width: 64,
      render: (_, entry) => (
        <span className={entry.severity === 'block' ? 'count-block' : ''}>{words.severities[entry.severity]}</span>
      ),
    },
    {
      title: words.exceptions,
      key: 'exceptions',
      responsive: ['lg'],
      render: (_, entry) => <span className="word-exceptions">{entry.exceptions.join('、')}</span>,
    },
    { title: words.source, dataIndex: 'source', responsive: ['xl'] },
    {
      title: words.origin,
      key: 'origin',
      width: 90,
      responsive: ['md'],
      render: (_, entry) => words.origins[entry.origin],
    },
  ]
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <span className="inline-form">
          <a href={address('xlsx')}>{words.exportXlsx}</a>
          <a href={address('csv')}>{words.exportCsv}</a>
          {mayManage && <Link to="/word-list/import">{words.import}</Link>}
          {mayManage && (
            <Button type="primary" onClick={() => setOpen('new')}>
              {words.add}
            </Button>
          )}
        </span>
      }
    >
      <search className="filters">
        <Input.Search
          className="filters-q"
          data-search
          key={filter.q}
          defaultValue={filter.q}
          aria-label={words.search}
          placeholder={words.search}
          enterButton={shell.search}
          allowClear
          onSearch={(value) => go({ q: value.trim() })}
        />
        <Select
          className="word-filter"
          aria-label={words.kind}
          placeholder={words.allKinds}
          allowClear={clearable}
          value={filter.kind}
          options={options(words.kinds).map(({ value, label }) => ({
            value,
            label: list.data ? `${label}（${list.data.byKind[value] ?? 0}）` : label,
          }))}
          onChange={(kind?: string) => go({ kind })}
        />
        <Select
          className="word-filter"
          aria-label={words.origin}
          placeholder={words.allOrigins}
          allowClear={clearable}
          value={filter.origin}
          options={options(words.origins)}
          onChange={(origin?: string) => go({ origin })}
        />
        <Checkbox
          checked={filter.ended !== undefined}
          onChange={(event) => go({ ended: event.target.checked ? 'true' : undefined })}
        >
          {words.ended}
        </Checkbox>
      </search>
      {list.isError ? (
        <Failure error={list.error} again={() => list.refetch()} />
      ) : (
        <Table<WordEntry>
          rowKey="word"
          size="small"
          sticky
          columns={columns}
          dataSource={list.data?.items ?? []}
          loading={list.isFetching && { delay: 200, spinning: true }}
          pagination={{
            current: page,
            pageSize: 50,
            total: list.data?.total ?? 0,
            showTotal: words.total,
            showSizeChanger: false,
            onChange: (next) => go({ page: String(next) }),
          }}
          locale={{ emptyText: list.isPending ? ' ' : <Nothing>{words.none}</Nothing> }}
        />
      )}
      {open && <EntryDrawer entry={open === 'new' ? null : open} mayManage={mayManage} onClose={() => setOpen(null)} />}
    </Page>
  )
}
