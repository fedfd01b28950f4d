import { createHash } from 'node:crypto'
import { readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openFiles } from '../foundations/files/files.ts'
import type { Log } from '../platform/observability/log.ts'
import type { PortalDeps } from './deps.ts'
import type { Replica } from './replica/types.ts'

export type KeptFiles = {
  open: PortalDeps['openFile']
  /**
   * Fetches what live items name and is not here yet, and removes what no live item names.
   * @returns how many could not be fetched
   */
  keep: (replica: Replica) => Promise<number>
}

const pageSize = 200

/**
 * Attachments of a portal that stands apart, by hash in a folder of its own. Whether a reader may have one is for the
 * replica to say, each time; here they are only kept.
 * @param fetchBytes asks where the log comes from; undefined when it has no such file
 */
export const openKeptFiles = (
  folder: string,
  fetchBytes: (hash: string, recordId: number) => Promise<Buffer | undefined>,
): KeptFiles => {
  const files = openFiles(folder)
  const coming = new Map<string, Promise<boolean>>()

  const fetchOne = (hash: string, recordId: number): Promise<boolean> => {
    let fetching = coming.get(hash)
    if (!fetching) {
      fetching = (async () => {
        const bytes = await fetchBytes(hash, recordId)
        if (!bytes) return false
        const got = createHash('sha256').update(bytes).digest('hex')
        if (got !== hash) throw new Error(`the bytes that came for ${hash} are those of ${got}`)
        await files.put(bytes)
        return true
      })().finally(() => coming.delete(hash))
      coming.set(hash, fetching)
    }
    return fetching
  }
  const held = async () => {
    const names = await readdir(folder, { recursive: true }).catch(() => [] as string[])
    return new Set(names.map((name) => name.slice(3)).filter((name) => /^[0-9a-f]{64}$/.test(name)))
  }

  return {
    async open(hash, recordId) {
      const here = await files.open(hash)
      if (here) return here
      return (await fetchOne(hash, recordId).catch(() => false)) ? files.open(hash) : undefined
    },
    async keep(replica) {
      const unnamed = await held()
      const here = new Set(unnamed)
      let missing = 0
      for (let after = 0; ; ) {
        const page = replica.attachmentsAfter(after, pageSize)
        for (const { hash, recordId } of page) {
          unnamed.delete(hash)
          if (here.has(hash)) continue
          if (await fetchOne(hash, recordId).catch(() => false)) here.add(hash)
          else missing += 1
        }
        const last = page.at(-1)
        if (!last) break
        after = last.recordId
        await sleep(0)
      }
      for (const hash of unnamed) await unlink(join(folder, hash.slice(0, 2), hash)).catch(() => undefined)
      return missing
    },
  }
}

/** Longest time (ms) before files that could not be fetched are asked for again, and shortest between two looks. */
const tryAgain = 30_000
const between = 1_000

/**
 * Keeps attachments in step with the replica for as long as the portal runs.
 * @param upToDate whether the replica has everything the log has: one that is being rebuilt must not empty the folder
 */
export const followFiles = async (
  files: KeptFiles,
  replica: () => Replica,
  upToDate: () => boolean,
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<void> => {
  let done = -1
  let again = 0
  while (!signal.aborted) {
    try {
      const { seq } = replica().position()
      if (upToDate() && (seq !== done || performance.now() > again)) {
        const missing = await files.keep(replica())
        if (missing) log.warn({ missing }, 'attachments could not be fetched; asked for again')
        done = seq
        again = missing ? performance.now() + tryAgain : Number.POSITIVE_INFINITY
      }
    } catch (error) {
      log.warn({ err: error }, 'attachments not looked through')
    }
    await sleep(between, undefined, { signal }).catch(() => undefined)
  }
}
