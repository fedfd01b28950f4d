import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { system } from '../../../foundations/identity/actor.ts'
import { asDate } from '../../../platform/clock.ts'
import type { CallEvent } from '../../../platform/telephony/index.ts'
import type { CallEventData, CallEventKind, Phase } from '../call.ts'
import type { Course } from '../rules/call-course.ts'
import { append, type CallRow, callOfSwitch, lockShiftOfCall, ring, setShift } from '../store.ts'

/** What changed by an event, for whoever has to speak with the switch about it. */
export type Heard = {
  callId: string
  switchId: string
  before: Phase
  course: Course
  /** It was the call's first. */
  isNew: boolean
  /** What was heard. */
  kind: CallEventKind
}

/** What changes what a seat is doing. */
const moves = new Set<string>(['answered', 'unanswered', 'left', 'transferred', 'transfer_failed', 'ended'])

const dataOf = (event: CallEvent): CallEventData => {
  switch (event.kind) {
    case 'answered':
    case 'transferred':
    case 'left':
      return { leg: event.leg.id }
    case 'unanswered':
    case 'transfer_failed':
      return { leg: event.leg.id, cause: event.cause }
    case 'key':
      return { digit: event.digit }
    case 'recording_ready':
    case 'voicemail_ready':
      return { name: event.name, seconds: event.seconds }
    case 'ended':
      return { cause: event.cause }
    default:
      return {}
  }
}

/**
 * Takes in what the switch tells of a call: once, whatever the order and however often it is told.
 * @returns undefined when it was known
 */
export const hear = (platform: Omit<Ctx, 'actor'>, event: CallEvent, line: string): Promise<Heard | undefined> =>
  transact({ ...platform, actor: system }, async (work) => {
    const call = await callOfSwitch(work, platform.keyring, {
      switchId: event.callId,
      caller: event.caller,
      line: event.called || line,
      at: event.at,
    })
    const isNew = call.version === 0
    const course = await append(work, call, {
      kind: event.kind,
      key: event.key,
      at: event.at,
      data: dataOf(event),
    })
    if (!course) return undefined
    await settleTransfer(work, event, call.id)
    const people = moves.has(event.kind) ? await settleSeat(work, call, course) : []
    await ring(work.trx, { callId: call.id, people })
    return {
      callId: call.id,
      switchId: event.callId,
      before: call.phase,
      course,
      isNew,
      kind: event.kind,
    }
  })

/** What a seat is doing follows from its call. @returns whom it concerns */
export const settleSeat = async (work: Work, call: CallRow, course: Course): Promise<number[]> => {
  const shift = await lockShiftOfCall(work.trx, call.id)
  if (!shift) return []
  const { phase, leg, personId } = course
  if (phase === 'waiting') {
    // Rung, and nobody picked up: the next call goes to somebody who is there.
    if (!leg || personId !== shift.personId) await setShift(work, shift.id, 'break')
  } else if (phase === 'talking' && personId === shift.personId) {
    if (shift.status === 'ringing') await setShift(work, shift.id, 'talking', call.id)
  } else if (shift.status === 'ringing' || personId !== shift.personId)
    // Nobody was spoken with here, so there is nothing to log.
    await setShift(work, shift.id, 'ready')
  else if (shift.status === 'talking')
    await (call.loggedAt ? setShift(work, shift.id, 'ready') : setShift(work, shift.id, 'wrap_up', call.id))
  return [shift.personId]
}

/** The row of a transfer says how it went; a call that went to a unit is the unit's in every figure. */
const settleTransfer = async (work: Work, event: CallEvent, callId: string): Promise<void> => {
  const done = (outcome: string) => ({ outcome, ended_at: asDate(work.at) })
  if (event.kind === 'transferred' || event.kind === 'transfer_failed') {
    const lost = event.kind === 'transfer_failed' && (event.cause === 'lost' || event.cause === 'normal')
    const outcome = event.kind === 'transferred' ? 'answered' : lost ? 'no_answer' : event.cause
    const row = await work.trx
      .updateTable('call_transfer')
      .set(done(outcome))
      .where('leg', '=', event.leg.id)
      .where('outcome', '=', 'ringing')
      .returning(['call_id', 'unit_id'])
      .executeTakeFirst()
    if (row && event.kind === 'transferred')
      await work.trx.updateTable('call').set({ unit_id: row.unit_id }).where('id', '=', row.call_id).execute()
  }
  if (event.kind === 'ended')
    await work.trx
      .updateTable('call_transfer')
      .set(done('cancelled'))
      .where('call_id', '=', callId)
      .where('outcome', '=', 'ringing')
      .execute()
}
