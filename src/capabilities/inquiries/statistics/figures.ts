import type { Satisfaction } from '../inquiry.ts'

/**
 * What is counted. Every figure speaks of the cases *received* in a period (收到之日), all of them or some kind, door or topic, and of
 * what has become of them until now; void ones are not counted. Of one unit: the cases it is responsible for, and of what was done to
 * a case on its way, what this unit did. The same conditions open the list behind a figure. What each means is said in README.md, and
 * once more in SQL in store.ts.
 */
export const lineFigures = [
  'received',
  'open',
  'answered',
  'on_time',
  'overdue',
  'passed_up',
  'passed_on',
  'refused',
  'extended',
  'explained',
  'escalated',
  'reopened',
  'asked_before',
  'rated',
  'satisfied',
  'fair',
  'dissatisfied',
] as const
export type LineFigure = (typeof lineFigures)[number]

/** Complaints about the units, for supervision alone. */
export const complaintFigures = ['complaints', 'complaints_open', 'upheld', 'rejected'] as const
export type ComplaintFigure = (typeof complaintFigures)[number]

/** Reports are counted for supervision and open no list. */
export const reportFigures = ['reports', 'reports_open'] as const
export type ReportFigure = (typeof reportFigures)[number]

export const openedFigures = [...lineFigures, ...complaintFigures] as const
export type OpenedFigure = (typeof openedFigures)[number]

/** Working days from receipt to the first end, both ends of a bin included. */
export const dayBins = { d1: [0, 1], d3: [2, 3], d5: [4, 5], d10: [6, 10], d20: [11, 20], more: [21, 9999] } as const
export type DayBin = keyof typeof dayBins
export const dayBinKeys = Object.keys(dayBins) as [DayBin, ...DayBin[]]
export const dayBinOf = (days: number): DayBin =>
  dayBinKeys.find((key) => dayBins[key][0] <= days && days <= dayBins[key][1]) ?? 'more'

/** Outcomes that are an answer of the office: itself, or the door that is the right one. */
export const answers = ['answered', 'directed', 'request', 'petition'] as const

/** What a unit may have done with a case while it was in its hands. */
export const handMarks = [
  'late',
  'passedUp',
  'passedOn',
  'refused',
  'extended',
  'explained',
  'escalated',
  'reopened',
] as const
export type Hand = { unitId: number } & Record<(typeof handMarks)[number], boolean>

/** What is counted of one case: a function of its events and the calendar. */
export type Counting = {
  unitId: number
  endedOn: string | null
  outcome: string | null
  days: number | null
  passedUp: boolean
  passedOn: boolean
  refused: boolean
  extended: boolean
  late: boolean
  explained: boolean
  escalated: boolean
  reopened: boolean
  satisfaction: Satisfaction | null
  /** Every unit that had it, the first one first. */
  hands: Hand[]
}
