import { tableWorkbook } from '../../platform/table-workbook.ts'
import { figureColumns, figureWords as w } from './figure-words.zh.ts'
import type { Totals, UnitFigures } from './figures.ts'

type Row = Omit<UnitFigures, 'unitId' | 'averageAnswer'>
type Column = keyof typeof figureColumns

const columns = Object.keys(figureColumns) as Column[]
const rates: Partial<Record<Column, (row: Row) => [part: number, whole: number]>> = {
  rate: (row) => [row.answered, row.calls],
  transferRate: (row) => [row.transferred, row.wanted],
  pickUpRate: (row) => [row.pickedUp, row.rung],
  satisfiedRate: (row) => [row.satisfied + row.fair, row.satisfied + row.fair + row.dissatisfied],
}
const cell = (row: Row, column: Column) => {
  const rate = rates[column]
  if (!rate) return row[column as keyof Row]
  const [part, whole] = rate(row)
  return whole ? part / whole : null
}

/**
 * The monthly table of the line: units as rows, calls of no unit, the sum of all. Transfers and service telephones are units'
 * alone, so their sum is that of the rows.
 */
export const lineWorkbook = (
  given: { county: string; line: string; from: string; to: string },
  figures: { units: readonly UnitFigures[]; noUnit: Totals; totals: Totals },
): Promise<Buffer> => {
  const { units, noUnit, totals } = figures
  const sum = (key: 'rung' | 'pickedUp' | 'transferred' | 'wanted') => units.reduce((all, one) => all + one[key], 0)
  const none = { rung: 0, pickedUp: 0, transferred: 0, wanted: 0 }
  const passed = {
    rung: sum('rung'),
    pickedUp: sum('pickedUp'),
    transferred: sum('transferred'),
    wanted: sum('wanted'),
  }
  const cells = (row: Row) => [row.unitName, ...columns.map((column) => cell(row, column))]
  return tableWorkbook({
    sheet: w.sheet,
    title: w.title(given.county, given.line),
    period: w.period(given.from, given.to),
    head: [w.unit, ...columns.map((column) => figureColumns[column][0])],
    rows: [...units.map(cells), ...(noUnit.calls ? [cells({ ...noUnit, ...none, unitName: w.noUnit })] : [])],
    total: cells({ ...totals, ...passed, unitName: w.total }),
    shares: columns.flatMap((column, n) => (rates[column] ? [n + 1] : [])),
    meanings: { sheet: w.meaning, rows: columns.map((column) => figureColumns[column]) },
  })
}
