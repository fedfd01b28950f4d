/** Legal days are Asia/Shanghai calendar days written YYYY-MM-DD; inside this folder they are `Temporal.PlainDate`. */

const shape = /^\d{4}-\d{2}-\d{2}$/

/** True when `text` is an existing day written YYYY-MM-DD between 1949 and 2199. */
export function isIsoDate(text: unknown): text is string {
  if (typeof text !== 'string' || !shape.test(text)) return false
  try {
    const { year } = Temporal.PlainDate.from(text)
    return year >= 1949 && year < 2200
  } catch {
    return false
  }
}

/** Parses a legal day. Throws RangeError for anything but an existing day written YYYY-MM-DD between 1949 and 2199. */
export function plainDate(text: string): Temporal.PlainDate {
  if (!isIsoDate(text)) throw new RangeError(`not a calendar day YYYY-MM-DD: ${JSON.stringify(text)}`)
  return Temporal.PlainDate.from(text)
}

/** The legal day in Asia/Shanghai on which an instant (ISO 8601 with offset or Z, or a Date) falls. */
export function legalDay(instant: string | Date): string {
  const at = instant instanceof Date ? Temporal.Instant.from(instant.toISOString()) : Temporal.Instant.from(instant)
  return at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
}
