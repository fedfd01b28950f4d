import type { UnitChanged } from '../foundations/publication-log/entries.ts'
import type { Replica } from './replica/types.ts'

/** Entries written before successions were told name the one unit it was merged into. */
const successionOf = (unit: UnitChanged) =>
  unit.successors ?? (unit.mergedIntoId ? [{ unitId: unit.mergedIntoId, duties: '' }] : [])

/** Who carries on a dissolved unit's duties, and which. */
export const successorsOf = (replica: Replica, unit: UnitChanged) =>
  successionOf(unit).flatMap(({ unitId, duties }) => {
    const successor = replica.unit(unitId)
    return successor ? [{ unit: successor, duties }] : []
  })

/** Dissolved units whose duties a unit carries on. */
export const predecessorsOf = (units: readonly UnitChanged[], id: number): UnitChanged[] =>
  units.filter((other) => other.dissolvedOn && successionOf(other).some(({ unitId }) => unitId === id))

/** The same back to the first, nearest first. */
export const everyPredecessorOf = (units: readonly UnitChanged[], id: number): UnitChanged[] => {
  const found: UnitChanged[] = []
  for (let next = [id]; next.length; ) {
    const before = next.flatMap((one) => predecessorsOf(units, one)).filter((one) => !found.includes(one))
    found.push(...before)
    next = before.map((one) => one.id)
  }
  return found
}
