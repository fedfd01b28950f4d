import { describe, expect, test } from 'vitest'
import { applyNotice, differences } from './apply-notice.ts'
import { loadCalendarYears } from './load-years.ts'
import { notices } from './notice-texts.ts'
import { readNotice } from './read-notice.ts'
import { WorkingCalendar } from './working-calendar.ts'

const shipped = new Map(loadCalendarYears().map((year) => [year.year, year]))
const today = '2026-03-02'
const entered = (text: string, base?: ReturnType<typeof shipped.get>) => applyNotice(readNotice(text), base, today)
const keys = (text: string) => entered(text).issues.map((issue) => `${issue.severity} ${issue.key}`)

describe('the notices of 2019 to 2026', () => {
  test.each(Object.keys(notices.years).map(Number))('%i: says what the shipped calendar says', (year) => {
    const { year: read, issues } = entered(notices.years[year]!)
    expect(issues.filter((issue) => issue.key !== 'advice')).toEqual([])
    let expected = shipped.get(year)!
    const later = notices.changes[year]
    const amended = later ? entered(later, read!) : { year: read, issues: [] }
    expect(amended.issues).toEqual([])
    expect(amended.year).toMatchObject({ year, workdays: expected.workdays })
    const { title, number, issuedOn } = expected.notice
    expect(amended.year!.notice).toMatchObject({ title, number, issuedOn })
    expect(amended.year!.amendments.map((one) => one.number)).toEqual(expected.amendments.map((one) => one.number))
    // 2019 is shipped with the weekends that its breaks join; the text itself names the weekday alone.
    if (year === 2019)
      expected = {
        ...expected,
        holidays: expected.holidays.map((one) => (/清明|端午|中秋/.test(one.name) ? { ...one, to: one.from } : one)),
      }
    expect(amended.year!.holidays).toEqual(expected.holidays)
    const [ours, theirs] = [new WorkingCalendar([amended.year!]), new WorkingCalendar([shipped.get(year)!])]
    for (let day = Temporal.PlainDate.from(`${year}-01-01`); day.year === year; day = day.add({ days: 1 }))
      expect(ours.isWorkingDay(day.toString()), day.toString()).toBe(theirs.isWorkingDay(day.toString()))
  })

  test('2020 lengthened: one make-up day goes and two days become free', () => {
    const before = entered(notices.years[2020]!).year!
    const after = entered(notices.changes[2020]!, before).year!
    expect(
      differences(before, after).map((one) => [one.date, one.before?.kind ?? null, one.after?.kind ?? null]),
    ).toEqual([
      ['2020-01-31', null, 'holiday'],
      ['2020-02-01', 'make_up', 'holiday'],
      ['2020-02-02', null, 'holiday'],
    ])
  })

  test.each([
    ['spaces and line ends within sentences', (text: string) => text.replaceAll('月', ' 月 \n')],
    ['half-width marks', (text: string) => text.replaceAll('（', '(').replaceAll('）', ')').replaceAll('：', ':')],
    ['full-width digits', (text: string) => text.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))],
    ['周四 for 星期四', (text: string) => text.replaceAll('星期', '周')],
    ['a page around it', (text: string) => `首页 > 政策 > 正文\n${text}\n分享到：微信 扫一扫 2099年1月1日`],
    ['no numbers before the paragraphs', (text: string) => text.replace(/[一二三四五六七]、/g, '')],
    ['a dash for 至', (text: string) => text.replaceAll('至', '—')],
  ])('reads the same through %s', (_what, change) => {
    expect(entered(change(notices.years[2026]!)).year).toEqual(shipped.get(2026))
  })
})

const with2026 = (from: string, to: string) => {
  const text = notices.years[2026]!
  expect(text).toContain(from)
  return text.replace(from, to)
}

describe('each disagreement is said', () => {
  test.each([
    [
      'a weekday that is not the date’s',
      '1月4日（周日）',
      '1月4日（周六）',
      'error weekday',
      '2026年1月4日是星期日，通知里写的是星期六',
    ],
    ['a range that is not as long as it says', '共9天', '共8天', 'error count', '起止日期之间是9天，通知里写的是8天'],
    ['a day that does not exist', '2月28日（周六）', '2月30日', 'error no_such_day', '2026年没有这一天'],
    ['work on a weekday', '1月4日（周日）上班', '1月5日上班', 'error year_unsound', '2026年1月5日不是星期六或星期日'],
    [
      'a statutory day left out',
      '三、清明节：4月4日（周六）至6日（周一）放假，共3天。',
      '',
      'error year_unsound',
      '2026年4月5日是法定节日（清明节），却不在放假日期里',
    ],
    ['a make-up day forgotten', '、2月28日（周六）上班', '上班', 'warning balance', '工作日里多放了6天，调休上班是5天'],
    ['no number', '国办发明电〔2025〕7号', '', 'warning no_number', '没有读出发文字号'],
    ['another year’s number', '〔2025〕7号', '〔2023〕7号', 'warning number_year', '年份与落款日期2025年11月4日不符'],
    ['an old date beneath', '2025年11月4日', '2021年11月4日', 'warning issued', '不合常理'],
    [
      'a sentence nobody foresaw',
      '共3天。1月4日',
      '共3天。1月5日另行通知。1月4日',
      'warning not_understood',
      '“1月5日另行通知”里有日期',
    ],
    ['a break of half a year', '至23日（农历正月初七、周一）', '至8月23日', 'error too_long', '相隔一个多月'],
    ['a year far off', '关于2026年', '关于2062年', 'error year', '通知写的是2062年'],
  ])('%s', (_what, from, to, key, sentence) => {
    const { issues } = entered(with2026(from, to))
    expect(issues.map((issue) => `${issue.severity} ${issue.key}`)).toContain(key)
    expect(issues.map((issue) => issue.message).join('\n')).toContain(sentence)
  })

  test.each([
    ['nothing', ''],
    ['a letter', '各省、自治区、直辖市人民政府：祝节日快乐。'],
    ['a body without a title', '元旦：1月1日至3日放假，共3天。'],
  ])('%s has no year', (_what, text) => expect(keys(text)).toEqual(['error no_year']))

  test('a title alone has no days', () => {
    expect(keys('国务院办公厅关于2026年部分节假日安排的通知')).toContain('error nothing')
  })

  test('advice is named and changes nothing', () => {
    expect(keys(notices.years[2024]!)).toEqual(['warning advice'])
  })

  test('a later notice needs the year it changes', () => {
    expect(keys(notices.changes[2020]!)).toContain('error no_base')
  })

  test('a lengthened break must join the day on which work begins again', () => {
    const { issues } = entered(
      notices.changes[2020]!.replace('2月3日（星期一）', '2月4日（星期二）'),
      shipped.get(2020),
    )
    expect(issues.map((issue) => issue.key)).toContain('back_to_work')
  })

  test('a rearranged break keeps make-up days nearby and says so', () => {
    const base = { ...shipped.get(2019)!, workdays: [...shipped.get(2019)!.workdays, '2019-05-11'] }
    expect(entered(notices.changes[2019]!, base).issues.map((issue) => issue.key)).toContain('kept_workday')
  })
})

test('any text whatever is answered, never thrown at', () => {
  for (const text of [
    '0日',
    '99月99日放假',
    '关于2026年部分节假日安排的通知元旦：2月30日至31日放假，共十天。',
    '：'.repeat(9999),
    '1日'.repeat(9999),
  ])
    expect(() => entered(text)).not.toThrow()
})
