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

/** Walks the whole publication log and names the first entry that was changed, removed or put in between. */
export const verifyLog = async (db: Db, onProgress?: (checked: number) => void): Promise<LogVerdict> => {
  let hash = genesis
  let checked = 0
  for (;;) {
    const entries = await readLog(db, checked, 1_000)
    if (!entries.length) break
    for (const entry of entries) {
      const fault = entry.seq === checked + 1 ? verifyEntry(hash, entry) : 'hash'
      if (fault) return { ok: false, checked, brokenAt: checked + 1, fault }
      hash = entry.hash
      checked += 1
    }
    onProgress?.(checked)
  }
  const head = await logHead(db)
  const ok = head.seq === checked && head.hash === hash
  return { ok, checked, brokenAt: ok ? null : checked + 1, fault: ok ? null : 'head' }
}
