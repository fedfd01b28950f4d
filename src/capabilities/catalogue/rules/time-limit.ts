/**
 * 公开时限 of a catalogue row: free text in real catalogues, read into a structure that a clock can use. What cannot be
 * read stays 'unparsed' with its text; the clock then falls back on 条例 art 26 and the row is reported.
 */
import { readChineseInteger } from '../../../foundations/numbers/chinese-integer.ts'

export const timeLimitKinds = [
  'working_days', // N 个工作日内
  'calendar_days', // N 日内
  'months', // N 个月内
  'hours', // N 小时内
  'promptly', // 及时
  'real_time', // 实时
  'yearly_date', // 每年 X 月 X 日前
  'periodic', // 每月、每季度、每半年、每年
  'publicity_period', // 公示 N 个工作日, nothing else
  'long_term', // 长期公开
  'unparsed',
] as const
export type TimeLimitKind = (typeof timeLimitKinds)[number]

export const anchors = [
  'formed', // 形成、制定、制作
  'changed', // 变更
  'formed_or_changed', // 形成或者变更
  'made_or_obtained', // 制定或获取
  'obtained', // 获取、收到
  'approved', // 批准、批复、审批
  'decided', // 作出决定
  'published', // 公布、印发、发布
  'other',
  'unstated',
] as const
export type Anchor = (typeof anchors)[number]

export type Unit = 'working_day' | 'calendar_day' | 'month' | 'hour'

export type TimeLimit = {
  kind: TimeLimitKind
  /** Length; for 'yearly_date' null, for 'periodic' the months of one round (1, 3, 6, 12). */
  n: number | null
  unit: Unit | null
  anchor: Anchor
  /** MM-DD of a yearly date. */
  date: string | null
  /** 公示期 that the row asks for beside or instead of a limit; n null when the text breaks off before the unit. */
  publicity: { n: number; unit: Unit | null } | null
  /** Further limits of the same row, e.g. 许可/处罚 7 个工作日. */
  also: { n: number; unit: Unit; text: string }[]
  /** The text as given, tidied of width and spaces at its ends. */
  text: string
}

const number = '(\\d{1,4}|[〇零一二两三四五六七八九十百]{1,6})'
const length = new RegExp(`${number}个?(工作日|工作天|自然日|日历日|个?月|小时|日|天)`, 'g')
const publicityBefore = /(?:公示|公告)(?:期限?|时间)?(?:为|不少于|不得少于|至少|不低于)?$/

/** Reads a 公开时限. Never throws; '' and anything unreadable give kind 'unparsed'. */
export function parseTimeLimit(text: string): TimeLimit {
  const shown = text.trim().replace(/\s+/g, ' ')
  const tidy = text.normalize('NFKC').replace(/\s+/g, '')
  const limit = (kind: TimeLimitKind, rest: Partial<TimeLimit> = {}): TimeLimit => ({
    kind,
    n: null,
    unit: null,
    anchor: 'unstated',
    date: null,
    publicity: publicityOf(tidy),
    also: [],
    text: shown,
    ...rest,
  })
  const yearly =
    /每年(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})?(?:日|号|底)?(?:之?前|底)/.exec(
      tidy,
    )
  if (yearly) {
    const date = yearlyDate(yearly[1]!, yearly[2])
    if (date) return limit('yearly_date', { date })
  }
  const lengths = lengthsOf(tidy)
  const main = lengths[0]
  if (main) {
    const also = lengths.slice(1).map(({ n, unit, text }) => ({ n, unit, text }))
    return limit(kindOf(main.unit), { n: main.n, unit: main.unit, anchor: anchorOf(tidy), also })
  }
  if (/实时|即时|同步/.test(tidy)) return limit('real_time')
  if (/及时|立即|第一时间|适时/.test(tidy)) return limit('promptly')
  if (/长期|常年|永久/.test(tidy)) return limit('long_term')
  const round = /每(个?月|季度?|半年|年)|(月|季|半年|年)度(?:公开|更新)|按(月|季度?|年度?)/.exec(tidy)
  if (round) return limit('periodic', { n: monthsOf(round[1] ?? round[2] ?? round[3] ?? ''), unit: 'month' })
  const publicity = publicityOf(tidy)
  if (publicity) return limit('publicity_period', { n: publicity.n, unit: publicity.unit })
  return limit('unparsed')
}

type Found = { n: number; unit: Unit; text: string }

/** Every length that is no 公示期, in the order of the text. */
function lengthsOf(tidy: string): Found[] {
  const found: Found[] = []
  for (const match of tidy.matchAll(length)) {
    const before = tidy.slice(0, match.index)
    if (publicityBefore.test(before) || /[月年第]$/.test(before)) continue
    const n = integer(match[1]!)
    if (n === null || n < 1) continue
    found.push({ n, unit: unitOf(match[2]!), text: clause(tidy, match.index) })
  }
  return found
}

function publicityOf(tidy: string): TimeLimit['publicity'] {
  const match = new RegExp(
    `(?:公示|公告)(?:期限?|时间)?(?:为|不少于|不得少于|至少|不低于)?${number}个?(工作日|工作天|自然日|个?月|日|天)?`,
  ).exec(tidy)
  const n = match ? integer(match[1]!) : null
  if (!match || n === null || n < 1) return null
  return { n, unit: match[2] ? unitOf(match[2]) : null }
}

function anchorOf(tidy: string): Anchor {
  const has = (pattern: RegExp) => pattern.test(tidy)
  const made = has(/形成|制定|制作|生成|产生/)
  if (made && has(/变更|更新|变动/)) return 'formed_or_changed'
  if (made && has(/获取|获得|取得/)) return 'made_or_obtained'
  if (has(/批准|批复|审批|核准|审议通过|审核通过/)) return 'approved'
  if (made) return 'formed'
  if (has(/变更|变动/)) return 'changed'
  if (has(/决定|认定|办结|结果/)) return 'decided'
  if (has(/获取|获得|收到|接到/)) return 'obtained'
  if (has(/印发|公布|发布|出台/)) return 'published'
  return has(/之日|后|起/) ? 'other' : 'unstated'
}

const kindOf = (unit: Unit): TimeLimitKind =>
  ({ working_day: 'working_days', calendar_day: 'calendar_days', month: 'months', hour: 'hours' })[
    unit
  ] as TimeLimitKind

function unitOf(word: string): Unit {
  if (word.startsWith('工作')) return 'working_day'
  if (word.endsWith('月')) return 'month'
  return word === '小时' ? 'hour' : 'calendar_day'
}

/** MM-DD; a month without a day means its last day (每年3月底前). */
function yearlyDate(monthText: string, dayText: string | undefined): string | null {
  const month = integer(monthText)
  if (month === null || month < 1 || month > 12) return null
  const lastDay = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
  const day = dayText === undefined ? lastDay : integer(dayText)
  if (day === null || day < 1 || day > lastDay) return null
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function monthsOf(word: string): number {
  if (word.includes('半年')) return 6
  if (word.includes('季')) return 3
  return word.includes('月') ? 1 : 12
}

const integer = (text: string): number | null => (/^\d+$/.test(text) ? Number(text) : readChineseInteger(text))

const clause = (tidy: string, at: number): string => {
  const start = Math.max(...[';', '；', ',', '，', '。', '、'].map((mark) => tidy.lastIndexOf(mark, at))) + 1
  const end = tidy.slice(at).search(/[;；,，。]/)
  return tidy.slice(start, end < 0 ? undefined : at + end)
}
