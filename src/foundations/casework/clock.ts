/**
 * The clock of a case as a function of what happened and of the calendar. A period runs in working days from the day
 * after its trigger (民法典 art 201); a correction or a payment starts a whole new one; consultations stop the count and
 * inherit nothing away; the answer ends it. Which period, which pause and why is the capability's law: it hands in a
 * `Course`, and every day comes back with the reason for which it counts or does not.
 */
import type { DayReason, WorkingCalendar } from '../calendar/index.ts'
import { plainDate } from '../calendar/iso-date.ts'
import type { ArticleId } from '../law/index.ts'
import { clockWords } from './words.zh.ts'

/** A whole new period; whatever ran before it is void. */
export type Start = { on: string; workingDays: number; law: ArticleId; label: string }
export type Extension = { on: string; workingDays: number; law: ArticleId }
/** Days that do not count, both ends included. `to` null: nobody knows yet until when. */
export type Pause = { from: string; to: string | null; law: ArticleId; label: string }
/** From the day after `from` nothing counts until the next start, on `to`: the applicant's turn. `to` null: it still is. */
export type Wait = { from: string; to: string | null; law: ArticleId; label: string }
/** A day promised to the applicant instead of the period's last (条例 art 35). */
export type Promised = { on: string; decidedOn: string; law: ArticleId }

export type Course = {
  starts: readonly Start[]
  extensions: readonly Extension[]
  pauses: readonly Pause[]
  waits: readonly Wait[]
  promised: Promised | null
  /** Day of the answer. */
  stoppedOn: string | null
}

export type ClockState = 'idle' | 'running' | 'paused' | 'waiting' | 'stopped'

export type ClockDay = {
  date: string
  /** 1, 2, 3 … on days that count, null on the others. */
  n: number | null
  why: DayReason | 'paused' | 'waiting'
  label: string
  provisional: boolean
}

/** A stretch of the bar: `to` null is still open. `void`: counted for nothing, because a later start replaced it. */
export type Span = {
  kind: 'run' | 'pause' | 'wait' | 'void'
  from: string
  to: string | null
  label: string
  law: ArticleId
}

export type CaseClock = {
  state: ClockState
  /** Last day of the period; null while nobody can know it. */
  due: { on: string; provisional: boolean } | null
  /** Working days of the running period with its extensions, and how many of them have passed by `today`. */
  total: number
  used: number
  /** Working days left, negative once the last day has passed; null without a due day or when stopped. */
  left: number | null
  spans: Span[]
  /** Every day of the period that runs now, its trigger first. */
  ledger: ClockDay[]
}

/** No case is followed further than this many days beyond its trigger. */
const horizon = 4000

const dayBefore = (date: string) => plainDate(date).subtract({ days: 1 }).toString()
const dayAfter = (date: string) => plainDate(date).add({ days: 1 }).toString()

/**
 * @param course days YYYY-MM-DD (Asia/Shanghai); starts in the order in which they happened
 * @param today the legal day on which one asks
 */
export const caseClock = (course: Course, calendar: WorkingCalendar, today: string): CaseClock => {
  const start = course.starts.at(-1)
  if (!start) return { state: 'idle', due: null, total: 0, used: 0, left: null, spans: [], ledger: [] }
  const extended = course.extensions.filter((one) => one.on >= start.on)
  const total = extended.reduce((sum, one) => sum + one.workingDays, start.workingDays)
  const pauses = course.pauses.filter((one) => (one.to ?? one.from) >= start.on)
  const wait = course.waits.findLast((one) => one.to === null)
  const stopped = course.stoppedOn !== null && course.stoppedOn >= start.on ? course.stoppedOn : null

  const { ledger, due } = count(start, total, pauses, wait, course.promised, calendar, stopped ?? today)
  const last = stopped ?? today
  const used = ledger.filter((day) => day.n !== null && day.date <= last).length
  const state: ClockState = stopped
    ? 'stopped'
    : wait
      ? 'waiting'
      : pauses.some((one) => one.from <= today && (one.to === null || today <= one.to))
        ? 'paused'
        : 'running'
  return {
    state,
    due,
    total,
    used,
    left: due && !stopped ? remaining(ledger, due.on, today, calendar) : null,
    spans: spansOf(course, start, wait, due?.on ?? null, stopped),
    ledger,
  }
}

/** Days that count after `today` up to the due day; negative once it has passed (as WorkingCalendar.remaining). */
const remaining = (ledger: readonly ClockDay[], due: string, today: string, calendar: WorkingCalendar): number =>
  today > due
    ? calendar.remaining(today, due)
    : ledger.filter((day) => day.n !== null && day.date > today && day.date <= due).length

const count = (
  start: Start,
  total: number,
  pauses: readonly Pause[],
  wait: Wait | undefined,
  promised: Promised | null,
  calendar: WorkingCalendar,
  shownUntil: string,
): { ledger: ClockDay[]; due: CaseClock['due'] } => {
  const first = calendar.day(start.on)
  const ledger: ClockDay[] = [
    { date: start.on, n: null, why: 'start', label: start.label, provisional: first.provisional },
  ]
  const end = promised && promised.decidedOn >= start.on ? promised.on : null
  let n = 0
  let provisional = false
  let date = start.on
  for (let i = 0; i < horizon; i++) {
    date = dayAfter(date)
    const day = calendar.day(date)
    const pause = pauses.find((one) => one.from <= date && (one.to === null || date <= one.to))
    const waits = wait !== undefined && date > wait.from
    // Without an end in sight there is no last day; what has been so far can still be shown.
    if ((waits || pause?.to === null) && date > shownUntil) return { ledger, due: null }
    provisional ||= day.provisional
    if (waits) ledger.push({ date, n: null, why: 'waiting', label: wait.label, provisional: day.provisional })
    else if (pause) ledger.push({ date, n: null, why: 'paused', label: pause.label, provisional: day.provisional })
    else {
      if (day.working) n += 1
      ledger.push({
        date,
        n: day.working ? n : null,
        why: day.why,
        label: day.label,
        provisional: day.provisional,
      })
    }
    if (end ? date >= end : n === total && !waits && !pause) {
      return { ledger, due: { on: end ?? date, provisional } }
    }
  }
  throw new RangeError(`no last day within ${horizon} days of ${start.on}`)
}

/** The bar: void periods, runs, pauses and waits one after the other without gaps or overlaps. */
const spansOf = (
  course: Course,
  start: Start,
  wait: Wait | undefined,
  due: string | null,
  stopped: string | null,
): Span[] => {
  const spans: Span[] = []
  const add = (span: Span) => {
    if (span.to === null || span.from <= span.to) spans.push(span)
  }
  course.starts.slice(0, -1).forEach((one, i) => {
    const next = course.starts[i + 1]!
    const turn = course.waits.find((waiting) => waiting.to === next.on && waiting.from >= one.on)
    add({ kind: 'void', from: one.on, to: turn?.from ?? next.on, label: clockWords.void(one.label), law: one.law })
    if (turn) add({ kind: 'wait', from: dayAfter(turn.from), to: next.on, label: turn.label, law: turn.law })
  })
  const end = stopped ?? due
  let from = start.on
  for (const pause of merged(course.pauses.filter((one) => (one.to ?? one.from) >= start.on))) {
    if (end !== null && pause.from > end) break
    if (pause.from > from)
      add({ kind: 'run', from, to: dayBefore(pause.from), label: clockWords.running, law: start.law })
    const begin = [pause.from, from].sort()[1]!
    add({ kind: 'pause', from: begin, to: cut(pause.to, end), label: pause.label, law: pause.law })
    if (pause.to === null) return spans
    from = dayAfter(pause.to)
  }
  if (wait) {
    add({ kind: 'run', from, to: wait.from, label: clockWords.running, law: start.law })
    add({ kind: 'wait', from: dayAfter(wait.from), to: stopped, label: wait.label, law: wait.law })
  } else if (end === null || from <= end) add({ kind: 'run', from, to: end, label: clockWords.running, law: start.law })
  return spans
}

const cut = (to: string | null, end: string | null) => (to !== null && end !== null ? [to, end].sort()[0]! : to)

/** Pauses that overlap or touch are one stretch on the bar, named after the first and all others in it. */
const merged = (pauses: readonly Pause[]): Pause[] => {
  const inOrder = pauses.toSorted((a, b) => a.from.localeCompare(b.from))
  const out: Pause[] = []
  for (const one of inOrder) {
    const before = out.at(-1)
    if (before && (before.to === null || one.from <= dayAfter(before.to))) {
      const to = before.to === null || one.to === null ? null : [before.to, one.to].sort()[1]!
      const label = before.label.includes(one.label) ? before.label : `${before.label}、${one.label}`
      out[out.length - 1] = { ...before, to, label }
    } else out.push(one)
  }
  return out
}
