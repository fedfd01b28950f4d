import { notFound, stale } from '../../../platform/http/problem.ts'
import { lockMessage, setCancelled } from '../../../platform/messaging/index.ts'
import { type Ctx, transact } from '../../context.ts'
import { sentences } from '../words.zh.ts'

/**
 * Takes a message back that waits, or puts one aside that failed. One that is just being sent may still arrive; it then
 * counts as sent.
 * @throws Problem 404; 409 when it is sent or cancelled
 */
export const cancelMessage = (ctx: Ctx, id: string): Promise<void> =>
  transact(ctx, async ({ trx, audit }) => {
    const message = await lockMessage(trx, id)
    if (!message) throw notFound(sentences.noSuchMessage)
    if (message.status !== 'queued' && message.status !== 'failed') throw stale(sentences.notCancelled)
    await setCancelled(trx, id)
    audit({ action: 'message.cancelled', subject: `message/${id}`, detail: { about: message.about } })
  })
