import { describe, expect, test } from 'vitest'
import { feeOf, priceOf, tariffOn, totalOf } from './fee.ts'

const on = '2026-06-12'

describe('按件: what the first n requests of a month cost together', () => {
  test.each([
    [1, 0],
    [10, 0],
    [11, 100],
    [30, 2000],
    [31, 2200],
    [40, 4000],
    [41, 4300],
    [50, 7000],
    [51, 7400],
    [100, 37_000],
  ])('%i → %i yuan', (n, yuan) => expect(totalOf('by_item', n, on)).toBe(yuan))
})

describe('按件: what the n-th request of a month costs', () => {
  test.each([
    [1, 0],
    [10, 0],
    [11, 100],
    [30, 100],
    [31, 200],
    [40, 200],
    [41, 300],
    [50, 300],
    [51, 400],
    [60, 400],
    [61, 500],
    [100, 800],
    [101, 900],
  ])('the %ith: %i yuan', (n, yuan) => {
    expect(priceOf('by_item', n, on)).toBe(yuan)
    expect(feeOf('by_item', n, on)).toBe(yuan)
  })
})

describe('按量: what p pages cost', () => {
  test.each([
    [1, 0],
    [30, 0],
    [31, 10],
    // A real charge of 2025.
    [68, 380],
    [100, 700],
    [101, 720],
    [200, 2700],
    [201, 2740],
    [300, 6700],
  ])('%i pages → %i yuan', (pages, yuan) => {
    expect(totalOf('by_page', pages, on)).toBe(yuan)
    expect(feeOf('by_page', pages, on)).toBe(yuan)
  })
})

test('no fee before the tariff: 1 January 2021 is its first day', () => {
  expect(tariffOn('by_item', '2021-01-01').law).toBe('FEE-2020-109-4')
  expect(tariffOn('by_page', '2021-01-01').law).toBe('FEE-2020-109-5')
  expect(() => priceOf('by_item', 11, '2020-12-31')).toThrow(RangeError)
})

test.each([0, -1, 1.5, Number.NaN])('%d is no count', (n) => {
  expect(() => priceOf('by_page', n, on)).toThrow(RangeError)
  expect(() => feeOf('by_page', n, on)).toThrow(RangeError)
})

test('as many pages as a number can count are added up without counting them one by one', () => {
  expect(totalOf('by_page', 1_000_000, on)).toBe(2700 + 999_800 * 40)
  expect(totalOf('by_page', 100_000_000_000, on)).toBe(2700 + (100_000_000_000 - 200) * 40)
})
