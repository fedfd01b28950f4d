import type { DraftFields } from '../api/contract.ts'
import { typedStore } from '../identity/typed-here.ts'

/** What was typed, kept in this browser until the office has it: survives a lost session, a crash, a closed tab. */
export type KeptDraft = { at: string; unitId: number | null; baseRevision: number | null; fields: DraftFields }

const store = typedStore<KeptDraft>('draft', () => localStorage)
const nameOf = (recordId: number | null) => String(recordId ?? 'new')

export const readKept = (personId: number, recordId: number | null) => store.read(personId, nameOf(recordId))

/** False when the browser refused to keep it (storage full or forbidden), or whoever typed it has signed out. */
export const keep = (personId: number, recordId: number | null, draft: KeptDraft): boolean =>
  store.keep(personId, draft, nameOf(recordId))

export const forgetKept = (personId: number, recordId: number | null) => store.forget(personId, nameOf(recordId))
