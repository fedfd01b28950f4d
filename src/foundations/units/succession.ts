import type { Connection } from '../../platform/db/connect.ts'
import type { Ctx, Work } from '../context.ts'
import { allUnits, type Unit } from './store.ts'

/** What a capability passes on when a unit ends: drafts, cases, whatever somebody still has to finish. */
export type OpenWork = {
  /**
   * Passes the unit's unfinished work to its successor, with a step or entry for each, and tells who takes it over; gives how
   * many.
   */
  passOn: (ctx: Ctx, work: Work, from: Unit, to: Unit) => Promise<number>
  /** Cases of other units that wait for something from this one, beside those that it is responsible for itself. */
  waitingFor?: (work: Work, unitId: number) => Promise<number>
}

/** What changing units needs of the capabilities; src/office.ts puts it together. */
export type UnitUse = { openWork: readonly OpenWork[] }

/** The unit that answers for another today: the end of its chain of successors, itself while it stands (条例 art 10). */
export const responsibleFor = (units: readonly Pick<Unit, 'id' | 'mergedIntoId'>[], id: number): number => {
  const next = new Map(units.map((unit) => [unit.id, unit.mergedIntoId]))
  const seen = new Set<number>()
  let at = id
  for (let to = next.get(at); to !== undefined && to !== null && !seen.has(to); to = next.get(at)) {
    seen.add(to)
    at = to
  }
  return at
}

/** These units and all whose duties have come to them. */
export const withPredecessors = async (db: Connection, ids: readonly number[]): Promise<number[]> => {
  const units = await allUnits(db)
  return units
    .filter((unit) => ids.includes(unit.id) || ids.includes(responsibleFor(units, unit.id)))
    .map((one) => one.id)
}
