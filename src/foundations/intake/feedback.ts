import { z } from 'zod'
import { requiredText, text } from '../../platform/http/schemas.ts'
import { emailPattern, type InquiryContent, phonePattern, type Writer } from './inquiry-form.ts'

/** 网站找错与意见: what the short form in the portal's footer sends; the office opens an inquiry with it. */
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

/** Who wrote, of whom nothing but one contact is known. What is neither telephone nor e-mail is kept as an address. */
export const feedbackWriter = (contact: string): Writer => {
  const field = phonePattern.test(contact) ? 'phone' : emailPattern.test(contact) ? 'email' : 'address'
  return { name: '', phone: '', email: '', address: '', pin: '', [field]: contact }
}

/** The same as an inquiry: errors are 找错, everything else an opinion. */
export const asInquiry = ({
  kind,
  text: said,
  contact,
  page,
}: Feedback): { kind: 'site_error' | 'opinion'; writer: Writer; content: InquiryContent } => ({
  kind: kind === 'other' ? 'opinion' : 'site_error',
  writer: feedbackWriter(contact),
  content: { subject: kind === 'other' ? '' : feedbackKindLabels[kind], text: said, place: page },
})
