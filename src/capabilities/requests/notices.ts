import { type DomainEvent, type Listener, type Platform, transact } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import type { MessageSample } from '../../foundations/outbox/index.ts'
import { unitsById } from '../../foundations/units/index.ts'
import { inRounds } from '../../platform/in-rounds.ts'
import { type NewMessage, queueMessages, recipientShapes } from '../../platform/messaging/index.ts'
import { openApplicant, openContent } from './applicant.ts'
import { eventsOfRequests } from './case-file.ts'
import type { EventData, RequestEvent } from './events.ts'
import { madeCase, madeMore, told as words } from './notice-words.zh.ts'
import { type CaseWithRequest, casesWithRequests } from './store.ts'

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

type What = { [K in keyof typeof words]: { what: K; more?: string } }[keyof typeof words]

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

const templateOf = (what: string) => `request-${what.replaceAll('_', '-')}`
const followAt = (site: string) => (site ? `${site}/requests/status` : '')

/** Everything that an applicant may be told, about a made case. @param site address of the portal, or '' */
export const requestMessages = (site: string): MessageSample[] =>
  (Object.keys(words) as (keyof typeof words)[]).map((what) => ({
    template: templateOf(what),
    ...words[what]({ ...madeCase, address: followAt(site) }, madeMore[what] ?? ''),
  }))

/** Acts are told within these minutes: of two at once, whichever listener comes later tells both. */
const fresh = 10

/**
 * Tells the applicant by e-mail and SMS, whichever they gave, what became of the case: a listener of `request.registered`
 * and `request.acted`. Each event is told once, the same day of answer too; of what was moved in nothing is told. What
 * happens to many cases at the same time is told with as many statements as for one.
 */
export const tellApplicant = (platform: () => Platform): Listener => {
  const tell = inRounds(
    async (ids: number[]) => {
      await tellOf(platform(), ids)
      return []
    },
    { most: atOnce, apart: true },
  )
  return ({ subject }: DomainEvent) => tell(Number(subject.slice('request/'.length)))
}

/** Cases of one round at most. */
const atOnce = 100

const tellOf = async (platform: Platform, ids: readonly number[]): Promise<void> => {
  const ctx = { ...platform, actor: system }
  const { db } = ctx
  const rows = await casesWithRequests(db, ids)
  const events = await eventsOfRequests(db, ids)
  const units = await unitsById(
    db,
    rows.map((row) => row.unitId),
  )
  const messages = rows.flatMap((row) => messagesOf(ctx, row, events.get(row.id) ?? [], units.get(row.unitId)!.name))
  if (messages.length) await transact(ctx, (work) => queueMessages(work, ctx.keyring, messages))
}

const messagesOf = (
  { keyring, clock, site }: Platform,
  row: CaseWithRequest,
  events: readonly RequestEvent[],
  unit: string,
): NewMessage[] => {
  const since = clock().subtract({ minutes: fresh }).epochMilliseconds
  const { way } = openContent(keyring, row.id, row.contentSealed)
  const due = row.dueOn
  const told = events
    .filter((event) => event.by !== null && event.at.getTime() >= since)
    .flatMap((event) => {
      const message = messageOf(event, way, due)
      return message ? [{ ...message, seq: event.seq }] : []
    })
  if (!told.length) return []
  const { email, phone } = openApplicant(keyring, row.id, row.applicantSealed)
  const to = { email, sms: phone }
  const it = { number: row.number ?? '', unit, code: row.code, due, address: followAt(site ?? '') }
  const about = `request/${row.id}`
  return told.flatMap(({ what, more = '', seq }) => {
    const { subject, text } = words[what](it, more)
    return (['email', 'sms'] as const)
      .filter((channel) => recipientShapes[channel].safeParse(to[channel]).success)
      .map((channel) => ({
        channel,
        audience: 'citizen' as const,
        to: to[channel],
        subject,
        text,
        ...(channel === 'sms' && {
          template: templateOf(what),
          params: { number: it.number, unit: it.unit, code: it.code, due: due ?? '', more },
        }),
        about,
        key: `${what === 'due' ? `${about}/due/${due}` : `${about}/${seq}`}/${channel}`,
      }))
  })
}
