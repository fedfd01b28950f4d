import { describe, expect, test } from 'vitest'
import { isIsoDate } from '../calendar/iso-date.ts'
import { type Article, articles } from './articles.ts'
import { articleIds, cite, isArticleId } from './cite.ts'
import { type Instrument, instruments } from './instruments.ts'
import { type Limit, limitOn, limits, workingDaysOf } from './limits.ts'

describe('citations', () => {
  test.each([
    ['OGI-26', '《中华人民共和国政府信息公开条例》第二十六条', '条例第二十六条'],
    ['OGI-20-1', '《中华人民共和国政府信息公开条例》第二十条第（一）项', '条例第二十条第（一）项'],
    ['OGI-20-15', '《中华人民共和国政府信息公开条例》第二十条第（十五）项', '条例第二十条第（十五）项'],
    ['OGI-16-2', '《中华人民共和国政府信息公开条例》第十六条第二款', '条例第十六条第二款'],
    ['CIVIL-203', '《中华人民共和国民法典》第二百零三条', '民法典第二百零三条'],
    ['GUIDE-2017-47', '《政府网站发展指引》（国办发〔2017〕47号）', '网站指引'],
    ['LOCAL-SETTING', '本地设定（无全国统一规定）', '本地设定'],
  ] as const)('%s', (id, label, short) => {
    expect(cite(id)).toMatchObject({ label, short })
  })

  test('every article has an instrument, a summary, and an id that says where it stands', () => {
    for (const id of articleIds) {
      const article: Article = articles[id]
      expect(instruments).toHaveProperty([article.instrument])
      expect(article.summary.length).toBeGreaterThan(3)
      expect(id.startsWith(article.instrument)).toBe(true)
      const rest = id.slice(article.instrument.length).split('-').filter(Boolean).map(Number)
      expect(rest).toEqual([article.article, article.item ?? article.paragraph].filter((n) => n != null))
    }
  })

  test('an unknown id is none', () => {
    expect(isArticleId('OGI-99')).toBe(false)
    expect(isArticleId('toString')).toBe(false)
    expect(() => cite('OGI-99' as 'OGI-26')).toThrow(RangeError)
  })

  test('every instrument in force is dated by an existing day', () => {
    for (const { from } of Object.values<Instrument>(instruments)) expect(from === null || isIsoDate(from)).toBe(true)
  })
})

describe('limits', () => {
  test.each([
    ['proactive_disclosure', '2019-05-15', { workingDays: 20, law: 'OGI-26' }],
    ['proactive_disclosure', '2019-05-14', { workingDays: 20, law: 'OGI-2007-18' }],
    ['answer', '2026-01-26', { workingDays: 20, law: 'OGI-33' }],
    ['decision_comment', '2026-01-26', { calendarDays: 30, law: 'DECISION-713-15', bound: 'at_least' }],
    ['legality_review', '2026-01-26', { workingDays: 7, law: 'DECISION-713-26', bound: 'at_least' }],
    ['budget_disclosure', '2026-01-26', { calendarDays: 20, law: 'BUDGET-14' }],
    ['interpretation', '2026-01-26', { workingDays: 3, setting: true }],
    ['annual_report_of_department', '2026-01-26', { yearlyBy: '01-31', law: 'OGI-49' }],
  ] as const)('%s on %s', (key, date, expected) => {
    expect(limitOn(key, date)).toMatchObject(expected)
  })

  test('before a rule was in force there is none', () => {
    expect(() => limitOn('answer', '2008-04-30')).toThrow(RangeError)
    expect(workingDaysOf('answer', '2019-05-14')).toBe(15)
    expect(workingDaysOf('answer', '2019-05-15')).toBe(20)
    expect(() => limitOn('proactive_disclosure', '2008-04-30')).toThrow(RangeError)
    expect(() => workingDaysOf('budget_disclosure', '2026-01-26')).toThrow(RangeError)
    expect(workingDaysOf('answer', '2026-01-26')).toBe(20)
  })

  test('rows of one key follow each other without gap or overlap and cite a registered article', () => {
    const rows: readonly Limit[] = limits
    for (const [i, row] of rows.entries()) {
      expect(isArticleId(row.law)).toBe(true)
      expect(isIsoDate(row.from)).toBe(true)
      const next = rows.slice(i + 1).find((other) => other.key === row.key)
      if (next) expect(Temporal.PlainDate.from(row.until!).add({ days: 1 }).toString()).toBe(next.from)
      else expect(row.until).toBeUndefined()
    }
  })
})
