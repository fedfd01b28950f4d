import type { WorkingCalendar } from '../../foundations/calendar/index.ts'
import type { Paper } from '../../foundations/casework/index.ts'
import type { CaseView, DeskTask } from '../../foundations/intake/desk.ts'
import { cite } from '../../foundations/law/index.ts'
import type { RequestFile } from './case-file.ts'
import { deskWords as w } from './desk-words.zh.ts'
import type { EventData, RequestEvent } from './events.ts'
import type { LetterRow } from './letters/index.ts'
import { feeOf } from './rules/fee.ts'
import { replyKind } from './rules/reply-kinds.ts'
import { clockOf, paymentDue, type RequestState } from './state.ts'
import { receiptLabels, replyKindLabels } from './words.zh.ts'

/** What the applicant may see of a case; functions of its events and papers. */

/** An answer that was given: proposed with event `seq`, and how it was handed over. */
type Given = { seq: number; reply: EventData['propose']['reply']; delivery: EventData['deliver'] }

const answersGiven = (events: readonly RequestEvent[]): Given[] => {
  let proposed: Pick<Given, 'seq' | 'reply'> | undefined
  return events.flatMap((event) => {
    if (event.action === 'propose') proposed = { seq: event.seq, reply: event.data.reply }
    return event.action === 'deliver' && proposed ? [{ ...proposed, delivery: event.data }] : []
  })
}

/** Only who agreed to be served online is handed the answer here (复议法 art 22 counts from it). */
const handedOut = (events: readonly RequestEvent[]) =>
  answersGiven(events).filter(({ delivery }) => delivery.way === 'online')

const notToApplicant = new Set([
  'consult_third_party',
  'consult_joint_maker',
  'help_letter',
  'override_told_third_party',
])

/** Letters that went out to the applicant; those of an answer once it was handed over. */
export const lettersFor = <L extends Pick<LetterRow, 'key' | 'seq' | 'issuedOn'>>(
  letters: readonly L[],
  events: readonly RequestEvent[],
): (L & { issuedOn: string; answer: boolean })[] => {
  const handed = new Set(handedOut(events).map(({ seq }) => seq))
  return letters.flatMap((letter) => {
    const answer = letter.key.startsWith('reply_')
    if (letter.issuedOn === null || notToApplicant.has(letter.key) || (answer && !handed.has(letter.seq))) return []
    return [{ ...letter, issuedOn: letter.issuedOn, answer }]
  })
}

/** Papers handed out with an answer. */
export const filesFor = <P extends Pick<Paper, 'id' | 'forApplicant' | 'kept'>>(
  papers: readonly P[],
  events: readonly RequestEvent[],
): P[] => {
  const handed = new Set(handedOut(events).flatMap(({ reply }) => reply.materials))
  return papers.filter((paper) => paper.forApplicant && paper.kept && handed.has(paper.id))
}

type Step = Omit<CaseView['timeline'][number], 'on' | 'said'>
type Said = { title: string; text: string }

/** Steps inside the office, which the outside sees as one thing, have none. */
const stepOf = (event: RequestEvent, words: (day: string) => string): Step | undefined => {
  const step = (said: Said, more: Partial<Step> = {}): Step => ({ unitId: null, recordId: null, ...said, ...more })
  switch (event.action) {
    case 'register':
      return step(event.data.channel === 'portal' ? w.submitted : w.entered)
    case 'contact':
      return step(event.data.reached ? w.spoken : w.missed)
    case 'confirm':
      return step((event.by === 'applicant' ? w.confirmedByYou : w.confirmed)(words(event.data.on)))
    case 'redirect':
      return step(w.redirected, { unitId: event.data.unitId })
    case 'void':
      return step(w.voided)
    case 'ask_correction':
      return step(w.correctionAsked(words(event.data.until)))
    case 'take_correction':
      return step(w.corrected)
    case 'consult':
      return step(w.consulted[event.data.kind])
    case 'extend':
      return step(w.extended(event.data.workingDays))
    case 'ask_reasons':
      return step(w.reasonsAsked)
    case 'take_reasons':
      return step(w.reasonsTaken)
    case 'delay':
      return step(w.delayed(words(event.data.until)))
    case 'charge':
      return step(w.charged)
    case 'take_payment':
      return step(w.paid)
    case 'approve':
      return event.to === 'signed' ? step(w.signed) : undefined
    case 'deliver': {
      const { title, text } = w.delivered[event.data.way]
      return step({ title, text: event.data.tracking ? text + w.tracking(event.data.tracking) : text })
    }
    case 'withdraw':
      return step(w.withdrawn)
    case 'reopen':
      return step(w.reopened)
    case 'convert':
      return step(w.converted, { recordId: event.data.recordId })
    default:
      return undefined
  }
}

export const timelineOf = (
  events: readonly RequestEvent[],
  notes: ReadonlyMap<number, string>,
  words: (day: string) => string,
): CaseView['timeline'] =>
  events.flatMap((event) => {
    const step = stepOf(event, words)
    return step ? [{ ...step, on: event.on, said: event.by === 'applicant' ? (notes.get(event.seq) ?? '') : '' }] : []
  })

export const tasksOf = (
  state: RequestState,
  letters: readonly Pick<LetterRow, 'id' | 'key' | 'issuedOn'>[],
  calendar: WorkingCalendar,
  today: string,
): DeskTask[] => {
  const letterId = (key: string) => letters.findLast((one) => one.key === key && one.issuedOn !== null)?.id ?? null
  const task = (key: DeskTask['key'], askedOn: string | null, until: string | null, more: Partial<DeskTask> = {}) => [
    {
      key,
      askedOn,
      until,
      overdue: until !== null && today > until,
      letterId: null,
      yuan: null,
      ...more,
    },
  ]
  const { status, correction, reasons, fee } = state
  if (status === 'submitted') return state.contacts.length ? task('confirm', null, null) : []
  if (status === 'correcting' && correction)
    return task('correct', correction.askedOn, correction.until, { letterId: letterId('correction_notice') })
  if (status === 'charged' && fee)
    return task('pay', fee.noticeOn, paymentDue(fee, calendar), {
      letterId: letterId('fee_notice'),
      yuan: feeOf(fee.basis, fee.quantity, fee.noticeOn),
    })
  if (status === 'handling' && reasons && !reasons.takenOn)
    return task('reasons', reasons.askedOn, null, { letterId: letterId('reasons_notice') })
  return []
}

/** What kind of answer was given last; null before there is one. */
export const answerKind = (events: readonly RequestEvent[]) => answersGiven(events).at(-1)?.reply.kind ?? null

/** The answer that holds, with its remedies (复议法 art 20: 60 days; 行政诉讼法 art 46: six months). */
export const answerOf = (
  events: readonly RequestEvent[],
  calendar: WorkingCalendar,
  onlineReview: string,
  remedyText: string,
): CaseView['answer'] => {
  const given = answersGiven(events).at(-1)
  if (!given) return null
  const { reply, delivery } = given
  return {
    label: replyKindLabels[reply.kind],
    on: delivery.on,
    way: delivery.way,
    tracking: delivery.tracking,
    remedy: replyKind(reply.kind).remedy,
    remedyText,
    reviewUntil: calendar.addCalendarDays(delivery.on, 60).last,
    suitUntil: calendar.addMonths(delivery.on, 6).last,
    onlineReview: delivery.way === 'online' ? onlineReview : '',
  }
}

export const clockView = ({ state }: Pick<RequestFile, 'state'>, calendar: WorkingCalendar, today: string) => {
  const clock = clockOf(state, calendar, today)
  return {
    ...clock,
    spans: clock.spans.map((span) => ({ ...span, law: cite(span.law).short })),
    ledger: clock.ledger.map(({ date, n, label, provisional }) => ({ date, n, label, provisional })),
  }
}

export const receivedOf = ({ receipt }: RequestState): CaseView['received'] =>
  receipt && { on: receipt.on, why: receiptLabels[receipt.why] }
