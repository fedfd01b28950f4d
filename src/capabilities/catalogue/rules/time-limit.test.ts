import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chineseInteger } from '../../../foundations/numbers/chinese-integer.ts'
import { parseTimeLimit, type TimeLimit } from './time-limit.ts'

describe('公开时限', () => {
  test.each<[string, Partial<TimeLimit>]>([
    [
      '制定或获取信息之日起10个工作日内',
      { kind: 'working_days', n: 10, unit: 'working_day', anchor: 'made_or_obtained' },
    ],
    ['制定或获取文件之日起10个工作日内', { kind: 'working_days', n: 10, anchor: 'made_or_obtained' }],
    ['信息形成或者变更之日起20个工作日内', { kind: 'working_days', n: 20, anchor: 'formed_or_changed' }],
    ['信息形成(变更)20个工作日内', { kind: 'working_days', n: 20, anchor: 'formed_or_changed' }],
    ['信息形成之日起20个工作日内', { kind: 'working_days', n: 20, anchor: 'formed' }],
    ['信息形成（变更）之日起２０个工作日内予以公开', { kind: 'working_days', n: 20, anchor: 'formed_or_changed' }],
    ['自信息形成之日起二十个工作日内', { kind: 'working_days', n: 20, anchor: 'formed' }],
    ['20工作日', { kind: 'working_days', n: 20, anchor: 'unstated' }],
    ['20 个 工作日', { kind: 'working_days', n: 20 }],
    ['人大或其常委会批准后20日内', { kind: 'calendar_days', n: 20, unit: 'calendar_day', anchor: 'approved' }],
    ['本级财政批复后20日内', { kind: 'calendar_days', n: 20, anchor: 'approved' }],
    ['本级政府财政部门批复后二十日内', { kind: 'calendar_days', n: 20, anchor: 'approved' }],
    ['作出行政决定之日起7个工作日内', { kind: 'working_days', n: 7, anchor: 'decided' }],
    ['收到批准文件之日起15个工作日内', { kind: 'working_days', n: 15, anchor: 'approved' }],
    ['3个月内', { kind: 'months', n: 3, unit: 'month' }],
    ['事发后24小时内', { kind: 'hours', n: 24, unit: 'hour', anchor: 'other' }],
    ['及时公开', { kind: 'promptly', n: null }],
    ['及时', { kind: 'promptly' }],
    ['实时公开', { kind: 'real_time' }],
    ['每年1月31日前公开上一年度公开年度报告', { kind: 'yearly_date', date: '01-31', n: null }],
    ['每年三月三十一日前', { kind: 'yearly_date', date: '03-31' }],
    ['每年2月底前', { kind: 'yearly_date', date: '02-28' }],
    ['长期公开', { kind: 'long_term' }],
    ['每季度更新', { kind: 'periodic', n: 3 }],
    ['按月公开', { kind: 'periodic', n: 1 }],
    [
      '公示7个工作日',
      { kind: 'publicity_period', n: 7, unit: 'working_day', publicity: { n: 7, unit: 'working_day' } },
    ],
    ['公示期不少于7日', { kind: 'publicity_period', n: 7, unit: 'calendar_day' }],
    ['', { kind: 'unparsed' }],
    ['按规定', { kind: 'unparsed', text: '按规定' }],
    ['第20号文件', { kind: 'unparsed' }],
    ['2024年10月1日', { kind: 'unparsed' }],
  ])('%s', (text, expected) => expect(parseTimeLimit(text)).toMatchObject(expected))

  test('a limit and a publicity period are two things', () => {
    expect(parseTimeLimit('制定或获取信息之日起10个工作日内，公示7个工作日')).toEqual({
      kind: 'working_days',
      n: 10,
      unit: 'working_day',
      anchor: 'made_or_obtained',
      date: null,
      publicity: { n: 7, unit: 'working_day' },
      also: [],
      text: '制定或获取信息之日起10个工作日内，公示7个工作日',
    })
  })
  test('several limits: the first is the general one', () => {
    expect(parseTimeLimit('信息形成20个工作日内；许可/处罚7个工作日')).toMatchObject({
      kind: 'working_days',
      n: 20,
      also: [{ n: 7, unit: 'working_day', text: '许可/处罚7个工作日' }],
    })
  })
  test('a text that breaks off', () => {
    expect(parseTimeLimit('及时公开,公告期限为5个')).toMatchObject({
      kind: 'promptly',
      publicity: { n: 5, unit: null },
    })
  })
  test('any number in digits or words is read, and no text throws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (n) => {
        expect(parseTimeLimit(`信息形成之日起${n}个工作日内`).n).toBe(n)
        if (n < 200) expect(parseTimeLimit(`信息形成之日起${chineseInteger(n)}个工作日内`).n).toBe(n)
      }),
    )
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => parseTimeLimit(text).text !== undefined))
  })
})
