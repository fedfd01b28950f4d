import { cases } from '../../foundations/casework/index.ts'
import { type DomainEvent, type Listener, type Platform, transact } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import { holdersOf, type Role } from '../../foundations/identity/index.ts'
import { notify } from '../../foundations/notices/index.ts'
import type { MessageSample } from '../../foundations/outbox/index.ts'
import { unitById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { queueMessage, recipientShapes } from '../../platform/messaging/index.ts'
import { type InquiryFile, openFile } from './case-file.ts'
import type { InquiryEvent } from './events.ts'
import { isSupervised } from './inquiry.ts'
import { asks, type inquiryNoticeKinds, madeCase, told } from './notice-words.zh.ts'
import { type InquiryState, turnOf } from './state.ts'
import { inquiryKind } from './store.ts'
import { openWriter } from './writer.ts'

/** Acts are told within these minutes: of two at once, whichever listener comes later tells both. */
const fresh = 10

const fileOf = async (platform: Platform, subject: string): Promise<InquiryFile | undefined> => {
  const row = await cases.caseById(platform.db, inquiryKind, Number(subject.slice('inquiry/'.length)))
  return row && openFile(platform.db, row)
}

const freshEvents = ({ events }: InquiryFile, { clock }: Platform) => {
  const since = clock().subtract({ minutes: fresh }).epochMilliseconds
  return events.filter((event) => event.by !== null && event.at.getTime() >= since)
}

/** What the writer is told of an event; nothing of most. */
export const messageOf = ({ action }: InquiryEvent): keyof typeof told | null => {
  switch (action) {
    case 'register':
      return 'received'
    case 'dispatch':
      return 'dispatched'
    case 'approve':
    case 'answer_at_once':
    case 'to_petition':
    case 'refuse':
      return 'answered'
    case 'accept':
      return 'accepted'
    case 'extend':
      return 'extended'
    case 'take_explanation':
      return 'explained'
    case 'reopen':
      return 'reopened'
    case 'void':
      return 'voided'
    case 'withdraw':
      return 'withdrawn'
    case 'to_request':
      return 'became_request'
    default:
      return null
  }
}

const templateOf = (what: string) => `inquiry-${what.replaceAll('_', '-')}`
const followAt = (site: string) => (site ? `${site}/inquiries/status` : '')

/** Everything that a writer may be told, about a made case. @param site address of the portal, or '' */
export const inquiryMessages = (site: string): MessageSample[] =>
  Object.entries(told).map(([what, words]) => ({
    template: templateOf(what),
    ...words({ ...madeCase, address: followAt(site) }),
  }))

/**
 * Tells the writer by e-mail and SMS, whichever they gave, what became of the case: a listener of `inquiry.registered` and
 * `inquiry.acted`. Each event is told once.
 */
export const tellWriter =
  (platform: () => Platform): Listener =>
  async ({ subject }: DomainEvent) => {
    const ctx = { ...platform(), actor: system }
    const file = await fileOf(ctx, subject)
    if (!file) return
    const { row, inquiry } = file
    const messages = freshEvents(file, ctx).flatMap((event) => {
      const what = messageOf(event)
      return what ? [{ what, seq: event.seq }] : []
    })
    if (!messages.length) return
    const { email, phone } = openWriter(ctx.keyring, row.id, inquiry.writerSealed)
    const to = { email, sms: phone }
    const it = {
      number: row.number ?? '',
      unit: (await unitById(ctx.db, row.unitId))!.name,
      code: row.code,
      due: row.dueOn,
      address: followAt(ctx.site ?? ''),
    }
    const about = `inquiry/${row.id}`
    await transact(ctx, async (work) => {
      for (const { what, seq } of messages) {
        const { subject: title, text } = told[what](it)
        for (const channel of ['email', 'sms'] as const) {
          if (!recipientShapes[channel].safeParse(to[channel]).success) continue
          await queueMessage(work, ctx.keyring, {
            channel,
            audience: 'citizen',
            to: to[channel],
            subject: title,
            text,
            ...(channel === 'sms' && {
              template: templateOf(what),
              params: { number: it.number, unit: it.unit, code: it.code, due: it.due ?? '', more: '' },
            }),
            about,
            key: `${about}/${seq}/${channel}`,
          })
        }
      }
    })
  }

type Whom = { role: Role; unitId?: number } | { personId: number }
type Call = Whom & { text: string; kind: keyof typeof inquiryNoticeKinds }

/** Who has the case in hand: its owner, else everybody whose turn it may be. */
const handsOf = (state: InquiryState): Whom[] => {
  if (state.ownerId !== null) return [{ personId: state.ownerId }]
  if (isSupervised(state.kind)) return [{ role: 'supervisor' }]
  if (state.stages.at(-1)!.what === 'sorting') return [{ role: 'disclosure_office' }]
  const part = state.parts.at(-1)
  const asked = part && part.answeredOn === null && part.refusedOn === null ? [part.unitId] : []
  return [...new Set([state.leadId, ...asked])].map((unitId) => ({ role: 'clerk' as const, unitId }))
}

/** Who of the staff has to do something now because of an event. */
const callsOf = ({ row, inquiry, state }: InquiryFile, { action, to }: InquiryEvent): Call[] => {
  const number = row.number ?? ''
  const lead = state.leadId
  const turn = turnOf(state)
  const due = row.dueOn
  const toHands = (text: string): Call[] => handsOf(state).map((whom) => ({ ...whom, text, kind: 'inquiry.asked' }))
  switch (action) {
    case 'register':
      if (to === 'accepting') return [{ role: 'supervisor', text: asks.accepting(number), kind: 'inquiry.arrived' }]
      return to === 'sorting'
        ? [{ role: 'disclosure_office', text: asks.sorting(number), kind: 'inquiry.arrived' }]
        : [{ role: 'clerk', unitId: lead, text: asks.dispatched(number, due), kind: 'inquiry.arrived' }]
    case 'dispatch':
      return [{ role: 'clerk', unitId: lead, text: asks.dispatched(number, due), kind: 'inquiry.arrived' }]
    case 'assign':
      return toHands(asks.assigned(number, due))
    case 'supplement':
      return toHands(asks.supplemented(number))
    case 'withdraw':
      return toHands(asks.withdrawn(number))
    case 'pass_up':
      return [{ role: 'section_head', unitId: lead, text: asks.passing(number), kind: 'inquiry.asked' }]
    case 'approve_pass':
      return [{ role: 'disclosure_office', text: asks.sorting(number), kind: 'inquiry.arrived' }]
    case 'pass_on':
      return [{ role: 'clerk', unitId: turn, text: asks.part(number, due), kind: 'inquiry.asked' }]
    case 'refuse_part':
      return [{ role: 'clerk', unitId: lead, text: asks.partRefused(number), kind: 'inquiry.asked' }]
    case 'approve_part':
      return [{ role: 'clerk', unitId: lead, text: asks.partAnswered(number), kind: 'inquiry.asked' }]
    case 'answer_part':
      return [{ role: 'section_head', unitId: turn, text: asks.partReview(number), kind: 'inquiry.asked' }]
    case 'propose':
      return [{ role: 'section_head', unitId: lead, text: asks.review(number), kind: 'inquiry.asked' }]
    case 'decide':
      return [{ role: 'supervisor', text: asks.review(number), kind: 'inquiry.asked' }]
    case 'return':
    case 'return_part':
    case 'refuse_pass':
      return [
        {
          role: to === 'investigating' ? 'supervisor' : 'clerk',
          ...(to === 'investigating' ? {} : { unitId: turn }),
          text: asks.returned(number),
          kind: 'inquiry.asked',
        },
      ]
    case 'explain':
      return [{ role: 'supervisor', text: asks.explained(number), kind: 'inquiry.asked' }]
    case 'take_explanation':
      return [
        {
          role: 'clerk',
          unitId: state.takenExplanation?.unitId ?? lead,
          text: asks.explanationTaken(number),
          kind: 'inquiry.asked',
        },
      ]
    case 'refuse_explanation':
      return [{ role: 'section_head', unitId: turn, text: asks.explanationRefused(number), kind: 'inquiry.asked' }]
    case 'hold_to_account':
      return (['section_head', 'signing_leader'] as const).map((role) => ({
        role,
        unitId: lead,
        text: asks.heldToAccount(number),
        kind: 'inquiry.asked' as const,
      }))
    case 'take_statement':
      return [{ role: 'supervisor', text: asks.stated(number), kind: 'inquiry.asked' }]
    case 'urge':
      if (isSupervised(state.kind)) return [{ role: 'supervisor', text: asks.overseen(number), kind: 'inquiry.asked' }]
      return [
        { role: 'clerk', unitId: turn, text: asks.urged(number), kind: 'inquiry.asked' },
        { role: 'section_head', unitId: turn, text: asks.urged(number), kind: 'inquiry.asked' },
      ]
    case 'ask_statement':
      return inquiry.aboutUnitId === null
        ? []
        : [
            {
              role: 'section_head',
              unitId: inquiry.aboutUnitId,
              text: asks.statement(number),
              kind: 'inquiry.asked',
            },
          ]
    case 'reopen':
      return to === 'sorting'
        ? [{ role: 'disclosure_office', text: asks.reopened(number), kind: 'inquiry.asked' }]
        : [
            { role: 'clerk', unitId: lead, text: asks.reopened(number), kind: 'inquiry.asked' },
            { role: 'section_head', unitId: lead, text: asks.reopened(number), kind: 'inquiry.asked' },
          ]
    default:
      return []
  }
}

/** Tells the staff whose turn it is now: a listener of `inquiry.registered` and `inquiry.acted`. */
export const callStaff =
  (platform: () => Platform): Listener =>
  async ({ subject }: DomainEvent) => {
    const ctx = { ...platform(), actor: system }
    const file = await fileOf(ctx, subject)
    if (!file) return
    const about = subject
    const today = legalDay(ctx.clock())
    const calls = freshEvents(file, ctx).flatMap((event) => callsOf(file, event).map((call) => ({ ...call, event })))
    if (!calls.length) return
    await transact(ctx, async (work) => {
      for (const { text, kind, event, ...whom } of calls) {
        const people =
          'personId' in whom ? [whom.personId] : await holdersOf(work.trx, whom.role, { unitId: whom.unitId, today })
        // Who did it knows.
        await notify(
          work,
          ctx,
          people.filter((person) => person !== event.actorId),
          { kind, text, address: `/inquiries/${file.row.id}`, about, key: `${about}/${event.seq}` },
        )
      }
    })
  }
