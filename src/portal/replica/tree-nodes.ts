import type { DatabaseSync } from 'node:sqlite'
import { entryLine } from '../../foundations/publication-log/chain.ts'
import type { LogEntry } from '../../foundations/publication-log/entries.ts'
import { leafHash } from '../../foundations/publication-log/merkle.ts'
import { hashSize, tileRoot, tileWidth } from '../../foundations/publication-log/tiles.ts'

/** What a replica keeps of the log itself, so that it can prove what it shows. */
export type LogKeeper = {
  /** Begins a batch, whatever became of the one before. */
  reset(): void
  /** Keeps an entry; to be told before the entry changes any table. `json` is its payload's text, null when blanked. */
  keep(entry: LogEntry, json: string | null): void
  /** Writes the tiles; the last call before a commit. */
  finish(): void
}

/** `record/12` → 12 */
const recordOf = (subject: string): number | null => {
  const id = subject.startsWith('record/') ? Number(subject.slice(7)) : Number.NaN
  return Number.isSafeInteger(id) ? id : null
}

/**
 * Keeps every entry's line, the hashes of the Merkle tree as tiles, and the exact published text of an item whose stored
 * text a change of validity is about to alter. A tile is written once per batch, so an entry costs two hashes and an
 * insert.
 */
export function logKeeper(db: DatabaseSync): LogKeeper {
  const line = db.prepare('INSERT INTO log_line (seq, record_id, line, payload) VALUES (?, ?, ?, ?)')
  const readTile = db.prepare('SELECT hashes FROM log_tile WHERE level = ? AND idx = ?')
  const putTile = db.prepare(`INSERT INTO log_tile (level, idx, hashes) VALUES (?, ?, ?)
    ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes`)
  const keepText = db.prepare(
    'INSERT OR IGNORE INTO published_text (record_id, json) SELECT record_id, json FROM payload WHERE record_id = ?',
  )
  const dropText = db.prepare('DELETE FROM published_text WHERE record_id = ?')

  /** The tile that grows on each level, opened when the first hash comes. */
  let edge: { index: number; hashes: Buffer; count: number }[] = []

  function open(level: number, position: number) {
    const index = Math.floor(position / tileWidth)
    const hashes = Buffer.alloc(tileWidth * hashSize)
    const stored = readTile.get(level, index) as { hashes: Uint8Array } | undefined
    if (stored) hashes.set(stored.hashes)
    return { index, hashes, count: position % tileWidth }
  }

  function push(level: number, position: number, hash: Uint8Array) {
    edge[level] ??= open(level, position)
    const tile = edge[level]
    tile.hashes.set(hash, tile.count * hashSize)
    tile.count++
    if (tile.count < tileWidth) return
    putTile.run(level, tile.index, tile.hashes)
    delete edge[level]
    push(level + 1, tile.index, tileRoot(tile.hashes))
  }

  return {
    reset() {
      edge = []
    },
    keep(entry, json) {
      const text = entryLine(entry)
      const id = recordOf(entry.subject)
      if (id !== null) {
        if (entry.kind === 'record.validity-changed') keepText.run(id)
        else dropText.run(id)
      }
      line.run(entry.seq, id, text, entry.kind === 'record.validity-changed' ? json : null)
      push(0, entry.seq - 1, leafHash(text))
    },
    finish() {
      edge.forEach((tile, level) => {
        putTile.run(level, tile.index, tile.hashes.subarray(0, tile.count * hashSize))
      })
    },
  }
}
