import { stale, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { requireConfirmation } from '../confirmation.ts'
import { factorsOf, keepTotpSecret, renewRecoveryCodes, takeTotpCode } from '../second-factors.ts'
import { tellOwner } from '../tell-owner.ts'
import { enrolmentUri, newSecret } from '../totp.ts'
import { sentences } from '../words.zh.ts'

export type Enrolment = { secret: string; uri: string; svg: string }

/**
 * Begins one-time codes: a new secret, to be scanned or typed into an app. It counts for nothing until a code confirms it.
 * @param input.issuer what the app calls this platform
 * @throws Problem 403 to be confirmed first, 409 enrolled already
 */
export const beginTotp = async (ctx: Ctx, input: { issuer: string }): Promise<Enrolment> => {
  requireConfirmation(ctx, 'enrolling')
  const personId = ctx.actor.personId!
  const secret = newSecret()
  const kept = await transact(ctx, ({ trx }) => keepTotpSecret(ctx, trx, personId, secret))
  if (!kept) throw stale(sentences.totpHeld)
  const uri = enrolmentUri(secret, ctx.actor.username, input.issuer)
  const { default: qrcode } = await import('qrcode')
  return { secret, uri, svg: await qrcode.toString(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }) }
}

/**
 * The first code proves that the app holds the secret.
 * @returns recovery codes, shown this once; null where the person has some already
 * @throws Problem 422 wrong code
 */
export const confirmTotp = (ctx: Ctx, input: { code: string }): Promise<string[] | null> =>
  transact(ctx, async (work) => {
    const { trx, at, audit } = work
    const personId = ctx.actor.personId!
    if ((await takeTotpCode(ctx, trx, personId, input.code.replace(/\s/g, ''), false)) !== 'taken')
      throw unprocessable(sentences.wrongFirstCode, [
        { field: 'code', key: 'wrong', message: sentences.wrongFirstCode },
      ])
    audit({ action: 'second-factor.added', subject: `person/${personId}`, detail: { kind: 'totp' } })
    await tellOwner(work, ctx, personId, 'factor_added')
    const { recoveryCodesLeft } = await factorsOf(trx, personId)
    return recoveryCodesLeft ? null : renewRecoveryCodes(trx, personId, at)
  })
