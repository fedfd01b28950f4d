import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.ts'
import { entryLine, genesis, verifyEntry } from './chain.ts'
import type { LogEntry } from './entries.ts'
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

type Walk = { onProgress?: (checked: number) => void; earlier?: Earlier | readonly Earlier[] }

/**
 * Walks a log from wherever it comes and names the first entry that was changed, removed or put in between, or whose
 * text is gone although no later withdrawal says so. With an `earlier` root, also that the log is that one grown longer.
 * @returns the verdict, and the chain hash reached
 */
export const walkLog = async (
  batches: AsyncIterable<LogEntry[]>,
  { onProgress, earlier }: Walk = {},
): Promise<LogVerdict & { hash: string }> => {
  let hash = genesis
  let checked = 0
  const signed = [earlier ?? []].flat()
  const tree = growingTree()
  const verdict = (brokenAt: number | null, fault: LogVerdict['fault']) => ({
    ok: fault === null,
    checked,
    brokenAt,
    fault,
    root: Buffer.from(tree.root()).toString('hex'),
    hash,
  })
  /** First entry without its text, by subject, until a withdrawal answers for it. */
  const gone = new Map<string, number>()
  for await (const entries of batches) {
    for (const entry of entries) {
      const fault = entry.seq === checked + 1 ? verifyEntry(hash, entry) : 'hash'
      if (fault) return verdict(checked + 1, fault)
      if (entry.kind.endsWith('.withdrawn')) gone.delete(entry.subject)
      else if (entry.payload === null && !gone.has(entry.subject)) gone.set(entry.subject, entry.seq)
      hash = entry.hash
      checked += 1
      tree.add(leafHash(entryLine(entry)))
      for (const { size, root } of signed)
        if (size === checked && Buffer.compare(tree.root(), root) !== 0) return verdict(checked, 'checkpoint')
    }
    onProgress?.(checked)
  }
  const [unanswered] = gone.values()
  if (unanswered !== undefined) return verdict(unanswered, 'payload')
  if (signed.some(({ size }) => size > checked)) return verdict(checked + 1, 'checkpoint')
  return verdict(null, null)
}

async function* logOf(db: Db): AsyncGenerator<LogEntry[]> {
  for (let after = 0; ; ) {
    const entries = await readLog(db, after, 1_000)
    const last = entries.at(-1)
    if (!last) return
    yield entries
    after = last.seq
  }
}

/** Walks the log as the database has it, and looks at what stands beside the hashed lines. */
export const verifyLog = async (db: Db, walk: Walk = {}): Promise<LogVerdict> => {
  const { hash, ...verdict } = await walkLog(logOf(db), walk)
  if (!verdict.ok && verdict.fault !== 'checkpoint') return verdict
  const renamed = await renamedEntry(db)
  if (renamed !== undefined) return { ...verdict, ok: false, brokenAt: renamed, fault: 'hash' }
  if (!verdict.ok) return verdict
  const head = await logHead(db)
  return head.seq === verdict.checked && head.hash === hash
    ? verdict
    : { ...verdict, ok: false, brokenAt: verdict.checked + 1, fault: 'head' }
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
