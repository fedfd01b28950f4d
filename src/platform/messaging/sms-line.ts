import { z } from 'zod'
import { type Line, type Outgoing, type Trouble, Unsent } from './line.ts'

/** `url`: where a message is posted; `token`: shown as `Authorization: Bearer`. */
export type SmsProvider = { url: string; token: string | undefined }

/** What the provider says: its own number for the message, where it has one. */
const accepted = z.object({ id: z.union([z.string(), z.number()]).optional() })

/**
 * A line to an SMS provider over HTTP, as docs/configuration.md describes it: JSON in, 2xx for taken. The message's id goes
 * along as `Idempotency-Key`, so that a provider can drop what it has taken before.
 */
export const smsLine = ({ url, token }: SmsProvider): Line => ({
  async send({ id, to, text, template, params }: Outgoing, signal) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ id, to, text, template, params }),
      // A message, with its recipient, goes where the operator said and nowhere else.
      redirect: 'manual',
      signal,
    }).catch((error: { name?: string; cause?: { code?: string } }) => {
      if (error.name === 'AbortError' || error.name === 'TimeoutError') throw new Unsent('down', 'too_slow')
      throw new Unsent('down', 'unreachable', error.cause?.code)
    })
    if (answer.ok) {
      // Taken is taken, whatever the answer says of it.
      const said = accepted.safeParse(await answer.json().catch(() => undefined))
      return said.data?.id === undefined ? undefined : String(said.data.id)
    }
    await answer.body?.cancel().catch(() => undefined)
    throw smsTrouble(answer.status)
  },
  close: () => undefined,
})

const smsTrouble = (status: number): Unsent => {
  const [kind, trouble]: [Unsent['kind'], Trouble] =
    status === 401 || status === 403
      ? ['down', 'sign_in_refused']
      : status === 400 || status === 413 || status === 422
        ? ['refused', 'content_refused']
        : status === 409 || status === 429
          ? ['later', 'put_off']
          : ['down', 'unreachable']
  return new Unsent(kind, trouble, status)
}
