import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { type Ctx, transact } from '../../context.ts'
import { requireConfirmation } from '../confirmation.ts'
import { insertPasskey, type Site, verifyRegistration } from '../passkeys.ts'
import { factorsOf, renewRecoveryCodes } from '../second-factors.ts'
import { tellOwner } from '../tell-owner.ts'

/**
 * Keeps a passkey that the browser made for one's own account.
 * @returns recovery codes, shown this once; null where the person has some already
 * @throws Problem 403 to be confirmed first, 422 not made for us, or known already
 */
export const addPasskey = async (
  ctx: Ctx,
  site: Site,
  input: { name: string; response: RegistrationResponseJSON },
): Promise<string[] | null> => {
  requireConfirmation(ctx, 'enrolling')
  const personId = ctx.actor.personId!
  const credential = await verifyRegistration(ctx, site, input.response)
  return transact(ctx, async (work) => {
    await insertPasskey(work, personId, input.name, credential)
    work.audit({ action: 'second-factor.added', subject: `person/${personId}`, detail: { kind: 'passkey' } })
    await tellOwner(work, ctx, personId, 'factor_added')
    const { recoveryCodesLeft } = await factorsOf(work.trx, personId)
    return recoveryCodesLeft ? null : renewRecoveryCodes(work.trx, personId, work.at)
  })
}
