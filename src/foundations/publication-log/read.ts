import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.ts'
import { genesis } from './chain.ts'
import type { LogEntry } from './entries.ts'

/** Entries after `after`, in order, at most `size`. Blanked payloads come as null. */
export const readLog = async (db: Db, after: number, size: number): Promise<LogEntry[]> => {
  const rows = await db
    .selectFrom('publication_log')
    .innerJoin('publication_payload', 'publication_payload.seq', 'publication_log.seq')
    .select(['publication_log.line', 'publication_log.hash', 'publication_payload.payload'])
    .where('publication_log.seq', '>', after)
    .orderBy('publication_log.seq')
    .limit(size)
    .execute()
  return rows.map((row) => ({
    ...(JSON.parse(row.line) as object),
    payload: row.payload === null ? null : JSON.parse(row.payload),
    hash: row.hash.toString('hex'),
  })) as LogEntry[]
}

/** One entry as the chain and the tree see it. */
export type LogLine = { seq: number; line: string; hash: string; payloadHolds: boolean }

/**
 * Lines after `after`, in order, at most `size`. Whether a payload is the one its line names is asked of the database,
 * so that the texts need not travel; a blanked payload counts as holding.
 */
export const readLines = async (db: Db, after: number, size: number): Promise<LogLine[]> => {
  const rows = await db
    .selectFrom('publication_log')
    .innerJoin('publication_payload', 'publication_payload.seq', 'publication_log.seq')
    .select((eb) => [
      'publication_log.seq',
      'publication_log.line',
      'publication_log.hash',
      sql<boolean>`coalesce(
        encode(sha256(convert_to(${eb.ref('publication_payload.payload')}, 'UTF8')), 'hex')
          = ${eb.ref('publication_log.line')}::json ->> 'payloadHash', true)`.as('payloadHolds'),
    ])
    .where('publication_log.seq', '>', after)
    .orderBy('publication_log.seq')
    .limit(size)
    .execute()
  return rows.map((row) => ({ ...row, hash: row.hash.toString('hex') }))
}

/** Where the log stands now. */
export const logHead = async (db: Db): Promise<{ seq: number; hash: string }> => {
  const head = await db.selectFrom('publication_head').selectAll().executeTakeFirstOrThrow()
  return { seq: head.seq, hash: head.hash.toString('hex') }
}

/** Hex chain hash of entry `seq`; of nothing at all for 0. */
export const chainAt = async (db: Db, seq: number): Promise<string> => {
  if (seq === 0) return genesis
  const row = await db.selectFrom('publication_log').select('hash').where('seq', '=', seq).executeTakeFirst()
  return row ? row.hash.toString('hex') : ''
}
