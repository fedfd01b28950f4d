import { legalDay } from '../../../platform/clock.ts'
import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { appendToLog } from '../../publication-log/append.ts'
import { changeUnit, insertFormerName, lockTree, lockUnit, toUnitChanged, unitById } from '../store.ts'
import { sentences } from '../words.zh.ts'

export type Renaming = { id: number; name: string; shortName: string; on: string; basis: string }

/**
 * Gives a unit another name from a day on. The former name is kept with its last day: what was published under it says
 * so for ever, and whoever looks for the old name finds the unit. The code, and with it every address, stays.
 * @throws Problem 404, 422 dissolved, day in the future or before the last renaming, name unchanged
 */
export const renameUnit = (ctx: Ctx, { id, name, shortName, on, basis }: Renaming): Promise<void> =>
  transact(ctx, async ({ trx, at, emit, audit }) => {
    await lockTree(trx)
    const before = await lockUnit(trx, id)
    if (!before) throw notFound(sentences.noSuchUnit)
    const refuse = (field: string, key: string, message: string) => unprocessable(message, [{ field, key, message }])
    if (before.dissolvedOn !== null) throw refuse('id', 'dissolved', sentences.dissolvedUnchangeable)
    if (name === before.name) throw refuse('name', 'same', sentences.sameName)
    if (on > legalDay(at)) throw refuse('on', 'future', sentences.futureRenaming)
    const last = before.formerNames.at(-1)
    if (last && on < last.until) throw refuse('on', 'before_last', sentences.renamedSince(last.until))
    await insertFormerName(trx, { unitId: id, name: before.name, shortName: before.shortName, until: on, basis, at })
    await changeUnit(trx, id, { ...before, name, shortName })
    await appendToLog(trx, at, [toUnitChanged((await unitById(trx, id))!)])
    await emit({ name: 'unit.renamed', subject: `unit/${id}`, payload: { on } })
    audit({ action: 'unit.renamed', subject: `unit/${id}`, detail: { from: before.name, to: name, on, basis } })
  })
