/**
 * Reads the State Council's holiday notices: 《国务院办公厅关于2026年部分节假日安排的通知》 for a year, and the later ones
 * that lengthen or rearrange a single break (2019 劳动节, 2020 春节). Pure: text in, days and doubts out. What the text
 * says of itself and what the calendar says are compared word by word, because a misread day falsifies every clock.
 */
import { isIsoDate, plainDate } from './iso-date.ts'
import { names, noticeIssues as say, weekday } from './words.zh.ts'

export type NoticeIssue = {
  key: string
  /** `error`: cannot be entered; `warning`: a person must look. */
  severity: 'error' | 'warning'
  message: string
}

export type NoticeReading = {
  /** `year` arranges a whole year, `extend` and `adjust` change one break of a year already known. */
  kind: 'year' | 'extend' | 'adjust'
  /** null when the text names no year */
  year: number | null
  title: string
  /** 发文字号, '' when the text has none. */
  number: string
  issuedOn: string | null
  /** Breaks in the order of the text, both ends included; `said` is the sentence they were read from. */
  holidays: { name: string; from: string; to: string; said: string }[]
  workdays: { date: string; said: string }[]
  issues: NoticeIssue[]
}

const festival = `(?:${Object.values(names)
  .map((name) => name.replace('清明节', '清明节?'))
  .join('|')})`
const festivals = `${festival}(?:[、和与暨]${festival})*`
const yearTitle = /关于(\d{4})年部分节假日安排的通知/
const changeTitle = new RegExp(`关于(延长|调整)(\\d{4})年(${festivals})(?:假期|放假)?(?:安排)?的通知`)
const heading = new RegExp(`(${festivals})：`, 'g')
const datePattern = '(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日(?:（([^）]*)）)?'
const rangePattern = new RegExp(`${datePattern}(?:(?:至|到|—+|－|-|~|～)${datePattern})?`, 'g')
const signature = /国务院办公厅(?:（此件公开发布）)?(\d{4})年(\d{1,2})月(\d{1,2})日/g
const digits: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }

/** Line ends, spaces and half-width marks differ from copy to copy and mean nothing here. */
const compact = (text: string) =>
  text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000\u200b\ufeff]+/g, '')
    .replace(
      /[(),:;[\]［］]/g,
      (mark) => ({ '(': '（', ')': '）', ',': '，', ':': '：', ';': '；' })[mark] ?? (/[[［]/.test(mark) ? '〔' : '〕'),
    )

const iso = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

type DayParts = { year: number; month: number; day: number }

/** No break was ever longer than ten days; what is far beyond is a misprint. */
const longestBreak = 31

type Span = { from: string; to: string; said: string }

/** Reads a notice. Never throws: what is not understood becomes an issue. */
export function readNotice(text: string): NoticeReading {
  const whole = compact(text)
  const issues: NoticeIssue[] = []
  const complain = (key: string, severity: NoticeIssue['severity'], message: string) => {
    if (!issues.some((one) => one.message === message)) issues.push({ key, severity, message })
  }
  const ofYear = yearTitle.exec(whole)
  const ofChange = ofYear ? null : changeTitle.exec(whole)
  const kind = !ofChange ? 'year' : ofChange[1] === '延长' ? 'extend' : 'adjust'
  const year = Number(ofYear?.[1] ?? ofChange?.[2]) || null
  const title = ofYear ?? ofChange
  const signed = [...whole.matchAll(signature)].at(-1)
  const body = whole.slice(title ? title.index + title[0].length : 0, signed?.index)
  const reading: NoticeReading = {
    kind,
    year,
    title: title ? `国务院办公厅${title[0]}` : '',
    number: /国办发(?:明电)?〔\d{4}〕\d+号/.exec(whole)?.[0] ?? '',
    issuedOn: signed ? iso(Number(signed[1]), Number(signed[2]), Number(signed[3])) : null,
    holidays: [],
    workdays: [],
    issues,
  }
  if (reading.issuedOn && !isIsoDate(reading.issuedOn)) reading.issuedOn = null
  if (year === null) {
    complain('no_year', 'error', say.noYear)
    return reading
  }

  /** Every date or range of a clause as days of the notice's year; what the brackets name is held against the date. */
  const spansIn = (clause: string, name: string): Span[] => {
    const spans: Span[] = []
    let before: DayParts | null = null
    for (const found of clause.matchAll(rangePattern)) {
      const [, y1, m1, d1, note1, y2, m2, d2, note2] = found
      const month: number = Number(m1 ?? before?.month)
      if (!month) continue
      // New Year's break may begin in December of the year before.
      const usual = month === 12 && name.includes(names.newYear) ? year - 1 : year
      const from: DayParts = { year: y1 ? Number(y1) : m1 || !before ? usual : before.year, month, day: Number(d1) }
      const to: DayParts = { year: Number(y2 ?? from.year), month: Number(m2 ?? month), day: Number(d2 ?? d1) }
      if (!y2 && (to.month < from.month || to.year < from.year)) to.year = from.year + 1
      before = to
      const days = [{ ...from, note: note1 }, ...(d2 ? [{ ...to, note: note2 }] : [])]
      if (!days.every((day) => realDay(day, found[0]))) continue
      const span = { from: iso(from.year, from.month, from.day), to: iso(to.year, to.month, to.day), said: clause }
      if (plainDate(span.from).until(span.to).days > longestBreak) complain('too_long', 'error', say.tooLong(found[0]))
      else spans.push(span)
    }
    return spans
  }
  const realDay = (day: { year: number; month: number; day: number; note?: string | undefined }, said: string) => {
    const date = iso(day.year, day.month, day.day)
    if (!isIsoDate(date)) {
      complain('no_such_day', 'error', say.noSuchDay(said, day.year))
      return false
    }
    const named = /(?:星期|周)([一二三四五六日天])/.exec(day.note ?? '')?.[1]?.replace('天', '日')
    const actual = weekday(plainDate(date).dayOfWeek)
    if (named && !actual.endsWith(named)) complain('weekday', 'error', say.weekday(date, `星期${named}`, actual))
    return true
  }

  const readBlock = (name: string, block: string) => {
    for (const sentence of block.split(/[。；]/)) {
      const off: Span[] = []
      let said: number | null = null
      const counted = /(?:共|放假)(\d+|[一二三四五六七八九十])天/.exec(sentence)
      if (counted) said = digits[counted[1]!] ?? Number(counted[1])
      for (const clause of sentence.split(/，(?![^（）]*）)/)) {
        const spans = spansIn(clause, name)
        if (!spans.length) continue
        if (/鼓励|建议/.test(sentence)) complain('advice', 'warning', say.advice(sentence))
        else if (/起(?:正常|恢复)?.{0,2}上班/.test(clause)) backToWork(spans[0]!.from, off.at(-1)?.to)
        else if (/上班/.test(clause))
          for (const span of spans) reading.workdays.push(...daysIn(span).map((date) => ({ date, said: sentence })))
        else if (/放假|休息|连休|假期至/.test(clause)) off.push(...spans)
        else complain('not_understood', 'warning', say.notUnderstood(clause))
      }
      for (const { from, to } of off) reading.holidays.push({ name, from, to, said: sentence })
      const length = off.reduce((sum, span) => sum + daysIn(span).length, 0)
      if (said !== null && off.length && said !== length) complain('count', 'error', say.count(sentence, said, length))
      if (/与周末连休/.test(sentence) && off.length && !off.some(besideWeekend))
        complain('weekend', 'error', say.besideWeekend(sentence))
    }
  }
  const backToWork = (date: string, last: string | undefined) => {
    if (last && plainDate(last).add({ days: 1 }).toString() !== date)
      complain('back_to_work', 'error', say.backToWork(date, last))
  }

  if (ofChange) readBlock(ofChange[3]!, body.slice(Math.max(0, body.indexOf('如下'))))
  else {
    const headings = [...body.matchAll(heading)]
    if (!headings.length) complain('nothing', 'error', say.nothing)
    for (const [i, found] of headings.entries())
      readBlock(
        found[1]!.replace(/清明(?!节)/, names.qingming),
        body.slice(found.index + found[0].length, headings[i + 1]?.index),
      )
  }
  if (ofChange && !reading.holidays.length) complain('nothing', 'error', say.nothing)
  // A paragraph's own number runs into the sentence before it: 一、春节：
  for (const one of [...reading.holidays, ...reading.workdays])
    one.said = one.said.replace(/^[一二三四五六七八九十]+、/, '')
  if (!reading.number) complain('no_number', 'warning', say.noNumber)
  if (!reading.issuedOn) complain('no_date', 'warning', say.noDate)
  return reading
}

const daysIn = (span: { from: string; to: string }): string[] => {
  const days: string[] = []
  for (let d = plainDate(span.from); d.toString() <= span.to; d = d.add({ days: 1 })) days.push(d.toString())
  return days
}

/** A break joins a weekend when it ends on Friday, begins on Monday, or holds a weekend day. */
const besideWeekend = (span: Span) =>
  daysIn(span).some((date) => plainDate(date).dayOfWeek > 5) ||
  plainDate(span.to).dayOfWeek === 5 ||
  plainDate(span.from).dayOfWeek === 1
