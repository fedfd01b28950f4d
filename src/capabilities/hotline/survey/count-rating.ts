import type { Work } from '../../../foundations/context.ts'
import type { Rating } from '../../../foundations/intake/call-desk.ts'
import { asDate } from '../../../platform/clock.ts'
import { lockCall, ring } from '../store.ts'

/** What a caller says of a call after it, once: by a key that was heard of late, or by a second click, it was said before. @returns what counts */
export const countRating = async (work: Work, callId: string, rating: Rating): Promise<Rating | null> => {
  const call = await lockCall(work.trx, callId)
  if (!call || call.rating !== null) return (call?.rating ?? null) as Rating | null
  await work.trx.updateTable('call').set({ rating, rated_by: 'sms' }).where('id', '=', call.id).execute()
  await work.trx
    .updateTable('call_survey')
    .set({ answered_at: asDate(work.at) })
    .where('call_id', '=', call.id)
    .execute()
  work.audit({ action: 'call.rated', subject: `call/${call.id}`, detail: { rating, by: 'sms' } })
  await ring(work.trx, { callId: call.id, people: [] })
  return rating
}
