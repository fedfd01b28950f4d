import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'

export const policyKey = ['sign-in-policy']

/** How people sign in, for administrators; undefined while it loads. */
export const usePolicy = () =>
  useQuery({ queryKey: policyKey, queryFn: () => answer(api.GET('/api/sign-in-policy')) }).data
