import type { DatabaseSync } from 'node:sqlite'
import { verifyEntry } from '../../foundations/publication-log/chain.ts'
import type { LogEntry } from '../../foundations/publication-log/entries.ts'
import { entryApplier } from './apply-entry.ts'
import { articleStore } from './articles.ts'
import { longListKeeper } from './long-lists.ts'
import { readReplica } from './open-replica.ts'
import { type ReplicaPosition, readPosition } from './position.ts'
import { PostingLists } from './postings.ts'
import { orBroken, ReplicaBroken } from './replica-broken.ts'
import { openFile } from './schema.ts'
import { shanghaiToday } from './shanghai-day.ts'
import type { EntryTerms } from './terms-apart.ts'
import { logKeeper } from './tree-nodes.ts'
import type { ArticleRenderer } from './types.ts'

export type ReplicaWriter = {
  /**
   * Replays entries in one transaction: all of them or none. `terms` are the entries' own, when made elsewhere.
   *
   * @throws ReplicaBroken `gap` when the first does not follow `position()`, `chain` when a hash does not hold
   */
  apply(entries: readonly LogEntry[], terms?: EntryTerms): void
  /** Where to go on. */
  position(): ReplicaPosition
  /** Renders up to `limit` article fragments that are missing or stale; returns how many were done. */
  fillArticles(limit: number): number
  /** Packs the index after a bulk of entries, a slice of work per call; true when nothing is left to pack. */
  pack(): boolean
  close(): void
}

/** Batches up to this size have their fragments rendered at once, so a page just published is warm. */
const smallBatch = 20

/**
 * The one writer of a replica file.
 *
 * @throws ReplicaBroken `schema` or `corrupt`: remove the file and replay the log from the start
 */
export function openReplicaWriter(
  path: string,
  options: { renderer?: ArticleRenderer; today?: () => string } = {},
): ReplicaWriter {
  const db = openFile(path, { readOnly: false })
  const today = options.today ?? shanghaiToday
  const replica = readReplica(db, { today })
  const articles = articleStore(db, replica, options.renderer, today)
  const lists = new PostingLists(db, { budget: 0, ready: false })
  const longLists = longListKeeper(db, (term, passages) => lists.list(term, passages))
  const applier = entryApplier(db, articles, longLists)
  const keeper = logKeeper(db)
  const setMeta = db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  articles.useVersion()

  return {
    apply(entries, terms) {
      if (entries.length === 0) return
      const touched: number[] = []
      transaction(db, () => {
        applier.reset()
        keeper.reset()
        let { seq, hash } = readPosition(db)
        for (const [i, entry] of entries.entries()) {
          if (entry.seq !== seq + 1) {
            throw new ReplicaBroken('gap', `entry ${entry.seq} does not follow ${seq}`, { seq: entry.seq })
          }
          const json = entry.payload === null ? null : JSON.stringify(entry.payload)
          const fault = verifyEntry(hash, entry, json)
          if (fault) {
            throw new ReplicaBroken('chain', `entry ${entry.seq}: its ${fault} does not agree with the chain`, {
              seq: entry.seq,
            })
          }
          keeper.keep(entry, json)
          if (json !== null) touched.push(...applier.apply(entry, json, terms?.[i]))
          seq = entry.seq
          hash = entry.hash
        }
        applier.finish()
        keeper.finish()
        setMeta.run('seq', seq)
        setMeta.run('hash', hash)
        setMeta.run('at', entries.at(-1)!.at)
      })
      // What was withdrawn must not stay readable in the write-ahead file either (the pages are wiped: secure_delete).
      if (entries.some(({ kind }) => kind.endsWith('.withdrawn'))) db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      replica.changed()
      if (entries.length <= smallBatch) transaction(db, () => articles.render(touched))
    },
    position: () => readPosition(db),
    fillArticles: (limit) => transaction(db, () => articles.fill(limit)),
    pack() {
      const before = db.prepare('SELECT total_changes() AS n').get() as { n: number }
      db.exec("INSERT INTO terms (terms, rank) VALUES ('merge', 500)")
      const after = db.prepare('SELECT total_changes() AS n').get() as { n: number }
      if (after.n - before.n >= 2) return false
      const named = longLists.namesGone()
      const done = transaction(db, () => longLists.step())
      if (named && !longLists.namesGone()) db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return done
    },
    close() {
      replica.close()
      db.exec('PRAGMA optimize')
      db.close()
    },
  }
}

function transaction<T>(db: DatabaseSync, step: () => T): T {
  return orBroken(() => {
    db.exec('BEGIN IMMEDIATE')
    try {
      const result = step()
      db.exec('COMMIT')
      return result
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  })
}
