import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type OpenReplica, openReplica } from './replica/open-replica.ts'
import { ReplicaBroken } from './replica/replica-broken.ts'
import type { ArticleRenderer } from './replica/types.ts'
import { warmUp } from './replica/warm-up.ts'
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
  folder: string
  /** True when the served file was found unreadable, or is gone, cut off or another one than was opened. */
  hurt: () => boolean
  /** True when nothing was there to be hurt: a first start, or tables of another version. */
  begun: () => boolean
  /** Somebody met a fault in the served file that only a new one mends. */
  markHurt: () => void
  /** Asks one question ahead of the readers; true when the served file has been asked enough. */
  warmed: () => boolean
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

/** The file that is served from a portal's folder. @throws Error when there is none */
export const servedReplica = (folder: string): string => {
  const name = named(folder)
  if (!name) throw new Error(`${folder} 里没有门户副本 / there is no replica in ${folder}`)
  return join(folder, name)
}

/** Which file lies there, and how long it is; nothing of both when there is none. */
const fileNow = (path: string) => {
  const found = statSync(path, { throwIfNoEntry: false })
  return { inode: found?.ino, size: found?.size ?? 0 }
}

/** A file name no replica of this folder has had. */
export const newReplicaName = () => `replica-${Date.now()}-${process.pid}.sqlite`

/** Makes `name` the served file, for this process and for others that watch the pointer. */
export const pointTo = (folder: string, name: string): void => {
  const draft = `${pointer(folder)}.${process.pid}.part`
  writeFileSync(draft, `${name}\n`)
  renameSync(draft, pointer(folder))
}

export const removeReplica = (folder: string, name: string) => {
  for (const end of ['', '-wal', '-shm', '.queries', '.queries-wal', '.queries-shm'])
    rmSync(join(folder, name + end), { force: true })
}

/** Removes replica files that nothing points to any more. */
const sweep = (folder: string, keep: string) => {
  for (const file of readdirSync(folder)) {
    const name = /^(replica-.*\.sqlite)$/.exec(file)?.[1]
    if (name && name !== keep) removeReplica(folder, name)
  }
}

/** Removes what processes that are gone have left half made; one that is at work beside this one keeps its file. */
const sweepLeft = (folder: string, keep: string) => {
  for (const file of readdirSync(folder)) {
    const [, name, pid] = /^(replica-\d+-(\d+)\.sqlite)$/.exec(file) ?? []
    if (name && name !== keep && !works(Number(pid))) removeReplica(folder, name)
  }
}
const works = (pid: number): boolean => {
  try {
    return pid !== process.pid && process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export const openReplicaStore = (folder: string, renderer: ArticleRenderer, today: () => string): ReplicaStore => {
  mkdirSync(folder, { recursive: true })
  const open = (name: string) => {
    const path = join(folder, name)
    const writer = openReplicaWriter(path, { renderer, today })
    const opened = { name, writer, packed: false, seq: -1, hurt: false, begun: false, ...fileNow(path) }
    const onBroken = () => {
      opened.hurt = true
    }
    const replica = openReplica(path, { today, onBroken })
    return Object.assign(opened, { replica, warmed: warmUp(replica) })
  }
  /** An empty file, counted as hurt: half a log would show repealed documents as valid, so it is filled beside. */
  const begin = (begun = true) => {
    const name = newReplicaName()
    const opened = open(name)
    pointTo(folder, name)
    sweep(folder, name)
    return Object.assign(opened, { hurt: true, begun })
  }
  const openCurrent = () => {
    const name = named(folder)
    if (!name) return begin()
    const there = existsSync(join(folder, name))
    try {
      const opened = open(name)
      // Deleted while nobody served, or a first start that was cut short: as if begun now.
      return opened.writer.position().seq > 0 ? opened : Object.assign(opened, { hurt: true, begun: there })
    } catch (error) {
      // Whatever is wrong with the file, the log has everything: a replica is never worth an outage.
      return begin(error instanceof ReplicaBroken && error.fault === 'schema')
    }
  }

  let served = openCurrent()
  sweepLeft(folder, served.name)
  const closeBoth = ({ replica, writer }: typeof served) => {
    for (const side of [replica, writer])
      try {
        side.close()
      } catch {
        // Of a broken file even the end may fail; nothing in it is wanted any more.
      }
  }
  const swap = (next: typeof served) => {
    const old = served
    served = next
    closeBoth(old)
    if (old.name !== next.name) removeReplica(folder, old.name)
  }
  return {
    replica: () => served.replica,
    writer: () => served.writer,
    outdated: () => (named(folder) ?? served.name) !== served.name,
    useNewest() {
      const name = named(folder)
      if (name && name !== served.name) swap(open(name))
    },
    folder,
    hurt() {
      if (served.hurt) return true
      const now = fileNow(join(folder, served.name))
      // SQLite never makes the file shorter: whoever did was somebody else.
      const cut = now.inode !== served.inode || now.size < served.size || named(folder) === undefined
      served.size = now.size
      if (cut) served.hurt = true
      return served.hurt
    },
    begun: () => served.begun,
    markHurt() {
      served.hurt = true
    },
    warmed: () => served.warmed(),
    packed() {
      const { seq } = served.writer.position()
      if (seq !== served.seq) Object.assign(served, { seq, packed: false })
      if (!served.packed) served.packed = served.writer.pack()
      return served.packed
    },
    close: () => closeBoth(served),
  }
}
