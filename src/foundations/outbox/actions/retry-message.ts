import { notFound, stale } from '../../../platform/http/problem.ts'
import { lifeDays, lockMessage, queueAgain } from '../../../platform/messaging/index.ts'
import { type Ctx, transact } from '../../context.ts'
import { sentences } from '../words.zh.ts'

/**
 * Queues a message again that failed or was cancelled, with all its tries and a new week.
 * @throws Problem 404; 409 when it waits or is sent, or its text was removed
 */
export const retryMessage = (ctx: Ctx, id: string): Promise<void> =>
  transact(ctx, async ({ trx, at, audit }) => {
    const message = await lockMessage(trx, id)
    if (!message) throw notFound(sentences.noSuchMessage)
    if (message.status !== 'failed' && message.status !== 'cancelled') throw stale(sentences.notRetried)
    if (message.bodySealed === null) throw stale(sentences.blanked)
    await queueAgain(trx, id, at, at.add({ hours: lifeDays * 24 }))
    audit({ action: 'message.retried', subject: `message/${id}`, detail: { about: message.about } })
  })
