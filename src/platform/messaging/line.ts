import type { Channel, MessageAttachment, MessageBody } from './message.ts'

/** Where attachments' bytes are kept, by hash. */
export type Attached = { has: (hash: string) => Promise<boolean>; read: (hash: string) => Promise<Buffer> }

/** A message as it goes over a line. */
export type Outgoing = MessageBody & {
  id: string
  to: string
  subject: string
  attachments: readonly MessageAttachment[]
}

/** A way out: to a mail server, to an SMS provider. Opened for one round of sending. */
export type Line = {
  /** @returns the other side's reference; @throws Unsent */
  send: (message: Outgoing, signal: AbortSignal) => Promise<string | undefined>
  close: () => void
}

/** How each channel that is configured is opened. */
export type Lines = Partial<Record<Channel, (files: Attached) => Line>>

/**
 * What went wrong, for the operator: a key of ours and the other side's code. Its sentences are dropped, because they
 * repeat the recipient's address.
 */
export type Trouble =
  | 'unreachable'
  | 'too_slow'
  | 'sign_in_refused'
  | 'not_encrypted'
  | 'sender_refused'
  | 'recipient_refused'
  | 'content_refused'
  | 'put_off'
  | 'attachment_missing'
  | 'unexpected'

/** A message that was not sent. `refused`: nor will it ever be; `later`: this one; `down`: nor any other over this line. */
export class Unsent extends Error {
  readonly kind: 'refused' | 'later' | 'down'
  /** As kept in `message.last_error`: `recipient_refused 550`. */
  readonly trouble: string

  constructor(kind: 'refused' | 'later' | 'down', trouble: Trouble, code?: string | number) {
    const part = String(code ?? '')
      .replace(/\W/g, '')
      .slice(0, 40)
    const said = part ? `${trouble} ${part}` : trouble
    super(said)
    this.kind = kind
    this.trouble = said
  }
}
