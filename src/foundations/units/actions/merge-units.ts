import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { unitById } from '../store.ts'
import type { UnitUse } from '../succession.ts'
import { sentences } from '../words.zh.ts'
import { dissolveWithin } from './dissolve-unit.ts'

export type Merger = { intoId: number; unitIds: readonly number[]; on: string; posts: 'move' | 'end' }

/**
 * Merges units into one that goes on: each is dissolved with the same day, its people's posts and its open work pass to
 * the successor, and what it published stays under its name (条例 art 10). All of it or nothing.
 * @throws Problem 404, 422 as dissolving each of them would
 */
export const mergeUnits = (ctx: Ctx, use: UnitUse, { intoId, unitIds, on, posts }: Merger): Promise<void> =>
  transact(ctx, async (work) => {
    if (!(await unitById(work.trx, intoId))) throw notFound(sentences.noSuchUnit)
    const merged = [...new Set(unitIds)]
    if (merged.includes(intoId))
      throw unprocessable(sentences.mergedIntoItself, [
        { field: 'unitIds', key: 'itself', message: sentences.mergedIntoItself },
      ])
    for (const id of merged) await dissolveWithin(ctx, work, use, { id, on, mergedIntoId: intoId, posts })
    await work.emit({ name: 'unit.merged', subject: `unit/${intoId}`, payload: { units: merged, on } })
    work.audit({ action: 'unit.merged', subject: `unit/${intoId}`, detail: { units: merged, on, posts } })
  })
