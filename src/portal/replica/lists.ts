import { recordKinds, validities } from '../../foundations/publication-log/entries.ts'
import { boundedCache } from './bounded-cache.ts'
import type { ReadContext } from './open-replica.ts'
import type { recordReader } from './records.ts'
import { emptyFacets, type Filters, type Selection, select } from './selection.ts'
import type { Facets, ListItem, ListQuery, Page } from './types.ts'

/** Bytes of filtered orders and facet sets that are kept; lists are asked page after page with the same filters. */
const keptSelections = 8 * 1024 * 1024
/** About what a facet set takes. */
const facetBytes = 4_000

/** Lists by date with filters and facets, counts and figures: all counted in memory, only the page's rows are read. */
export function listReader(context: ReadContext, records: ReturnType<typeof recordReader>) {
  const { live, today, structure } = context
  const selections = boundedCache<Selection & { facets: Facets | undefined; bytes: number }>(keptSelections)
  const places = new Map<string, Uint32Array>()
  const figuresKept = new Map<string, ReturnType<typeof countFigures>>()
  const countsKept = new Map<number, Map<number, number>>()
  const place = context.db.prepare(
    'SELECT unit_id AS unitId, column_id AS columnId FROM record WHERE id = ? AND doc IS NOT NULL',
  )
  const neighbours = context.db.prepare(`SELECT id FROM record INDEXED BY record_place
    WHERE unit_id = ? AND column_id = ? AND doc IS NOT NULL AND id <> ? ORDER BY published_at DESC, id DESC LIMIT ?`)
  let keptFor = ''

  /** Everything kept here holds for one state of the data and one day. */
  function table() {
    const now = live()
    const state = `${now.version} ${today()}`
    if (state !== keptFor) {
      selections.clear()
      places.clear()
      figuresKept.clear()
      countsKept.clear()
      keptFor = state
    }
    return now
  }

  /** Documents of a unit, of a column with those below it, or of both, newest first; found once per state. */
  function docsAt(unitId: number | undefined, columnId: number | undefined): Uint32Array {
    const now = table()
    if (unitId === undefined && columnId === undefined) return now.order()
    const key = `${unitId ?? ''} ${columnId ?? ''}`
    let docs = places.get(key)
    if (!docs) {
      if (unitId === undefined) {
        const family = structure.columnFamily(columnId!)
        docs = now.order().filter((doc) => family.has(now.column[doc]!))
      } else docs = docsAt(undefined, columnId).filter((doc) => now.unit[doc] === unitId)
      places.set(key, docs)
    }
    return docs
  }

  function selection(filters: Filters, facets: boolean): Selection & { facets: Facets | undefined } {
    const now = table()
    const { unitId, columnId } = filters
    const key = JSON.stringify([
      unitId,
      columnId,
      filters.sectorId,
      filters.catalogueItemId,
      filters.kind,
      filters.year,
      filters.validity,
    ])
    const kept = selections.get(key)
    if (kept && (kept.facets || !facets)) return kept
    // Only the items at this place are looked through; counts for other units come from the same list without a unit,
    // which all units share.
    const source = docsAt(unitId, columnId)
    const found = select(now, source, filters, today(), structure, { facets })
    if (found.facets && unitId !== undefined)
      found.facets.unit = selection({ ...filters, unitId: undefined }, true).facets?.unit ?? []
    const whole = found.total === source.length
    const docs = whole ? source : found.docs.slice()
    const held = { ...found, docs, bytes: facetBytes + (whole ? 0 : docs.byteLength) }
    selections.set(key, held)
    return held
  }

  function items(docs: Uint32Array): ListItem[] {
    const { id } = table()
    const found: ListItem[] = []
    for (const doc of docs) {
      const item = records.listItem(id[doc]!)
      if (item) found.push(item)
    }
    return found
  }

  function countFigures(day: string) {
    const now = table()
    const codes = now.validityCodes(today())
    const month = Number(day.slice(0, 7).replace('-', ''))
    const normative = recordKinds.indexOf('normative_document')
    const inForce = [validities.indexOf('effective'), validities.indexOf('amended')]
    const units = new Set<number>()
    const figures = { total: now.live, thisMonth: 0, thisYear: 0, units: 0, effectiveNormative: 0 }
    for (let doc = 1; doc <= now.docs; doc++) {
      if (!now.alive[doc]) continue
      units.add(now.unit[doc]!)
      if (((now.day[doc]! / 100) | 0) === month) figures.thisMonth++
      if (((now.day[doc]! / 10_000) | 0) === ((month / 100) | 0)) figures.thisYear++
      if (now.kind[doc] === normative && inForce.includes(codes[doc]!)) figures.effectiveNormative++
    }
    figures.units = units.size
    return figures
  }

  return {
    list(query: ListQuery): Page<ListItem> {
      // A page of a list asks for its facets next, so both are found in one pass.
      const found = selection(query, true)
      const size = Math.max(1, query.size)
      const page = Math.max(1, query.page)
      return { total: found.total, page, size, items: items(found.docs.subarray((page - 1) * size, page * size)) }
    },

    listFacets(query: ListQuery): Facets {
      return selection(query, true).facets ?? emptyFacets()
    },

    columnCounts(unitId?: number): Map<number, number> {
      const now = table()
      const kept = countsKept.get(unitId ?? -1)
      if (kept) return kept
      const own = new Uint32Array(0x10000)
      for (let doc = 1; doc <= now.docs; doc++) {
        if (now.alive[doc] && (unitId === undefined || now.unit[doc] === unitId)) own[now.column[doc]!]!++
      }
      const counts = new Map<number, number>()
      for (const column of structure.now().columns) {
        let n = 0
        for (const member of structure.columnFamily(column.id)) n += own[member] ?? 0
        counts.set(column.id, n)
      }
      countsKept.set(unitId ?? -1, counts)
      return counts
    },

    newest(query: { unitId?: number; columnId?: number; limit: number }): ListItem[] {
      return items(selection({ unitId: query.unitId, columnId: query.columnId }, false).docs.subarray(0, query.limit))
    },

    related(id: number, limit: number): ListItem[] {
      const at = place.get(id) as { unitId: number; columnId: number } | undefined
      if (!at) return []
      return neighbours
        .all(at.unitId, at.columnId, id, limit)
        .map((row) => records.listItem(row.id as number))
        .filter((item) => item !== undefined)
    },

    figures(day: string) {
      table()
      const kept = figuresKept.get(day) ?? countFigures(day)
      figuresKept.set(day, kept)
      return { ...kept }
    },
  }
}
