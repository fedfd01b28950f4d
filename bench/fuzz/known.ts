import { sql } from 'kysely'
import type { Db } from '../../src/platform/db/connect.ts'
import type { Known } from './from-schema.ts'

/** Ids, codes and hashes that exist, read from every table, so that generated calls meet real things. */
export const knownIn = async (db: Db): Promise<Known> => {
  const column = async (query: string) =>
    (await sql<{ v: unknown }>`${sql.raw(query)}`.execute(db)).rows.map(({ v }) => v)
  const ids = await column(
    `select v from (select id as v from record union select id from unit union select id from person
      union select id from post union select id from site_column union select id from catalogue_item
      union select id from case_file union select id from knowledge_entry union select id from mailbox) t order by v limit 200`,
  )
  const texts = await column(
    `select v from (select code as v from unit union select code from site_column union select hash from stored_file
      union select code from case_file union select id::text from letter union select id::text from case_document
      union select username from person union select action from audit_entry) t order by v limit 200`,
  )
  return { ids: ids.map(Number), texts: texts.map(String) }
}

/**
 * Undoes what random calls do to the people themselves: closed and locked accounts, ended posts, passwords to be
 * changed, second factors asked for. Otherwise nobody would be left to call after a while.
 * @param owner the database as its owner
 */
export const everybodyBack = async (owner: Db): Promise<void> => {
  for (const statement of [
    'update person set active = true, locked_until = null, failed_attempts = 0, password_must_change = false',
    'update post set ended_on = null',
    'update unit set merged_into_id = null',
    'update unit set dissolved_on = null',
    "delete from setting where key = 'sign_in_policy'",
    'delete from totp',
    'delete from passkey',
  ])
    await sql.raw(statement).execute(owner)
}
