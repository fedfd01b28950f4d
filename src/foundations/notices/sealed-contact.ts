import type { SealedColumn } from '../../platform/sealed-columns.ts'

/** Where a staff member's sealed address and number belong. */
export const emailPlace = (personId: number | string): string => `person/${personId}/email`
export const phonePlace = (personId: number | string): string => `person/${personId}/phone`

/** What is sealed here, to be sealed anew when the keys change. */
export const sealedContacts: SealedColumn[] = [
  { table: 'person', key: 'id', column: 'email_sealed', place: emailPlace },
  { table: 'person', key: 'id', column: 'phone_sealed', place: phonePlace },
]
