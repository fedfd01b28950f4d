import type { WorkingCalendar } from '../../foundations/calendar/index.ts'
import type { CaseClock } from '../../foundations/casework/clock.ts'
import { hasLimitOn, workingDaysOf } from '../../foundations/law/index.ts'
import type { ProblemIssue } from '../../platform/http/problem.ts'
import type { EventData, Reply } from './events.ts'
import type { Asks, DeliveryWay, DocumentKind } from './request.ts'
import { feeOf } from './rules/fee.ts'
import { type Need, replyKind } from './rules/reply-kinds.ts'
import { type Consultation, clockOf, consultationEnd, paymentDue, type RequestState } from './state.ts'
import type { Action } from './transitions.ts'
import { consultationLabels, issueWords as w } from './words.zh.ts'

/** What has to be known beside the events to judge an act. Gathered by the action, so that these checks stay pure. */
export type Facts = {
  calendar: WorkingCalendar
  today: string
  asks: Asks
  /** The applicant agreed to be served online. */
  wanted: DeliveryWay
  /** Papers in the case by id. */
  documents: ReadonlyMap<string, DocumentKind>
  /** The case that `reply.earlierCaseId` names: the same applicant's, and answered? */
  earlierCase: 'answered' | 'open' | null
  /** Person named as owner works for the unit. */
  ownerFits: boolean
  /** Unit named to be redirected to. */
  unit: 'other' | 'same' | 'gone'
  /** Item named as what the answer became is one of the unit's. */
  recordFits: boolean
  /** Remedy named as the cause of a new answer is registered here and concluded. */
  remedyFits: boolean
}

const issue = (field: string, key: string, message: string): ProblemIssue => ({ field, key, message })

/** Fewer working days than this are no reasonable time to mend a request (条例 art 30: 合理期限). */
const shortestCorrection = 5

/** What stands against this act with these data; [] when nothing does. Never throws. */
export const issuesOf = <A extends Action>(
  action: A,
  data: EventData[A],
  state: RequestState,
  facts: Facts,
): ProblemIssue[] => {
  const dated = 'on' in data ? dayIssues(data.on as string, action, state, facts) : []
  return dated.length ? dated : particular(action, data, state, facts)
}

/** A day on which something happened lies between the arrival and today. */
const dayIssues = (on: string, action: Action, state: RequestState, { today }: Facts): ProblemIssue[] => {
  if (on > today) return [issue('on', 'future', w.future)]
  if (on < state.reachedOn) return [issue('on', 'before-reached', w.beforeReached(state.reachedOn))]
  const received = state.receipt?.on
  if (received && action !== 'confirm' && on < received)
    return [issue('on', 'before-receipt', w.beforeReceipt(received))]
  return []
}

const particular = (action: Action, given: EventData[Action], state: RequestState, facts: Facts): ProblemIssue[] => {
  const { calendar, today } = facts
  const clock = () => clockOf(state, calendar, today)
  switch (action) {
    case 'redirect':
      return facts.unit === 'other' ? [] : [issue('unitId', 'unit', facts.unit === 'gone' ? w.unitGone : w.otherUnit)]
    case 'assign':
      return facts.ownerFits ? [] : [issue('ownerId', 'owner', w.ownerNotHere)]
    case 'ask_correction':
      return correctionIssues(given as EventData['ask_correction'], state, calendar)
    case 'take_correction': {
      const data = given as EventData['take_correction']
      const { askedOn, until } = state.correction!
      if (data.on < askedOn) return [issue('on', 'before-notice', w.beforeNotice(askedOn))]
      return data.on > until && !data.excused ? [issue('on', 'overdue', w.correctionOverdue(until))] : []
    }
    case 'consult': {
      const data = given as EventData['consult']
      return data.kind === 'joint_maker' && !data.agency ? [issue('agency', 'missing', w.agencyMissing)] : []
    }
    case 'record_service': {
      const data = given as EventData['record_service']
      const one = state.consultations[data.consultation - 1]
      if (!one) return [issue('consultation', 'none', w.noConsultation)]
      if (one.servedOn) return [issue('on', 'twice', w.alreadyServed)]
      return data.on < one.issuedOn ? [issue('on', 'before-notice', w.beforeNotice(one.issuedOn))] : []
    }
    case 'record_opinion': {
      const data = given as EventData['record_opinion']
      const one = state.consultations[data.consultation - 1]
      if (!one) return [issue('consultation', 'none', w.noConsultation)]
      if (one.answeredOn) return [issue('opinion', 'twice', w.alreadyAnswered)]
      return data.on < one.issuedOn ? [issue('on', 'before-notice', w.beforeNotice(one.issuedOn))] : []
    }
    case 'ask_help': {
      const data = given as EventData['ask_help']
      return data.until <= data.on ? [issue('until', 'period', w.helpPeriod)] : []
    }
    case 'record_help': {
      const data = given as EventData['record_help']
      const one = state.helps[data.help - 1]
      if (!one) return [issue('help', 'none', w.noHelp)]
      if (one.answeredOn) return [issue('help', 'twice', w.alreadyHelped)]
      return data.on < one.askedOn ? [issue('on', 'before-notice', w.beforeNotice(one.askedOn))] : []
    }
    case 'extend':
      return extensionIssues(given as EventData['extend'], state, clock())
    case 'ask_reasons':
      return state.reasons ? [issue('', 'twice', w.reasonsTwice)] : []
    case 'take_reasons': {
      const data = given as EventData['take_reasons']
      if (!state.reasons || state.reasons.takenOn) return [issue('', 'not-asked', w.noReasonsAsked)]
      return data.on < state.reasons.askedOn
        ? [issue('on', 'before-notice', w.beforeNotice(state.reasons.askedOn))]
        : []
    }
    case 'delay': {
      const data = given as EventData['delay']
      const due = clock().due?.on
      if (!state.reasons?.takenOn) return [issue('', 'no-reasons', w.delayWithoutReasons)]
      if (due && data.until <= due) return [issue('until', 'not-later', w.delayNotLater)]
      return calendar.isWorkingDay(data.until) ? [] : [issue('until', 'day-off', w.dayOff)]
    }
    case 'charge':
      return chargeIssues(given as EventData['charge'], state, clock())
    case 'record_fee_service': {
      const data = given as EventData['record_fee_service']
      if (state.fee?.servedOn) return [issue('on', 'twice', w.feeServedTwice)]
      return data.on < state.fee!.noticeOn ? [issue('on', 'before-notice', w.beforeNotice(state.fee!.noticeOn))] : []
    }
    case 'take_payment': {
      const data = given as EventData['take_payment']
      if (data.on < state.fee!.noticeOn) return [issue('on', 'before-notice', w.beforeNotice(state.fee!.noticeOn))]
      const due = paymentDue(state.fee!, calendar)
      return due && data.on > due ? [issue('on', 'late', w.paidLate(due))] : []
    }
    case 'propose':
      return proposalIssues((given as EventData['propose']).reply, state, facts)
    case 'deliver': {
      const data = given as EventData['deliver']
      const signed = state.reply?.signedOn
      if (signed && data.on < signed) return [issue('on', 'before-signed', w.deliveredBeforeSigned(signed))]
      return data.way === 'online' && facts.wanted !== 'online' ? [issue('way', 'consent', w.onlineWithoutConsent)] : []
    }
    case 'convert':
      return facts.recordFits ? [] : [issue('recordId', 'unknown', w.recordUnknown)]
    case 'reopen':
      return facts.remedyFits ? [] : [issue('remedyId', 'unknown', w.remedyUnknown)]
    default:
      return []
  }
}

/** Once, within 7 working days of receipt, with a reasonable time for the applicant (条例 art 30). */
const correctionIssues = (
  data: EventData['ask_correction'],
  state: RequestState,
  calendar: WorkingCalendar,
): ProblemIssue[] => {
  if (state.correction) return [issue('', 'twice', w.correctionTwice)]
  const received = state.receipt!.on
  if (hasLimitOn('correction_notice', received)) {
    const last = calendar.lastDay(received, workingDaysOf('correction_notice', received)).last
    if (data.on > last) return [issue('on', 'late', w.correctionLate(last))]
  }
  if (data.until <= data.on) return [issue('until', 'period', w.correctionPeriod)]
  return calendar.workingDaysBetween(data.on, data.until) < shortestCorrection
    ? [issue('until', 'short', w.correctionShort)]
    : []
}

/** Once, before the period has run out, by what the law gives (条例 art 33). */
const extensionIssues = (data: EventData['extend'], state: RequestState, clock: CaseClock): ProblemIssue[] => {
  if (state.extension) return [issue('', 'twice', w.extendedTwice)]
  const most = workingDaysOf('answer_extension', state.receipt!.on)
  if (data.workingDays > most) return [issue('workingDays', 'too-long', w.extensionTooLong(most))]
  if (clock.due && data.on > clock.due.on) return [issue('on', 'late', w.extensionLate(clock.due.on))]
  return []
}

const chargeIssues = (data: EventData['charge'], state: RequestState, clock: CaseClock): ProblemIssue[] => {
  if (state.fee) return [issue('', 'twice', w.chargedTwice)]
  if (clock.due && data.on > clock.due.on) return [issue('on', 'late', w.chargeLate)]
  return feeOf(data.basis, data.quantity, data.on) > 0 ? [] : [issue('quantity', 'nothing', w.chargeNothing)]
}

const open = (one: Consultation, { calendar, today }: Facts): boolean => {
  const end = consultationEnd(one, calendar)
  return one.answeredOn === null && (end === null || end >= today)
}

const proposalIssues = (reply: Reply, state: RequestState, facts: Facts): ProblemIssue[] => {
  const kind = replyKind(reply.kind)
  if ((kind.asks ?? 'information') !== facts.asks) return [issue('reply.kind', 'not-for-this', w.notForThis)]
  if (!(kind.from ?? ['handling']).includes(state.status)) return [issue('reply.kind', 'not-from-here', w.notFromHere)]
  if (reply.kind === 'correction_lapsed' && facts.today <= state.correction!.until)
    return [issue('reply.kind', 'too-early', w.correctionNotOver(state.correction!.until))]
  if (reply.kind === 'fee_lapsed') {
    const due = paymentDue(state.fee!, facts.calendar)
    if (due === null) return [issue('reply.kind', 'not-served', w.feeNotServed)]
    if (facts.today <= due) return [issue('reply.kind', 'too-early', w.feeNotOver(due))]
  }
  const running = state.consultations.filter((one) => open(one, facts))
  return [
    ...(running.length
      ? [
          issue(
            '',
            'consultation-open',
            w.consultationOpen(running.map((one) => consultationLabels[one.kind]).join('、')),
          ),
        ]
      : []),
    ...kind.needs.flatMap((need) => needIssues(need, reply, state, facts)),
    ...(reply.grounds.length && !kind.needs.some((need) => need === 'one_ground' || need === 'some_ground')
      ? [issue('reply.grounds', 'not-allowed', w.groundsNotAllowed)]
      : []),
    ...thirdPartyIssues(reply, state),
  ]
}

const needIssues = (need: Need, reply: Reply, state: RequestState, facts: Facts): ProblemIssue[] => {
  const unless = (fine: boolean, field: string, message: string) => (fine ? [] : [issue(field, need, message)])
  switch (need) {
    case 'material': {
      // 予以公开 may also tell where and when it can be had (art 36(2)).
      if (!reply.materials.length)
        return unless(reply.kind === 'granted' && reply.way !== '', 'reply.materials', w.noMaterial)
      return unless(
        reply.materials.every((id) => facts.documents.get(id) === 'release'),
        'reply.materials',
        w.materialUnknown,
      )
    }
    case 'way':
      return unless(reply.way !== '', 'reply.way', w.noWay)
    case 'one_ground':
      return unless(reply.grounds.length >= 1, 'reply.grounds', w.oneGround)
    case 'some_ground':
      return unless(reply.grounds.length >= 1, 'reply.grounds', w.someGround)
    case 'search':
      if (!state.searches.length) return [issue('searches', need, w.noSearch)]
      return unless(!state.searches.some((one) => one.found), 'searches', w.searchFound)
    case 'earlier_case':
      if (facts.earlierCase === 'open') return [issue('reply.earlierCaseId', need, w.earlierCaseOpen)]
      return unless(facts.earlierCase === 'answered', 'reply.earlierCaseId', w.noEarlierCase)
    case 'special_law':
      return unless(reply.specialLaw !== '', 'reply.specialLaw', w.noSpecialLaw)
    case 'reasons':
      return unless(reply.reasons !== '', 'reply.reasons', w.noReasons)
    case 'correction':
      return unless(Boolean(state.correction?.takenOn), 'reply.kind', w.noCorrection)
    case 'asked_reasons':
      return unless(state.reasons !== null, 'reply.kind', w.noReasonsGiven)
  }
}

/**
 * 条例 arts 15, 32: a refusal for a third party's sake needs that they were asked in writing; what they refuse with good
 * reason is disclosed only for the public interest, said in writing. Their silence is no consent: the agency decides.
 * What a joint maker does not answer is consented to (art 34).
 */
const thirdPartyIssues = (reply: Reply, state: RequestState): ProblemIssue[] => {
  const asked = state.consultations.filter((one) => one.kind === 'third_party')
  if (reply.grounds.includes('EX15') && !asked.length) return [issue('reply.grounds', 'not-consulted', w.notConsulted)]
  if (reply.kind !== 'granted') return []
  const against = asked.filter((one) => one.opinion === 'refuses' && !reply.overridden.includes(one.number))
  return against.length || (reply.overridden.length && !reply.overrideReason)
    ? [issue('reply.overrideReason', 'third-party', w.thirdPartyRefuses)]
    : []
}
