import type { ColumnChanged, UnitKind } from '../foundations/publication-log/entries.ts'

export type ColumnNode = { column: ColumnChanged; count: number; children: ColumnNode[] }

/** Columns of one fixed entry as a tree with counts; only those a unit of `kind` has, or all for the county. */
export function columnTree(
  columns: ColumnChanged[],
  counts: Map<number, number>,
  entry: ColumnChanged['entry'],
  kind?: UnitKind,
): ColumnNode[] {
  const shown = columns.filter(
    (c) =>
      c.entry === entry &&
      (!kind || c.appliesTo.length === 0 || c.appliesTo.includes(kind) || (counts.get(c.id) ?? 0) > 0),
  )
  const ids = new Set(shown.map((c) => c.id))
  const under = (parent: number | null): ColumnNode[] =>
    shown
      .filter((c) => (parent === null ? c.parentId === null || !ids.has(c.parentId) : c.parentId === parent))
      .sort((a, b) => a.position - b.position)
      .map((column) => ({ column, count: counts.get(column.id) ?? 0, children: under(column.id) }))
  const roots = under(null)
  // One root that only gathers the others says nothing the heading above the tree has not said.
  return roots.length === 1 && roots[0]!.children.length > 0 ? roots[0]!.children : roots
}
