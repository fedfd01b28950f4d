/**
 * When an item must be public. 条例 art 26: 20 working days from forming or change, unless a law or regulation sets another
 * period. A catalogue row may promise less time, never more; a special law wins over both, longer or shorter.
 * Our reading: 及时, 实时, 长期 and unreadable limits fall under art 26, its period being the outer bound of 及时.
 */
import type { LedgerDay, WorkingCalendar } from '../../../foundations/calendar/working-calendar.ts'
import type { ArticleId } from '../../../foundations/law/articles.ts'
import { hasLimitOn, type Length, type LimitKey, limitOn } from '../../../foundations/law/limits.ts'
import type { Anchor, TimeLimit } from './time-limit.ts'

export type DueQuestion = {
  /** Day the information was formed or changed, YYYY-MM-DD. */
  formedOn: string
  /** Days of the other triggers, where known: approval of a budget, date of a decision … Missing ones fall back on formedOn. */
  anchorDays?: Partial<Record<Anchor, string>>
  timeLimit?: TimeLimit | null
  /** Limit of a special law that governs this kind of information, e.g. 'budget_disclosure'. */
  special?: LimitKey | null
}

export type Due = {
  on: string
  /** True when the count runs over days no holiday notice settles. */
  provisional: boolean
  /** What set the day: a special law, the catalogue row, or art 26. */
  setBy: 'special_law' | 'catalogue' | 'general_law'
  law: ArticleId
  /** Day from which was counted. */
  countedFrom: string
  /** The count, for periods in working days; null otherwise. */
  ledger: LedgerDay[] | null
}

/** Due day of an item; null for information formed before any rule was in force (2008-05-01). */
export function dueDate(input: DueQuestion, calendar: WorkingCalendar): Due | null {
  if (input.formedOn < '2008-05-01') return null
  const special = input.special ? bySpecialLaw(input.special, input, calendar) : null
  if (special) return special
  const general = limitOn('proactive_disclosure', input.formedOn)
  const lawful: Due = { ...count(general, input.formedOn, calendar)!, setBy: 'general_law', law: general.law }
  const promised = byCatalogue(input, calendar, general.law)
  return promised && promised.on < lawful.on ? promised : lawful
}

type Counted = Pick<Due, 'on' | 'provisional' | 'countedFrom' | 'ledger'>

/** Null where the special law was not yet in force: then art 26 governs. */
function bySpecialLaw(key: LimitKey, input: DueQuestion, calendar: WorkingCalendar): Due | null {
  const from = input.anchorDays?.approved ?? input.anchorDays?.decided ?? input.formedOn
  if (!hasLimitOn(key, from)) return null
  const limit = limitOn(key, from)
  if (limit.bound === 'at_least') throw new RangeError(`limit '${key}' is a least period, not a day to publish by`)
  const counted = count(limit, from, calendar)
  if (!counted) throw new RangeError(`limit '${key}' sets no day of publication`)
  return { ...counted, setBy: 'special_law', law: limit.law }
}

function byCatalogue(input: DueQuestion, calendar: WorkingCalendar, law: ArticleId): Due | null {
  const limit = input.timeLimit
  if (!limit) return null
  const from = input.anchorDays?.[limit.anchor] ?? input.formedOn
  const length = lengthOf(limit)
  const counted = length ? count(length, from, calendar) : null
  return counted && { ...counted, setBy: 'catalogue', law }
}

/** The countable part of a catalogue limit; null when the row gives none. */
function lengthOf(limit: TimeLimit): Length | null {
  if (limit.kind === 'yearly_date') return limit.date ? { yearlyBy: limit.date } : null
  if (limit.n === null) return null
  if (limit.kind === 'working_days') return { workingDays: limit.n }
  if (limit.kind === 'calendar_days') return { calendarDays: limit.n }
  if (limit.kind === 'months') return { months: limit.n }
  if (limit.kind === 'hours') return { calendarDays: Math.ceil(limit.n / 24) }
  return null
}

function count(length: Length, from: string, calendar: WorkingCalendar): Counted | null {
  if ('workingDays' in length) {
    const { last, provisional, ledger } = calendar.lastDay(from, length.workingDays)
    return { on: last, provisional, countedFrom: from, ledger }
  }
  if ('calendarDays' in length) {
    const { last, provisional } = calendar.addCalendarDays(from, length.calendarDays)
    return { on: last, provisional, countedFrom: from, ledger: null }
  }
  if ('months' in length) {
    const { last, provisional } = calendar.addMonths(from, length.months)
    return { on: last, provisional, countedFrom: from, ledger: null }
  }
  if ('yearlyBy' in length) {
    // A date, not a period: it does not move when it falls on a day off.
    const year = Number(from.slice(0, 4))
    const thisYear = `${year}-${length.yearlyBy}`
    const on = from <= thisYear ? thisYear : `${year + 1}-${length.yearlyBy}`
    return { on, provisional: false, countedFrom: from, ledger: null }
  }
  return null
}
