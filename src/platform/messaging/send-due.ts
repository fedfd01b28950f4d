import type { Clock } from '../clock.ts'
import type { Db } from '../db/connect.ts'
import type { Keyring } from '../keyring.ts'
import type { Log } from '../observability/log.ts'
import { type Attached, type Line, type Lines, type Outgoing, Unsent } from './line.ts'
import { type Channel, channels, type MessageBody, pauseAfter } from './message.ts'
import { bodyPlace, recipientPlace } from './sealed-fields.ts'
import { isQuiet, readMessageSettings } from './settings.ts'
import { type Claimed, claimNext, giveUp, noteSent, noteUnsent } from './store.ts'

export type Sender = { db: Db; clock: Clock; keyring: Keyring; files: Attached; log: Log }

/** How many messages one round sends over one line, so that a round ends. */
const mostInRound = 2_000
/** The longest that one message may take, ms; well below the lease of a claim. */
const mostForOne = 120_000

export type Round = { sent: number; failed: number; putOff: number }

/**
 * Sends what is due, each channel by itself, so that a slow mail server keeps no SMS waiting. A message is marked before it
 * is tried and noted after: a program killed in between sends it again after the lease, with the same id, and never
 * loses it. Any number of workers may run this at once.
 */
export const sendDue = async (sender: Sender, lines: Lines): Promise<Round> => {
  const configured = channels.filter((channel) => lines[channel])
  const failed = await giveUp(sender.db, sender.clock(), configured)
  const rounds = await Promise.all(
    configured.map((channel) => sendOver(sender, channel, lines[channel]!(sender.files))),
  )
  return rounds.reduce(
    (sum, one) => ({ sent: sum.sent + one.sent, failed: sum.failed + one.failed, putOff: sum.putOff + one.putOff }),
    { sent: 0, failed, putOff: 0 },
  )
}

const sendOver = async (sender: Sender, channel: Channel, line: Line): Promise<Round> => {
  const { db, clock, log } = sender
  const settings = await readMessageSettings(db)
  const round: Round = { sent: 0, failed: 0, putOff: 0 }
  try {
    for (let n = 0; n < mostInRound; n++) {
      const at = clock()
      const claimed = await claimNext(db, channel, at, channel !== 'sms' || !isQuiet(settings, at))
      if (!claimed) break
      const { reference, unsent } = await trySending(sender, line, claimed)
      if (!unsent) {
        await noteSent(db, claimed.id, clock(), reference)
        round.sent += 1
        continue
      }
      const pause = unsent.kind === 'refused' ? undefined : pauseAfter(claimed.attempts)
      await noteUnsent(db, claimed, unsent.trouble, pause && clock().add(pause))
      round[pause ? 'putOff' : 'failed'] += 1
      // The others would meet the same: they wait for the next round without losing a try.
      if (unsent.kind === 'down') {
        log.warn({ channel, trouble: unsent.trouble }, 'messages cannot be sent')
        break
      }
    }
  } finally {
    line.close()
  }
  return round
}

const trySending = async (
  { keyring, log }: Sender,
  line: Line,
  claimed: Claimed,
): Promise<{ reference?: string | undefined; unsent?: Unsent }> => {
  try {
    const message: Outgoing = {
      id: claimed.id,
      to: keyring.open(claimed.recipientSealed, recipientPlace(claimed.id)),
      subject: claimed.subject,
      attachments: claimed.attachments,
      ...(JSON.parse(keyring.open(claimed.bodySealed, bodyPlace(claimed.id))) as MessageBody),
    }
    return { reference: await line.send(message, AbortSignal.timeout(mostForOne)) }
  } catch (error) {
    if (error instanceof Unsent) return { unsent: error }
    // Its sentence may hold what was to be sent.
    log.error({ message: claimed.id, reason: (error as Error).name }, 'a message could not be made')
    return { unsent: new Unsent('later', 'unexpected') }
  }
}
