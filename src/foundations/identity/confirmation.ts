import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { asDate } from '../../platform/clock.ts'
import { Problem, unprocessable } from '../../platform/http/problem.ts'
import { type Ctx, transact } from '../context.ts'
import type { Proof, SessionState } from './actor.ts'
import { provenByPasskey, type Site } from './passkeys.ts'
import { passwordMatches } from './password.ts'
import { recordFailure, revokeSessions, tokenHash, useCode } from './session.ts'
import { sentences } from './words.zh.ts'

export const confirmationMethods = ['password', 'code', 'passkey'] as const
export type ConfirmationMethod = (typeof confirmationMethods)[number]

const secondFactors: readonly Proof[] = ['totp', 'recovery_code', 'passkey']

/**
 * What would count as a proof: by the policy, and for the first factor of somebody who has none the password, because
 * there is nothing else yet.
 */
const wanted = (session: SessionState, act: 'signing' | 'enrolling') =>
  act === 'enrolling' && !session.hasTotp && !session.hasPasskey ? 'any' : session.policy.confirmBy

/** Was the person proved lately enough, and by what is asked for? */
export const isConfirmed = (
  session: SessionState,
  now: Temporal.Instant,
  act: 'signing' | 'enrolling' = 'signing',
): boolean => {
  const until = session.confirmedAt.add({ minutes: session.policy.confirmMinutes })
  const fresh = Temporal.Instant.compare(until, now) > 0
  return fresh && (wanted(session, act) === 'any' || secondFactors.includes(session.confirmedBy))
}

export const methodsOf = (session: SessionState, act: 'signing' | 'enrolling'): ConfirmationMethod[] => [
  ...(wanted(session, act) === 'any' ? (['password'] as const) : []),
  ...(session.hasTotp ? (['code'] as const) : []),
  ...(session.hasPasskey ? (['passkey'] as const) : []),
]

/**
 * Second confirmation (二次确认) before an act that cannot be taken back: signing off, withdrawing, repealing, changing how
 * one signs in. The program acting by itself has no session and is not asked.
 * @throws Problem 403 `confirmation-needed` with `methods`; the console asks, and sends the act again as it was
 */
export const requireConfirmation = (ctx: Ctx, act: 'signing' | 'enrolling' = 'signing'): void => {
  const { session } = ctx.actor
  if (!session || isConfirmed(session, ctx.clock(), act)) return
  const methods = methodsOf(session, act)
  const detail = methods.length ? sentences.confirmationNeeded : sentences.enrolToConfirm
  throw new Problem(403, 'confirmation-needed', '请再次确认身份', detail, { extra: { methods } })
}

export type ConfirmationInput = {
  password?: string | undefined
  code?: string | undefined
  passkey?: AuthenticationResponseJSON | undefined
}

const provenBy = async (ctx: Ctx, site: Site, given: ConfirmationInput): Promise<Proof | 'used' | undefined> => {
  const personId = ctx.actor.personId!
  if (given.passkey) {
    const proven = await provenByPasskey(ctx, site, given.passkey)
    return proven.verified && proven.personId === personId ? 'passkey' : undefined
  }
  if (given.code !== undefined) return useCode(ctx, personId, given.code)
  const { password_hash: stored } = await ctx.db
    .selectFrom('person')
    .select('password_hash')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return (await passwordMatches(stored, given.password ?? '')) ? 'password' : undefined
}

/**
 * Proves the person of a running session again. A failure counts as one of signing in, so that a session left open
 * cannot be used to guess.
 * @throws Problem 422 wrong, or not what the policy asks for
 */
export const confirm = async (ctx: Ctx, site: Site, given: ConfirmationInput & { token: string }): Promise<void> => {
  const personId = ctx.actor.personId!
  const field = given.passkey ? 'passkey' : given.code !== undefined ? 'code' : 'password'
  const refuse = (key: string, message: string) => unprocessable(message, [{ field, key, message }])
  if (!methodsOf(ctx.actor.session!, 'enrolling').includes(field))
    throw refuse('method', sentences.confirmBySecondFactor)
  const by = await provenBy(ctx, site, given)
  if (!by || by === 'used') {
    if (await recordFailure(ctx, personId)) await revokeSessions(ctx.db, personId, ctx.clock())
    const message = {
      passkey: sentences.wrongPasskey,
      code: by ? sentences.usedCode : sentences.wrongCode,
      password: sentences.currentPasswordWrong,
    }
    throw refuse('wrong', message[field])
  }
  await transact(ctx, async ({ trx, at, audit }) => {
    await trx.updateTable('person').set({ failed_attempts: 0 }).where('id', '=', personId).execute()
    await trx
      .updateTable('session')
      .set({ confirmed_at: asDate(at), confirmed_by: by })
      .where('token_hash', '=', tokenHash(given.token))
      .execute()
    audit({ action: 'session.confirmed', subject: `person/${personId}`, detail: { by } })
  })
}
