import { type Actor, holds } from '../../foundations/identity/actor.ts'

/** Who may do what at the line, beyond the door of the route. */

/** Hears recordings: whoever took the call, and those who supervise the line. */
export const mayHear = (actor: Actor, call: { personId: number | null; outcome: string | null }): boolean =>
  holds(actor, 'supervisor') ||
  holds(actor, 'disclosure_office') ||
  // Messages wait for whoever is there first.
  (holds(actor, 'operator') && (call.outcome === 'voicemail' || call.personId === actor.personId))

/** Adds a recording: whoever took the call; what was said to a machine, whoever is there. */
export const mayAddRecording = (
  actor: Actor,
  call: { personId: number | null; answeredAt: Date | null; phase: string },
): boolean =>
  holds(actor, 'operator') && (call.personId === actor.personId || (call.answeredAt === null && call.phase === 'ended'))

/** Sees the whole number: who took the call, or works off the message. */
export const mayUnmask = (actor: Actor, call: { personId: number | null; outcome: string | null }): boolean =>
  holds(actor, 'operator') && (call.outcome === 'voicemail' || call.personId === actor.personId)

/** Names liaison officers and makes the rota: each unit its own, the disclosure office any. */
export const mayKeepRota = (actor: Actor, unitId: number): boolean =>
  holds(actor, 'disclosure_office') || holds(actor, 'section_head', unitId) || holds(actor, 'clerk', unitId)
