import type { FastifyInstance } from 'fastify'
import {
  besideTheLine,
  type Hotline,
  openDesk,
  openLive,
  registerHotline,
  registerReplies,
} from '../../src/capabilities/hotline/index.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { ariSwitch, type CallEvent, type Switch } from '../../src/platform/telephony/index.ts'
import { type Phone, type Simulator, startSimulator } from '../../src/platform/telephony/simulator/simulator.ts'
import { type Call, callsOf, signedInAs, testOffice } from '../support/office.ts'
import { everyRole, type Persona, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** A line with seats, a simulated switch, and the desk at work, in real time. */
export type HotlineStage = {
  platform: TestPlatform
  app: FastifyInstance
  unitId: number
  people: Record<Role, Persona>
  calls: Record<Role, Call>
  simulator: Simulator
  pbx: Switch
  desk: ReturnType<typeof openDesk>
  phones: Record<string, Phone>
  heard: CallEvent[]
  seats: number[]
  /** An operator of their own at a seat, ready. */
  operator: (seat: number) => Promise<{ call: Call; persona: Persona }>
  close: () => Promise<void>
}

/** What the SMS gateway shows. */
export const replyToken = 'a-token-that-only-the-gateway-knows'

export const hotlineStage = async (options: { clock?: string; seats?: number } = {}): Promise<HotlineStage> => {
  const platform = await testPlatform(options.clock ? { clock: options.clock } : {})
  // Times come from the switch: the clock of the test starts where it is told and goes on from there.
  const offset = platform.time.now().epochMilliseconds - Date.now()
  const clock = () => Temporal.Instant.fromEpochMilliseconds(Date.now() + offset)
  const running = { ...platform, clock, as: (actor?: Persona) => ({ ...platform.as(actor), clock }) }
  const phones: Record<string, Phone> = {}
  const simulator = await startSimulator({ phone: (endpoint) => phones[endpoint] ?? { does: 'answer', after: 10 } })
  const asterisk = ariSwitch({
    ...simulator,
    seatEndpoint: 'PJSIP/{number}',
    numberEndpoint: 'PJSIP/{number}@trunk',
    speech: undefined,
  })
  const shift = (event: CallEvent): CallEvent => ({
    ...event,
    at: Temporal.Instant.fromEpochMilliseconds(event.at.epochMilliseconds + offset),
  })
  const pbx: Switch = {
    ...asterisk,
    listen: ({ heard, ...given }) => asterisk.listen({ ...given, heard: (event) => heard(shift(event)) }),
    async snapshot() {
      const found = await asterisk.snapshot()
      const later = (at: Temporal.Instant) => Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds + offset)
      return { ...found, at: later(found.at), calls: found.calls.map((one) => ({ ...one, at: later(one.at) })) }
    },
  }
  const hotline: Hotline = { ...besideTheLine, url: platform.url, pbx: async () => pbx }
  const live = openLive(platform.url)
  const app = await testOffice(platform, async (office) => {
    await registerHotline(office, running, hotline, { live, standing: () => 'connected' })
    registerReplies(office, running, replyToken)
  })
  const unitId = await unit(platform, { name: '县政府办', kind: 'government' })
  const people = await everyRole(platform, unitId)
  const calls = await callsOf(app, platform, people)
  const seats: number[] = []
  for (let n = 1; n <= (options.seats ?? 3); n++) {
    const made = await calls.disclosure_office('POST', '/api/hotline/seats', { name: `${n}号`, extension: `80${n}` })
    seats.push(made.body.id)
  }
  const desk = openDesk(running, pbx)
  const heard: CallEvent[] = []
  const stop = new AbortController()
  const listening = pbx.listen({
    heard(event) {
      heard.push(event)
      void desk.hear(event)
    },
    connected: () => undefined,
    lost: () => undefined,
    signal: stop.signal,
  })
  return {
    platform: running as TestPlatform,
    app,
    unitId,
    people,
    calls,
    simulator,
    pbx,
    desk,
    phones,
    heard,
    seats,
    async operator(seat) {
      const persona = await person(platform, { role: 'operator', unit: unitId })
      const call = await signedInAs(app, platform, persona)
      await call('POST', '/api/hotline/shift', { seatId: seats[seat - 1] })
      await call('PUT', '/api/hotline/shift', { ready: true })
      return { call, persona }
    },
    async close() {
      stop.abort()
      await simulator.close()
      await listening
      await live.close()
      await app.close()
      await platform.close()
    },
  }
}
