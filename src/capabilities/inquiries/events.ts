import { z } from 'zod'
import { topicKeys } from '../../foundations/classification/index.ts'
import { day, id } from '../../platform/shapes.ts'
import { channels, complexities, inquiryKinds, type Status, satisfactions, steps } from './inquiry.ts'
import type { Action, Hand } from './transitions.ts'

/**
 * What is written down of every act beside who, when and from which status: facts that rules count with. Nothing
 * personal stands here; what people write goes into the sealed note.
 */

const nothing = z.object({})

/** What was public already: items of the portal, entries of the knowledge base. */
const sources = z.object({
  records: z.array(id).max(20).default([]),
  knowledge: z.array(id).max(20).default([]),
})

export const eventData = {
  register: z.object({
    kind: z.enum(inquiryKinds),
    channel: z.enum(channels),
    /** The unit asked; null: the government office sorts. */
    unitId: id.nullable(),
    /** Who sorts. */
    officeId: id,
    receivedOn: day,
    topic: z.enum(topicKeys),
  }),
  /** A unit ended; its successor goes on with what it had in hand. */
  succeed: z.object({ from: id, to: id }),
  dispatch: z.object({ unitId: id }),
  assign: z.object({ ownerId: id }),
  grade: z.object({ complexity: z.enum(complexities) }),
  pass_up: nothing,
  approve_pass: nothing,
  refuse_pass: nothing,
  pass_on: z.object({ unitId: id }),
  refuse_part: nothing,
  answer_part: nothing,
  approve_part: nothing,
  return_part: nothing,
  record_step: z.object({ step: z.enum(steps), on: day }),
  extend: nothing,
  /** Until when it will be answered now. */
  explain: z.object({ until: day }),
  take_explanation: nothing,
  refuse_explanation: nothing,
  urge: nothing,
  hold_to_account: nothing,
  /** By the program, once for each stage: the day has passed and nobody explained. */
  escalate: nothing,
  propose: z.object({
    outcome: z.enum(['answered', 'directed']),
    sources: sources.default({ records: [], knowledge: [] }),
  }),
  approve: nothing,
  return: nothing,
  answer_at_once: z.object({ sources }),
  to_request: z.object({ unitId: id }),
  to_petition: nothing,
  void: nothing,
  /** `complaintId`: the complaint that was upheld. */
  reopen: z.object({ complaintId: id.nullable() }),
  accept: nothing,
  refuse: nothing,
  ask_statement: nothing,
  take_statement: nothing,
  decide: z.object({
    outcome: z.enum(['upheld', 'partly_upheld', 'rejected', 'referred']),
    /** The unit must answer anew. */
    anew: z.boolean().default(false),
  }),
  supplement: nothing,
  withdraw: nothing,
  rate: z.object({
    satisfaction: z.enum(satisfactions),
    how: z.enum(['online', 'key', 'sms', 'call']).default('online'),
  }),
  consent: z.object({ publish: z.boolean() }),
  note: nothing,
} as const satisfies Record<Action | 'register' | 'succeed' | 'escalate', z.ZodType>

export type EventData = { [A in keyof typeof eventData]: z.infer<(typeof eventData)[A]> }

/** One event of an inquiry as it lies in the ledger. */
export type InquiryEvent = {
  [A in keyof EventData]: {
    seq: number
    action: A
    data: EventData[A]
    /** The legal day on which it counts. */
    on: string
    at: Date
    from: Status | null
    to: Status
    actorId: number | null
    onBehalfOf: number | null
    /** Whose hand it was: a role of the office, the writer's own, or null for the program's. */
    by: Hand | null
  }
}[keyof EventData]
