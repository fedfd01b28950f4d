/** The n-th weekday after `start` (YYYY-MM-DD); only for stretches without public holidays. */
export function weekdayAfter(start: string, n: number): string {
  const day = new Date(`${start}T00:00:00Z`)
  for (let left = n; left > 0 || day.getUTCDay() % 6 === 0; ) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (day.getUTCDay() % 6 !== 0) left -= 1
  }
  return day.toISOString().slice(0, 10)
}
