import { expect, test } from 'vitest'
import { stepOf } from './reminders.ts'

test.each([
  [6, null],
  [5, 5],
  // The job stood still the night before: told then, not lost.
  [4, 5],
  [3, 3],
  [2, 3],
  [1, 1],
  [0, 0],
  [-1, -1],
  [-30, -1],
])('%i working days left → step %s', (left, step) => expect(stepOf(left, [5, 3, 1, 0])).toBe(step))
