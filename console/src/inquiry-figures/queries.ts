import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'
import type { InquiryStatisticsQuery } from '../api/contract.ts'

const key = (what: string, query: object) => ['inquiries', 'statistics', what, query] as const

export const useStatistics = (query: InquiryStatisticsQuery) =>
  useQuery({
    queryKey: key('figures', query),
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/inquiries/statistics', { params: { query } })),
  })

export const useUnitFigures = (query: InquiryStatisticsQuery) =>
  useQuery({
    queryKey: key('units', query),
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/inquiries/statistics/units', { params: { query } })),
  })

export const useRisingWords = (query: InquiryStatisticsQuery) =>
  useQuery({
    queryKey: key('words', query),
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/inquiries/statistics/words', { params: { query } })),
  })

export const useAlike = (query: InquiryStatisticsQuery) =>
  useQuery({
    queryKey: key('alike', query),
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/inquiries/statistics/alike', { params: { query } })),
  })

/** What each figure is called and counts; it does not change while the program runs. */
export const useMeanings = (enabled = true) =>
  useQuery({
    queryKey: ['inquiries', 'statistics', 'meanings'],
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/api/inquiries/statistics/meanings')),
  })
