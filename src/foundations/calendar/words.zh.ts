/** Every sentence the calendar says to people. */

export const names = {
  newYear: '元旦',
  springFestival: '春节',
  qingming: '清明节',
  labourDay: '劳动节',
  dragonBoat: '端午节',
  midAutumn: '中秋节',
  nationalDay: '国庆节',
} as const

export const dayLabels = {
  start: '起算当日，不计入',
  working: '工作日',
  weekend: '周末',
  makeUp: '调休上班',
  holiday: (name: string) => `${name}放假`,
  statutory: (name: string) => `${name}（法定节日，放假安排待公布）`,
} as const

const weekdays = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'] as const

/** 星期六 for a day of week 1 (Monday) … 7 (Sunday). */
export const weekday = (dayOfWeek: number): string => weekdays[dayOfWeek - 1] ?? ''

/** 2026-02-28 → 2026年2月28日 */
export function longDate(date: string): string {
  const [y, m, d] = date.split('-').map(Number)
  return `${y}年${m}月${d}日`
}

/** 2026-02-28 → 2月28日 */
export const shortDate = (date: string): string => longDate(date).replace(/^\d+年/, '')

export const yearIssues = {
  badYear: (year: string) => `年份“${year}”不对，应为四位数字`,
  badDate: (what: string) => `“${what}”的日期不对，应写作 2026-02-28 的样子，且确有其日`,
  reversed: (name: string) => `“${name}”的开始日期晚于结束日期`,
  outside: (what: string) => `“${what}”不在这一年（元旦假期最早可从上一年12月20日起）`,
  twice: (date: string) => `${longDate(date)}出现了两次，或既放假又上班`,
  notWeekend: (date: string) => `${longDate(date)}不是星期六或星期日，不会是调休上班日`,
  statutoryMissing: (name: string, date: string) => `${longDate(date)}是法定节日（${name}），却不在放假日期里`,
} as const

export const warnings = {
  currentMissing: (year: number) => `${year}年的放假安排没有录入，本年内的期限只能暂算。请立即录入国务院办公厅的通知。`,
  nextMissing: (year: number) =>
    `${year}年的放假安排尚未录入，跨年的期限只能暂算。通知一般在11月公布，公布后请及时录入。`,
  nextOverdue: (year: number) =>
    `已到12月，${year}年的放假安排仍未录入，跨年的期限都是暂算。请立即录入国务院办公厅的通知。`,
} as const

export const deadlineErrors = {
  notJson: '这一行不是 JSON',
  notObject: '这一行不是 {"from":"2026-01-26","workingDays":20} 这样的对象',
  badFrom: '“from”应为存在的日期，写作 2026-01-26 的样子',
  badDays: '“workingDays”应为 1 到 2000 之间的整数',
} as const

/** Sentences of `explain`. */
export const explanation = {
  opening: (from: string, n: number) => `从 ${longDate(from)} 的次日起计 ${n} 个工作日`,
  meanwhile: (parts: string[]) => `其间${parts.join('，')}`,
  off: (range: string, label: string) => `${range}${label}`,
  madeUp: (dates: string[]) => `${dates.join('、')}调休上班`,
  range: (from: string, to: string) => (from === to ? shortDate(from) : `${shortDate(from)}至${shortDate(to)}`),
  closing: (last: string, day: string, label: string | null) =>
    `最后一天为 ${longDate(last)}（${day}${label ? `，${label}` : ''}）`,
  provisional: (from: string) =>
    `。${longDate(from)}起的日子没有录入放假安排，按法定节日推算，最后一天是暂算的，以国务院办公厅通知为准`,
} as const
