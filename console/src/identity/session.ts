import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { createElement, Fragment, type ReactNode, useEffect } from 'react'
import { Navigate, useLocation, useNavigate } from 'react-router'
import { answer, api, sessionEnded } from '../api/client.ts'
import type { Ability, Me } from '../api/contract.ts'
import { FailedPage } from '../shell/notices.tsx'
import { passkeyAnswer } from './passkey.ts'
import { forgetTyped, isGone, isHere, typedHere } from './typed-here.ts'
import { signOut as words } from './words.zh.ts'

const key = ['session']

const useSession = () =>
  useQuery<Me | null>({
    queryKey: key,
    staleTime: 5 * 60_000,
    queryFn: async () => {
      const { data, response } = await api.GET('/api/session')
      if (response.status === 401) return null
      const me = await answer(Promise.resolve({ data, response } as { data?: Me; response: Response }))
      isHere(me.person.id, me.typedKey)
      return me
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
 * finds the session ended, only the session is forgotten: what was typed stays, sealed (typed-here.ts).
 */
export function SessionGate({ children, waiting }: { children: ReactNode; waiting: ReactNode }) {
  const session = useSession()
  const queries = useQueryClient()
  const { pathname, search } = useLocation()
  useEffect(() => {
    const forget = () => {
      isGone()
      queries.setQueryData(key, null)
    }
    const ask = () => void queries.invalidateQueries({ queryKey: key })
    sessionEnded.addEventListener('ended', forget)
    sessionEnded.addEventListener('need', ask)
    return () => {
      sessionEnded.removeEventListener('ended', forget)
      sessionEnded.removeEventListener('need', ask)
    }
  }, [queries])
  if (session.isPending) return waiting
  if (session.isError) return createElement(FailedPage, { error: session.error, again: () => session.refetch() })
  if (!session.data)
    return createElement(Navigate, { to: `/sign-in?to=${encodeURIComponent(pathname + search)}`, replace: true })
  const first = session.data.need && firstPage[session.data.need]
  if (first && pathname !== first) return createElement(Navigate, { to: first, replace: true })
  return createElement(Fragment, null, children)
}

/** Where that which has to be done first is done. */
const firstPage = { new_password: '/password', second_factor: '/security' } as const

/** Remembers who has come in; what the person before could see is forgotten. */
function useEntered() {
  const queries = useQueryClient()
  return (me: Me) => {
    isHere(me.person.id, me.typedKey)
    queries.clear()
    queries.setQueryData(key, me)
  }
}

export type SecondStep = { ticket: string; methods: ('code' | 'recovery_code' | 'passkey')[] }

/** Signs in with a password; resolves with what is asked for next, null when the person is in. */
export function useSignIn() {
  const entered = useEntered()
  return useMutation({
    mutationFn: async (body: { username: string; password: string }): Promise<SecondStep | null> => {
      const given: Me | SecondStep = await answer(api.POST('/api/session', { body }))
      if ('ticket' in given) return given
      entered(given)
      return null
    },
  })
}

/** The second step with a code from the app, or a recovery code. */
export function useSecondStep() {
  const entered = useEntered()
  return useMutation({
    mutationFn: (body: { ticket: string; code: string }) => answer<Me>(api.POST('/api/session/second-step', { body })),
    onSuccess: entered,
  })
}

export function usePasskeySignIn() {
  const entered = useEntered()
  return useMutation({
    mutationFn: async () => {
      const response = await passkeyAnswer()
      return answer<Me>(api.POST('/api/session/passkey', { body: { response } }))
    },
    onSuccess: entered,
  })
}

/** Signs out; asks first when something typed would be lost with it, for it leaves nothing of it on this machine. */
export function useSignOut() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { modal } = App.useApp()
  const me = useMe()
  const out = useMutation({
    mutationFn: () => answer(api.DELETE('/api/session')),
    onSettled: () => {
      if (me) forgetTyped(me.person.id)
      navigate('/sign-in', { replace: true })
      queries.clear()
    },
  })
  return () => {
    const typed = me ? typedHere(me.person.id) : 0
    if (typed === 0) return out.mutate()
    modal.confirm({
      title: words.unsaved,
      content: words.unsavedText(typed),
      okText: words.leave,
      okButtonProps: { danger: true },
      cancelText: words.stay,
      onOk: () => out.mutateAsync().catch(() => undefined),
    })
  }
}
