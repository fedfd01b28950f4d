import { type Ctx, transact } from '../../../foundations/context.ts'
import { requireConfirmation } from '../../../foundations/identity/index.ts'
import { appendToLog } from '../../../foundations/publication-log/append.ts'
import { legalDay } from '../../../platform/clock.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { openFor } from '../standing.ts'
import * as store from '../store.ts'
import { say } from '../words.zh.ts'

/**
 * Lengthens the term of a public document by a decision (评估后延长有效期): the text stays as it is, the public is told
 * of the new last day at once.
 * @param input.expiresOn new last day in force, null for no fixed end
 * @throws Problem 422 when it is not later than the old one and today, 409 when the term is over, 403 to be confirmed first
 */
export const extendTerm = (
  ctx: Ctx,
  input: { recordId: number; expiresOn: string | null; basis: string; reason: string },
) =>
  transact(ctx, async (work) => {
    const { edition, transition } = await openFor(ctx, work, input.recordId, 'extend', input.reason)
    const now = edition.expiresOn!
    if (input.expiresOn !== null && (input.expiresOn <= now || input.expiresOn <= legalDay(work.at))) {
      const message = say.termTooShort(now)
      throw unprocessable(message, [{ field: 'expiresOn', key: 'term-too-short', message }])
    }
    requireConfirmation(ctx)
    const subject = `record/${input.recordId}`
    const [logSeq] = await appendToLog(work.trx, work.at, [
      {
        kind: 'record.validity-changed',
        subject,
        payload: { id: input.recordId, validity: 'effective', repeal: null, expiresOn: input.expiresOn },
      },
    ])
    await store.setExpiry(work.trx, input.recordId, input.expiresOn)
    await decideTerm(ctx, work, edition, { ...input, decision: 'extended', logSeq: logSeq! }, transition.role)
    const detail = { from: now, to: input.expiresOn }
    await work.emit({ name: 'record.extended', subject, payload: detail })
    work.audit({ action: 'record.extended', subject, detail })
  })

/** Leaves a document to lapse on its last day (到期失效): nothing changes for the public, and nobody is reminded again. */
export const letLapse = (ctx: Ctx, input: { recordId: number; reason: string }) =>
  transact(ctx, async (work) => {
    const { edition, transition } = await openFor(ctx, work, input.recordId, 'let_lapse', input.reason)
    const given = { ...input, expiresOn: edition.expiresOn, basis: say.leftToLapseBasis }
    await decideTerm(ctx, work, edition, { ...given, decision: 'left_to_lapse', logSeq: null }, transition.role)
    const subject = `record/${input.recordId}`
    await work.emit({ name: 'record.left-to-lapse', subject, payload: { on: edition.expiresOn } })
    work.audit({ action: 'record.left-to-lapse', subject, detail: { on: edition.expiresOn } })
  })

const decideTerm = async (
  ctx: Ctx,
  work: Parameters<Parameters<typeof transact>[1]>[0],
  edition: store.EditionRow,
  given: Pick<Parameters<typeof store.insertTermDecision>[1], 'decision' | 'expiresOn' | 'basis' | 'reason' | 'logSeq'>,
  role: string,
): Promise<void> => {
  const { trx, at } = work
  const { decision, expiresOn, basis, reason, logSeq } = given
  const actorId = ctx.actor.personId
  await store.insertTermDecision(trx, {
    recordId: edition.recordId,
    decision,
    expiresOn,
    basis,
    reason,
    logSeq,
    actorId,
    at,
  })
  const revision = await store.currentRevision(trx, edition.id)
  await store.insertStep(work, {
    editionId: edition.id,
    action: decision === 'extended' ? 'extend' : 'let_lapse',
    from: edition.status,
    to: edition.status,
    actorId,
    role,
    reason: decision === 'extended' ? say.extended(expiresOn, basis, reason) : reason,
    revisionId: revision.id,
    at,
  })
}
