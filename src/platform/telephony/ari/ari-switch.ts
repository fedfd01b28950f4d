import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { z } from 'zod'
import { recordingName, recordingOf } from '../missed.ts'
import {
  type CallEvent,
  type Happening,
  keyOf,
  type Leg,
  type LiveCall,
  type Switch,
  SwitchTrouble,
} from '../switch.ts'
import { type AriAccount, ariClient } from './ari-client.ts'
import {
  type AriEvent,
  applicationShape,
  bridgeId,
  bridgeOf,
  bridgeShape,
  type Channel,
  calledOf,
  causeOf,
  channelShape,
  farewellId,
  farewellOf,
  instantOf,
  legId,
  legOf,
  storedShape,
} from './ari-shapes.ts'

export type AriSettings = AriAccount & {
  /** How seats and other numbers are dialled: `PJSIP/{number}`, `PJSIP/{number}@trunk`. */
  seatEndpoint: string
  numberEndpoint: string
  /** Gives a spoken text as a sound, `http://speech/say?text={text}`; without it the recorded sounds are played. */
  speech: string | undefined
}

/** 404 and 409 where it was only to be made sure that something is so. */
const already = (error: unknown): void => {
  if (error instanceof SwitchTrouble && error.kind !== 'away') return
  throw error
}

/**
 * An Asterisk, over its REST interface and the events of a Stasis application. Nothing is remembered here: channels,
 * bridges and recordings bear the call's id in their own, so that the program may be started again at any moment.
 */
export const ariSwitch = (settings: AriSettings): Switch => {
  const client = ariClient(settings)
  const { call, json, app, ourTime } = client
  const channel = (id: string, verb = '') => `/channels/${encodeURIComponent(id)}${verb && `/${verb}`}`
  const bridge = (callId: string, verb = '') => `/bridges/${encodeURIComponent(bridgeId(callId))}${verb && `/${verb}`}`

  /** The leg picked up: it and the caller hear each other, and whoever spoke with the caller before is out. */
  const connect = async (leg: Leg) => {
    await call('DELETE', channel(leg.callId, 'moh')).catch(already)
    await call('POST', channel(leg.callId, 'answer')).catch(already)
    await call('POST', bridge(leg.callId), { type: 'mixing' }).catch(already)
    await call('DELETE', bridge(leg.callId, 'moh')).catch(already)
    await call('POST', bridge(leg.callId, 'addChannel'), { channel: `${leg.callId},${leg.id}` })
    const name = recordingName(leg.callId, false)
    await call('POST', bridge(leg.callId, 'record'), { name, format: 'wav', ifExists: 'fail' }).catch(already)
    if (leg.kind === 'transfer') await removeOthers(leg)
  }
  const removeOthers = async (leg: Leg) => {
    const { channels } = await json(bridge(leg.callId), bridgeShape)
    for (const id of channels) if (id !== leg.id && legOf(id)) await call('DELETE', channel(id)).catch(already)
  }

  /** The call is over: nobody is left alone on a line. */
  const clear = async (callId: string) => {
    const standing = await json('/channels', z.array(channelShape))
    for (const { id } of standing) if (legOf(id)?.callId === callId) await call('DELETE', channel(id)).catch(already)
    await call('DELETE', bridge(callId)).catch(already)
  }

  const cameAt = ({ creationtime }: Channel) => {
    const at = instantOf(creationtime)
    return at && ourTime(at)
  }

  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined)

  /** What an event of Asterisk says of a call, undefined when nothing. */
  const happeningOf = (event: AriEvent): { callId: string; happening: Happening; from?: Channel } | undefined => {
    if (event.type === 'RecordingFinished' && event.recording) {
      const { name, duration } = event.recording
      const of = recordingOf(name)
      const seconds = duration === undefined ? null : Math.round(duration)
      const kind = of?.voicemail ? 'voicemail_ready' : 'recording_ready'
      return of && { callId: of.callId, happening: { kind, name, seconds } }
    }
    const at = event.channel
    if (!at) return undefined
    const leg = legOf(at.id)
    const ofCall = (happening: Happening) => ({ callId: at.id, happening, from: at })
    const ofLeg = (happening: Happening) => ({ callId: leg!.callId, happening })
    switch (event.type) {
      case 'StasisStart':
        if (leg) return ofLeg({ kind: leg.kind === 'seat' ? 'answered' : 'transferred', leg })
        return ofCall({ kind: 'ringing' })
      case 'ChannelStateChange':
        return leg || at.state !== 'Up' ? undefined : ofCall({ kind: 'queued' })
      case 'ChannelDtmfReceived':
        return leg ? undefined : ofCall({ kind: 'key', digit: event.digit ?? '' })
      case 'ChannelDestroyed': {
        const cause = causeOf(event.cause)
        if (!leg) return ofCall({ kind: 'ended', cause })
        // A line that had been picked up was `Up`; one that had not rang to its end.
        if (at.state === 'Up') return ofLeg({ kind: 'left', leg })
        return ofLeg({ kind: leg.kind === 'seat' ? 'unanswered' : 'transfer_failed', leg, cause })
      }
      default:
        return undefined
    }
  }

  const toldOf = (event: AriEvent): CallEvent | undefined => {
    const found = happeningOf(event)
    const said = instantOf(event.timestamp)
    const at = said ? ourTime(said) : Temporal.Now.instant()
    return (
      found && {
        ...found.happening,
        callId: found.callId,
        key: keyOf(found.happening, at),
        at,
        caller: found.from?.caller.number ?? '',
        called: found.from ? calledOf(found.from) : '',
      }
    )
  }

  return {
    listen: ({ heard, ...given }) =>
      client.listen({
        ...given,
        heard(event) {
          const told = toldOf(event)
          if (told) {
            if (told.kind === 'answered' || told.kind === 'transferred')
              quietly(connect(told.leg).catch(() => call('DELETE', channel(told.leg.id))))
            if (told.kind === 'ended') quietly(clear(told.callId))
            heard(told)
          }
          const farewell = event.type === 'PlaybackFinished' && event.playback && farewellOf(event.playback.id)
          if (farewell) quietly(call('DELETE', channel(farewell)))
        },
      }),

    async snapshot() {
      const at = Temporal.Now.instant()
      const { channel_ids: ours } = await json(`/applications/${encodeURIComponent(app)}`, applicationShape)
      const [standing, bridges, stored] = await Promise.all([
        json('/channels', z.array(channelShape)),
        json('/bridges', z.array(bridgeShape)),
        json('/recordings/stored', z.array(storedShape)),
      ])
      const calls = standing
        .filter(({ id }) => !legOf(id) && ours.includes(id))
        .map(
          (one): LiveCall => ({
            callId: one.id,
            caller: one.caller.number,
            called: calledOf(one),
            at: cameAt(one) ?? at,
            legs: standing.flatMap(({ id, state }) => {
              const leg = legOf(id)
              return leg?.callId === one.id ? [{ leg, up: state === 'Up' }] : []
            }),
          }),
        )
      for (const { callId, legs } of calls) {
        const joined = bridges.find(({ id }) => id === bridgeId(callId))?.channels ?? []
        for (const { leg, up } of legs) if (up && !joined.includes(leg.id)) await connect(leg).catch(already)
      }
      // Lines whose call is gone speak with nobody, and what is recorded in its bridge goes on until that is taken down.
      const isGone = (callId: string | undefined) => callId !== undefined && !standing.some(({ id }) => id === callId)
      for (const { id } of standing) if (isGone(legOf(id)?.callId)) await call('DELETE', channel(id)).catch(already)
      for (const { id } of bridges) {
        const callId = bridgeOf(id)
        if (isGone(callId)) await call('DELETE', bridge(callId!)).catch(already)
      }
      return { at, calls, recordings: stored.map(({ name }) => name) }
    },

    async hold(callId) {
      await call('POST', channel(callId, 'answer'))
      await call('POST', channel(callId, 'moh'))
    },
    music: async (callId) => void (await call('POST', bridge(callId, 'moh'))),
    leg: (callId, kind) => ({ id: legId(callId, kind, randomBytes(6).toString('hex')), callId, kind }),
    async ring({ id, kind }, number, seconds) {
      const endpoint = kind === 'seat' ? settings.seatEndpoint : settings.numberEndpoint
      const dialled = number.replace(/[^\d+*#]/g, '')
      await call('POST', channel(id), {
        endpoint: endpoint.replace('{number}', dialled),
        app,
        appArgs: kind,
        timeout: seconds,
      })
    },
    drop: async ({ id }) => void (await call('DELETE', channel(id)).catch(already)),
    async say(callId, { sound, text, digits }, then) {
      await call('POST', channel(callId, 'answer')).catch(already)
      const parts = settings.speech
        ? [`sound:${settings.speech.replace('{text}', encodeURIComponent(text))}`]
        : [`sound:${sound}`, ...(digits ? [`digits:${digits}`] : [])]
      const ref = randomBytes(6).toString('hex')
      await call('POST', channel(callId, 'play'), {
        media: parts.join(','),
        ...(then ? { playbackId: farewellId(callId, ref) } : {}),
      })
    },
    voicemail: async (callId, seconds) =>
      void (await call('POST', channel(callId, 'record'), {
        name: recordingName(callId, true),
        format: 'wav',
        maxDurationSeconds: seconds,
        beep: 'true',
        terminateOn: '#',
        ifExists: 'fail',
      }).catch(already)),
    hangUp: async (callId) => void (await call('DELETE', channel(callId)).catch(already)),
    async recording(name) {
      // One that still grows lies there as a file like any other.
      const growing = await call('GET', `/recordings/live/${encodeURIComponent(name)}`).catch(already)
      await growing?.body?.cancel()
      if (growing) return undefined
      const answer = await call('GET', `/recordings/stored/${encodeURIComponent(name)}/file`, {}, 600_000).catch(
        already,
      )
      if (!answer?.body) return undefined
      return {
        stream: Readable.fromWeb(answer.body as ReadableStream),
        mediaType: answer.headers.get('content-type') ?? 'audio/wav',
      }
    },
    forget: async (name) =>
      void (await call('DELETE', `/recordings/stored/${encodeURIComponent(name)}`).catch(already)),
  }
}
