import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { asDate } from '../../platform/clock.ts'
import { Problem, unprocessable } from '../../platform/http/problem.ts'
import type { Ctx, Platform, Work } from '../context.ts'
import { beginAttempt, takeAttempt } from './attempts.ts'
import { sentences } from './words.zh.ts'

/** Where passkeys belong: they answer to this address and no other, which is what makes them proof against phishing. */
export type Site = { origin: string; name: string }

/** Loaded when the first passkey is asked for, so that the program starts without it. */
const webauthn = () => import('@simplewebauthn/server')
const idOf = (site: Site) => new URL(site.origin).hostname

/** What the browser needs to make a passkey for the person. */
export const registrationOptions = async (ctx: Ctx, site: Site) => {
  const { generateRegistrationOptions } = await webauthn()
  const personId = ctx.actor.personId!
  const known = await ctx.db
    .selectFrom('passkey')
    .select(['id', 'transports'])
    .where('person_id', '=', personId)
    .execute()
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: idOf(site),
    userName: ctx.actor.username,
    userDisplayName: ctx.actor.name,
    userID: new TextEncoder().encode(`person/${personId}`),
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await beginAttempt(ctx.db, 'passkey_registration', options.challenge, ctx.clock(), { personId })
  return options
}

/**
 * A passkey whose challenge was ours and whose owner was verified by the device.
 * @throws Problem 422 not made for this challenge, address or person, or known already
 */
export const verifyRegistration = async (ctx: Ctx, site: Site, response: RegistrationResponseJSON) => {
  const { verifyRegistrationResponse } = await webauthn()
  const expectedChallenge = async (challenge: string) =>
    (await takeAttempt(ctx.db, 'passkey_registration', challenge, ctx.clock()))?.personId === ctx.actor.personId
  const made = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    expectedOrigin: site.origin,
    expectedRPID: idOf(site),
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!made?.verified)
    throw unprocessable(sentences.passkeyRefused, [
      { field: 'response', key: 'refused', message: sentences.passkeyRefused },
    ])
  return made.registrationInfo.credential
}

/** What the browser needs to answer with any passkey of this site; the passkey says whose it is. */
export const authenticationOptions = async (platform: Platform, site: Site) => {
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({ rpID: idOf(site), userVerification: 'required' })
  await beginAttempt(platform.db, 'passkey', options.challenge, platform.clock())
  return options
}

const wrong = () => new Problem(401, 'wrong-passkey', '没有通过验证', sentences.wrongPasskey)

/**
 * Who answered with a passkey. Each challenge is good once; a counter that does not rise betrays a copied key.
 * @throws Problem 401 with the person when known, so that the caller can count the failure
 */
export const provenByPasskey = async (
  platform: Platform,
  site: Site,
  response: AuthenticationResponseJSON,
): Promise<{ personId: number; verified: boolean }> => {
  const { verifyAuthenticationResponse } = await webauthn()
  const key = await platform.db.selectFrom('passkey').selectAll().where('id', '=', response.id).executeTakeFirst()
  if (!key) throw wrong()
  const at = platform.clock()
  const answer = await verifyAuthenticationResponse({
    response,
    expectedChallenge: async (challenge) => (await takeAttempt(platform.db, 'passkey', challenge, at)) !== undefined,
    expectedOrigin: site.origin,
    expectedRPID: idOf(site),
    requireUserVerification: true,
    credential: {
      id: key.id,
      publicKey: new Uint8Array(key.public_key),
      counter: key.counter,
      transports: key.transports as never,
    },
  }).catch(() => undefined)
  if (!answer?.verified) return { personId: key.person_id, verified: false }
  await platform.db
    .updateTable('passkey')
    .set({ counter: answer.authenticationInfo.newCounter, last_used_at: asDate(at) })
    .where('id', '=', key.id)
    .execute()
  return { personId: key.person_id, verified: true }
}

/** Keeps a verified passkey. @throws Problem 422 when somebody has it already */
export const insertPasskey = async (
  work: Work,
  personId: number,
  name: string,
  credential: Awaited<ReturnType<typeof verifyRegistration>>,
): Promise<void> => {
  const made = await work.trx
    .insertInto('passkey')
    .values({
      id: credential.id,
      person_id: personId,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: [...(credential.transports ?? [])],
      name,
      created_at: asDate(work.at),
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made)
    throw unprocessable(sentences.passkeyKnown, [{ field: 'response', key: 'known', message: sentences.passkeyKnown }])
}
