import { type Ctx, transact } from '../../../foundations/context.ts'
import { openFor } from '../standing.ts'
import * as store from '../store.ts'

/** Gives a draft up. It stays in the history; a published edition beside it stays public. */
export const discard = (ctx: Ctx, input: { recordId: number; reason: string }) =>
  transact(ctx, async (work) => {
    const { edition, transition } = await openFor(ctx, work, input.recordId, 'discard', input.reason)
    const revision = await store.currentRevision(work.trx, edition.id)
    await store.setStatus(work.trx, edition.id, work.at, { status: 'discarded' })
    await store.insertStep(work, {
      editionId: edition.id,
      action: 'discard',
      from: edition.status,
      to: 'discarded',
      actorId: ctx.actor.personId,
      role: transition.role,
      reason: input.reason,
      revisionId: revision.id,
      at: work.at,
    })
    await work.emit({ name: 'record.discarded', subject: `record/${input.recordId}`, payload: {} })
    work.audit({ action: 'record.discarded', subject: `record/${input.recordId}`, detail: { edition: edition.number } })
  })
