import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { SwitchTrouble } from '../switch.ts'
import { type AriEvent, eventShape } from './ari-shapes.ts'

export type AriAccount = {
  url: string
  user: string
  password: string
  app: string
  /** How often the line of events is tried, ms: one that went dead without a word is left after twice as long. */
  beat?: number
}

/** Longest time for one answer of the switch, ms: it is in the same building. */
const patience = 5_000
/** Between two tries to connect, ms. */
const pauses = [100, 500, 1_000, 2_000]
/** Clocks that differ by less are taken for the same, ms. */
const slack = 2_000
export type AriClient = ReturnType<typeof ariClient>

/** HTTP and events of one Asterisk. Name and password go in a header, never in an address. */
export const ariClient = ({ url, user, password, app, beat = 10_000 }: AriAccount) => {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const base = `${url.replace(/\/$/, '')}/ari`

  /** How far the switch's clock is ahead of ours, ms; what a second's answer cannot tell from none is none. */
  let ahead = 0
  const compare = (said: string | null, asked: number) => {
    const now = Date.now()
    // Said in whole seconds, at some moment between question and answer.
    const found = Date.parse(said ?? '') + 500 - (asked + now) / 2
    if (Number.isFinite(found) && Math.abs(found - ahead) > slack) ahead = Math.abs(found) > slack ? found : 0
  }

  /** @throws SwitchTrouble */
  const call = async (method: string, path: string, query: Record<string, string | number> = {}, waits = patience) => {
    const address = new URL(`${base}${path}`)
    for (const [key, value] of Object.entries(query)) address.searchParams.set(key, String(value))
    const asked = Date.now()
    const answer = await fetch(address, {
      method,
      headers: { authorization },
      redirect: 'error',
      signal: AbortSignal.timeout(waits),
    }).catch((error: Error & { cause?: { code?: string } }) => {
      throw new SwitchTrouble('away', error.cause?.code ?? error.name)
    })
    if (Date.now() - asked < slack / 2) compare(answer.headers.get('date'), asked)
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
      handshakeTimeout: patience,
    })

  return {
    app,
    call,
    /** A moment by the switch's clock, as our clock has it. */
    ourTime: (at: Temporal.Instant): Temporal.Instant => at.subtract({ milliseconds: Math.round(ahead) }),
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
        const reason = await hearOnce(open, beat, given, () => {
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
  beat: number,
  { heard, connected, signal }: { heard: (event: AriEvent) => void; connected: () => void; signal: AbortSignal },
  stood: () => void,
) =>
  new Promise<string>((resolve) => {
    const socket = open()
    let reason = 'not reachable'
    const end = (why: string) => {
      reason = why
      socket.terminate()
    }
    const stop = () => end('stopped')
    signal.addEventListener('abort', stop, { once: true })
    let answers = true
    const beating = setInterval(() => {
      if (!answers) return end('silent')
      answers = false
      if (socket.readyState === socket.OPEN) socket.ping()
    }, beat)
    socket.on('pong', () => {
      answers = true
    })
    socket.on('open', () => {
      reason = 'closed'
      stood()
      connected()
    })
    socket.on('message', (data) => {
      const read = eventShape.safeParse(jsonOf(String(data)))
      if (!read.success) return
      // An application has one listener: whoever came later gets the events now, and this line stays silent for ever.
      if (read.data.type === 'ApplicationReplaced') end('another program hears this application')
      else heard(read.data)
    })
    // What is wrong is followed by the end.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      signal.removeEventListener('abort', stop)
      clearInterval(beating)
      resolve(reason)
    })
  })

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
