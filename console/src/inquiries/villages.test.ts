import { expect, test } from 'vitest'
import type { InquiryRow } from '../api/contract.ts'
import { placeOf, villagesOf } from './villages.ts'

test.each([
  ['上塘村 3组王家', '上塘村', '3组王家'],
  ['上塘村3组王家', '上塘村', '3组王家'],
  ['城东社区居委会 12栋', '城东社区', '12栋'],
  ['城东社区，12栋', '城东社区', '12栋'],
  ['老街 8号', '老街', '8号'],
  ['上塘村', '上塘村', ''],
  ['', '', ''],
])('%s', (place, village, household) => {
  expect(placeOf(place)).toEqual({ village, household })
})

test('by village, then by household; what names no place comes last', () => {
  const rows = ['', '上塘村 3组', '白石村 1组', '上塘村 1组'].map((place, id) => ({ id, place }) as InquiryRow)
  expect(villagesOf(rows).map(({ village, rows: found }) => [village, found.map((row) => row.id)])).toEqual([
    ['白石村', [2]],
    ['上塘村', [3, 1]],
    ['', [0]],
  ])
})
