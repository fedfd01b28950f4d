import { plainDate } from './iso-date.ts'
import { explanation, shortDate, weekday } from './words.zh.ts'
import type { LedgerDay } from './working-calendar.ts'

/**
 * The count in one sentence that a citizen can check by hand: start, holidays and make-up days on the way, last day.
 * Takes the ledger of `WorkingCalendar.lastDay`; '' for an empty ledger.
 */
export function explain(ledger: readonly LedgerDay[]): string {
  const start = ledger[0]
  const end = ledger.at(-1)
  if (!start || !end || start === end) return ''
  const parts = [explanation.opening(start.date, end.n ?? 0)]
  const onTheWay = [...daysOff(ledger), ...madeUp(ledger)]
  if (onTheWay.length > 0) parts.push(explanation.meanwhile(onTheWay))
  const label = end.why === 'make_up' ? end.label : null
  parts.push(explanation.closing(end.date, weekday(plainDate(end.date).dayOfWeek), label))
  const unsettled = ledger.slice(1).find((day) => day.provisional)
  const doubt = unsettled ? explanation.provisional(unsettled.date) : ''
  return parts.join('，') + doubt
}

/** Runs of days off with one label, as '2月15日至2月23日春节放假'. */
function daysOff(ledger: readonly LedgerDay[]): string[] {
  const runs: { from: string; to: string; label: string }[] = []
  let previous: LedgerDay | null = null
  for (const day of ledger) {
    const run = runs.at(-1)
    if (day.why === 'holiday') {
      if (run && previous?.why === 'holiday' && run.label === day.label) run.to = day.date
      else runs.push({ from: day.date, to: day.date, label: day.label })
    }
    previous = day
  }
  return runs.map((run) => explanation.off(explanation.range(run.from, run.to), run.label))
}

function madeUp(ledger: readonly LedgerDay[]): string[] {
  const dates = ledger.filter((day) => day.why === 'make_up').map((day) => shortDate(day.date))
  return dates.length > 0 ? [explanation.madeUp(dates)] : []
}
