import type { WorkingCalendar } from '../../foundations/calendar/index.ts'
import type { CaseClock, Course, Pause, Start } from '../../foundations/casework/clock.ts'
import { caseClock } from '../../foundations/casework/clock.ts'
import { limitOn, workingDaysOf } from '../../foundations/law/index.ts'
import type { EventData, Reply, RequestEvent } from './events.ts'
import type { Asks, Channel, ConsultationKind, DeliveryWay, Opinion, Status } from './request.ts'
import { type ReceiptDay, receiptDay } from './rules/receipt-day.ts'
import { rowOf, type TableRow, withdrawnRow } from './rules/reply-kinds.ts'
import { courseWords } from './words.zh.ts'

export type Consultation = {
  number: number
  kind: ConsultationKind
  agency: string
  issuedOn: string
  servedOn: string | null
  opinion: Opinion | null
  answeredOn: string | null
}

/** 协办: another unit or section of the agency is asked to help; its answer is a note. */
export type Help = { number: number; helper: string; askedOn: string; until: string; answeredOn: string | null }

export type Fee = {
  basis: EventData['charge']['basis']
  quantity: number
  noticeOn: string
  servedOn: string | null
  paidOn: string | null
  ticket: string
}

export type SearchEntry = EventData['log_search'] & { actorId: number | null }

/** Everything that happened to a request, as one thing. A function of its events and nothing else. */
export type RequestState = {
  status: Status
  channel: Channel
  reachedOn: string
  asks: Asks
  receipt: ReceiptDay | null
  contacts: { at: Date; reached: boolean }[]
  ownerId: number | null
  correction: { askedOn: string; until: string; takenOn: string | null } | null
  consultations: Consultation[]
  helps: Help[]
  extension: { on: string; workingDays: number } | null
  reasons: { askedOn: string; takenOn: string | null } | null
  delay: { on: string; until: string } | null
  fee: Fee | null
  searches: SearchEntry[]
  /** The answer that is proposed, signed or given now, and from which status it was proposed. */
  reply: { reply: Reply; seq: number; proposedFrom: Status; proposedBy: number | null; signedOn: string | null } | null
  /** Who passed a gate of the answer that is proposed now; a deputy and whose post it is both count. */
  passed: { gate: Status; personId: number | null }[]
  delivery: { way: DeliveryWay; on: string; tracking: string } | null
  withdrawnOn: string | null
  /** A decision of a review body or court that ordered a new answer, newest last. */
  reopened: { on: string; workingDays: number; remedyId: number }[]
  /** First end of the case, which is what the annual table counts. */
  firstEnd: { on: string; row: TableRow | null } | null
  convertedTo: number | null
  lookedAgain: { on: string; result: 'kept' | 'disclosed'; nextOn: string | null } | null
}

const blank = (event: RequestEvent & { action: 'register' }): RequestState => ({
  status: event.to,
  channel: event.data.channel,
  reachedOn: event.data.reachedOn,
  asks: event.data.asks,
  receipt: receiptDay({ channel: event.data.channel, reachedOn: event.data.reachedOn, confirmedOn: null }),
  contacts: [],
  ownerId: null,
  correction: null,
  consultations: [],
  helps: [],
  extension: null,
  reasons: null,
  delay: null,
  fee: null,
  searches: [],
  reply: null,
  passed: [],
  delivery: null,
  withdrawnOn: null,
  reopened: [],
  firstEnd: null,
  convertedTo: null,
  lookedAgain: null,
})

/** @throws Error when the events do not begin with a registration */
export const stateOf = (events: readonly RequestEvent[]): RequestState => {
  const first = events[0]
  if (first?.action !== 'register') throw new Error('a request begins with its registration')
  return events.slice(1).reduce(after, blank(first))
}

const after = (state: RequestState, event: RequestEvent): RequestState => ({
  ...state,
  ...changed(state, event),
  status: event.to,
})

const changed = (state: RequestState, event: RequestEvent): Partial<RequestState> => {
  switch (event.action) {
    case 'contact':
      return { contacts: [...state.contacts, { at: event.at, reached: event.data.reached }] }
    case 'confirm':
      return { receipt: receiptDay({ ...state, confirmedOn: event.data.on }) }
    case 'succeed':
      return { ownerId: null }
    case 'assign':
      return { ownerId: event.data.ownerId }
    case 'ask_correction':
      return { correction: { askedOn: event.data.on, until: event.data.until, takenOn: null } }
    case 'take_correction':
      return { correction: state.correction && { ...state.correction, takenOn: event.data.on } }
    case 'consult':
      return {
        consultations: [
          ...state.consultations,
          {
            number: state.consultations.length + 1,
            kind: event.data.kind,
            agency: event.data.agency,
            issuedOn: event.data.on,
            servedOn: null,
            opinion: null,
            answeredOn: null,
          },
        ],
      }
    case 'record_service':
      return consulted(state, event.data.consultation, { servedOn: event.data.on })
    case 'record_opinion':
      return consulted(state, event.data.consultation, { answeredOn: event.data.on, opinion: event.data.opinion })
    case 'ask_help': {
      const { helper, on, until } = event.data
      const number = state.helps.length + 1
      return { helps: [...state.helps, { number, helper, askedOn: on, until, answeredOn: null }] }
    }
    case 'record_help':
      return {
        helps: state.helps.map((one) => (one.number === event.data.help ? { ...one, answeredOn: event.data.on } : one)),
      }
    case 'extend':
      return { extension: { on: event.data.on, workingDays: event.data.workingDays } }
    case 'ask_reasons':
      return { reasons: { askedOn: event.data.on, takenOn: null } }
    case 'take_reasons':
      return { reasons: state.reasons && { ...state.reasons, takenOn: event.data.on } }
    case 'delay':
      return { delay: { on: event.data.on, until: event.data.until } }
    case 'charge': {
      const { basis, quantity, on } = event.data
      return { fee: { basis, quantity, noticeOn: on, servedOn: null, paidOn: null, ticket: '' } }
    }
    case 'record_fee_service':
      return { fee: state.fee && { ...state.fee, servedOn: event.data.on } }
    case 'take_payment':
      return { fee: state.fee && { ...state.fee, paidOn: event.data.on, ticket: event.data.ticket } }
    case 'log_search':
      return { searches: [...state.searches, { ...event.data, actorId: event.actorId }] }
    case 'propose':
      return {
        passed: [],
        reply: {
          reply: event.data.reply,
          seq: event.seq,
          proposedFrom: event.from!,
          proposedBy: event.actorId,
          signedOn: null,
        },
      }
    case 'approve':
      return {
        passed: [
          ...state.passed,
          ...[event.actorId, event.onBehalfOf].map((personId) => ({ gate: event.from!, personId })),
        ],
        reply: state.reply && { ...state.reply, signedOn: event.to === 'signed' ? event.on : null },
      }
    case 'return':
      return { passed: [] }
    case 'deliver':
      return { delivery: event.data, firstEnd: state.firstEnd ?? { on: event.data.on, row: answeredRow(state) } }
    case 'withdraw':
      return {
        withdrawnOn: event.data.on,
        // Who withdraws has been spoken with: that day it is received too, so that it is counted in and out.
        receipt: state.receipt ?? { on: event.data.on, why: 'withdrawn', law: 'OGI-31' },
        firstEnd: state.firstEnd ?? { on: event.data.on, row: state.asks === 'information' ? withdrawnRow : null },
      }
    case 'reopen':
      return {
        reopened: [...state.reopened, event.data],
        reply: null,
        passed: [],
        delivery: null,
        extension: null,
        delay: null,
        reasons: null,
      }
    case 'convert':
      return { convertedTo: event.data.recordId }
    case 'look_again':
      return { lookedAgain: { on: event.on, ...event.data } }
    default:
      return {}
  }
}

const answeredRow = ({ reply }: RequestState): TableRow | null =>
  reply ? rowOf(reply.reply.kind, reply.reply.grounds) : null

const consulted = (state: RequestState, number: number, change: Partial<Consultation>): Partial<RequestState> => ({
  consultations: state.consultations.map((one) => (one.number === number ? { ...one, ...change } : one)),
})

/** Last day for an opinion: 15 working days from the day it was received (arts 32, 34); null while not served. */
export const opinionDue = ({ kind, servedOn }: Pick<Consultation, 'kind' | 'servedOn'>, calendar: WorkingCalendar) =>
  servedOn === null
    ? null
    : calendar.lastDay(
        servedOn,
        workingDaysOf(kind === 'third_party' ? 'third_party_opinion' : 'joint_maker_opinion', servedOn),
      ).last

/** Until when a consultation keeps the clock waiting: its answer or its lapse, whichever is first; null: open. */
export const consultationEnd = (one: Consultation, calendar: WorkingCalendar): string | null => {
  const due = opinionDue(one, calendar)
  if (one.answeredOn === null) return due
  return due !== null && due < one.answeredOn ? due : one.answeredOn
}

/** Last day on which the fee may be paid: 20 working days from the day after its notice was received. */
export const paymentDue = (fee: Pick<Fee, 'servedOn'>, calendar: WorkingCalendar) =>
  fee.servedOn === null ? null : calendar.lastDay(fee.servedOn, workingDaysOf('fee_payment', fee.servedOn)).last

/** The events as the law's clock sees them (条例 arts 30, 32-35; 收费办法 art 6). */
export const courseOf = (state: RequestState, calendar: WorkingCalendar): Course => {
  const { receipt } = state
  const starts: Start[] = []
  if (receipt && receipt.why !== 'withdrawn') {
    const period = (on: string, label: string): Start => ({
      on,
      workingDays: workingDaysOf('answer', receipt.on),
      law: limitOn('answer', receipt.on).law,
      label,
    })
    starts.push(period(receipt.on, courseWords.received))
    if (state.correction?.takenOn) starts.push(period(state.correction.takenOn, courseWords.corrected))
    if (state.fee?.paidOn) starts.push(period(state.fee.paidOn, courseWords.paid))
    for (const one of state.reopened)
      starts.push({ on: one.on, workingDays: one.workingDays, law: 'OGI-51', label: courseWords.reopened })
  }
  const pauses = state.consultations.map(
    (one): Pause => ({
      from: one.issuedOn,
      to: consultationEnd(one, calendar),
      law: one.kind === 'third_party' ? 'OGI-32' : 'OGI-34',
      label: courseWords[one.kind],
    }),
  )
  const waits: Course['waits'] = [
    ...(state.correction
      ? [
          {
            from: state.correction.askedOn,
            to: state.correction.takenOn,
            law: 'OGI-30' as const,
            label: courseWords.correcting,
          },
        ]
      : []),
    ...(state.fee
      ? [{ from: state.fee.noticeOn, to: state.fee.paidOn, law: 'FEE-2020-109-6' as const, label: courseWords.paying }]
      : []),
  ]
  return {
    starts: starts.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    extensions: state.extension ? [{ ...state.extension, law: 'OGI-33' }] : [],
    pauses,
    waits,
    promised: state.delay ? { on: state.delay.until, decidedOn: state.delay.on, law: 'OGI-35' } : null,
    stoppedOn: state.delivery?.on ?? state.withdrawnOn,
  }
}

export const clockOf = (state: RequestState, calendar: WorkingCalendar, today: string): CaseClock =>
  caseClock(courseOf(state, calendar), calendar, today)

/** What lapses next beside the clock, and when: the list of what to watch. */
export const watchOf = (state: RequestState, calendar: WorkingCalendar): { on: string; for: string } | null => {
  const all: { on: string; for: string }[] = []
  if (state.status === 'correcting' && state.correction) all.push({ on: state.correction.until, for: 'correction' })
  const payment = state.status === 'charged' && state.fee ? paymentDue(state.fee, calendar) : null
  if (payment) all.push({ on: payment, for: 'payment' })
  if (state.status === 'handling') {
    for (const one of state.helps) if (one.answeredOn === null) all.push({ on: one.until, for: 'help' })
    for (const one of state.consultations) {
      const due = one.answeredOn === null ? opinionDue(one, calendar) : null
      if (due) all.push({ on: due, for: 'opinion' })
    }
  }
  if (state.lookedAgain?.nextOn) all.push({ on: state.lookedAgain.nextOn, for: 'look_again' })
  return all.sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null
}
