import type { Unit } from './store.ts'

/** Units in the order of the tree, parents before children, siblings by position, each with its depth. */
export const inTreeOrder = <T extends Pick<Unit, 'id' | 'parentId' | 'position'>>(
  units: readonly T[],
): (T & { depth: number })[] => {
  const known = new Set(units.map((unit) => unit.id))
  const under = Map.groupBy(units, (unit) => (unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : 0))
  const listed: (T & { depth: number })[] = []
  const list = (parent: number, depth: number) => {
    const children = [...(under.get(parent) ?? [])].sort((a, b) => a.position - b.position || a.id - b.id)
    for (const unit of children) {
      listed.push({ ...unit, depth })
      list(unit.id, depth + 1)
    }
  }
  list(0, 0)
  return listed
}

/** Would `parentId` as the parent of `id` close a circle? */
export const closesCircle = (
  units: readonly Pick<Unit, 'id' | 'parentId'>[],
  id: number,
  parentId: number | null,
): boolean => {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]))
  for (let above = parentId; above !== null; above = parents.get(above) ?? null) if (above === id) return true
  return false
}
