import { describe, expect, test } from 'vitest'
import type { GroundCode } from '../../../foundations/classification/index.ts'
import { tableRowLabels } from '../words.zh.ts'
import {
  type RemedyRoute,
  type ReplyKindKey,
  replyKind,
  replyKindKeys,
  rowOf,
  rowOfGround,
  tableRows,
  withdrawnRow,
} from './reply-kinds.ts'

/** Situation → article, row of table 2, way of remedy: one line for each of 条例 arts 30, 35–41 and 收费办法 art 6. */
const cases: [ReplyKindKey, GroundCode[], string, string | null, RemedyRoute][] = [
  ['already_public', [], 'OGI-36-1', 'r1', 'either'],
  ['granted', [], 'OGI-36-2', 'r1', 'either'],
  ['refused', ['EX14a'], 'OGI-36-3', 'r3.1', 'review_first'],
  ['refused', ['EX14b'], 'OGI-36-3', 'r3.2', 'review_first'],
  ['refused', ['EX14c'], 'OGI-36-3', 'r3.3', 'review_first'],
  ['refused', ['EX15'], 'OGI-36-3', 'r3.4', 'review_first'],
  ['refused', ['EX16a'], 'OGI-36-3', 'r3.5', 'review_first'],
  ['refused', ['EX16b'], 'OGI-36-3', 'r3.6', 'review_first'],
  ['refused', ['EX16c'], 'OGI-36-3', 'r3.7', 'review_first'],
  ['refused', ['EX16c', 'EX14a'], 'OGI-36-3', 'r3.7', 'review_first'],
  ['not_existing', [], 'OGI-36-4', 'r4.1', 'either'],
  ['other_agency', [], 'OGI-36-5', 'r4.1', 'either'],
  ['repeated', [], 'OGI-36-6', 'r5.2', 'either'],
  ['special_access', [], 'OGI-36-7', 'r3.8', 'either'],
  ['partial', ['EX15'], 'OGI-37', 'r2', 'review_first'],
  ['needs_making', [], 'OGI-38', 'r4.2', 'either'],
  ['petition', [], 'OGI-39-1', 'r5.1', 'either'],
  ['publication', [], 'OGI-39-2', 'r5.3', 'either'],
  ['still_unclear', [], 'OGI-30', 'r4.3', 'either'],
  ['excessive', [], 'OGI-35', 'r5.4', 'either'],
  ['confirmation', [], 'REPORT-2021-30', 'r5.5', 'either'],
  ['correction_lapsed', [], 'OGI-30', 'r6.1', 'either'],
  ['fee_lapsed', [], 'FEE-2020-109-6', 'r6.2', 'either'],
  ['terminated', [], 'REPORT-2021-30', 'r6.3', 'either'],
  ['record_corrected', [], 'OGI-41', null, 'either'],
  ['record_kept', [], 'OGI-41', null, 'either'],
  ['record_passed_on', [], 'OGI-41', null, 'either'],
]

describe('each reply', () => {
  test.each(cases)('%s %j: %s, %s, %s', (kind, grounds, law, row, remedy) => {
    expect(replyKind(kind).law).toBe(law)
    expect(rowOf(kind, grounds)).toBe(row)
    expect(replyKind(kind).remedy).toBe(remedy)
  })
})

test('every kind of reply and every ground is in the table above', () => {
  expect(new Set(cases.map(([kind]) => kind))).toEqual(new Set(replyKindKeys))
  expect(new Set(cases.flatMap(([, grounds]) => grounds))).toEqual(new Set(Object.keys(rowOfGround)))
})

test('every row of the form can be reached, and none that the form lacks', () => {
  const reached = new Set([...cases.flatMap(([, , , row]) => row ?? []), withdrawnRow])
  expect([...reached].sort()).toEqual([...tableRows].sort())
  expect(Object.keys(tableRowLabels)).toEqual([...tableRows])
})

test('a refusal without a ground has no row', () => {
  expect(() => rowOf('refused', [])).toThrow(RangeError)
})

test('what is handed out passes the secrecy review, and nothing else', () => {
  expect(replyKindKeys.filter((key) => replyKind(key).releases)).toEqual(['granted', 'partial'])
})

test('the lapses are proposed only while they are waited for', () => {
  expect(replyKind('correction_lapsed').from).toEqual(['correcting'])
  expect(replyKind('fee_lapsed').from).toEqual(['charged'])
})
