import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { hashPassword, passwordIssue } from '../password.ts'
import { revokeSessions } from '../session.ts'
import { lockPerson } from '../store.ts'
import { sentences } from '../words.zh.ts'

/**
 * An administrator gives somebody a new password: every session of that person ends and a lock is lifted. The audit log
 * says who did it, which is what keeps an administrator from quietly signing in as another.
 * @throws Problem 404, 422 too weak
 */
export const setPassword = async (ctx: Ctx, input: { id: number; password: string }): Promise<void> => {
  const hash = await hashPassword(input.password)
  await transact(ctx, async ({ trx, at, audit }) => {
    const person = await lockPerson(trx, input.id)
    if (!person) throw notFound(sentences.noSuchPerson)
    const weak = passwordIssue(input.password, person.username)
    if (weak) throw unprocessable(sentences.mend, [{ field: 'password', key: 'weak', message: weak }])
    await trx
      .updateTable('person')
      .set({
        password_hash: hash,
        password_changed_at: new Date(at.epochMilliseconds),
        failed_attempts: 0,
        locked_until: null,
      })
      .where('id', '=', input.id)
      .execute()
    const sessions = await revokeSessions(trx, input.id, at)
    audit({ action: 'password.set', subject: `person/${input.id}`, detail: { sessionsEnded: sessions } })
  })
}
