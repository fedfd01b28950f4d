import { z } from 'zod'
import { callFigures } from './behind.ts'
import { outcomes, phases, shiftStatuses } from './call.ts'

/** How the routes of the line answer. */

export const vocabulary = z.object({
  outcomes: z.record(z.enum(outcomes), z.string()).describe('一通来电的结果'),
  figures: z.record(z.enum(callFigures), z.string()).describe('统计数字，即其后来电的名称'),
})

export const found = z.object({
  source: z.string().describe('knowledge/12、record/7、unit/3'),
  title: z.string(),
  lead: z.string(),
  text: z.string().describe('读给来电人听的内容；为空时另取'),
  unitId: z.int().nullable(),
  doubtful: z.boolean().describe('依据已失效或者需要复核，先看再读'),
})

export const searchAnswer = z.object({
  knowledge: z.array(found),
  records: z.array(found),
  directory: z.array(found),
})

const transfer = z.object({
  unitName: z.string(),
  person: z.string().describe('联络员姓名；拨打公开电话的为空'),
  deputy: z.boolean(),
  at: z.string(),
  outcome: z.string(),
  outcomeLabel: z.string(),
})

export const recording = z.object({
  id: z.uuid(),
  kind: z.enum(['call', 'voicemail']),
  seconds: z.int().nullable(),
  size: z.int(),
  mediaType: z.string(),
  addedAt: z.string(),
  kept: z.boolean().describe('保存期限已到的为 false'),
})

export const callRow = z.object({
  id: z.uuid(),
  caller: z.string().describe('遮盖后的号码'),
  line: z.string(),
  phase: z.enum(phases),
  phaseLabel: z.string(),
  beganAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  waited: z.int().nullable().describe('等待秒数'),
  talked: z.int().nullable().describe('通话秒数'),
  person: z.string().nullable(),
  unitId: z.int().nullable(),
  unitName: z.string().nullable(),
  outcome: z.enum(outcomes).nullable(),
  outcomeLabel: z.string(),
  question: z.string(),
  rating: z.int().nullable(),
  ratingLabel: z.string(),
  logged: z.boolean(),
  caseAddress: z.string().nullable(),
  restricted: z.boolean().describe('成为投诉、举报的：内容只由监督部门查看'),
  recordings: z.int(),
})

export const callDetail = callRow.extend({
  source: z.string().nullable(),
  transfers: z.array(transfer),
  recordings: z.array(recording),
  mine: z.boolean(),
  mayHear: z.boolean(),
  mayUnmask: z.boolean().describe('可以查看完整的来电号码'),
  mayAddRecording: z.boolean(),
  earlierCalls: z.array(
    z.object({ at: z.string(), outcomeLabel: z.string(), question: z.string(), unitName: z.string().nullable() }),
  ),
  earlierCases: z.array(
    z.object({
      id: z.int(),
      number: z.string(),
      summary: z.string(),
      status: z.string(),
      on: z.string(),
      address: z.string(),
    }),
  ),
})
export type CallDetail = z.infer<typeof callDetail>

export const board = z.object({
  waiting: z.int(),
  longestWaitSince: z.string().nullable(),
  ready: z.int(),
  talking: z.int(),
  onBreak: z.int(),
  messages: z.int().describe('未处理的留言'),
})

export const desk = z.object({
  now: z.string(),
  line: z.string(),
  switch: z.enum(['connected', 'away', 'none']).describe('电话交换机：已连接、暂时连不上、未接入'),
  seat: z.object({ id: z.int(), name: z.string() }).nullable(),
  status: z.enum(shiftStatuses).nullable(),
  statusLabel: z.string(),
  statusSince: z.string().nullable(),
  call: callDetail.nullable(),
  board,
})
export type DeskAnswer = z.infer<typeof desk>

export const liaison = z.object({
  id: z.uuid(),
  unitId: z.int(),
  unitName: z.string(),
  name: z.string(),
  phone: z.string().describe('遮盖后的电话'),
  position: z.int(),
  awayUntil: z.string().nullable(),
})

export const dutyAnswer = z.object({
  unitId: z.int(),
  unitName: z.string(),
  why: z.string(),
  whyLabel: z.string(),
  ring: z.array(z.object({ name: z.string(), phone: z.string(), deputy: z.boolean() })),
  publicPhone: z.string(),
  officeHours: z.string(),
  hours: z.string().describe('值班时间'),
})

const count = z.int()
export const figures = z.object({
  from: z.string(),
  to: z.string(),
  totals: z.object({
    calls: count,
    answered: count,
    missed: count,
    abandoned: count,
    voicemail: count,
    transferred: count,
    knowledge: count,
    record: count,
    directory: count,
    cases: count,
    noMatter: count,
    averageWait: count.nullable(),
    averageTalk: count.nullable(),
    satisfied: count,
    fair: count,
    dissatisfied: count,
  }),
  units: z.array(
    z.object({
      unitId: z.int(),
      unitName: z.string(),
      calls: count,
      answered: count,
      missed: count,
      abandoned: count,
      cases: count,
      averageWait: count.nullable(),
      satisfied: count,
      fair: count,
      dissatisfied: count,
      rung: count.describe('拨打值班电话、公开电话的次数'),
      pickedUp: count,
      transferred: count,
      wanted: count,
      averageAnswer: count.nullable().describe('多少秒接听'),
    }),
  ),
  hours: z.array(z.object({ hour: count, calls: count, answered: count, lost: count })),
  days: z.array(z.object({ day: z.string(), calls: count, answered: count, lost: count })),
})
