import { Link } from 'react-router'
import type { InquiryStatisticsQuery } from '../api/contract.ts'
import { useLookups } from '../publishing/queries.ts'
import { useMeanings } from './queries.ts'
import { figures as words } from './words.zh.ts'

/** Names in the address of a list that open the cases behind a figure. */
export const behindNames = ['figure', 'responsibleId', 'weekday', 'hour', 'days', 'alike'] as const

/** The address of the list behind a figure of a scope. */
export const casesBehind = (scope: InquiryStatisticsQuery, more: Record<string, string | number>): string => {
  const { unitId, from, to, ...rest } = scope
  const query = new URLSearchParams({ view: 'all', receivedFrom: from, receivedTo: to })
  if (unitId) query.set('responsibleId', String(unitId))
  for (const [name, value] of Object.entries({ ...rest, ...more })) if (value) query.set(name, String(value))
  // Midnight is an hour like any other.
  if (more.hour === 0) query.set('hour', '0')
  return `/inquiries?${query}`
}

/** A number that opens its cases; 0 opens nothing. */
export function Opens({ n, to, label }: { n: number; to: string; label: string }) {
  return n === 0 ? (
    <span className="muted">0</span>
  ) : (
    <Link to={to} aria-label={words.open(label, n)}>
      {n.toLocaleString('zh-CN')}
    </Link>
  )
}

/** Says above a list which figure it stands behind; nothing when none. */
export function BehindNote({ params }: { params: URLSearchParams }) {
  const given = behindNames.some((name) => params.get(name))
  const meanings = useMeanings(given).data
  const { data: lookups } = useLookups()
  if (!given) return null
  const unit = lookups?.units.find((one) => one.id === Number(params.get('responsibleId')))
  const weekday = words.weekdays[Number(params.get('weekday')) - 1]
  const parts = [
    unit?.name,
    meanings?.find((one) => one.key === params.get('figure'))?.label,
    weekday && words.weekdayHour(weekday, params.get('hour') ?? ''),
    params.get('alike') && words.alikeGroup,
    params.get('days') && words.days,
    params.get('receivedFrom') && `${params.get('receivedFrom')}—${params.get('receivedTo') ?? ''}`,
  ].filter(Boolean)
  return (
    <p className="muted" role="note">
      {words.behind}
      {parts.join(' · ')}
    </p>
  )
}
