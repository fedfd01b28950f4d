import { expect, test } from 'vitest'
import { responsibleFor } from './succession.ts'

const units = [
  { id: 1, mergedIntoId: null },
  { id: 2, mergedIntoId: 1 },
  { id: 3, mergedIntoId: 2 },
  { id: 4, mergedIntoId: 5 },
  { id: 5, mergedIntoId: 4 },
]

test.each([
  ['a standing unit answers for itself', 1, 1],
  ['its successor for a dissolved one', 2, 1],
  ['the last of a chain', 3, 1],
  ['a unit nobody knows, itself', 9, 9],
])('%s', (_what, id, expected) => expect(responsibleFor(units, id)).toBe(expected))

test('a circle in the data ends', () => expect([4, 5]).toContain(responsibleFor(units, 4)))
