import type { Actor } from '../../foundations/identity/actor.ts'
import { withPredecessors } from '../../foundations/units/index.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { unitsRead } from './permissions.ts'

/** Units whose records the actor may read, with those whose duties have come to them (条例 art 10). */
export const unitsInReach = async (db: Connection, actor: Actor): Promise<number[] | 'all'> => {
  const units = unitsRead(actor)
  return units === 'all' ? units : withPredecessors(db, units)
}
