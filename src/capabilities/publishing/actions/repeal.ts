import { type Ctx, transact } from '../../../foundations/context.ts'
import { requireConfirmation } from '../../../foundations/identity/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { namedBasis } from '../named-basis.ts'
import { openFor } from '../standing.ts'
import { basisWords, say } from '../words.zh.ts'
import { endValidity } from './end-validity.ts'

export type RepealInput = {
  recordId: number
  repealedOn: string
  /** Number or name of what repeals it; taken from the item when `repealedByRecordId` is given. */
  repealedBy: string
  repealedByRecordId?: number | null | undefined
  reason: string
}

/**
 * Declares a document repealed from a day on, by another document or decision. The text stays public, marked 已废止
 * (rules.md 6.5). A decision that is taken by hand shows at once, so it is taken on the day and not before; a newer
 * document that repeals from its own day in force says so when it is published.
 * @throws Problem 422 when the day lies ahead or the item it rests on is not public, 403 to be confirmed first
 */
export const repeal = (ctx: Ctx, input: RepealInput) =>
  transact(ctx, async (work) => {
    const { edition, transition } = await openFor(ctx, work, input.recordId, 'repeal', input.reason)
    if (input.repealedOn > legalDay(work.at))
      throw unprocessable(say.repealAhead, [{ field: 'repealedOn', key: 'repeal-ahead', message: say.repealAhead }])
    const byRecordId = input.repealedByRecordId ?? null
    if (byRecordId === input.recordId)
      throw unprocessable(basisWords.itself, [
        { field: 'repealedByRecordId', key: 'basis-itself', message: basisWords.itself },
      ])
    const by = await namedBasis(work, { basis: input.repealedBy, basisRecordId: byRecordId })
    requireConfirmation(ctx)
    await endValidity(work, [
      {
        recordId: input.recordId,
        edition,
        on: input.repealedOn,
        by,
        reason: input.reason,
        how: 'repealed',
        byRecordId,
        step: { action: 'repeal', actorId: ctx.actor.personId, role: transition.role },
      },
    ])
  })
