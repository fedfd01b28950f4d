import { createHash, randomBytes } from 'node:crypto'
import { asDate } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'

/** What somebody began while signing in and has to finish within minutes: known by a token that only they hold. */
export type AttemptKind = 'second_step' | 'passkey' | 'passkey_registration' | 'single_sign_on'
export type Attempt = { personId: number | null; detail: Record<string, unknown> }

const minutes = 10

/** Only hashes of tokens are stored: whoever reads the table can use none of them. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Remembers an attempt under `token`; ended ones are cleared away on the way. */
export const beginAttempt = async (
  db: Connection,
  kind: AttemptKind,
  token: string,
  at: Temporal.Instant,
  attempt: Partial<Attempt> = {},
): Promise<void> => {
  await db.deleteFrom('sign_in_attempt').where('expires_at', '<', asDate(at)).execute()
  await db
    .insertInto('sign_in_attempt')
    .values({
      token_hash: tokenHash(token),
      kind,
      person_id: attempt.personId ?? null,
      detail: JSON.stringify(attempt.detail ?? {}),
      expires_at: asDate(at.add({ minutes })),
    })
    .execute()
}

/** Takes an attempt away: it is good once. Undefined when there is none, or it is too old. */
export const takeAttempt = async (
  db: Connection,
  kind: AttemptKind,
  token: string,
  at: Temporal.Instant,
): Promise<Attempt | undefined> => {
  const row = await db
    .deleteFrom('sign_in_attempt')
    .where('token_hash', '=', tokenHash(token))
    .where('kind', '=', kind)
    .where('expires_at', '>', asDate(at))
    .returning(['person_id', 'detail'])
    .executeTakeFirst()
  return row && { personId: row.person_id, detail: row.detail as Record<string, unknown> }
}

/** Looks at an attempt and leaves it: a mistyped code may be mended. */
export const seeAttempt = async (
  db: Connection,
  kind: AttemptKind,
  token: string,
  at: Temporal.Instant,
): Promise<Attempt | undefined> => {
  const row = await db
    .selectFrom('sign_in_attempt')
    .select(['person_id', 'detail'])
    .where('token_hash', '=', tokenHash(token))
    .where('kind', '=', kind)
    .where('expires_at', '>', asDate(at))
    .executeTakeFirst()
  return row && { personId: row.person_id, detail: row.detail as Record<string, unknown> }
}
