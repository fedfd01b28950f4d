import type { Readable } from 'node:stream'

/**
 * What the program and a telephone switch tell each other, whatever the switch is. A call is named by the switch; a leg is
 * a line that we asked it to open for a call: to a seat, or to whom the call is transferred.
 */

export type LegKind = 'seat' | 'transfer'
/** `id` is unique for ever and holds no number: whom it rings is told with `ring` alone. */
export type Leg = { id: string; callId: string; kind: LegKind }

/** Why a line ended or was not answered, as far as anybody needs to know. */
export const causes = ['normal', 'busy', 'no_answer', 'rejected', 'unreachable', 'lost'] as const
export type Cause = (typeof causes)[number]

export type Happening =
  /** The call came in. */
  | { kind: 'ringing' }
  /** It was taken in to wait, with music. */
  | { kind: 'queued' }
  /** A seat picked up, and the two can speak. */
  | { kind: 'answered'; leg: Leg }
  | { kind: 'unanswered'; leg: Leg; cause: Cause }
  /** The one to whom it was transferred picked up; the seat is out of it. */
  | { kind: 'transferred'; leg: Leg }
  | { kind: 'transfer_failed'; leg: Leg; cause: Cause }
  /** Whoever spoke with the caller hung up, and the caller is still there. */
  | { kind: 'left'; leg: Leg }
  /** The caller pressed a key. */
  | { kind: 'key'; digit: string }
  | { kind: 'recording_ready'; name: string; seconds: number | null }
  | { kind: 'voicemail_ready'; name: string; seconds: number | null }
  | { kind: 'ended'; cause: Cause }

export type CallEvent = Happening & {
  callId: string
  /** The same for the same happening, however often and from wherever it is told. */
  key: string
  /** When it happened, by the switch's clock. */
  at: Temporal.Instant
  /** The caller's number and the one that was called, where the switch said so; '' where not. */
  caller: string
  called: string
}

/** Something to be heard: a text, and the sound under which a switch without a voice of its own has it. */
export type Announcement = {
  sound: string
  text: string
  /** Spoken digit by digit at its end. */
  digits?: string
}

export type LiveLeg = { leg: Leg; up: boolean }
export type LiveCall = { callId: string; caller: string; called: string; at: Temporal.Instant; legs: LiveLeg[] }
/** What there is at one moment. */
export type Snapshot = { at: Temporal.Instant; calls: LiveCall[]; recordings: string[] }

/** What we believe there is, to be held against a snapshot. */
export type KnownCall = {
  callId: string
  /** Legs that were asked for and of whose end nothing was heard. */
  legs: { leg: Leg; answered: boolean }[]
}

export type Switch = {
  /**
   * Hears events until `signal` ends it, for ever connecting again. `connected` is called whenever the line stands anew:
   * what happened meanwhile is to be found with `snapshot`.
   */
  listen: (given: {
    heard: (event: CallEvent) => void
    connected: () => void
    lost: (reason: string) => void
    signal: AbortSignal
  }) => Promise<void>
  /** What there is now; legs that picked up while nobody heard are connected on the way. */
  snapshot: () => Promise<Snapshot>
  /** Takes the call in to wait. */
  hold: (callId: string) => Promise<void>
  /** Music for a caller who is left alone while somebody else is rung. */
  music: (callId: string) => Promise<void>
  /** A leg to be rung; made beforehand, so that it can be written down before anybody picks up. */
  leg: (callId: string, kind: LegKind) => Leg
  /**
   * Rings an extension or a number for so many seconds. A seat that picks up is connected with the caller and recorded; when
   * a transfer picks up the seat leaves, and until then caller and seat go on speaking.
   */
  ring: (leg: Leg, number: string, seconds: number) => Promise<void>
  /** Stops ringing, or hangs up one who speaks. */
  drop: (leg: Leg) => Promise<void>
  say: (callId: string, what: Announcement, then?: 'hang_up') => Promise<void>
  /** Records what the caller says; ends by hanging up, # or after so many seconds. */
  voicemail: (callId: string, seconds: number) => Promise<void>
  hangUp: (callId: string) => Promise<void>
  /** The bytes of a finished recording; undefined when there is none of that name, or not yet. */
  recording: (name: string) => Promise<{ stream: Readable; mediaType: string } | undefined>
  /** Takes a recording that is kept elsewhere off the switch. */
  forget: (name: string) => Promise<void>
}

/** The switch is away or refuses what it was asked; `gone`: there is no such call or leg any more. */
export class SwitchTrouble extends Error {
  readonly kind: 'away' | 'refused' | 'gone'
  constructor(kind: 'away' | 'refused' | 'gone', message: string) {
    super(message)
    this.kind = kind
  }
}

/** The key of a happening, the same whoever tells of it. */
export const keyOf = (event: Happening, at: Temporal.Instant): string => {
  switch (event.kind) {
    case 'ringing':
    case 'queued':
    case 'ended':
      return event.kind
    case 'key':
      return `key/${event.digit}/${at.epochMilliseconds}`
    case 'recording_ready':
    case 'voicemail_ready':
      return `${event.kind}/${event.name}`
    default:
      return `${event.kind}/${event.leg.id}`
  }
}
