import type { WorkingCalendar } from '../../foundations/calendar/index.ts'
import { cases, caseWords, citedClock, documentsOf, paperView } from '../../foundations/casework/index.ts'
import type { Ctx } from '../../foundations/context.ts'
import { cite, hasLimitOn, workingDaysOf } from '../../foundations/law/index.ts'
import { maskIdentityNumber, maskPhone } from '../../foundations/personal-data/index.ts'
import { unitById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { notFound } from '../../platform/http/problem.ts'
import { openApplicant, openContent } from './applicant.ts'
import { openFile, standingOf } from './case-file.ts'
import { lettersOfCase } from './letters/index.ts'
import { may, mayRead, mayUnmask } from './permissions.ts'
import { seatOf } from './reach.ts'
import type { Applicant, Status } from './request.ts'
import { feeOf } from './rules/fee.ts'
import { clockOf, consultationEnd, opinionDue, paymentDue, type RequestState } from './state.ts'
import { alike, ordinalInMonth, ownersOf, requestKind, requestOf } from './store.ts'
import { actions, isPossible, transitions } from './transitions.ts'
import { actionLabels, publicStatusLabels, receiptLabels, statusLabels, stepLabels, watchLabels } from './words.zh.ts'

/** What everybody who works on it sees of an applicant; the rest is shown on demand, with an audit entry. */
export const maskedApplicant = (applicant: Applicant, name: string) => ({
  party: applicant.party,
  name,
  identityKind: applicant.identityKind,
  identityNumber: maskIdentityNumber(applicant.identityNumber),
  representative: applicant.representative && '***',
  agent: applicant.agent && '***',
  guardian: applicant.guardian && '***',
  phone: maskPhone(applicant.phone),
  email: applicant.email.replace(/^(.{0,2}).*@/, '$1***@'),
  address: applicant.address && `${applicant.address.slice(0, 6)}****`,
  postcode: applicant.postcode,
})

const nameOf = async (ctx: Ctx, id: number) =>
  (await ctx.db.selectFrom('person').select('name').where('id', '=', id).executeTakeFirst())?.name ?? null

const remediesOf = (ctx: Ctx, caseId: number) =>
  ctx.db
    .selectFrom('remedy')
    .select(['id', 'kind', 'body', 'number', 'filed_on as filedOn', 'outcome', 'concluded_on as concludedOn'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()

/** Working days that a proposed period for a correction has; the clerk may give more or fewer. */
const usualCorrection = 10

/** The limits that dialogs say beforehand; null while the request is not received. */
const limitsOf = ({ receipt }: RequestState, calendar: WorkingCalendar, today: string) => {
  if (!receipt) return null
  const { on } = receipt
  return {
    correctionBy: hasLimitOn('correction_notice', on)
      ? calendar.lastDay(on, workingDaysOf('correction_notice', on)).last
      : null,
    correctionUntil: calendar.lastDay(today, usualCorrection).last,
    extensionDays: workingDaysOf('answer_extension', on),
  }
}

/**
 * Everything about one request that the actor may see: state, clock with its days, what can be done next and why not.
 * @throws Problem 404
 */
export const requestDetail = async (ctx: Ctx, id: number) => {
  const row = await cases.caseById(ctx.db, requestKind, id)
  const seat = row && (await seatOf(ctx.db, row.unitId))
  if (!seat || !mayRead(ctx.actor, seat)) throw notFound(caseWords.none)
  const file = await openFile(ctx.db, row)
  const { state } = file
  const today = legalDay(ctx.clock())
  const calendar = ctx.calendar()
  const request = await requestOf(ctx.db, id)
  const applicant = openApplicant(ctx.keyring, id, request.applicantSealed)
  const notes = await cases.notesOf(ctx.db, ctx.keyring, id)
  const standing = { ...standingOf(file), unitId: seat }
  const ordinal = state.receipt
    ? await ordinalInMonth(ctx.db, { ...request, unitId: row.unitId, receivedOn: state.receipt.on })
    : null
  return {
    id,
    number: row.number,
    code: row.code,
    version: row.version,
    unitId: row.unitId,
    unitName: (await unitById(ctx.db, row.unitId))!.name,
    ownerId: row.ownerId,
    ownerName: row.ownerId === null ? null : await nameOf(ctx, row.ownerId),
    owners: may(ctx.actor, 'assign', standing).allowed ? await ownersOf(ctx.db, row.unitId) : [],
    status: state.status,
    statusLabel: statusLabels[state.status],
    publicStatusLabel: publicStatusLabels[state.status],
    summary: row.summary,
    asks: request.asks,
    channel: request.channel,
    submittedAt: row.submittedAt.toISOString(),
    reachedOn: state.reachedOn,
    receipt: state.receipt && { ...state.receipt, label: receiptLabels[state.receipt.why] },
    applicant: maskedApplicant(applicant, request.applicantMasked),
    mayUnmask: mayUnmask(ctx.actor, seat),
    content: openContent(ctx.keyring, id, request.contentSealed),
    clock: citedClock(clockOf(state, calendar, today)),
    watch: row.watchOn ? { on: row.watchOn, label: watchLabels[row.watchFor!] ?? row.watchFor! } : null,
    contacts: state.contacts.map((one) => ({ at: one.at.toISOString(), reached: one.reached })),
    correction: state.correction,
    consultations: state.consultations.map((one) => ({
      ...one,
      dueOn: opinionDue(one, calendar),
      endedOn: consultationEnd(one, calendar),
    })),
    helps: state.helps,
    extension: state.extension,
    reasons: state.reasons,
    delay: state.delay,
    fee: state.fee && {
      ...state.fee,
      yuan: feeOf(state.fee.basis, state.fee.quantity, state.fee.noticeOn),
      dueOn: paymentDue(state.fee, calendar),
    },
    ordinalInMonth: ordinal,
    searches: state.searches.map(({ on, place, words, found }) => ({ on, place, words, found })),
    reply: state.reply && {
      ...state.reply.reply,
      proposedFrom: state.reply.proposedFrom,
      signedOn: state.reply.signedOn,
    },
    delivery: state.delivery,
    closedOn: row.closedOn,
    outcome: row.outcome,
    convertedTo: state.convertedTo,
    lookedAgain: state.lookedAgain,
    history: file.events.map((event) => ({
      seq: event.seq,
      at: event.at.toISOString(),
      on: event.on,
      action: event.action,
      label: stepLabels[event.action],
      from: event.from,
      to: event.to as Status,
      by: event.by,
      actorName: (event as unknown as { actorName: string | null }).actorName,
      onBehalfOfName: (event as unknown as { onBehalfOfName: string | null }).onBehalfOfName,
      data: event.data as Record<string, unknown>,
      note: notes.get(event.seq) ?? '',
    })),
    documents: (await documentsOf(ctx.db, ctx.keyring, id)).map(paperView),
    letters: (await lettersOfCase(ctx.db, ctx.keyring, id)).map(({ html, ...letter }) => letter),
    links: await cases.linksOf(ctx.db, id),
    alike: (await alike(ctx.db, { ...request, unitId: row.unitId })).map((one) => ({
      ...one,
      submittedAt: one.submittedAt.toISOString(),
    })),
    remedies: await remediesOf(ctx, id),
    limits: limitsOf(state, calendar, today),
    /** Every verb: may it be done now, and if not, why. */
    verbs: actions.map((action) => {
      const verdict = may(ctx.actor, action, standing)
      const row = verdict.allowed
        ? verdict.transition
        : (transitions.find((one) => one.action === action && one.from === state.status) ??
          transitions.find((one) => one.action === action)!)
      return {
        action,
        label: actionLabels[action],
        allowed: verdict.allowed,
        possible: isPossible(action, state.status),
        wrong: verdict.allowed ? null : verdict.wrong,
        why: verdict.allowed ? '' : verdict.why,
        law: cite(row.law).short,
        onBehalfOf: verdict.allowed ? (verdict.post?.onBehalfOf?.name ?? null) : null,
        reasonRequired: row.reason === 'required',
      }
    }),
  }
}
