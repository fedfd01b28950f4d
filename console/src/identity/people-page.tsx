import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Table, type TableColumnsType, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { Person } from '../api/contract.ts'
import { unitTree } from '../publishing/choices.ts'
import { useLookups } from '../publishing/queries.ts'
import { dateTime, longDate } from '../shell/dates.ts'
import { Failure } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { shell } from '../shell/words.zh.ts'
import { NewPersonDialog } from './new-person-dialog.tsx'
import { PersonDrawer } from './person-drawer.tsx'
import { useCan } from './session.ts'
import { people as words } from './words.zh.ts'

const isLocked = (person: Person) => person.lockedUntil !== null && dayjs(person.lockedUntil).isAfter(dayjs())

const hasOutlivedFirstPassword = ({ firstPasswordEndsAt: ends }: Person) =>
  ends !== null && dayjs(ends).isBefore(dayjs())

export default function PeoplePage() {
  const [params, setParams] = useSearchParams()
  const mayManage = useCan('people.manage')
  const mayGive = useCan('access.manage')
  const lookups = useLookups()
  const [adding, setAdding] = useState(false)
  const q = params.get('q') ?? ''
  const unitId = Number(params.get('unitId')) || undefined
  const withoutPost = params.get('withoutPost') === 'true'
  const page = Number(params.get('page')) || 1
  const people = useQuery({
    queryKey: ['people', q, unitId, withoutPost, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        api.GET('/api/people', { params: { query: { q, unitId, withoutPost: String(withoutPost), page, size: 20 } } }),
      ),
  })
  const idle = useQuery({
    queryKey: ['people', 'without-post'],
    enabled: mayGive,
    queryFn: () => answer(api.GET('/api/people', { params: { query: { withoutPost: 'true', size: 1 } } })),
  })
  const go = (next: Record<string, string | undefined>) => {
    const kept = { q, unitId: unitId ? String(unitId) : undefined, withoutPost: withoutPost ? 'true' : undefined }
    const merged = { ...kept, ...next }
    setParams(Object.fromEntries(Object.entries(merged).filter(([, value]) => value)) as Record<string, string>)
  }
  const openId = Number(params.get('id')) || null
  const roleLabel = (role: string) => lookups.data?.roles.find((choice) => choice.value === role)?.label ?? role

  const postLabel = (post: Pick<Person['posts'][number], 'unitName' | 'title' | 'role'>) =>
    `${post.unitName} ${post.title || roleLabel(post.role)}`

  const columns: TableColumnsType<Person> = [
    {
      title: words.name,
      key: 'name',
      width: 88,
      render: (_, person) => (
        <button
          type="button"
          className="link-button"
          data-row
          aria-label={words.open(person.name)}
          onClick={() => go({ page: String(page), id: String(person.id) })}
        >
          {person.name}
        </button>
      ),
    },
    { title: words.username, dataIndex: 'username', width: 140, responsive: ['md'] },
    {
      title: words.posts,
      key: 'posts',
      render: (_, person) =>
        person.posts.map(postLabel).join('；') ||
        (person.lastPost ? (
          <span className="muted">{words.formerly(postLabel(person.lastPost), longDate(person.lastPost.endedOn))}</span>
        ) : (
          <span className="muted">{words.neverHeld}</span>
        )),
    },
    {
      title: words.state,
      key: 'state',
      width: 124,
      render: (_, person) =>
        !person.active ? (
          <Tag>⊘ {words.inactive}</Tag>
        ) : isLocked(person) ? (
          <Tag color="error" className="wraps">
            ✕ {words.lockedUntil(dateTime(person.lockedUntil))}
          </Tag>
        ) : hasOutlivedFirstPassword(person) ? (
          <Tag color="warning" className="wraps">
            △ {words.firstPasswordTag}
          </Tag>
        ) : (
          <Tag color="success">● {words.active}</Tag>
        ),
    },
  ]
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        mayManage && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        )
      }
    >
      {mayGive && !withoutPost && (idle.data?.total ?? 0) > 0 && (
        <Alert
          className="gap"
          type="warning"
          showIcon
          title={words.idle(idle.data!.total)}
          action={<Button onClick={() => go({ withoutPost: 'true' })}>{words.lookIdle}</Button>}
        />
      )}
      <search className="filters">
        <Input.Search
          className="filters-q"
          data-search
          aria-label={words.search}
          placeholder={words.search}
          enterButton={shell.search}
          defaultValue={q}
          key={q}
          allowClear
          onSearch={(value) => go({ q: value.trim() || undefined })}
        />
        <TreeChoice
          className="filters-unit"
          aria-label={words.unit}
          placeholder={words.allUnits}
          allowClear
          popupMatchSelectWidth={280}
          value={unitId ? String(unitId) : undefined}
          treeData={unitTree(lookups.data?.units ?? [])}
          onChange={(value?: string) => go({ unitId: value })}
        />
        <Checkbox
          checked={withoutPost}
          onChange={(event) => go({ withoutPost: event.target.checked ? 'true' : undefined })}
        >
          {words.withoutPost}
        </Checkbox>
      </search>
      {people.isError ? (
        <Failure error={people.error} again={() => people.refetch()} />
      ) : (
        <Table<Person>
          rowKey="id"
          size="small"
          sticky
          columns={columns}
          dataSource={people.data?.items ?? []}
          loading={people.isFetching && { delay: 200, spinning: true }}
          pagination={{
            current: page,
            pageSize: 20,
            total: people.data?.total ?? 0,
            hideOnSinglePage: true,
            onChange: (next) => go({ page: String(next) }),
          }}
          locale={{
            emptyText: people.isPending ? ' ' : withoutPost ? words.nobodyIdle : q || unitId ? words.none : words.first,
          }}
        />
      )}
      {adding && <NewPersonDialog onClose={() => setAdding(false)} />}
      {lookups.data && openId !== null && (
        <PersonDrawer
          key={openId}
          person={people.data?.items.find((person) => person.id === openId) ?? null}
          lookups={lookups.data}
          mayManage={mayManage}
          mayGive={mayGive}
          onClose={() => go({ page: String(page) })}
        />
      )}
    </Page>
  )
}
