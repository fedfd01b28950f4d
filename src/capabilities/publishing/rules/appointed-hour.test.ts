import { expect, test } from 'vitest'
import { hourFault } from './appointed-hour.ts'

const now = Temporal.Instant.from('2026-03-02T01:00:00Z') // Monday, 09:00 in Beijing
const fault = (at: string, dueOn: string | null = null, reason = '') =>
  hourFault(Temporal.Instant.from(at), now, dueOn, reason)

test.each([
  ['this very moment is no hour ahead', '2026-03-02T01:00:00Z', null, '', 'past'],
  ['a minute ago', '2026-03-02T00:59:00Z', null, '', 'past'],
  ['in a minute', '2026-03-02T01:01:00Z', null, '', undefined],
  ['a year ahead to the minute', '2027-03-02T01:00:00Z', null, '', undefined],
  ['a minute more than a year', '2027-03-02T01:01:00Z', null, '', 'too_far'],
  ['year 9999', '9999-01-01T00:00:00Z', null, '', 'too_far'],
  ['23:59 of the due day in China', '2026-03-26T15:59:00Z', '2026-03-26', '', undefined],
  [
    'midnight after the due day in China, the 26th still in London',
    '2026-03-26T16:00:00Z',
    '2026-03-26',
    '',
    'past_due',
  ],
  ['the same with a reason', '2026-03-26T16:00:00Z', '2026-03-26', '与上级同步发布。', undefined],
  ['a reason of blanks is none', '2026-03-26T16:00:00Z', '2026-03-26', '　 ', 'past_due'],
] as const)('%s', (_what, at, dueOn, reason, expected) => {
  expect(fault(at, dueOn, reason)).toBe(expected)
})
