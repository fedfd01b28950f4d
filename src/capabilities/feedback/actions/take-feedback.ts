import { feedbackShape } from '../../../foundations/intake/feedback.ts'
import type { Taker } from '../../../foundations/intake/receive.ts'
import { contactPlace, textPlace } from '../sealed-fields.ts'
import { insertFeedback } from '../store.ts'

/** Takes over what came through the portal's form. */
export const takeFeedback: Taker = async ({ trx, emit }, { id, receipt, at, data }, { keyring }) => {
  const { kind, text, contact, page } = feedbackShape.parse(data)
  const feedbackId = await insertFeedback(trx, {
    intake_id: id,
    receipt,
    kind,
    page,
    text_sealed: keyring.seal(text, textPlace(id)),
    contact_sealed: contact ? keyring.seal(contact, contactPlace(id)) : null,
    submitted_at: at,
  })
  await emit({ name: 'feedback.received', subject: `feedback/${feedbackId}`, payload: { kind } })
}
