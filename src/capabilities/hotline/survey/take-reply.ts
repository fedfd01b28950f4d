import { type Platform, transact } from '../../../foundations/context.ts'
import { system } from '../../../foundations/identity/actor.ts'
import { asDate } from '../../../platform/clock.ts'
import { callerKey } from '../caller.ts'
import { ratingOf } from '../rules/reply.ts'
import { countRating } from './count-rating.ts'

/** An SMS that somebody sent back, as the gateway hands it over. `at`: when it was sent. */
export type Reply = { from: string; text: string; at: Temporal.Instant }

/**
 * Takes a reply for the call about which its sender was asked last before they wrote. The same one handed over again, or late,
 * changes nothing: a call has one rating, the first.
 * @returns whether it was a rating of a call about which we had asked; what was not, somebody else has to read
 */
export const takeReply = (platform: Platform, { from, text, at }: Reply): Promise<boolean> => {
  const rating = ratingOf(text)
  const key = callerKey(platform.keyring, from)
  if (rating === undefined || !key) return Promise.resolve(false)
  return transact({ ...platform, actor: system }, async (work) => {
    const asked = await work.trx
      .selectFrom('call_survey as s')
      .innerJoin('call as c', 'c.id', 's.call_id')
      .select(['s.call_id as callId', 's.expires_at as expiresAt'])
      .where('c.caller_key', '=', key)
      .where('s.asked_at', '<=', asDate(at))
      .orderBy('s.asked_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!asked || (asked.expiresAt as unknown as Date).getTime() <= work.at.epochMilliseconds) return false
    await countRating(work, asked.callId, rating)
    return true
  })
}
