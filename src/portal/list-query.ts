import { type RecordKind, recordKinds, type Validity, validities } from '../foundations/publication-log/entries.ts'
import { isDay } from './dates.ts'
import type { Replica } from './replica/types.ts'

/** Raw query values of a request; a name given twice arrives as an array. */
export type RawQuery = Record<string, unknown>

/** First value of a parameter, trimmed; '' when missing. */
export function one(query: RawQuery, name: string): string {
  const value = query[name]
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first.trim() : ''
}

/** 1-based page; anything that is no page number means the first page. */
export function pageNumber(query: RawQuery): number {
  const text = one(query, 'page')
  const page = /^\d{1,7}$/.test(text) ? Number(text) : 1
  return Math.max(1, page)
}

/** Filters a reader may set, as they stand in the address. Unknown values are dropped, never an error. */
export type Filters = {
  unit?: string
  sector?: string
  column?: string
  kind?: RecordKind
  year?: string
  validity?: Validity
  from?: string
  to?: string
}
export type FilterName = keyof Filters

export function readFilters(query: RawQuery, allowed: readonly FilterName[], replica: Replica): Filters {
  const given = (name: FilterName) => (allowed.includes(name) ? one(query, name) : '')
  const filters: Filters = {}
  const unit = given('unit')
  if (unit && replica.unitByCode(unit)) filters.unit = unit
  const sector = given('sector')
  if (sector && replica.sectorByCode(sector)) filters.sector = sector
  const column = given('column')
  if (column && replica.columnByCode(column)) filters.column = column
  const kind = given('kind')
  if ((recordKinds as readonly string[]).includes(kind)) filters.kind = kind as RecordKind
  const year = given('year')
  if (/^(19|20)\d{2}$/.test(year)) filters.year = year
  const validity = given('validity')
  if ((validities as readonly string[]).includes(validity)) filters.validity = validity as Validity
  const from = given('from')
  if (isDay(from)) filters.from = from
  const to = given('to')
  if (isDay(to)) filters.to = to
  return filters
}

/** The same filters as the replica wants them: codes become ids. */
export function filterIds(filters: Filters, replica: Replica) {
  return {
    unitId: filters.unit ? replica.unitByCode(filters.unit)?.id : undefined,
    sectorId: filters.sector ? replica.sectorByCode(filters.sector)?.id : undefined,
    columnId: filters.column ? replica.columnByCode(filters.column)?.id : undefined,
    kind: filters.kind,
    year: filters.year ? Number(filters.year) : undefined,
    validity: filters.validity,
  }
}
