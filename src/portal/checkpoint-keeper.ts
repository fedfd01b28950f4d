import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keyPart, openStored } from '../foundations/publication-log/checkpoints.ts'
import type { Log } from '../platform/observability/log.ts'
import type { Metrics } from '../platform/observability/metrics.ts'
import { type HeldCheckpoint, rootOf } from './proofs.ts'
import type { Replica } from './replica/types.ts'

/** The newest checkpoint where the log comes from; undefined before the first. */
export type CheckpointSource = () => Promise<{ note: string; key: string } | undefined>

/**
 * - `signature`: the note is not signed by the key that came with it
 * - `key`: signed with another key than the one this portal has known since its first checkpoint
 * - `root`: the replica's entries are not those that were signed, now or earlier
 */
export type CheckpointFault = 'signature' | 'key' | 'root'

const between = 2_000

const read = (note: string, key: string): HeldCheckpoint | undefined => {
  const opened = openStored({ note, key })
  return opened && { ...opened, note, key }
}

/**
 * Keeps the checkpoint that this portal answers with, in the file `checkpoint.json` beside its replicas. A portal
 * believes the first key it hears and no other after it, takes a checkpoint only when its own replica has that root, and
 * never lets go of what was signed before: whoever rewrites the log, the key's owner included, is found here.
 */
export const openCheckpointKeeper = (folder: string) => {
  const file = join(folder, 'checkpoint.json')
  const kept = (): HeldCheckpoint | undefined => {
    try {
      const { note, key } = JSON.parse(readFileSync(file, 'utf8')) as { note: string; key: string }
      return read(note, key)
    } catch {
      return undefined
    }
  }
  let held = kept()

  const hold = (next: HeldCheckpoint) => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${file}.part`, JSON.stringify({ note: next.note, key: next.key }))
    renameSync(`${file}.part`, file)
    held = next
  }

  return {
    held: () => held,
    /** Whether what is offered ends before what was signed and held here: an office restored from a backup, or a standby. */
    endsBefore: (offered: { note: string; key: string } | undefined): boolean => {
      const next = offered && held && read(offered.note, offered.key)
      return next !== undefined && next.size < held!.size
    },
    /** Takes up a checkpoint if it is newer and agrees; says what is wrong if it does not. */
    offer(replica: Replica, offered: { note: string; key: string } | undefined): CheckpointFault | undefined {
      const { seq } = replica.position()
      if (held && held.size <= seq && !rootOf(replica, held.size).equals(held.root)) return 'root'
      if (!offered || offered.note === held?.note) return undefined
      const next = read(offered.note, offered.key)
      if (!next) return 'signature'
      if (held && keyPart(held.key) !== keyPart(next.key)) return 'key'
      // An older one comes from a standby that is behind; a newer one waits until the replica has caught up.
      if (next.size > seq || next.size < (held?.size ?? 0)) return undefined
      if (!rootOf(replica, next.size).equals(next.root)) return 'root'
      hold(next)
      return undefined
    },
  }
}
export type CheckpointKeeper = ReturnType<typeof openCheckpointKeeper>

/** Looks for newer checkpoints for as long as the portal runs. */
export const followCheckpoints = async (
  keeper: CheckpointKeeper,
  replica: () => Replica,
  source: CheckpointSource,
  { log, metrics, signal }: { log: Log; metrics: Metrics; signal: AbortSignal },
): Promise<void> => {
  let told: CheckpointFault | undefined
  let short = false
  while (!signal.aborted) {
    // With the office away there is nothing newer; whether the replica still agrees is asked all the same.
    const offered = await source().catch(() => undefined)
    try {
      const fault = keeper.offer(replica(), offered)
      metrics.chainBroken.set({ chain: 'replica' }, fault ? 1 : 0)
      if (fault && fault !== told) log.error({ fault }, 'the replica and the signed checkpoints do not agree')
      told = fault
      const before = keeper.endsBefore(offered)
      if (before && !short)
        log.warn({ held: keeper.held()?.size }, 'the log ends before what was signed and is held here')
      short = before
    } catch (error) {
      // A replica that is being swapped or rebuilt; the follower says what is the matter with it.
      log.debug({ err: error }, 'checkpoint not compared')
    }
    await sleep(between, undefined, { signal }).catch(() => undefined)
  }
}
