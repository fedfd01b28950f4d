import { recordKinds, type Validity, validities } from '../../foundations/publication-log/entries.ts'
import { dayNumber, type LiveTable, none } from './live-table.ts'
import type { Facets, FacetValue } from './types.ts'
import { kindLabels, validityLabels, yearLabel } from './words.zh.ts'

/** The filters that lists and search share. */
export type Filters = {
  unitId?: number
  columnId?: number
  sectorId?: number
  catalogueItemId?: number
  kind?: string
  year?: number
  validity?: string
  from?: string
  to?: string
}

export type Selection = { total: number; docs: Uint32Array }

type Names = {
  unitName(id: number): string | undefined
  sectorName(id: number): string | undefined
  /** A column and everything below it. */
  columnFamily(id: number): Set<number>
}

const facetNames = ['unit', 'sector', 'kind', 'year', 'validity'] as const

/**
 * Applies filters to documents and counts facets in one pass. Every facet is counted as if its own filter were off, so
 * the number beside a value is the number of items a reader gets by choosing it. `into` spares a new array; the result
 * is then good until it is used again.
 */
export function select(
  table: LiveTable,
  docs: Uint32Array,
  filters: Filters,
  today: string,
  names: Names,
  want: { facets: boolean; into?: Uint32Array },
): Selection & { facets: Facets | undefined } {
  const validity = table.validityCodes(today)
  const columns = filters.columnId === undefined ? undefined : names.columnFamily(filters.columnId)
  const unit = filters.unitId ?? -1
  const sector = filters.sectorId ?? -1
  const kind = filters.kind === undefined ? -1 : recordKinds.indexOf(filters.kind as never)
  const wrongKind = filters.kind !== undefined && kind < 0
  const year = filters.year ?? -1
  const state = filters.validity === undefined ? -1 : validities.indexOf(filters.validity as Validity)
  const wrongState = filters.validity !== undefined && state < 0
  const item = filters.catalogueItemId ?? -1
  const from = filters.from ? dayNumber(filters.from) : 0
  const to = filters.to ? dayNumber(filters.to) : 99_999_999
  const chosen = want.into ?? new Uint32Array(docs.length)
  let total = 0
  const byUnit = new Uint32Array(table.highestUnit + 1)
  const bySector = new Uint32Array(table.highestSector + 1)
  const byKind = new Uint32Array(256)
  const byYear = new Uint32Array(10_000)
  const byValidity = new Uint32Array(256)
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i]!
    const day = table.day[doc]!
    if (!table.alive[doc] || day < from || day > to) continue
    if (columns && !columns.has(table.column[doc]!)) continue
    if (item >= 0 && table.catalogueItem[doc] !== item) continue
    const docYear = (day / 10_000) | 0
    let failed = 0
    let count = 0
    if (unit >= 0 && table.unit[doc] !== unit) {
      failed = 1
      count++
    }
    if (sector >= 0 && table.sector[doc] !== sector) {
      failed = 2
      count++
    }
    if (wrongKind || (kind >= 0 && table.kind[doc] !== kind)) {
      failed = 3
      count++
    }
    if (year >= 0 && docYear !== year) {
      failed = 4
      count++
    }
    if (wrongState || (state >= 0 && validity[doc] !== state)) {
      failed = 5
      count++
    }
    if (count > 1) continue
    if (count === 0) chosen[total++] = doc
    if (!want.facets) continue
    if (count === 0 || failed === 1) byUnit[table.unit[doc]!]!++
    if (table.sector[doc] !== none && (count === 0 || failed === 2)) bySector[table.sector[doc]!]!++
    if (count === 0 || failed === 3) byKind[table.kind[doc]!]!++
    if (count === 0 || failed === 4) byYear[docYear]!++
    if (count === 0 || failed === 5) byValidity[validity[doc]!]!++
  }
  if (!want.facets) return { total, docs: chosen.subarray(0, total), facets: undefined }
  byValidity[255] = 0
  const facets: Facets = {
    unit: values(byUnit, (id) => names.unitName(id) ?? ''),
    sector: values(bySector, (id) => names.sectorName(id) ?? ''),
    kind: values(
      byKind,
      (code) => kindLabels[recordKinds[code]!],
      (code) => recordKinds[code]!,
    ),
    year: values(byYear, (n) => yearLabel(String(n))).sort((a, b) => Number(b.value) - Number(a.value)),
    validity: values(
      byValidity,
      (code) => validityLabels[validities[code]!],
      (code) => validities[code]!,
    ),
  }
  return { total, docs: chosen.subarray(0, total), facets }
}

export const emptyFacets = (): Facets => Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as Facets

function values(
  counts: Uint32Array,
  label: (key: number) => string,
  value: (key: number) => string = String,
): FacetValue[] {
  const found: FacetValue[] = []
  for (let key = 0; key < counts.length; key++) {
    if (counts[key]) found.push({ value: value(key), label: label(key) || value(key), count: counts[key]! })
  }
  return found.sort((a, b) => b.count - a.count)
}
