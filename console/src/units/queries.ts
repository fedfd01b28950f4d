import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'

export const unitsKey = ['units'] as const

export const useUnits = () => useQuery({ queryKey: unitsKey, queryFn: () => answer(api.GET('/api/units')) })
