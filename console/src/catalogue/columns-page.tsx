import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { StatutoryColumn } from '../api/contract.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { units } from '../units/words.zh.ts'
import { columns as words } from './words.zh.ts'

type Branch = StatutoryColumn & { children?: Branch[] }

function branches(rows: StatutoryColumn[], parentId: number | null): Branch[] {
  return rows
    .filter((row) => row.parentId === parentId)
    .map((row) => {
      const children = branches(rows, row.id)
      return children.length > 0 ? { ...row, children } : row
    })
}

/** The column tree of every unit's page, as the regulation sets it. */
export default function ColumnsPage() {
  const columns = useQuery({
    queryKey: ['catalogue', 'columns'],
    queryFn: () => answer(api.GET('/api/catalogue/columns')),
  })
  if (columns.isError) return <FailedPage error={columns.error} again={() => columns.refetch()} />
  if (!columns.data) return <Waiting />
  return (
    <Page title={words.title} lead={words.lead}>
      <Table<Branch>
        rowKey="id"
        size="small"
        sticky
        pagination={false}
        dataSource={branches(columns.data, null)}
        expandable={{ defaultExpandAllRows: true }}
        columns={[
          { title: words.column, dataIndex: 'title' },
          { title: words.article, dataIndex: 'article', width: 240, responsive: ['md'] },
          {
            title: words.applies,
            key: 'applies',
            width: 280,
            responsive: ['md'],
            render: (_, row) => row.appliesTo.map((kind) => units.kinds[kind] ?? kind).join('、'),
          },
          {
            title: words.published,
            key: 'published',
            width: 90,
            align: 'right',
            render: (_, row) =>
              row.published > 0 ? <Link to={`/records/published?columnId=${row.id}`}>{row.published}</Link> : 0,
          },
        ]}
      />
    </Page>
  )
}
