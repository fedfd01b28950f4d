import { describe, expect, test } from 'vitest'
import { loadCalendarYears, WorkingCalendar } from '../../../foundations/calendar/index.ts'
import { publicationDue } from './publication-clock.ts'

const calendar = new WorkingCalendar(loadCalendarYears())
const due = (formedOn: string | null, limits: Partial<Parameters<typeof publicationDue>[1]> = {}) =>
  publicationDue(formedOn, { timeLimit: null, special: null, ...limits }, calendar)

describe('the day by which an item must be public', () => {
  test('no date of formation: the clock has not started', () => {
    expect(due(null)).toBeNull()
  })
  test.each([
    // Saturday 14 February 2026 is a make-up working day, the Spring Festival holiday runs from the 15th to the 23rd.
    ['across the Spring Festival with its make-up Saturdays', '2026-01-26', '2026-02-28'],
    ['formed on the last working day before the festival', '2026-02-14', '2026-03-20'],
    ['formed on the first day of the holiday', '2026-02-15', '2026-03-20'],
    ['over Qingming', '2026-03-16', '2026-04-14'],
  ])('%s: 20 working days (条例 art 26)', (_, formedOn, on) => {
    expect(due(formedOn)).toMatchObject({ on, law: 'OGI-26', provisional: false })
  })
  test('a budget follows its own law, not art 26', () => {
    expect(due('2026-01-10', { special: 'budget_disclosure' })).toMatchObject({
      setBy: 'special_law',
      law: 'BUDGET-14',
    })
  })
})
