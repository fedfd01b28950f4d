import type { InquiryFiguresChanged } from '../foundations/publication-log/entries.ts'

/** Counts of one row: of a month, of a unit, or of all. */
type UnitCounts = InquiryFiguresChanged['units'][number]
export type Counts = Required<Omit<UnitCounts, 'unitId'>>
export type FigureSums = {
  sum: Counts
  /** YYYY-MM, oldest first. */
  months: { month: string; counts: Counts }[]
  /** Most letters first. */
  units: { unitId: number; counts: Counts }[]
}

const none: Counts = { received: 0, answered: 0, onTime: 0, rated: 0, satisfied: 0, fair: 0 }
const plus = (a: Counts, b: Omit<UnitCounts, 'unitId'>): Counts => ({
  received: a.received + b.received,
  answered: a.answered + b.answered,
  onTime: a.onTime + b.onTime,
  rated: a.rated + b.rated,
  satisfied: a.satisfied + b.satisfied,
  fair: a.fair + (b.fair ?? 0),
})

/** Years of which there are figures, newest first. */
export const yearsOf = (months: readonly InquiryFiguresChanged[]): string[] =>
  [...new Set(months.map(({ month }) => month.slice(0, 4)))].sort().reverse()

/**
 * A year's figures by month and by unit. @param unitId of this unit alone (the table by unit has them all the same)
 */
export const sumsOf = (all: readonly InquiryFiguresChanged[], year: string, unitId: number | undefined): FigureSums => {
  const byUnit = new Map<number, Counts>()
  const months = all
    .filter(({ month }) => month.startsWith(`${year}-`))
    .map(({ month, units, onTime }) => {
      for (const one of units) byUnit.set(one.unitId, plus(byUnit.get(one.unitId) ?? none, one))
      const counted = units.filter((one) => unitId === undefined || one.unitId === unitId)
      const counts = counted.reduce<Counts>(plus, none)
      return { month, counts: unitId === undefined && onTime !== undefined ? { ...counts, onTime } : counts }
    })
  return {
    sum: months.reduce<Counts>((sum, { counts }) => plus(sum, counts), none),
    months,
    units: [...byUnit]
      .map(([id, counts]) => ({ unitId: id, counts }))
      .sort((a, b) => b.counts.received - a.counts.received || a.unitId - b.unitId),
  }
}
