import type { InquiryRow } from '../api/contract.ts'

type Household = InquiryRow & { household: string }
export type Village = { village: string; rows: Household[] }

/** Village and household of a place: what stands before the first 村 or 社区, or before the first space, is the village. */
export const placeOf = (place: string): { village: string; household: string } => {
  const [, village = '', household = ''] =
    /^\s*(\S+?(?:村|社区))(?:村?委会|居委会)?[\s，,、]*(.*)$/s.exec(place) ?? /^\s*(\S+)\s*(.*)$/s.exec(place) ?? []
  return { village, household: household.trim() }
}

/** Wishes by village in the order of its name, within it by household; what names no place comes last. */
export const villagesOf = (rows: readonly InquiryRow[]): Village[] => {
  const villages = Map.groupBy(
    rows.map((row) => ({ ...row, ...placeOf(row.place) })),
    (row) => row.village,
  )
  return [...villages]
    .map(([village, found]) => ({
      village,
      rows: found.toSorted((a, b) => a.household.localeCompare(b.household, 'zh-CN')),
    }))
    .toSorted(
      (a, b) => Number(a.village === '') - Number(b.village === '') || a.village.localeCompare(b.village, 'zh-CN'),
    )
}
