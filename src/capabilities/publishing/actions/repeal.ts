import { type Ctx, transact } from '../../../foundations/context.ts'
import { requireConfirmation } from '../../../foundations/identity/index.ts'
import { appendToLog } from '../../../foundations/publication-log/append.ts'
import { legalDay } from '../../../platform/clock.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { openFor } from '../standing.ts'
import * as store from '../store.ts'
import { say } from '../words.zh.ts'

export type RepealInput = { recordId: number; repealedOn: string; repealedBy: string; reason: string }

/**
 * Declares a document repealed from a day on, by another document or decision. The text stays public, marked 已废止
 * (rules.md 6.5; 条例 art 20(1): what is in force must be tellable from what is not). The mark shows at once, so it is
 * set on the day and not before: until then the text is in force.
 * @throws Problem 422 when the day lies ahead, 403 to be confirmed first
 */
export const repeal = (ctx: Ctx, input: RepealInput) =>
  transact(ctx, async (work) => {
    const { edition, transition } = await openFor(ctx, work, input.recordId, 'repeal', input.reason)
    if (input.repealedOn > legalDay(work.at))
      throw unprocessable(say.repealAhead, [{ field: 'repealedOn', key: 'repeal-ahead', message: say.repealAhead }])
    requireConfirmation(ctx)
    const subject = `record/${input.recordId}`
    const revision = await store.currentRevision(work.trx, edition.id)
    const fact = { on: input.repealedOn, by: input.repealedBy, reason: input.reason }
    await store.insertRepeal(work.trx, { recordId: input.recordId, actorId: ctx.actor.personId!, at: work.at, ...fact })
    await store.insertStep(work, {
      editionId: edition.id,
      action: 'repeal',
      from: edition.status,
      to: edition.status,
      actorId: ctx.actor.personId,
      role: transition.role,
      reason: input.reason,
      revisionId: revision.id,
      at: work.at,
    })
    await work.emit({ name: 'record.repealed', subject, payload: { on: input.repealedOn } })
    work.audit({ action: 'record.repealed', subject, detail: { on: input.repealedOn } })
    await appendToLog(work.trx, work.at, [repealEntry(input.recordId, fact)])
  })

/** Notes a repeal that happened before the item was moved in; nobody of this system decided it. */
export const recordRepeal = (ctx: Ctx, given: { recordId: number; on: string; by: string; reason: string }) =>
  transact(ctx, async (work) => {
    const { recordId, ...fact } = given
    await store.insertRepeal(work.trx, { recordId, actorId: ctx.actor.personId, at: work.at, ...fact })
    await appendToLog(work.trx, work.at, [repealEntry(recordId, fact)])
  })

const repealEntry = (id: number, fact: { on: string; by: string; reason: string }) => ({
  kind: 'record.validity-changed' as const,
  subject: `record/${id}`,
  payload: { id, validity: 'repealed' as const, repeal: fact },
})
