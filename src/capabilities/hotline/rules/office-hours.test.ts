import { expect, test } from 'vitest'
import { hoursFaults } from './office-hours.ts'

const spans = (...written: string[]) => written.map((one) => ({ from: one.split('-')[0]!, to: one.split('-')[1]! }))

test.each([
  ['morning and afternoon', ['08:30-12:00', '14:30-18:00'], []],
  ['one after the other without a break', ['08:30-12:00', '12:00-18:00'], []],
  ['afternoon named first', ['14:30-18:00', '08:30-12:00'], []],
  ['ends before it begins', ['12:00-08:30'], [{ index: 0, key: 'order' }]],
  ['no time at all', ['08:30-08:30'], [{ index: 0, key: 'order' }]],
  ['the afternoon begins in the morning', ['08:30-12:00', '11:59-18:00'], [{ index: 1, key: 'overlap' }]],
  ['one within the other', ['08:00-18:00', '09:00-10:00'], [{ index: 1, key: 'overlap' }]],
] as const)('%s', (_, hours, faults) => {
  expect(hoursFaults(spans(...hours))).toEqual(faults)
})
