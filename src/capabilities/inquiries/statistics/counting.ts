import type { WorkingCalendar } from '../../../foundations/calendar/index.ts'
import type { InquiryEvent } from '../events.ts'
import type { Limits } from '../limits.ts'
import { clocksOf, type InquiryState, stateOf, turnOf } from '../state.ts'
import { type Counting, type Hand, handMarks } from './figures.ts'

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
  // Counted only of a case that had been answered before.
  'void',
]

type Mark = (typeof handMarks)[number]

/** What an act says of the unit that did it, and which unit that is in the state before it. */
const marks: Partial<Record<InquiryEvent['action'], [Mark, (before: InquiryState) => number]>> = {
  approve_pass: ['passedUp', (before) => before.leadId],
  pass_on: ['passedOn', (before) => before.leadId],
  // Whoever asked the wrong unit: quality of transfers.
  refuse_part: ['refused', (before) => before.leadId],
  extend: ['extended', turnOf],
  explain: ['explained', turnOf],
  escalate: ['escalated', turnOf],
  reopen: ['reopened', (before) => before.leadId],
}

/**
 * What every unit did through whose hands a case went: each answers for its own stages and parts, whoever is responsible at the end.
 * @param limits the row in force on the day of receipt
 * @param calendar lateness is seen with the working days as they are known now
 */
export const handsOf = (events: readonly InquiryEvent[], limits: Limits, calendar: WorkingCalendar): Hand[] => {
  const hands = new Map<number, Hand>()
  const hand = (unitId: number): Hand => {
    const known = hands.get(unitId)
    if (known) return known
    const fresh = { unitId, ...Object.fromEntries(handMarks.map((mark) => [mark, false])) } as Hand
    hands.set(unitId, fresh)
    return fresh
  }
  let before: InquiryState | undefined
  for (const [i, event] of events.entries()) {
    if (before) {
      const { due } = leaves.includes(event.action) ? clocksOf(before, limits, calendar, event.on).turn : { due: null }
      if (due && event.on > due.on) hand(turnOf(before)).late = true
      const told = marks[event.action]
      if (told) hand(told[1](before))[told[0]] = true
    }
    before = stateOf(events.slice(0, i + 1))
    hand(before.leadId)
    hand(turnOf(before))
  }
  return [...hands.values()]
}

/** What is counted of a case, of all its hands together. Parameters as in `handsOf`. */
export const countingOf = (events: readonly InquiryEvent[], limits: Limits, calendar: WorkingCalendar): Counting => {
  const state = stateOf(events)
  const { firstEnd } = state
  const hands = handsOf(events, limits, calendar)
  const some = (mark: Mark) => hands.some((one) => one[mark])
  return {
    unitId: state.leadId,
    endedOn: firstEnd?.on ?? null,
    outcome: firstEnd?.outcome ?? null,
    days: firstEnd && calendar.workingDaysBetween(state.receivedOn, firstEnd.on),
    passedUp: some('passedUp'),
    passedOn: some('passedOn'),
    refused: some('refused'),
    extended: some('extended'),
    late: some('late'),
    explained: some('explained'),
    escalated: some('escalated'),
    reopened: some('reopened'),
    satisfaction: state.satisfaction,
    hands,
  }
}
