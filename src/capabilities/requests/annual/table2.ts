/**
 * 年报格式 table 2 (国办公开办函〔2021〕30号): 收到和处理政府信息公开申请情况, as a function of counts. A case is counted once,
 * by its first end; what was withdrawn before it was received, voided or asked for a correction of a record (条例 art 41)
 * is in no row.
 */
import { type Party, parties } from '../request.ts'
import { type TableRow, tableRows } from '../rules/reply-kinds.ts'
import { annualWords as w } from './words.zh.ts'

/** Rows as the form prints them; `total` is 三（七）. */
export const rows2 = ['new', 'carried_in', ...tableRows, 'total', 'carried_out'] as const
export type Row2 = (typeof rows2)[number]

/** 自然人, the five kinds of 法人或其他组织, 总计. */
export const columns2 = [...parties, 'all'] as const
export type Column2 = (typeof columns2)[number]

export type Table2 = Record<Row2, Record<Column2, number>>

/** What the store counts: `row` is `new`, `carried_in`, `carried_out` or the outcome of an ended case. */
export type Count2 = { row: string; party: string; n: number }

export type Check = { key: 'C1' | 'C2' | 'C3' | 'C4' | 'C5'; ok: boolean; text: string; faults: string[] }

const flows: readonly string[] = ['new', 'carried_in', 'carried_out']

/**
 * 三（七）and 总计 are counted from everything that ended and everybody who asked, not from the lines above and beside
 * them: an outcome or a kind of applicant that has no place in the form shows in the checks instead of disappearing.
 */
export const table2 = (counts: readonly Count2[]): Table2 => {
  const sum = (row: Row2, column: Column2) =>
    counts
      .filter((one) => (row === 'total' ? !flows.includes(one.row) : one.row === row))
      .filter((one) => column === 'all' || one.party === column)
      .reduce((n, one) => n + one.n, 0)
  const line = (row: Row2) =>
    Object.fromEntries(columns2.map((column) => [column, sum(row, column)])) as Record<Column2, number>
  return Object.fromEntries(rows2.map((row) => [row, line(row)])) as Table2
}

const judged = (key: Check['key'], faults: string[]): Check => ({
  key,
  ok: faults.length === 0,
  text: w.checks[key],
  faults,
})

/**
 * C1–C3 within the table, C5 against the one before.
 * @param before 结转 of the period before, by column; null where nobody knows it
 */
export const checks2 = (table: Table2, before: Record<Column2, number> | null): Check[] => {
  const byColumn = (wrong: (column: Column2) => string | null) =>
    columns2.flatMap((column) => {
      const found = wrong(column)
      return found === null ? [] : [`${w.columns[column]}：${found}`]
    })
  const results = (column: Column2) => tableRows.reduce((n, row) => n + table[row][column], 0)
  return [
    judged(
      'C1',
      byColumn((column) => {
        const into = table.new[column] + table.carried_in[column]
        const out = table.total[column] + table.carried_out[column]
        return into === out ? null : w.unequal(into, out)
      }),
    ),
    judged(
      'C2',
      byColumn((column) =>
        table.total[column] === results(column) ? null : w.unequal(table.total[column], results(column)),
      ),
    ),
    judged(
      'C3',
      rows2.flatMap((row) => {
        const across = parties.reduce((n: number, party: Party) => n + table[row][party], 0)
        return table[row].all === across ? [] : [`${w.rows[row]}：${w.unequal(table[row].all, across)}`]
      }),
    ),
    ...(before
      ? [
          judged(
            'C5',
            byColumn((column) =>
              table.carried_in[column] === before[column] ? null : w.unequal(table.carried_in[column], before[column]),
            ),
          ),
        ]
      : []),
  ]
}

export const isResult = (row: Row2): row is TableRow => (tableRows as readonly string[]).includes(row)

/** The filters of `/api/requests` that list what a row counts. */
export type CasesBehind = Partial<
  Record<'receivedFrom' | 'receivedTo' | 'closedFrom' | 'closedTo' | 'openOn' | 'outcome', string>
>

export const casesBehind = (row: Row2, { from, to }: { from: string; to: string }): CasesBehind => {
  if (row === 'new') return { receivedFrom: from, receivedTo: to }
  if (row === 'carried_in') return { openOn: from }
  if (row === 'carried_out') return { openOn: Temporal.PlainDate.from(to).add({ days: 1 }).toString() }
  return { closedFrom: from, closedTo: to, ...(isResult(row) ? { outcome: row } : {}) }
}
