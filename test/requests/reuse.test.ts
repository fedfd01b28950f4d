import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftOf, recordDetail } from '../../src/capabilities/publishing/index.ts'
import { aRequest, madeUpIdentity, someApplicant } from '../../src/capabilities/requests/testing.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** An answer becomes public for everybody: a draft with what was released, once, and a word in the case. */

let stage: RequestsStage
beforeAll(async () => {
  stage = await requestsStage('2026-06-12T01:00:00Z')
})
afterAll(() => stage.close())

const begin = (serial: number) =>
  aRequest(stage.platform, stage.people, {
    unitId: stage.unitId,
    applicant: someApplicant({ identityNumber: madeUpIdentity(serial) }),
  })
const granted = async (serial: number) => {
  const story = begin(serial)
  const release = await story.document('release', '验收报告：合格。')
  story
    .proposed('granted', { materials: [release] })
    .approved('review')
    .approved('secrecy_review')
    .approved('sign_off')
  return story.step('clerk', 'deliver', { way: 'online', on: '2026-06-12', tracking: '' }).id
}
const version = async (id: number) => (await stage.calls.clerk('GET', `/api/requests/${id}`)).body.version as number

test('from the third applicant on it is proposed; what was not answered is not', async () => {
  const first = await granted(1)
  await begin(2).id
  // The same person again is no other applicant.
  await begin(2).id
  const of = async (id: number) => (await stage.calls.clerk('GET', `/api/requests/${id}/publication`)).body
  expect(await of(first)).toEqual({ applicants: 2, proposed: false, allowed: true, recordId: null })
  const third = await begin(3).id
  expect(await of(first)).toMatchObject({ applicants: 3, proposed: true })
  expect(await of(third)).toMatchObject({ applicants: 3, proposed: false, allowed: false })
})

test('a draft with the released file, in the unit, once; the case names the record', async () => {
  const id = await granted(4)
  const address = `/api/requests/${id}/publication`
  const seen = await version(id)
  expect((await stage.calls.section_head('POST', address, { version: seen })).status).toBe(403)
  expect((await stage.otherCalls.clerk('POST', address, { version: seen })).status).toBe(404)
  expect((await stage.calls.clerk('POST', address, { version: 1 })).status).toBe(409)
  const both = await Promise.all([1, 2].map(() => stage.calls.clerk('POST', address, { version: seen })))
  expect(both.map((one) => one.status).sort()).toEqual([201, 409])
  const { recordId } = both.find((one) => one.status === 201)!.body
  const draft = draftOf((await recordDetail(stage.platform.as(stage.people.clerk), recordId)).revision)
  expect(draft.attachments.map((one) => one.name)).toEqual(['验收报告.txt'])
  expect(JSON.stringify(draft)).not.toContain('苏见山')
  const detail = (await stage.calls.clerk('GET', `/api/requests/${id}`)).body
  expect(detail.convertedTo).toBe(recordId)
  expect(await stage.platform.db.selectFrom('record').select('id').execute()).toHaveLength(1)
})

test('an answer that gave nothing out cannot become public', async () => {
  const story = begin(5).proposed('already_public', { way: '门户网站' }).approved('review').approved('sign_off')
  const id = await story.step('clerk', 'deliver', { way: 'online', on: '2026-06-12', tracking: '' }).id
  const answer = await stage.calls.clerk('POST', `/api/requests/${id}/publication`, { version: await version(id) })
  expect([answer.status, answer.body.issues[0].key]).toEqual([422, 'nothing-released'])
})
