import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'
import type { InquiryDetail, InquiryListQuery } from '../api/contract.ts'
import { useCan } from '../identity/session.ts'

export const inquiryKey = (id: number) => ['inquiries', 'one', id] as const

export const useInquiry = (id: number) =>
  useQuery({
    queryKey: inquiryKey(id),
    queryFn: () => answer(api.GET('/api/inquiries/{id}', { params: { path: { id } } })),
  })

/** One page of a list; the page before stays on screen while the next is fetched. */
export const useInquiries = (query: InquiryListQuery) =>
  useQuery({
    queryKey: ['inquiries', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/inquiries', { params: { query } })),
  })

/** What everything is called; it does not change while the program runs. */
export const useInquiryVocabulary = () =>
  useQuery({
    queryKey: ['inquiries', 'vocabulary'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/api/inquiries/vocabulary')),
  })

/** What waits for me among the inquiries, asked again every minute; nothing for those who read none. */
export const useInquiryToDo = () =>
  useQuery({
    queryKey: ['to-do', 'inquiries'],
    enabled: useCan('inquiries.read'),
    refetchInterval: 60_000,
    queryFn: () => answer(api.GET('/api/inquiries/to-do')),
  })

/** Letters and explanations that wait for my look before they are public. */
export const useRepliesWaiting = () =>
  useQuery({
    queryKey: ['to-do', 'public-replies'],
    enabled: useCan('inquiries.read'),
    refetchInterval: 60_000,
    queryFn: () => answer(api.GET('/api/inquiries/public-replies')),
  })

/** How much of 咨询来信 waits for me. */
export const useInquiriesWaiting = (): number =>
  (useInquiryToDo().data?.count ?? 0) + (useRepliesWaiting().data?.length ?? 0)

export const useMailboxes = (enabled = true) =>
  useQuery({
    queryKey: ['inquiries', 'mailboxes'],
    enabled,
    queryFn: () => answer(api.GET('/api/inquiries/mailboxes')),
  })

/** Lets lists and the to-do count be asked again, and puts the answer of an act into the cache where there is one. */
export function useInquiryChanged() {
  const queries = useQueryClient()
  return (inquiry: InquiryDetail | undefined) => {
    if (inquiry) queries.setQueryData(inquiryKey(inquiry.id), inquiry)
    void queries.invalidateQueries({ queryKey: ['inquiries', 'list'] })
    void queries.invalidateQueries({ queryKey: ['to-do'] })
  }
}
