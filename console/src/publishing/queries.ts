import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
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
