import type { DatabaseSync } from 'node:sqlite'
import type { EntryKind } from '../../foundations/publication-log/entries.ts'

/** An entry about an item, as far as the replica still knows it. */
export type KeptEntry = {
  seq: number
  kind: EntryKind
  /** The exact text that is hashed as a leaf and in the chain. */
  line: string
  /** Exact JSON text as published; null for what a later edition or a withdrawal has replaced. */
  payload: string | null
}

/** What a replica can say about the log it was made from. */
export type LogReader = {
  /** The line of an entry; undefined past the end. */
  logLine(seq: number): string | undefined
  /** Lines of entries from `first` on, in order, at most `count`. */
  logLines(first: number, count: number): string[]
  /** Hashes of a tile of the tree, see `publication-log/tiles.ts`. */
  logTile(level: number, index: number): Uint8Array | undefined
  /** Every entry about an item, oldest first. */
  logEntriesOf(recordId: number): KeptEntry[]
}

export function logReader(db: DatabaseSync): LogReader {
  const line = db.prepare('SELECT line FROM log_line WHERE seq = ?')
  const lines = db.prepare('SELECT line FROM log_line WHERE seq >= ? ORDER BY seq LIMIT ?')
  const tile = db.prepare('SELECT hashes FROM log_tile WHERE level = ? AND idx = ?')
  const about = db.prepare('SELECT seq, line, payload FROM log_line WHERE record_id = ? ORDER BY seq')
  const text = db.prepare(`SELECT coalesce(t.json, p.json) AS json FROM payload p
    LEFT JOIN published_text t ON t.record_id = p.record_id WHERE p.record_id = ?`)

  return {
    logLine: (seq) => (line.get(seq) as { line: string } | undefined)?.line,
    logLines: (first, count) => lines.all(first, count).map((row) => row.line as string),
    logTile: (level, index) => (tile.get(level, index) as { hashes: Uint8Array } | undefined)?.hashes,
    logEntriesOf(recordId) {
      const entries = (about.all(recordId) as { seq: number; line: string; payload: string | null }[]).map((row) => ({
        ...row,
        kind: (JSON.parse(row.line) as { kind: EntryKind }).kind,
      }))
      // Of whole texts only the last is kept: an edition ends the one before, a withdrawal ends them all.
      const last = entries.findLast((entry) => entry.kind !== 'record.validity-changed')
      if (last) last.payload = (text.get(recordId) as { json: string } | undefined)?.json ?? null
      return entries
    },
  }
}
