import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ColumnChanged } from '../../foundations/publication-log/entries.ts'
import {
  allFeedPath,
  columnFeedPath,
  columnPath,
  sectorAllPath,
  sectorItemPath,
  sectorPath,
  unitColumnFeedPath,
  unitColumnPath,
  unitPath,
  withQuery,
} from '../addresses.ts'
import { filterGroups } from '../filter-groups.ts'
import type { Section } from '../layout.tsx'
import { type FilterName, filterIds, pageNumber, type RawQuery, readFilters } from '../list-query.ts'
import { ListPage, type ListView } from '../pages/list.tsx'
import { notFoundPage } from '../pages/trouble.tsx'
import type { Page, Press } from '../press.tsx'
import type { Facets, ListQuery, Replica } from '../replica/types.ts'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

const size = 20

/** What sets one list apart from another. */
type Scope = {
  section: Section
  path: string
  query: Pick<ListQuery, 'unitId' | 'columnId' | 'sectorId' | 'catalogueItemId'>
  facets: (keyof Facets & FilterName)[]
  view: Pick<ListView, 'crumbs' | 'title' | 'over' | 'text' | 'article' | 'feed' | 'narrower' | 'showUnit'>
  type: string
}

function listPage(replica: Replica, raw: RawQuery, scope: Scope): Page {
  const filters = readFilters(raw, scope.facets, replica)
  const query: ListQuery = { ...filterIds(filters, replica), ...dropEmpty(scope.query), page: pageNumber(raw), size }
  const list = replica.list(query)
  const pages = Math.max(1, Math.ceil(list.total / size))
  if (query.page > pages) {
    return notFoundPage(words.errors.noPage(query.page), {
      text: words.errors.firstPage,
      href: withQuery(scope.path, filters),
    })
  }
  const { view } = scope
  const description = view.text || view.title
  return {
    section: scope.section,
    head: {
      title: [view.title, view.over, query.page > 1 ? words.paging.page(query.page) : ''].filter(Boolean).join('_'),
      description,
      column: {
        name: view.title,
        description,
        keywords: [view.title, view.over].filter(Boolean).join(','),
        type: scope.type,
      },
      feeds: view.feed ? [{ title: view.feed.text, path: view.feed.path }] : [],
      noindex: Object.keys(filters).length > 0,
    },
    body: (
      <ListPage
        {...view}
        path={scope.path}
        params={filters}
        filters={filterGroups(scope.path, {}, filters, replica.listFacets(query), scope.facets, replica)}
        list={list}
      />
    ),
  }
}

const dropEmpty = <T extends object>(query: T): T =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as T

function narrower(replica: Replica, column: ColumnChanged, unitId: number | undefined, href: (code: string) => string) {
  const counts = replica.columnCounts(unitId)
  return replica
    .columns()
    .filter((child) => child.parentId === column.id)
    .map((child) => ({ text: child.title, href: href(child.code), count: counts.get(child.id) ?? 0 }))
    .filter((child) => child.count > 0)
}

const latest: Scope = {
  section: 'latest',
  path: '/latest',
  query: {},
  facets: ['unit', 'kind', 'year', 'validity'],
  view: {
    crumbs: [{ text: words.list.latestTitle }],
    title: words.list.latestTitle,
    text: words.list.latestText,
    feed: { text: words.list.feedAll, path: allFeedPath },
    showUnit: true,
  },
  type: words.list.latestTitle,
}

function columnScope(replica: Replica, code: string): Scope | string {
  const column = replica.columnByCode(code)
  if (!column) return words.errors.noColumn
  return {
    section: 'open',
    path: columnPath(code),
    query: { columnId: column.id },
    facets: ['unit', 'kind', 'year', 'validity'],
    view: {
      crumbs: [
        { text: words.open.title, href: '/open' },
        ...parents(replica, column, columnPath),
        { text: column.title },
      ],
      title: column.title,
      over: words.list.allUnits,
      text: column.description,
      article: column.article,
      feed: { text: words.list.feed, path: columnFeedPath(code) },
      narrower: narrower(replica, column, undefined, columnPath),
      showUnit: true,
    },
    type: column.title,
  }
}

function parents(replica: Replica, column: ColumnChanged, href: (code: string) => string) {
  const up: { text: string; href: string }[] = []
  let at = column.parentId
  while (at !== null && up.length < 6) {
    const parent = replica.column(at)
    if (!parent) break
    up.unshift({ text: parent.title, href: href(parent.code) })
    at = parent.parentId
  }
  return up
}

function unitColumnScope(replica: Replica, code: string, columnCode: string): Scope | string {
  const unit = replica.unitByCode(code)
  if (!unit) return words.errors.noUnit
  const column = replica.columnByCode(columnCode)
  if (!column) return words.errors.noColumn
  const href = (other: string) => unitColumnPath(code, other)
  return {
    section: 'units',
    path: href(columnCode),
    query: { unitId: unit.id, columnId: column.id },
    facets: ['year', 'kind', 'validity'],
    view: {
      crumbs: [{ text: unit.name, href: unitPath(code) }, ...parents(replica, column, href), { text: column.title }],
      title: column.title,
      over: unit.name,
      text: column.description,
      article: column.article,
      feed: { text: words.list.feed, path: unitColumnFeedPath(code, columnCode) },
      narrower: narrower(replica, column, unit.id, href),
      showUnit: false,
    },
    type: column.title,
  }
}

function sectorScope(replica: Replica, code: string, item: string): Scope | string {
  const sector = replica.sectorByCode(code)
  if (!sector) return words.errors.noSector
  const common = {
    section: 'sectors' as const,
    facets: ['unit', 'year', 'kind'] as Scope['facets'],
    type: words.nav.sectors,
  }
  const crumbs = [
    { text: words.nav.sectors, href: '/sectors' },
    { text: sector.name, href: sectorPath(code) },
  ]
  if (item === 'all') {
    return {
      ...common,
      path: sectorAllPath(code),
      query: { sectorId: sector.id },
      view: {
        crumbs: [...crumbs, { text: words.sectors.all }],
        title: words.sectors.all,
        over: sector.name,
        showUnit: true,
      },
    }
  }
  const row = /^\d{1,9}$/.test(item) ? replica.catalogueItem(Number(item)) : undefined
  if (!row || row.sectorId !== sector.id) return words.errors.notFoundTitle
  const title = words.sectors.itemTitle(row.level1, row.level3 || row.level2)
  return {
    ...common,
    path: sectorItemPath(code, row.id),
    query: { catalogueItemId: row.id },
    view: {
      crumbs: [...crumbs, { text: title }],
      title,
      over: sector.name,
      text: row.removed ? words.sectors.removed : row.content,
      article: row.basis,
      showUnit: true,
    },
  }
}

/** Everything that is a list of items. */
export function registerLists(app: FastifyInstance, press: Press): void {
  const send = (request: FastifyRequest, reply: FastifyReply, find: (replica: Replica) => Scope | string) =>
    press.sendKept(request, reply, (replica) => {
      const scope = find(replica)
      return typeof scope === 'string' ? notFoundPage(scope) : listPage(replica, request.query as RawQuery, scope)
    })
  app.get('/latest', hidden, (request, reply) => send(request, reply, () => latest))
  app.get<{ Params: { code: string } }>('/columns/:code', hidden, (request, reply) =>
    send(request, reply, (replica) => columnScope(replica, request.params.code)),
  )
  app.get<{ Params: { code: string; column: string } }>('/units/:code/:column', hidden, (request, reply) =>
    send(request, reply, (replica) => unitColumnScope(replica, request.params.code, request.params.column)),
  )
  app.get<{ Params: { code: string; item: string } }>('/sectors/:code/:item', hidden, (request, reply) =>
    send(request, reply, (replica) => sectorScope(replica, request.params.code, request.params.item)),
  )
}
