import { z } from 'zod'
import { type GroundCode, grounds } from '../../foundations/classification/index.ts'
import { day, id, requiredText, text } from '../../platform/shapes.ts'
import { asks, channels, consultationKinds, deliveryWays, opinions } from './request.ts'
import { replyKindKeys } from './rules/reply-kinds.ts'
import type { Action } from './transitions.ts'

/**
 * What is written down of every act beside who, when and from which status: facts that rules count with. Nothing
 * personal stands here; what people write goes into the sealed note.
 */

const groundCode = z.enum(grounds.map((one) => one.code) as [GroundCode, ...GroundCode[]])
/** Number of a consultation within its case: 1, 2, 3 … */
const consultation = z.int().min(1).max(99)

/** The answer as it is proposed. */
export const replyShape = z.object({
  kind: z.enum(replyKindKeys),
  grounds: z.array(groundCode).max(7).default([]),
  /** Why, as it stands in the letter; names of people belong into the letter only. */
  reasons: text(4000).default(''),
  /** Papers that are handed out: ids of documents of kind `release`. */
  materials: z.array(z.uuid()).max(50).default([]),
  /** Where and how it can be had (arts 36(1), 36(2), 39(2), 41). */
  way: text(500).default(''),
  /** Who is competent, where it is known (art 36(5)). */
  competentAgency: text(200).default(''),
  /** Law with its own way of access (art 36(7)). */
  specialLaw: text(200).default(''),
  /** The case in which the same was answered before (art 36(6)). */
  earlierCaseId: id.nullable().default(null),
  /** Third parties whose reasoned refusal is overridden for the public interest (art 32), with the reason. */
  overridden: z.array(consultation).max(20).default([]),
  overrideReason: text(1000).default(''),
})
export type Reply = z.infer<typeof replyShape>

const nothing = z.object({})

export const eventData = {
  register: z.object({
    channel: z.enum(channels),
    /** Day on which it reached the office: handed in, signed for, out of the letter box, on the screen. */
    reachedOn: day,
    asks: z.enum(asks).default('information'),
  }),
  /** The agency ended; its successor goes on with it. */
  succeed: z.object({ from: id, to: id }),
  contact: z.object({ reached: z.boolean() }),
  confirm: z.object({ on: day, how: z.enum(['phone', 'online', 'in_person']) }),
  redirect: z.object({ unitId: id }),
  void: nothing,
  assign: z.object({ ownerId: id }),
  ask_correction: z.object({ on: day, until: day }),
  take_correction: z.object({
    on: day,
    /** Late, but with a good reason (art 30: 无正当理由逾期). */
    excused: z.boolean().default(false),
  }),
  consult: z.object({
    on: day,
    kind: z.enum(consultationKinds),
    /** A joint maker that works with this system, or its name. */
    agency: text(100).default(''),
  }),
  record_service: z.object({ consultation, on: day }),
  record_opinion: z.object({ consultation, on: day, opinion: z.enum(opinions) }),
  ask_help: z.object({
    on: day,
    /** Unit or section that is asked, by its name. */
    helper: requiredText(100),
    /** Day by which its answer is wanted. */
    until: day,
  }),
  record_help: z.object({ help: z.int().min(1).max(99), on: day }),
  extend: z.object({ on: day, workingDays: z.int().min(1).max(20) }),
  ask_reasons: z.object({ on: day }),
  take_reasons: z.object({ on: day }),
  delay: z.object({ on: day, until: day }),
  charge: z.object({
    on: day,
    basis: z.enum(['by_item', 'by_page']),
    /** Requests of the applicant in the natural month up to this one, or pages. */
    quantity: z.int().min(1).max(1_000_000),
  }),
  record_fee_service: z.object({ on: day }),
  take_payment: z.object({ on: day, ticket: requiredText(60) }),
  log_search: z.object({
    on: day,
    /** Register, archive, system in which was searched. */
    place: requiredText(200),
    words: requiredText(300),
    found: z.boolean(),
  }),
  propose: z.object({ reply: replyShape }),
  approve: nothing,
  return: nothing,
  deliver: z.object({
    way: z.enum(deliveryWays),
    /** Signed for, handed to the post, or put at the applicant's disposal online. */
    on: day,
    tracking: text(60).default(''),
  }),
  withdraw: z.object({ on: day }),
  reopen: z.object({ on: day, remedyId: id, workingDays: z.int().min(1).max(60) }),
  archive: z.object({
    /** 卷内目录 as it was: the pieces in their order with their pages, null where these are not known. */
    pieces: z
      .array(z.object({ id: z.string().max(40), pages: z.int().min(1).max(99_999).nullable() }))
      .max(2000)
      .optional()
      .describe('系统不能数出页数的，由归档人填写；其余由系统编定'),
  }),
  convert: z.object({ recordId: id }),
  look_again: z.object({ result: z.enum(['kept', 'disclosed']), nextOn: day.nullable() }),
  note: nothing,
} as const satisfies Record<Action | 'register' | 'succeed', z.ZodType>

export type EventData = { [A in keyof typeof eventData]: z.infer<(typeof eventData)[A]> }

/** One event of a request as it lies in the ledger. */
export type RequestEvent = {
  [A in keyof EventData]: {
    seq: number
    action: A
    data: EventData[A]
    /** The legal day on which it counts. */
    on: string
    at: Date
    from: import('./request.ts').Status | null
    to: import('./request.ts').Status
    actorId: number | null
    onBehalfOf: number | null
    by: string | null
  }
}[keyof EventData]
