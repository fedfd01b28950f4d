import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'
import type { Delegation, Post } from '../api/contract.ts'
import { longDate } from '../shell/dates.ts'
import { delegation as words } from './words.zh.ts'

/** The three administrations are not lent (三员分立). */
const notLent: Post['role'][] = ['system_administrator', 'security_administrator', 'auditor']

/** Posts that may be lent: one's own, and none of the three administrations. */
export const lendable = (posts: Post[]): Post[] =>
  posts.filter((post) => !post.onBehalfOf && !notLent.includes(post.role))

export const postName = (post: { unitName: string; title: string }, role: string): string =>
  `${post.unitName} ${post.title || role}`

/** 2026年10月1日 至 2026年10月8日 */
export const daysOf = ({ startsOn, endsOn }: Pick<Delegation, 'startsOn' | 'endsOn'>): string =>
  startsOn === endsOn ? longDate(startsOn) : words.days(longDate(startsOn), longDate(endsOn))

const key = ['delegations']
export const useDelegations = () => useQuery({ queryKey: key, queryFn: () => answer(api.GET('/api/delegations')) })

/** Ends a delegation; what one may do, and what waits, changes with it. */
export const useChanged = () => {
  const queries = useQueryClient()
  return () => {
    for (const queryKey of [key, ['people'], ['session'], ['to-do']]) void queries.invalidateQueries({ queryKey })
  }
}

export const useEnding = (onEnded: () => void) => {
  const changed = useChanged()
  return useMutation({
    mutationFn: (id: number) => answer(api.DELETE('/api/delegations/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      changed()
      onEnded()
    },
  })
}

/** Takes note that a delegation ended early. */
export const useNoted = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => answer(api.POST('/api/delegations/{id}/end-noted', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}
