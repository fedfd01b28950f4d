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
  return Temporal.Now.plainDateISO('Asia/Shanghai').toString()
}
