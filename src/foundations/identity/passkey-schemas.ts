import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { text } from '../../platform/http/schemas.ts'
import type { Platform } from '../context.ts'
import type { Site } from './passkeys.ts'
import { issuerName } from './words.zh.ts'

/** Shapes of what browsers answer (WebAuthn Level 3, `toJSON`). The library reads the bytes; here only their frame. */
const bytes = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]*$/)
const answer = {
  id: bytes.min(1).max(1400),
  rawId: bytes.min(1).max(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
  clientExtensionResults: z.looseObject({}).default({}),
}

export const assertion = z
  .object({
    ...answer,
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      signature: bytes,
      userHandle: bytes.nullish(),
    }),
  })
  .transform((value) => value as unknown as AuthenticationResponseJSON)

export const attestation = z
  .object({
    ...answer,
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes,
      transports: z.array(z.string().max(30)).max(10).optional(),
    }),
  })
  .transform((value) => value as unknown as RegistrationResponseJSON)

/** A one-time code or a recovery code as typed. */
export const code = text(40).min(1)

/** The site as the browser knows it: the address configured, else the one that was asked. */
export const siteOf = async (
  platform: Platform,
  request: FastifyRequest,
  options: { officeUrl?: string | undefined },
): Promise<Site> => ({
  origin: options.officeUrl ?? `${request.protocol}://${request.host}`,
  name: issuerName(await countyName(platform)),
})

const countyName = async (platform: Platform): Promise<string> => {
  const row = await platform.db.selectFrom('setting').select('value').where('key', '=', 'site').executeTakeFirst()
  return (row?.value as { countyName?: string } | undefined)?.countyName ?? ''
}
