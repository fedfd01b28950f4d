import { type Ctx, transact } from '../../../foundations/context.ts'
import { system } from '../../../foundations/identity/actor.ts'
import type { Leg, Switch } from '../../../platform/telephony/index.ts'
import { append, lockReadyShift, lockWaiting, ring, setShift } from '../store.ts'

export type Offer = { leg: Leg; extension: string }

/**
 * Gives the call that has waited for longest to the seat that has been ready for longest. Written down before anybody is rung,
 * so that no two calls ring at one seat and no call at two.
 * @returns undefined when nobody waits or nobody is ready
 */
export const assign = (platform: Omit<Ctx, 'actor'>, pbx: Switch, seconds: number): Promise<Offer | undefined> =>
  transact({ ...platform, actor: system }, async (work) => {
    const call = await lockWaiting(work.trx)
    const shift = call && (await lockReadyShift(work.trx))
    if (!call || !shift) return undefined
    const leg = pbx.leg(call.switchId!, 'seat')
    // Not before the call itself, should the clocks of the two differ.
    const at = Temporal.Instant.fromEpochMilliseconds(Math.max(work.at.epochMilliseconds, call.beganAt.getTime()))
    await append(work, call, {
      kind: 'offered',
      key: `offered/${leg.id}`,
      at,
      data: {
        leg: leg.id,
        seatId: shift.seatId,
        personId: shift.personId,
        till: at.add({ seconds }).toString(),
      },
    })
    await setShift(work, shift.id, 'ringing', call.id)
    await ring(work.trx, { callId: call.id, people: [shift.personId] })
    return { leg, extension: shift.extension }
  })
