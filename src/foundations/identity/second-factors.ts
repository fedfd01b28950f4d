import { createHash, randomBytes } from 'node:crypto'
import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { SealedColumn } from '../../platform/sealed-columns.ts'
import type { Ctx, Platform } from '../context.ts'
import type { Proof } from './actor.ts'
import { stepOf } from './totp.ts'

/** SQL on what people prove themselves with beside a password. */

const codeHash = (code: string) =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest()
const place = (personId: number) => `totp/${personId}`

export type Factors = {
  totp: boolean
  passkeys: { id: string; name: string; createdAt: string; lastUsedAt: string | null }[]
  recoveryCodesLeft: number
}

/** What a person has enrolled. */
export const factorsOf = async (db: Connection, personId: number): Promise<Factors> => {
  const totp = await db
    .selectFrom('totp')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  const passkeys = await db
    .selectFrom('passkey')
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute()
  const { left } = await db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    totp: totp !== undefined,
    passkeys: passkeys.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
    })),
    recoveryCodesLeft: Number(left),
  }
}

/** What is sealed here, to be sealed anew when the keys change. */
export const sealedFactors: SealedColumn[] = [
  { table: 'totp', key: 'person_id', column: 'secret', place: (personId) => place(Number(personId)) },
]

/** Keeps a new secret, sealed; one that was begun and never confirmed gives way. False when one is in use. */
export const keepTotpSecret = async (ctx: Ctx, trx: Trx, personId: number, secret: string): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('totp')
    .values({ person_id: personId, secret: ctx.keyring.seal(secret, place(personId)), created_at: asDate(ctx.clock()) })
    .onConflict((oc) =>
      oc
        .column('person_id')
        .doUpdateSet((eb) => ({ secret: eb.ref('excluded.secret'), created_at: eb.ref('excluded.created_at') }))
        .where('totp.confirmed_at', 'is', null),
    )
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows) > 0
}

/**
 * Takes a one-time code of a person; the same code is not taken twice, whoever sends it and however fast.
 * @param confirmed false: the secret that was begun, which the first code confirms
 */
export const takeTotpCode = async (
  platform: Platform,
  trx: Trx,
  personId: number,
  code: string,
  confirmed = true,
): Promise<'taken' | 'used' | undefined> => {
  const at = platform.clock()
  const row = await trx
    .selectFrom('totp')
    .select(['secret', 'last_step'])
    .where('person_id', '=', personId)
    .where('confirmed_at', confirmed ? 'is not' : 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const step = stepOf(platform.keyring.open(row.secret, place(personId)), code, at, row.last_step)
  if (typeof step !== 'number') return step
  await trx
    .updateTable('totp')
    .set({ last_step: step, ...(confirmed ? {} : { confirmed_at: asDate(at) }) })
    .where('person_id', '=', personId)
    .execute()
  return 'taken'
}

/** Ten new codes for the day the phone is lost; earlier ones are worth nothing any more. Shown once, kept as hashes. */
export const renewRecoveryCodes = async (trx: Trx, personId: number, at: Temporal.Instant): Promise<string[]> => {
  // 118 bits each, so that a hash without salt tells nothing; without letters and digits that look alike.
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const part = () => Array.from(randomBytes(6), (byte) => letters[byte % letters.length]).join('')
  const codes = Array.from({ length: 10 }, () => [part(), part(), part(), part()].join('-'))
  await trx.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
  await trx
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ person_id: personId, code_hash: codeHash(code), created_at: asDate(at) })))
    .execute()
  return codes
}

const takeRecoveryCode = async (trx: Trx, personId: number, code: string, at: Temporal.Instant): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('recovery_code')
    .set({ used_at: asDate(at) })
    .where('person_id', '=', personId)
    .where('code_hash', '=', codeHash(code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * A code as typed: six digits are the app's, anything else a recovery code. Undefined when it is neither's, `used` when
 * it was the app's and has been taken before.
 */
export const takeCode = async (
  platform: Platform,
  trx: Trx,
  personId: number,
  code: string,
): Promise<Proof | 'used' | undefined> => {
  const digits = code.replace(/\s/g, '')
  if (/^\d{6}$/.test(digits)) {
    const taken = await takeTotpCode(platform, trx, personId, digits)
    return taken === 'taken' ? 'totp' : taken
  }
  return (await takeRecoveryCode(trx, personId, code, platform.clock())) ? 'recovery_code' : undefined
}

/** Removes the one-time code; with the last factor its recovery codes go too. */
export const removeTotp = async (trx: Trx, personId: number): Promise<boolean> => {
  const { numDeletedRows } = await trx.deleteFrom('totp').where('person_id', '=', personId).executeTakeFirst()
  await sweepRecoveryCodes(trx, personId)
  return numDeletedRows > 0n
}

export const removePasskey = async (trx: Trx, personId: number, id: string): Promise<boolean> => {
  const { numDeletedRows } = await trx
    .deleteFrom('passkey')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  await sweepRecoveryCodes(trx, personId)
  return numDeletedRows > 0n
}

/** Everything at once, when a person has lost them. */
export const removeAllFactors = async (trx: Trx, personId: number): Promise<void> => {
  await trx.deleteFrom('passkey').where('person_id', '=', personId).execute()
  await removeTotp(trx, personId)
}

const sweepRecoveryCodes = async (trx: Trx, personId: number) => {
  const { totp, passkeys } = await factorsOf(trx, personId)
  if (!totp && !passkeys.length) await trx.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
}
