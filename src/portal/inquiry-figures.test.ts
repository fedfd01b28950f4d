import { describe, expect, test } from 'vitest'
import { sumsOf, yearsOf } from './inquiry-figures.ts'

const unit = (
  unitId: number,
  received: number,
  answered: number,
  onTime: number,
  rated: number,
  satisfied: number,
) => ({
  unitId,
  received,
  answered,
  onTime,
  rated,
  satisfied,
})
const months = [
  { month: '2025-12', units: [unit(1, 5, 5, 5, 1, 1)] },
  { month: '2026-01', units: [unit(1, 10, 8, 6, 5, 4), unit(2, 30, 20, 20, 0, 0)] },
  { month: '2026-02', units: [unit(1, 1, 3, 2, 1, 0)] },
]

describe('figures', () => {
  test('years of which there are any, the newest first', () => {
    expect(yearsOf(months)).toEqual(['2026', '2025'])
    expect(yearsOf([])).toEqual([])
  })

  test('a year of all units: by month, by unit with the most letters first, and in all', () => {
    expect(sumsOf(months, '2026', undefined)).toEqual({
      sum: { received: 41, answered: 31, onTime: 28, rated: 6, satisfied: 4 },
      months: [
        { month: '2026-01', counts: { received: 40, answered: 28, onTime: 26, rated: 5, satisfied: 4 } },
        { month: '2026-02', counts: { received: 1, answered: 3, onTime: 2, rated: 1, satisfied: 0 } },
      ],
      units: [
        { unitId: 2, counts: { received: 30, answered: 20, onTime: 20, rated: 0, satisfied: 0 } },
        { unitId: 1, counts: { received: 11, answered: 11, onTime: 8, rated: 6, satisfied: 4 } },
      ],
    })
  })

  test('of one unit; a month in which it had nothing is a month of zeros', () => {
    const { sum, months: of } = sumsOf(months, '2026', 2)
    expect(sum).toEqual({ received: 30, answered: 20, onTime: 20, rated: 0, satisfied: 0 })
    expect(of[1]).toEqual({ month: '2026-02', counts: { received: 0, answered: 0, onTime: 0, rated: 0, satisfied: 0 } })
  })
})
