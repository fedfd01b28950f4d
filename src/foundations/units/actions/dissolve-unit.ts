import { legalDay } from '../../../platform/clock.ts'
import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact, type Work } from '../../context.ts'
import { lastingAdministrations } from '../../identity/roles.ts'
import { administratorsBesides, endPostsIn, insertPost } from '../../identity/store.ts'
import { appendToLog } from '../../publication-log/append.ts'
import {
  allUnits,
  insertSuccessors,
  lockTree,
  lockUnit,
  markDissolved,
  openCasesOf,
  postsIn,
  setParent,
  toUnitChanged,
  type Unit,
  unitById,
  unitCounts,
} from '../store.ts'
import type { UnitUse } from '../succession.ts'
import { closesCircle } from '../tree.ts'
import { sentences } from '../words.zh.ts'

export type Dissolution = {
  id: number
  on: string
  /** The unit that takes over; short for `successors` with one unit and all duties. */
  mergedIntoId?: number | null | undefined
  /** Units that carry on its duties, the one that takes its open work first: several when it is split up. */
  successors?: Unit['successors'] | undefined
  /** Whether the people in it go over to the first successor in the same roles; else their posts end. */
  posts?: 'move' | 'end' | undefined
}

/**
 * Dissolves a unit, perhaps into another. Nothing is lost: its items stay public under its name, its code is never
 * given again, and the portal names the successors (条例 art 10: who carries on its powers publishes what it made). Its
 * open work, its subordinate units and, if wished, its people pass to the first of them.
 * @throws Problem 404, 422 day in the future, units below it, unfinished items, successor missing
 */
export const dissolveUnit = (ctx: Ctx, input: Dissolution, use: UnitUse = { openWork: [] }): Promise<void> =>
  transact(ctx, (work) => dissolveWithin(ctx, work, use, input))

/** The same within a running unit of work. */
export const dissolveWithin = async (ctx: Ctx, work: Work, use: UnitUse, input: Dissolution): Promise<void> => {
  const { trx, at, emit, audit } = work
  await lockTree(trx)
  const unit = await lockUnit(trx, input.id)
  if (!unit) throw notFound(sentences.noSuchUnit)
  const refuse = (field: string, key: string, message: string) => unprocessable(message, [{ field, key, message }])
  if (unit.dissolvedOn !== null) throw refuse('id', 'dissolved', sentences.alreadyDissolved)
  if (input.on > legalDay(at)) throw refuse('on', 'future', sentences.futureDissolution)
  const successors = input.successors ?? (input.mergedIntoId ? [{ unitId: input.mergedIntoId, duties: '' }] : [])
  const mergedIntoId = successors[0]?.unitId ?? null
  if (successors.some((one) => one.unitId === unit.id))
    throw refuse('mergedIntoId', 'itself', sentences.mergedIntoItself)
  if (new Set(successors.map((one) => one.unitId)).size !== successors.length)
    throw refuse('successors', 'twice', sentences.successorTwice)
  const units = await allUnits(trx)
  const standing = units.filter((one) => one.dissolvedOn === null)
  if (!successors.every((one) => standing.some((other) => other.id === one.unitId)))
    throw refuse('mergedIntoId', 'no_unit', sentences.noSuchSuccessor)
  const children = standing.filter((one) => one.parentId === unit.id)
  const heir = standing.find((one) => one.id === mergedIntoId)
  if (children.length && !(heir && (await passChildren(work, unit, heir, children, units))))
    throw refuse('id', 'children', sentences.hasChildren(children.map((child) => child.shortName)))
  let passed = 0
  if (heir) for (const kind of use.openWork) passed += await kind.passOn(ctx, work, unit, heir)
  // Before the posts here end, so that administrators who go over are still there.
  if (heir && input.posts === 'move')
    for (const post of await postsIn(trx, unit.id)) await insertPost(trx, { ...post, unitId: heir.id }, at)
  const open = (await unitCounts(trx)).get(unit.id)?.open ?? 0
  if (open > 0) throw refuse('id', 'open_records', sentences.hasOpenRecords(open))
  let unanswered = await openCasesOf(trx, unit.id)
  for (const kind of use.openWork) unanswered += (await kind.waitingFor?.(work, unit.id)) ?? 0
  if (unanswered > 0) throw refuse('id', 'open_cases', sentences.hasOpenCases(unanswered))
  for (const role of lastingAdministrations) {
    const administrators = await administratorsBesides(trx, role, {})
    if (administrators > 0 && (await administratorsBesides(trx, role, { unitId: unit.id })) === 0)
      throw refuse('id', 'last_administrator', sentences.lastAdministrator)
  }
  const posts = await endPostsIn(trx, unit.id, legalDay(at))
  if (successors.length) await insertSuccessors(trx, unit.id, successors, at)
  await markDissolved(trx, unit.id, input.on, mergedIntoId)
  await appendToLog(trx, at, [toUnitChanged((await unitById(trx, unit.id))!)])
  await emit({ name: 'unit.dissolved', subject: `unit/${unit.id}`, payload: { on: input.on, mergedIntoId } })
  const detail = { on: input.on, successors, posts, moved: input.posts === 'move' && heir !== undefined, passed }
  audit({ action: 'unit.dissolved', subject: `unit/${unit.id}`, detail })
}

/** Hangs subordinate units under the successor; a successor among them takes the dissolved unit's own place. */
const passChildren = async ({ trx, at }: Work, unit: Unit, heir: Unit, children: Unit[], units: Unit[]) => {
  const moves = children.map((child) => ({ id: child.id, parentId: child.id === heir.id ? unit.parentId : heir.id }))
  const hung = units.map((one) => ({ ...one, ...moves.find((move) => move.id === one.id) }))
  if (moves.some((move) => closesCircle(hung, move.id, move.parentId))) return false
  for (const { id, parentId } of moves) {
    await setParent(trx, id, parentId)
    await appendToLog(trx, at, [toUnitChanged((await unitById(trx, id))!)])
  }
  return true
}
