import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { legalDay } from '../../platform/clock.ts'
import { day, problems } from '../../platform/http/schemas.ts'
import type { Platform } from '../context.ts'
import { signedIn } from '../identity/guard.ts'
import type { CalendarUse } from './actions/decide-notice.ts'
import { deadline } from './deadline-command.ts'
import { explain } from './explain.ts'
import { registerNotices } from './notice-api.ts'
import { holidayNames, loadedYears } from './store.ts'
import { calendarWarnings } from './warnings.ts'
import { longestPeriod, type WorkingCalendar } from './working-calendar.ts'

const firstYear = 1949
const lastYear = 2199
const calendarDay = z.object({
  date: z.string(),
  kind: z.enum(['working', 'weekend', 'holiday', 'make_up']),
  name: z.string().nullable().describe('节日名称或“调休上班”；平常的工作日和周末没有'),
  provisional: z.boolean().describe('放假安排尚未公布，按法定节日推算'),
})
const ledgerDay = z.object({
  date: z.string(),
  counts: z.boolean(),
  n: z.int().nullable(),
  why: z.enum(['start', 'working', 'weekend', 'holiday', 'make_up']),
  label: z.string(),
  provisional: z.boolean(),
})

const daysOfYear = (calendar: WorkingCalendar, year: number, names: ReadonlyMap<string, string>) => {
  const days: z.infer<typeof calendarDay>[] = []
  for (let d = Temporal.PlainDate.from({ year, month: 1, day: 1 }); d.year === year; d = d.add({ days: 1 })) {
    const { date, why, label, provisional } = calendar.day(d.toString())
    days.push({
      date,
      kind: why,
      name: names.get(date) ?? (why === 'holiday' || why === 'make_up' ? label : null),
      provisional,
    })
  }
  return days
}

/**
 * The working-day calendar for everybody signed in: years, one year's days, and a deadline with its reasons; and the
 * notices that change it. Files of notices come as multipart bodies (`@fastify/multipart`), which publishing sets up.
 */
export const registerCalendar = (
  app: FastifyInstance,
  platform: Platform,
  use: CalendarUse = { clocks: [], reload: async () => undefined },
): void => {
  registerNotices(app, platform, use)
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['工作日历']

  routes.route({
    method: 'GET',
    url: '/api/calendar',
    onRequest: signedIn,
    schema: {
      summary: '已录入的年份与缺少放假安排的提醒',
      tags,
      response: {
        200: z.object({
          years: z.array(
            z.object({
              year: z.int(),
              loaded: z.boolean(),
              workingDays: z.int(),
              notice: z.string().nullable(),
              confidence: z.string().nullable(),
            }),
          ),
          warnings: z.array(z.string()),
        }),
        ...problems(401),
      },
    },
    async handler() {
      const calendar = platform.calendar()
      const today = legalDay(platform.clock())
      const thisYear = Number(today.slice(0, 4))
      const notices = new Map((await loadedYears(platform.db)).map((row) => [row.year, row]))
      const years = [...new Set([...calendar.years, thisYear, thisYear + 1])].sort((a, b) => a - b)
      return {
        years: years.map((year) => ({
          year,
          loaded: calendar.years.includes(year),
          workingDays: calendar.workingDaysOfYear(year).days,
          notice: notices.get(year)?.notice ?? null,
          confidence: notices.get(year)?.confidence ?? null,
        })),
        warnings: calendarWarnings(today, calendar.years).map((warning) => warning.message),
      }
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/calendar/deadline',
    onRequest: signedIn,
    schema: {
      summary: '计算期限，并逐日说明',
      description: '起算当日不计入（民法典第二百零一条）。',
      tags,
      querystring: z.object({
        // The longest period must still end within the calendar.
        from: day.refine((from) => from < `${lastYear - 9}-01-01`, '日期超出了日历的范围'),
        workingDays: z.coerce.number().int().min(1).max(longestPeriod),
      }),
      response: {
        200: z.object({
          last: z.string(),
          provisional: z.boolean(),
          ledger: z.array(ledgerDay),
          explanation: z.string(),
        }),
        ...problems(401),
      },
    },
    async handler(request) {
      const { last, provisional, ledger } = deadline(request.query.from, request.query.workingDays, platform.calendar())
      return { last, provisional, ledger, explanation: explain(ledger) }
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/calendar/:year',
    onRequest: signedIn,
    schema: {
      summary: '一年的每一天',
      tags,
      params: z.object({ year: z.coerce.number().int().min(firstYear).max(lastYear) }),
      response: {
        200: z.object({
          year: z.int(),
          loaded: z.boolean(),
          notice: z.string().nullable(),
          confidence: z.string().nullable(),
          days: z.array(calendarDay),
          workingDays: z.int(),
        }),
        ...problems(401),
      },
    },
    async handler(request) {
      const { year } = request.params
      const calendar = platform.calendar()
      const [notices, names] = await Promise.all([loadedYears(platform.db), holidayNames(platform.db, year)])
      const notice = notices.find((row) => row.year === year)
      return {
        year,
        loaded: calendar.years.includes(year),
        notice: notice?.notice ?? null,
        confidence: notice?.confidence ?? null,
        days: daysOfYear(calendar, year, names),
        workingDays: calendar.workingDaysOfYear(year).days,
      }
    },
  })
}
