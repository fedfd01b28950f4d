import type { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import type { Actor } from '../../foundations/identity/actor.ts'
import type { CallDetail, callRow, DeskAnswer } from './answers.ts'
import type { Outcome } from './call.ts'
import { openQuestion } from './caller.ts'
import { mayAddRecording, mayFollow, mayHear, mayUnmask } from './permissions.ts'
import type { Hotline } from './ports.ts'
import { presentSettings } from './settings.ts'
import { boardOf, type CallRow, callById, shiftOfPerson } from './store.ts'
import { outcomeLabels, phaseLabels, ratingLabels, shiftLabels, transferLabels, words } from './words.zh.ts'

/** Calls as the screens have them: numbers masked, names instead of ids. */

const iso = (at: Date | null) => at?.toISOString() ?? null
const secondsBetween = (from: Date | null, to: Date | null) =>
  from && to ? Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000)) : null

export const outcomeLabel = ({ outcome, phase }: { outcome: Outcome | null; phase: CallRow['phase'] }) =>
  outcome ? outcomeLabels[outcome] : phase === 'ended' ? words.notLogged : phaseLabels[phase]

export type Named = CallRow & { person: string | null; unitName: string | null; recordings: number }

export const rowView = ({ keyring }: Pick<Platform, 'keyring'>, actor: Actor, row: Named): z.infer<typeof callRow> => ({
  id: row.id,
  caller: mayFollow(actor, row) || row.personId === actor.personId ? row.callerMasked : words.hiddenCaller,
  line: row.line,
  phase: row.phase,
  phaseLabel: phaseLabels[row.phase],
  beganAt: row.beganAt.toISOString(),
  answeredAt: iso(row.answeredAt),
  endedAt: iso(row.endedAt),
  // Who left a message spoke for most of it.
  waited: row.outcome === 'voicemail' ? null : secondsBetween(row.beganAt, row.answeredAt ?? row.endedAt),
  talked: secondsBetween(row.answeredAt, row.transferredAt ?? row.endedAt),
  person: row.person,
  unitId: row.unitId,
  unitName: row.unitName,
  outcome: row.outcome,
  outcomeLabel: outcomeLabel(row),
  question: openQuestion(keyring, row.id, row.questionSealed),
  rating: row.rating,
  ratingLabel: ratingLabels[row.rating ?? 0] ?? '',
  logged: row.loggedAt !== null,
  restricted: row.restricted,
  caseAddress: row.caseId !== null && mayFollow(actor, row) ? `/inquiries/${row.caseId}` : null,
  recordings: row.recordings,
})

/** Short names of the units of a call; nothing is asked where there is none. */
const unitNames = async (db: Platform['db'], ids: readonly (number | null)[]): Promise<Map<number, string>> => {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (!known.length) return new Map()
  const rows = await db.selectFrom('unit').select(['id', 'short_name as name']).where('id', 'in', known).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** How many earlier calls and cases stand beside a call. */
const mostEarlier = 5

type Earlier = Awaited<ReturnType<typeof askEarlier>>
/** A caller's earlier calls and cases are the same from the first ring to the end. By call and who looks; ms since when they are known. */
const known = new Map<string, { at: number; found: Promise<Earlier> }>()
const keepEarlier = 60_000

const earlierOf = (db: Platform['db'], hotline: Hotline, actor: Actor, call: CallRow): Promise<Earlier> => {
  const now = performance.now()
  for (const [key, { at }] of known) if (now - at > keepEarlier) known.delete(key)
  const key = `${call.id} ${actor.personId}`
  const found = known.get(key)?.found ?? askEarlier(db, hotline, actor, call)
  if (!known.has(key)) known.set(key, { at: now, found })
  found.catch(() => known.delete(key))
  return found
}

const askEarlier = async (db: Platform['db'], hotline: Hotline, actor: Actor, { id, callerKey, beganAt }: CallRow) => {
  if (!callerKey) return { calls: [], cases: [] }
  const [calls, cases] = await Promise.all([
    db
      .selectFrom('call')
      .select(['id', 'began_at as at', 'outcome', 'phase', 'question_sealed as sealed', 'unit_id as unitId'])
      .where('caller_key', '=', callerKey)
      .where('id', '<>', id)
      .where('began_at', '<=', beganAt)
      // Whose number a complaint or a report came from, supervision knows, and who took it.
      .$if(!mayFollow(actor, { restricted: true }), (q) =>
        q.where((eb) => eb.or([eb('restricted', '=', false), eb('person_id', '=', actor.personId)])),
      )
      .orderBy('began_at', 'desc')
      .limit(mostEarlier)
      .execute(),
    hotline.casesOfCaller?.({ db, actor }, callerKey) ?? [],
  ])
  return { calls, cases }
}

/** Everything about one call, for whoever looks; undefined when there is none. */
export const callView = async (
  platform: Platform,
  hotline: Hotline,
  actor: Actor,
  id: string,
): Promise<CallDetail | undefined> => {
  const { db, keyring } = platform
  const call = await callById(db, id)
  if (!call) return undefined
  const [person, transfers, recordings, { calls: earlier, cases }] = await Promise.all([
    call.personId === null || call.personId === actor.personId
      ? { name: actor.name }
      : db.selectFrom('person').select('name').where('id', '=', call.personId).executeTakeFirst(),
    db
      .selectFrom('call_transfer as t')
      .leftJoin('liaison as l', 'l.id', 't.liaison_id')
      .select(['t.unit_id as unitId', 't.deputy', 't.at', 't.outcome', 'l.name as person'])
      .where('t.call_id', '=', id)
      .orderBy('t.at')
      .execute(),
    db
      .selectFrom('call_recording')
      .select([
        'id',
        'kind',
        'seconds',
        'size',
        'media_type as mediaType',
        'added_at as addedAt',
        'deleted_on as deletedOn',
      ])
      .where('call_id', '=', id)
      .orderBy('added_at')
      .execute(),
    earlierOf(db, hotline, actor, call),
  ])
  const units = await unitNames(db, [
    call.unitId,
    ...transfers.map((one) => one.unitId),
    ...earlier.map((one) => one.unitId),
  ])
  const unitName = (unitId: number | null) => (unitId === null ? null : (units.get(unitId) ?? null))
  const row = rowView(platform, actor, {
    ...call,
    person: call.personId === null ? null : (person?.name ?? null),
    unitName: unitName(call.unitId),
    recordings: recordings.length,
  })
  return {
    ...row,
    source: call.source,
    transfers: transfers.map(({ unitId, person, deputy, at, outcome }) => ({
      unitName: unitName(unitId) ?? '',
      person: person ?? '',
      deputy,
      at: (at as unknown as Date).toISOString(),
      outcome,
      outcomeLabel: transferLabels[outcome] ?? outcome,
    })),
    recordings: recordings.map(({ deletedOn, addedAt, kind, size, ...one }) => ({
      ...one,
      size: Number(size),
      kind: kind as 'call',
      addedAt: (addedAt as unknown as Date).toISOString(),
      kept: deletedOn === null,
    })),
    mine: call.personId === actor.personId,
    mayHear: mayHear(actor, call),
    mayUnmask: call.callerSealed !== null && mayUnmask(actor, call),
    mayAddRecording: mayAddRecording(actor, call),
    earlierCalls: earlier.map(({ at, outcome, phase, sealed, id: earlierId, unitId }) => ({
      at: (at as unknown as Date).toISOString(),
      outcomeLabel: outcomeLabel({ outcome: outcome as Outcome | null, phase: phase as CallRow['phase'] }),
      question: openQuestion(keyring, earlierId, sealed),
      unitName: unitName(unitId),
    })),
    earlierCases: cases.slice(0, mostEarlier).map(({ id: caseId, number, summary, status, on, address }) => ({
      id: caseId,
      number,
      summary,
      status,
      on,
      address,
    })),
  }
}

/** What one operator's screen shows now. */
export const deskView = async (
  platform: Platform,
  hotline: Hotline,
  actor: Actor,
  standing: DeskAnswer['switch'],
): Promise<DeskAnswer> => {
  const { db } = platform
  const shift = actor.personId === null ? undefined : await shiftOfPerson(db, actor.personId)
  const [call, board, { line }] = await Promise.all([
    shift?.callId ? callView(platform, hotline, actor, shift.callId) : undefined,
    boardOf(db),
    presentSettings(db),
  ])
  return {
    now: platform.clock().toString(),
    line,
    switch: standing,
    seat: shift ? { id: shift.seatId, name: shift.seatName } : null,
    status: shift?.status ?? null,
    statusLabel: shift ? shiftLabels[shift.status] : '',
    statusSince: shift?.statusAt.toISOString() ?? null,
    call: call ?? null,
    board,
  }
}
