import { describe, expect, test } from 'vitest'
import { loadCalendarYears, WorkingCalendar } from '../../../foundations/calendar/index.ts'
import { dueDate } from './due-date.ts'
import { parseTimeLimit } from './time-limit.ts'

const calendar = new WorkingCalendar(loadCalendarYears())
const due = (formedOn: string, text: string | null, more: Partial<Parameters<typeof dueDate>[0]> = {}) =>
  dueDate({ formedOn, timeLimit: text === null ? null : parseTimeLimit(text), ...more }, calendar)

describe('when an item must be public', () => {
  test.each([
    ['no catalogue row', '2026-01-26', null, '2026-02-28', 'general_law'],
    ['as art 26', '2026-01-26', '信息形成或者变更之日起20个工作日内', '2026-02-28', 'general_law'],
    ['a shorter promise', '2026-01-26', '制定或获取信息之日起10个工作日内', '2026-02-09', 'catalogue'],
    [
      'a longer promise does not lengthen the law',
      '2026-01-26',
      '信息形成之日起30个工作日内',
      '2026-02-28',
      'general_law',
    ],
    ['promptly has art 26 as its outer bound', '2026-01-26', '及时公开', '2026-02-28', 'general_law'],
    ['long term', '2026-01-26', '长期公开', '2026-02-28', 'general_law'],
    ['unreadable', '2026-01-26', '按规定', '2026-02-28', 'general_law'],
    ['a yearly date', '2026-01-20', '每年1月31日前', '2026-01-31', 'catalogue'],
    ['a yearly date already past', '2026-02-02', '每年1月31日前', '2026-03-06', 'general_law'],
    ['20 calendar days end on a day off', '2026-01-31', '批准后20日内', '2026-02-24', 'catalogue'],
    ['hours', '2026-03-02', '24小时内', '2026-03-03', 'catalogue'],
    ['before the revision of 2019', '2019-05-10', null, '2019-06-10', 'general_law'],
  ])('%s', (_, formedOn, text, on, setBy) => {
    expect(due(formedOn, text)).toMatchObject({ on, setBy, provisional: false })
  })

  test('a special law wins and counts from its own trigger', () => {
    const found = due('2026-01-10', '信息形成之日起20个工作日内', {
      special: 'budget_disclosure',
      anchorDays: { approved: '2026-01-31' },
    })
    expect(found).toMatchObject({ on: '2026-02-24', setBy: 'special_law', law: 'BUDGET-14', countedFrom: '2026-01-31' })
  })
  test('a special law not yet in force leaves art 26', () => {
    expect(due('2014-06-03', null, { special: 'budget_disclosure' })).toMatchObject({ setBy: 'general_law' })
  })
  test('a least period is no day to publish by', () => {
    expect(() => due('2026-01-10', null, { special: 'decision_comment' })).toThrow(RangeError)
  })
  test('the count can be shown', () => {
    expect(due('2026-01-26', null)).toMatchObject({ law: 'OGI-26', countedFrom: '2026-01-26' })
    expect(due('2026-01-26', null)?.ledger?.at(-1)).toMatchObject({ date: '2026-02-28', n: 20 })
  })
  test('a year without a notice is provisional', () => {
    expect(due('2026-12-20', null)?.provisional).toBe(true)
  })
  test('information older than the regulation has no due day', () => {
    expect(due('2008-04-30', null)).toBeNull()
    expect(due('2008-05-01', null)).not.toBeNull()
  })
})
