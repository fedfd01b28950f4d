export { type CalendarYear, calendarYearIssues, type Notice, type YearIssue } from './calendar-year.ts'
export { type Deadline, type DeadlineLine, deadline, deadlineLines } from './deadline-command.ts'
export { explain } from './explain.ts'
export { isIsoDate, legalDay, plainDate } from './iso-date.ts'
export { loadCalendarYears } from './load-years.ts'
export { statutoryDays } from './statutory-days.ts'
export { type CalendarWarning, calendarWarnings } from './warnings.ts'
export { longDate, shortDate, weekday } from './words.zh.ts'
export {
  type Day,
  type DayReason,
  type LastDay,
  type LedgerDay,
  type RolledDay,
  WorkingCalendar,
} from './working-calendar.ts'
