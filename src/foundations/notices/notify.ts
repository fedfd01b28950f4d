import { asDate } from '../../platform/clock.ts'
import { queueMessage } from '../../platform/messaging/index.ts'
import type { Ctx, Work } from '../context.ts'
import { emailPlace, phonePlace } from './sealed-contact.ts'
import { copiesFor } from './store.ts'
import { copies } from './words.zh.ts'

export type NewNotice = {
  /** One of the kinds that src/office.ts lists, `request.due`: people choose by it what reaches them by mail. */
  kind: string
  /** A sentence with the matter's number and what is to be done, and no citizen's name: it may travel by e-mail. */
  text: string
  /** Where in the console it is done: `/requests/12`. */
  address?: string
  /** What it is of: `request/12`. */
  about?: string
  /** The same notice to the same person has the same key and is given once: `request/12/due/2026-03-05`. */
  key: string
}

/**
 * Tells people on the staff, inside the caller's transaction: in the console, and by e-mail and SMS where they gave an
 * address and want this kind there. Whom to tell: see `holdersOf`.
 * @returns how many were not told before
 */
export const notify = async (
  work: Work,
  { keyring, office }: Pick<Ctx, 'keyring' | 'office'>,
  people: readonly number[],
  { kind, text, address = '', about = '', key }: NewNotice,
): Promise<number> => {
  if (!people.length) return 0
  const told = await work.trx
    .insertInto('notice')
    .values(
      [...new Set(people)].map((personId) => ({
        person_id: personId,
        at: asDate(work.at),
        kind,
        text,
        address,
        about,
        idempotency_key: key,
      })),
    )
    .onConflict((conflict) => conflict.columns(['person_id', 'idempotency_key']).doNothing())
    .returning('person_id')
    .execute()
  if (!told.length) return 0
  const shared = { audience: 'staff', about } as const
  for (const { id, email, phone } of await copiesFor(
    work.trx,
    told.map((row) => row.person_id),
    kind,
  )) {
    const copy = (channel: string) => `notice/${id}/${key}/${channel}`
    if (email !== null)
      await queueMessage(work, keyring, {
        ...shared,
        channel: 'email',
        to: keyring.open(email, emailPlace(id)),
        subject: copies.subject(text),
        text: copies.email(text, office && address && office + address),
        key: copy('email'),
      })
    if (phone !== null)
      await queueMessage(work, keyring, {
        ...shared,
        channel: 'sms',
        to: keyring.open(phone, phonePlace(id)),
        subject: copies.subject(text),
        text: copies.sms(text),
        template: 'staff-notice',
        params: { text },
        key: copy('sms'),
      })
  }
  return told.length
}
