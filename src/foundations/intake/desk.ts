import { z } from 'zod'
import { text } from '../../platform/shapes.ts'
import { applicantShape, contentShape } from './request-form.ts'
import { largestAttachment, mostAttachments } from './submission.ts'

/**
 * The desk: what a portal asks the office about a citizen's own request, and does there in the citizen's name. Nothing
 * of it is in a replica; it is asked at each page. The office knows the citizen by a ticket that it gave out for a query
 * code and its proof, and that holds for half an hour.
 */

export const ticketShape = z.string().max(600)

export const lookShape = z.object({
  /** 查询码 as typed. */
  code: text(60),
  /** Last four characters of the telephone or identity number. */
  proof: text(30),
  /** Client address, to slow down guessing; only its keyed hash is kept, for a day. */
  address: z.string().max(60),
})
export type Look = z.infer<typeof lookShape>

const dueShape = z.object({ on: z.string(), provisional: z.boolean() }).nullable()

/** What is waited for from the citizen. */
export const taskShape = z.object({
  key: z.enum(['confirm', 'correct', 'reasons', 'pay']),
  askedOn: z.string().nullable(),
  until: z.string().nullable(),
  overdue: z.boolean(),
  letterId: z.string().nullable(),
  yuan: z.number().nullable(),
})
export type DeskTask = z.infer<typeof taskShape>

export const caseViewShape = z.object({
  /** To be shown at the next call, for as long as it holds. */
  ticket: ticketShape,
  code: z.string(),
  number: z.string().nullable(),
  unitId: z.int(),
  asks: z.enum(['information', 'record_correction']),
  /** Masked name of a person; an organisation's whole. */
  applicant: z.string(),
  what: z.string(),
  status: z.string(),
  statusLabel: z.string(),
  submittedAt: z.string(),
  received: z.object({ on: z.string(), why: z.string() }).nullable(),
  clock: z.object({
    state: z.enum(['idle', 'running', 'paused', 'waiting', 'stopped']),
    due: dueShape,
    total: z.int(),
    used: z.int(),
    left: z.int().nullable(),
    spans: z.array(
      z.object({
        kind: z.enum(['run', 'pause', 'wait', 'void']),
        from: z.string(),
        to: z.string().nullable(),
        label: z.string(),
        /** e.g. 条例第三十三条 */
        law: z.string(),
      }),
    ),
    ledger: z.array(z.object({ date: z.string(), n: z.int().nullable(), label: z.string(), provisional: z.boolean() })),
  }),
  /** Newest last. */
  timeline: z.array(
    z.object({
      on: z.string(),
      title: z.string(),
      text: z.string(),
      /** What the applicant wrote with it. */
      said: z.string(),
      /** Unit or published item it leads to. */
      unitId: z.int().nullable(),
      recordId: z.int().nullable(),
    }),
  ),
  tasks: z.array(taskShape),
  mayWithdraw: z.boolean(),
  letters: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      number: z.string().nullable(),
      issuedOn: z.string(),
      answer: z.boolean(),
    }),
  ),
  files: z.array(z.object({ id: z.string(), name: z.string(), mediaType: z.string(), size: z.int() })),
  answer: z
    .object({
      label: z.string(),
      on: z.string(),
      way: z.enum(['online', 'post', 'in_person']),
      tracking: z.string(),
      remedy: z.enum(['review_first', 'either', 'none']),
      /** What the letter tells of it, with the bodies by name; '' where nothing is told. */
      remedyText: z.string(),
      /** Last days for 行政复议 and for a lawsuit without one. */
      reviewUntil: z.string(),
      suitUntil: z.string(),
      /** Address at which a review can be applied for online, '' when none is set (复议法 art 22). */
      onlineReview: z.string(),
    })
    .nullable(),
  /** 承办人, only where the installation shows it. */
  staff: z.string().nullable(),
})
export type CaseView = z.infer<typeof caseViewShape>

/** A file that comes with an act. */
export const fileShape = z.object({
  name: z.string().min(1).max(200),
  mediaType: z.string().max(100),
  base64: z.base64().max(Math.ceil(largestAttachment / 3) * 4 + 4),
})

/** What the citizen does. */
export const deskActShape = z.discriminatedUnion('action', [
  z.object({ action: z.literal('confirm'), ticket: ticketShape }),
  z.object({
    action: z.literal('correct'),
    ticket: ticketShape,
    text: text(5_000),
    files: z.array(fileShape).max(mostAttachments),
  }),
  z.object({ action: z.literal('reasons'), ticket: ticketShape, text: text(5_000) }),
  z.object({ action: z.literal('withdraw'), ticket: ticketShape, text: text(1_000) }),
])
export type DeskAct = z.infer<typeof deskActShape>
export type DeskAction = DeskAct['action']

export const letterViewShape = z.object({
  title: z.string(),
  number: z.string().nullable(),
  issuedOn: z.string(),
  unitId: z.int(),
  caseNumber: z.string().nullable(),
  /** Clean HTML. */
  html: z.string(),
})
export type LetterView = z.infer<typeof letterViewShape>

export const alikeShape = z.object({ unitId: z.int(), applicant: applicantShape, content: contentShape })
export type AlikeQuestion = z.infer<typeof alikeShape>

export type DeskFile = { name: string; mediaType: string; bytes: Uint8Array }

/**
 * The office's side. Every call may throw a Problem: 401 the ticket has run out, 404 no such case or paper (the same for
 * a wrong code and a wrong proof), 409 cannot be done now, 422 with issues, 429 with `extra.seconds`. Any other error
 * means that the office is away.
 */
export type Desk = {
  look: (given: Look) => Promise<CaseView>
  view: (ticket: string) => Promise<CaseView>
  act: (given: DeskAct) => Promise<CaseView>
  letter: (ticket: string, id: string) => Promise<LetterView>
  /** A paper handed out with the answer, or a letter as PDF. */
  file: (ticket: string, id: string) => Promise<DeskFile>
  /** Day on which the same applicant asked the same unit for the same in the same words; null when never. */
  alike: (given: AlikeQuestion) => Promise<{ on: string } | null>
  /** What became of a form: its case's number once the office has taken it. */
  taken: (formId: string) => Promise<{ number: string | null } | null>
}
