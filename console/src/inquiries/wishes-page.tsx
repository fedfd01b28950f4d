import { Button, Input, Pagination } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { InquiryListQuery, InquiryRow } from '../api/contract.ts'
import { StatusMark } from '../casework/status-mark.tsx'
import { useCan } from '../identity/session.ts'
import '../casework/casework.css'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { Views, viewsAt } from '../shell/views.tsx'
import './inquiries.css'
import { useInquiries, useInquiryVocabulary } from './queries.ts'
import { RowDue, Whose } from './row-parts.tsx'
import { villagesOf } from './villages.ts'
import { list, wishes as words } from './words.zh.ts'

const views = ['open', 'closed', 'all'] as const
const size = 200

/** 民情台账: wishes noted on visits, by village and household. */
export default function WishesPage() {
  const [params, setParams] = useSearchParams()
  const view = views.find((one) => one === params.get('view')) ?? 'open'
  const q = params.get('q') ?? undefined
  const page = Math.max(1, Number(params.get('page')) || 1)
  const found = useInquiries({ view, kind: 'wish', q, page, size } as InquiryListQuery)
  const satisfactions = useInquiryVocabulary().data?.satisfactions ?? {}
  const mayEnter = useCan('inquiries.enter')
  const [typed, setTyped] = useState(q ?? '')
  useEffect(() => setTyped(q ?? ''), [q])
  if (found.isError) return <FailedPage error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  const enter = mayEnter && (
    <Link to="/inquiries/new?kind=wish&channel=visit">
      <Button type="primary" tabIndex={-1}>
        {words.enter}
      </Button>
    </Link>
  )
  const villages = villagesOf(found.data.items)
  const search = (value: string) =>
    setParams({ ...(view === 'open' ? {} : { view }), ...(value.trim() ? { q: value.trim() } : {}) })
  return (
    <Page title={words.title} lead={words.lead} actions={villages.length > 0 && enter}>
      <Views
        label={words.viewsLabel}
        shown={view}
        views={viewsAt(
          '/inquiries/wishes',
          'open',
          views.map((key) => [key, words[key]]),
        )}
      />
      <search className="rq-filters">
        <Input.Search
          data-search
          value={typed}
          aria-label={words.search}
          placeholder={words.search}
          enterButton={list.searchButton}
          allowClear
          onChange={(event) => setTyped(event.target.value)}
          onSearch={search}
        />
      </search>
      {villages.length === 0 && (
        <div className="panel">
          <Nothing>
            <p>{q ? words.emptyFiltered : words.empty}</p>
            {q ? <Button onClick={() => search('')}>{list.clear}</Button> : enter}
          </Nothing>
        </div>
      )}
      {villages.map(({ village, rows }) => (
        <section key={village} className="panel" aria-label={village || words.nowhere}>
          <h2 className="section-title">
            {village || words.nowhere} <small className="muted">{words.count(rows.length)}</small>
          </h2>
          <ul className="to-do-list">
            {rows.map((row) => (
              <Wish key={row.id} row={row} satisfaction={row.satisfaction && satisfactions[row.satisfaction]} />
            ))}
          </ul>
        </section>
      ))}
      {found.data.total > size && (
        <Pagination
          className="pages"
          current={page}
          pageSize={size}
          total={found.data.total}
          showTotal={list.total}
          showSizeChanger={false}
          onChange={(next) => setParams({ ...Object.fromEntries(params), page: String(next) })}
        />
      )}
    </Page>
  )
}

function Wish({ row, satisfaction }: { row: InquiryRow & { household: string }; satisfaction?: string | null }) {
  return (
    <li className="to-do-item">
      <div className="to-do-what">
        {row.household && <strong className="iq-household">{row.household}</strong>}
        <Link to={`/inquiries/${row.id}`} data-row className="row-title">
          {row.summary}
        </Link>
        <div className="muted">
          <Whose row={row} /> · {[row.number, row.topicLabel, row.receivedOn].filter(Boolean).join(' · ')}
        </div>
      </div>
      <StatusMark status={row.status} label={row.statusLabel} />
      {row.closedOn ? (
        <span>
          {words.answered(row.closedOn)}
          <div className="row-sub">{satisfaction}</div>
        </span>
      ) : (
        <RowDue row={row} />
      )}
    </li>
  )
}
