import { type Ctx, transact } from '../../../foundations/context.ts'
import { asDate } from '../../../platform/clock.ts'
import { stale, unprocessable } from '../../../platform/http/problem.ts'
import { lockShift, ring, setShift } from '../store.ts'
import { words } from '../words.zh.ts'

/** Signs in to a seat; the same seat again changes nothing, another one ends the shift at the first. @throws Problem 409, 422 */
export const sit = (ctx: Ctx, seatId: number): Promise<void> =>
  transact(ctx, async (work) => {
    const personId = ctx.actor.personId!
    const seat = await work.trx
      .selectFrom('seat')
      .select(['id', 'name'])
      .where('id', '=', seatId)
      .where('retired_on', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!seat) throw unprocessable(words.noSeat, [{ field: 'seatId', key: 'seat', message: words.noSeat }])
    const own = await lockShift(work.trx, personId)
    if (own?.seatId === seatId) return
    if (own?.callId) throw stale(words.busy)
    if (own) await end(own.id)
    const taken = await work.trx
      .selectFrom('seat_shift')
      .select('id')
      .where('seat_id', '=', seatId)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (taken) throw stale(words.seatTaken(seat.name))
    const at = asDate(work.at)
    await work.trx
      .insertInto('seat_shift')
      .values({ seat_id: seatId, person_id: personId, began_at: at, status: 'break', status_at: at })
      .execute()
    work.audit({ action: 'hotline.seat-taken', subject: `seat/${seatId}`, detail: {} })
    await ring(work.trx, { callId: null, people: [personId] })

    async function end(id: number) {
      await work.trx
        .updateTable('seat_shift')
        .set({ ended_at: asDate(work.at) })
        .where('id', '=', id)
        .execute()
    }
  })

/** 空闲、小休. @throws Problem 409 a call rings or is not logged, 422 nobody sits */
export const setReady = (ctx: Ctx, ready: boolean): Promise<void> =>
  transact(ctx, async (work) => {
    const shift = await lockShift(work.trx, ctx.actor.personId!)
    if (!shift) throw unprocessable(words.sitFirst)
    if (shift.callId) throw stale(words.busy)
    if ((shift.status === 'ready') !== ready) await setShift(work, shift.id, ready ? 'ready' : 'break')
    await ring(work.trx, { callId: null, people: [shift.personId], ready })
  })

/** Signs out; nothing happens where nobody sits. @throws Problem 409 a call is not logged */
export const leave = (ctx: Ctx): Promise<void> =>
  transact(ctx, async (work) => {
    const shift = await lockShift(work.trx, ctx.actor.personId!)
    if (!shift) return
    if (shift.callId) throw stale(words.busy)
    await work.trx
      .updateTable('seat_shift')
      .set({ ended_at: asDate(work.at) })
      .where('id', '=', shift.id)
      .execute()
    work.audit({ action: 'hotline.seat-left', subject: `seat/${shift.seatId}`, detail: {} })
    await ring(work.trx, { callId: null, people: [shift.personId] })
  })
