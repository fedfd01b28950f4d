import { sql } from 'kysely'
import type { Trx } from '../../platform/db/connect.ts'
import { type Append, appendToLog } from './append.ts'
import { payloadHash } from './chain.ts'

/**
 * Appends only those entries that say something else than the newest entry on the same subject, so that publishing the
 * whole of a table twice adds nothing. For things that are described anew as a whole: units, columns, catalogue rows.
 * @returns how many were appended
 */
export const appendChanged = async (trx: Trx, at: Temporal.Instant, entries: Append[]): Promise<number> => {
  if (!entries.length) return 0
  const { rows } = await sql<{ subject: string; kind: string; payload_hash: string }>`
    select distinct on (subject, kind) subject, kind, payload_hash from publication_log
    where subject = any(${entries.map((entry) => entry.subject)}::text[]) order by subject, kind, seq desc`.execute(trx)
  const said = new Map(rows.map((row) => [`${row.kind} ${row.subject}`, row.payload_hash]))
  const news = entries.filter(
    (entry) => said.get(`${entry.kind} ${entry.subject}`) !== payloadHash(JSON.stringify(entry.payload)),
  )
  await appendToLog(trx, at, news)
  return news.length
}
