export const channels = ['email', 'sms'] as const
export type Channel = (typeof channels)[number]

/** Whom a message goes to: SMS to citizens wait for the morning. */
export const audiences = ['citizen', 'staff'] as const
export type Audience = (typeof audiences)[number]

/** `queued` covers being sent: whoever is stopped in the middle leaves it due again. */
export const messageStatuses = ['queued', 'sent', 'failed', 'cancelled'] as const
export type MessageStatus = (typeof messageStatuses)[number]

/** A file of data/files under the name the recipient sees. */
export type MessageAttachment = { hash: string; name: string }

/** What is said, sealed as one value. */
export type MessageBody = {
  text: string
  /** E-mail only; `text` goes along for whoever reads plain text. */
  html?: string | undefined
  /** SMS only: the template a provider has approved, and what stands in its places. */
  template?: string | undefined
  params?: Record<string, string> | undefined
}

/** Minutes until the next try after the first, second … that did not succeed; after the last one it has failed. */
const pauses = [1, 5, 15, 60, 180, 360, 720, 1440] as const

/** How often a message is tried: nearly two days, so that a mail server may be away over a weekend's worth of hours. */
export const mostAttempts = pauses.length + 1

/** How long to wait after the `attempts`-th try; undefined when that was the last. */
export const pauseAfter = (attempts: number): Temporal.Duration | undefined => {
  const minutes = pauses[attempts - 1]
  return minutes === undefined ? undefined : Temporal.Duration.from({ minutes })
}

/** A message that could not be sent within these days is given up: it would only confuse. */
export const lifeDays = 7
