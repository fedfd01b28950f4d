import { asDate } from '../../../platform/clock.ts'
import { type Ctx, transact } from '../../context.ts'
import { requireConfirmation } from '../confirmation.ts'
import { policyKey, readPolicy, type SignInPolicy } from '../policy.ts'

/** Changes how people sign in. Open sessions are held to it at their next request. @throws Problem 403 to be confirmed first */
export const changePolicy = (ctx: Ctx, policy: SignInPolicy): Promise<void> =>
  transact(ctx, async ({ trx, at, audit }) => {
    requireConfirmation(ctx)
    const before = await readPolicy(trx)
    const row = { value: JSON.stringify(policy), changed_at: asDate(at) }
    await trx
      .insertInto('setting')
      .values({ key: policyKey, ...row })
      .onConflict((oc) => oc.column('key').doUpdateSet(row))
      .execute()
    audit({ action: 'sign-in-policy.changed', subject: 'setting/sign_in_policy', detail: { from: before, to: policy } })
  })
