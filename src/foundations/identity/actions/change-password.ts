import { unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { hashPassword, passwordIssue, passwordMatches } from '../password.ts'
import { recordFailure, revokeSessions } from '../session.ts'
import { lockPerson } from '../store.ts'
import { sentences } from '../words.zh.ts'

/**
 * Changes one's own password and ends one's other sessions. A wrong current password counts like a failed sign-in, so
 * that a session left open cannot be used to guess it.
 * @throws Problem 422 current password wrong, new one too weak or the same
 */
export const changePassword = async (
  ctx: Ctx,
  input: { current: string; next: string; token: string },
): Promise<void> => {
  const personId = ctx.actor.personId!
  const refuse = (field: string, key: string, message: string) =>
    unprocessable(sentences.mend, [{ field, key, message }])
  const { password_hash: stored } = await ctx.db
    .selectFrom('person')
    .select('password_hash')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  if (!(await passwordMatches(stored, input.current))) {
    const lockedUntil = await recordFailure(ctx, personId)
    if (lockedUntil) await revokeSessions(ctx.db, personId, ctx.clock())
    throw refuse('current', 'wrong', sentences.currentPasswordWrong)
  }
  const weak = passwordIssue(input.next, ctx.actor.username)
  if (weak) throw refuse('next', 'weak', weak)
  if (input.next === input.current) throw refuse('next', 'same', sentences.samePassword)
  const hash = await hashPassword(input.next)
  await transact(ctx, async ({ trx, at, audit }) => {
    await lockPerson(trx, personId)
    await trx
      .updateTable('person')
      .set({ password_hash: hash, password_changed_at: new Date(at.epochMilliseconds), failed_attempts: 0 })
      .where('id', '=', personId)
      .execute()
    const sessions = await revokeSessions(trx, personId, at, input.token)
    audit({ action: 'password.changed', subject: `person/${personId}`, detail: { otherSessionsEnded: sessions } })
  })
}
