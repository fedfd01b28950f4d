import type { Ctx } from '../../../foundations/context.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { forbidden, notFound, unprocessable } from '../../../platform/http/problem.ts'
import { unitsRead } from '../permissions.ts'
import { unitsBelow } from './store.ts'
import { annualWords as w } from './words.zh.ts'

/** Whose figures, of which days. Without a unit: the county's. */
export type Question = { unitId?: number | undefined; below: boolean; from: string; to: string }

export type Scope = { units: number[] | 'all'; label: string }

/**
 * The units a question is about. Every figure opens the cases behind it, so nobody gets figures of cases that they may not
 * read.
 * @throws Problem 403 not all of these units are in the actor's reach, 404 no such unit, 422 a period that ends before it begins
 */
export const scopeOf = async (ctx: Ctx, { unitId, below, from, to }: Question): Promise<Scope> => {
  if (to < from) throw unprocessable(w.period, [{ field: 'to', key: 'period', message: w.period }])
  const reach = unitsRead(ctx.actor)
  if (reach !== 'all' && !reach.length) throw forbidden()
  if (unitId === undefined) {
    if (reach !== 'all') throw forbidden(w.below)
    return { units: 'all', label: w.county }
  }
  const unit = await unitById(ctx.db, unitId)
  if (!unit || (reach !== 'all' && !reach.includes(unitId))) throw notFound()
  const units = below ? await unitsBelow(ctx.db, unitId) : [unitId]
  if (reach !== 'all' && !units.every((id) => reach.includes(id))) throw forbidden(w.below)
  return { units, label: units.length > 1 ? w.withBelow(unit.name) : unit.name }
}
