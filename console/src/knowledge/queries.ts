import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'
import type { KnowledgeEntry, KnowledgeListQuery } from '../api/contract.ts'

export const entryKey = (id: number) => ['knowledge', 'one', id] as const

export const useEntry = (id: number | null) =>
  useQuery({
    queryKey: entryKey(id ?? 0),
    enabled: id !== null,
    queryFn: () => answer(api.GET('/api/knowledge/{id}', { params: { path: { id: id ?? 0 } } })),
  })

/** One page of a list; the page before stays on screen while the next is fetched. */
export const useEntries = (query: KnowledgeListQuery) =>
  useQuery({
    queryKey: ['knowledge', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/knowledge', { params: { query } })),
  })

/** What topics and statuses are called; it does not change while the program runs. */
export const useKnowledgeWords = () =>
  useQuery({
    queryKey: ['knowledge', 'vocabulary'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/api/knowledge/vocabulary')),
  })

/** What waits for me in the 知识库, asked again every minute. */
export const useKnowledgeToDo = () =>
  useQuery({
    queryKey: ['to-do', 'knowledge'],
    refetchInterval: 60_000,
    queryFn: () => answer(api.GET('/api/knowledge/to-do')),
  })

/** Puts the answer of an act into the cache and lets lists and the to-do count be asked again. */
export function useEntryChanged() {
  const queries = useQueryClient()
  return (entry: KnowledgeEntry) => {
    queries.setQueryData(entryKey(entry.id), entry)
    void queries.invalidateQueries({ queryKey: ['knowledge', 'list'] })
    void queries.invalidateQueries({ queryKey: ['to-do'] })
  }
}
