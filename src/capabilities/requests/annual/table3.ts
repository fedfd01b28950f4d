/**
 * 年报格式 table 3: 政府信息公开行政复议、行政诉讼情况, as a function of counts. What was concluded in the period stands under
 * its outcome, what is open at its end under 尚未审结, and what was concluded before or filed after it nowhere.
 */
import { type RemedyKind, type RemedyOutcome, remedyKinds } from '../request.ts'
import type { Check } from './table2.ts'
import { annualWords as w } from './words.zh.ts'

/** In the order of the form. */
export const outcomes3 = ['upheld', 'corrected', 'other', 'open'] as const satisfies RemedyOutcome[]
export const columns3 = [...outcomes3, 'total'] as const
export type Column3 = (typeof columns3)[number]

export type Table3 = Record<RemedyKind, Record<Column3, number>>
export type Count3 = { kind: string; outcome: string; n: number }

/** 总计 counts everything there is, not the cells beside it. */
export const table3 = (counts: readonly Count3[]): Table3 => {
  const sum = (kind: RemedyKind, column: Column3) =>
    counts
      .filter((one) => one.kind === kind && (column === 'total' || one.outcome === column))
      .reduce((n, one) => n + one.n, 0)
  return Object.fromEntries(
    remedyKinds.map((kind) => [kind, Object.fromEntries(columns3.map((column) => [column, sum(kind, column)]))]),
  ) as Table3
}

/** C4: each 总计 is the sum of its four. */
export const checks3 = (table: Table3): Check[] => {
  const faults = remedyKinds.flatMap((kind) => {
    const across = outcomes3.reduce((n, outcome) => n + table[kind][outcome], 0)
    return table[kind].total === across ? [] : [`${w.remedyKinds[kind]}：${w.unequal(table[kind].total, across)}`]
  })
  return [{ key: 'C4', ok: faults.length === 0, text: w.checks.C4, faults }]
}
