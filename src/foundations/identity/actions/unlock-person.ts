import { notFound } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { lockPerson } from '../store.ts'
import { sentences } from '../words.zh.ts'

/** Lifts the lock that failed sign-ins put on an account. Harmless when there is none. */
export const unlockPerson = (ctx: Ctx, input: { id: number }): Promise<void> =>
  transact(ctx, async ({ trx, audit }) => {
    if (!(await lockPerson(trx, input.id))) throw notFound(sentences.noSuchPerson)
    await trx.updateTable('person').set({ failed_attempts: 0, locked_until: null }).where('id', '=', input.id).execute()
    audit({ action: 'person.unlocked', subject: `person/${input.id}` })
  })
