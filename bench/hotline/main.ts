import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { randomOf } from '../../src/platform/telephony/simulator/mishaps.ts'
import { type Caller, type Simulator, startSimulator } from '../../src/platform/telephony/simulator/simulator.ts'
import { faultCounty, until } from '../faults/county.ts'
import { type Figure, figureOf, spread } from '../figure.ts'
import { questions } from './questions.ts'
import { openSeats } from './seats.ts'

export type HotlineGiven = {
  calls: number
  seats: number /** Real seconds for the hour. */
  seconds: number
  seed: number
}

type Sent = { at: number; seen: boolean }

/**
 * An hour of the county's line, compressed: 30 seats, 2,000 calls, a switch that repeats, delays and loses events. Every call
 * must be in the database once and as it went, no seat may see a call go backwards, and what happens at the switch is on the
 * operator's screen soon.
 */
export async function* hotline(given: HotlineGiven, say: (line: string) => void): AsyncIterable<Figure> {
  const random = randomOf(given.seed)
  /** When the program first heard that a seat picked up, by call. What the line delays or loses is not the program's delay. */
  const told = new Map<string, Sent>()
  const simulator = await startSimulator({
    // A telephone picks up within 20 to 120 ms: seconds of the hour.
    phone: (endpoint) =>
      endpoint.includes('@')
        ? random() < 0.8
          ? { does: 'answer', after: 100, hangsUpAfter: 800 }
          : { does: 'refuse', after: 100 }
        : { does: 'answer', after: 20 + random() * 100 },
    mishaps: { repeated: 0.05, delayed: 0.05, lost: 0.01, longest: 1_500, seed: given.seed },
    onDelivery(event) {
      const { type, channel } = event as { type: string; channel?: { id: string } }
      const [kind, call] = channel?.id.split('~') ?? []
      if (type === 'StasisStart' && kind === 'seat' && call && !told.has(call))
        told.set(call, { at: performance.now(), seen: false })
    },
  })
  const county = await faultCounty('hotline', {
    env: { PBX_URL: simulator.url, PBX_USER: simulator.user, PBX_PASSWORD: simulator.password },
  })
  await county.start()
  const client = new pg.Client({ connectionString: county.databaseUrl() })
  await client.connect()
  const { seats, close } = await openSeats(county, given.seats, given.seed)
  try {
    say(`${given.calls} calls at ${given.seats} seats in ${given.seconds} s`)
    const reactions: number[] = []
    const searches: number[] = []
    let backwards = 0
    for (const seat of seats)
      seat.work({
        random,
        handle: (given.seconds * 1000 * given.seats * 0.55) / given.calls,
        saw({ switchId, phase, at }) {
          const sent = told.get(switchId)
          if (phase !== 'talking' || !sent || sent.seen) return
          sent.seen = true
          reactions.push(at - sent.at)
        },
        wentBack: () => {
          backwards += 1
        },
        searched: (ms) => searches.push(ms),
        questions,
      })
    const callers: Caller[] = []
    const over: Promise<void>[] = []
    const began = performance.now()
    for (let n = 0; n < given.calls; n++) {
      const due = (n / given.calls) * given.seconds * 1000
      const wait = began + due - performance.now()
      if (wait > 0) await sleep(wait)
      const caller = simulator.call(
        `1${3 + Math.floor(random() * 7)}${String(Math.floor(random() * 1e9)).padStart(9, '0')}`,
      )
      callers.push(caller)
      over.push(caller.over)
      // Nobody waits for ever: a tenth of an hour at most, compressed.
      const patience = given.seconds * (60 + random() * 300)
      setTimeout(() => caller.hangUp(), patience).unref()
      if (n % 200 === 199) {
        await line(simulator, n)
        say(`${n + 1} calls, ${simulator.standing()} lines stand`)
      }
    }
    await Promise.all(over)
    await until('every call is over', 60_000, async () => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from call where phase <> 'ended' and switch_id is not null`,
      )
      return rows[0]!.n === 0
    })
    const { rows } = await client.query<{
      switch_id: string
      answered: boolean
      outcome: string | null
      events: number
    }>(
      `select switch_id, answered_at is not null as answered, outcome,
         (select count(*)::int from call_event e where e.call_id = c.id) as events
       from call c where switch_id is not null`,
    )
    const made = new Set(callers.map(({ id }) => id))
    const kept = new Set(rows.map((row) => row.switch_id))
    const lost = [...made].filter((id) => !kept.has(id)).length
    const invented = rows.length - [...kept].filter((id) => made.has(id)).length
    const twice = rows.length - kept.size
    const { rows: wrong } = await client.query<{ n: number }>(
      `select count(*)::int as n from (select call_id, key from call_event group by 1, 2 having count(*) > 1
         union all select id, 'order' from call where answered_at < began_at or ended_at < answered_at
           or transferred_at < answered_at) x`,
    )
    const more = {
      seats: given.seats,
      realSeconds: given.seconds,
      answered: rows.filter((row) => row.answered).length,
      transferred: rows.filter((row) => row.outcome === 'transferred').length,
      abandoned: rows.filter((row) => row.outcome === 'abandoned').length,
      missed: rows.filter((row) => row.outcome === 'missed').length,
      events: rows.reduce((sum, row) => sum + row.events, 0),
    }
    yield figureOf({
      figure: 'hotline-lost',
      items: given.calls,
      value: lost + twice + invented,
      unit: 'calls',
      target: '<=0',
      more,
    })
    yield figureOf({
      figure: 'hotline-out-of-order',
      items: given.calls,
      value: backwards + wrong[0]!.n,
      unit: 'calls',
      target: '<=0',
    })
    const react = spread(reactions)
    yield figureOf({
      figure: 'hotline-reaction-p95',
      items: given.calls,
      value: react.p95,
      unit: 'ms',
      target: '<=100',
      more: {
        median: Math.round(react.median),
        p99: Math.round(react.p99),
        max: Math.round(react.max),
        measured: reactions.length,
      },
    })
    const search = spread(searches)
    yield figureOf({
      figure: 'hotline-search-p95',
      items: given.calls,
      value: search.p95,
      unit: 'ms',
      target: '<=30',
      more: { median: search.median.toFixed(1), max: Math.round(search.max), measured: searches.length },
    })
  } finally {
    for (const seat of seats) seat.leave()
    await close()
    await client.end()
    await simulator.close()
    await county.remove()
  }
}

/** Once in a while the line of events breaks; the program comes again. */
const line = async (simulator: Simulator, n: number) => {
  if (n % 1_000 === 999) simulator.breakLines()
}
