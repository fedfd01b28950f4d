import type { DatabaseSync } from 'node:sqlite'
import { genesis } from '../../foundations/publication-log/chain.ts'

/** Up to where the log has been replayed: seq 0 and the genesis hash in a new file. */
export type ReplicaPosition = { seq: number; hash: string; at: string | null }

export function readPosition(db: DatabaseSync): ReplicaPosition {
  const rows = db.prepare("SELECT key, value FROM meta WHERE key IN ('seq', 'hash', 'at')").all()
  const meta = Object.fromEntries(rows.map((row) => [row.key, row.value]))
  return { seq: Number(meta.seq ?? 0), hash: String(meta.hash ?? genesis), at: (meta.at as string | undefined) ?? null }
}
