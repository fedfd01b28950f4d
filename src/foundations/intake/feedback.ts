import { z } from 'zod'
import { requiredText, text } from '../../platform/http/schemas.ts'

/** 网站找错与意见: what the public form sends and the office takes. */
export const feedbackKinds = ['wrong_content', 'broken_link', 'other'] as const
export type FeedbackKind = (typeof feedbackKinds)[number]

export const feedbackKindLabels: Record<FeedbackKind, string> = {
  wrong_content: '内容有误',
  broken_link: '链接失效',
  other: '其他',
}

export const longestFeedback = 2_000

export const feedbackShape = z.object({
  kind: z.enum(feedbackKinds),
  text: requiredText(longestFeedback),
  /** How the citizen wants to be reached; '' when not given. */
  contact: text(100),
  /** Address on the portal without a host, e.g. `/items/12`; '' when it is about no page. */
  page: text(500).regex(/^(\/(?!\/).*)?$/),
})
export type Feedback = z.infer<typeof feedbackShape>
