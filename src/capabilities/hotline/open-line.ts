import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../../foundations/context.ts'
import { connectClient } from '../../platform/db/hosts.ts'
import type { Switch } from '../../platform/telephony/index.ts'
import { runDesk } from './desk.ts'
import { type Live, openLive } from './live.ts'
import type { Hotline } from './ports.ts'
import type { Standing } from './seat-api.ts'

/** Held by the one process that hears the switch: an application of a switch has one listener. */
const lock = 8196
/** Between two tries to become that one, ms. */
const pause = 3_000
/** Between two looks whether another switch was set meanwhile, ms. */
const look = 2_000

export type Line = { live: Live; standing: Standing; start: () => void; close: () => Promise<void> }

/** The line of this process: what it shows to seats, and, where it is its turn, the desk at work. */
export const openLine = (platform: Platform, hotline: Pick<Hotline, 'url' | 'pbx'>): Line => {
  const { url } = hotline
  const present = hotline.pbx ?? (async () => undefined)
  const live = openLive(url)
  const stopping = new AbortController()
  let working: Promise<void> = Promise.resolve()
  let isSet = false
  let connected = false
  let listensElsewhere = false

  const workOnce = async () => {
    // While the database is away nobody can be given a call anyway.
    const given = await present().catch(() => undefined)
    isSet = given !== undefined
    if (given) await hearSwitch(given)
  }

  const hearSwitch = async (given: Switch) => {
    const client = await connectClient(url, { application_name: 'gongkai hotline desk' })
    const over = new AbortController()
    client.on('error', () => over.abort())
    client.on('end', () => over.abort())
    const watching = setInterval(() => {
      void present().then(
        (now) => now === given || over.abort(),
        () => undefined,
      )
    }, look)
    try {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lock])
      listensElsewhere = !rows[0]!.mine
      if (listensElsewhere) return
      const signal = AbortSignal.any([stopping.signal, over.signal])
      await runDesk(platform, given, {
        signal,
        live,
        standing(now) {
          connected = now
        },
      })
    } finally {
      clearInterval(watching)
      connected = false
      await client.end().catch(() => undefined)
    }
  }

  return {
    live,
    // Another process that hears the switch would say so itself if it could not.
    standing: () => (isSet ? (connected || listensElsewhere ? 'connected' : 'away') : 'none'),
    start() {
      working = (async () => {
        while (!stopping.signal.aborted) {
          await workOnce().catch((error: Error) => platform.log.warn({ reason: error.message }, 'the desk stopped'))
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
