/**
 * 行政复议、行政诉讼 about an answer, or about none in time (复议法 arts 11(14), 23; 条例 art 51), and the cell of table 3 that
 * a decision counts in: the law's own names of decisions (复议法 arts 41, 63–69; 行政诉讼法 arts 62, 69–78).
 */
import type { WorkingCalendar } from '../../../foundations/calendar/index.ts'
import { hasLimitOn, workingDaysOf } from '../../../foundations/law/index.ts'
import type { RemedyKind, RemedyOutcome } from '../request.ts'

type Decision = { outcome: Exclude<RemedyOutcome, 'open'> }

export const decisions = {
  /** 维持 */
  upheld: { outcome: 'upheld' },
  /** 驳回: the applicant's claim is turned down, which leaves the act as it is */
  dismissed: { outcome: 'upheld' },
  revoked: { outcome: 'corrected' },
  changed: { outcome: 'corrected' },
  unlawful: { outcome: 'corrected' },
  invalid: { outcome: 'corrected' },
  ordered: { outcome: 'corrected' },
  withdrawn: { outcome: 'other' },
  terminated: { outcome: 'other' },
  mediated: { outcome: 'other' },
} as const satisfies Record<string, Decision>

export type DecisionKey = keyof typeof decisions
export const decisionKeys = Object.keys(decisions) as [DecisionKey, ...DecisionKey[]]
export const outcomeOf = (decision: DecisionKey): Exclude<RemedyOutcome, 'open'> => decisions[decision].outcome

/**
 * Last day of the agency's written answer to the review body: 10 working days from the day it got the copy, 5 in the
 * simplified procedure (复议法 arts 48, 54, 88); null while it has none, and for lawsuits.
 */
export const reviewAnswerDue = (
  remedy: { kind: RemedyKind; servedOn: string | null; simplified: boolean },
  calendar: WorkingCalendar,
): string | null => {
  const { kind, servedOn, simplified } = remedy
  const limit = simplified ? 'review_answer_simplified' : 'review_answer'
  if (kind !== 'review' || servedOn === null || !hasLimitOn(limit, servedOn)) return null
  return calendar.lastDay(servedOn, workingDaysOf(limit, servedOn)).last
}

export type RemedyFields = {
  kind: RemedyKind
  body: string
  number: string
  filedOn: string
  servedOn: string | null
  simplified: boolean
}

export type Fault = { field: string; key: 'missing' | 'future' | 'order' | 'no-review' | 'concluded' }

/**
 * What stands against a registration; [] when nothing does.
 * @param others kinds already registered of the same case, and today's legal day
 */
export const registrationFaults = (
  { kind, body, filedOn, servedOn }: RemedyFields,
  { others, reachedOn, today }: { others: readonly RemedyKind[]; reachedOn: string; today: string },
): Fault[] => [
  ...(body ? [] : [{ field: 'body', key: 'missing' as const }]),
  ...(filedOn > today ? [{ field: 'filedOn', key: 'future' as const }] : []),
  ...(filedOn < reachedOn ? [{ field: 'filedOn', key: 'order' as const }] : []),
  ...(servedOn !== null && servedOn > today ? [{ field: 'servedOn', key: 'future' as const }] : []),
  ...(servedOn !== null && servedOn < filedOn ? [{ field: 'servedOn', key: 'order' as const }] : []),
  ...(kind === 'lawsuit_after_review' && !others.includes('review')
    ? [{ field: 'kind', key: 'no-review' as const }]
    : []),
]

export const conclusionFaults = (concludedOn: string, filedOn: string, today: string): Fault[] => [
  ...(concludedOn > today ? [{ field: 'concludedOn', key: 'future' as const }] : []),
  ...(concludedOn < filedOn ? [{ field: 'concludedOn', key: 'order' as const }] : []),
]
