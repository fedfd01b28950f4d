import { describe, expect, test } from 'vitest'
import { deadline, deadlineLines } from './deadline-command.ts'
import { explain } from './explain.ts'
import { loadCalendarYears } from './load-years.ts'
import { calendarWarnings } from './warnings.ts'
import { WorkingCalendar } from './working-calendar.ts'

const calendar = new WorkingCalendar(loadCalendarYears())

async function run(lines: string[]) {
  const out = []
  for await (const line of deadlineLines(lines, calendar)) out.push(line)
  return out
}

describe('deadline', () => {
  test('one deadline with its ledger', () => {
    const found = deadline('2026-01-26', 20, calendar)
    expect(found).toMatchObject({ from: '2026-01-26', workingDays: 20, last: '2026-02-28', provisional: false })
    expect(found.ledger).toHaveLength(34)
  })

  test('lines keep their other fields; bad lines are reported and the rest goes on', async () => {
    expect(
      await run([
        '{"from":"2026-01-26","workingDays":20,"case":"甲"}',
        'nonsense',
        '',
        '{"from":"2026-02-30","workingDays":20}',
        '{"from":"2026-01-26","workingDays":"20"}',
        '[1]',
        '{"from":"2026-12-20","workingDays":20}',
        '{"from":"2026-01-26","workingDays":0}',
      ]),
    ).toEqual([
      { from: '2026-01-26', workingDays: 20, case: '甲', last: '2026-02-28', provisional: false },
      { line: 2, error: '这一行不是 JSON' },
      { from: '2026-02-30', workingDays: 20, line: 4, error: expect.stringContaining('from') },
      { from: '2026-01-26', workingDays: '20', line: 5, error: expect.stringContaining('workingDays') },
      { line: 6, error: expect.stringContaining('对象') },
      { from: '2026-12-20', workingDays: 20, last: '2027-01-18', provisional: true },
      { from: '2026-01-26', workingDays: 0, line: 8, error: expect.stringContaining('workingDays') },
    ])
  })
})

describe('explain', () => {
  const said = (from: string, n: number) => explain(calendar.lastDay(from, n).ledger)
  test('a last day on a make-up Saturday', () => {
    expect(said('2026-01-26', 20)).toBe(
      '从 2026年1月26日 的次日起计 20 个工作日，其间2月15日至2月23日春节放假，2月14日、2月28日调休上班，最后一天为 2026年2月28日（星期六，调休上班）',
    )
  })
  test('a plain month', () => {
    expect(said('2026-03-02', 5)).toBe('从 2026年3月2日 的次日起计 5 个工作日，最后一天为 2026年3月9日（星期一）')
  })
  test('a provisional one says so', () => {
    expect(said('2026-12-20', 20)).toContain('2027年1月1日起的日子没有录入放假安排')
  })
})

describe('calendar warnings', () => {
  const to2026 = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]
  test.each<[string, number[], string[]]>([
    ['2026-10-31', to2026, []],
    ['2026-11-01', to2026, ['notice next_year_missing 2027']],
    ['2026-11-30', to2026, ['notice next_year_missing 2027']],
    ['2026-12-01', to2026, ['alarm next_year_overdue 2027']],
    ['2026-12-31', [...to2026, 2027], []],
    ['2027-01-01', to2026, ['alarm current_year_missing 2027']],
    ['2027-12-01', to2026, ['alarm current_year_missing 2027', 'alarm next_year_overdue 2028']],
  ])('on %s', (today, loaded, expected) => {
    expect(calendarWarnings(today, loaded).map((w) => `${w.severity} ${w.key} ${w.year}`)).toEqual(expected)
  })
  test('says in Chinese which notice is missing', () => {
    expect(calendarWarnings('2026-12-01', to2026)[0]?.message).toContain('2027年的放假安排')
  })
})
