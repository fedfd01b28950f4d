import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.ts'
import { genesis, verifyEntry } from './chain.ts'
import { logHead, readLog } from './read.ts'

export type LogVerdict = {
  ok: boolean
  checked: number
  brokenAt: number | null
  /** What does not agree: the payload with its hash, the line with the chain, or the head with the last entry. */
  fault: 'payload' | 'hash' | 'head' | null
}

/**
 * Walks the whole publication log and names the first entry that was changed, removed or put in between, or whose text
 * is gone although no later withdrawal says so.
 */
export const verifyLog = async (db: Db, onProgress?: (checked: number) => void): Promise<LogVerdict> => {
  let hash = genesis
  let checked = 0
  /** First entry without its text, by subject, until a withdrawal answers for it. */
  const gone = new Map<string, number>()
  for (;;) {
    const entries = await readLog(db, checked, 1_000)
    if (!entries.length) break
    for (const entry of entries) {
      const fault = entry.seq === checked + 1 ? verifyEntry(hash, entry) : 'hash'
      if (fault) return { ok: false, checked, brokenAt: checked + 1, fault }
      if (entry.kind === 'record.withdrawn') gone.delete(entry.subject)
      else if (entry.payload === null && !gone.has(entry.subject)) gone.set(entry.subject, entry.seq)
      hash = entry.hash
      checked += 1
    }
    onProgress?.(checked)
  }
  const [unanswered] = gone.values()
  if (unanswered !== undefined) return { ok: false, checked, brokenAt: unanswered, fault: 'payload' }
  const renamed = await renamedEntry(db)
  if (renamed !== undefined) return { ok: false, checked, brokenAt: renamed, fault: 'hash' }
  const head = await logHead(db)
  const ok = head.seq === checked && head.hash === hash
  return { ok, checked, brokenAt: ok ? null : checked + 1, fault: ok ? null : 'head' }
}

/** First entry whose columns say something else than its hashed line. */
const renamedEntry = async (db: Db): Promise<number | undefined> => {
  const { rows } = await sql<{ seq: number }>`select seq from publication_log
    where (line::json ->> 'seq')::bigint <> seq or line::json ->> 'kind' <> kind or line::json ->> 'subject' <> subject
      or abs(extract(epoch from (line::json ->> 'at')::timestamptz - at)) > 0.001
      or line::json ->> 'payloadHash' <> payload_hash
    order by seq limit 1`.execute(db)
  return rows[0]?.seq
}
