import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'

export const useNotices = () =>
  useQuery({ queryKey: ['calendar', 'notices'], queryFn: () => answer(api.GET('/api/calendar/notices')) })

export const useNotice = (id: number) =>
  useQuery({
    queryKey: ['calendar', 'notices', id],
    queryFn: () => answer(api.GET('/api/calendar/notices/{id}', { params: { path: { id } } })),
  })

export const useVersions = (year: number) =>
  useQuery({
    queryKey: ['calendar', year, 'versions'],
    queryFn: () => answer(api.GET('/api/calendar/{year}/versions', { params: { path: { year } } })),
  })

export const useCalendarYear = (year: number | null) =>
  useQuery({
    queryKey: ['calendar', year],
    queryFn: () => answer(api.GET('/api/calendar/{year}', { params: { path: { year: year as number } } })),
    enabled: year !== null,
  })

export const useMoves = () =>
  useQuery({ queryKey: ['calendar', 'moves'], queryFn: () => answer(api.GET('/api/calendar/moves')) })
