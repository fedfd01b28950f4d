import { type CallEvent, type Happening, type KnownCall, keyOf, type LiveCall, type Snapshot } from './switch.ts'

/**
 * What must have happened without our hearing of it: calls that came in, legs that picked up or are gone, calls that
 * ended, recordings that are ready. A happening that is told late after all has the same key and changes nothing.
 * @param known calls that have not ended for all we know, in existence before the snapshot was asked for
 * @param recordings of which recordings was already heard
 */
export const missedEvents = (
  known: readonly KnownCall[],
  recordings: ReadonlySet<string>,
  { at, calls, recordings: stored }: Snapshot,
): CallEvent[] => {
  const live = new Map(calls.map((call) => [call.callId, call]))
  const believed = new Map(known.map((call) => [call.callId, call]))
  const tell = (
    { callId, caller, called }: Pick<LiveCall, 'callId' | 'caller' | 'called'>,
    happening: Happening,
    when = at,
  ): CallEvent => ({ ...happening, callId, caller, called, key: keyOf(happening, when), at: when })
  return [
    ...calls.flatMap((call) => [
      ...(believed.has(call.callId) ? [] : [tell(call, { kind: 'ringing' }, call.at)]),
      ...call.legs
        .filter(({ up, leg }) => up && !believed.get(call.callId)?.legs.find((one) => one.leg.id === leg.id)?.answered)
        .map(({ leg }) => tell(call, { kind: leg.kind === 'seat' ? 'answered' : 'transferred', leg })),
    ]),
    ...known.flatMap(({ callId, legs }) => {
      const call = live.get(callId)
      const silent = { callId, caller: '', called: '' }
      const gone = legs
        .filter(({ leg }) => !call?.legs.some((one) => one.leg.id === leg.id))
        .map(({ leg, answered }) => tell(silent, endOf(leg.kind, leg, answered)))
      return call ? gone : [...gone, tell(silent, { kind: 'ended', cause: 'lost' })]
    }),
    ...stored.flatMap((name) => {
      const { callId, voicemail } = recordingOf(name) ?? {}
      // While somebody speaks the file grows; it is ready when the call is over.
      if (callId === undefined || recordings.has(name) || live.has(callId)) return []
      const kind = voicemail ? 'voicemail_ready' : 'recording_ready'
      return [tell({ callId, caller: '', called: '' }, { kind, name, seconds: null })]
    }),
  ]
}

const endOf = (kind: 'seat' | 'transfer', leg: KnownCall['legs'][number]['leg'], answered: boolean): Happening => {
  if (answered) return { kind: 'left', leg }
  return { kind: kind === 'seat' ? 'unanswered' : 'transfer_failed', leg, cause: 'lost' }
}

/** Recordings are named after their call. */
export const recordingName = (callId: string, voicemail: boolean): string =>
  `${voicemail ? 'voicemail' : 'call'}~${callId}`
export const recordingOf = (name: string): { callId: string; voicemail: boolean } | undefined => {
  const [, kind, callId] = /^(call|voicemail)~([^~]+)$/.exec(name) ?? []
  return callId === undefined ? undefined : { callId, voicemail: kind === 'voicemail' }
}
