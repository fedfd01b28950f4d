import { sealedHotline } from './capabilities/hotline/index.ts'
import { sealedFeedback, sealedInquiries } from './capabilities/inquiries/index.ts'
import { sealedLetters, sealedRequests } from './capabilities/requests/index.ts'
import { sealedCases } from './foundations/casework/index.ts'
import { sealedFactors } from './foundations/identity/index.ts'
import { sealedContacts } from './foundations/notices/index.ts'
import { sealedMessages } from './platform/messaging/index.ts'
import type { SealedColumn } from './platform/sealed-columns.ts'

/** Every column of sealed values, for when the keys change. */
export const sealedColumns: readonly SealedColumn[] = [
  ...sealedFactors,
  ...sealedFeedback,
  ...sealedMessages,
  ...sealedContacts,
  ...sealedCases,
  ...sealedRequests,
  ...sealedHotline,
  ...sealedLetters,
  ...sealedInquiries,
]
