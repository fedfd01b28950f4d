import { type Channel, maskRecipient } from '../../../platform/messaging/index.ts'
import { type Ctx, transact } from '../../context.ts'
import { emailPlace, phonePlace } from '../sealed-contact.ts'
import { type Sealed, writeContact } from '../store.ts'

/**
 * Sets where one is reached outside the console; null removes it, what is left out stays. The audit log says that it was
 * changed, not to what.
 */
export const changeContact = (
  ctx: Ctx,
  given: { email?: string | null | undefined; phone?: string | null | undefined },
): Promise<void> =>
  transact(ctx, async ({ trx, audit }) => {
    const personId = ctx.actor.personId!
    const sealed = (channel: Channel, value: string | null, place: string): Sealed =>
      value === null ? null : { sealed: ctx.keyring.seal(value, place), masked: maskRecipient(channel, value) }
    const { email, phone } = given
    const changed = { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) }
    if (!Object.keys(changed).length) return
    await writeContact(trx, personId, {
      ...(email !== undefined && { email: sealed('email', email, emailPlace(personId)) }),
      ...(phone !== undefined && { phone: sealed('sms', phone, phonePlace(personId)) }),
    })
    const what = Object.entries(changed).map(([field, value]) => [field, value === null ? 'removed' : 'set'])
    audit({ action: 'contact.changed', subject: `person/${personId}`, detail: Object.fromEntries(what) })
  })
