import { expect, test } from 'vitest'
import { askAgainAfter, openFilling } from './filling.ts'

test('what is left follows from the pace so far, with packing at the end', () => {
  let at = 0
  const watch = openFilling(() => at)
  expect(watch.now()).toBeUndefined()
  watch.begin(100_000)
  expect(watch.now()).toEqual({ seq: 0, of: 100_000, seconds: undefined })
  at = 30_000
  watch.reached(25_000)
  expect(watch.now()).toEqual({ seq: 25_000, of: 100_000, seconds: 114 })
  at = 120_000
  watch.reached(100_000)
  expect(watch.now()!.seconds).toBe(24)
  watch.end()
  expect(watch.now()).toBeUndefined()
})

test('without the length of the log nothing is foretold', () => {
  let at = 0
  const watch = openFilling(() => at)
  watch.begin(undefined)
  at = 5_000
  watch.reached(500)
  expect(watch.now()).toEqual({ seq: 500, of: undefined, seconds: undefined })
})

test.each([
  [undefined, 10],
  [2, 5],
  [24, 24],
  [900, 60],
])('%s seconds left: asked again after %i', (seconds, after) =>
  expect(askAgainAfter(seconds === undefined ? undefined : { seq: 1, of: 2, seconds })).toBe(after),
)
