import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { courseOf } from '../../src/capabilities/hotline/rules/call-course.ts'
import { factsOf } from '../../src/capabilities/hotline/store.ts'
import { until } from '../support/until.ts'
import { type HotlineStage, hotlineStage } from './stage.ts'

/** A switch that repeats, delays and loses events, and lines that break: no call is lost, none is taken back. */

let stage: HotlineStage
beforeAll(async () => {
  stage = await hotlineStage({ seats: 4 })
})
afterAll(() => stage.close())

const settled = async () => {
  await stage.desk.reconcile()
  const open = await stage.platform.db.selectFrom('call').select('id').where('phase', '<>', 'ended').execute()
  return open.length === 0
}

test('every call is there once, in the end as it was, whatever the line did', async () => {
  const operators = await Promise.all([1, 2, 3, 4].map((seat) => stage.operator(seat)))
  stage.simulator.setMishaps({ repeated: 0.2, delayed: 0.2, lost: 0.15, longest: 300, seed: 7 })
  let stop = false
  // Operators log what is at their seat, and are ready again when a ring was missed.
  const working = operators.map(async ({ call }) => {
    while (!stop) {
      const { status, call: at } = (await call('GET', '/api/hotline/desk')).body
      if (at && (status === 'talking' || status === 'wrap_up'))
        await call('POST', `/api/hotline/calls/${at.id}/log`, { outcome: 'no_matter' })
      if (status === 'break') await call('PUT', '/api/hotline/shift', { ready: true })
      await stage.desk.tick()
      await sleep(40)
    }
  })
  const reconciling = (async () => {
    while (!stop) {
      await stage.desk.reconcile().catch(() => undefined)
      await sleep(300)
    }
  })()
  const callers = []
  for (let n = 0; n < 60; n++) {
    const caller = stage.simulator.call(`138000${String(n).padStart(5, '0')}`)
    callers.push(caller)
    // Some give up at once, some press a key, some stay until they are hung up.
    if (n % 5 === 0) setTimeout(() => caller.hangUp(), 900)
    else setTimeout(() => caller.hangUp(), 2_500)
    if (n === 30) stage.simulator.breakLines()
    await sleep(25)
  }
  await Promise.all(callers.map(({ over }) => over))
  await until(settled)
  stop = true
  await Promise.all([...working, reconciling])

  const rows = await stage.platform.db.selectFrom('call').selectAll().execute()
  const kept = new Set(rows.map((row) => row.switch_id))
  expect(kept.size).toBe(rows.length)
  // Whoever waits a moment is found by looking; who came and went at once without a word on the line is known to the switch alone.
  const heard = new Set(stage.heard.map(({ callId }) => callId))
  const unknown = callers.filter(({ id }, n) => !kept.has(id) && (heard.has(id) || n % 5 !== 0))
  expect(unknown).toEqual([])
  expect(rows.filter((row) => row.caller_sealed === null)).toEqual([])
  for (const row of rows) {
    const facts = await factsOf(stage.platform.db, row.id)
    const course = courseOf(facts)
    expect(row.phase).toBe('ended')
    expect(course.endedAt).toBe((row.ended_at as unknown as Date).getTime())
    if (row.answered_at) expect(row.person_id).not.toBeNull()
    // Each happening once: how often it was told does not count.
    expect(facts.filter(({ kind }) => kind === 'ended')).toHaveLength(1)
  }
  // Nobody is left at a seat with a call that is over for longer than it takes to log it, and no line stands.
  for (const { call } of operators) {
    const { call: at } = (await call('GET', '/api/hotline/desk')).body
    if (at) expect((await call('POST', `/api/hotline/calls/${at.id}/log`, { outcome: 'no_matter' })).status).toBe(204)
  }
  stage.simulator.setMishaps({ repeated: 0, delayed: 0, lost: 0, longest: 0, seed: 1 })
  await until(async () => {
    await stage.desk.reconcile()
    return stage.simulator.standing() === 0
  })
  const answered = rows.filter((row) => row.answered_at !== null)
  expect(answered.length).toBeGreaterThan(20)
})
