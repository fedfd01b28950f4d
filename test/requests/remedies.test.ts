import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRequest } from '../../src/capabilities/requests/testing.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** The register of reviews and lawsuits: who, in what order, who is faster, and what table 3 makes of it. */

let stage: RequestsStage
let caseId: number
beforeAll(async () => {
  stage = await requestsStage('2026-06-12T01:00:00Z')
  caseId = await aRequest(stage.platform, stage.people, { unitId: stage.unitId }).id
})
afterAll(() => stage.close())

const review = { kind: 'review', body: '云溪县人民政府', number: '云复〔2026〕3号', filedOn: '2026-06-12' }
const at = () => `/api/requests/${caseId}/remedies`
const table3 = async () => {
  const { body } = await stage.calls.clerk(
    'GET',
    `/api/requests/annual/table3?unitId=${stage.unitId}&from=2026-01-01&to=2026-12-31`,
  )
  return body.groups.map((group: { cells: object }) => Object.values(group.cells))
}

test('a clerk and a section head of the unit register; others may not, and strangers see no case', async () => {
  const { calls, otherCalls } = stage
  for (const role of ['signing_leader', 'disclosure_office', 'supervisor'] as const)
    expect([role, (await calls[role]('POST', at(), review)).status]).toEqual([role, 403])
  expect((await otherCalls.clerk('POST', at(), review)).status).toBe(404)
  expect((await calls.auditor('GET', at())).status).toBe(404)
  expect((await calls.disclosure_office('GET', at())).body).toMatchObject({ mayEdit: false, remedies: [] })
  const first = await calls.clerk('POST', at(), { ...review, servedOn: '2026-06-12' })
  expect(first.status).toBe(201)
  expect(first.body.remedies).toMatchObject([
    { kind: 'review', outcome: 'open', version: 1, answerDue: { on: '2026-06-29', left: 10 } },
  ])
  expect(await table3()).toEqual([
    [0, 0, 0, 1, 1],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
  ])
})

test('faults name their fields; a suit after review needs the review', async () => {
  const bad = await stage.calls.clerk('POST', at(), { ...review, body: '', filedOn: '2026-07-01' })
  expect([bad.status, bad.body.issues.map((one: { field: string }) => one.field)]).toEqual([422, ['body', 'filedOn']])
  const fresh = await aRequest(stage.platform, stage.people, { unitId: stage.unitId }).id
  const suit = { ...review, kind: 'lawsuit_after_review', body: '云溪县人民法院' }
  expect((await stage.calls.clerk('POST', `/api/requests/${fresh}/remedies`, suit)).body.issues[0].key).toBe(
    'no-review',
  )
})

test('of two who conclude at once one hears that it has changed; the decision fixes the cell', async () => {
  const { remedies } = (await stage.calls.clerk('GET', at())).body
  const address = `${at()}/${remedies[0].id}/conclusion`
  const decision = { version: 1, decision: 'revoked', concludedOn: '2026-06-12' }
  const both = await Promise.all([
    stage.calls.clerk('POST', address, decision),
    stage.calls.section_head('POST', address, { ...decision, decision: 'mediated' }),
  ])
  expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  // Mended afterwards, with the version of now.
  expect((await stage.calls.clerk('POST', address, { ...decision, version: 2 })).body.remedies[0]).toMatchObject({
    outcome: 'corrected',
    decisionLabel: '撤销',
    version: 3,
    answerDue: null,
  })
  expect((await table3())[0]).toEqual([0, 1, 0, 0, 1])
  const list = await stage.calls.disclosure_office(
    'GET',
    '/api/requests/remedies?from=2026-01-01&to=2026-12-31&kind=review&outcome=corrected',
  )
  expect(list.body).toMatchObject({ total: 1, items: [{ caseId, decisionLabel: '撤销' }] })
})

test('a remedy of another case is none, and a change keeps its version', async () => {
  const other = await aRequest(stage.platform, stage.people, { unitId: stage.unitId }).id
  const { remedies } = (await stage.calls.clerk('GET', at())).body
  const change = { ...review, number: '云复〔2026〕4号', version: 3 }
  const address = (id: number) => `/api/requests/${id}/remedies/${remedies[0].id}`
  expect((await stage.calls.clerk('PUT', address(other), change)).status).toBe(404)
  expect((await stage.calls.clerk('PUT', address(caseId), { ...change, version: 1 })).status).toBe(409)
  expect((await stage.calls.clerk('PUT', address(caseId), change)).body.remedies[0]).toMatchObject({
    number: '云复〔2026〕4号',
    outcome: 'corrected',
    version: 4,
  })
})
