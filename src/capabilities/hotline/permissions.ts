import { type Actor, holds } from '../../foundations/identity/actor.ts'

/** Who may do what at the line, beyond the door of the route. */

type Call = { personId: number | null; outcome: string | null; restricted: boolean }

/** Took the call, or works off the message; of what became a complaint or a report, whoever took it and nobody else at the line. */
const tookIt = (actor: Actor, call: Call): boolean =>
  holds(actor, 'operator') && (call.personId === actor.personId || (call.outcome === 'voicemail' && !call.restricted))

/** Hears recordings: whoever took the call, and those who supervise the line; what is restricted, supervision alone. */
export const mayHear = (actor: Actor, call: Call): boolean =>
  holds(actor, 'supervisor') || (holds(actor, 'disclosure_office') && !call.restricted) || tookIt(actor, call)

/** Is led to the case that the call became. */
export const mayFollow = (actor: Actor, call: Pick<Call, 'restricted'>): boolean =>
  !call.restricted || holds(actor, 'supervisor')

/** Adds a recording: whoever took the call; what was said to a machine, whoever is there. */
export const mayAddRecording = (
  actor: Actor,
  call: { personId: number | null; answeredAt: Date | null; phase: string },
): boolean =>
  holds(actor, 'operator') && (call.personId === actor.personId || (call.answeredAt === null && call.phase === 'ended'))

/** Sees the whole number: who took the call, or works off the message. */
export const mayUnmask = tookIt

/** Names liaison officers and makes the rota: each unit its own, the disclosure office any. */
export const mayKeepRota = (actor: Actor, unitId: number): boolean =>
  holds(actor, 'disclosure_office') || holds(actor, 'section_head', unitId) || holds(actor, 'clerk', unitId)
