import { describe, expect, test } from 'vitest'
import { loadCalendarYears, WorkingCalendar } from '../../foundations/calendar/index.ts'
import { issuesOf } from './checks.ts'
import type { EventData, InquiryEvent } from './events.ts'
import { defaultLimits } from './limits.ts'
import { stateOf } from './state.ts'

/** What is late does not become timely by another name: asked on 1 June 2026, due on Monday the 8th. */
const facts = {
  calendar: new WorkingCalendar(loadCalendarYears()),
  limits: defaultLimits[0]!,
  unit: 'other',
  ownerFits: true,
  sourcesPublic: true,
} as const
const state = stateOf([
  {
    seq: 1,
    action: 'register',
    data: { kind: 'question', channel: 'portal', unitId: 2, officeId: 1, receivedOn: '2026-06-01', topic: 'other' },
    on: '2026-06-01',
    to: 'handling',
  } as unknown as InquiryEvent,
])
const keysOf = <A extends 'grade' | 'extend' | 'explain'>(action: A, data: EventData[A], today: string) =>
  issuesOf(action, data, state, { ...facts, today }).map(({ key }) => key)

describe('what lengthens a period is decided while it runs', () => {
  test.each([
    ['2026-06-08', []],
    ['2026-06-09', ['overdue']],
  ])('on %s', (today, keys) => {
    expect(keysOf('grade', { complexity: 'complex' }, today)).toEqual(keys)
    expect(keysOf('extend', {}, today)).toEqual(keys)
  })
  test('back to an ordinary one at any time', () => {
    expect(keysOf('grade', { complexity: 'ordinary' }, '2026-06-09')).toEqual([])
  })
})

test('an explanation is taken from the working day before the last one on, and promises a day to come', () => {
  expect(keysOf('explain', { until: '2026-06-20' }, '2026-06-04')).toEqual(['not-due'])
  expect(keysOf('explain', { until: '2026-06-20' }, '2026-06-05')).toEqual([])
  expect(keysOf('explain', { until: '2026-06-09' }, '2026-06-09')).toEqual(['until'])
})
