import type { ColumnLookup, UnitLookup } from '../api/contract.ts'

export type TreeChoice = { value: string; title: string; selectable?: boolean; children?: TreeChoice[] }

/** Builds a tree of choices from rows that name their parent; rows whose parent is not among them stand at the top. */
export function treeOf<T extends { id: number; parentId: number | null }>(
  rows: readonly T[],
  title: (row: T) => string,
  leavesOnly = false,
): TreeChoice[] {
  const known = new Set(rows.map((row) => row.id))
  const byParent = new Map<number | null, T[]>()
  for (const row of rows) {
    const parent = row.parentId !== null && known.has(row.parentId) ? row.parentId : null
    byParent.set(parent, [...(byParent.get(parent) ?? []), row])
  }
  const branch = (parent: number | null): TreeChoice[] =>
    (byParent.get(parent) ?? []).map((row) => {
      const children = branch(row.id)
      return {
        value: String(row.id),
        title: title(row),
        ...(children.length > 0 ? { children, selectable: !leavesOnly } : {}),
      }
    })
  return branch(null)
}

/** Units that still exist, as a tree. */
export const unitTree = (units: readonly UnitLookup[]) =>
  treeOf(
    units.filter((unit) => !unit.dissolved),
    (unit) => unit.name,
  )

/** Columns a unit of `unitKind` shows; all of them when no kind is given. */
export const columnTree = (columns: readonly ColumnLookup[], unitKind?: UnitLookup['kind'], leavesOnly = false) =>
  treeOf(
    columns.filter((column) => !unitKind || column.appliesTo.length === 0 || column.appliesTo.includes(unitKind)),
    (column) => column.title,
    leavesOnly,
  )
