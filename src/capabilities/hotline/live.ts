import type pg from 'pg'
import { connectClient } from '../../platform/db/hosts.ts'
import { channel, type Rung } from './store.ts'

/** Tells every listener in this process what happens at the desk, in whichever process it was done. */
export type Live = {
  subscribe: (listener: (rung: Rung) => void) => () => void
  close: () => Promise<void>
}

/** One connection for the whole process, made when the first one listens, and again when it broke. */
export const openLive = (url: string): Live => {
  const listeners = new Set<(rung: Rung) => void>()
  let client: Promise<pg.Client> | undefined
  let closed = false
  const tell = (rung: Rung) => {
    for (const listener of listeners) listener(rung)
  }
  const connect = async () => {
    const made = await connectClient(url, { application_name: 'gongkai hotline' })
    made.on('notification', ({ payload }) => tell(JSON.parse(payload || '{}') as Rung))
    const broken = () => {
      client = undefined
      if (closed || !listeners.size) return
      setTimeout(() => {
        listen()
        // What was told meanwhile nobody heard: everybody looks for themselves.
        tell({ callId: null, people: [], ready: true })
      }, 1_000).unref()
    }
    made.on('error', broken)
    await made.query(`listen ${channel}`)
    return made
  }
  const listen = () => {
    client ??= connect()
    client.catch(() => {
      client = undefined
      if (!closed) setTimeout(listen, 1_000).unref()
    })
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      listen()
      return () => void listeners.delete(listener)
    },
    async close() {
      closed = true
      listeners.clear()
      await (await client?.catch(() => undefined))?.end().catch(() => undefined)
    },
  }
}
