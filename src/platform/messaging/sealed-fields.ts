import type { SealedColumn } from '../sealed-columns.ts'

/** Where the sealed fields of one message belong. */
export const recipientPlace = (id: string): string => `message/${id}/recipient`
export const bodyPlace = (id: string): string => `message/${id}/body`

/** What is sealed here, to be sealed anew when the keys change. */
export const sealedMessages: SealedColumn[] = [
  { table: 'message', key: 'id', column: 'recipient_sealed', place: recipientPlace },
  { table: 'message', key: 'id', column: 'body_sealed', place: bodyPlace },
]
