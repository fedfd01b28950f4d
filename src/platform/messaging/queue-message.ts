import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { asDate } from '../clock.ts'
import type { Trx } from '../db/connect.ts'
import type { Keyring } from '../keyring.ts'
import { type Audience, type Channel, lifeDays, type MessageAttachment, type MessageBody } from './message.ts'
import { maskRecipient, recipientShapes } from './recipient.ts'
import { bodyPlace, recipientPlace } from './sealed-fields.ts'

/** Called when a transaction that queued a message commits: whoever sends need not wait for the next minute. */
export const messageChannel = 'gongkai_messages'
/** Calls it in the statement that queues, where every statement counts; called twice in a transaction it rings once. */
export const ring = sql<string>`pg_notify(${sql.lit(messageChannel)}, '')`.as('rung')

/** The part of a unit of work that a message is written in. */
export type Writing = { trx: Trx; at: Temporal.Instant }

export type NewMessage = MessageBody & {
  channel: Channel
  audience: Audience
  /** One address or mobile number, see `recipientShapes`. */
  to: string
  /** Read by staff in lists, so with the matter's number and without a name. The subject of an e-mail. */
  subject: string
  attachments?: readonly MessageAttachment[]
  /** What the message is of: `request/12`. */
  about?: string
  /** The same notice has the same key: `request/12/received/email`. Queued again it is not sent again. */
  key: string
  /** Told later than this it is not told at all; a week from now when left out. */
  until?: Temporal.Instant
}

const rowOf = (at: Temporal.Instant, keyring: Keyring, message: NewMessage) => {
  const { channel, audience, subject, text, html, template, params, attachments = [], about = '', key } = message
  const to = recipientShapes[channel].parse(message.to)
  const id = randomUUID()
  const body: MessageBody = { text, html, template, params }
  return {
    id,
    at: asDate(at),
    channel,
    audience,
    recipient_sealed: keyring.seal(to, recipientPlace(id)),
    recipient_masked: maskRecipient(channel, to),
    subject,
    body_sealed: keyring.seal(JSON.stringify(body), bodyPlace(id)),
    attachments: JSON.stringify(attachments),
    about,
    next_attempt_at: asDate(at),
    expires_at: asDate(message.until ?? at.add({ hours: lifeDays * 24 })),
    idempotency_key: key,
  }
}

/**
 * Puts a message into the outbox, inside the caller's transaction: it is sent if that commits, and else was never there.
 * @returns its id and whether it is new; the id of the one that is there already under the same key
 * @throws ZodError when the recipient is none: whoever takes in addresses checks them with `recipientShapes`
 */
export const queueMessage = async (
  writing: Writing,
  keyring: Keyring,
  message: NewMessage,
): Promise<{ id: string; queued: boolean }> => {
  const [id] = await queueMessages(writing, keyring, [message])
  if (id) return { id, queued: true }
  const there = await writing.trx
    .selectFrom('message')
    .select('id')
    .where('idempotency_key', '=', message.key)
    .executeTakeFirstOrThrow()
  return { id: there.id, queued: false }
}

/** The same for many at once. @returns ids of those that are new */
export const queueMessages = async (
  { trx, at }: Writing,
  keyring: Keyring,
  messages: readonly NewMessage[],
): Promise<string[]> => {
  if (!messages.length) return []
  const made = await trx
    .insertInto('message')
    .values(messages.map((message) => rowOf(at, keyring, message)))
    .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
    .returning(['id', ring])
    .execute()
  return made.map(({ id }) => id)
}
