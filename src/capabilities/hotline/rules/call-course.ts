import type { CallEventKind, Fact, Outcome, Phase } from '../call.ts'

/** Everything that follows from what happened to a call. Times in ms since 1970. */
export type Course = {
  phase: Phase
  beganAt: number
  answeredAt: number | null
  transferredAt: number | null
  endedAt: number | null
  /** Who spoke with the caller last, or is being rung. */
  seatId: number | null
  personId: number | null
  /** The line that rings or speaks now. */
  leg: string | null
  ringsTill: number | null
  /** Since when the caller is alone after having spoken with somebody. */
  aloneSince: number | null
  rating: number | null
  /** What a call came to that nobody logged; null while it goes on, and for one that was answered. */
  outcome: Outcome | null
}

/** Of what has the same time, what must have come first. */
const order = (kind: CallEventKind): number => orders[kind]
const orders = {
  entered: 0,
  ringing: 0,
  queued: 1,
  voicemail_asked: 2,
  offered: 3,
  unanswered: 4,
  answered: 5,
  transfer_asked: 6,
  transfer_failed: 7,
  transferred: 7,
  left: 8,
  key: 9,
  voicemail_ready: 10,
  ended: 11,
  recording_ready: 12,
} as const satisfies Record<CallEventKind, number>

/**
 * A call as a function of what happened to it, in whatever order that was heard: events are read by their own time. A call
 * that ended stays ended, and one that was answered is never waiting again, whatever is heard late.
 * @param facts at least one
 */
export const courseOf = (facts: readonly Fact[]): Course => {
  const inOrder = [...facts].sort((a, b) => a.at - b.at || order(a.kind) - order(b.kind))
  const end = inOrder.find(({ kind }) => kind === 'ended')
  // Who picks up when the caller is gone speaks with nobody. Files are ready when they are.
  const sorted = inOrder.filter(({ kind, at }) => !end || at <= end.at || kind.endsWith('_ready'))
  const all = (...kinds: CallEventKind[]) => sorted.filter(({ kind }) => kinds.includes(kind))
  const first = (kind: CallEventKind) => all(kind)[0]
  const beganAt = sorted[0]!.at
  const spoke = all('answered', 'entered').at(-1)
  const passed = first('transferred')
  const overLegs = new Set(all('unanswered', 'transfer_failed', 'left').map(({ data }) => data.leg))
  const answeredLegs = new Set(all('answered', 'transferred').map(({ data }) => data.leg))
  const pending = (kind: 'offered' | 'transfer_asked') =>
    all(kind).findLast(({ data }) => !overLegs.has(data.leg) && !answeredLegs.has(data.leg))
  const offer = spoke || end ? undefined : pending('offered')
  // Who picked up is known by the line that was offered to them.
  const seat = offer ?? all('offered').find(({ data }) => data.leg === spoke?.data.leg) ?? spoke
  const speaker = passed ?? spoke
  const alone = speaker && !pending('transfer_asked') ? leftBy(all('left', 'transfer_failed'), speaker) : undefined
  const phase: Phase = end
    ? 'ended'
    : alone !== undefined
      ? 'rating'
      : passed
        ? 'transferred'
        : spoke
          ? 'talking'
          : first('voicemail_asked')
            ? 'voicemail'
            : 'waiting'
  const pressed = all('key').find(
    ({ at, data }) => alone !== undefined && at >= alone && /^[1-3]$/.test(data.digit ?? ''),
  )
  return {
    phase,
    beganAt,
    answeredAt: first('answered')?.at ?? first('entered')?.at ?? null,
    transferredAt: passed?.at ?? null,
    endedAt: end?.at ?? null,
    seatId: seat?.data.seatId ?? null,
    personId: seat?.data.personId ?? null,
    leg: end ? null : (offer?.data.leg ?? (alone === undefined ? speaker?.data.leg : undefined) ?? null),
    ringsTill: offer?.data.till ? Date.parse(offer.data.till) : null,
    aloneSince: alone ?? null,
    rating: pressed ? Number(pressed.data.digit) : null,
    outcome: end ? outcomeOf(Boolean(spoke), Boolean(passed), all) : null,
  }
}

/** When the one who spoke last hung up; when the seat had left while another was rung who then did not pick up, then. */
const leftBy = (ends: Fact[], speaker: Fact): number | undefined => {
  const left = ends.find(({ kind, data }) => kind === 'left' && data.leg === speaker.data.leg && data.leg !== undefined)
  if (!left) return undefined
  const failed = ends.findLast(({ kind, at }) => kind === 'transfer_failed' && at >= left.at)
  return failed?.at ?? left.at
}

const outcomeOf = (spoke: boolean, passed: boolean, all: (...kinds: CallEventKind[]) => Fact[]): Outcome | null => {
  if (passed) return 'transferred'
  if (spoke) return null
  if (all('voicemail_ready').length) return 'voicemail'
  // 未接: it rang and nobody came, or nobody was there; 放弃: the caller did not wait.
  return all('offered', 'voicemail_asked').length ? 'missed' : 'abandoned'
}

export type KnownLeg = { leg: string; kind: 'seat' | 'transfer'; answered: boolean; askedAt: number }

/** The lines that were rung for a call and of whose end nothing was heard. */
export const openLegs = (facts: readonly Fact[]): KnownLeg[] => {
  const legs = (...kinds: CallEventKind[]) =>
    new Set(facts.filter(({ kind }) => kinds.includes(kind)).map(({ data }) => data.leg))
  const over = legs('unanswered', 'transfer_failed', 'left')
  const answered = legs('answered', 'transferred')
  return facts
    .filter(({ kind, data }) => (kind === 'offered' || kind === 'transfer_asked') && data.leg && !over.has(data.leg))
    .map(({ kind, at, data }) => ({
      leg: data.leg!,
      kind: kind === 'offered' ? 'seat' : 'transfer',
      answered: answered.has(data.leg),
      askedAt: at,
    }))
}
