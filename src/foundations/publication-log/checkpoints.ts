import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.ts'
import { type Checkpoint, openCheckpoint, readVerifier } from './checkpoint.ts'

/** A checkpoint as it was put down. `key` is the public key's text `name+id+key`. */
export type StoredCheckpoint = { size: number; note: string; key: string; edge: Buffer }

/** The key itself in a key's text, whatever name it goes by: 33 bytes in base64. */
export const keyPart = (key: string): string => key.slice(-44)

/**
 * The newest checkpoint; with `key`, of those signed with that key.
 * @param key a public key's text; its name does not matter, since a portal may move to another address
 */
export const newestCheckpoint = async (db: Db, key?: string): Promise<StoredCheckpoint | undefined> =>
  db
    .selectFrom('log_checkpoint')
    .select(['size', 'note', 'key', 'edge'])
    .$if(key !== undefined, (query) => query.where(sql<boolean>`right(key, 44) = ${keyPart(key!)}`))
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The checkpoint inside; undefined when there is none, or its note is not signed by the key beside it. */
export const openStored = (stored: Pick<StoredCheckpoint, 'note' | 'key'> | undefined): Checkpoint | undefined => {
  const verifier = stored && readVerifier(stored.key)
  return verifier && openCheckpoint(stored.note, verifier)
}
