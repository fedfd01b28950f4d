import { forbidden, notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { newPasswordIssues } from '../new-password.ts'
import { hashPassword } from '../password.ts'
import { revokeSessions } from '../session.ts'
import { lockPerson, replacePassword } from '../store.ts'
import { tellOwner } from '../tell-owner.ts'
import { sentences } from '../words.zh.ts'

/**
 * An administrator gives somebody a password for one sign-in, after which the person must choose another. Every session
 * of that person ends and a lock is lifted. A second factor stays: whoever sets a password still cannot sign in as
 * another who has one, and the audit log says who did it.
 * @throws Problem 403 one's own, which is changed by who knows the present one, 404, 422 too weak
 */
export const setPassword = async (ctx: Ctx, input: { id: number; password: string }): Promise<void> => {
  if (ctx.actor.personId === input.id) throw forbidden(sentences.ownPassword)
  const hash = await hashPassword(input.password)
  await transact(ctx, async (work) => {
    const { trx, at, audit } = work
    const person = await lockPerson(trx, input.id)
    if (!person) throw notFound(sentences.noSuchPerson)
    const issues = await newPasswordIssues(trx, 'password', input.password, person)
    if (issues.length) throw unprocessable(sentences.mend, issues)
    await replacePassword(trx, person, { hash, mustChange: true }, at)
    const sessions = await revokeSessions(trx, input.id, at)
    audit({ action: 'password.set', subject: `person/${input.id}`, detail: { sessionsEnded: sessions } })
    await tellOwner(work, ctx, input.id, 'password_set')
  })
}
