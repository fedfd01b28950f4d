import { type Ctx, transact } from '../../../foundations/context.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { openContact } from '../sealed-fields.ts'
import { feedbackById } from '../store.ts'
import { sentences } from '../words.zh.ts'

/**
 * The contact in clear, and who asked for it (个人信息保护法 art 51: access is authorised and recorded).
 * @throws Problem 404 when there is none
 */
export const seeContact = (ctx: Ctx, id: number): Promise<string> =>
  transact(ctx, async ({ trx, audit }) => {
    const row = await feedbackById(trx, id)
    if (!row) throw notFound(sentences.none)
    const contact = openContact(ctx.keyring, row)
    if (!contact) throw notFound(sentences.noContact)
    audit({ action: 'feedback.contact-seen', subject: `feedback/${id}` })
    return contact
  })
