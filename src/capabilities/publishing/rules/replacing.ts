import type { Replacement } from '../record.ts'

/** A public item that a draft means to end, as it stands now. */
export type Replaced = {
  recordId: number
  title: string
  /** The unit that answers for it today. */
  unitId: number
  /** Is it of a kind that is in force or not (rules.md 6.5)? */
  hasValidity: boolean
  live: boolean
  /** Ended already, and by which item. */
  ended: { byRecordId: number | null } | null
}

export type ReplacingFault = 'itself' | 'twice' | 'not_public' | 'not_yours' | 'no_validity' | 'ended'

/**
 * May this unit's item end that one? Only what is public can end; a document is repealed by its maker or by the
 * government above it (规章制定程序条例 art 37 and 国办发〔2018〕37号: who made a document cleans it up); only what has a
 * validity can be repealed, while anything may be superseded, like last year's guide by this year's.
 */
export const replacingFault = (
  given: { recordId: number; how: Replacement },
  earlier: readonly number[],
  found: Replaced | undefined,
  maker: { recordId: number | null; unitId: number; government: boolean },
): ReplacingFault | undefined => {
  if (given.recordId === maker.recordId) return 'itself'
  if (earlier.includes(given.recordId)) return 'twice'
  if (!found?.live) return 'not_public'
  if (found.unitId !== maker.unitId && !maker.government) return 'not_yours'
  if (given.how === 'repealed' && !found.hasValidity) return 'no_validity'
  if (found.ended && found.ended.byRecordId !== maker.recordId) return 'ended'
  return undefined
}
