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

/** What speaks against a holiday notice as it was read. */
export const noticeIssues = {
  noYear: '没有读出是哪一年的安排。请把通知连同标题一起放进来，标题应写作“关于2026年部分节假日安排的通知”。',
  nothing:
    '没有读出任何放假日期。请核对是不是国务院办公厅的放假通知，正文应写作“元旦：1月1日（星期四）至3日（星期六）放假调休，共3天”。',
  noSuchDay: (said: string, year: number) => `“${said}”：${year}年没有这一天。`,
  tooLong: (said: string) => `“${said}”相隔一个多月，不像是一次假期，请核对日期。`,
  weekday: (date: string, said: string, actual: string) => `${longDate(date)}是${actual}，通知里写的是${said}。`,
  count: (sentence: string, said: number, actual: number) =>
    `“${sentence}”：起止日期之间是${actual}天，通知里写的是${said}天。`,
  besideWeekend: (sentence: string) => `“${sentence}”：这一天前后没有挨着周末。`,
  backToWork: (date: string, last: string) =>
    `假期到${longDate(last)}，通知里写的上班日却是${longDate(date)}，两者不相连。`,
  advice: (sentence: string) => `“${sentence}”是倡议，不改变工作日，没有采用。`,
  notUnderstood: (clause: string) => `“${clause}”里有日期，但没有读懂，没有采用。`,
  noNumber: '没有读出发文字号。',
  noDate: '没有读出落款日期。',
  yearOutside: (year: number, now: number) => `通知写的是${year}年，只能录入2008年至${now + 1}年的安排。`,
  issuedOutside: (issuedOn: string, year: number) => `落款日期是${longDate(issuedOn)}，对${year}年的安排来说不合常理。`,
  numberYear: (number: string, issuedOn: string) => `发文字号“${number}”的年份与落款日期${longDate(issuedOn)}不符。`,
  balance: (moved: number, made: number) =>
    `工作日里多放了${moved}天，调休上班是${made}天，两者应当相等，请再核对一遍。`,
  noBase: (year: number) => `这份通知调整的是${year}年的安排，但${year}年的放假安排还没有录入，请先录入全年的通知。`,
  noBreak: (name: string, year: number) => `${year}年的安排里没有“${name}”假期，无从调整。`,
  keptWorkday: (day: string) => `原定${day}调休上班，这份通知没有提到，仍予保留，请核对。`,
} as const

/** What is said around proposing, confirming and refusing a notice. */
export const noticeSentences = {
  mend: '通知的文字有对不上的地方，请核对后改正再提交。',
  fileMissing: '没有找到上传的文件，请重新选择。',
  fileTooLarge: '文件超过 20 MB，不像是一份放假通知，请核对。',
  noFile: '没有收到文件，请重新选择。',
  alreadyProposed: '这一年已有一份放假安排等待确认，请先确认或退回它。',
  noSuchNotice: '没有找到这份放假安排。',
  decided: '这份放假安排已经处理过了。',
  ownProposal: '录入人不能自己确认，请另一位有权限的同事核对后确认。',
  movedOn: '录入之后，这一年的日历又有改动，请退回这份安排，重新录入。',
  reasonMissing: '请写明退回的原因。',
} as const
