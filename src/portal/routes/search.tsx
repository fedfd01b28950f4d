import type { FastifyInstance } from 'fastify'
import type { UnitChanged } from '../../foundations/publication-log/entries.ts'
import { sendProblem } from '../../platform/http/server.ts'
import { withQuery } from '../addresses.ts'
import type { PortalDeps } from '../deps.ts'
import { filterGroups } from '../filter-groups.ts'
import { type OpenLimits, refusedFor, tooMany } from '../limits.ts'
import { filterIds, one, pageNumber, type RawQuery, readFilters } from '../list-query.ts'
import { count } from '../numbers.ts'
import { type NamedUnit, SearchPage, SearchStartPage } from '../pages/search.tsx'
import { notFoundPage, tooManyPage } from '../pages/trouble.tsx'
import type { Page, Press } from '../press.tsx'
import { answersTo } from '../replica/knowledge.ts'
import type { Replica } from '../replica/types.ts'
import { everyPredecessorOf } from '../succession.ts'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

const size = 10
/** Deeper than this nobody reads; a narrower question serves better. */
const deepest = 1000

function results(replica: Replica, raw: RawQuery, q: string, noted: (q: string) => void): Page {
  const filters = readFilters(raw, ['unit', 'sector', 'column', 'kind', 'year', 'validity', 'from', 'to'], replica)
  const sort = one(raw, 'sort') === 'date' ? 'date' : 'relevance'
  const page = pageNumber(raw)
  const params = { q, ...filters, sort: sort === 'date' ? sort : undefined }
  const retry = { text: words.errors.firstPage, href: withQuery('/search', params) }
  if (page > deepest / size) return notFoundPage(words.search.tooDeep(count(deepest)), retry)
  const result = replica.search({
    q,
    ...filterIds(filters, replica),
    from: filters.from,
    to: filters.to,
    sort,
    page,
    size,
  })
  const pages = Math.max(1, Math.ceil(Math.min(result.total, deepest) / size))
  if (page > pages) return notFoundPage(words.errors.noPage(page), retry)
  if (page === 1 && result.total > 0) noted(q)
  const base = { q, sort: params.sort }
  return {
    section: 'search',
    head: { title: words.search.resultsTitle(q), noindex: true },
    body: (
      <SearchPage
        q={q}
        sort={sort}
        page={page}
        pages={pages}
        filters={filters}
        panel={filterGroups(
          '/search',
          base,
          filters,
          result.facets,
          ['unit', 'sector', 'kind', 'year', 'validity'],
          replica,
        )}
        result={result}
        units={page === 1 ? unitsNamed(replica, q) : []}
        answers={page === 1 ? answersTo(replica, q) : []}
        capped={page === pages && result.total > deepest ? words.search.tooDeep(count(deepest)) : undefined}
      />
    ),
  }
}

/** Units one of whose names, former ones included, is or holds what was asked for; at most three. */
const unitsNamed = (replica: Replica, q: string): NamedUnit[] => {
  const units = replica.units()
  const named = (unit: UnitChanged) => [unit.name, unit.shortName, ...(unit.formerNames ?? []).map(({ name }) => name)]
  return units
    .filter((unit) => named(unit).some((name) => name === q || (q.length >= 3 && name.includes(q))))
    .slice(0, 3)
    .map((unit) => {
      const before = everyPredecessorOf(units, unit.id)
      // Asked for by its whole name: under a name it no longer or not yet had, its items are not found by words.
      const own = named(unit).includes(q) ? [unit, ...before] : []
      const newest = own.flatMap(({ id }) => replica.newest({ unitId: id, limit: 3 }))
      return { unit, before, newest: newest.sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1)).slice(0, 3) }
    })
}

/** /search and the suggestions its field asks for. */
export function registerSearch(app: FastifyInstance, press: Press, deps: PortalDeps, limits: OpenLimits): void {
  app.get('/search', hidden, async (request, reply) => {
    const raw = request.query as RawQuery
    const replica = press.replica()
    const q = one(raw, 'q').slice(0, 200)
    const wait = q ? await limits.searches(request) : undefined
    if (wait !== undefined) return press.send(request, refusedFor(reply, wait), tooManyPage(wait, request.url))
    if (q) return press.send(request, reply, results(replica, raw, q, deps.onQuery ?? replica.noteQuery))
    return press.send(request, reply, {
      section: 'search',
      head: { title: words.search.startTitle, description: words.search.startText },
      body: <SearchStartPage popular={replica.popularQueries(10)} />,
    })
  })

  app.get('/suggest', hidden, async (request, reply) => {
    const wait = await limits.calls(request)
    if (wait !== undefined) return sendProblem(tooMany(wait), request, refusedFor(reply, wait))
    const q = one(request.query as RawQuery, 'q').slice(0, 60)
    reply.header('cache-control', 'public, max-age=60')
    return { q, suggestions: q ? press.replica().suggest(q, 8) : [] }
  })
}
