import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'

const size = 20

/** The number on the bell, asked again every minute while the window is looked at. */
export const useUnseenCount = () =>
  useQuery({
    queryKey: ['notices', 'count'],
    queryFn: () => answer(api.GET('/api/notices/count')),
    refetchInterval: 60_000,
  }).data?.unseen ?? 0

/** One's own notices, page by page, read while the panel is open. */
export const useNotices = (open: boolean) =>
  useInfiniteQuery({
    queryKey: ['notices', 'list'],
    enabled: open,
    initialPageParam: 1,
    queryFn: ({ pageParam: page }) => answer(api.GET('/api/notices', { params: { query: { page, size } } })),
    getNextPageParam: ({ page, total }) => (page * size < total ? page + 1 : undefined),
  })

export const useMarkSeen = () => {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['notices'] })
  const one = useMutation({
    mutationFn: (id: number) => answer(api.PUT('/api/notices/{id}/seen', { params: { path: { id } } })),
    onSettled,
  })
  const all = useMutation({
    mutationFn: (upTo: number) => answer(api.PUT('/api/notices/seen', { body: { upTo } })),
    onSettled,
  })
  return { one, all }
}
