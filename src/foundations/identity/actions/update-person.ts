import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { lastingAdministrations } from '../roles.ts'
import { revokeSessions } from '../session.ts'
import { administratorsBesides, lockPerson, postsHeld } from '../store.ts'
import { sentences } from '../words.zh.ts'

/**
 * Changes a person's name, closes the account or opens it again. Closing ends every session at once. Accounts are
 * never deleted: what they signed stays signed.
 * @throws Problem 404, 422 own account or last administrator
 */
export const updatePerson = (ctx: Ctx, input: { id: number; name: string; active: boolean }): Promise<void> =>
  transact(ctx, async ({ trx, at, audit }) => {
    const person = await lockPerson(trx, input.id)
    if (!person) throw notFound(sentences.noSuchPerson)
    const subject = `person/${input.id}`
    if (person.active && !input.active) {
      const refuse = (key: string, message: string) => unprocessable(message, [{ field: 'active', key, message }])
      if (ctx.actor.personId === input.id) throw refuse('own_account', sentences.ownAccount)
      const held = (await postsHeld(trx, [input.id])).map((post) => post.role)
      for (const role of lastingAdministrations.filter((one) => held.includes(one)))
        if ((await administratorsBesides(trx, role, { personId: input.id })) === 0)
          throw refuse('last_administrator', sentences.lastAdministrator(role))
      audit({ action: 'person.deactivated', subject, detail: { sessions: await revokeSessions(trx, input.id, at) } })
    }
    if (!person.active && input.active) audit({ action: 'person.activated', subject })
    if (person.name !== input.name)
      audit({ action: 'person.renamed', subject, detail: { from: person.name, to: input.name } })
    await trx.updateTable('person').set({ name: input.name, active: input.active }).where('id', '=', input.id).execute()
  })
