import { z } from 'zod'
import { text } from '../../platform/shapes.ts'
import { topicKeys } from '../classification/index.ts'
import { inquiryFormWords as w } from './words.zh.ts'

/** 政务信息查询、咨询、来信、举报: what the public form sends, a desk enters and the office takes. */

export const inquiryKinds = [
  /** 咨询 */
  'question',
  /** 信息查询 */
  'information',
  /** 领导信箱来信 */
  'letter',
  /** 民情诉求，记入民情台账 */
  'wish',
  /** 意见建议 */
  'opinion',
  /** 网站找错 */
  'site_error',
  /** 对办理不满意的投诉 */
  'complaint',
  /** 举报；可以匿名 */
  'report',
] as const
export type InquiryKind = (typeof inquiryKinds)[number]

export const longestInquiry = 20_000
export const shortestPin = 4

/** Who wrote; an anonymous report names nobody. */
export const writerShape = z.object({
  name: text(50).default(''),
  phone: text(30).default(''),
  email: text(100).default(''),
  address: text(200).default(''),
  /** 查询密码: chosen by whoever leaves no telephone, to follow the case with the query code. */
  pin: text(20).default(''),
})
export type Writer = z.infer<typeof writerShape>

export const inquiryContentShape = z.object({
  subject: text(100).default(''),
  text: text(longestInquiry),
  /** Household or village of a wish (民情台账); address on the portal of a site error. */
  place: text(500).default(''),
})
export type InquiryContent = z.infer<typeof inquiryContentShape>

/** What a portal hands in. A complaint is handed in at the desk instead, where the case complained of is proved. */
export const inquiryShape = z.object({
  kind: z.enum(inquiryKinds).exclude(['complaint']),
  /** The unit asked; null: 不清楚该问谁. */
  unitId: z.coerce.number().int().min(1).max(2_147_483_647).nullable().default(null),
  mailboxId: z.coerce.number().int().min(1).max(2_147_483_647).nullable().default(null),
  topic: z.enum(topicKeys).default('other'),
  writer: writerShape,
  content: inquiryContentShape,
  /** May letter and answer be published, without who wrote? */
  consent: z.boolean().default(false),
  /** Sent from a terminal in a service hall. */
  kiosk: z.boolean().default(false),
})
export type InquiryForm = z.infer<typeof inquiryShape>

/** What a telephone number and an e-mail address look like; how much of one is enough is left to whoever calls or writes. */
export const phonePattern = /^[+\d][\d\s()-]{5,24}$/
export const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export type InquiryIssue = { field: string; key: string; message: string }

/**
 * What stands against a form, with the fields' paths; [] when nothing does. A report needs no name; everything else names
 * somebody, and everybody leaves a telephone or chooses a word to ask with.
 * @param entered at a desk for somebody: what cannot be known is left out
 */
export const inquiryIssues = (
  { kind, writer, content }: Pick<InquiryForm, 'writer' | 'content'> & { kind: InquiryKind },
  entered = false,
): InquiryIssue[] => {
  const issues: InquiryIssue[] = []
  const add = (field: string, key: string, message: string) => issues.push({ field, key, message })
  if (content.text.length < 2) add('content.text', 'missing', w.text)
  if (kind === 'letter' && !content.subject) add('content.subject', 'missing', w.subject)
  if (!entered) {
    if (kind !== 'report' && kind !== 'site_error' && !writer.name) add('writer.name', 'missing', w.name)
    if (!writer.phone && !writer.pin) add('writer.phone', 'missing', w.contact)
  }
  if (writer.phone && !phonePattern.test(writer.phone)) add('writer.phone', 'wrong', w.phoneWrong)
  if (writer.email && !emailPattern.test(writer.email)) add('writer.email', 'wrong', w.emailWrong)
  if (writer.pin && writer.pin.length < shortestPin) add('writer.pin', 'short', w.pinShort)
  return issues
}
