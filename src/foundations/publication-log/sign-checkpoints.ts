import { setTimeout as sleep } from 'node:timers/promises'
import { asDate } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/connect.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import type { Platform } from '../context.ts'
import { nextHash } from './chain.ts'
import { type Signer, signCheckpoint, verifierText } from './checkpoint.ts'
import { newestCheckpoint, openStored } from './checkpoints.ts'
import { growingTree, leafHash } from './merkle.ts'
import { chainAt, logHead, readLines } from './read.ts'

/** Shortest time between two checkpoints, ms: an item can be proved this long after it became public. */
const every = 5_000
const step = 1_000

/** Keeps from signing: what stands in the database is not what was signed before with entries behind it. */
export class LogBroken extends Error {}

/**
 * Signs a checkpoint when the log has grown since the newest one: reads the entries since, checks each against the
 * chain, and refuses when the tree it would go on from is not the one that was signed.
 * @returns the size signed, undefined when there was nothing new
 * @throws LogBroken when the log does not hold
 */
export const signGrownLog = async (db: Db, signer: Signer, at: Temporal.Instant): Promise<number | undefined> => {
  const key = verifierText(signer)
  const last = await newestCheckpoint(db, key)
  const head = await logHead(db)
  if (head.seq === (last?.size ?? 0)) return undefined
  const tree = growingTree(last)
  if (last) {
    const signed = openStored(last)
    if (signed?.size !== last.size || !signed.root.equals(tree.root()))
      throw new LogBroken(`the checkpoint of ${last.size} entries was changed`)
    if (head.seq < last.size) throw new LogBroken(`the log ends at ${head.seq}, ${last.size} entries were signed`)
  }
  let hash = await chainAt(db, tree.size())
  while (tree.size() < head.seq) {
    const lines = await readLines(db, tree.size(), Math.min(step, head.seq - tree.size()))
    if (!lines.length) throw new LogBroken(`entry ${tree.size() + 1} is missing`)
    for (const { line, payloadHolds, ...entry } of lines) {
      const next = tree.size() + 1
      const follows = (JSON.parse(line) as { seq: number }).seq === next && entry.hash === nextHash(hash, line)
      if (!follows) throw new LogBroken(`entry ${next}: its hash does not agree with the chain`)
      if (!payloadHolds) throw new LogBroken(`entry ${next}: its payload does not agree with the chain`)
      hash = entry.hash
      tree.add(leafHash(line))
    }
  }
  const size = tree.size()
  const note = signCheckpoint({ origin: signer.name, size, root: Buffer.from(tree.root()) }, signer)
  await db
    .insertInto('log_checkpoint')
    .values({ size, note, key, edge: tree.edge(), signed_at: asDate(at) })
    // Another process of the office was quicker; an Ed25519 signature of the same text is the same.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return size
}

/** Signs for as long as the office runs. What does not hold is not signed, and rings until somebody has looked. */
export const keepSigning = async (
  { db, clock, log }: Pick<Platform, 'db' | 'clock' | 'log'>,
  signer: Signer,
  { metrics, signal }: { metrics: Metrics; signal: AbortSignal },
): Promise<void> => {
  let told = 0
  while (!signal.aborted) {
    try {
      await signGrownLog(db, signer, clock())
      metrics.chainBroken.set({ chain: 'checkpoint' }, 0)
    } catch (error) {
      const broken = error instanceof LogBroken
      if (broken) metrics.chainBroken.set({ chain: 'checkpoint' }, 1)
      // The database may be away for a while: one line a minute says it as well.
      if (Date.now() - told > 60_000) {
        told = Date.now()
        if (broken)
          log.error({ reason: error.message }, 'no checkpoint signed: the publication log has been tampered with')
        else log.warn({ err: error }, 'no checkpoint could be signed')
      }
    }
    await sleep(every, undefined, { signal }).catch(() => undefined)
  }
}
