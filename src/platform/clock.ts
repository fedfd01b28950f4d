/** Time is an argument: everything that needs the present takes a `Clock`. */
export type Clock = () => Temporal.Instant

export const systemClock: Clock = () => Temporal.Now.instant()

/** Legal days are counted in China's one time zone. */
export const legalZone = 'Asia/Shanghai'

/** Since then Shanghai is always UTC+8: no summer time, so the zone's table need not be asked (every page asks for today). */
const steadySince = Date.UTC(1992, 0, 1)

/** The calendar day (YYYY-MM-DD) in Asia/Shanghai at an instant. */
export const legalDay = (instant: Temporal.Instant): string => {
  const ms = instant.epochMilliseconds
  if (ms >= steadySince) return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)
  return instant.toZonedDateTimeISO(legalZone).toPlainDate().toString()
}

/** A clock that stands still, for tests and tables of cases. */
export const fixedClock = (instant: string): Clock => {
  const at = Temporal.Instant.from(instant)
  return () => at
}

/** An instant as the Date that PostgreSQL's driver takes. */
export const asDate = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds)
