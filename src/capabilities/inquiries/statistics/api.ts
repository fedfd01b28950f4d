import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { topicKeys, topics } from '../../../foundations/classification/index.ts'
import type { Platform } from '../../../foundations/context.ts'
import { able } from '../../../foundations/identity/guard.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { readSite } from '../../../foundations/site/store.ts'
import { fold } from '../../../foundations/text/normalise.ts'
import { wordsOf } from '../../../foundations/text/segment.ts'
import { unitsById } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { day, id, problems } from '../../../platform/http/schemas.ts'
import { channels, lineKinds } from '../inquiry.ts'
import { allMailboxes } from '../mailboxes/store.ts'
import { channelLabels, kindLabels } from '../words.zh.ts'
import { complaintFigures, dayBinKeys, lineFigures, openedFigures, reportFigures } from './figures.ts'
import { risingWords } from './rising-words.ts'
import { scopeOf } from './scope.ts'
import {
  alikeGroups,
  complaintCounts,
  lineCounts,
  reportCounts,
  type Scope,
  type Spread,
  spread,
  summaries,
  unitCounts,
} from './store.ts'
import { dayBinLabels, figureLabels, figureMeanings, statisticsWords as w } from './words.zh.ts'
import { monthlyWorkbook } from './workbook.ts'

/** What a list understands beside its own filters, to open the cases behind a figure. */
export const behindQuery = {
  figure: z.enum(openedFigures).optional().describe('统计指标：只列这一指标所计的事项'),
  responsibleId: id.optional().describe('负责单位；逾期、转办、延长等指标为经手的单位，投诉为被投诉单位'),
  weekday: z.coerce.number().int().min(1).max(7).optional().describe('到达的星期，1为星期一'),
  hour: z.coerce.number().int().min(0).max(23).optional().describe('到达的钟点（北京时间）'),
  days: z.enum(dayBinKeys).optional().describe('答复用了多少个工作日'),
  alike: id.optional().describe('内容相近的一组'),
}

const question = z.object({
  unitId: id.optional().describe('负责单位；不写为全县'),
  kind: z.enum(lineKinds).optional(),
  channel: z.enum(channels).optional(),
  topic: z.enum(topicKeys).optional(),
  mailboxId: id.optional().describe('领导信箱'),
  from: day.describe('收到之日自'),
  to: day.describe('收到之日至'),
})

const counts = <K extends string>(keys: readonly K[]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, z.int()])) as Record<K, z.ZodInt>)
const part = z.object({
  key: z.string(),
  label: z.string(),
  received: z.int(),
  answered: z.int(),
  onTime: z.int(),
  rated: z.int(),
  satisfied: z.int(),
  fair: z.int(),
})
const unitRow = counts([...lineFigures, 'complaints', 'upheld'] as const)

const labelOf: Record<Exclude<Spread['by'], 'arrival' | 'mailbox'>, (key: string) => string> = {
  kind: (key) => kindLabels[key as keyof typeof kindLabels],
  channel: (key) => channelLabels[key as keyof typeof channelLabels],
  topic: (key) => topics[key as keyof typeof topics],
  days: (key) => dayBinLabels[key as keyof typeof dayBinLabels],
  month: (key) => key,
}

/** The period of the same length before. */
const before = ({ from, to }: Pick<Scope, 'from' | 'to'>) => {
  const first = Temporal.PlainDate.from(from)
  const length = first.until(to).days + 1
  return { from: first.subtract({ days: length }).toString(), to: first.subtract({ days: 1 }).toString() }
}

/** Routes of the statistics; what every figure counts is in figures.ts. */
export const registerStatistics = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['政务信息查询']
  const reading = able('inquiries.read')
  const path = '/api/inquiries/statistics'
  const errors = problems(401, 403)

  api.get(
    path,
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '任一单位、渠道、类别、主题、时段的办理统计；每个数字可用同名 figure 在列表中打开',
        querystring: question,
        response: {
          200: z.object({
            unitId: z.int().nullable().describe('所统计的单位；null 为全县'),
            figures: counts(lineFigures),
            complaints: counts(complaintFigures).nullable().describe('只有监督人员可见'),
            reports: counts(reportFigures).nullable().describe('只有监督人员可见；不分单位，只有件数'),
            kinds: z.array(part),
            channels: z.array(part),
            topics: z.array(part),
            mailboxes: z.array(part).describe('写给各领导信箱的'),
            months: z.array(part),
            days: z.array(part).describe('已答复事项用了多少个工作日'),
            arrivals: z.array(z.object({ weekday: z.int(), hour: z.int(), received: z.int() })),
          }),
          ...errors,
        },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const scope = scopeOf(ctx, request.query)
      const today = legalDay(ctx.clock())
      const { db } = ctx
      const [figures, complaints, reports, parts, boxes] = await Promise.all([
        lineCounts(db, scope, today),
        scope.supervised ? complaintCounts(db, scope, today) : null,
        scope.supervised ? reportCounts(db, scope) : null,
        spread(db, scope, today),
        allMailboxes(db),
      ])
      const titles = new Map(boxes.map((box) => [String(box.id), box.title]))
      const labels = { ...labelOf, mailbox: (key: string) => titles.get(key) ?? key }
      const some = (by: Exclude<Spread['by'], 'arrival'>) =>
        parts.filter((row) => row.by === by).map(({ by: _, ...row }) => ({ ...row, label: labels[by](row.key) }))
      const inOrder = <T extends { key: string }>(rows: T[], keys?: readonly string[]) =>
        rows.toSorted((a, b) => (keys ? keys.indexOf(a.key) - keys.indexOf(b.key) : a.key.localeCompare(b.key)))
      return {
        unitId: scope.unitId,
        figures,
        complaints,
        reports,
        kinds: some('kind'),
        channels: some('channel'),
        topics: some('topic'),
        mailboxes: some('mailbox'),
        months: inOrder(some('month')),
        days: inOrder(some('days'), dayBinKeys),
        arrivals: parts
          .filter(({ by }) => by === 'arrival')
          .map(({ key, received }) => {
            const [weekday, hour] = key.split('-').map(Number)
            return { weekday: weekday!, hour: hour!, received }
          }),
      }
    },
  )

  api.get(
    `${path}/meanings`,
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '统计指标的名称和含义',
        response: {
          200: z.array(z.object({ key: z.string(), label: z.string(), meaning: z.string() })),
          ...errors,
        },
      },
    },
    async () =>
      ([...lineFigures, ...complaintFigures, ...reportFigures] as const).map((key) => ({
        key,
        label: figureLabels[key],
        meaning: figureMeanings[key],
      })),
  )

  const byUnit = async (ctx: ReturnType<typeof contextOf>, scope: Scope & { supervised: boolean }) => {
    const today = legalDay(ctx.clock())
    const [rows, units] = await Promise.all([unitCounts(ctx.db, scope, today), unitsById(ctx.db)])
    return rows
      .map(({ unitId, ...row }) => ({
        unitId,
        unitName: units.get(unitId)!.name,
        ...row,
        ...(scope.supervised ? {} : { complaints: 0, upheld: 0 }),
      }))
      .filter((row) => [...lineFigures, 'complaints' as const].some((key) => row[key] > 0))
  }

  api.get(
    `${path}/units`,
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '各单位的同一统计，收到多的在前；各单位只计自己经手的环节；投诉数只有监督人员可见',
        querystring: question,
        response: { 200: z.array(unitRow.extend({ unitId: z.int(), unitName: z.string() })), ...errors },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      return byUnit(ctx, scopeOf(ctx, request.query))
    },
  )

  api.get(
    `${path}/export`,
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '导出各单位统计表（.xlsx）',
        querystring: question,
        response: { 200: z.any().describe('文件'), ...errors },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const scope = scopeOf(ctx, request.query)
      const rows = await byUnit(ctx, scope)
      const sum = (key: 'complaints' | 'upheld') => rows.reduce((all, row) => all + row[key], 0)
      // A case that was late in two units' hands stands in two rows and is one case.
      const figures = await lineCounts(ctx.db, scope, legalDay(ctx.clock()))
      const total = { unitName: w.total, ...figures, complaints: sum('complaints'), upheld: sum('upheld') }
      const { countyName } = await readSite(ctx.db)
      const name = encodeURIComponent(w.fileName(scope.from, scope.to))
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(await monthlyWorkbook(countyName, scope, rows, total))
    },
  )

  api.get(
    `${path}/words`,
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '比前一个同样长的时段上升的词，取自公开摘要',
        querystring: question,
        response: {
          200: z.object({
            before: z.object({ from: z.string(), to: z.string() }),
            words: z.array(z.object({ word: z.string(), now: z.int(), before: z.int() })),
          }),
          ...errors,
        },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const scope = scopeOf(ctx, request.query)
      const then = before(scope)
      const [now, earlier] = await Promise.all([summaries(ctx.db, scope), summaries(ctx.db, { ...scope, ...then })])
      const words = risingWords((text) => wordsOf(fold(text)), now, earlier)
      return { before: then, words: words.map(({ word, now: n, before: b }) => ({ word, now: n, before: b })) }
    },
  )

  api.get(
    `${path}/alike`,
    {
      onRequest: reading,
      schema: {
        tags,
        summary: '内容相近的事项，件数多的在前',
        querystring: question,
        response: {
          200: z.array(
            z.object({ alikeId: z.int(), n: z.int(), units: z.int(), summary: z.string(), last: z.string() }),
          ),
          ...errors,
        },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      return alikeGroups(ctx.db, scopeOf(ctx, request.query))
    },
  )
}
