import type { Ctx } from '../../foundations/context.ts'
import { unitById, withPredecessors } from '../../foundations/units/index.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { unitsRead } from './permissions.ts'

/**
 * Units whose requests the actor may read, with those whose duties have come to them (条例 art 10): what a unit had ended
 * before it was dissolved stays counted there, and is read by its successor.
 */
export const unitsInReach = async (ctx: Pick<Ctx, 'db' | 'actor'>): Promise<number[] | 'all'> => {
  const units = unitsRead(ctx.actor)
  return units === 'all' ? units : withPredecessors(ctx.db, units)
}

/** The unit that answers for a case of this unit today: the end of its chain of successors, itself while it stands. */
export const seatOf = async (db: Connection, unitId: number): Promise<number> => {
  const seen = new Set<number>()
  let at = unitId
  for (;;) {
    seen.add(at)
    const next = (await unitById(db, at))?.mergedIntoId
    if (!next || seen.has(next)) return at
    at = next
  }
}
