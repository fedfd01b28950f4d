import { Button, Checkbox, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { clearable } from '../shell/clearable.ts'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { columnTree, unitTree } from './choices.ts'
import { defaultSort, type useListQuery } from './list-query.ts'
import { useLookups } from './queries.ts'
import { SavedFilters } from './saved-filters.tsx'
import { list as words } from './words.zh.ts'

type Props = { view: string; list: ReturnType<typeof useListQuery> }

export function ListFilters({ view, list }: Props) {
  const { data: lookups } = useLookups()
  const [q, setQ] = useState(list.filters.q ?? '')
  const [more, setMore] = useState(false)
  useEffect(() => setQ(list.filters.q ?? ''), [list.filters.q])
  return (
    <search className={more ? 'filters' : 'filters filters-folded'}>
      <Input.Search
        className="filters-q"
        data-search
        value={q}
        aria-label={words.search}
        placeholder={words.search}
        enterButton={words.searchButton}
        allowClear
        onChange={(event) => setQ(event.target.value)}
        onSearch={(value) => list.set('q', value.trim() || undefined)}
      />
      <Button className="filters-more" aria-expanded={more} onClick={() => setMore(!more)}>
        {more ? words.fewer : words.more}
      </Button>
      {view === 'open' && (
        <Select
          className="filters-choice"
          aria-label={words.status}
          placeholder={words.status}
          allowClear={clearable}
          value={list.filters.status}
          options={lookups?.statuses}
          onChange={(value?: string) => list.set('status', value)}
        />
      )}
      <TreeChoice
        className="filters-unit"
        aria-label={words.unit}
        placeholder={words.unit}
        allowClear
        popupMatchSelectWidth={280}
        value={list.filters.unitId}
        treeData={unitTree(lookups?.units ?? [])}
        onChange={(value?: string) => list.set('unitId', value)}
      />
      <Select
        className="filters-choice"
        aria-label={words.kind}
        placeholder={words.kind}
        allowClear={clearable}
        popupMatchSelectWidth={180}
        value={list.filters.kind}
        options={lookups?.kinds}
        onChange={(value?: string) => list.set('kind', value)}
      />
      <TreeChoice
        className="filters-unit"
        aria-label={words.column}
        placeholder={words.column}
        allowClear
        popupMatchSelectWidth={320}
        value={list.filters.columnId}
        treeData={columnTree(lookups?.columns ?? [])}
        onChange={(value?: string) => list.set('columnId', value)}
      />
      <Select
        className="filters-choice"
        aria-label={words.sort}
        popupMatchSelectWidth={160}
        value={list.filters.sort ?? defaultSort(view)}
        options={Object.entries(words.sorts)
          .filter(([value]) => view === 'open' || value !== 'dueOn')
          .map(([value, label]) => ({ value, label }))}
        onChange={(value: string) => list.set('sort', value === defaultSort(view) ? undefined : value)}
      />
      {view === 'open' && (
        <>
          <Checkbox
            checked={list.filters.overdue === 'true'}
            onChange={(event) => list.set('overdue', event.target.checked ? 'true' : undefined)}
          >
            {words.overdue}
          </Checkbox>
          <Checkbox
            checked={list.filters.mine === 'true'}
            onChange={(event) => list.set('mine', event.target.checked ? 'true' : undefined)}
          >
            {words.mine}
          </Checkbox>
        </>
      )}
      {list.isFiltered && (
        <Button type="link" onClick={() => list.setAll({})}>
          {words.clear}
        </Button>
      )}
      <SavedFilters view={view} filters={list.filters} onChoose={list.setAll} />
    </search>
  )
}
