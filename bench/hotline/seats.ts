import { type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Platform, transact } from '../../src/foundations/context.ts'
import { system } from '../../src/foundations/identity/actor.ts'
import { actorOf, addPerson } from '../../src/foundations/identity/index.ts'
import { sessionCookie } from '../../src/foundations/identity/request.ts'
import { openSession } from '../../src/foundations/identity/session.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { connect } from '../../src/platform/db/connect.ts'
import { openKeyring } from '../../src/platform/keyring.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import type { FaultCounty } from '../faults/county.ts'

type Desk = { status: string; call: { id: string; phase: string; answeredAt: string | null } | null }

export type Work = {
  random: () => number
  /** About so long is one call handled, ms. */
  handle: number
  saw: (seen: { switchId: string; phase: string; at: number }) => void
  wentBack: () => void
  searched: (ms: number) => void
  questions: readonly string[]
}

/** An operator at a seat: hears the stream, looks things up, passes on, logs. */
export type Seat = { work: (how: Work) => void; leave: () => void }

const ranks = ['waiting', 'talking', 'transferred', 'rating', 'ended']

/** As many seats as wanted, each with an operator who is ready. */
export const openSeats = async (
  county: FaultCounty,
  wanted: number,
  seed: number,
): Promise<{ seats: Seat[]; close: () => Promise<void> }> => {
  const database = connect(county.databaseUrl())
  const platform = {
    db: database.db,
    clock: systemClock,
    log: createLog('silent'),
    keyring: openKeyring(county.folder),
    listeners: {},
  } as unknown as Platform
  const ctx = { ...platform, actor: system }
  const { id: unitId } = await database.db
    .selectFrom('unit')
    .select('id')
    .where('kind', '=', 'government')
    .executeTakeFirstOrThrow()
  await database.db
    .insertInto('setting')
    .values({ key: 'hotline', value: JSON.stringify({ always: true, ringSeconds: 5, waitSeconds: 600 }) })
    .execute()
  const units = (await database.db.selectFrom('liaison').select('unit_id').distinct().execute()).map(
    (row) => row.unit_id,
  )
  const seats: Seat[] = []
  for (let n = 1; n <= wanted; n++) {
    const username = `seat${seed}-${n}`
    await transact(ctx, (work) =>
      addPerson(work, {
        username,
        name: `座席${n}`,
        passwordHash: 'none',
        demo: false,
        posts: [{ unitId, role: 'operator', title: '' }],
      }),
    )
    const actor = (await actorOf(database.db, username, '127.0.0.1'))!
    const token = await openSession({ ...platform, actor }, actor.personId!, { ip: '127.0.0.1', userAgent: 'bench' })
    const { id: seatId } = await database.db
      .insertInto('seat')
      .values({ name: `压测${n}号`, extension: `9${String(n).padStart(3, '0')}` })
      .returning('id')
      .executeTakeFirstOrThrow()
    const seat = operator(county.office, `${sessionCookie}=${token}`, units, async (id) => {
      const row = await database.db
        .selectFrom('call')
        .select('switch_id as switchId')
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.switchId ?? ''
    })
    await seat.call('POST', '/api/hotline/shift', { seatId })
    await seat.call('PUT', '/api/hotline/shift', { ready: true })
    seats.push(seat)
  }
  return { seats, close: database.close }
}

const operator = (office: string, cookie: string, units: number[], nameOf: (id: string) => Promise<string>) => {
  const call = async (method: string, path: string, body?: unknown) =>
    fetch(`${office}${path}`, {
      method,
      headers: { cookie, 'x-gongkai': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  let stream: IncomingMessage | undefined
  let gone = false
  let handling = ''
  let ready = Promise.resolve()

  const look = async (how: Work) => {
    const q = how.questions[Math.floor(how.random() * how.questions.length)]!
    // As it is typed: the beginning, and the whole.
    for (const typed of [q.slice(0, 2), q]) {
      const start = performance.now()
      const answer = await call('GET', `/api/hotline/search?q=${encodeURIComponent(typed)}`)
      await answer.arrayBuffer()
      how.searched(performance.now() - start)
    }
  }
  const handle = async (how: Work, id: string) => {
    await look(how)
    await sleep(how.handle * (0.4 + how.random()))
    const passes = how.random() < 0.15
    if (passes && units.length) {
      await call('POST', `/api/hotline/calls/${id}/transfer`, {
        unitId: units[Math.floor(how.random() * units.length)],
      })
      await sleep(700)
    }
    await call('POST', `/api/hotline/calls/${id}/log`, { outcome: passes ? 'transferred' : 'no_matter' })
  }

  return {
    call,
    work(how: Work) {
      const best = new Map<string, number>()
      const onDesk = async ({ status, call: at }: Desk, when: number) => {
        if (status === 'break') await call('PUT', '/api/hotline/shift', { ready: true })
        if (!at) return
        const rank = ranks.indexOf(at.phase)
        if (rank < (best.get(at.id) ?? -1)) how.wentBack()
        best.set(at.id, Math.max(rank, best.get(at.id) ?? -1))
        if (at.phase === 'talking') how.saw({ switchId: await nameOf(at.id), phase: at.phase, at: when })
        if (handling !== at.id && status !== 'ringing') {
          handling = at.id
          ready = ready.then(() => handle(how, at.id)).catch(() => undefined)
        }
      }
      const listen = () => {
        const asked = request(
          `${office}/api/hotline/stream`,
          { headers: { cookie, accept: 'text/event-stream' } },
          (answer) => {
            stream = answer
            let text = ''
            answer.setEncoding('utf8')
            answer.on('data', (part: string) => {
              const when = performance.now()
              text += part
              for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
                const [, desk] = /^event: desk\ndata: (.*)$/m.exec(text.slice(0, end).replace('retry: 500', '')) ?? []
                text = text.slice(end + 2)
                if (desk) void onDesk(JSON.parse(desk) as Desk, when)
              }
            })
            answer.on('close', () => !gone && setTimeout(listen, 200))
          },
        )
        asked.on('error', () => !gone && setTimeout(listen, 200))
        asked.end()
      }
      listen()
    },
    leave() {
      gone = true
      stream?.destroy()
    },
  }
}
