import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'
import type { RequestDetail, RequestListQuery } from '../api/contract.ts'

export const requestKey = (id: number) => ['requests', 'one', id] as const

export const useRequest = (id: number) =>
  useQuery({
    queryKey: requestKey(id),
    queryFn: () => answer(api.GET('/api/requests/{id}', { params: { path: { id } } })),
  })

/** 卷内目录: asked again whenever the case has moved on. */
export const useArchiveIndex = (id: number, version?: number) =>
  useQuery({
    queryKey: [...requestKey(id), 'archive-index', version],
    // Papers come in and the case is archived meanwhile.
    staleTime: 0,
    queryFn: () => answer(api.GET('/api/requests/{id}/archive-index', { params: { path: { id } } })),
  })

/** One page of a list; the page before stays on screen while the next is fetched. */
export const useRequests = (query: RequestListQuery) =>
  useQuery({
    queryKey: ['requests', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/requests', { params: { query } })),
  })

/** What everything is called; it does not change while the program runs. */
export const useVocabulary = () =>
  useQuery({
    queryKey: ['requests', 'vocabulary'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/api/requests/vocabulary')),
  })

/** What waits for me among the requests, asked again every minute. */
export const useRequestToDo = () =>
  useQuery({
    queryKey: ['to-do', 'requests'],
    refetchInterval: 60_000,
    queryFn: () => answer(api.GET('/api/requests/to-do')),
  })

/** Puts the answer of an act into the cache and lets lists and the to-do count be asked again. */
export function useRequestChanged() {
  const queries = useQueryClient()
  return (request: RequestDetail) => {
    queries.setQueryData(requestKey(request.id), request)
    void queries.invalidateQueries({ queryKey: ['requests', 'list'] })
    void queries.invalidateQueries({ queryKey: ['to-do'] })
  }
}
