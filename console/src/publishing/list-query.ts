import { useSearchParams } from 'react-router'
import type { ListQuery } from './queries.ts'

/** The filters of a list as they stand in its address. Absent means no filter. */
export const filterNames = ['status', 'unitId', 'kind', 'columnId', 'q', 'overdue', 'mine', 'sort'] as const
export type FilterName = (typeof filterNames)[number]
export type Filters = Partial<Record<FilterName, string>>

export const defaultSort = (view: string): string => (view === 'open' ? 'statusAt' : 'publishedAt')

export const sizes = [20, 50, 100] as const

/** Reads and writes filters, page and size in the address, so that a list can be sent, saved and gone back to. */
export function useListQuery(view: string) {
  const [params, setParams] = useSearchParams()
  const filters: Filters = {}
  for (const name of filterNames) {
    const value = params.get(name)
    if (value) filters[name] = value
  }
  const page = Math.max(1, Number(params.get('page')) || 1)
  const asked = Number(params.get('size'))
  const size = sizes.find((n) => n === asked) ?? 20

  const write = (next: Filters, nextPage = 1, nextSize: number = size) => {
    const entries = Object.entries(next).filter(([, value]) => value)
    const out = new URLSearchParams(entries as [string, string][])
    if (nextPage > 1) out.set('page', String(nextPage))
    if (nextSize !== 20) out.set('size', String(nextSize))
    setParams(out)
  }
  const query: ListQuery = { view, ...filters, sort: filters.sort ?? defaultSort(view), page, size }
  return {
    filters,
    page,
    size,
    query,
    set: (name: FilterName, value: string | undefined) => write({ ...filters, [name]: value }),
    setAll: (next: Filters) => write(next),
    turn: (nextPage: number, nextSize: number) => write(filters, nextSize === size ? nextPage : 1, nextSize),
    isFiltered: Object.keys(filters).some((name) => name !== 'sort'),
  }
}
