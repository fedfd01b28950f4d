/**
 * Every period the law sets, dated, with its article. One number, one home: rules ask `limitOn(key, date)` and never
 * write a number of days themselves. `setting: true` marks a figure no national text gives; a county may change it.
 */
import type { ArticleId } from './articles.ts'

export type Length =
  | { workingDays: number }
  | { calendarDays: number }
  | { months: number }
  | { hours: number }
  /** Every year by this day, MM-DD. */
  | { yearlyBy: string }

export type Limit = Length & {
  key: string
  law: ArticleId
  /** First and last day on which the rule applies, YYYY-MM-DD; no `until`: still in force. */
  from: string
  until?: string
  /** `at_least`: the period must not be shorter (public comment); otherwise it must not be longer. */
  bound?: 'at_least'
  setting?: true
}

export const limits = [
  // D1
  { key: 'proactive_disclosure', workingDays: 20, law: 'OGI-2007-18', from: '2008-05-01', until: '2019-05-14' },
  { key: 'proactive_disclosure', workingDays: 20, law: 'OGI-26', from: '2019-05-15' },
  // D2, D4–D7
  { key: 'correction_notice', workingDays: 7, law: 'OGI-30', from: '2019-05-15' },
  // 2007年条例: a request received under it keeps its limits.
  { key: 'answer', workingDays: 15, law: 'OGI-2007-24', from: '2008-05-01', until: '2019-05-14' },
  { key: 'answer_extension', workingDays: 15, law: 'OGI-2007-24', from: '2008-05-01', until: '2019-05-14' },
  { key: 'answer', workingDays: 20, law: 'OGI-33', from: '2019-05-15' },
  { key: 'answer_extension', workingDays: 20, law: 'OGI-33', from: '2019-05-15' },
  { key: 'third_party_opinion', workingDays: 15, law: 'OGI-32', from: '2019-05-15' },
  { key: 'joint_maker_opinion', workingDays: 15, law: 'OGI-34', from: '2019-05-15' },
  // D9
  { key: 'fee_payment', workingDays: 20, law: 'FEE-2020-109-6', from: '2021-01-01' },
  // D11–D13
  { key: 'review_application', calendarDays: 60, law: 'REVIEW-20', from: '2024-01-01' },
  { key: 'lawsuit', months: 6, law: 'LITIGATION-46', from: '2017-07-01' },
  { key: 'lawsuit_after_review', calendarDays: 15, law: 'LITIGATION-45', from: '2017-07-01' },
  // An agency's answer to a review body; days of art 88 are working days.
  { key: 'review_answer', workingDays: 10, law: 'REVIEW-48', from: '2024-01-01' },
  { key: 'review_answer_simplified', workingDays: 5, law: 'REVIEW-54', from: '2024-01-01' },
  // D14, D15
  { key: 'annual_report_of_department', yearlyBy: '01-31', law: 'OGI-49', from: '2019-05-15' },
  { key: 'annual_report_of_government', yearlyBy: '03-31', law: 'OGI-49', from: '2019-05-15' },
  // D16–D18
  { key: 'decision_comment', calendarDays: 30, law: 'DECISION-713-15', from: '2019-09-01', bound: 'at_least' },
  { key: 'hearing_papers', calendarDays: 7, law: 'DECISION-713-16', from: '2019-09-01', bound: 'at_least' },
  { key: 'legality_review', workingDays: 7, law: 'DECISION-713-26', from: '2019-09-01', bound: 'at_least' },
  { key: 'rule_comment', calendarDays: 30, law: 'RULEMAKING-15', from: '2018-05-01', bound: 'at_least' },
  // D19
  { key: 'incident_first_information', hours: 5, law: 'OPENING-2016-80', from: '2016-11-10' },
  { key: 'incident_press_conference', hours: 24, law: 'OPENING-2016-80', from: '2016-11-10' },
  { key: 'opinion_response', hours: 48, law: 'OPINION-2016-61', from: '2016-07-30' },
  // D20, D21 and other sector laws
  { key: 'budget_disclosure', calendarDays: 20, law: 'BUDGET-14', from: '2015-01-01' },
  { key: 'penalty_withdrawal', workingDays: 3, law: 'PENALTY-48', from: '2021-07-15' },
  { key: 'land_pre_announcement', workingDays: 10, law: 'LAND-IMPL-26', from: '2021-09-01', bound: 'at_least' },
  { key: 'land_compensation_notice', calendarDays: 30, law: 'LAND-IMPL-28', from: '2021-09-01', bound: 'at_least' },
  { key: 'land_announcement', workingDays: 15, law: 'LAND-IMPL-31', from: '2021-09-01' },
  { key: 'housing_compensation_comment', calendarDays: 30, law: 'HOUSING-10', from: '2011-01-21', bound: 'at_least' },
  // Settings: no national text was found, local rules give these figures
  { key: 'interpretation', workingDays: 3, law: 'LOCAL-SETTING', from: '2016-01-01', setting: true },
  { key: 'site_error_answer', workingDays: 3, law: 'LOCAL-SETTING', from: '2016-01-01', setting: true },
] as const satisfies readonly Limit[]

export type LimitKey = (typeof limits)[number]['key']

/** Whether a rule of that key was in force on a day (YYYY-MM-DD); for data older than the rule. */
export function hasLimitOn(key: LimitKey, date: string): boolean {
  const rows: readonly Limit[] = limits
  return rows.some((row) => row.key === key && row.from <= date && (row.until === undefined || date <= row.until))
}

/** The rule in force on a day (YYYY-MM-DD). Throws RangeError when none was: a rule must not be guessed backwards. */
export function limitOn(key: LimitKey, date: string): Limit {
  const rows: readonly Limit[] = limits
  const found = rows.filter(
    (row) => row.key === key && row.from <= date && (row.until === undefined || date <= row.until),
  )
  if (found.length !== 1) throw new RangeError(`no single limit '${key}' in force on ${date}`)
  return found[0]!
}

/** Number of working days of a limit counted in working days. Throws RangeError for limits of another unit. */
export function workingDaysOf(key: LimitKey, date: string): number {
  const limit = limitOn(key, date)
  if (!('workingDays' in limit)) throw new RangeError(`limit '${key}' is not counted in working days`)
  return limit.workingDays
}
