import { z } from 'zod'
import { text } from '../../platform/shapes.ts'
import { fileShape, type Look, lookShape, ticketShape } from './desk.ts'
import { inquiryKinds } from './inquiry-form.ts'
import { mostAttachments } from './submission.ts'

/**
 * The desk for inquiries: what a portal asks the office about a citizen's own question, letter, complaint or report, and does
 * there in the citizen's name. The proof is the last four of the telephone, or the word that was chosen.
 */

export { type Look, lookShape }

export const inquiryViewShape = z.object({
  /** To be shown at the next call, for as long as it holds. */
  ticket: ticketShape,
  code: z.string(),
  number: z.string().nullable(),
  kind: z.enum(inquiryKinds),
  kindLabel: z.string(),
  /** The unit that is responsible now. */
  unitId: z.int(),
  subject: z.string(),
  text: z.string(),
  status: z.string(),
  statusLabel: z.string(),
  open: z.boolean(),
  submittedAt: z.string(),
  /** When it will be answered; null where nobody can know yet or it is over. */
  due: z.object({ on: z.string(), provisional: z.boolean(), left: z.int() }).nullable(),
  /** Oldest first. */
  timeline: z.array(
    z.object({
      on: z.string(),
      title: z.string(),
      text: z.string(),
      /** What the citizen wrote with it. */
      said: z.string(),
      unitId: z.int().nullable(),
    }),
  ),
  answer: z
    .object({
      on: z.string(),
      label: z.string(),
      text: z.string(),
      unitId: z.int(),
      /** Items and answers of the portal that it rests on. */
      records: z.array(z.int()),
      knowledge: z.array(z.int()),
    })
    .nullable(),
  /** What was answered before it was opened again, the oldest first. */
  formerAnswers: z
    .array(z.object({ on: z.string(), label: z.string(), text: z.string(), unitId: z.int() }))
    .default([]),
  /** Why it is late, once supervision has taken the explanation, and until when it will be answered. */
  explanation: z.object({ text: z.string(), until: z.string() }).nullable(),
  satisfaction: z.enum(['satisfied', 'fair', 'dissatisfied']).nullable(),
  consent: z.boolean().nullable(),
  /** What the citizen may do now. */
  may: z.object({
    supplement: z.boolean(),
    withdraw: z.boolean(),
    rate: z.boolean(),
    consent: z.boolean(),
    complain: z.boolean(),
  }),
  /** To follow it as the request (依申请公开) that it became, at the desk for requests; null where it became none. */
  requestTicket: ticketShape.nullable(),
  /** It was led to 信访: where that is, as the office set it ('' when it has not). */
  petition: z.object({ office: z.string() }).nullable().default(null),
  /** The complaint that was made about it: its code, to be followed with the same proof. */
  complaints: z.array(z.object({ code: z.string(), statusLabel: z.string() })),
})
export type InquiryView = z.infer<typeof inquiryViewShape>

const filesShape = z.array(fileShape).max(mostAttachments).default([])

/** What the citizen does. */
export const inquiryDeskActShape = z.discriminatedUnion('action', [
  z.object({ action: z.literal('supplement'), ticket: ticketShape, text: text(5_000), files: filesShape }),
  z.object({ action: z.literal('withdraw'), ticket: ticketShape, text: text(1_000) }),
  z.object({
    action: z.literal('rate'),
    ticket: ticketShape,
    satisfaction: z.enum(['satisfied', 'fair', 'dissatisfied']),
    text: text(1_000),
  }),
  z.object({ action: z.literal('consent'), ticket: ticketShape, publish: z.boolean() }),
  z.object({
    action: z.literal('complain'),
    ticket: ticketShape,
    text: text(5_000),
    key: z.uuid(),
    files: filesShape,
  }),
])
export type InquiryDeskAct = z.input<typeof inquiryDeskActShape>

/**
 * The office's side. Every call may throw a Problem: 401 the ticket has run out, 404 no such case (the same for a wrong
 * code and a wrong proof), 409 cannot be done now, 422 with issues, 429 with `extra.seconds`. Any other error means that
 * the office is away.
 */
export type InquiryDesk = {
  look: (given: Look) => Promise<InquiryView>
  view: (ticket: string) => Promise<InquiryView>
  act: (given: InquiryDeskAct) => Promise<InquiryView>
}
