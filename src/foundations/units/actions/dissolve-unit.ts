import { legalDay } from '../../../platform/clock.ts'
import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { administratorsBesides, endPostsIn } from '../../identity/store.ts'
import { appendToLog } from '../../publication-log/append.ts'
import { allUnits, lockTree, lockUnit, markDissolved, toUnitChanged, unitCounts } from '../store.ts'
import { sentences } from '../words.zh.ts'

export type Dissolution = { id: number; on: string; mergedIntoId?: number | null | undefined }

/**
 * Dissolves a unit, perhaps into another. Nothing is lost: its items stay public under its name, its code is never
 * given again, and the portal names the successor. Posts in it end; whoever goes on working gets a new one.
 * @throws Problem 404, 422 day in the future, units below it, unfinished items, successor missing
 */
export const dissolveUnit = (ctx: Ctx, input: Dissolution): Promise<void> =>
  transact(ctx, async ({ trx, at, emit, audit }) => {
    await lockTree(trx)
    const unit = await lockUnit(trx, input.id)
    if (!unit) throw notFound(sentences.noSuchUnit)
    const refuse = (field: string, key: string, message: string) => unprocessable(message, [{ field, key, message }])
    if (unit.dissolvedOn !== null) throw refuse('id', 'dissolved', sentences.alreadyDissolved)
    if (input.on > legalDay(at)) throw refuse('on', 'future', sentences.futureDissolution)
    const mergedIntoId = input.mergedIntoId ?? null
    if (mergedIntoId === unit.id) throw refuse('mergedIntoId', 'itself', sentences.mergedIntoItself)
    const units = await allUnits(trx)
    const standing = units.filter((one) => one.dissolvedOn === null)
    if (mergedIntoId !== null && !standing.some((one) => one.id === mergedIntoId))
      throw refuse('mergedIntoId', 'no_unit', sentences.noSuchSuccessor)
    const children = standing.filter((one) => one.parentId === unit.id)
    if (children.length) throw refuse('id', 'children', sentences.hasChildren(children.map((child) => child.shortName)))
    const open = (await unitCounts(trx)).get(unit.id)?.open ?? 0
    if (open > 0) throw refuse('id', 'open_records', sentences.hasOpenRecords(open))
    const administrators = await administratorsBesides(trx, {})
    if (administrators > 0 && (await administratorsBesides(trx, { unitId: unit.id })) === 0)
      throw refuse('id', 'last_administrator', sentences.lastAdministrator)
    const posts = await endPostsIn(trx, unit.id, legalDay(at))
    const after = await markDissolved(trx, unit.id, input.on, mergedIntoId)
    await appendToLog(trx, at, [toUnitChanged(after)])
    await emit({ name: 'unit.dissolved', subject: `unit/${unit.id}`, payload: { on: input.on, mergedIntoId } })
    audit({ action: 'unit.dissolved', subject: `unit/${unit.id}`, detail: { on: input.on, mergedIntoId, posts } })
  })
