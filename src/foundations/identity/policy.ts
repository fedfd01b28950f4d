import { z } from 'zod'
import type { Connection } from '../../platform/db/connect.ts'
import { roleNames } from './roles.ts'

/**
 * What the security administrator may set about signing in. The defaults follow 等级保护 practice (GB/T 22239-2019,
 * 8.1.4.1 身份鉴别) and, for idle sessions, ASVS V3.3.2; a county under 等保三级 names its roles for the second factor.
 */
export const signInPolicy = z.object({
  /** Days after which a password must be changed; 0: never. */
  passwordDays: z.int().min(0).max(3650),
  /** Days in which a password that an administrator gave must be used for the first time; 0: never ends. */
  firstPasswordDays: z.int().min(0).max(365),
  /** How many earlier passwords are not taken again. */
  passwordsRemembered: z.int().min(0).max(24),
  /** Roles whose holders need a one-time code or a passkey beside the password. */
  secondFactorRoles: z.array(z.enum(roleNames)).max(roleNames.length),
  /** 签发, withdrawing and repealing ask again when the person was last proved longer ago than this. */
  confirmMinutes: z.int().min(1).max(720),
  /** A session nobody worked in for so long is over. */
  idleMinutes: z.int().min(5).max(240),
  /** `any`: the password will do; `second_factor`: a one-time code or a passkey. */
  confirmBy: z.enum(['any', 'second_factor']),
})
export type SignInPolicy = z.infer<typeof signInPolicy>

export const policyKey = 'sign_in_policy'
export const defaultPolicy: SignInPolicy = {
  passwordDays: 90,
  firstPasswordDays: 7,
  passwordsRemembered: 5,
  secondFactorRoles: [],
  confirmMinutes: 15,
  idleMinutes: 30,
  confirmBy: 'any',
}

/** The policy as the setting says; what it does not say is as by default. */
export const policyOf = (setting: unknown): SignInPolicy =>
  signInPolicy.safeParse({ ...defaultPolicy, ...(setting as object | null) }).data ?? defaultPolicy

export const readPolicy = async (db: Connection): Promise<SignInPolicy> =>
  policyOf((await db.selectFrom('setting').select('value').where('key', '=', policyKey).executeTakeFirst())?.value)
