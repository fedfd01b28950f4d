import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { requireConfirmation } from '../confirmation.ts'
import { factorsOf, removeAllFactors, removePasskey, removeTotp, renewRecoveryCodes } from '../second-factors.ts'
import { revokeSessions } from '../session.ts'
import { lockPerson } from '../store.ts'
import { tellOwner } from '../tell-owner.ts'
import { sentences } from '../words.zh.ts'

/** One of one's own factors: the one-time code, or a passkey by its id. */
export type Factor = 'totp' | { passkey: string }

const needsOne = (ctx: Ctx) =>
  ctx.actor.posts.some((post) => ctx.actor.session?.policy.secondFactorRoles.includes(post.role))

/**
 * Takes away one of one's own factors; the last one stays with whoever must have one.
 * @throws Problem 403 to be confirmed first, 404, 422 the last one
 */
export const removeFactor = (ctx: Ctx, factor: Factor): Promise<void> =>
  transact(ctx, async (work) => {
    const { trx, audit } = work
    requireConfirmation(ctx)
    const personId = ctx.actor.personId!
    await lockPerson(trx, personId)
    const { totp, passkeys } = await factorsOf(trx, personId)
    if (Number(totp) + passkeys.length === 1 && needsOne(ctx))
      throw unprocessable(sentences.lastFactor, [{ field: 'id', key: 'last', message: sentences.lastFactor }])
    const removed =
      factor === 'totp' ? await removeTotp(trx, personId) : await removePasskey(trx, personId, factor.passkey)
    if (!removed) throw notFound(factor === 'totp' ? undefined : sentences.noSuchPasskey)
    const kind = factor === 'totp' ? 'totp' : 'passkey'
    audit({ action: 'second-factor.removed', subject: `person/${personId}`, detail: { kind } })
    await tellOwner(work, ctx, personId, 'factor_removed')
  })

/** New recovery codes for oneself; the old ones end. @throws Problem 403 to be confirmed first, 404 no factor to recover */
export const newRecoveryCodes = (ctx: Ctx): Promise<string[]> =>
  transact(ctx, async (work) => {
    const { trx, at, audit } = work
    requireConfirmation(ctx)
    const personId = ctx.actor.personId!
    const { totp, passkeys } = await factorsOf(trx, personId)
    if (!totp && !passkeys.length) throw notFound()
    audit({ action: 'recovery-codes.renewed', subject: `person/${personId}` })
    await tellOwner(work, ctx, personId, 'recovery_codes_renewed')
    return renewRecoveryCodes(trx, personId, at)
  })

/**
 * The security administrator frees somebody who has lost every factor: they sign in by password alone and, where one is
 * required, enrol again. Their sessions end.
 * @throws Problem 404
 */
export const resetFactors = (ctx: Ctx, input: { personId: number }): Promise<void> =>
  transact(ctx, async (work) => {
    const { trx, at, audit } = work
    if (!(await lockPerson(trx, input.personId))) throw notFound(sentences.noSuchPerson)
    await removeAllFactors(trx, input.personId)
    await revokeSessions(trx, input.personId, at)
    audit({ action: 'second-factor.reset', subject: `person/${input.personId}` })
    await tellOwner(work, ctx, input.personId, 'factors_reset')
  })
