import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRequest } from '../../src/capabilities/requests/testing.ts'
import { signedInAs } from '../support/office.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** What lists say that nobody wrote down, and lists longer than anybody counts. */

let stage: RequestsStage
beforeAll(async () => {
  stage = await requestsStage()
})
afterAll(() => stage.close())

const list = async (query: string) => {
  const reader = await signedInAs(stage.app, stage.platform, stage.people.disclosure_office)
  const { status, body } = await reader('GET', `/api/requests?${query}`)
  expect(status).toBe(200)
  return body as { total: number; items: { id: number; clock: string; number: string }[] }
}

test('a consultation that lapsed pauses nothing, although nothing was written down since', async () => {
  const { platform, people, unitId, app } = stage
  const id = await aRequest(platform, people, { unitId })
    .step('section_head', 'assign', { ownerId: people.clerk.personId })
    .step('clerk', 'consult', { on: '2026-03-02', kind: 'third_party', agency: '' })
    .step('clerk', 'record_service', { consultation: 1, on: '2026-03-02' }).id
  const clocks = async () => {
    const [row] = (await list('view=open')).items.filter((one) => one.id === id)
    const clerk = await signedInAs(app, platform, people.clerk)
    const toDo = await clerk('GET', '/api/requests/to-do')
    const waiting = toDo.body.groups.flatMap((group: { items: { id: number; clock: string }[] }) => group.items)
    const { body } = await clerk('GET', `/api/requests/${id}`)
    return [row!.clock, waiting.find((one: { id: number }) => one.id === id).clock, body.clock.state]
  }
  expect(await clocks()).toEqual(['paused', 'paused', 'paused'])
  // Fifteen working days from the day after: the last one is 23 March.
  platform.time.set('2026-03-23T01:00:00Z')
  expect(await clocks()).toEqual(['paused', 'paused', 'paused'])
  platform.time.set('2026-03-24T01:00:00Z')
  expect(await clocks()).toEqual(['running', 'running', 'running'])
  platform.time.set('2026-03-02T01:00:00Z')
})

test('of more than are counted, pages follow the order of the list; of fewer, too', async () => {
  await sql`insert into case_file (kind, unit_id, number, code, status, summary, party, submitted_at, status_at)
    select 'request', ${stage.otherUnitId}::int, '第' || n || '号', 'code-' || n, 'archived',
      case when n % 100 = 0 then '少有的事' else '常有的事' end, 'natural_person', timestamptz '2020-01-01' + n * interval '1 hour', now()
    from generate_series(1, 10050) n`.execute(stage.platform.owner)
  await sql`insert into request (case_id, channel, applicant_sealed, applicant_masked, applicant_key, content_key, content_sealed)
    select id, 'counter', '', '', '', '', '' from case_file where unit_id = ${stage.otherUnitId}::int`.execute(
    stage.platform.owner,
  )
  const numbers = async (query: string) => (await list(query)).items.map((one) => one.number)
  const expected = (newest: number, step: number) => Array.from({ length: 20 }, (_, i) => `第${newest - i * step}号`)
  const many = `view=closed&unitId=${stage.otherUnitId}&size=20`
  expect((await list(many)).total).toBe(10_000)
  expect(await numbers(`${many}&page=1`)).toEqual(expected(10_050, 1))
  expect(await numbers(`${many}&page=3`)).toEqual(expected(10_010, 1))
  const few = `${many}&q=${encodeURIComponent('少有')}`
  expect((await list(few)).total).toBe(100)
  expect(await numbers(`${few}&page=1`)).toEqual(expected(10_000, 100))
  expect(await numbers(`${few}&page=5`)).toEqual(expected(2_000, 100))
  expect(await numbers(`${few}&page=6`)).toEqual([])
})
