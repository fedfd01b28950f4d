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
  /** Of all units together; empty for a year of which they were not told. */
  mailboxes: { key: string; counts: Counts }[]
  topics: { key: string; counts: Counts }[]
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
  const ofYear = all.filter(({ month }) => month.startsWith(`${year}-`))
  const months = ofYear.map(({ month, units, onTime }) => {
    const counted = units.filter((one) => unitId === undefined || one.unitId === unitId)
    const counts = counted.reduce<Counts>(plus, none)
    return { month, counts: unitId === undefined && onTime !== undefined ? { ...counts, onTime } : counts }
  })
  return {
    sum: months.reduce<Counts>((sum, { counts }) => plus(sum, counts), none),
    months,
    units: summed(ofYear.flatMap(({ units }) => units.map((one) => [one.unitId, one]))).map(([id, counts]) => ({
      unitId: id,
      counts,
    })),
    mailboxes: named(ofYear.flatMap(({ mailboxes = [] }) => mailboxes.map((one) => [String(one.mailboxId), one]))),
    topics: named(ofYear.flatMap(({ topics = [] }) => topics.map((one) => [one.topic, one]))),
  }
}

/** The months of each together, most letters first. */
const summed = <K extends number | string>(rows: [K, Omit<UnitCounts, 'unitId'>][]): [K, Counts][] => {
  const sums = new Map<K, Counts>()
  for (const [key, counts] of rows) sums.set(key, plus(sums.get(key) ?? none, counts))
  return [...sums].sort(([a, one], [b, other]) => other.received - one.received || (a < b ? -1 : 1))
}
const named = (rows: [string, Omit<UnitCounts, 'unitId'>][]) => summed(rows).map(([key, counts]) => ({ key, counts }))
