import { listening } from '../../platform/db/listening.ts'
import { channel, type Rung } from './store.ts'

/** Tells every listener in this process what happens at the desk, in whichever process it was done. */
export type Live = {
  subscribe: (listener: (rung: Rung) => void) => () => void
  close: () => Promise<void>
}

/** One connection for the whole process, made when the first one listens. */
export const openLive = (url: string): Live => {
  const listeners = new Set<(rung: Rung) => void>()
  let ear: ReturnType<typeof listening> | undefined
  const tell = (rung: Rung) => {
    for (const listener of listeners) listener(rung)
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      ear ??= listening(url, {
        channel,
        named: 'gongkai hotline',
        heard: (payload) => tell(JSON.parse(payload || '{}') as Rung),
        // What was told meanwhile nobody heard: everybody looks for themselves.
        missed: () => tell({ callId: null, people: [], ready: true }),
      })
      return () => void listeners.delete(listener)
    },
    async close() {
      listeners.clear()
      await ear?.close()
    },
  }
}
