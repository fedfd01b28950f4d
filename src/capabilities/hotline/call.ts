/** 96128、12345 来电: the noun. */

export const phases = ['waiting', 'talking', 'transferred', 'rating', 'voicemail', 'ended'] as const
export type Phase = (typeof phases)[number]

/** What came of a call. */
export const outcomes = [
  'knowledge',
  'record',
  'directory',
  'transferred',
  'case',
  'voicemail',
  'missed',
  'abandoned',
  'no_matter',
] as const
export type Outcome = (typeof outcomes)[number]

/** Those that the operator says; the others follow from what happened. */
export const loggedOutcomes = [
  'knowledge',
  'record',
  'directory',
  'transferred',
  'case',
  'no_matter',
] as const satisfies Outcome[]
export type LoggedOutcome = (typeof loggedOutcomes)[number]

/** Where an answer was found, and where it stands there. */
export const sourceKinds = ['knowledge', 'record', 'unit'] as const
export type SourceKind = (typeof sourceKinds)[number]

export const shiftStatuses = ['ready', 'ringing', 'talking', 'wrap_up', 'break'] as const
export type ShiftStatus = (typeof shiftStatuses)[number]

/** What happens to a call: told by the switch, done by the desk. */
export const callEventKinds = [
  'ringing',
  'queued',
  'offered',
  'unanswered',
  'answered',
  'transfer_asked',
  'transfer_failed',
  'transferred',
  'left',
  'voicemail_asked',
  'voicemail_ready',
  'recording_ready',
  'key',
  'entered',
  'ended',
] as const
export type CallEventKind = (typeof callEventKinds)[number]

export type CallEventData = {
  /** The line meant, as the switch names it. */
  leg?: string
  cause?: string
  seatId?: number
  personId?: number
  /** Until when the seat rings, ISO. */
  till?: string
  digit?: string
  name?: string
  seconds?: number | null
}

/** One thing that happened, with its time in ms since 1970. */
export type Fact = { kind: CallEventKind; at: number; data: CallEventData }
