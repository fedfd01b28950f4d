import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LogEntry } from '../foundations/publication-log/entries.ts'
import type { Log } from '../platform/observability/log.ts'
import type { Metrics } from '../platform/observability/metrics.ts'
import { fillApart } from './fill-apart.ts'
import { type FillingWatch, openFilling } from './filling.ts'
import { rebuildReplica } from './rebuild.ts'
import { replay } from './replay.ts'
import { ReplicaBroken } from './replica/replica-broken.ts'
import type { ReplicaStore } from './replica-store.ts'

/** Where the log comes from: the office's database now, its public JSON for a portal that stands apart. */
export type LogSource = {
  read: (after: number, size: number) => Promise<LogEntry[]>
  /** Resolves when the log may have grown, or after a while. */
  grown: (signal: AbortSignal) => Promise<void>
  /** About how many entries there are, where that can be known; may reject. */
  length?: () => Promise<number | undefined>
}

/** Milliseconds without a new entry before spare work begins: in the middle of an import it would slow that down. */
const quietAfter = 500

/** Milliseconds between two lines that say how far a new replica is. */
const tellEvery = 15_000

/**
 * Replays the log into the replica for ever; whatever breaks, it waits and goes on, and a replica that is broken is
 * rebuilt from the start.
 */
export const follow = async (
  store: ReplicaStore,
  source: LogSource,
  {
    log,
    metrics,
    signal,
    filling = openFilling(),
  }: { log: Log; metrics: Metrics; signal: AbortSignal; filling?: FillingWatch },
): Promise<void> => {
  const goOn = () => !signal.aborted && !store.outdated()
  const applied = (last: LogEntry) => {
    metrics.logPosition.set({ side: 'portal' }, last.seq)
    metrics.replicaLag.set(Math.max(0, (Date.now() - Date.parse(last.at)) / 1000))
  }
  /** A whole new file beside the hurt one, which goes on serving what it can until then. */
  const healed = async () => {
    const begun = store.begun()
    if (begun) log.info('a new replica is filled from the log')
    else log.warn('the replica is hurt; it is made anew from the log')
    const length = async () => source.length?.()
    filling.begin(await length().catch(() => undefined))
    let told = performance.now()
    const read: LogSource['read'] = (after, size) => {
      filling.reached(after)
      if (performance.now() - told > tellEvery) {
        told = performance.now()
        log.info(filling.now(), 'the new replica is being filled')
      }
      return source.read(after, size)
    }
    const { seq } = await rebuildReplica({ folder: store.folder, read, fill: fillApart(signal) })
    log[begun ? 'info' : 'warn']({ seq }, 'replica rebuilt from the log')
  }
  let failures = 0
  // A start is no quiet moment.
  let lastGrowth = performance.now()
  while (!signal.aborted) {
    try {
      if (store.hurt()) await healed()
      store.useNewest()
      filling.end()
      const read = await replay(store.writer(), source.read, { goOn, applied })
      if (read === 0) metrics.replicaLag.set(0)
      metrics.logPosition.set({ side: 'portal' }, store.writer().position().seq)
      failures = 0
      if (read > 0) lastGrowth = performance.now()
      const quiet = performance.now() - lastGrowth > quietAfter
      const began = performance.now()
      if (read > 0) await sleep(0)
      else if (quiet && tidyUp(store)) await readersFirst(performance.now() - began)
      else await source.grown(signal)
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof ReplicaBroken && error.fault !== 'chain') {
        log.warn({ fault: error.fault, seq: error.seq }, 'the replica cannot be written')
        store.markHurt()
        continue
      }
      failures += 1
      log.warn({ err: error, failures }, 'portal cannot follow the publication log; it serves what it has')
      await sleep(Math.min(250 * 2 ** failures, 10_000), undefined, { signal }).catch(() => undefined)
    }
  }
}

/** Work for quiet moments; true while some is left. */
const tidyUp = (store: ReplicaStore): boolean => {
  if (!store.warmed()) return true
  if (store.writer().fillArticles(10) > 0) return true
  return !store.packed()
}

/** How much longer than a piece of spare work the readers then have the thread when they keep it busy; and at most, milliseconds. */
const restOf = { times: 9, most: 100 }

/** A pause after spare work of so many milliseconds: next to none while nobody asks. */
const readersFirst = async (worked: number): Promise<void> => {
  const before = performance.eventLoopUtilization()
  await sleep(1)
  const { utilization } = performance.eventLoopUtilization(before)
  if (utilization > 0.5) await sleep(Math.min(worked * restOf.times, restOf.most))
}
