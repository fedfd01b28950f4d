import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createElement, Fragment, type ReactNode, useEffect } from 'react'
import { Navigate, useLocation, useNavigate } from 'react-router'
import { answer, api, sessionEnded } from '../api/client.ts'
import type { Ability, Me } from '../api/contract.ts'
import { FailedPage } from '../shell/notices.tsx'

const key = ['session']

const useSession = () =>
  useQuery<Me | null>({
    queryKey: key,
    staleTime: 5 * 60_000,
    queryFn: async () => {
      const { data, response } = await api.GET('/api/session')
      return response.status === 401
        ? null
        : answer(Promise.resolve({ data, response } as { data?: Me; response: Response }))
    },
  })

/** The signed-in person, or null. */
export function useMe(): Me | null {
  return useSession().data ?? null
}

/** True when the person's posts allow `right`, e.g. 'people.manage'. The office checks again in any case. */
export function useCan(right: Ability): boolean {
  return useMe()?.can.includes(right) ?? false
}

/**
 * Shows its children to a signed-in person and sends everyone else to sign in, remembering the address. When a call
 * finds the session ended, only the session is forgotten: what was typed stays in the local draft store.
 */
export function SessionGate({ children, waiting }: { children: ReactNode; waiting: ReactNode }) {
  const session = useSession()
  const queries = useQueryClient()
  const { pathname, search } = useLocation()
  useEffect(() => {
    const forget = () => queries.setQueryData(key, null)
    sessionEnded.addEventListener('ended', forget)
    return () => sessionEnded.removeEventListener('ended', forget)
  }, [queries])
  if (session.isPending) return waiting
  if (session.isError) return createElement(FailedPage, { error: session.error, again: () => session.refetch() })
  if (!session.data)
    return createElement(Navigate, { to: `/sign-in?to=${encodeURIComponent(pathname + search)}`, replace: true })
  return createElement(Fragment, null, children)
}

export function useSignIn() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { username: string; password: string }) => answer(api.POST('/api/session', { body })),
    onSuccess: (me) => {
      queries.clear()
      queries.setQueryData(key, me)
    },
  })
}

export function useSignOut() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const out = useMutation({
    mutationFn: () => answer(api.DELETE('/api/session')),
    onSettled: () => {
      navigate('/sign-in', { replace: true })
      queries.clear()
    },
  })
  return () => out.mutate()
}
