export {
  type CaseClock,
  type ClockDay,
  type ClockState,
  type Course,
  caseClock,
  type Pause,
  type Span,
  type Start,
  type Wait,
} from './clock.ts'
export { citedClock, clockShape } from './clock-shape.ts'
export { dayInWords } from './day-in-words.ts'
export { followByCode, type Tickets, ticketsOf } from './follow-by-code.ts'
export { type CaseClockKind, caseClocks } from './moving-clocks.ts'
export { paperShape, paperView, sendPaper } from './paper-doors.ts'
export { addDocument, addPosted, documentsOf, forgetPapers, openDocument, type Paper, sealedCases } from './papers.ts'
export { newCode, readCode } from './query-code.ts'
export type { CaseRow, EventRow } from './store.ts'
export * as cases from './store.ts'
export { caseWords, clockStateLabels, followWords } from './words.zh.ts'
