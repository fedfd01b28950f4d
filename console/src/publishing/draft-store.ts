import type { DraftFields } from '../api/contract.ts'
import { hasLeft } from '../identity/typed-here.ts'

/** What was typed, kept in this browser until the office has it: survives a lost session, a crash, a closed tab. */
export type KeptDraft = { at: string; unitId: number | null; baseRevision: number | null; fields: DraftFields }

const keyOf = (personId: number, recordId: number | null) => `gongkai.draft.${personId}.${recordId ?? 'new'}`

export function readKept(personId: number, recordId: number | null): KeptDraft | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(personId, recordId)) ?? 'null') as KeptDraft | null
  } catch {
    return null
  }
}

/** False when the browser refused to keep it (storage full or forbidden), or whoever typed it has signed out. */
export function keep(personId: number, recordId: number | null, draft: KeptDraft): boolean {
  if (hasLeft(personId)) return false
  try {
    localStorage.setItem(keyOf(personId, recordId), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function forgetKept(personId: number, recordId: number | null) {
  localStorage.removeItem(keyOf(personId, recordId))
}
