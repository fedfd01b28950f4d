import type pg from 'pg'
import { connectClient } from './hosts.ts'

/** Milliseconds before another try when the server is away. */
const pause = 1_000

/**
 * Hears what is called out on a channel, for as long as the program runs: one connection, made again whenever it breaks.
 * What was called while it was broken nobody heard, so `missed` is called after each new beginning but the first.
 *
 * @param named what the server's list of connections shows
 */
export const listening = (
  url: string,
  given: { channel: string; named: string; heard: (payload: string) => void; missed?: () => void },
): { close: () => Promise<void> } => {
  let client: pg.Client | undefined
  let begun = false
  const closing = new AbortController()
  const later = () => {
    client = undefined
    if (!closing.signal.aborted) setTimeout(() => void listen(), pause).unref()
  }
  const listen = async () => {
    if (closing.signal.aborted) return
    const made = await connectClient(url, { application_name: given.named }).catch(() => undefined)
    if (!made) return later()
    made.on('notification', ({ payload }) => given.heard(payload ?? ''))
    made.once('end', later)
    try {
      await made.query(`listen ${given.channel}`)
    } catch {
      return made.end().catch(() => undefined)
    }
    // Closed while it was being made anew.
    if (closing.signal.aborted) return made.end().catch(() => undefined)
    client = made
    if (begun) given.missed?.()
    begun = true
  }
  const first = listen()
  return {
    async close() {
      closing.abort()
      await first
      await client?.end().catch(() => undefined)
    },
  }
}
