import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRequest, someApplicant, someContent } from '../../src/capabilities/requests/testing.ts'
import { openDocument } from '../../src/foundations/casework/index.ts'
import { makeDocx } from '../../src/foundations/documents/testing.ts'
import { tracesOf } from '../../src/foundations/redaction/testing.ts'
import { fileBody } from '../support/office.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** Around the cases: what waits for whom, entries looked at beforehand, joined cases, copies with words taken out. */

let stage: RequestsStage
beforeAll(async () => {
  // Friday, 12 June 2026.
  stage = await requestsStage('2026-06-12T01:00:00Z')
})
afterAll(() => stage.close())

const begin = (more: Partial<Parameters<typeof aRequest>[2]> = {}) =>
  aRequest(stage.platform, stage.people, { unitId: stage.unitId, ...more })
const groupsOf = async (role: 'clerk' | 'section_head' | 'signing_leader' | 'secrecy_reviewer' | 'supervisor') => {
  const { body } = await stage.calls[role]('GET', '/api/requests/to-do')
  return Object.fromEntries(
    body.groups.map((group: { key: string; items: { id: number }[] }) => [group.key, group.items.map((one) => one.id)]),
  )
}
const entry = (more: Record<string, unknown> = {}) => ({
  unitId: stage.unitId,
  channel: 'counter',
  applicant: someApplicant(),
  content: someContent(),
  reachedOn: '2026-06-12',
  ...more,
})

test('each waits for whoever has to do the next step, and for nobody else', async () => {
  const letter = await begin({ channel: 'ordinary_post' }).id
  const fresh = begin({ content: someContent({ what: '水库除险加固清单' }) })
  const id = await fresh.id
  expect((await groupsOf('clerk')).to_confirm).toEqual([letter])
  expect((await groupsOf('section_head')).to_assign).toEqual([id])
  await fresh.step('section_head', 'assign', { ownerId: stage.people.clerk.personId }).id
  expect((await groupsOf('clerk')).owned).toEqual([id])
  expect((await groupsOf('section_head')).to_assign).toBeUndefined()
  await fresh
    .step('clerk', 'log_search', { on: '2026-06-12', place: '档案室', words: '除险加固', found: false })
    .proposed('not_existing').id
  expect((await groupsOf('section_head')).review).toEqual([id])
  expect((await groupsOf('signing_leader')).sign_off).toBeUndefined()
  await fresh.approved('review').id
  expect((await groupsOf('section_head')).review).toBeUndefined()
  expect((await groupsOf('signing_leader')).sign_off).toEqual([id])
  await fresh.approved('sign_off').id
  expect((await groupsOf('clerk')).to_deliver).toEqual([id])
  expect(await groupsOf('supervisor')).toEqual({})
})

test('an entry is looked at before it is saved: faults, day of receipt, the same asked before', async () => {
  await begin({ content: someContent({ what: '河长制巡查记录' }) }).id
  const check = (more: Record<string, unknown>) => stage.calls.clerk('POST', '/api/requests/entry-check', entry(more))
  const again = await check({ content: someContent({ what: '河长制  巡查记录。' }) })
  expect(again.status).toBe(200)
  expect(again.body).toMatchObject({ issues: [], receipt: { on: '2026-06-12' } })
  expect(again.body.alike[0]).toMatchObject({ sameApplicant: true, sameContent: true })
  const wrong = await check({
    channel: 'fax',
    applicant: someApplicant({ identityNumber: '119999199003070010' }),
    reachedOn: '2026-06-13',
  })
  expect(wrong.body.receipt.on).toBeNull()
  expect(wrong.body.issues.map((issue: { field: string }) => issue.field)).toEqual([
    'applicant.identityNumber',
    'reachedOn',
  ])
  expect((await stage.calls.section_head('POST', '/api/requests/entry-check', entry())).status).toBe(403)
  expect((await stage.otherCalls.clerk('POST', '/api/requests/entry-check', entry())).status).toBe(403)
})

test('cases are joined by those who work on them, seen from both sides', async () => {
  const [one, two] = [await begin().id, await begin().id]
  const elsewhere = await aRequest(stage.platform, stage.others, { unitId: stage.otherUnitId }).id
  const link = (call: 'clerk' | 'supervisor', otherId: number, how = 'split') =>
    stage.calls[call]('POST', `/api/requests/${two}/links`, { otherId, how })
  const made = await link('clerk', one)
  expect(made.body.links).toMatchObject([{ caseId: one, how: 'split' }])
  expect((await link('clerk', one)).status).toBe(200)
  expect((await stage.calls.clerk('GET', `/api/requests/${one}`)).body.links).toMatchObject([{ caseId: two }])
  expect((await link('clerk', two)).status).toBe(422)
  expect((await link('clerk', elsewhere)).status).toBe(422)
  expect((await link('clerk', one, 'because')).status).toBe(422)
  expect((await link('supervisor', one)).status).toBe(403)
  const foreign = await stage.otherCalls.clerk('POST', `/api/requests/${two}/links`, { otherId: one, how: 'same' })
  expect(foreign.status).toBe(404)
})

test('drafts of letters: unfinished fields and steps that cannot be taken are said, never an error', async () => {
  const id = await begin().id
  const drafts = (action: string, data: unknown) =>
    stage.calls.clerk('POST', `/api/requests/${id}/letters/drafts`, { action, data })
  expect((await drafts('delay', { on: '2026-06-12', until: null })).status).toBe(422)
  expect((await drafts('take_payment', { on: '2026-06-12', ticket: '1' })).status).toBe(409)
  expect((await drafts('ask_correction', { on: '2026-06-12', until: '2026-06-26' })).body.items).toHaveLength(1)
})

test('a copy of a paper has its words gone; the original stays; it is for the applicant', {
  timeout: 60_000,
}, async () => {
  const id = await begin().id
  const word = makeDocx({ body: '<w:p><w:r><w:t>承包人苏见山，电话19900001234，面积三亩</w:t></w:r></w:p>' })
  const { payload, headers } = fileBody('file', '合同.docx', word)
  const stored = await stage.calls.clerk('POST', `/api/requests/${id}/documents?kind=source`, payload, headers)
  const at = `/api/requests/${id}/documents/${stored.body.id}`
  const outline = await stage.calls.clerk('GET', `${at}/outline`)
  expect(outline.body).toMatchObject({ kind: 'docx', proposals: [{ text: '19900001234' }] })
  const { items } = (await stage.calls.clerk('POST', `${at}/passages`, { text: '苏见山' })).body
  const marks = [...items, outline.body.proposals[0].place].map((place) => ({ ...place, ground: 'EX15' }))
  // Papers stand in the order in which they came.
  stage.platform.time.pass({ seconds: 1 })
  const made = await stage.calls.clerk('POST', `${at}/redaction`, { marks, name: '合同（已作区分处理）.docx' })
  expect(made).toMatchObject({ status: 201, body: { report: { bars: 2, byGround: { EX15: 2 } } } })

  const { documents } = (await stage.calls.clerk('GET', `/api/requests/${id}`)).body
  expect(documents.map((one: { kind: string; forApplicant: boolean }) => [one.kind, one.forApplicant])).toEqual([
    ['source', false],
    ['release', true],
  ])
  const copy = await openDocument(stage.platform, id, made.body.id)
  expect(tracesOf(copy!.bytes, ['苏见山', '19900001234'])).toEqual([])

  expect((await stage.calls.clerk('POST', `${at}/redaction`, { marks: [], name: '空' })).status).toBe(422)
  expect(
    (
      await stage.calls.clerk('POST', `${at}/redaction`, {
        marks: [{ page: 1, whole: true, ground: 'EX15' }],
        name: '页',
      })
    ).status,
  ).toBe(422)
  for (const [method, url, body] of [
    ['GET', `${at}/outline`, undefined],
    ['POST', `${at}/passages`, { text: '苏' }],
    ['POST', `${at}/redaction-preview`, { marks }],
    ['POST', `${at}/redaction`, { marks, name: '件' }],
  ] as const) {
    expect((await stage.calls.signing_leader(method, url, body)).status, url).toBe(403)
    expect((await stage.otherCalls.clerk(method, url, body)).status, url).toBe(404)
  }
  expect((await stage.calls.clerk('GET', `/api/requests/${id}/documents/${randomUUID()}/outline`)).status).toBe(404)
})
