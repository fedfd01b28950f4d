import { type SqlBool, sql } from 'kysely'
import { asDate } from '../clock.ts'
import type { Connection, Db, Trx } from '../db/connect.ts'
import { type Channel, type MessageAttachment, type MessageStatus, mostAttempts } from './message.ts'
import { ring } from './queue-message.ts'

/** SQL on `message`, but for putting one there (queue-message.ts). */

/** Longer than a try may take: a message still marked then was in the hands of a program that died. */
const lease = { minutes: 10 }

/**
 * The next message that is due, taken for this try alone: it is due again only after the lease. Nobody waits for a row
 * that another worker is taking.
 * @param awake false: those to citizens wait
 */
export const claimNext = async (db: Db, channel: Channel, at: Temporal.Instant, awake: boolean) => {
  const row = await db
    .updateTable('message')
    .set({ attempts: sql`attempts + 1`, next_attempt_at: asDate(at.add(lease)) })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('message')
        .select('id')
        .where('status', '=', 'queued')
        .where('channel', '=', channel)
        .where('next_attempt_at', '<=', asDate(at))
        .where('attempts', '<', mostAttempts)
        .$if(!awake, (query) => query.where('audience', '<>', 'citizen'))
        .orderBy('next_attempt_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'subject', 'recipient_sealed', 'body_sealed', 'attachments', 'attempts'])
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    subject: row.subject,
    recipientSealed: row.recipient_sealed!,
    bodySealed: row.body_sealed!,
    attachments: row.attachments as MessageAttachment[],
    attempts: row.attempts,
  }
}
export type Claimed = NonNullable<Awaited<ReturnType<typeof claimNext>>>

/** Sent is sent, whoever cancelled it meanwhile. */
export const noteSent = (db: Db, id: string, at: Temporal.Instant, reference: string | undefined) =>
  db
    .updateTable('message')
    .set({
      status: 'sent',
      sent_at: asDate(at),
      provider_reference: reference?.slice(0, 200) ?? null,
      last_error: null,
    })
    .where('id', '=', id)
    .where('status', '<>', 'sent')
    .execute()

/** Another try at `again`, or none any more; nothing when somebody decided about it meanwhile. */
export const noteUnsent = (db: Db, claimed: Claimed, trouble: string, again: Temporal.Instant | undefined) =>
  db
    .updateTable('message')
    .set({ last_error: trouble, ...(again ? { next_attempt_at: asDate(again) } : { status: 'failed' }) })
    .where('id', '=', claimed.id)
    .where('status', '=', 'queued')
    .where('attempts', '=', claimed.attempts)
    .execute()

/**
 * Gives up what is past its time or was never finished in all its tries. What waited for a line that nobody configured is
 * not a failure: it is cancelled.
 * @returns how many failed by it
 */
export const giveUp = async (db: Db, at: Temporal.Instant, configured: readonly Channel[]): Promise<number> => {
  const end = (status: MessageStatus, why: string) =>
    db
      .updateTable('message')
      .set({ status, last_error: why })
      .where('status', '=', 'queued')
      .where('next_attempt_at', '<=', asDate(at))
  const reached = [...configured]
  await end('cancelled', 'not_configured')
    .where('expires_at', '<=', asDate(at))
    .$if(reached.length > 0, (query) => query.where('channel', 'not in', reached))
    .execute()
  const [late, interrupted] = [
    await end('failed', 'too_late').where('expires_at', '<=', asDate(at)).executeTakeFirst(),
    await end('failed', 'interrupted').where('attempts', '>=', mostAttempts).executeTakeFirst(),
  ]
  return Number(late.numUpdatedRows + interrupted.numUpdatedRows)
}

/** Removes what was said and to whom from finished messages older than `before`; that it was said stays. */
export const blankOld = async (db: Db, before: Temporal.Instant): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('message')
    .set({ recipient_sealed: null, body_sealed: null, attachments: '[]' })
    .where('at', '<', asDate(before))
    .where('status', '<>', 'queued')
    .where('body_sealed', 'is not', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export type Figures = Record<Channel, { waiting: number; failed: number; oldest: Date | null }>

/** By channel: how many wait (and since when the oldest that is due), how many have failed and nobody has decided on. */
export const messageFigures = async (db: Connection, at: Temporal.Instant): Promise<Figures> => {
  const rows = await db
    .selectFrom('message')
    .select((eb) => [
      'channel',
      eb.fn.countAll<number>().filterWhere('status', '=', 'queued').as('waiting'),
      eb.fn.countAll<number>().filterWhere('status', '=', 'failed').as('failed'),
      eb.fn
        .min('at')
        .filterWhere(sql<SqlBool>`status = 'queued' and next_attempt_at <= ${asDate(at)}`)
        .as('oldest'),
    ])
    .where('status', 'in', ['queued', 'failed'])
    .groupBy('channel')
    .execute()
  const none = { waiting: 0, failed: 0, oldest: null }
  const figures: Figures = { email: none, sms: none }
  for (const { channel, waiting, failed, oldest } of rows)
    figures[channel as Channel] = { waiting, failed, oldest: oldest as Date | null }
  return figures
}

export type MessageFilter = {
  status?: MessageStatus | undefined
  channel?: Channel | undefined
  about?: string | undefined
  page: number
  size: number
}

/** Newest first, without what is sealed. */
export const listMessages = async (db: Connection, { status, channel, about, page, size }: MessageFilter) => {
  const of = db
    .selectFrom('message')
    .$if(status !== undefined, (query) => query.where('status', '=', status!))
    .$if(channel !== undefined, (query) => query.where('channel', '=', channel!))
    .$if(about !== undefined, (query) => query.where('about', '=', about!))
  const { total } = await of.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await of
    .select((eb) => [
      'id',
      'at',
      'channel',
      'audience',
      'recipient_masked as recipient',
      'subject',
      'about',
      'status',
      'attempts',
      'next_attempt_at as nextAttemptAt',
      'last_error as lastError',
      'sent_at as sentAt',
      eb('body_sealed', 'is', null).as('blanked'),
      sql<number>`jsonb_array_length(attachments)`.as('attachments'),
    ])
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { rows, total }
}

/** A message, locked for the rest of the transaction. */
export const lockMessage = (trx: Trx, id: string) =>
  trx
    .selectFrom('message')
    .select(['id', 'status', 'body_sealed as bodySealed', 'about'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const queueAgain = (trx: Trx, id: string, at: Temporal.Instant, until: Temporal.Instant) =>
  trx
    .updateTable('message')
    .set({
      status: 'queued',
      attempts: 0,
      last_error: null,
      next_attempt_at: asDate(at),
      expires_at: asDate(until),
    })
    .where('id', '=', id)
    .returning(ring)
    .execute()

export const setCancelled = (trx: Trx, id: string) =>
  trx.updateTable('message').set({ status: 'cancelled' }).where('id', '=', id).execute()
