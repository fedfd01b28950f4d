import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import {
  deadline,
  deadlineLines,
  explain,
  isIsoDate,
  loadCalendarYears,
  WorkingCalendar,
} from '../foundations/calendar/index.ts'
import { bilingual } from './words.ts'

export const addDeadline = (program: Command): void => {
  bilingual(
    program
      .command('deadline')
      .argument('[from]', '起算事由发生之日 YYYY-MM-DD（当日不计）/ day of the event, itself not counted')
      .argument('[days]', '工作日数 / number of working days')
      .option('--json', '输出 JSON / print JSON'),
    '计算工作日期限的最后一天并逐日说明；不带参数时从标准输入逐行读取 {"from","workingDays"}',
    'Last day of a period in working days with the ledger of days; without arguments reads JSON lines from standard input',
  ).action(async (from: string | undefined, days: string | undefined, options: { json?: boolean }) => {
    const calendar = new WorkingCalendar(loadCalendarYears())
    if (from === undefined) {
      const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
      for await (const answer of deadlineLines(lines, calendar)) process.stdout.write(`${JSON.stringify(answer)}\n`)
      return
    }
    if (!isIsoDate(from)) throw new Error(`“${from}”不是有效的日期，应写作 2026-11-22。/ not a date YYYY-MM-DD`)
    if (!/^\d{1,4}$/.test(days ?? '')) throw new Error('请给出工作日数，如 20。/ give the number of working days')
    const answer = deadline(from, Number(days), calendar)
    if (options.json) process.stdout.write(`${JSON.stringify(answer)}\n`)
    else {
      process.stdout.write(`${explain(answer.ledger)}\n`)
      for (const day of answer.ledger)
        process.stdout.write(`${day.date}  ${day.counts ? String(day.n).padStart(3) : '   '}  ${day.label}\n`)
    }
  })
}
