import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../../foundations/context.ts'
import { transact } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import { allUnits } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import type { CallEvent, KnownCall, Leg, Switch } from '../../platform/telephony/index.ts'
import { missedEvents, recordingOf } from '../../platform/telephony/index.ts'
import { assign } from './actions/assign.ts'
import { type Heard, hear } from './actions/hear.ts'
import { tryNext } from './actions/transfer.ts'
import type { CallEventKind, Phase } from './call.ts'
import { digitsOf } from './caller.ts'
import { timeOfDay } from './liaisons/store.ts'
import type { Live } from './live.ts'
import { fetchRecording } from './recordings/keep.ts'
import { openLegs } from './rules/call-course.ts'
import { isOpen } from './rules/on-duty.ts'
import { presentSettings } from './settings.ts'
import { append, canAssign, factsOf, lockCall, openCalls, ring } from './store.ts'
import { announcements } from './words.zh.ts'

/**
 * The desk at work: hears the switch, gives calls to seats, and sees to what is due. One process does it at a time; whatever
 * it knows stands in the database, so that another one can go on at any moment.
 */

export type Desk = {
  /** Takes in one event; resolves when everything that follows from it was done. */
  hear: (event: CallEvent) => Promise<void>
  /** Waiting calls to ready seats, as many as there are. */
  assign: () => Promise<void>
  /** Finds what was missed. */
  reconcile: () => Promise<void>
  /** What is due by the clock: messages offered, ratings not given. */
  tick: () => Promise<void>
}

/** A line asked for so recently that the switch may not have it yet is not missed, ms. */
const fresh = 3_000
/** For how long after what was heard of last a caller keeps the line, ms. */
type Patience = Partial<Record<CallEventKind, number>>
const patienceOf = (phase: Phase, messageSeconds: number): Patience | undefined => {
  // To press a key; to hear a telephone number to its end.
  if (phase === 'rating') return { left: 15_000, transfer_failed: 40_000 }
  // The announcement, the tone, the longest message and the thanks: also where nobody heard that it was taken down.
  if (phase === 'voicemail') return { voicemail_asked: messageSeconds * 1000 + 60_000 }
  return undefined
}

export const openDesk = (platform: Platform, pbx: Switch): Desk => {
  const { log, db } = platform
  const ctx = { ...platform, actor: system }
  const present = () => presentSettings(db)
  /** What the switch refuses because a call is over is no trouble: the next event says so. */
  const ask = async (what: string, work: Promise<unknown>) => {
    await work.catch((error: Error & { kind?: string }) => {
      if (error.kind !== 'gone') log.warn({ what, reason: error.message }, 'the switch did not do what it was asked')
    })
  }

  /** Why a new call need not wait for anybody: it is not the time, or nobody sits at a telephone; undefined where somebody does. */
  const nobodyThere = async (): Promise<'closed' | 'unanswered' | undefined> => {
    const { always, hours } = await present()
    const now = platform.clock()
    if (!always && !(platform.calendar().isWorkingDay(legalDay(now)) && isOpen(timeOfDay(now), hours))) return 'closed'
    const someone = await db
      .selectFrom('seat_shift')
      .innerJoin('seat', 'seat.id', 'seat_shift.seat_id')
      .select('seat_shift.id')
      .where('ended_at', 'is', null)
      .where('seat.extension', '<>', '')
      .limit(1)
      .executeTakeFirst()
    return someone ? undefined : 'unanswered'
  }

  const askForMessage = async (callId: string, switchId: string, why: 'closed' | 'unanswered') => {
    const asked = await transact(ctx, async (work) => {
      const call = await lockCall(work.trx, callId)
      if (call?.phase !== 'waiting' || call.leg) return false
      const event = { kind: 'voicemail_asked', key: 'voicemail_asked', at: work.at, data: {} } as const
      const course = await append(work, call, event)
      await ring(work.trx, { callId, people: [] })
      return course !== undefined
    })
    if (!asked) return
    const { messageSeconds } = await present()
    await ask('say', pbx.say(switchId, announcements[why]))
    await ask('voicemail', pbx.voicemail(switchId, messageSeconds))
  }

  const ringLeg = async (leg: Leg, number: string, seconds: number) => {
    try {
      await pbx.ring(leg, number, seconds)
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'a line could not be rung')
      const kind = leg.kind === 'seat' ? 'unanswered' : 'transfer_failed'
      const at = platform.clock()
      const key = `${kind}/${leg.id}`
      await hearOne({ kind, leg, cause: 'unreachable', callId: leg.callId, key, at, caller: '', called: '' })
    }
  }

  const assignAll = async () => {
    const { ringSeconds } = await present()
    while (await canAssign(db)) {
      const offer = await assign(ctx, pbx, ringSeconds)
      if (!offer) return
      void ringLeg(offer.leg, offer.extension, ringSeconds).catch((error) => log.error({ err: error }, 'desk'))
    }
  }

  /** The unit's number, for a caller whom nobody there could take. */
  const publicNumberOf = async (callId: string): Promise<string> => {
    const last = await db
      .selectFrom('call_transfer')
      .select('unit_id')
      .where('call_id', '=', callId)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst()
    const unit = last && (await allUnits(db)).find(({ id }) => id === last.unit_id)
    return digitsOf(unit?.disclosureOffice.phone ?? '')
  }

  /** The unit's next one is rung. @returns whether there was one */
  const ringNext = async (callId: string): Promise<boolean> => {
    const next = await tryNext(ctx, pbx, callId)
    if (!next) return false
    const { ringSeconds } = await present()
    void ringLeg(next.leg, next.number, ringSeconds).catch((error) => log.error({ err: error }, 'desk'))
    return true
  }

  /** What the switch is told because of what it told. */
  const respond = async ({ callId, switchId, before, course, isNew, kind }: Heard) => {
    const { phase } = course
    const unreached = kind === 'transfer_failed'
    if (phase === 'waiting') {
      if (isNew) {
        const why = await nobodyThere()
        if (why) return askForMessage(callId, switchId, why)
        await assignAll()
        const { leg } = (await db.selectFrom('call').select('leg').where('id', '=', callId).executeTakeFirst()) ?? {}
        if (!leg) await ask('hold', pbx.hold(switchId))
      } else if (!course.leg) await assignAll()
    }
    const rungOn = unreached && before !== 'rating' && (await ringNext(callId))
    // The operator hung up while the unit still rings: the caller hears that they are waiting.
    if (kind === 'left' && phase === 'talking') await ask('music', pbx.music(switchId))
    if (kind === 'voicemail_ready' && phase === 'voicemail')
      await ask('say', pbx.say(switchId, announcements.taken, 'hang_up'))
    if (phase === 'rating' && before !== 'rating' && !rungOn) {
      const { rating } = await present()
      const number = unreached ? await publicNumberOf(callId) : ''
      if (number) {
        const { sound, text } = announcements.refer
        await ask('say', pbx.say(switchId, { sound, text: text(number), digits: number }, 'hang_up'))
      } else if (rating) await ask('say', pbx.say(switchId, announcements.rating))
      else await ask('hang up', pbx.hangUp(switchId))
    }
    if (phase === 'rating' && course.rating !== null)
      await ask('say', pbx.say(switchId, announcements.thanks, 'hang_up'))
    if (phase !== before && (phase === 'rating' || phase === 'ended' || phase === 'transferred')) await assignAll()
  }

  /** Recordings on their way; two hours of sound hold up no call. */
  const coming = new Map<string, Promise<void>>()
  const fetch = (recording: { callId: string; name: string; seconds: number | null }): Promise<void> => {
    const { name } = recording
    const mine =
      coming.get(name) ??
      fetchRecording(ctx, pbx, recording)
        .catch((error: Error) => log.warn({ reason: error.message }, 'a recording did not come; it is tried again'))
        .finally(() => coming.delete(name))
    coming.set(name, mine)
    return mine
  }

  const hearOne = async (event: CallEvent) => {
    const { line } = await present()
    const heard = await hear(ctx, event, line)
    if (!heard) return
    await respond(heard)
    if (event.kind === 'recording_ready' || event.kind === 'voicemail_ready')
      void fetch({ callId: heard.callId, name: event.name, seconds: event.seconds })
  }

  /** One call's events one after the other, different calls beside each other. */
  const turns = new Map<string, Promise<void>>()
  const inTurn = (event: CallEvent): Promise<void> => {
    const mine = (turns.get(event.callId) ?? Promise.resolve())
      .then(() => hearOne(event))
      .catch((error) => log.error({ err: error, kind: event.kind }, 'an event of the switch was not taken in'))
    turns.set(event.callId, mine)
    void mine.then(() => {
      if (turns.get(event.callId) === mine) turns.delete(event.callId)
    })
    return mine
  }

  const knownCalls = async (): Promise<KnownCall[]> => {
    const now = platform.clock().epochMilliseconds
    const calls = await openCalls(db)
    return Promise.all(
      calls.map(async ({ id, switchId }) => ({
        callId: switchId!,
        legs: openLegs(await factsOf(db, id))
          .filter(({ askedAt, answered }) => answered || now - askedAt > fresh)
          .map(({ leg, kind, answered }) => ({ leg: { id: leg, callId: switchId!, kind }, answered })),
      })),
    )
  }

  let reconciling: Promise<void> | undefined
  const reconcile = async () => {
    // What is being taken in need not be found again.
    await Promise.all(turns.values())
    const known = await knownCalls()
    const snapshot = await pbx.snapshot()
    const kept = await db.selectFrom('call_recording').select('name').where('name', 'is not', null).execute()
    const names = new Set(kept.map(({ name }) => name!))
    await Promise.all(missedEvents(known, names, snapshot).map(inTurn))
    // Of whose readiness was heard while the bytes did not come.
    const goingOn = new Set(known.map(({ callId }) => callId))
    for (const name of snapshot.recordings) {
      const switchId = recordingOf(name)?.callId
      if (switchId === undefined || goingOn.has(switchId)) continue
      const call = await db.selectFrom('call').select('id').where('switch_id', '=', switchId).executeTakeFirst()
      if (call) await fetch({ callId: call.id, name, seconds: null })
    }
    await assignAll()
  }

  return {
    hear: inTurn,
    assign: assignAll,
    reconcile() {
      reconciling ??= reconcile().finally(() => {
        reconciling = undefined
      })
      return reconciling
    },
    async tick() {
      await assignAll()
      const { waitSeconds, messageSeconds } = await present()
      const now = platform.clock().epochMilliseconds
      for (const call of await openCalls(db)) {
        if (call.phase === 'waiting' && !call.leg && now - call.beganAt.getTime() > waitSeconds * 1000)
          await askForMessage(call.id, call.switchId!, 'unanswered')
        const patience = patienceOf(call.phase, messageSeconds)
        if (patience && (await isPast(call.id, now, patience))) await ask('hang up', pbx.hangUp(call.switchId!))
      }
    },
  }

  async function isPast(callId: string, now: number, patience: Patience) {
    const last = (await factsOf(db, callId))
      .filter(({ kind }) => kind in patience)
      .sort((a, b) => a.at - b.at)
      .at(-1)
    return last !== undefined && now - last.at > patience[last.kind]!
  }
}

/** Runs a desk until `signal` ends it: events as they come, everything else every second. */
export const runDesk = async (
  platform: Platform,
  pbx: Switch,
  given: {
    signal: AbortSignal
    /** Says whether the switch can be heard. */
    standing: (connected: boolean) => void
    /** Wakes it when a seat becomes ready. */
    live: Live
    /** Between two looks for what was missed, ms. */
    every?: number
  },
): Promise<void> => {
  const desk = openDesk(platform, pbx)
  const { signal, every = 2_000 } = given
  const trouble = (what: string) => (error: Error) => platform.log.warn({ what, reason: error.message }, 'desk')
  const listening = pbx.listen({
    heard: (event) => void desk.hear(event),
    connected() {
      given.standing(true)
      void desk.reconcile().catch(trouble('reconcile'))
    },
    lost(reason) {
      given.standing(false)
      platform.log.warn({ reason }, 'the switch cannot be heard')
    },
    signal,
  })
  const stopHearing = given.live.subscribe(({ ready }) => {
    if (ready) void desk.assign().catch(trouble('assign'))
  })
  let looked = Date.now()
  while (!signal.aborted) {
    await sleep(1_000, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) break
    await desk.tick().catch(trouble('tick'))
    if (Date.now() - looked < every) continue
    looked = Date.now()
    await desk.reconcile().catch(trouble('reconcile'))
  }
  stopHearing()
  await listening
}
