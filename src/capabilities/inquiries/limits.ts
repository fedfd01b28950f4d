import { z } from 'zod'
import { day } from '../../platform/shapes.ts'

const workingDays = z.int().min(1).max(365)

/**
 * 办理期限 of the line, in working days, in force from a day on. No national text fixes them; these are the figures of the
 * county's own plan (云政发〔2009〕40号 gives the duty, not the days), so they are settings, dated: a case keeps the row
 * that was in force on the day it was received.
 */
export const limitsShape = z.object({
  from: day,
  ordinary: workingDays,
  complex: workingDays,
  /** Whole length of a stage once the head of the unit has extended it. */
  extended: workingDays,
  complaint: workingDays,
  complaintExtended: workingDays,
  /** Each forwarding by the government office. */
  forwarding: workingDays,
})
export type Limits = z.infer<typeof limitsShape>

export const defaultLimits: readonly Limits[] = [
  {
    from: '2009-03-01',
    ordinary: 5,
    complex: 10,
    extended: 20,
    complaint: 15,
    complaintExtended: 30,
    forwarding: 5,
  },
]

/** The row in force on a day YYYY-MM-DD; the oldest for days before all of them. */
export const limitsOn = (all: readonly Limits[], on: string): Limits => {
  const inOrder = all.toSorted((a, b) => a.from.localeCompare(b.from))
  const found = inOrder.findLast((row) => row.from <= on) ?? inOrder[0]
  if (!found) throw new RangeError('there are no limits')
  return found
}
