import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'
import type { Lookups, RecordDetail } from '../api/contract.ts'

/** Choices that hardly change within a session: units, columns, kinds, grounds. */
export function useLookups() {
  return useQuery<Lookups>({
    queryKey: ['lookups'],
    staleTime: 10 * 60_000,
    queryFn: () => answer(api.GET('/api/lookups')),
  })
}

export const recordKey = (id: number) => ['records', 'one', id] as const

export const useRecord = (id: number | null) =>
  useQuery({
    queryKey: recordKey(id ?? 0),
    enabled: id !== null,
    queryFn: () => answer(api.GET('/api/records/{id}', { params: { path: { id: id as number } } })),
  })

/** What changed between two saved states of a record, named `edition.revision`; nothing is asked while one is missing. */
export const useComparison = (id: number, from: string, to: string) =>
  useQuery({
    queryKey: ['records', 'compare', id, from, to],
    enabled: from !== '' && to !== '',
    queryFn: () => answer(api.GET('/api/records/{id}/compare', { params: { path: { id }, query: { from, to } } })),
  })

/** Published items of every unit for what is being typed, the best first: what an answer may rest on. */
export const usePublicItems = (q: string) =>
  useQuery({
    queryKey: ['public-items', 'search', q],
    enabled: q.length > 1,
    queryFn: () => answer(api.GET('/api/public-items', { params: { query: { q } } })),
  })

/** Titles of items by number; those that are not public are not among them. */
export const usePublicTitles = (ids: readonly number[]): ReadonlyMap<number, string> => {
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['public-items', 'one', id],
      queryFn: () => answer(api.GET('/api/public-items/{id}', { params: { path: { id } } })),
      retry: false,
    })),
  })
  return new Map(found.flatMap(({ data }) => (data ? [[data.recordId, data.title] as const] : [])))
}

export type ListQuery = Record<string, string | number | boolean | undefined>

/** One page of a list; the page before stays on screen while the next is fetched. */
export const useRecords = (query: ListQuery) =>
  useQuery({
    queryKey: ['records', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/records', { params: { query } })),
  })

/** Puts the answer of a step into the cache and lets lists and the to-do count be asked again. */
export function useRecordChanged() {
  const queries = useQueryClient()
  return (record: RecordDetail) => {
    queries.setQueryData(recordKey(record.recordId), record)
    void queries.invalidateQueries({ queryKey: ['records', 'list'] })
    void queries.invalidateQueries({ queryKey: ['to-do'] })
  }
}
