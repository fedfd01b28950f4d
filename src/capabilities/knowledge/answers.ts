import { z } from 'zod'
import { topicKeys } from '../../foundations/classification/topics.ts'
import { statuses } from './entry.ts'
import { actions } from './transitions.ts'

/** Shapes of what the routes answer; the OpenAPI document and the console's types come from here. */

const topic = z.enum(topicKeys)
const status = z.enum(statuses)

export const issue = z.object({
  field: z.string(),
  key: z.string(),
  severity: z.enum(['block', 'warn', 'info']),
  message: z.string(),
  start: z.number().optional(),
  end: z.number().optional(),
  text: z.string().optional(),
  replacement: z.string().optional().describe('可以一次改好的写法'),
  link: z.string().optional(),
})

export const entry = z.object({
  id: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  status,
  statusLabel: z.string(),
  version: z.int(),
  saves: z.int().describe('保存草稿时带回，别人先保存过则为 409'),
  topic,
  question: z.string(),
  phrasings: z.array(z.string()),
  answerHtml: z.string(),
  reviewOn: z.string().nullable(),
  reviewDue: z.boolean(),
  sources: z.array(
    z.object({
      recordId: z.int(),
      title: z.string(),
      state: z.enum(['public', 'withdrawn', 'repealed', 'superseded', 'expired', 'unknown']),
    }),
  ),
  publicVersion: z.int().nullable(),
  publicPath: z.string().nullable(),
  before: z.object({ question: z.string(), answerHtml: z.string() }).nullable().describe('修订期间公众看到的'),
  flagged: z.object({ at: z.string(), reason: z.string() }).nullable().describe('存疑，依据失效'),
  mergedInto: z.int().nullable(),
  caseId: z.int().nullable().describe('由哪件咨询的答复转来'),
  inside: z.boolean().describe('本人可以看到办理过程'),
  issues: z.array(issue),
  actions: z.array(
    z.object({
      action: z.enum(actions),
      label: z.string(),
      allowed: z.boolean(),
      why: z.string().nullable(),
      reasonRequired: z.boolean(),
      primary: z.boolean(),
      onBehalfOf: z.string().nullable().describe('作为代理人办理时，被代理的人'),
    }),
  ),
  timeline: z.array(
    z.object({
      at: z.string(),
      actorName: z.string(),
      roleLabel: z.string(),
      action: z.string(),
      actionLabel: z.string(),
      toStatusLabel: z.string(),
      reason: z.string(),
      version: z.int().nullable(),
    }),
  ),
  versions: z.array(
    z.object({
      number: z.int(),
      status,
      statusLabel: z.string(),
      question: z.string(),
      answerHtml: z.string(),
      publishedAt: z.string().nullable(),
    }),
  ),
})

export const row = z.object({
  id: z.int(),
  version: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  topic,
  question: z.string(),
  status,
  statusLabel: z.string(),
  statusAt: z.string(),
  publishedAt: z.string().nullable(),
  reviewOn: z.string().nullable(),
  flagged: z.boolean(),
  flagReason: z.string(),
  returned: z.boolean(),
  revising: z.boolean(),
  caseId: z.int().nullable(),
  wanted: z.int().describe('公众说“是我要的”的次数'),
  unwanted: z.int(),
  told: z.int().describe('被话务员、经办人用来答复的次数'),
})

export const found = z.object({
  id: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  topic,
  question: z.string(),
  status,
  answer: z.string().describe('答复的纯文字，可以照读'),
  summary: z.string(),
  flagged: z.boolean(),
  reviewOn: z.string().nullable(),
})

const used = z.object({
  id: z.int(),
  question: z.string(),
  unitName: z.string(),
  wanted: z.int(),
  unwanted: z.int(),
  told: z.int(),
})
export const figures = z.object({
  published: z.int(),
  open: z.int(),
  flagged: z.int(),
  due: z.int(),
  often: z.array(used).describe('问得最多的'),
  missed: z.array(used).describe('公众说“不是我要的”较多的'),
  topics: z.array(z.object({ topic: z.string(), count: z.int() })),
})

export const pair = z.object({
  likeness: z.number(),
  entries: z.array(z.object({ id: z.int(), question: z.string(), unitName: z.string() })),
})

export const vocabulary = z.object({
  topics: z.record(z.string(), z.string()),
  statuses: z.record(z.string(), z.string()),
})

export const known = z.object({
  answers: z.array(
    z.object({ id: z.int(), question: z.string(), answer: z.string(), unitName: z.string(), flagged: z.boolean() }),
  ),
  items: z.array(z.object({ recordId: z.int(), title: z.string(), unitName: z.string(), publishedOn: z.string() })),
})
