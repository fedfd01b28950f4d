import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../../foundations/context.ts'
import { connectClient } from '../../platform/db/hosts.ts'
import { runDesk } from './desk.ts'
import { type Live, openLive } from './live.ts'
import type { Hotline } from './ports.ts'
import type { Standing } from './seat-api.ts'

/** Held by the one process that hears the switch: an application of a switch has one listener. */
const lock = 8196
/** Between two tries to become that one, ms. */
const pause = 3_000

export type Line = { live: Live; standing: Standing; start: () => void; close: () => Promise<void> }

/** The line of this process: what it shows to seats, and, where it is its turn, the desk at work. */
export const openLine = (platform: Platform, hotline: Pick<Hotline, 'url' | 'pbx'>): Line => {
  const { url, pbx } = hotline
  const live = openLive(url)
  const stopping = new AbortController()
  let working: Promise<void> = Promise.resolve()
  let connected = false
  let listensElsewhere = false

  const workOnce = async (given: NonNullable<typeof pbx>) => {
    const client = await connectClient(url, { application_name: 'gongkai hotline desk' })
    const lost = new AbortController()
    client.on('error', () => lost.abort())
    client.on('end', () => lost.abort())
    try {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lock])
      listensElsewhere = !rows[0]!.mine
      if (listensElsewhere) return
      const signal = AbortSignal.any([stopping.signal, lost.signal])
      await runDesk(platform, given, {
        signal,
        live,
        standing(now) {
          connected = now
        },
      })
    } finally {
      connected = false
      await client.end().catch(() => undefined)
    }
  }

  return {
    live,
    // Another process that hears the switch would say so itself if it could not.
    standing: () => (pbx ? (connected || listensElsewhere ? 'connected' : 'away') : 'none'),
    start() {
      if (!pbx) return
      working = (async () => {
        while (!stopping.signal.aborted) {
          await workOnce(pbx).catch((error: Error) => platform.log.warn({ reason: error.message }, 'the desk stopped'))
          await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
        }
      })()
    },
    async close() {
      stopping.abort()
      await working
      await live.close()
    },
  }
}
