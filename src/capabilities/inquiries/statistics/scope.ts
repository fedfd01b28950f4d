import type { Ctx } from '../../../foundations/context.ts'
import { holds } from '../../../foundations/identity/actor.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { unitsRead } from '../permissions.ts'
import type { Scope } from './store.ts'
import { statisticsWords as w } from './words.zh.ts'

export type Question = Omit<Scope, 'unitId'> & { unitId?: number | undefined }

/**
 * Whose cases an actor may have counted: every unit's for those who sort, supervise or sit at the line; their own units' for those
 * who work in them, one at a time, so that every figure opens its cases.
 * @throws Problem 422 the days are the wrong way round, or a unit has to be chosen
 */
export const scopeOf = (
  { actor }: Pick<Ctx, 'actor'>,
  { unitId, ...rest }: Question,
): Scope & { supervised: boolean } => {
  if (rest.to < rest.from) throw unprocessable(w.daysWrong, [{ field: 'to', key: 'days', message: w.daysWrong }])
  const read = unitsRead(actor)
  const supervised = holds(actor, 'supervisor')
  if (read === 'all') return { ...rest, unitId: unitId ?? null, supervised }
  const own = unitId ?? (read.length === 1 ? read[0] : undefined)
  if (own === undefined || !read.includes(own))
    throw unprocessable(w.noUnit, [{ field: 'unitId', key: 'unit', message: w.noUnit }])
  return { ...rest, unitId: own, supervised }
}
