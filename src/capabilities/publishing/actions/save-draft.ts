import { type Ctx, transact } from '../../../foundations/context.ts'
import { stale } from '../../../platform/http/problem.ts'
import type { DraftFields } from '../record.ts'
import { chainFor } from '../rules/chain.ts'
import { openFor } from '../standing.ts'
import * as store from '../store.ts'
import { say } from '../words.zh.ts'
import { writeRevision } from './write-revision.ts'

/**
 * Saves a draft as a new immutable revision. A section head who makes the text under review not public (or public after
 * all) changes the gates still ahead with it: nothing is withheld without the disclosure office.
 * @param input.baseRevision number of the revision the typing began from; another one since then is a conflict
 * @throws Problem 409 with `current` (number, author, instant) when someone else saved first
 */
export const saveDraft = (ctx: Ctx, input: { recordId: number; baseRevision: number; fields: DraftFields }) =>
  transact(ctx, async (work) => {
    const { edition } = await openFor(ctx, work, input.recordId, 'save', '')
    const current = await store.currentRevision(work.trx, edition.id)
    if (current.revisionNumber !== input.baseRevision)
      throw stale(say.stale, {
        current: { revision: current.revisionNumber, authorName: current.authorName, at: current.at.toISOString() },
      })
    const number = await writeRevision(ctx, work, edition, input.fields, current)
    if (number === current.revisionNumber) return
    if (edition.chain && edition.status !== 'draft' && input.fields.attribute !== current.attribute) {
      const ofUnit = edition.chain.filter((gate) => gate !== 'disclosure_review')
      await store.setChain(work.trx, edition.id, chainFor(ofUnit, input.fields.attribute))
    }
    await work.emit({ name: 'record.saved', subject: `record/${input.recordId}`, payload: { revision: number } })
    work.audit({
      action: 'record.saved',
      subject: `record/${input.recordId}`,
      detail: { edition: edition.number, revision: number },
    })
  })
