import { describe, expect, test } from 'vitest'
import { loadCalendarYears, WorkingCalendar } from '../../foundations/calendar/index.ts'
import type { EventData, RequestEvent } from './events.ts'
import type { Status } from './request.ts'
import { clockOf, opinionDue, paymentDue, stateOf } from './state.ts'
import type { Action } from './transitions.ts'

/** Deadlines of real days, from the events to the last day, in the calendars of 2024–2026. */
const calendar = new WorkingCalendar(loadCalendarYears())

let seq = 0
const event = <A extends Action | 'register'>(action: A, data: EventData[A], on: string, to: Status = 'handling') =>
  ({
    seq: ++seq,
    action,
    data,
    on,
    at: new Date(`${on}T01:00:00Z`),
    from: action === 'register' ? null : 'handling',
    to,
    actorId: 1,
    onBehalfOf: null,
    by: 'clerk',
  }) as unknown as RequestEvent
const counter = (on: string) => event('register', { channel: 'counter', asks: 'information', reachedOn: on }, on)
const dueOf = (events: RequestEvent[], today = events.at(-1)!.on) => clockOf(stateOf(events), calendar, today).due?.on

describe('twenty working days from the day after receipt', () => {
  test.each([
    ['make-up days of September and October', '2024-09-13', '2024-10-17'],
    ['the Spring Festival of eight days', '2025-01-20', '2025-02-21'],
    ['the National Day with Mid-Autumn', '2025-09-26', '2025-10-30'],
    ['the last day is a Saturday that is worked', '2026-01-26', '2026-02-28'],
    ['nine days of Spring Festival', '2026-02-13', '2026-03-19'],
    ['a worked Saturday in between', '2026-04-28', '2026-05-28'],
    ['received on a worked Saturday', '2026-05-09', '2026-06-05'],
    ['Mid-Autumn and the National Day', '2026-09-15', '2026-10-19'],
    ['received on a holiday', '2026-10-03', '2026-11-03'],
  ])('%s: %s → %s', (_, on, last) => expect(dueOf([counter(on)])).toBe(last))
})

test('extended by twenty: forty from the day after receipt', () => {
  const events = [counter('2026-06-12'), event('extend', { on: '2026-06-30', workingDays: 20 }, '2026-06-30')]
  expect(dueOf(events)).toBe('2026-08-10')
})

describe('seven working days for the notice of correction, fifteen for an opinion, twenty to pay', () => {
  test.each([
    ['2024-02-08', 7, '2024-02-23'],
    ['2026-02-10', 7, '2026-02-26'],
    ['2026-04-24', 7, '2026-05-08'],
    ['2026-09-15', 15, '2026-10-12'],
  ])('%s + %i → %s', (on, days, last) => expect(calendar.lastDay(on, days).last).toBe(last))
  test('a third party asked on 15 September answers by 12 October', () => {
    expect(opinionDue({ kind: 'third_party', servedOn: '2026-09-15' }, calendar)).toBe('2026-10-12')
    expect(opinionDue({ kind: 'joint_maker', servedOn: '2026-09-15' }, calendar)).toBe('2026-10-12')
    expect(opinionDue({ kind: 'third_party', servedOn: null }, calendar)).toBeNull()
  })
  test('a fee whose notice came on 15 September is paid by 19 October', () => {
    expect(paymentDue({ servedOn: '2026-09-15' }, calendar)).toBe('2026-10-19')
    expect(paymentDue({ servedOn: null }, calendar)).toBeNull()
  })
})

test('a correction and a payment start all twenty days anew; a wait has no last day', () => {
  const asked = event('ask_correction', { on: '2026-06-15', until: '2026-06-29' }, '2026-06-15', 'correcting')
  const taken = event('take_correction', { on: '2026-09-15', excused: true }, '2026-09-15')
  expect(dueOf([counter('2026-06-12'), asked])).toBeUndefined()
  expect(dueOf([counter('2026-06-12'), asked, taken])).toBe('2026-10-19')
  const charged = event('charge', { on: '2026-06-15', basis: 'by_page', quantity: 68 }, '2026-06-15', 'charged')
  const paid = event('take_payment', { on: '2026-09-15', ticket: '票1' }, '2026-09-15')
  expect(dueOf([counter('2026-06-12'), charged])).toBeUndefined()
  expect(dueOf([counter('2026-06-12'), charged, paid])).toBe('2026-10-19')
})

test('what was received under the regulation of 2007 keeps its fifteen days', () => {
  expect(dueOf([counter('2019-05-13')])).toBe(calendar.lastDay('2019-05-13', 15).last)
  expect(dueOf([counter('2019-05-15')])).toBe(calendar.lastDay('2019-05-15', 20).last)
})

test('a portal’s form has no clock before both sides confirm', () => {
  const sent = event(
    'register',
    { channel: 'portal', asks: 'information', reachedOn: '2026-09-10' },
    '2026-09-10',
    'submitted',
  )
  expect(clockOf(stateOf([sent]), calendar, '2026-09-14').state).toBe('idle')
  expect(dueOf([sent, event('confirm', { on: '2026-09-15', how: 'online' }, '2026-09-15')])).toBe('2026-10-19')
})
