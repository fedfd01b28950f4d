import { maskName, maskPhone } from '../../foundations/personal-data/index.ts'
import type { Keyring } from '../../platform/keyring.ts'
import type { SealedColumn } from '../../platform/sealed-columns.ts'

/** Where the sealed fields of one feedback belong: a value copied to another row does not open. */
export const textPlace = (intakeId: string): string => `feedback/${intakeId}/text`
export const contactPlace = (intakeId: string): string => `feedback/${intakeId}/contact`

/** What is sealed here, to be sealed anew when the keys change. */
export const sealedFeedback: SealedColumn[] = [
  { table: 'feedback', key: 'intake_id', column: 'text_sealed', place: textPlace },
  { table: 'feedback', key: 'intake_id', column: 'contact_sealed', place: contactPlace },
]

/** Enough of a contact to recognise it: a telephone's ends, a mailbox's first letters and host, a family name. */
export const maskContact = (contact: string): string => {
  const [box = '', host] = contact.split('@')
  if (host) return `${box.slice(0, 2)}***@${host}`
  return /^[\d\s()+-]+$/.test(contact) ? maskPhone(contact) : maskName(contact)
}

export const openContact = (keyring: Keyring, row: { intakeId: string; contactSealed: string | null }): string =>
  row.contactSealed === null ? '' : keyring.open(row.contactSealed, contactPlace(row.intakeId))
