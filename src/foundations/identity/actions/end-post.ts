import { legalDay } from '../../../platform/clock.ts'
import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { lastingAdministrations } from '../roles.ts'
import { administratorsBesides, lockPerson, postsHeld } from '../store.ts'
import { sentences } from '../words.zh.ts'

/**
 * Ends a post; the row stays, with its last day, because histories name it.
 * @throws Problem 404 no such post, 422 the last administrator's or one's own last administrator post
 */
export const endPost = (ctx: Ctx, input: { personId: number; postId: number }): Promise<void> =>
  transact(ctx, async ({ trx, at, audit }) => {
    const person = await lockPerson(trx, input.personId)
    if (!person) throw notFound(sentences.noSuchPerson)
    const held = await postsHeld(trx, [input.personId])
    const post = held.find((one) => one.id === input.postId)
    if (!post) throw notFound(sentences.noSuchPost)
    const lasting = lastingAdministrations.find((role) => role === post.role)
    if (lasting && held.filter((one) => one.role === lasting).length === 1) {
      const refuse = (key: string, message: string) => unprocessable(message, [{ field: 'postId', key, message }])
      if (ctx.actor.personId === input.personId) throw refuse('own_administration', sentences.ownAdministration)
      if (person.active && (await administratorsBesides(trx, lasting, { personId: input.personId })) === 0)
        throw refuse('last_administrator', sentences.lastAdministrator(lasting))
    }
    await trx
      .updateTable('post')
      .set({ ended_on: legalDay(at) })
      .where('id', '=', post.id)
      .execute()
    audit({
      action: 'post.ended',
      subject: `person/${input.personId}`,
      detail: { post: post.id, unit: post.unitId, role: post.role },
    })
  })
