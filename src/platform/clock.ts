/** Time is an argument: everything that needs the present takes a `Clock`. */
export type Clock = () => Temporal.Instant

export const systemClock: Clock = () => Temporal.Now.instant()

/** Legal days are counted in China's one time zone. */
export const legalZone = 'Asia/Shanghai'

/** The calendar day (YYYY-MM-DD) in Asia/Shanghai at an instant. */
export const legalDay = (instant: Temporal.Instant): string =>
  instant.toZonedDateTimeISO(legalZone).toPlainDate().toString()

/** A clock that stands still, for tests and tables of cases. */
export const fixedClock = (instant: string): Clock => {
  const at = Temporal.Instant.from(instant)
  return () => at
}
