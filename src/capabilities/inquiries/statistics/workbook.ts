import { tableWorkbook } from '../../../platform/table-workbook.ts'
import { type LineFigure, lineFigures } from './figures.ts'
import type { LineCounts } from './store.ts'
import { figureMeanings, figureLabels as labels, statisticsWords as w } from './words.zh.ts'

export type MonthlyRow = LineCounts & { unitName: string; complaints: number; upheld: number }

/** Satisfied and fairly satisfied of those who rated; nothing when nobody did. */
const share = (part: number, whole: number) => (whole ? part / whole : '')

/** The table a supervision office sends round: units as rows, their sum last, and what every column means. */
export const monthlyWorkbook = (
  county: string,
  { from, to }: { from: string; to: string },
  rows: readonly MonthlyRow[],
  total: MonthlyRow,
): Promise<Buffer> => {
  const figures: readonly LineFigure[] = lineFigures
  const cells = (row: MonthlyRow) => [
    row.unitName,
    ...figures.map((key) => row[key]),
    share(row.on_time, row.answered),
    share(row.satisfied + row.fair, row.rated),
    row.complaints,
    row.upheld,
  ]
  return tableWorkbook({
    sheet: w.sheet,
    title: w.title(county),
    period: w.period(from, to),
    head: [
      w.unit,
      ...figures.map((key) => labels[key]),
      w.onTimeRate,
      w.satisfiedRate,
      labels.complaints,
      labels.upheld,
    ],
    rows: rows.map(cells),
    total: cells(total),
    shares: [figures.length + 1, figures.length + 2],
    meanings: {
      sheet: w.meaning,
      rows: ([...figures, 'complaints', 'upheld'] as const).map((key) => [labels[key], figureMeanings[key]]),
    },
  })
}
