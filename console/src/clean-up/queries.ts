import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'

/** What clean-up rounds ask of the person. */
export const useWaitingRounds = () =>
  useQuery({ queryKey: ['clean-ups', 'waiting'], queryFn: () => answer(api.GET('/api/clean-ups/waiting')) })
