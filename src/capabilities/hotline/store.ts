import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Platform, Work } from '../../foundations/context.ts'
import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import { notify } from '../../platform/db/notify.ts'
import type { CallEventData, CallEventKind, Fact, Outcome, Phase, ShiftStatus } from './call.ts'
import { digitsOf, sealCaller } from './caller.ts'
import { type Course, courseOf } from './rules/call-course.ts'

/** SQL on call, call_event and seat_shift. */

export const channel = 'hotline'
/** Told to every process when it commits: which call, whose seats it concerns. */
export type Rung = { callId: string | null; people: number[]; ready?: boolean }

export const ring = (trx: Trx, rung: Rung) => notify(trx, channel, JSON.stringify(rung))

export type CallRow = {
  id: string
  switchId: string | null
  callerSealed: string | null
  callerMasked: string
  callerKey: string
  line: string
  phase: Phase
  beganAt: Date
  answeredAt: Date | null
  transferredAt: Date | null
  endedAt: Date | null
  seatId: number | null
  personId: number | null
  leg: string | null
  ringsTill: Date | null
  unitId: number | null
  outcome: Outcome | null
  source: string | null
  questionSealed: string | null
  rating: number | null
  caseId: number | null
  restricted: boolean
  loggedAt: Date | null
  loggedBy: number | null
  version: number
}

export const callColumns = [
  'call.id',
  'call.switch_id as switchId',
  'call.caller_sealed as callerSealed',
  'call.caller_masked as callerMasked',
  'call.caller_key as callerKey',
  'call.line',
  'call.phase',
  'call.began_at as beganAt',
  'call.answered_at as answeredAt',
  'call.transferred_at as transferredAt',
  'call.ended_at as endedAt',
  'call.seat_id as seatId',
  'call.person_id as personId',
  'call.leg',
  'call.rings_till as ringsTill',
  'call.unit_id as unitId',
  'call.outcome',
  'call.source',
  'call.question_sealed as questionSealed',
  'call.rating',
  'call.case_id as caseId',
  'call.restricted',
  'call.logged_at as loggedAt',
  'call.logged_by as loggedBy',
  'call.version',
] as const

export const callById = async (db: Connection, id: string): Promise<CallRow | undefined> =>
  (await db.selectFrom('call').select(callColumns).where('id', '=', id).executeTakeFirst()) as CallRow | undefined

export const lockCall = async (trx: Trx, id: string): Promise<CallRow | undefined> =>
  (await trx.selectFrom('call').select(callColumns).where('id', '=', id).forUpdate().executeTakeFirst()) as
    | CallRow
    | undefined

/** The call of this name of the switch, locked; made when it is heard of for the first time, whatever was heard. */
export const callOfSwitch = async (
  work: Work,
  keyring: Platform['keyring'],
  given: { switchId: string; caller: string; line: string; at: Temporal.Instant },
): Promise<CallRow> => {
  const locked = async () =>
    (await work.trx
      .selectFrom('call')
      .select(callColumns)
      .where('switch_id', '=', given.switchId)
      .forUpdate()
      .executeTakeFirst()) as CallRow | undefined
  const there = await locked()
  if (there) {
    // What was heard first did not say who called.
    if (there.callerSealed === null && digitsOf(given.caller))
      await work.trx
        .updateTable('call')
        .set(sealCaller(keyring, there.id, given.caller))
        .where('id', '=', there.id)
        .execute()
    return there
  }
  const id = randomUUID()
  await work.trx
    .insertInto('call')
    .values({
      id,
      switch_id: given.switchId,
      ...sealCaller(keyring, id, given.caller),
      line: given.line,
      phase: 'waiting',
      began_at: asDate(given.at),
    })
    .onConflict((conflict) => conflict.column('switch_id').doNothing())
    .execute()
  return (await locked())!
}

export const factsOf = async (db: Connection, callId: string): Promise<Fact[]> =>
  (
    await db
      .selectFrom('call_event')
      .select(['kind', 'at', 'data'])
      .where('call_id', '=', callId)
      .orderBy('seq')
      .execute()
  ).map(asFact)

const asFact = ({ kind, at, data }: { kind: string; at: unknown; data: unknown }): Fact => ({
  kind: kind as CallEventKind,
  at: (at as Date).getTime(),
  data: data as CallEventData,
})

/**
 * Writes down what happened to a locked call and what the call is since then.
 * @returns the course of the call, undefined when this had been heard before
 */
export const append = async (
  work: Work,
  call: Pick<CallRow, 'id' | 'version' | 'loggedAt'>,
  event: { kind: CallEventKind; key: string; at: Temporal.Instant; data: CallEventData },
): Promise<Course | undefined> => {
  // The call is locked: what is there now is there until we are done.
  const before = await work.trx
    .selectFrom('call_event')
    .select(['kind', 'key', 'at', 'data'])
    .where('call_id', '=', call.id)
    .orderBy('seq')
    .execute()
  if (before.some(({ key }) => key === event.key)) return undefined
  const seq = call.version + 1
  await work.trx
    .insertInto('call_event')
    .values({
      call_id: call.id,
      seq,
      key: event.key,
      kind: event.kind,
      at: asDate(event.at),
      heard_at: asDate(work.at),
      data: JSON.stringify(event.data),
      actor_id: work.actor.personId,
    })
    .execute()
  call.version = seq
  const { kind, data } = event
  const course = courseOf([...before.map(asFact), { kind, data, at: event.at.epochMilliseconds }])
  const at = (ms: number | null) => (ms === null ? null : new Date(ms))
  await work.trx
    .updateTable('call')
    .set({
      phase: course.phase,
      began_at: new Date(course.beganAt),
      answered_at: at(course.answeredAt),
      transferred_at: at(course.transferredAt),
      ended_at: at(course.endedAt),
      seat_id: course.seatId,
      person_id: course.personId,
      leg: course.leg,
      rings_till: at(course.ringsTill),
      version: seq,
      ...(course.rating === null ? {} : { rating: course.rating, rated_by: 'key' }),
      ...(call.loggedAt ? {} : { outcome: course.outcome }),
    })
    .where('id', '=', call.id)
    .execute()
  return course
}

export type ShiftRow = {
  id: number
  seatId: number
  seatName: string
  extension: string
  personId: number
  status: ShiftStatus
  statusAt: Date
  beganAt: Date
  callId: string | null
}
const shiftColumns = [
  'seat_shift.id',
  'seat_shift.seat_id as seatId',
  'seat.name as seatName',
  'seat.extension',
  'seat_shift.person_id as personId',
  'seat_shift.status',
  'seat_shift.status_at as statusAt',
  'seat_shift.began_at as beganAt',
  'seat_shift.call_id as callId',
] as const

const shifts = (db: Connection) =>
  db
    .selectFrom('seat_shift')
    .innerJoin('seat', 'seat.id', 'seat_shift.seat_id')
    .select(shiftColumns)
    .where('seat_shift.ended_at', 'is', null)

export const shiftOfPerson = async (db: Connection, personId: number): Promise<ShiftRow | undefined> =>
  (await shifts(db).where('person_id', '=', personId).executeTakeFirst()) as ShiftRow | undefined

/** The shift of a person, locked. */
export const lockShift = async (trx: Trx, personId: number): Promise<ShiftRow | undefined> =>
  (await shifts(trx).where('person_id', '=', personId).forUpdate('seat_shift').executeTakeFirst()) as
    | ShiftRow
    | undefined

export const lockShiftOfCall = async (trx: Trx, callId: string): Promise<ShiftRow | undefined> =>
  (await shifts(trx).where('call_id', '=', callId).forUpdate('seat_shift').executeTakeFirst()) as ShiftRow | undefined

/** Of those who are ready and can be rung, who has been for longest; passed over while somebody else takes them. */
export const lockReadyShift = async (trx: Trx): Promise<ShiftRow | undefined> =>
  (await shifts(trx)
    .where('status', '=', 'ready')
    .where('seat.extension', '<>', '')
    .orderBy('status_at')
    .orderBy('seat_shift.id')
    .limit(1)
    .forUpdate('seat_shift')
    .skipLocked()
    .executeTakeFirst()) as ShiftRow | undefined

export const setShift = async (
  work: Work,
  id: number,
  status: ShiftStatus,
  callId: string | null = null,
): Promise<void> => {
  await work.trx
    .updateTable('seat_shift')
    .set({ status, status_at: asDate(work.at), call_id: callId })
    .where('id', '=', id)
    .execute()
}

/** The oldest call that waits and rings nowhere, locked; passed over while somebody else takes it. */
export const lockWaiting = async (trx: Trx): Promise<CallRow | undefined> =>
  (await trx
    .selectFrom('call')
    .select(callColumns)
    .where('phase', '=', 'waiting')
    .where('leg', 'is', null)
    .where('switch_id', 'is not', null)
    .orderBy('began_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()) as CallRow | undefined

/** Is there a call that waits and a seat that is ready? Asked before anything is locked for it. */
export const canAssign = async (db: Connection): Promise<boolean> => {
  const { rows } = await sql<{ can: boolean }>`
    select exists (select from call where phase = 'waiting' and leg is null and switch_id is not null)
      and exists (select from seat_shift h join seat s on s.id = h.seat_id
        where h.ended_at is null and h.status = 'ready' and s.extension <> '') as can`.execute(db)
  return rows[0]!.can
}

/** Calls that go on, with what is known of their lines. */
export const openCalls = async (db: Connection): Promise<CallRow[]> =>
  (await db
    .selectFrom('call')
    .select(callColumns)
    .where('phase', '<>', 'ended')
    .where('switch_id', 'is not', null)
    .orderBy('began_at')
    .execute()) as CallRow[]

export type Board = {
  waiting: number
  longestWaitSince: string | null
  ready: number
  talking: number
  onBreak: number
  messages: number
}

/** What stands on every screen of the desk, now. */
export const boardOf = async (db: Connection): Promise<Board> => {
  const { rows } = await sql<Board & { longestWaitSince: Date | null }>`
    select (select count(*)::int from call where phase = 'waiting') as waiting,
      (select min(began_at) from call where phase = 'waiting') as "longestWaitSince",
      count(*) filter (where status = 'ready')::int as ready,
      count(*) filter (where status in ('ringing', 'talking', 'wrap_up'))::int as talking,
      count(*) filter (where status = 'break')::int as "onBreak",
      (select count(*)::int from call where outcome = 'voicemail' and logged_at is null) as messages
    from seat_shift where ended_at is null`.execute(db)
  const found = rows[0]!
  return { ...found, longestWaitSince: found.longestWaitSince?.toISOString() ?? null }
}
