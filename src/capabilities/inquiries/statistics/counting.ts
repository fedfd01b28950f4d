import type { WorkingCalendar } from '../../../foundations/calendar/index.ts'
import type { InquiryEvent } from '../events.ts'
import type { Limits } from '../limits.ts'
import { clocksOf, stateOf } from '../state.ts'
import type { Counting } from './figures.ts'

/** With these a case leaves the hands it was in; whether that was in time is seen then. */
const leaves: readonly InquiryEvent['action'][] = [
  'dispatch',
  'approve_pass',
  'pass_on',
  'refuse_part',
  'approve_part',
  'approve',
  'answer_at_once',
  'to_request',
  'to_petition',
  'refuse',
  'withdraw',
]

/** Did it leave anybody's hands after the last day of that unit's own period? */
const wasLate = (events: readonly InquiryEvent[], limits: Limits, calendar: WorkingCalendar): boolean =>
  events.some((event, i) => {
    if (!leaves.includes(event.action)) return false
    const { due } = clocksOf(stateOf(events.slice(0, i)), limits, calendar, event.on).turn
    return due !== null && event.on > due.on
  })

/**
 * What is counted of a case.
 * @param limits the row in force on the day of receipt
 * @param calendar lateness is seen with the working days as they are known now
 */
export const countingOf = (events: readonly InquiryEvent[], limits: Limits, calendar: WorkingCalendar): Counting => {
  const state = stateOf(events)
  const { firstEnd } = state
  const some = (action: InquiryEvent['action']) => events.some((event) => event.action === action)
  return {
    unitId: state.leadId,
    endedOn: firstEnd?.on ?? null,
    outcome: firstEnd?.outcome ?? null,
    days: firstEnd && calendar.workingDaysBetween(state.receivedOn, firstEnd.on),
    passedUp: some('approve_pass'),
    passedOn: state.parts.length > 0,
    refused: state.refusals > 0,
    extended: some('extend'),
    late: wasLate(events, limits, calendar),
    explained: some('explain'),
    escalated: state.escalated.length > 0,
    reopened: state.reopened > 0,
    satisfaction: state.satisfaction,
  }
}
