import { expect, test } from 'vitest'
import { type Replaced, replacingFault } from './replacing.ts'

const 水务局 = { recordId: 50, unitId: 7, government: false }
const old: Replaced = {
  recordId: 3,
  title: '河道管理办法',
  unitId: 7,
  hasValidity: true,
  live: true,
  ended: null,
}
const guide: Replaced = { ...old, hasValidity: false }

test.each([
  ['its own older document, repealed', 'repealed', old, 水务局, undefined],
  ['its own older document, superseded', 'superseded', old, 水务局, undefined],
  ['last year’s guide, superseded', 'superseded', guide, 水务局, undefined],
  ['last year’s guide cannot be repealed: it was never in force', 'repealed', guide, 水务局, 'no_validity'],
  ['another bureau’s document', 'repealed', { ...old, unitId: 8 }, 水务局, 'not_yours'],
  [
    'another bureau’s document, by the government',
    'repealed',
    { ...old, unitId: 8 },
    { ...水务局, government: true },
    undefined,
  ],
  ['what was withdrawn or never public', 'repealed', { ...old, live: false }, 水务局, 'not_public'],
  ['what does not exist', 'repealed', undefined, 水务局, 'not_public'],
  ['what was repealed by something else', 'superseded', { ...old, ended: { byRecordId: null } }, 水务局, 'ended'],
  [
    'what this very item ended, when it is corrected',
    'superseded',
    { ...old, ended: { byRecordId: 50 } },
    水务局,
    undefined,
  ],
] as const)('%s', (_what, how, found, maker, expected) => {
  expect(replacingFault({ recordId: 3, how }, [], found, maker)).toBe(expected)
})

test('itself, and one item twice', () => {
  expect(replacingFault({ recordId: 50, how: 'repealed' }, [], { ...old, recordId: 50 }, 水务局)).toBe('itself')
  expect(replacingFault({ recordId: 3, how: 'repealed' }, [3], old, 水务局)).toBe('twice')
})
