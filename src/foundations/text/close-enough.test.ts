import { expect, test } from 'vitest'
import { closeEnough } from './close-enough.ts'

test.each([
  ['one of two words is another matter', 0.5, 2, false],
  ['two of three', 0.67, 3, true],
  ['of four words most', 0.59, 4, false],
  ['of many words a third', 0.31, 9, true],
  ['of many words a quarter', 0.25, 9, false],
  ['nothing that tells anything', 1, 0, false],
])('%s', (_, covered, words, close) => {
  expect(closeEnough(covered, words)).toBe(close)
})
