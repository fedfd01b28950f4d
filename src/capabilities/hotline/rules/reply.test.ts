import { expect, test } from 'vitest'
import { ratingOf } from './reply.ts'

test.each([
  ['1', 1],
  [' 2\n', 2],
  ['３', 3],
  ['②', 2],
  ['1。', 1],
  ['【1】', 1],
  ['1、满意', 1],
  ['回复3', 3],
  ['满意', 1],
  ['基本满意！', 2],
  ['不满意', 3],
  ['', undefined],
  ['0', undefined],
  ['4', undefined],
  ['11', undefined],
  ['1 2', undefined],
  ['13800000000', undefined],
  ['1不满意', undefined],
  ['很不满意，等了半天', undefined],
  ['不', undefined],
  ['TD', undefined],
])('%j', (said, rating) => {
  expect(ratingOf(said)).toBe(rating)
})
