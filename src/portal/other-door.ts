import { recognise } from '../foundations/intake/recognise.ts'
import type { InquiryDraft } from './inquiry-draft.ts'
import type { Draft } from './request-draft.ts'

/** Doors to which a question may belong rather: 依申请公开 (条例 art 27), 信访 (信访工作条例 art 17). */
export const otherDoors = ['request', 'petition'] as const
export type OtherDoor = (typeof otherDoors)[number]

/**
 * The doors that what somebody writes seems to belong to. Said to the writer, who may insist; a report is at its door already
 * (supervision), and who writes it is not asked to sign a request.
 */
export const doorsFor = ({ kind, subject, text }: Pick<InquiryDraft, 'kind' | 'subject' | 'text'>): OtherDoor[] => {
  if (kind === 'report') return []
  const seen = recognise(`${subject}\n${text}`)
  return otherDoors.filter((door) => seen.includes(door))
}

/** The same words as a request under the Regulation, with nothing to be written again. A form of its own: `id` is the caller's. */
export const asRequest = (inquiry: InquiryDraft, id: string): Partial<Draft> => ({
  id,
  at: inquiry.at,
  who: 'person',
  asks: 'information',
  what: inquiry.text,
  features: inquiry.subject,
  unit: inquiry.unit,
  name: inquiry.name,
  phone: inquiry.phone,
  email: inquiry.email,
  held: inquiry.held,
})
