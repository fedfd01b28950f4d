import { unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { newPasswordIssues } from '../new-password.ts'
import { hashPassword, passwordMatches } from '../password.ts'
import { recordFailure, revokeSessions } from '../session.ts'
import { lockPerson, replacePassword } from '../store.ts'
import { tellOwner } from '../tell-owner.ts'
import { sentences } from '../words.zh.ts'

/**
 * Changes one's own password and ends one's other sessions. A wrong current password counts like a failed sign-in, so
 * that a session left open cannot be used to guess it.
 * @throws Problem 422 current password wrong, new one too weak, the same or used lately
 */
export const changePassword = async (
  ctx: Ctx,
  input: { current: string; next: string; token: string },
): Promise<void> => {
  const personId = ctx.actor.personId!
  const person = await ctx.db.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirstOrThrow()
  if (!(await passwordMatches(person.password_hash, input.current))) {
    const lockedUntil = await recordFailure(ctx, personId)
    if (lockedUntil) await revokeSessions(ctx.db, personId, ctx.clock())
    const message = sentences.currentPasswordWrong
    throw unprocessable(sentences.mend, [{ field: 'current', key: 'wrong', message }])
  }
  const issues = await newPasswordIssues(ctx.db, 'next', input.next, person)
  if (issues.length) throw unprocessable(sentences.mend, issues)
  const hash = await hashPassword(input.next)
  await transact(ctx, async (work) => {
    const { trx, at, audit } = work
    await lockPerson(trx, personId)
    await replacePassword(trx, person, { hash, mustChange: false }, at)
    const sessions = await revokeSessions(trx, personId, at, input.token)
    audit({ action: 'password.changed', subject: `person/${personId}`, detail: { otherSessionsEnded: sessions } })
    await tellOwner(work, ctx, personId, 'password_changed')
  })
}
