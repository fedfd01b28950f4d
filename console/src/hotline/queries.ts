import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Desk } from '../api/contract.ts'
import { useLookups } from '../publishing/queries.ts'

const deskKey = ['hotline', 'desk'] as const

/**
 * What the office pushes: one's own seat whole, the counts of the line as they change. The browser connects again by itself;
 * the first message then is the present state, so nothing is missed.
 */
export function useStream(): { broken: boolean } {
  const queries = useQueryClient()
  const [broken, setBroken] = useState(false)
  useEffect(() => {
    const source = new EventSource('/api/hotline/stream')
    source.addEventListener('desk', ({ data }) => {
      setBroken(false)
      const desk = JSON.parse(data) as Desk
      queries.setQueryData(deskKey, desk)
      queries.setQueryData(['hotline', 'board'], desk.board)
    })
    source.addEventListener('board', ({ data }) => {
      const board = JSON.parse(data) as Desk['board']
      queries.setQueryData(['hotline', 'board'], board)
      queries.setQueryData<Desk>(deskKey, (desk) => desk && { ...desk, board })
      void queries.invalidateQueries({ queryKey: ['hotline', 'figures'] })
      void queries.invalidateQueries({ queryKey: ['hotline', 'calls'] })
    })
    source.onerror = () => setBroken(true)
    return () => source.close()
  }, [queries])
  return { broken }
}

export const useDesk = () =>
  useQuery({ queryKey: deskKey, staleTime: 30_000, queryFn: () => answer(api.GET('/api/hotline/desk')) })

/** Asks for the seat again at once, after an act of one's own. */
export function useDeskChanged() {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: deskKey }),
      queries.invalidateQueries({ queryKey: ['hotline', 'calls'] }),
    ])
}

/** Names of what a call came to, and of the figures behind which calls stand. */
export const useCallVocabulary = () =>
  useQuery({
    queryKey: ['hotline', 'vocabulary'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/api/hotline/vocabulary')),
  })

export const useSeats = () =>
  useQuery({ queryKey: ['hotline', 'seats'], queryFn: () => answer(api.GET('/api/hotline/seats')) })

/** Between two keys somebody who types fast pauses for less, ms. */
const pause = 60

/**
 * Hits for what is typed, asked for when the fingers rest; what was asked for before and is not answered yet is given up, and its
 * hits stay on the screen until the next ones come. `fresh`: they answer what is typed now.
 * @param composing an input method has not handed over yet what is typed, so that it is no word of the caller's
 */
export const useHits = (typed: string, composing: boolean) => {
  const q = typed.trim()
  const [asked, setAsked] = useState(q)
  useEffect(() => {
    if (composing) return
    const timer = setTimeout(() => setAsked(q), q ? pause : 0)
    return () => clearTimeout(timer)
  }, [q, composing])
  const { data, isPlaceholderData, isError } = useQuery({
    queryKey: ['hotline', 'search', asked],
    enabled: asked !== '',
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(api.GET('/api/hotline/search', { params: { query: { q: asked } }, signal })),
  })
  return { data, failed: isError, fresh: q === asked && data !== undefined && !isPlaceholderData }
}

export const useReading = (source: string | null) =>
  useQuery({
    queryKey: ['hotline', 'reading', source],
    enabled: source !== null && !source.startsWith('knowledge/'),
    staleTime: 60_000,
    queryFn: () => answer(api.GET('/api/hotline/reading', { params: { query: { source: source! } } })),
  })

export const useDuty = (unitId: number | null) =>
  useQuery({
    queryKey: ['hotline', 'duty', unitId],
    enabled: unitId !== null,
    staleTime: 30_000,
    queryFn: () => answer(api.GET('/api/hotline/on-duty', { params: { query: { unitId: unitId! } } })),
  })

export const useFigures = (from: string, to: string) =>
  useQuery({
    queryKey: ['hotline', 'figures', from, to],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/hotline/figures', { params: { query: { from, to } } })),
  })

/** Units that stand, for lists to choose from. */
export const useUnitChoices = () => {
  const lookups = useLookups()
  return (lookups.data?.units ?? [])
    .filter((unit) => !unit.dissolved)
    .map((unit) => ({ value: unit.id, label: unit.shortName || unit.name }))
}
