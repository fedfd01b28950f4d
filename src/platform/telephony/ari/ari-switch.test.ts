import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { missedEvents } from '../missed.ts'
import { type Phone, type Simulator, startSimulator } from '../simulator/simulator.ts'
import type { CallEvent, Switch } from '../switch.ts'
import { probeAri } from './ari-probe.ts'
import { ariSwitch } from './ari-switch.ts'

/** The adapter against a switch that speaks Asterisk's protocol over real HTTP and a real WebSocket. */

let simulator: Simulator
let pbx: Switch
let heard: CallEvent[]
let connections: number
let stop: AbortController
let listening: Promise<void>
const phones: Record<string, Phone> = {}

const settle = async (what: () => boolean) => {
  for (let tries = 0; tries < 200 && !what(); tries++) await sleep(10)
  expect(what()).toBe(true)
}
const ring = async (callId: string, kind: 'seat' | 'transfer', number: string, seconds: number) => {
  const leg = pbx.leg(callId, kind)
  await pbx.ring(leg, number, seconds)
  return leg
}
const kinds = () => heard.map(({ kind }) => kind)

beforeEach(async () => {
  for (const key of Object.keys(phones)) delete phones[key]
  simulator = await startSimulator({ phone: (endpoint) => phones[endpoint] ?? { does: 'answer', after: 20 } })
  pbx = ariSwitch({
    ...simulator,
    seatEndpoint: 'PJSIP/{number}',
    numberEndpoint: 'PJSIP/{number}@trunk',
    speech: undefined,
    beat: 100,
  })
  heard = []
  connections = 0
  stop = new AbortController()
  listening = pbx.listen({
    heard: (event) => heard.push(event),
    connected: () => {
      connections++
    },
    lost: () => undefined,
    signal: stop.signal,
  })
  await settle(() => connections === 1)
})
afterEach(async () => {
  stop.abort()
  await simulator.close()
  await listening
})

test('a call comes in, waits, is answered, rated and over; its recording can be fetched and taken off', async () => {
  const caller = simulator.call('13800000000')
  await settle(() => kinds().includes('ringing'))
  expect(heard[0]).toMatchObject({ callId: caller.id, caller: '13800000000', called: '96128', key: 'ringing' })
  await pbx.hold(caller.id)
  const leg = await ring(caller.id, 'seat', '801', 20)
  await settle(() => kinds().includes('answered'))
  await sleep(50)
  await pbx.drop(leg)
  await settle(() => kinds().includes('left'))
  caller.press('2')
  await pbx.say(caller.id, { sound: 'thanks', text: '感谢来电' }, 'hang_up')
  await caller.over
  await settle(() => kinds().includes('ended') && kinds().includes('recording_ready'))
  expect(kinds().filter((kind) => kind !== 'recording_ready')).toEqual([
    'ringing',
    'queued',
    'answered',
    'left',
    'key',
    'ended',
  ])
  const recording = await pbx.recording(`call~${caller.id}`)
  expect((await text(recording!.stream)).slice(0, 4)).toBe('RIFF')
  await pbx.forget(`call~${caller.id}`)
  expect(await pbx.recording(`call~${caller.id}`)).toBeUndefined()
  expect(simulator.standing()).toBe(0)
})

test('a transfer takes the seat out; one that is refused leaves it in', async () => {
  phones['PJSIP/5550199@trunk'] = { does: 'refuse', after: 10 }
  const caller = simulator.call('13800000000')
  await settle(() => kinds().includes('ringing'))
  await ring(caller.id, 'seat', '801', 20)
  await settle(() => kinds().includes('answered'))
  await ring(caller.id, 'transfer', '555-0199', 20)
  await settle(() => kinds().includes('transfer_failed'))
  expect(heard.at(-1)).toMatchObject({ kind: 'transfer_failed', cause: 'rejected' })
  expect(simulator.standing()).toBe(2)
  await ring(caller.id, 'transfer', '555-0100', 20)
  await settle(() => kinds().includes('transferred') && kinds().includes('left'))
  caller.hangUp()
  await settle(() => simulator.standing() === 0)
})

test('nobody picks up; the caller leaves a message', async () => {
  phones['PJSIP/801'] = { does: 'ring' }
  const caller = simulator.call('13800000000')
  await settle(() => kinds().includes('ringing'))
  await ring(caller.id, 'seat', '801', 0.1)
  await settle(() => kinds().includes('unanswered'))
  expect(heard.at(-1)).toMatchObject({ cause: 'no_answer' })
  await pbx.voicemail(caller.id, 60)
  caller.hangUp()
  await settle(() => kinds().includes('voicemail_ready') && kinds().includes('ended'))
})

test('a broken line is taken up again, and what happened meanwhile is found', async () => {
  const caller = simulator.call('13800000000')
  await settle(() => kinds().includes('ringing'))
  simulator.breakLines()
  caller.hangUp()
  const other = simulator.call('13800000001')
  await settle(() => connections === 2)
  const snapshot = await pbx.snapshot()
  const missed = missedEvents([{ callId: caller.id, legs: [] }], new Set(), snapshot)
  expect(missed.map(({ callId, kind }) => [callId, kind])).toEqual([
    [other.id, 'ringing'],
    [caller.id, 'ended'],
  ])
})

test('a seat that picked up unheard is connected by the snapshot', async () => {
  const caller = simulator.call('13800000000')
  await settle(() => kinds().includes('ringing'))
  simulator.setMishaps({ repeated: 0, delayed: 0, lost: 1, longest: 0, seed: 1 })
  await ring(caller.id, 'seat', '801', 20)
  await sleep(60)
  expect(kinds()).toEqual(['ringing'])
  const { calls } = await pbx.snapshot()
  expect(calls[0]!.legs).toMatchObject([{ up: true, leg: { kind: 'seat' } }])
  await pbx.hangUp(caller.id)
})

test('the end of a call was not heard: its bridge is taken down, and the recording comes when it grows no more', async () => {
  const caller = simulator.call('13800000000')
  await settle(() => kinds().includes('ringing'))
  await ring(caller.id, 'seat', '801', 20)
  await settle(() => kinds().includes('answered'))
  await settle(() => simulator.recording().length === 1)
  simulator.setMishaps({ repeated: 0, delayed: 0, lost: 1, longest: 0, seed: 1 })
  caller.hangUp()
  const name = `call~${caller.id}`
  // It lies there already, and is still written.
  expect(await pbx.recording(name)).toBeUndefined()
  expect((await pbx.snapshot()).recordings).toContain(name)
  expect(simulator.standing() + simulator.recording().length).toBe(0)
  expect((await text((await pbx.recording(name))!.stream)).slice(0, 4)).toBe('RIFF')
})

test('music for a caller who is left alone ends when the other picks up', async () => {
  phones['PJSIP/5550100@trunk'] = { does: 'answer', after: 100 }
  const caller = simulator.call('13800000000')
  await settle(() => kinds().includes('ringing'))
  const seat = await ring(caller.id, 'seat', '801', 20)
  // Connected, and not only told of: what they speak is recorded from then on.
  await settle(() => simulator.recording().length === 1)
  await ring(caller.id, 'transfer', '555-0100', 20)
  await pbx.drop(seat)
  await pbx.music(caller.id)
  expect(simulator.music()).toEqual([`talk~${caller.id}`])
  await settle(() => kinds().includes('transferred') && simulator.music().length === 0)
  caller.hangUp()
})

test('a line that went dead without a word, and one that another program took, are left and taken up again', async () => {
  simulator.stallLines()
  await settle(() => connections === 2)
  const other = new AbortController()
  let others = 0
  const elsewhere = ariSwitch({ ...simulator, seatEndpoint: '', numberEndpoint: '', speech: undefined }).listen({
    heard: () => undefined,
    connected: () => {
      others++
    },
    lost: () => undefined,
    signal: other.signal,
  })
  await settle(() => others === 1 && connections >= 3)
  other.abort()
  await elsewhere
  // Only now nobody takes it away again.
  await settle(() => simulator.listening())
  simulator.call('13800000000')
  await settle(() => kinds().includes('ringing'))
})

test('a switch whose clock is wrong tells our time; a dialplan without a number tells none', async () => {
  stop.abort()
  await listening
  await simulator.close()
  for (const ahead of [-300_000, 300_000]) {
    const wrong = await startSimulator({ ahead })
    const there = ariSwitch({ ...wrong, seatEndpoint: 'PJSIP/{number}', numberEndpoint: '', speech: undefined })
    await there.snapshot().catch(() => undefined)
    const caller = wrong.call('13800000000', 's')
    const [call] = (await there.snapshot()).calls
    expect(call).toMatchObject({ callId: caller.id, called: '' })
    expect(Math.abs(call!.at.epochMilliseconds - Date.now())).toBeLessThan(5_000)
    await wrong.close()
  }
})

test('a switch that is away, a wrong password, a call that is gone', async () => {
  await expect(pbx.hold('none')).rejects.toMatchObject({ kind: 'gone' })
  const wrong = ariSwitch({ ...simulator, password: 'no', seatEndpoint: '', numberEndpoint: '', speech: undefined })
  await expect(wrong.snapshot()).rejects.toMatchObject({ kind: 'refused' })
  const away = ariSwitch({
    ...simulator,
    url: 'http://127.0.0.1:64999',
    seatEndpoint: '',
    numberEndpoint: '',
    speech: undefined,
  })
  await expect(away.snapshot()).rejects.toMatchObject({ kind: 'away' })
})

test('what stands at an address is found out before it is set', async () => {
  expect(await probeAri({ ...simulator })).toEqual({ found: 'switch', version: '20.9.2', listening: true })
  expect(await probeAri({ ...simulator, app: 'other' })).toMatchObject({ found: 'switch', listening: false })
  expect(await probeAri({ ...simulator, password: 'wrong' })).toEqual({ found: 'refused' })
  expect(await probeAri({ ...simulator, url: `${simulator.url}/elsewhere` })).toEqual({ found: 'something_else' })
  expect(await probeAri({ ...simulator, url: 'http://127.0.0.1:64999' })).toEqual({ found: 'nobody' })
  expect(await probeAri({ ...simulator, url: 'http://no-such-host.invalid' })).toEqual({ found: 'no_such_host' })
})
