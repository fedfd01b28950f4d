import { type Ctx, transact } from '../../../foundations/context.ts'
import { notFound, stale } from '../../../platform/http/problem.ts'
import { feedbackById, markHandled } from '../store.ts'
import { sentences } from '../words.zh.ts'

/**
 * Says that a piece of feedback has been dealt with, and how.
 * @throws Problem 404; 409 when it has been handled already
 */
export const handleFeedback = (ctx: Ctx, input: { id: number; note: string }): Promise<void> =>
  transact(ctx, async ({ trx, at, emit, audit }) => {
    if (!(await feedbackById(trx, input.id))) throw notFound(sentences.none)
    if (!(await markHandled(trx, input.id, { at, personId: ctx.actor.personId, note: input.note })))
      throw stale(sentences.handled)
    const subject = `feedback/${input.id}`
    await emit({ name: 'feedback.handled', subject, payload: {} })
    audit({ action: 'feedback.handled', subject })
  })
