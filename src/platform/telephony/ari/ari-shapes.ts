import { z } from 'zod'
import type { Cause, Leg, LegKind } from '../switch.ts'

/** The parts of the Asterisk REST Interface that are used here; whatever else it says is let through unread. */

const number = z.looseObject({ number: z.string().default('') })
export const channelShape = z.looseObject({
  id: z.string(),
  state: z.string(),
  caller: number.default({ number: '' }),
  dialplan: z.looseObject({ exten: z.string().default('') }).default({ exten: '' }),
  creationtime: z.string(),
})
export type Channel = z.infer<typeof channelShape>
export const bridgeShape = z.looseObject({ id: z.string(), channels: z.array(z.string()) })
export const applicationShape = z.looseObject({ channel_ids: z.array(z.string()) })
export const storedShape = z.looseObject({ name: z.string() })

export const eventShape = z.looseObject({
  type: z.string(),
  timestamp: z.string().optional(),
  channel: channelShape.optional(),
  args: z.array(z.string()).optional(),
  digit: z.string().optional(),
  cause: z.int().optional(),
  recording: z.looseObject({ name: z.string(), duration: z.number().optional() }).optional(),
  playback: z.looseObject({ id: z.string() }).optional(),
})
export type AriEvent = z.infer<typeof eventShape>

/** The number that was called; a dialplan may hand over `s` and the like, which is none. */
export const calledOf = ({ dialplan }: Channel): string => (/\d/.test(dialplan.exten) ? dialplan.exten : '')

/** Asterisk writes +0000 where the standard wants +00:00. */
export const instantOf = (written: string | undefined): Temporal.Instant | undefined => {
  const tidy = written?.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
  try {
    return tidy === undefined ? undefined : Temporal.Instant.from(tidy)
  } catch {
    return undefined
  }
}

/** Channels that we open say in their id what they are, so that nothing need be remembered. */
export const legId = (callId: string, kind: LegKind, ref: string): string => `${kind}~${callId}~${ref}`
export const legOf = (id: string): Leg | undefined => {
  const [, kind, callId] = /^(seat|transfer)~([^~]+)~[^~]+$/.exec(id) ?? []
  return callId === undefined ? undefined : { id, callId, kind: kind as LegKind }
}
export const bridgeId = (callId: string): string => `talk~${callId}`
export const bridgeOf = (id: string): string | undefined => /^talk~([^~]+)$/.exec(id)?.[1]
/** A playback after which the caller is hung up. */
export const farewellId = (callId: string, ref: string): string => `farewell~${callId}~${ref}`
export const farewellOf = (id: string): string | undefined => /^farewell~([^~]+)~/.exec(id)?.[1]

/** Q.850 causes as the channel driver gives them. */
export const causeOf = (code: number | undefined): Cause => {
  if (code === 17) return 'busy'
  if (code === 18 || code === 19) return 'no_answer'
  if (code === 21) return 'rejected'
  if (code === undefined || code === 0 || code === 16 || code === 26 || code === 31) return 'normal'
  return 'unreachable'
}
