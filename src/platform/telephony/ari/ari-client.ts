import { setTimeout as sleep } from 'node:timers/promises'
import { SwitchTrouble } from '../switch.ts'
import { type AriEvent, eventShape } from './ari-shapes.ts'

export type AriAccount = { url: string; user: string; password: string; app: string }

/** Longest time for one answer of the switch, ms: it is in the same building. */
const patience = 5_000
/** Between two tries to connect, ms. */
const pauses = [100, 500, 1_000, 2_000]
export type AriClient = ReturnType<typeof ariClient>

/** HTTP and events of one Asterisk. Name and password go in a header, never in an address. */
export const ariClient = ({ url, user, password, app }: AriAccount) => {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const base = `${url.replace(/\/$/, '')}/ari`

  /** @throws SwitchTrouble */
  const call = async (method: string, path: string, query: Record<string, string | number> = {}, waits = patience) => {
    const address = new URL(`${base}${path}`)
    for (const [key, value] of Object.entries(query)) address.searchParams.set(key, String(value))
    const answer = await fetch(address, {
      method,
      headers: { authorization },
      redirect: 'error',
      signal: AbortSignal.timeout(waits),
    }).catch((error: Error & { cause?: { code?: string } }) => {
      throw new SwitchTrouble('away', error.cause?.code ?? error.name)
    })
    if (answer.ok) return answer
    await answer.body?.cancel().catch(() => undefined)
    throw new SwitchTrouble(
      answer.status === 404 ? 'gone' : 'refused',
      `${method} ${path.split('/')[1]} ${answer.status}`,
    )
  }

  const open = () =>
    new WebSocket(`${base.replace(/^http/, 'ws')}/events?app=${encodeURIComponent(app)}&subscribeAll=false`, {
      headers: { authorization },
    } as never)

  return {
    app,
    call,
    async json<T>(path: string, shape: { parse: (value: unknown) => T }): Promise<T> {
      return shape.parse(await (await call('GET', path)).json())
    },
    /** Connects again and again until `signal` ends it. */
    async listen(given: {
      heard: (event: AriEvent) => void
      connected: () => void
      lost: (reason: string) => void
      signal: AbortSignal
    }) {
      for (let failed = 0; !given.signal.aborted; failed++) {
        const reason = await hearOnce(open, given, () => {
          failed = 0
        })
        if (given.signal.aborted) return
        given.lost(reason)
        const pause = pauses[Math.min(failed, pauses.length - 1)]!
        await sleep(pause, undefined, { signal: given.signal }).catch(() => undefined)
      }
    },
  }
}

/** One connection from its beginning to its end; gives why it ended. */
const hearOnce = (
  open: () => WebSocket,
  { heard, connected, signal }: { heard: (event: AriEvent) => void; connected: () => void; signal: AbortSignal },
  stood: () => void,
) =>
  new Promise<string>((resolve) => {
    const socket = open()
    const stop = () => socket.close()
    signal.addEventListener('abort', stop, { once: true })
    socket.onopen = () => {
      stood()
      connected()
    }
    socket.onmessage = ({ data }) => {
      const read = eventShape.safeParse(jsonOf(String(data)))
      if (read.success) heard(read.data)
    }
    const end = (reason: string) => {
      signal.removeEventListener('abort', stop)
      resolve(reason)
    }
    socket.onerror = () => end('not reachable')
    socket.onclose = ({ code }) => end(`closed ${code}`)
  })

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
