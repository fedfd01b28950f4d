/** What `bin/gongkai deadline` computes; reading arguments and writing lines is the command line's work. */
import { isIsoDate } from './iso-date.ts'
import { deadlineErrors } from './words.zh.ts'
import { type LedgerDay, longestPeriod, type WorkingCalendar } from './working-calendar.ts'

export type Deadline = {
  from: string
  workingDays: number
  last: string
  provisional: boolean
  ledger: LedgerDay[]
}

export type DeadlineLine =
  | (Record<string, unknown> & { from: string; workingDays: number; last: string; provisional: boolean })
  | (Record<string, unknown> & { line: number; error: string })

/** Last day of `days` working days after `from`, with the ledger of days. Throws RangeError on a bad date or number. */
export function deadline(from: string, days: number, calendar: WorkingCalendar): Deadline {
  const { last, provisional, ledger } = calendar.lastDay(from, days)
  return { from, workingDays: days, last, provisional, ledger }
}

/**
 * Reads JSON lines `{"from","workingDays", …}` and yields each object with `last` and `provisional` added, other fields
 * kept. A bad line yields `{line, error}` (1-based, with what could be read of it) and the rest goes on; blank lines are
 * skipped but counted.
 */
export async function* deadlineLines(
  lines: AsyncIterable<string> | Iterable<string>,
  calendar: WorkingCalendar,
): AsyncGenerator<DeadlineLine> {
  let number = 0
  for await (const text of lines) {
    number++
    if (text.trim() !== '') yield answer(text, number, calendar)
  }
}

function answer(text: string, line: number, calendar: WorkingCalendar): DeadlineLine {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { line, error: deadlineErrors.notJson }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, error: deadlineErrors.notObject }
  const fields = value as Record<string, unknown>
  const { from, workingDays } = fields
  if (!isIsoDate(from)) return { ...fields, line, error: deadlineErrors.badFrom }
  if (
    typeof workingDays !== 'number' ||
    !Number.isInteger(workingDays) ||
    workingDays < 1 ||
    workingDays > longestPeriod
  )
    return { ...fields, line, error: deadlineErrors.badDays }
  const { last, provisional } = calendar.lastDay(from, workingDays)
  return { ...fields, from, workingDays, last, provisional }
}
