import { describe, expect, test } from 'vitest'
import { parties } from '../request.ts'
import { tableRows } from '../rules/reply-kinds.ts'
import { type Count2, checks2, columns2, rows2, table2 } from './table2.ts'
import { checks3, table3 } from './table3.ts'

/** 自然人 column of a real city report of 2025, as published. */
const published: Record<string, number> = {
  new: 13612,
  carried_in: 535,
  r1: 5345,
  r2: 2120,
  'r3.1': 13,
  'r3.2': 30,
  'r3.3': 11,
  'r3.4': 49,
  'r3.5': 103,
  'r3.6': 84,
  'r3.7': 282,
  'r3.8': 147,
  'r4.1': 3075,
  'r4.2': 177,
  'r4.3': 19,
  'r5.1': 199,
  'r5.2': 147,
  'r5.3': 0,
  'r5.4': 100,
  'r5.5': 5,
  'r6.1': 315,
  'r6.2': 202,
  'r6.3': 941,
  carried_out: 783,
}
const asCounts = (column: Record<string, number>, party = 'natural_person'): Count2[] =>
  Object.entries(column).map(([row, n]) => ({ row, party, n }))
const verdicts = (checks: readonly { key: string; ok: boolean }[]) =>
  Object.fromEntries(checks.map(({ key, ok }) => [key, ok]))
const nothing = Object.fromEntries(columns2.map((column) => [column, 0])) as Record<(typeof columns2)[number], number>

describe('a real report of 2025', () => {
  const table = table2(asCounts(published))
  test('its total and both sides of C1 come out as printed', () => {
    expect(table.total.natural_person).toBe(13364)
    expect(table.new.natural_person + table.carried_in.natural_person).toBe(14147)
    expect(table.total.natural_person + table.carried_out.natural_person).toBe(14147)
  })
  test('every cell is where it was put, and 总计 is the column, as nobody else asked', () => {
    for (const row of rows2)
      if (row !== 'total')
        expect([row, table[row].natural_person, table[row].all]).toEqual([row, published[row], published[row]])
  })
  test('C1, C2, C3 and C5 hold', () => {
    const before = { ...nothing, natural_person: 535, all: 535 }
    expect(verdicts(checks2(table, before))).toEqual({ C1: true, C2: true, C3: true, C5: true })
  })
})

test('22 lines of results and the three flows, in the order of the form', () => {
  expect(rows2).toHaveLength(25)
  expect(tableRows).toHaveLength(21)
  expect(columns2).toEqual([...parties, 'all'])
})

describe('each check says what is wrong and where', () => {
  const sound: Count2[] = [
    { row: 'new', party: 'natural_person', n: 3 },
    { row: 'r1', party: 'natural_person', n: 2 },
    { row: 'carried_out', party: 'natural_person', n: 1 },
  ]
  const faultsOf = (counts: Count2[], before = nothing) =>
    checks2(table2(counts), before).flatMap((one) => (one.ok ? [] : [[one.key, one.faults]]))
  test.each<[string, Count2[], unknown[]]>([
    ['sound', sound, []],
    [
      'C1: one more came than went',
      [...sound, { row: 'new', party: 'research', n: 1 }],
      [['C1', ['科研机构：1与0不等', '总计：4与3不等']]],
    ],
    [
      'C2: an outcome that has no line in the form',
      [...sound, { row: 'new', party: 'enterprise', n: 1 }, { row: 'r9', party: 'enterprise', n: 1 }],
      [['C2', ['商业企业：1与0不等', '总计：3与2不等']]],
    ],
    [
      'C3: somebody who has no column',
      [...sound, { row: 'new', party: 'ghost', n: 1 }, { row: 'r1', party: 'ghost', n: 1 }],
      [['C3', ['一、本年新收政府信息公开申请数量：4与3不等', '（一）予以公开：3与2不等', '（七）总计：3与2不等']]],
    ],
    [
      'C5: not what was carried out before',
      [...sound, { row: 'carried_in', party: 'natural_person', n: 1 }, { row: 'r2', party: 'natural_person', n: 1 }],
      [['C5', ['自然人：1与0不等', '总计：1与0不等']]],
    ],
  ])('%s', (_, counts, found) => {
    expect(faultsOf(counts)).toEqual(found)
  })
})

describe('table 3', () => {
  test('fifteen numbers', () => {
    const table = table3([
      { kind: 'review', outcome: 'upheld', n: 4 },
      { kind: 'review', outcome: 'open', n: 2 },
      { kind: 'lawsuit', outcome: 'corrected', n: 1 },
      { kind: 'lawsuit_after_review', outcome: 'other', n: 3 },
    ])
    expect(table).toEqual({
      review: { upheld: 4, corrected: 0, other: 0, open: 2, total: 6 },
      lawsuit: { upheld: 0, corrected: 1, other: 0, open: 0, total: 1 },
      lawsuit_after_review: { upheld: 0, corrected: 0, other: 3, open: 0, total: 3 },
    })
    expect(verdicts(checks3(table))).toEqual({ C4: true })
  })
  test('C4 finds an outcome without a cell', () => {
    expect(checks3(table3([{ kind: 'lawsuit', outcome: 'lost', n: 1 }]))).toMatchObject([
      { key: 'C4', ok: false, faults: ['未经复议直接起诉：1与0不等'] },
    ])
  })
})
