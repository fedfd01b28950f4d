import { describe, expect, test } from 'vitest'
import { loadCalendarYears, WorkingCalendar } from '../../../foundations/calendar/index.ts'
import { conclusionFaults, outcomeOf, type RemedyFields, registrationFaults, reviewAnswerDue } from './remedy.ts'

test.each([
  ['upheld', 'upheld'],
  ['dismissed', 'upheld'],
  ['revoked', 'corrected'],
  ['changed', 'corrected'],
  ['unlawful', 'corrected'],
  ['invalid', 'corrected'],
  ['ordered', 'corrected'],
  ['withdrawn', 'other'],
  ['terminated', 'other'],
  ['mediated', 'other'],
] as const)('%s counts as %s', (decision, outcome) => {
  expect(outcomeOf(decision)).toBe(outcome)
})

const calendar = new WorkingCalendar(loadCalendarYears())

test.each([
  ['ten working days', 'review', '2026-06-12', false, '2026-06-29'],
  ['five in the simplified procedure', 'review', '2026-06-12', true, '2026-06-22'],
  ['over the National Day, with its make-up Saturday', 'review', '2026-09-24', false, '2026-10-15'],
  ['not before the new law', 'review', '2023-12-29', false, null],
  ['no copy yet', 'review', null, false, null],
  ['a lawsuit has none', 'lawsuit', '2026-06-12', false, null],
] as const)('answer to the review body: %s', (_, kind, servedOn, simplified, due) => {
  expect(reviewAnswerDue({ kind, servedOn, simplified }, calendar)).toBe(due)
})

describe('what stands against a registration', () => {
  const review: RemedyFields = {
    kind: 'review',
    body: '云溪县人民政府',
    number: '',
    filedOn: '2026-06-10',
    servedOn: null,
    simplified: false,
  }
  const known = { others: [], reachedOn: '2026-06-01', today: '2026-06-12' }
  test.each<[string, Partial<RemedyFields>, [string, string][]]>([
    ['nothing', {}, []],
    ['no body', { body: '' }, [['body', 'missing']]],
    ['tomorrow', { filedOn: '2026-06-13' }, [['filedOn', 'future']]],
    ['before the request came', { filedOn: '2026-05-31' }, [['filedOn', 'order']]],
    ['a copy before the application', { servedOn: '2026-06-09' }, [['servedOn', 'order']]],
    ['after a review that nobody entered', { kind: 'lawsuit_after_review' }, [['kind', 'no-review']]],
  ])('%s', (_, change, faults) => {
    expect(registrationFaults({ ...review, ...change }, known).map(({ field, key }) => [field, key])).toEqual(faults)
  })
  test('a conclusion lies between the application and today', () => {
    expect(conclusionFaults('2026-06-10', '2026-06-10', '2026-06-12')).toEqual([])
    expect(conclusionFaults('2026-06-09', '2026-06-10', '2026-06-12')).toMatchObject([{ key: 'order' }])
    expect(conclusionFaults('2026-06-13', '2026-06-10', '2026-06-12')).toMatchObject([{ key: 'future' }])
  })
})
