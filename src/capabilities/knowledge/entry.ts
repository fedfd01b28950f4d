import { z } from 'zod'
import { topicKeys } from '../../foundations/classification/topics.ts'
import { day, id, storableText, text } from '../../platform/shapes.ts'

/** Gates a text passes between draft and reader, in order. */
export const gates = ['review', 'secrecy_review'] as const
export type Gate = (typeof gates)[number]

/** Where a version of an entry stands. */
export const statuses = [
  'draft',
  ...gates,
  'returned',
  'published',
  'superseded',
  'withdrawn',
  'merged',
  'discarded',
] as const
export type Status = (typeof statuses)[number]

/** Statuses of the one version that is being worked on. */
export const openStatuses = ['draft', ...gates] as const satisfies readonly Status[]
export const isOpen = (status: Status): boolean => (openStatuses as readonly Status[]).includes(status)
export const isGate = (status: Status): status is Gate => (gates as readonly Status[]).includes(status)

/** Longest question and other phrasing, in characters: what fits two lines of a list. */
export const longestQuestion = 200

/** What a clerk types. Everything may still be missing while drafting; checks.ts says what a gate needs. */
export const entryFields = z.object({
  topic: z.enum(topicKeys).default('other'),
  question: text(longestQuestion).default(''),
  phrasings: z.array(text(longestQuestion)).max(20).default([]).describe('其他问法：查找时一并比对，不显示'),
  answerHtml: storableText(100_000).default(''),
  sources: z.array(id).max(20).default([]).describe('作为依据的已公开信息'),
  reviewOn: day.nullable().default(null).describe('复核日期'),
})
export type EntryFields = z.infer<typeof entryFields>
