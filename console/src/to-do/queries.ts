import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'

import { useWaitingRounds } from '../clean-up/queries.ts'
import { useInquiriesWaiting } from '../inquiries/queries.ts'
import { useKnowledgeToDo } from '../knowledge/queries.ts'
import { useRequestToDo } from '../requests/queries.ts'

export const useToDo = () => useQuery({ queryKey: ['to-do'], queryFn: () => answer(api.GET('/api/to-do')) })

/** The number on the menu, asked again every minute. */
export function useToDoCount(): number {
  const { data } = useQuery({
    queryKey: ['to-do', 'count'],
    queryFn: () => answer(api.GET('/api/to-do/count')),
    refetchInterval: 60_000,
  })
  const rounds = useWaitingRounds().data?.items.length ?? 0
  const requests = useRequestToDo().data?.count ?? 0
  const inquiries = useInquiriesWaiting()
  const knowledge = useKnowledgeToDo().data?.count ?? 0
  return (data?.count ?? 0) + rounds + requests + inquiries + knowledge
}
