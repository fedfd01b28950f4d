import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestWork } from '../../src/capabilities/requests/index.ts'
import { aRequest } from '../../src/capabilities/requests/testing.ts'
import { dissolveUnit } from '../../src/foundations/units/index.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** An agency ends while citizens wait for its answer. */

let stage: RequestsStage
beforeAll(async () => {
  stage = await requestsStage('2026-06-12T01:00:00Z')
})
afterAll(() => stage.close())

test('what is unanswered goes on at the successor with its clock, number and code; what is answered stays', async () => {
  const { platform, people, unitId, otherUnitId } = stage
  const open = aRequest(platform, people, { unitId }).step('section_head', 'assign', { ownerId: people.clerk.personId })
  const done = aRequest(platform, people, { unitId }).step('clerk', 'withdraw', { on: '2026-06-12' })
  const columns = async (id: number) =>
    platform.db.selectFrom('case_file').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const [before, ended] = [await columns(await open.id), await columns(await done.id)]

  await dissolveUnit(
    platform.as(people.system_administrator),
    { id: unitId, on: '2026-06-12', mergedIntoId: otherUnitId },
    { openWork: [requestWork] },
  )
  expect(await columns(before.id)).toEqual({
    ...before,
    unit_id: otherUnitId,
    owner_id: null,
    version: before.version + 1,
  })
  expect(await columns(ended.id)).toEqual(ended)
  const { body } = await stage.otherCalls.clerk('GET', `/api/requests/${before.id}`)
  expect(body.history.at(-1)).toMatchObject({ action: 'succeed', label: '机关撤并，由承接机关继续办理' })
  const notices = await platform.db.selectFrom('notice').selectAll().where('kind', '=', 'request.transferred').execute()
  expect(notices.map((one) => one.person_id)).toEqual([stage.others.clerk.personId])
  // What it had answered stays counted there, and its successor reads it and registers what comes of it.
  const { body: list } = await stage.otherCalls.clerk('GET', '/api/requests?view=closed')
  expect(list.items.map((one: { id: number }) => one.id)).toEqual([ended.id])
  const read = await stage.otherCalls.clerk('GET', `/api/requests/${ended.id}`)
  expect(read).toMatchObject({ status: 200, body: { unitName: '云溪县水务局', mayUnmask: true } })
  const review = { kind: 'review', body: '云溪县人民政府', filedOn: '2026-06-12' }
  expect(await stage.otherCalls.clerk('POST', `/api/requests/${ended.id}/remedies`, review)).toMatchObject({
    status: 201,
    body: { mayEdit: true, remedies: [{ outcome: 'open' }] },
  })
  // Whoever works there goes on with it.
  const answer = await stage.otherCalls.section_head('POST', `/api/requests/${before.id}/assign`, {
    version: before.version + 1,
    data: { ownerId: stage.others.clerk.personId },
  })
  expect(answer.status).toBe(200)
})

test('without a successor it cannot end while somebody waits for its answer', async () => {
  const { platform, others, otherUnitId } = stage
  await expect(
    dissolveUnit(platform.as(stage.people.system_administrator), { id: otherUnitId, on: '2026-06-12' }),
  ).rejects.toMatchObject({ status: 422, issues: [{ key: 'open_cases' }] })
  expect(others.clerk.posts[0]!.unitId).toBe(otherUnitId)
})
