import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select, Table, type TableColumnsType } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { CatalogueItem } from '../api/contract.ts'
import { useCan } from '../identity/session.ts'
import { clearable } from '../shell/clearable.ts'
import { Failure, Nothing } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { shell } from '../shell/words.zh.ts'
import { catalogue as words } from './words.zh.ts'

/** The standard catalogue row by row; a row without a single published item stands out by word, shape and ground. */
export default function CataloguePage() {
  const [params, setParams] = useSearchParams()
  const mayImport = useCan('catalogue.import')
  const sectorId = Number(params.get('sectorId')) || undefined
  const q = params.get('q') ?? ''
  const empty = params.get('empty') === 'true'
  const page = Number(params.get('page')) || 1
  const sectors = useQuery({
    queryKey: ['catalogue', 'sectors'],
    queryFn: () => answer(api.GET('/api/catalogue/sectors')),
  })
  const items = useQuery({
    queryKey: ['catalogue', 'items', sectorId, q, empty, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        api.GET('/api/catalogue/items', {
          params: { query: { sectorId, q: q || undefined, empty: empty ? 'true' : undefined, page, size: 50 } },
        }),
      ),
  })
  const go = (next: Record<string, string | undefined>) => {
    const merged = { sectorId: sectorId ? String(sectorId) : '', q, empty: empty ? 'true' : '', ...next }
    setParams(Object.fromEntries(Object.entries(merged).filter(([, value]) => value)) as Record<string, string>)
  }
  const filtered = Boolean(sectorId || q || empty)
  const columns: TableColumnsType<CatalogueItem> = [
    { title: words.seq, dataIndex: 'seq', width: 56 },
    {
      title: words.level,
      key: 'level',
      render: (_, item) => [item.level1, item.level2, item.level3].filter(Boolean).join(' / '),
    },
    { title: words.content, dataIndex: 'content', responsive: ['md'] },
    { title: words.timeLimit, dataIndex: 'timeLimit', width: 190, responsive: ['md'] },
    { title: words.body, dataIndex: 'disclosingBody', width: 140, responsive: ['md'] },
    {
      title: words.published,
      key: 'published',
      width: 84,
      align: 'right',
      render: (_, item) =>
        item.published === 0 ? <strong className="count-warn">{words.nothing}</strong> : item.published,
    },
  ]
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        mayImport && (
          <Link to="/catalogue/import">
            <Button tabIndex={-1}>{words.importLink}</Button>
          </Link>
        )
      }
    >
      <search className="filters">
        <Select
          className="catalogue-sector"
          aria-label={words.sectors}
          placeholder={words.allSectors}
          allowClear={clearable}
          showSearch={{ optionFilterProp: 'name' }}
          popupMatchSelectWidth={360}
          value={sectorId}
          options={(sectors.data ?? []).map((sector) => ({
            value: sector.id,
            name: sector.name,
            label: `${sector.name}（${words.sectorCount(sector.published, sector.items)}）`,
          }))}
          onChange={(value?: number) => go({ sectorId: value ? String(value) : undefined })}
        />
        <Input.Search
          className="filters-q"
          data-search
          key={q}
          defaultValue={q}
          aria-label={words.search}
          placeholder={words.search}
          enterButton={shell.search}
          allowClear
          onSearch={(value) => go({ q: value.trim() })}
        />
        <Checkbox checked={empty} onChange={(event) => go({ empty: event.target.checked ? 'true' : '' })}>
          {words.onlyEmpty}
        </Checkbox>
      </search>
      {items.isError ? (
        <Failure error={items.error} again={() => items.refetch()} />
      ) : (
        <Table<CatalogueItem>
          rowKey="id"
          size="small"
          sticky
          columns={columns}
          dataSource={items.data?.items ?? []}
          rowClassName={(item) => (item.published === 0 ? 'row-warn' : '')}
          loading={items.isFetching && { delay: 200, spinning: true }}
          pagination={{
            current: page,
            pageSize: 50,
            total: items.data?.total ?? 0,
            showTotal: words.total,
            showSizeChanger: false,
            onChange: (next) => go({ page: String(next) }),
          }}
          locale={{
            emptyText: items.isPending ? ' ' : <Nothing>{filtered ? words.none : words.empty}</Nothing>,
          }}
        />
      )}
    </Page>
  )
}
