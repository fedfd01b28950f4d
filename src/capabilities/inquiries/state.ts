import type { WorkingCalendar } from '../../foundations/calendar/index.ts'
import { type CaseClock, type Course, caseClock } from '../../foundations/casework/clock.ts'
import type { EventData, InquiryEvent } from './events.ts'
import {
  type Complexity,
  type InquiryKind,
  isOpen,
  isSupervised,
  type Outcome,
  type Satisfaction,
  type Status,
  type Step,
} from './inquiry.ts'
import type { Limits } from './limits.ts'
import { courseWords } from './words.zh.ts'

/** A stretch for which one unit is responsible; each has a whole period of its own. */
export type Stage = {
  unitId: number
  on: string
  what: 'sorting' | 'unit' | 'anew' | 'complaint'
  extendedOn: string | null
}

/** A part of the question that another unit answers. */
export type Part = {
  number: number
  unitId: number
  seq: number
  askedOn: string
  extendedOn: string | null
  answeredSeq: number | null
  answeredOn: string | null
  answeredBy: number | null
  refusedOn: string | null
}

/** What the writer is told: the words stand in the note of event `seq`. */
export type Reply = {
  outcome: Outcome
  seq: number
  by: number | null
  /** The unit complained of must answer anew. */
  anew: boolean
  sources: EventData['answer_at_once']['sources']
}

export type Explanation = {
  seq: number
  on: string
  until: string
  taken: boolean | null
  by: number | null
  /** The unit that was late, which is not always the one that has the case now. */
  unitId: number
}

/** An answer that was given before the case was opened again. */
export type FormerReply = Reply & { on: string; unitId: number; satisfaction: Satisfaction | null }

/** Everything that happened to an inquiry, as one thing. A function of its events and nothing else. */
export type InquiryState = {
  kind: InquiryKind
  status: Status
  receivedOn: string
  /** Where it is sorted, and where complaints are investigated. */
  officeId: number
  /** The one unit that is responsible (首问责任). */
  leadId: number
  stages: Stage[]
  complexity: Complexity
  ownerId: number | null
  /** Of a complaint or report: who took it on. */
  acceptedBy: number | null
  parts: Part[]
  /** Asks to pass it up, and who asked. */
  passing: { seq: number; by: number | null } | null
  reply: Reply | null
  /** Answers given before it was opened again, the oldest first. */
  formerReplies: FormerReply[]
  steps: { step: Step; on: string; seq: number }[]
  explanation: Explanation | null
  /** The last one that supervision took: it is owed to the public whoever has the case since. */
  takenExplanation: Explanation | null
  /** Stages (by number) that were called to account because nobody explained. */
  escalated: { on: string; stage: number }[]
  heldToAccountOn: string | null
  urges: number
  statement: { askedOn: string; takenOn: string | null } | null
  transfers: number
  refusals: number
  supplements: number
  consent: boolean | null
  satisfaction: Satisfaction | null
  /** First end of the case, which is what statistics count. */
  firstEnd: { on: string; outcome: Outcome } | null
  /** Last end, and how it ended; null while open. */
  endedOn: string | null
  endedAs: Outcome | null
  reopened: number
}

const blank = ({ data, to }: InquiryEvent & { action: 'register' }): InquiryState => {
  const leadId = data.unitId ?? data.officeId
  const what = to === 'accepting' ? 'complaint' : to === 'sorting' ? 'sorting' : 'unit'
  return {
    kind: data.kind,
    status: to,
    receivedOn: data.receivedOn,
    officeId: data.officeId,
    leadId,
    stages: [{ unitId: leadId, on: data.receivedOn, what, extendedOn: null }],
    complexity: 'ordinary',
    ownerId: null,
    acceptedBy: null,
    parts: [],
    passing: null,
    reply: null,
    formerReplies: [],
    steps: [],
    explanation: null,
    takenExplanation: null,
    escalated: [],
    heldToAccountOn: null,
    urges: 0,
    statement: null,
    transfers: 0,
    refusals: 0,
    supplements: 0,
    consent: null,
    satisfaction: null,
    firstEnd: null,
    endedOn: null,
    endedAs: null,
    reopened: 0,
  }
}

/** @throws Error when the events do not begin with a registration */
export const stateOf = (events: readonly InquiryEvent[]): InquiryState => {
  const first = events[0]
  if (first?.action !== 'register') throw new Error('an inquiry begins with its registration')
  return events.slice(1).reduce(after, blank(first))
}

const after = (state: InquiryState, event: InquiryEvent): InquiryState => ({
  ...state,
  ...changed(state, event),
  status: event.to,
})

/** The part that is being answered now. */
export const openPart = (state: Pick<InquiryState, 'parts' | 'status'>): Part | undefined =>
  state.status === 'joint' || state.status === 'joint_review' ? state.parts.at(-1) : undefined

/** The unit in whose hands the next step is. The responsible unit stays `leadId`. */
export const turnOf = (state: InquiryState): number => openPart(state)?.unitId ?? state.leadId

/** What is extended, explained, called to account: the stage of the unit whose turn it is, or the part. Counted from 0. */
export const turnNumber = (state: InquiryState): number =>
  state.stages.length - 1 + (openPart(state) ? 1000 * state.parts.length : 0)

const stage = (state: InquiryState, unitId: number, on: string, what: Stage['what']): Partial<InquiryState> => ({
  leadId: unitId,
  stages: [...state.stages, { unitId, on, what, extendedOn: null }],
  ownerId: null,
  complexity: what === 'unit' ? state.complexity : 'ordinary',
  explanation: null,
})

const ended = (state: InquiryState, on: string, outcome: Outcome): Partial<InquiryState> => ({
  endedOn: on,
  endedAs: outcome,
  firstEnd: state.firstEnd ?? { on, outcome },
})

/** It ends without an answer: what was drafted and never passed is told nobody. */
const endedUnanswered = (state: InquiryState, on: string, outcome: Outcome): Partial<InquiryState> => ({
  ...ended(state, on, outcome),
  reply: null,
})

const replied = (outcome: Outcome, { seq, actorId, data }: InquiryEvent): Reply => ({
  outcome,
  seq,
  by: actorId,
  anew: 'anew' in data && data.anew,
  sources: 'sources' in data ? data.sources : { records: [], knowledge: [] },
})

const lastPart = (state: InquiryState, change: Partial<Part>): Partial<InquiryState> => ({
  parts: state.parts.map((part, i) => (i === state.parts.length - 1 ? { ...part, ...change } : part)),
})

const changed = (state: InquiryState, event: InquiryEvent): Partial<InquiryState> => {
  switch (event.action) {
    case 'dispatch':
      return { ...stage(state, event.data.unitId, event.on, 'unit'), transfers: state.transfers + 1 }
    case 'succeed': {
      const { from, to } = event.data
      const now = (unitId: number) => (unitId === from ? to : unitId)
      return {
        officeId: now(state.officeId),
        leadId: now(state.leadId),
        stages: state.stages.map((one, i) =>
          i === state.stages.length - 1 ? { ...one, unitId: now(one.unitId) } : one,
        ),
        ...(openPart(state) ? lastPart(state, { unitId: now(state.parts.at(-1)!.unitId) }) : {}),
        explanation: state.explanation && { ...state.explanation, unitId: now(state.explanation.unitId) },
        takenExplanation: state.takenExplanation && {
          ...state.takenExplanation,
          unitId: now(state.takenExplanation.unitId),
        },
        ...(turnOf(state) === from ? { ownerId: null } : {}),
      }
    }
    case 'assign':
      return { ownerId: event.data.ownerId }
    case 'grade':
      return { complexity: event.data.complexity }
    case 'pass_up':
      return { passing: { seq: event.seq, by: event.actorId } }
    case 'approve_pass':
      return { ...stage(state, state.officeId, event.on, 'sorting'), passing: null, transfers: state.transfers + 1 }
    case 'refuse_pass':
      return { passing: null }
    case 'pass_on':
      return {
        ownerId: null,
        explanation: null,
        transfers: state.transfers + 1,
        parts: [
          ...state.parts,
          {
            number: state.parts.length + 1,
            unitId: event.data.unitId,
            seq: event.seq,
            askedOn: event.on,
            extendedOn: null,
            answeredSeq: null,
            answeredOn: null,
            answeredBy: null,
            refusedOn: null,
          },
        ],
      }
    case 'refuse_part':
      return {
        ...lastPart(state, { refusedOn: event.on }),
        ownerId: null,
        explanation: null,
        refusals: state.refusals + 1,
      }
    case 'answer_part':
      return lastPart(state, { answeredSeq: event.seq, answeredBy: event.actorId })
    case 'approve_part':
      return { ...lastPart(state, { answeredOn: event.on }), ownerId: null, explanation: null }
    case 'return_part':
      return lastPart(state, { answeredSeq: null, answeredBy: null })
    case 'record_step':
      return { steps: [...state.steps, { step: event.data.step, on: event.data.on, seq: event.seq }] }
    case 'extend':
      return openPart(state)
        ? lastPart(state, { extendedOn: event.on })
        : {
            stages: state.stages.map((one, i) =>
              i === state.stages.length - 1 ? { ...one, extendedOn: event.on } : one,
            ),
          }
    case 'explain':
      return {
        explanation: {
          seq: event.seq,
          on: event.on,
          until: event.data.until,
          taken: null,
          by: event.actorId,
          unitId: turnOf(state),
        },
      }
    case 'take_explanation': {
      const taken = state.explanation && { ...state.explanation, taken: true }
      return { explanation: taken, takenExplanation: taken }
    }
    case 'refuse_explanation':
      return { explanation: state.explanation && { ...state.explanation, taken: false } }
    case 'urge':
      return { urges: state.urges + 1 }
    case 'escalate':
      return { escalated: [...state.escalated, { on: event.on, stage: turnNumber(state) }] }
    case 'hold_to_account':
      return { heldToAccountOn: event.on }
    case 'propose':
    case 'decide':
      return { reply: replied(event.data.outcome, event) }
    case 'approve':
      return ended(state, event.on, state.reply!.outcome)
    case 'return':
      return {}
    case 'answer_at_once':
      return { ...ended(state, event.on, 'answered'), reply: replied('answered', event) }
    case 'to_request':
      return endedUnanswered(state, event.on, 'request')
    case 'to_petition':
      return { ...ended(state, event.on, 'petition'), reply: replied('petition', event) }
    case 'void':
      return endedUnanswered(state, event.on, 'void')
    case 'refuse':
      return { ...ended(state, event.on, 'refused'), reply: replied('refused', event) }
    case 'withdraw':
      return endedUnanswered(state, event.on, 'withdrawn')
    case 'reopen':
      return {
        ...stage(state, state.leadId, event.on, event.to === 'sorting' ? 'sorting' : 'anew'),
        endedOn: null,
        endedAs: null,
        reply: null,
        formerReplies:
          state.reply && state.endedOn
            ? [
                ...state.formerReplies,
                { ...state.reply, on: state.endedOn, unitId: state.leadId, satisfaction: state.satisfaction },
              ]
            : state.formerReplies,
        satisfaction: null,
        reopened: state.reopened + 1,
      }
    case 'accept':
      return { acceptedBy: event.actorId }
    case 'ask_statement':
      return { statement: { askedOn: event.on, takenOn: null } }
    case 'take_statement':
      return { statement: state.statement && { ...state.statement, takenOn: event.on } }
    case 'supplement':
      return { supplements: state.supplements + 1 }
    case 'rate':
      return { satisfaction: event.data.satisfaction }
    case 'consent':
      return { consent: event.data.publish }
    default:
      return {}
  }
}

const law = 'LOCAL-SETTING' as const

/** Working days of a stage of the responsible unit, and what the head's consent adds. */
const periodOf = (state: InquiryState, { what }: Pick<Stage, 'what'>, limits: Limits) => {
  if (what === 'complaint') return { days: limits.complaint, extended: limits.complaintExtended }
  if (what === 'sorting') return { days: limits.forwarding, extended: limits.forwarding }
  return { days: limits[state.complexity], extended: limits.extended }
}

const extensionOf = (on: string | null, { days, extended }: { days: number; extended: number }) =>
  on === null ? [] : [{ on, workingDays: Math.max(0, extended - days), law }]

/** The period of the unit that is responsible now; days on which another unit answers a part do not count for it. */
export const leadCourse = (state: InquiryState, limits: Limits): Course => {
  const all = state.stages
  const now = all.at(-1)!
  return {
    starts: all.map((one) => ({
      on: one.on,
      workingDays: periodOf(state, one, limits).days,
      law,
      label: courseWords[one.what],
    })),
    extensions: extensionOf(now.extendedOn, periodOf(state, now, limits)),
    pauses: state.parts.map((part) => ({
      from: part.askedOn,
      to: part === openPart(state) ? null : (part.answeredOn ?? part.refusedOn ?? part.askedOn),
      law,
      label: courseWords.part,
    })),
    waits: [],
    promised: null,
    stoppedOn: state.endedOn,
  }
}

/** The period of a unit that answers a part: a full one of its own. */
export const partCourse = (state: InquiryState, part: Part, limits: Limits): Course => {
  const period = { days: limits[state.complexity], extended: limits.extended }
  return {
    starts: [{ on: part.askedOn, workingDays: period.days, law, label: courseWords.part }],
    extensions: extensionOf(part.extendedOn, period),
    pauses: [],
    waits: [],
    promised: null,
    stoppedOn: part.answeredOn ?? part.refusedOn ?? state.endedOn,
  }
}

export type InquiryClocks = {
  /** Of the unit whose turn it is: what is due next. */
  turn: CaseClock
  lead: CaseClock
  parts: { part: Part; clock: CaseClock }[]
}

/** @param limits the row in force on the day of receipt @param today the legal day on which one asks */
export const clocksOf = (
  state: InquiryState,
  limits: Limits,
  calendar: WorkingCalendar,
  today: string,
): InquiryClocks => {
  const lead = caseClock(leadCourse(state, limits), calendar, today)
  const parts = state.parts.map((part) => ({
    part,
    clock: caseClock(partCourse(state, part, limits), calendar, today),
  }))
  return { lead, parts, turn: openPart(state) ? parts.at(-1)!.clock : lead }
}

/** The last day until which being late is explained: the promised one, unless supervision refused it. null: nobody explained. */
export const explainedUntil = ({ explanation }: Pick<InquiryState, 'explanation'>): string | null =>
  explanation && explanation.taken !== false ? explanation.until : null

/** May its writer complain: once it was answered, or while it runs late (situation five of the line). @param due of whose turn it is */
export const isComplainable = (
  state: Pick<InquiryState, 'kind' | 'status' | 'reply'>,
  due: string | null,
  today: string,
) => !isSupervised(state.kind) && (isOpen(state.status) ? due !== null && due < today : state.reply !== null)

/** Was the stage whose turn it is called to account already? */
export const isEscalated = (state: InquiryState): boolean =>
  state.escalated.some((one) => one.stage === turnNumber(state))
