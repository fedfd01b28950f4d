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
  fair: 1,
})
const months = [
  {
    month: '2025-12',
    units: [unit(1, 5, 5, 5, 1, 1)],
    onTime: 5,
    mailboxes: [{ mailboxId: 4, received: 2, answered: 1, onTime: 1, rated: 1, satisfied: 0, fair: 1 }],
    topics: [
      { topic: 'health', received: 2, answered: 2, onTime: 2, rated: 0, satisfied: 0, fair: 0 },
      { topic: 'transport', received: 3, answered: 3, onTime: 3, rated: 1, satisfied: 1, fair: 0 },
    ],
  },
  // Of unit 2's, one was late in the hands of unit 1, which passed it on.
  { month: '2026-01', units: [unit(1, 10, 8, 6, 5, 4), unit(2, 30, 20, 20, 0, 0)], onTime: 25 },
  // As they were told before there was a count of the whole and of the fairly satisfied.
  { month: '2026-02', units: [{ unitId: 1, received: 1, answered: 3, onTime: 2, rated: 1, satisfied: 0 }] },
]

describe('figures', () => {
  test('years of which there are any, the newest first', () => {
    expect(yearsOf(months)).toEqual(['2026', '2025'])
    expect(yearsOf([])).toEqual([])
  })

  test('a year of all units: by month, by unit with the most letters first, and in all', () => {
    expect(sumsOf(months, '2026', undefined)).toEqual({
      sum: { received: 41, answered: 31, onTime: 27, rated: 6, satisfied: 4, fair: 2 },
      months: [
        { month: '2026-01', counts: { received: 40, answered: 28, onTime: 25, rated: 5, satisfied: 4, fair: 2 } },
        { month: '2026-02', counts: { received: 1, answered: 3, onTime: 2, rated: 1, satisfied: 0, fair: 0 } },
      ],
      units: [
        { unitId: 2, counts: { received: 30, answered: 20, onTime: 20, rated: 0, satisfied: 0, fair: 1 } },
        { unitId: 1, counts: { received: 11, answered: 11, onTime: 8, rated: 6, satisfied: 4, fair: 1 } },
      ],
      mailboxes: [],
      topics: [],
    })
  })

  test('by leader and by topic, most letters first', () => {
    const { mailboxes, topics } = sumsOf(months, '2025', undefined)
    expect(mailboxes).toEqual([
      { key: '4', counts: { received: 2, answered: 1, onTime: 1, rated: 1, satisfied: 0, fair: 1 } },
    ])
    expect(topics.map(({ key, counts }) => [key, counts.received])).toEqual([
      ['transport', 3],
      ['health', 2],
    ])
  })

  test('of one unit; a month in which it had nothing is a month of zeros', () => {
    const { sum, months: of } = sumsOf(months, '2026', 2)
    expect(sum).toEqual({ received: 30, answered: 20, onTime: 20, rated: 0, satisfied: 0, fair: 1 })
    expect(of[1]).toEqual({
      month: '2026-02',
      counts: { received: 0, answered: 0, onTime: 0, rated: 0, satisfied: 0, fair: 0 },
    })
  })
})
