import type { Params } from '../addresses.ts'
import type { Chip, FilterGroup } from '../filter-groups.ts'
import { count } from '../numbers.ts'
import { Breadcrumb, type Crumb } from '../parts/breadcrumb.tsx'
import { DatedList } from '../parts/dated-list.tsx'
import { Chips, FilterPanel } from '../parts/filter-panel.tsx'
import { Pager } from '../parts/pager.tsx'
import type { ListItem, Page } from '../replica/types.ts'
import { words } from '../words.zh.ts'

export type ListView = {
  crumbs: Crumb[]
  title: string
  over?: string
  text?: string
  article?: string
  feed?: { text: string; path: string }
  path: string
  params: Params
  filters: { groups: FilterGroup[]; chips: Chip[]; clear: string }
  /** Narrower columns a reader may step into, with their counts. */
  narrower?: { text: string; href: string; count: number }[]
  list: Page<ListItem>
  showUnit: boolean
}

/** A list with its filters: the same page for columns, sectors, units and everything. */
export function ListPage(view: ListView) {
  const { list, filters } = view
  const pages = Math.ceil(list.total / list.size)
  return (
    <div class="wide">
      <Breadcrumb steps={view.crumbs} />
      <header class="page-head">
        {view.over && <p class="over">{view.over}</p>}
        <h1>{view.title}</h1>
        {view.text && <p class="lead">{view.text}</p>}
        {(view.article || view.feed) && (
          <p class="grey">
            {view.article && words.list.article(view.article)}
            {view.article && view.feed && ' · '}
            {view.feed && <a href={view.feed.path}>{view.feed.text}</a>}
          </p>
        )}
      </header>
      {view.narrower && view.narrower.length > 0 && (
        <nav class="narrower" aria-label={words.filter.subColumn}>
          <ul>
            {view.narrower.map((child) => (
              <li>
                <a href={child.href}>
                  {child.text} <span class="choice-count">{count(child.count)}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div class={filters.groups.length > 0 ? 'with-filters' : ''}>
        {filters.groups.length > 0 && <FilterPanel groups={filters.groups} chips={filters.chips} />}
        <div class="results">
          <Chips chips={filters.chips} clear={filters.clear} />
          {list.items.length > 0 ? (
            <>
              <p class="results-total">{words.paging.summary(count(list.total), list.page, pages)}</p>
              <DatedList items={list.items} showUnit={view.showUnit} detailed />
              <Pager path={view.path} params={view.params} page={list.page} pages={pages} />
            </>
          ) : (
            <div class="empty">
              <p class="empty-title">{filters.chips.length > 0 ? words.list.emptyFiltered : words.list.empty}</p>
              <p>
                {filters.chips.length > 0 && <a href={filters.clear}>{words.filter.clear}</a>}
                {filters.chips.length === 0 && (
                  <>
                    {words.list.emptyHelp} <a href="/requests">{words.nav.requests}</a>
                  </>
                )}
              </p>
            </div>
          )}
        </div>
      </div>
    </div>
  )
}
