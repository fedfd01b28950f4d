import { type Ctx, transact } from '../../../foundations/context.ts'
import { openFor } from '../standing.ts'
import * as store from '../store.ts'
import { writeRevision } from './write-revision.ts'

/**
 * Begins a correction: a new edition with the text of the last one, which passes the same gates. What is public stays
 * public until the correction is signed (条例 art 6: inaccurate information is put right by accurate information).
 */
export const correct = (ctx: Ctx, input: { recordId: number; reason: string }) =>
  transact(ctx, async (work) => {
    const { file, edition, transition } = await openFor(ctx, work, input.recordId, 'correct', input.reason)
    // A term that was lengthened since is the document's term.
    const text = { ...(await store.currentRevision(work.trx, edition.id)), expiresOn: edition.expiresOn }
    const number = file.editions[0]!.number + 1
    const editionId = await store.insertEdition(work, {
      recordId: input.recordId,
      number,
      // Whoever answers for it today works on it; it stays under its maker's name.
      unitId: file.head.responsibleId,
      drafterId: ctx.actor.personId,
      correctionReason: input.reason,
      at: work.at,
    })
    await writeRevision(ctx, work, { id: editionId, number }, text, undefined)
    const revision = await store.currentRevision(work.trx, editionId)
    await store.insertStep(work, {
      editionId,
      action: 'correct',
      from: edition.status,
      to: 'draft',
      actorId: ctx.actor.personId,
      role: transition.role,
      reason: input.reason,
      revisionId: revision.id,
      at: work.at,
    })
    await work.emit({ name: 'record.correction-begun', subject: `record/${input.recordId}`, payload: {} })
    work.audit({ action: 'record.correction-begun', subject: `record/${input.recordId}` })
  })
