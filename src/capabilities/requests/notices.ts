import { cases } from '../../foundations/casework/index.ts'
import { type DomainEvent, type Listener, type Platform, transact } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import { unitById } from '../../foundations/units/index.ts'
import { queueMessage, recipientShapes } from '../../platform/messaging/index.ts'
import { openApplicant, openContent } from './applicant.ts'
import { openFile } from './case-file.ts'
import type { EventData, RequestEvent } from './events.ts'
import { told } from './notice-words.zh.ts'
import { requestKind, requestOf } from './store.ts'

/** Acts after which the day of the answer is another one, or known for the first time. */
const moving: readonly string[] = [
  'confirm',
  'take_correction',
  'record_service',
  'record_opinion',
  'extend',
  'delay',
  'take_payment',
  'reopen',
]

type What = { [K in keyof typeof told]: { what: K; more?: string } }[keyof typeof told]

/** What the applicant is told of an event; nothing of most. `wanted` is how the answer is to reach them. */
export const messageOf = (event: RequestEvent, wanted: string, due: string | null): What | null => {
  switch (event.action) {
    case 'register':
      return { what: event.to === 'submitted' ? 'to_confirm' : 'received' }
    case 'redirect':
      return { what: 'redirected' }
    case 'ask_correction':
      return { what: 'correct', more: event.data.until }
    case 'ask_reasons':
      return { what: 'reasons' }
    case 'charge':
      return { what: 'fee' }
    case 'approve':
      return event.to === 'signed' && wanted === 'in_person' ? { what: 'collect' } : null
    case 'deliver': {
      const { way, tracking } = event.data as EventData['deliver']
      if (way === 'in_person') return null
      return way === 'online' ? { what: 'ready' } : { what: 'posted', more: tracking }
    }
    case 'withdraw':
      return { what: 'withdrawn' }
    default:
      return moving.includes(event.action) && due !== null ? { what: 'due' } : null
  }
}

/** Acts are told within these minutes: of two at once, whichever listener comes later tells both. */
const fresh = 10

/**
 * Tells the applicant by e-mail and SMS, whichever they gave, what became of the case: a listener of `request.registered`
 * and `request.acted`. Each event is told once, the same day of answer too; of what was moved in nothing is told.
 */
export const tellApplicant =
  (platform: () => Platform): Listener =>
  async ({ subject }: DomainEvent) => {
    const ctx = { ...platform(), actor: system }
    const { db, keyring } = ctx
    const row = await cases.caseById(db, requestKind, Number(subject.slice('request/'.length)))
    if (!row) return
    const { events } = await openFile(db, row)
    const since = ctx.clock().subtract({ minutes: fresh }).epochMilliseconds
    const request = await requestOf(db, row.id)
    const { way } = openContent(keyring, row.id, request.contentSealed)
    const due = row.dueOn
    const messages = events
      .filter((event) => event.by !== null && event.at.getTime() >= since)
      .flatMap((event) => {
        const message = messageOf(event, way, due)
        return message ? [{ ...message, seq: event.seq }] : []
      })
    if (!messages.length) return
    const { email, phone } = openApplicant(keyring, row.id, request.applicantSealed)
    const to = { email, sms: phone }
    const it = {
      number: row.number ?? '',
      unit: (await unitById(db, row.unitId))!.name,
      code: row.code,
      due,
      address: ctx.site ? `${ctx.site}/requests/status` : '',
    }
    const about = `request/${row.id}`
    await transact(ctx, async (work) => {
      for (const { what, more = '', seq } of messages) {
        const { subject: title, text } = told[what](it, more)
        for (const channel of ['email', 'sms'] as const) {
          if (!recipientShapes[channel].safeParse(to[channel]).success) continue
          await queueMessage(work, keyring, {
            channel,
            audience: 'citizen',
            to: to[channel],
            subject: title,
            text,
            ...(channel === 'sms' && {
              template: `request-${what.replaceAll('_', '-')}`,
              params: { number: it.number, unit: it.unit, code: it.code, due: due ?? '', more },
            }),
            about,
            key: `${what === 'due' ? `${about}/due/${due}` : `${about}/${seq}`}/${channel}`,
          })
        }
      }
    })
  }
