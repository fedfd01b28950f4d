import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type OpenReplica, openReplica } from './replica/open-replica.ts'
import type { ArticleRenderer } from './replica/types.ts'
import { openReplicaWriter, type ReplicaWriter } from './replica/writer.ts'

/**
 * The replica files of one portal: `current` names the one that is served, so that a rebuild can prepare another beside
 * it and switch in one rename while readers go on.
 */
export type ReplicaStore = {
  /** The replica being served now. */
  replica: () => OpenReplica
  writer: () => ReplicaWriter
  /** True when a rebuild has put a newer file in place. */
  outdated: () => boolean
  /** Switches to a newer file that a rebuild has put in place. */
  useNewest: () => void
  /** Throws the served file away and begins an empty one. */
  startOver: () => void
  /** One slice of packing the search index; true when nothing is left to pack. */
  packed: () => boolean
  close: () => void
}

const pointer = (folder: string) => join(folder, 'current')
const named = (folder: string): string | undefined => {
  try {
    return readFileSync(pointer(folder), 'utf8').trim()
  } catch {
    return undefined
  }
}

/** A file name no replica of this folder has had. */
export const newReplicaName = () => `replica-${Date.now()}-${process.pid}.sqlite`

/** Makes `name` the served file, for this process and for others that watch the pointer. */
export const pointTo = (folder: string, name: string): void => {
  const draft = `${pointer(folder)}.${process.pid}.part`
  writeFileSync(draft, `${name}\n`)
  renameSync(draft, pointer(folder))
}

const removeFile = (folder: string, name: string) => {
  for (const end of ['', '-wal', '-shm', '.queries', '.queries-wal', '.queries-shm'])
    rmSync(join(folder, name + end), { force: true })
}

/** Removes replica files that nothing points to any more. */
const sweep = (folder: string, keep: string) => {
  for (const file of readdirSync(folder)) {
    const name = /^(replica-.*\.sqlite)$/.exec(file)?.[1]
    if (name && name !== keep) removeFile(folder, name)
  }
}

export const openReplicaStore = (folder: string, renderer: ArticleRenderer, today: () => string): ReplicaStore => {
  mkdirSync(folder, { recursive: true })
  const open = (name: string) => {
    const path = join(folder, name)
    const writer = openReplicaWriter(path, { renderer, today })
    return { name, writer, replica: openReplica(path, { today }), packed: false, seq: -1 }
  }
  const begin = () => {
    const name = newReplicaName()
    const opened = open(name)
    pointTo(folder, name)
    sweep(folder, name)
    return opened
  }
  const openCurrent = () => {
    const name = named(folder)
    if (!name) return begin()
    try {
      return open(name)
    } catch {
      // Whatever is wrong with the file, the log has everything: a replica is never worth an outage.
      return begin()
    }
  }

  let served = openCurrent()
  const swap = (next: typeof served) => {
    const old = served
    served = next
    old.replica.close()
    old.writer.close()
    if (old.name !== next.name) removeFile(folder, old.name)
  }
  return {
    replica: () => served.replica,
    writer: () => served.writer,
    outdated: () => (named(folder) ?? served.name) !== served.name,
    useNewest() {
      const name = named(folder)
      if (name && name !== served.name) swap(open(name))
    },
    startOver() {
      swap(begin())
    },
    packed() {
      const { seq } = served.writer.position()
      if (seq !== served.seq) Object.assign(served, { seq, packed: false })
      if (!served.packed) served.packed = served.writer.pack()
      return served.packed
    },
    close() {
      served.replica.close()
      served.writer.close()
    },
  }
}
