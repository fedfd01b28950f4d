import { type Ctx, transact } from '../../../foundations/context.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { blocking, checkDraft } from '../checks.ts'
import { gatherFacts } from '../facts.ts'
import { chainFor, gateAfter } from '../rules/chain.ts'
import { openFor } from '../standing.ts'
import * as store from '../store.ts'
import { say } from '../words.zh.ts'

/**
 * Sends a draft to the first gate of its unit's chain, which is frozen for this edition.
 * @throws Problem 422 with the blocking issues; the draft stays as it is
 */
export const submit = (
  ctx: Ctx,
  input: {
    recordId: number
    reason: string
    /** The hour at which the clerk would like it to be public; the signing leader decides. */
    publishWish?: Temporal.Instant | undefined
  },
) =>
  transact(ctx, async (work) => {
    const { file, edition, transition } = await openFor(ctx, work, input.recordId, 'submit', input.reason)
    const revision = await store.currentRevision(work.trx, edition.id)
    const live = file.settled?.status === 'published'
    const about = { recordId: file.head.id, unitId: file.head.unitId, live }
    const wrong = blocking(checkDraft(revision, await gatherFacts(ctx, work.trx, revision, about)))
    if (wrong.length) throw unprocessable(say.mustFix, wrong)
    const unit = (await unitById(work.trx, file.head.responsibleId))!
    const chain = chainFor(unit.reviewChain, revision.attribute)
    const to = gateAfter(chain, 'draft')!
    await store.setStatus(work.trx, edition.id, work.at, {
      status: to,
      chain,
      doubtedAt: null,
      submittedAt: work.at,
      publishWish: input.publishWish ?? null,
    })
    await store.insertStep(work, {
      editionId: edition.id,
      action: 'submit',
      from: edition.status,
      to,
      actorId: ctx.actor.personId,
      role: transition.role,
      reason: input.reason,
      revisionId: revision.id,
      at: work.at,
    })
    await work.emit({ name: 'record.submitted', subject: `record/${input.recordId}`, payload: { to } })
    work.audit({ action: 'record.submitted', subject: `record/${input.recordId}`, detail: { to } })
  })
