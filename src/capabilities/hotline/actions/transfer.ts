import { randomUUID } from 'node:crypto'
import { type Ctx, type Platform, transact, type Work } from '../../../foundations/context.ts'
import { allUnits, responsibleFor } from '../../../foundations/units/index.ts'
import { asDate } from '../../../platform/clock.ts'
import { stale, unprocessable } from '../../../platform/http/problem.ts'
import type { Leg, Switch } from '../../../platform/telephony/index.ts'
import { digitsOf } from '../caller.ts'
import { dutyOfUnit, openPhone } from '../liaisons/store.ts'
import { append, type CallRow, lockCall, lockShiftOfCall, ring } from '../store.ts'
import { words } from '../words.zh.ts'
import { ownCall } from './log-call.ts'

/** What is to be rung. */
export type Dial = { leg: Leg; number: string }

type Target = { liaisonId: string | null; deputy: boolean; number: string }

/** Whom a unit has to take a call now, in this order: who has the duty, who stands in, its public number. */
const targetsOf = async (work: Work, platform: Platform, unitId: number): Promise<Target[]> => {
  const { ring: order } = await dutyOfUnit(work.trx, platform, unitId)
  const people = await Promise.all(
    order.map(async ({ liaisonId, deputy }) => ({
      liaisonId,
      deputy,
      number: await openPhone(work.trx, platform.keyring, liaisonId),
    })),
  )
  const unit = (await allUnits(work.trx)).find(({ id }) => id === unitId)
  const phone = digitsOf(unit?.disclosureOffice.phone ?? '')
  return [...people, ...(phone ? [{ liaisonId: null, deputy: true, number: phone }] : [])].filter(
    ({ number }) => number,
  )
}

/**
 * Rings for the caller whom a unit has on duty; until somebody picks up the operator speaks on.
 * @throws Problem 403, 404, 409 not speaking or ringing already, 422 nobody can be rung
 */
export const askTransfer = (ctx: Ctx, pbx: Switch | undefined, callId: string, unitId: number): Promise<Dial> =>
  transact(ctx, async (work) => {
    const call = await ownCall(work, callId)
    if (call.phase !== 'talking') throw stale(words.notTalking)
    if (!pbx || !call.switchId) throw unprocessable(words.noSwitch)
    const ringing = await work.trx
      .selectFrom('call_transfer')
      .select('id')
      .where('call_id', '=', callId)
      .where('outcome', '=', 'ringing')
      .executeTakeFirst()
    if (ringing) throw stale(words.transferring)
    const standing = responsibleFor(await allUnits(work.trx), unitId)
    const [target] = await targetsOf(work, ctx, standing)
    if (!target) throw unprocessable(words.noNumber, [{ field: 'unitId', key: 'number', message: words.noNumber }])
    const dial = await begin(work, pbx, call, standing, target)
    work.audit({ action: 'call.transfer-asked', subject: `call/${callId}`, detail: { unitId: standing } })
    return dial
  })

const begin = async (work: Work, pbx: Switch, call: CallRow, unitId: number, target: Target): Promise<Dial> => {
  const leg = pbx.leg(call.switchId!, 'transfer')
  await work.trx
    .insertInto('call_transfer')
    .values({
      id: randomUUID(),
      call_id: call.id,
      unit_id: unitId,
      liaison_id: target.liaisonId,
      deputy: target.deputy,
      leg: leg.id,
      at: asDate(work.at),
      by_person: work.actor.personId,
    })
    .execute()
  await append(work, call, {
    kind: 'transfer_asked',
    key: `transfer_asked/${leg.id}`,
    at: work.at,
    data: { leg: leg.id },
  })
  const shift = await lockShiftOfCall(work.trx, call.id)
  await ring(work.trx, { callId: call.id, people: shift ? [shift.personId] : [] })
  return { leg, number: target.number }
}

/**
 * The next one after one who did not pick up: the deputy, then the unit's public number; also where the operator has left, for
 * then the caller hears nobody else.
 * @returns undefined when everybody was tried, or nobody is there any more to be helped
 */
export const tryNext = (ctx: Ctx, pbx: Switch, callId: string): Promise<Dial | undefined> =>
  transact(ctx, async (work) => {
    const call = await lockCall(work.trx, callId)
    if (!call?.switchId || (call.phase !== 'talking' && call.phase !== 'rating')) return undefined
    const tried = await work.trx
      .selectFrom('call_transfer')
      .select(['unit_id', 'liaison_id', 'outcome'])
      .where('call_id', '=', callId)
      .orderBy('at', 'desc')
      .orderBy('id')
      .execute()
    const last = tried[0]
    if (!last || tried.some(({ outcome }) => outcome === 'ringing') || last.outcome === 'cancelled') return undefined
    const ofUnit = tried.filter(({ unit_id }) => unit_id === last.unit_id)
    const next = (await targetsOf(work, ctx, last.unit_id)).find(
      ({ liaisonId }) => !ofUnit.some(({ liaison_id }) => liaison_id === liaisonId),
    )
    return next && begin(work, pbx, call, last.unit_id, next)
  })

/** Stops ringing the unit. @returns the line to be dropped @throws Problem 403, 404, 409 nothing rings */
export const cancelTransfer = (ctx: Ctx, callId: string): Promise<string> =>
  transact(ctx, async (work) => {
    const call = await ownCall(work, callId)
    const row = await work.trx
      .updateTable('call_transfer')
      .set({ outcome: 'cancelled', ended_at: asDate(work.at) })
      .where('call_id', '=', call.id)
      .where('outcome', '=', 'ringing')
      .returning('leg')
      .executeTakeFirst()
    if (!row?.leg) throw stale(words.noTransfer)
    await ring(work.trx, { callId: call.id, people: [work.actor.personId!] })
    return row.leg
  })
