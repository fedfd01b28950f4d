export type HourFault = 'past' | 'too_far' | 'past_due'

const legalZone = 'Asia/Shanghai'

/** Longest time ahead for which an item may be signed: what waits longer should be read again. */
const furthest = { years: 1 }

/**
 * May an item be published at this hour (定时发布)? The hour lies ahead and within a year; one that would miss the day of
 * 条例 art 26 needs a written reason, because the public then waits longer than the law allows.
 * @param dueOn last day (YYYY-MM-DD, Asia/Shanghai) on which it must be public, null when no clock runs
 * @returns what stands against it, undefined when nothing does
 */
export const hourFault = (
  at: Temporal.Instant,
  now: Temporal.Instant,
  dueOn: string | null,
  reason: string,
): HourFault | undefined => {
  if (Temporal.Instant.compare(at, now) <= 0) return 'past'
  const limit = now.toZonedDateTimeISO(legalZone).add(furthest).toInstant()
  if (Temporal.Instant.compare(at, limit) > 0) return 'too_far'
  if (dueOn !== null && at.toZonedDateTimeISO(legalZone).toPlainDate().toString() > dueOn && !reason.trim())
    return 'past_due'
  return undefined
}
