import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { fates, type Mishaps, noMishaps } from './mishaps.ts'
import { tone } from './tone.ts'

/** What a telephone does when it rings. */
export type Phone =
  | { does: 'answer'; after: number; hangsUpAfter?: number | undefined }
  | { does: 'refuse'; after: number }
  | { does: 'ring' }

export type SimulatorOptions = {
  port?: number
  user?: string
  password?: string
  app?: string
  mishaps?: Mishaps
  /** How far its clock is ahead of the true one, ms. */
  ahead?: number
  /** How the telephone behind an endpoint behaves (`PJSIP/801`), asked each time it rings. */
  phone?: (endpoint: string) => Phone
  /** Every event as it happens, whatever becomes of it on the line. */
  onEvent?: (event: Record<string, unknown>) => void
  /** Every event when the line hands it over: later, twice or never. */
  onDelivery?: (event: Record<string, unknown>) => void
}

/** A caller in the simulator. */
export type Caller = {
  id: string
  press: (digit: string) => void
  hangUp: () => void
  /** Resolves when the call is over, whoever ended it. */
  over: Promise<void>
}

type Channel = {
  id: string
  name: string
  state: 'Down' | 'Ring' | 'Ringing' | 'Up'
  caller: { name: string; number: string }
  dialplan: { context: string; exten: string; priority: number }
  creationtime: string
  language: string
}
type Live = {
  channel: Channel
  timers: NodeJS.Timeout[]
  over: () => void
}
type Recording = { name: string; target: string; startedAt: number; endsOn: string }

export type Simulator = {
  url: string
  port: number
  user: string
  password: string
  app: string
  /** Somebody rings. */
  call: (caller: string, called?: string) => Caller
  /** How many channels stand. */
  standing: () => number
  /** What was played to whom, newest last. */
  played: () => { target: string; media: string }[]
  setPhone: (phone: (endpoint: string) => Phone) => void
  setMishaps: (mishaps: Mishaps) => void
  /** Every line of events breaks; who wants them has to come again. */
  breakLines: () => void
  /** Every line of events goes dead without a word: nothing comes any more, and nobody is told. */
  stallLines: () => void
  /** Puts a finished recording there. */
  store: (name: string, bytes: Buffer) => void
  stored: () => string[]
  /** Recordings that still grow, bridges with music, and whether anybody hears events. */
  recording: () => string[]
  music: () => string[]
  listening: () => boolean
  close: () => Promise<void>
}

const causeText: Record<number, string> = {
  16: 'Normal Clearing',
  17: 'User busy',
  19: 'No answer',
  21: 'Call Rejected',
}

/**
 * A switch without telephones: the part of Asterisk's REST interface and events that the program uses, over real HTTP and a
 * real WebSocket, with callers and seats that do as they are told. For tests, the demo county and measurements.
 */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { user = 'gongkai', password = 'simulated', app = 'gongkai', ahead = 0 } = options
  const now = () => new Date(Date.now() + ahead)
  const stamp = () => now().toISOString().replace('Z', '+0000')
  let phone = options.phone ?? ((): Phone => ({ does: 'answer', after: 500 }))
  let fate = fates(options.mishaps ?? noMishaps)
  const channels = new Map<string, Live>()
  const bridges = new Map<string, Set<string>>()
  const recording = new Map<string, Recording>()
  const recordings = new Map<string, Buffer>()
  const played: { target: string; media: string }[] = []
  const music = new Set<string>()
  const listeners = new Set<WebSocket>()
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  let count = 0

  const tell = (type: string, more: Record<string, unknown>) => {
    const event = { type, application: app, timestamp: stamp(), ...more }
    options.onEvent?.(event)
    // What is told is what was true then, however late it arrives.
    const text = JSON.stringify(event)
    const deliver = () => {
      if (listeners.size) options.onDelivery?.(event)
      for (const one of listeners) one.send(text)
    }
    for (const after of fate())
      if (after === 0) deliver()
      else setTimeout(deliver, after).unref()
  }

  const open = (id: string, name: string, state: Channel['state'], caller: string, exten: string) => {
    const { promise: done, resolve: over } = Promise.withResolvers<void>()
    const channel: Channel = {
      id,
      name,
      state,
      caller: { name: '', number: caller },
      dialplan: { context: 'from-outside', exten, priority: 1 },
      creationtime: stamp(),
      language: 'zh',
    }
    channels.set(id, { channel, timers: [], over })
    return { channel, done }
  }

  const finishRecording = (name: string) => {
    const one = recording.get(name)
    if (!one) return
    recording.delete(name)
    const seconds = Math.max(1, Math.round((Date.now() - one.startedAt) / 1000))
    recordings.set(name, tone(Math.min(seconds, 600)))
    tell('RecordingFinished', {
      recording: { name, format: 'wav', state: 'done', target_uri: one.target, duration: seconds },
    })
  }

  const destroy = (id: string, cause: number) => {
    const live = channels.get(id)
    if (!live) return
    channels.delete(id)
    for (const timer of live.timers) clearTimeout(timer)
    for (const { name, target } of [...recording.values()]) if (target === `channel:${id}`) finishRecording(name)
    // The bridge stands, and what is recorded there goes on, until somebody takes it down.
    for (const members of bridges.values()) members.delete(id)
    tell('ChannelDestroyed', { channel: live.channel, cause, cause_txt: causeText[cause] ?? 'Unknown' })
    live.over()
  }

  const answerChannel = (id: string) => {
    const live = channels.get(id)
    if (!live || live.channel.state === 'Up') return
    live.channel.state = 'Up'
    tell('ChannelStateChange', { channel: { ...live.channel } })
  }

  const later = (id: string, after: number, work: () => void) =>
    channels.get(id)?.timers.push(
      setTimeout(() => {
        if (channels.has(id)) work()
      }, after),
    )

  const originate = (id: string, endpoint: string, appArgs: string, timeout: number) => {
    const { channel } = open(id, `${endpoint}-${++count}`, 'Down', '', '')
    const does = phone(endpoint)
    channel.state = 'Ringing'
    tell('ChannelStateChange', { channel: { ...channel } })
    later(id, timeout * 1000, () => {
      if (channel.state === 'Ringing') destroy(id, 19)
    })
    if (does.does === 'refuse') later(id, does.after, () => destroy(id, 21))
    if (does.does === 'answer')
      later(id, does.after, () => {
        answerChannel(id)
        tell('StasisStart', { channel: { ...channel }, args: [appArgs] })
        if (does.hangsUpAfter !== undefined) later(id, does.hangsUpAfter, () => destroy(id, 16))
      })
    return channel
  }

  type Answer = { status: number; body?: unknown; bytes?: Buffer }
  const ok: Answer = { status: 204 }
  const gone: Answer = { status: 404, body: { message: 'not found' } }
  const conflict: Answer = { status: 409, body: { message: 'conflict' } }

  const startRecording = (target: string, query: URLSearchParams): Answer => {
    const name = query.get('name') ?? ''
    const seconds = Number(query.get('maxDurationSeconds') ?? 0)
    if (recording.has(name) || recordings.has(name)) return conflict
    recording.set(name, { name, target, startedAt: Date.now(), endsOn: query.get('terminateOn') ?? '' })
    if (seconds > 0) setTimeout(() => finishRecording(name), seconds * 1000).unref()
    return { status: 201, body: { name, format: 'wav', state: 'recording', target_uri: target } }
  }
  const play = (target: string, media: string, id: string): Answer => {
    played.push({ target, media })
    if (played.length > 1_000) played.shift()
    setTimeout(
      () => tell('PlaybackFinished', { playback: { id, media_uri: media, target_uri: target, state: 'done' } }),
      200,
    ).unref()
    return { status: 201, body: { id, media_uri: media, target_uri: target, state: 'queued' } }
  }

  const channelRoute = (method: string, id: string, verb: string, query: URLSearchParams): Answer => {
    const live = channels.get(id)
    if (method === 'POST' && verb === '') {
      if (live) return conflict
      const timeout = Number(query.get('timeout') ?? 30)
      return { status: 200, body: originate(id, query.get('endpoint') ?? '', query.get('appArgs') ?? '', timeout) }
    }
    if (!live) return gone
    if (method === 'GET' && verb === '') return { status: 200, body: live.channel }
    if (method === 'DELETE' && verb === '') {
      destroy(id, 16)
      return ok
    }
    if (verb === 'answer') answerChannel(id)
    if (verb === 'play')
      return play(`channel:${id}`, query.get('media') ?? '', query.get('playbackId') ?? `p${++count}`)
    if (verb === 'record') return inBridge(id) ? conflict : startRecording(`channel:${id}`, query)
    return ok
  }

  const bridgeRoute = (method: string, id: string, verb: string, query: URLSearchParams): Answer => {
    const members = bridges.get(id)
    if (method === 'POST' && verb === '') {
      if (!members) bridges.set(id, new Set())
      return { status: 200, body: { id, bridge_type: 'mixing', channels: [...(members ?? [])] } }
    }
    if (!members) return gone
    if (method === 'GET') return { status: 200, body: { id, bridge_type: 'mixing', channels: [...members] } }
    if (method === 'DELETE' && verb === '') {
      bridges.delete(id)
      music.delete(id)
      for (const { name, target } of [...recording.values()]) if (target === `bridge:${id}`) finishRecording(name)
      return ok
    }
    if (verb === 'addChannel') {
      const wanted = (query.get('channel') ?? '').split(',')
      if (wanted.some((one) => !channels.has(one))) return { status: 400, body: { message: 'Channel not found' } }
      for (const one of wanted) members.add(one)
    }
    if (verb === 'record') return startRecording(`bridge:${id}`, query)
    if (verb === 'moh' && method === 'DELETE') music.delete(id)
    if (verb === 'moh' && method === 'POST') {
      music.add(id)
      played.push({ target: `bridge:${id}`, media: 'moh' })
    }
    return ok
  }

  const inBridge = (id: string) => [...bridges.values()].some((members) => members.has(id))

  const recordingRoute = (method: string, name: string, verb: string): Answer => {
    // One that still grows lies there as a file like any other.
    const bytes = recordings.get(name) ?? (recording.has(name) ? tone(0) : undefined)
    if (!bytes) return gone
    if (method === 'DELETE') {
      recordings.delete(name)
      return ok
    }
    return verb === 'file' ? { status: 200, bytes } : { status: 200, body: { name, format: 'wav' } }
  }

  const route = (method: string, { pathname, searchParams }: URL): Answer => {
    const [, ari, kind = '', first = '', second = '', third = ''] = pathname.split('/').map(decodeURIComponent)
    if (ari !== 'ari') return gone
    if (kind === 'channels' && first === '')
      return { status: 200, body: [...channels.values()].map((one) => one.channel) }
    if (kind === 'channels') return channelRoute(method, first, second, searchParams)
    if (kind === 'bridges' && first === '')
      return { status: 200, body: [...bridges].map(([id, members]) => ({ id, channels: [...members] })) }
    if (kind === 'bridges') return bridgeRoute(method, first, second, searchParams)
    if (kind === 'asterisk' && first === 'info') return { status: 200, body: { system: { version: '20.9.2' } } }
    if (kind === 'applications' && first === app)
      return { status: 200, body: { name: app, channel_ids: [...channels.keys()] } }
    if (kind === 'recordings' && first === 'stored' && second === '')
      return { status: 200, body: [...recordings.keys(), ...recording.keys()].map((name) => ({ name, format: 'wav' })) }
    if (kind === 'recordings' && first === 'stored') return recordingRoute(method, second, third)
    if (kind === 'recordings' && first === 'live' && recording.has(second))
      return {
        status: 200,
        body: { name: second, format: 'wav', state: 'recording', target_uri: recording.get(second)!.target },
      }
    return gone
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    request.resume()
    response.setHeader('date', now().toUTCString())
    if (request.headers.authorization !== authorization) return void response.writeHead(401).end()
    const { status, body, bytes } = route(request.method ?? '', new URL(request.url ?? '/', 'http://switch'))
    if (bytes) response.writeHead(status, { 'content-type': 'audio/wav', 'content-length': bytes.length }).end(bytes)
    else if (body === undefined) response.writeHead(status).end()
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://switch')
    if (
      pathname !== '/ari/events' ||
      searchParams.get('app') !== app ||
      request.headers.authorization !== authorization
    )
      return void socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (line) => {
      // As Asterisk does: an application has one listener, the newest; the one before is told, and left standing.
      for (const one of listeners)
        one.send(JSON.stringify({ type: 'ApplicationReplaced', application: app, timestamp: stamp() }))
      listeners.clear()
      listeners.add(line)
      line.on('close', () => listeners.delete(line))
      line.on('error', () => listeners.delete(line))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    user,
    password,
    app,
    call(number, called = '96128') {
      const id = `${Math.floor(Date.now() / 1000)}.${++count}`
      const { channel, done } = open(id, `PJSIP/outside-${count}`, 'Ring', number, called)
      tell('StasisStart', { channel: { ...channel }, args: [] })
      return {
        id,
        press(digit) {
          if (!channels.has(id)) return
          tell('ChannelDtmfReceived', { channel: { ...channel }, digit, duration_ms: 120 })
          for (const { name, target, endsOn } of [...recording.values()])
            if (target === `channel:${id}` && endsOn === digit) finishRecording(name)
        },
        hangUp: () => destroy(id, 16),
        over: done,
      }
    },
    standing: () => channels.size,
    played: () => [...played],
    setPhone(next) {
      phone = next
    },
    setMishaps(next) {
      fate = fates(next)
    },
    breakLines() {
      for (const one of listeners) one.terminate()
      listeners.clear()
    },
    stallLines() {
      for (const one of listeners) one.pause()
      listeners.clear()
    },
    store: (name, bytes) => void recordings.set(name, bytes),
    stored: () => [...recordings.keys()],
    recording: () => [...recording.keys()],
    music: () => [...music],
    listening: () => listeners.size > 0,
    async close() {
      for (const { timers } of channels.values()) for (const timer of timers) clearTimeout(timer)
      for (const one of sockets.clients) one.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
