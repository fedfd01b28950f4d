/**
 * 有效性 of a normative document or rule (rules on 行政规范性文件: only published documents in force may be a basis of
 * administration, 国办发〔2018〕37号). Computed from dates, never typed in.
 */
import type { Validity } from '../publication-log/entries.ts'

export type ValidityDates = {
  /** First day in force, YYYY-MM-DD; null: in force from publication. */
  effectiveOn: string | null
  /** Last day in force; null: no fixed end. */
  expiresOn: string | null
  /** First day on which it no longer applies because it was repealed. */
  repealedOn: string | null
  /** Days on which later documents changed parts of it. */
  amendedOn: readonly string[]
}

/** State of a document on a day (YYYY-MM-DD, Asia/Shanghai). Repeal wins over expiry, expiry over amendment. */
export function validityOn(dates: ValidityDates, day: string): Validity {
  if (dates.repealedOn !== null && dates.repealedOn <= day) return 'repealed'
  if (dates.expiresOn !== null && dates.expiresOn < day) return 'expired'
  if (dates.effectiveOn !== null && day < dates.effectiveOn) return 'not_yet_effective'
  return dates.amendedOn.some((on) => on <= day) ? 'amended' : 'effective'
}

/** The next day on which the state changes by itself, null when none lies ahead: the day a job has to look again. */
export function nextValidityChange(dates: ValidityDates, day: string): string | null {
  const after = (date: string) => Temporal.PlainDate.from(date).add({ days: 1 }).toString()
  const changes = [dates.effectiveOn, dates.repealedOn, dates.expiresOn && after(dates.expiresOn), ...dates.amendedOn]
  const now = validityOn(dates, day)
  const ahead = changes.filter((date): date is string => date !== null && date > day).sort()
  return ahead.find((date) => validityOn(dates, date) !== now) ?? null
}
