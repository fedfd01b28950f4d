import { type Ctx, transact } from '../../../foundations/context.ts'
import { requireConfirmation } from '../../../foundations/identity/index.ts'
import { appendToLog, blankPayloads } from '../../../foundations/publication-log/append.ts'
import type { WithdrawalGround } from '../record.ts'
import { openFor } from '../standing.ts'
import * as store from '../store.ts'
import { say } from '../words.zh.ts'
import { takeBack } from './appoint-hour.ts'

/**
 * Takes a public item back at once: the log says that it was withdrawn, when and why, and loses the text of every
 * edition (条例 arts 14-15). Its address then answers "withdrawn".
 * @throws Problem as openFor, 403 to be confirmed first
 */
export const withdraw = (ctx: Ctx, input: { recordId: number; ground: WithdrawalGround; reason: string }) =>
  transact(ctx, async (work) => {
    const { file, edition, transition } = await openFor(ctx, work, input.recordId, 'withdraw', input.reason)
    requireConfirmation(ctx)
    const subject = `record/${input.recordId}`
    const revision = await store.currentRevision(work.trx, edition.id)
    await store.setStatus(work.trx, edition.id, work.at, { status: 'withdrawn' })
    await store.insertWithdrawal(work.trx, {
      recordId: input.recordId,
      editionId: edition.id,
      actorId: ctx.actor.personId!,
      at: work.at,
      ground: input.ground,
      reason: input.reason,
    })
    await store.insertStep(work, {
      editionId: edition.id,
      action: 'withdraw',
      from: edition.status,
      to: 'withdrawn',
      actorId: ctx.actor.personId,
      role: transition.role,
      reason: input.reason,
      revisionId: revision.id,
      at: work.at,
    })
    // A correction that is signed and waits would make it public again by itself.
    if (file.open?.status === 'scheduled')
      await takeBack(work, file.open, {
        actorId: ctx.actor.personId,
        role: transition.role,
        reason: say.withdrawnBeside,
      })
    await work.emit({ name: 'record.withdrawn', subject, payload: { ground: input.ground } })
    work.audit({ action: 'record.withdrawn', subject, detail: { ground: input.ground } })
    const [seq] = await appendToLog(work.trx, work.at, [
      {
        kind: 'record.withdrawn',
        subject,
        payload: {
          id: input.recordId,
          indexNumber: file.head.indexNumber!,
          unitId: file.head.unitId,
          withdrawnAt: new Date(work.at.epochMilliseconds).toISOString(),
          ground: input.ground,
          reason: input.reason,
        },
      },
    ])
    await blankPayloads(work.trx, subject, seq!)
  })
