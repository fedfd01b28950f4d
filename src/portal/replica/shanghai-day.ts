/** Before 1992 Shanghai had summer time and, earlier still, other offsets; since then it is always UTC+8. */
const steadySince = Date.UTC(1992, 0, 1)

/** Calendar day in Asia/Shanghai (YYYY-MM-DD) of an ISO instant. */
export function shanghaiDay(instant: string): string {
  const ms = Date.parse(instant)
  if (ms >= steadySince) return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
}

/** Today in Asia/Shanghai, YYYY-MM-DD. */
export function shanghaiToday(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
}

const epoch1900 = 2_208_988_800_000

/** Minutes since 1900 of an ISO instant or day: one small integer by which everything published can be ordered. */
export function minuteOf(instant: string): number {
  return Math.max(0, Math.floor((Date.parse(instant) + epoch1900) / 60_000))
}
