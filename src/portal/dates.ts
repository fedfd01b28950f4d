const zone = 'Asia/Shanghai'

/** `2026-03-01` → `2026年3月1日`. */
export function dayInWords(day: string): string {
  const [y, m, d] = day.split('-')
  return `${y}年${Number(m)}月${Number(d)}日`
}

/** ISO instant → calendar day in Shanghai, `YYYY-MM-DD`. */
export function dayOf(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** ISO instant → `YYYY-MM-DD HH:MM` in Shanghai, the format of the PubDate tag (网站指引). */
export function minuteOf(instant: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime()
  return at.toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

export function todayInShanghai(now: Temporal.Instant): string {
  return now.toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** True for an existing calendar day written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text)
    return true
  } catch {
    return false
  }
}
