import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.ts'
import { entryLine, genesis, verifyEntry } from './chain.ts'
import { growingTree, leafHash } from './merkle.ts'
import { logHead, readLog } from './read.ts'

export type LogVerdict = {
  ok: boolean
  checked: number
  brokenAt: number | null
  /** What does not agree: the payload with its hash, the line with the chain, or the head with the last entry. */
  fault: 'payload' | 'hash' | 'head' | 'checkpoint' | null
  /** Merkle root (RFC 6962) of the entries walked, hex. */
  root: string
}

/** A root that was signed or written down earlier: the log must still have it at that size. */
export type Earlier = { size: number; root: Uint8Array }

/**
 * Walks the whole publication log and names the first entry that was changed, removed or put in between, or whose text
 * is gone although no later withdrawal says so. With an `earlier` root, also that the log is that one grown longer.
 */
export const verifyLog = async (
  db: Db,
  { onProgress, earlier }: { onProgress?: (checked: number) => void; earlier?: Earlier } = {},
): Promise<LogVerdict> => {
  let hash = genesis
  let checked = 0
  const tree = growingTree()
  const verdict = (brokenAt: number | null, fault: LogVerdict['fault']): LogVerdict => ({
    ok: fault === null,
    checked,
    brokenAt,
    fault,
    root: Buffer.from(tree.root()).toString('hex'),
  })
  /** First entry without its text, by subject, until a withdrawal answers for it. */
  const gone = new Map<string, number>()
  for (;;) {
    const entries = await readLog(db, checked, 1_000)
    if (!entries.length) break
    for (const entry of entries) {
      const fault = entry.seq === checked + 1 ? verifyEntry(hash, entry) : 'hash'
      if (fault) return verdict(checked + 1, fault)
      if (entry.kind === 'record.withdrawn') gone.delete(entry.subject)
      else if (entry.payload === null && !gone.has(entry.subject)) gone.set(entry.subject, entry.seq)
      hash = entry.hash
      checked += 1
      tree.add(leafHash(entryLine(entry)))
      if (earlier?.size === checked && Buffer.compare(tree.root(), earlier.root) !== 0)
        return verdict(checked, 'checkpoint')
    }
    onProgress?.(checked)
  }
  const [unanswered] = gone.values()
  if (unanswered !== undefined) return verdict(unanswered, 'payload')
  const renamed = await renamedEntry(db)
  if (renamed !== undefined) return verdict(renamed, 'hash')
  if (earlier && earlier.size > checked) return verdict(checked + 1, 'checkpoint')
  const head = await logHead(db)
  return head.seq === checked && head.hash === hash ? verdict(null, null) : verdict(checked + 1, 'head')
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
