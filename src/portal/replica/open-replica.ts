import type { DatabaseSync } from 'node:sqlite'
import { articleReader } from './articles.ts'
import { dialogueReader } from './dialogue.ts'
import { knowledgeReader } from './knowledge.ts'
import { listReader } from './lists.ts'
import { LiveTable } from './live-table.ts'
import { logReader } from './log-reader.ts'
import { popularQueries } from './popular-queries.ts'
import { readPosition } from './position.ts'
import { recordReader } from './records.ts'
import { orBroken, ReplicaBroken } from './replica-broken.ts'
import { openFile } from './schema.ts'
import { searcher } from './search.ts'
import { shanghaiToday } from './shanghai-day.ts'
import { structureReader } from './structure.ts'
import { suggester } from './suggest.ts'
import type { Replica } from './types.ts'

export type OpenReplica = Replica & { close(): void }

/**
 * Opens a replica for reading. Any number of readers, in this process or others, may read while one writer replays.
 *
 * `readOnly` opens the file itself read-only (default); popular queries are kept in `<path>.queries` all the same.
 * `today` gives the Asia/Shanghai day by which validity is shown. `onBroken` is told when a reader meets a file that can
 * no longer be read.
 *
 * @throws ReplicaBroken `schema` or `corrupt`: have the writer rebuild the file
 */
export function openReplica(
  path: string,
  options: { readOnly?: boolean; today?: () => string; onBroken?: () => void } = {},
): OpenReplica {
  const db = openFile(path, { readOnly: options.readOnly ?? true })
  const queries = popularQueries(`${path}.queries`)
  const { today = shanghaiToday, onBroken } = options
  const replica = readReplica(db, { today, queries, ...(onBroken ? { onBroken } : {}) })
  return {
    ...replica,
    close() {
      replica.close()
      queries.close()
      db.close()
    },
  }
}

/** A reader on a connection that someone else owns. `changed()` says that this connection itself has written. */
export function readReplica(
  db: DatabaseSync,
  options: { today: () => string; queries?: ReturnType<typeof popularQueries>; onBroken?: () => void },
): OpenReplica & { changed(): void } {
  const { today, queries } = options
  const table = new LiveTable(db)
  const dataVersion = db.prepare('PRAGMA data_version')
  dataVersion.setReturnArrays(true)
  let seen = -1
  let position = readPosition(db)
  let revision = 0

  /** Notices at the cost of a microsecond that any connection has written; done once at the start of every call. */
  function look() {
    const version = (dataVersion.get() as unknown as [number])[0]
    if (version !== seen) {
      seen = version
      const now = readPosition(db)
      if (now.seq < position.seq) throw new ReplicaBroken('gap', 'the replica was replaced; open it again')
      if (now.seq !== position.seq || revision === 0) revision++
      position = now
    }
  }
  const current = () => revision
  function live(): LiveTable {
    table.refresh(position.seq)
    return table
  }

  orBroken(look)
  const structure = structureReader(db, current, live)
  const context = { db, today, current, live, structure }
  const records = recordReader(context)
  const lists = listReader(context, records)
  const search = searcher(context, records)
  const suggest = suggester(context, search, queries)
  const article = articleReader(db, today)
  const { close: closeKnowledge, ...knowledge } = knowledgeReader(context)

  const replica: Replica = {
    ...structure.public,
    ...records.public,
    ...lists,
    ...logReader(db),
    ...knowledge,
    ...dialogueReader(context),
    search: search.search,
    suggest: suggest.suggest,
    popularQueries: suggest.popular,
    noteQuery: (q) => queries?.note(q),
    article,
    position: () => position,
  }
  return {
    ...guarded(replica, look, options.onBroken),
    changed() {
      seen = -1
    },
    close() {
      search.close()
      closeKnowledge()
    },
  }
}

/**
 * Every call sees the newest state, and may meet a file that has become unreadable; which is then always the
 * same typed error.
 */
function guarded(replica: Replica, look: () => void, onBroken?: () => void): Replica {
  const calls = Object.entries(replica).map(([name, call]) => [
    name,
    (...args: unknown[]) => {
      try {
        return orBroken(() => {
          look()
          return (call as (...a: unknown[]) => unknown)(...args)
        })
      } catch (error) {
        if (error instanceof ReplicaBroken) onBroken?.()
        throw error
      }
    },
  ])
  return Object.fromEntries(calls) as Replica
}

export type ReadContext = {
  db: DatabaseSync
  today: () => string
  /** Revision of the data; caches hold for one revision. */
  current: () => number
  live: () => LiveTable
  structure: ReturnType<typeof structureReader>
}
