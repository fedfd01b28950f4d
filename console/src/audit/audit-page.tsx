import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Input, Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { AuditEntry } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { DateField } from '../publishing/fields.tsx'
import { clearable } from '../shell/clearable.ts'
import { dateTime } from '../shell/dates.ts'
import { Failure } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { audit as words } from './words.zh.ts'

const names = ['actor', 'action', 'subject', 'from', 'to'] as const
type Filters = Partial<Record<(typeof names)[number], string>>

/** Who did it, and in whose place. */
/** Without the notation of the newer protocol before an address of the older one. */
const plainIp = (ip: string | null) => ip?.replace(/^::ffff:/, '')

const nameOf = ({ actorName, detail }: AuditEntry): string => {
  const principal = (detail.onBehalfOf as { name: string } | undefined)?.name
  return principal ? words.inPlaceOf(actorName, principal) : actorName || words.system
}

/** The audit log, newest first, paged by sequence number. */
export default function AuditPage() {
  const [params, setParams] = useSearchParams()
  const standing: Filters = Object.fromEntries(names.map((name) => [name, params.get(name) ?? '']).filter(([, v]) => v))
  const before = Number(params.get('before')) || undefined
  const [filters, setFilters] = useState<Filters>(standing)
  const [open, setOpen] = useState<AuditEntry | null>(null)
  const entries = useQuery({
    queryKey: ['audit', standing, before],
    queryFn: () => answer(api.GET('/api/audit', { params: { query: { ...standing, before, size: 50 } } })),
  })
  const actions = useQuery({
    queryKey: ['audit', 'actions'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/api/audit/actions')),
  })
  const verify = useMutation({ mutationFn: () => answer(api.POST('/api/audit/verification')) })
  const go = (next: Filters, nextBefore?: number) =>
    setParams({
      ...(Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as Record<string, string>),
      ...(nextBefore ? { before: String(nextBefore) } : {}),
    })
  const columns: TableColumnsType<AuditEntry> = [
    { title: '#', dataIndex: 'seq', width: 80, responsive: ['md'] },
    { title: words.at, key: 'at', width: 136, render: (_, entry) => dateTime(entry.at) },
    { title: words.who, key: 'who', width: 84, render: (_, entry) => nameOf(entry) },
    {
      title: words.what,
      key: 'what',
      render: (_, entry) => (
        <button type="button" className="link-button" data-row onClick={() => setOpen(entry)}>
          {entry.actionLabel}
        </button>
      ),
    },
    { title: words.about, dataIndex: 'subject', ellipsis: true, responsive: ['md'] },
    { title: words.ip, key: 'ip', width: 140, responsive: ['md'], render: (_, row) => plainIp(row.ip) },
  ]
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Button onClick={() => verify.mutate()} loading={verify.isPending}>
          {words.verify}
        </Button>
      }
    >
      <div role="status">
        {verify.isError && <Alert className="gap" type="error" title={sentenceOf(verify.error)} />}
        {verify.data &&
          (verify.data.ok ? (
            <Alert className="gap" type="success" showIcon title={words.sound(verify.data.checked)} />
          ) : (
            <Alert className="gap" type="error" showIcon title={words.broken(verify.data.brokenAt ?? 0)} />
          ))}
      </div>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault()
          go(filters)
        }}
      >
        <Select
          className="filters-unit"
          aria-label={words.action}
          placeholder={words.action}
          allowClear={clearable}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={240}
          value={filters.action || undefined}
          options={actions.data}
          onChange={(value?: string) => setFilters({ ...filters, action: value ?? '' })}
        />
        {(['actor', 'subject'] as const).map((name) => (
          <Input
            key={name}
            className="filters-unit"
            type={name === 'actor' ? 'search' : 'text'}
            aria-label={words[name]}
            placeholder={words[name]}
            value={filters[name] ?? ''}
            onChange={(event) => setFilters({ ...filters, [name]: event.target.value })}
          />
        ))}
        {(['from', 'to'] as const).map((name) => (
          <span key={name} className="filters-unit">
            <DateField
              id={`audit-${name}`}
              label={words[name]}
              placeholder={words[name]}
              value={filters[name] ?? null}
              onChange={(value) => setFilters({ ...filters, [name]: value ?? '' })}
            />
          </span>
        ))}
        <Button type="primary" htmlType="submit">
          {words.search}
        </Button>
        {Object.keys(standing).length > 0 && (
          <Button
            type="link"
            onClick={() => {
              setFilters({})
              go({})
            }}
          >
            {words.clear}
          </Button>
        )}
      </form>
      {entries.isError ? (
        <Failure error={entries.error} again={() => entries.refetch()} />
      ) : (
        <Table<AuditEntry>
          rowKey="seq"
          size="small"
          sticky
          columns={columns}
          dataSource={entries.data?.items ?? []}
          loading={entries.isFetching && { delay: 200, spinning: true }}
          pagination={false}
          locale={{ emptyText: entries.isPending ? ' ' : words.empty }}
        />
      )}
      <div className="inline-form pages-simple">
        {before && <Button onClick={() => go(standing)}>{words.newest}</Button>}
        {entries.data?.next && (
          <Button onClick={() => go(standing, entries.data.next ?? undefined)}>{words.older}</Button>
        )}
      </div>
      <Drawer title={open && words.detail(open.seq)} open={open !== null} onClose={() => setOpen(null)} size={520}>
        {open && (
          <>
            <table className="metadata-table">
              <tbody>
                {(
                  [
                    [words.at, dateTime(open.at)],
                    [words.who, nameOf(open)],
                    [words.what, `${open.actionLabel}（${open.action}）`],
                    [words.about, open.subject],
                    [words.ip, plainIp(open.ip)],
                  ] as const
                ).map(([label, value]) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    <td>{value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <pre className="json">{JSON.stringify(open.detail, null, 2)}</pre>
          </>
        )}
      </Drawer>
    </Page>
  )
}
