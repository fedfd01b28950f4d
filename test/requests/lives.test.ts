import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRequest, someContent } from '../../src/capabilities/requests/testing.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** Whole lives of requests, from the counter to the archive: statuses, clock, cell of the annual table. */

let stage: RequestsStage
beforeAll(async () => {
  // Friday, 12 June 2026.
  stage = await requestsStage('2026-06-12T01:00:00Z')
})
afterAll(() => stage.close())

const begin = (more: Partial<Parameters<typeof aRequest>[2]> = {}) =>
  aRequest(stage.platform, stage.people, { unitId: stage.unitId, ...more })
const columns = (id: number) =>
  stage.platform.db.selectFrom('case_file').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('granted: registered, proposed, three gates, delivered on the day it is posted', async () => {
  stage.platform.time.set('2026-06-12T01:00:00Z')
  const story = begin()
  const release = await story.document('release')
  story.proposed('granted', { materials: [release] })
  expect(await story.status()).toBe('review')
  story.approved('review')
  expect(await story.status()).toBe('secrecy_review')
  story.approved('secrecy_review').approved('sign_off')
  expect(await story.status()).toBe('signed')
  story.step('clerk', 'deliver', { way: 'online', on: '2026-06-12', tracking: '' })
  const id = await story.id
  expect(await columns(id)).toMatchObject({
    status: 'closed',
    closed_on: '2026-06-12',
    outcome: 'r1',
    received_on: '2026-06-12',
    due_on: '2026-07-13',
    clock: 'stopped',
    number: '云溪县水务局依申请〔2026〕1号',
  })
  const letters = await stage.platform.db.selectFrom('letter').selectAll().where('case_id', '=', id).execute()
  expect(letters.map((one) => [one.key, one.number, one.issued_on])).toEqual([
    ['reply_granted', '云溪县水务局公复〔2026〕1号', '2026-06-12'],
  ])
})

test('an ordinary letter waits for confirmation, a correction starts the period anew, a consultation pauses it', async () => {
  stage.platform.time.set('2026-06-12T01:00:00Z')
  const story = begin({
    channel: 'ordinary_post',
    content: someContent({ what: '河道采砂许可的全部材料', way: 'post' }),
  })
  const id = await story.id
  expect(await columns(id)).toMatchObject({ status: 'submitted', received_on: null, due_on: null, clock: 'idle' })
  stage.platform.time.set('2026-06-15T01:00:00Z')
  await story.step('clerk', 'confirm', { on: '2026-06-15', how: 'phone' }).id
  // 20 working days from Monday 15 June; 19 June is 端午.
  expect(await columns(id)).toMatchObject({ status: 'handling', received_on: '2026-06-15', due_on: '2026-07-14' })
  await story.step('clerk', 'ask_correction', { on: '2026-06-15', until: '2026-06-29' }).id
  expect(await columns(id)).toMatchObject({
    status: 'correcting',
    due_on: null,
    clock: 'waiting',
    watch_on: '2026-06-29',
    watch_for: 'correction',
  })
  stage.platform.time.set('2026-06-22T01:00:00Z')
  await story.step('applicant', 'take_correction', { on: '2026-06-22', excused: false }, '只要2025年的许可。').id
  expect(await columns(id)).toMatchObject({ status: 'handling', due_on: '2026-07-20', clock: 'running' })
  await story.step('clerk', 'consult', { on: '2026-06-22', kind: 'third_party', agency: '' }).id
  expect(await columns(id)).toMatchObject({ status: 'handling', due_on: null, clock: 'paused' })
  await story.step('clerk', 'record_service', { consultation: 1, on: '2026-06-22' }).id
  // Lapses 15 working days later, on 13 July; then all twenty are still to come.
  expect(await columns(id)).toMatchObject({ due_on: '2026-08-10', watch_on: '2026-07-13', watch_for: 'opinion' })
  stage.platform.time.set('2026-06-30T01:00:00Z')
  await story.step('clerk', 'record_opinion', { consultation: 1, on: '2026-06-30', opinion: 'partly' }).id
  expect(await columns(id)).toMatchObject({ due_on: '2026-07-28', clock: 'running' })
  await story.step('section_head', 'extend', { on: '2026-06-30', workingDays: 20 }).id
  expect(await columns(id)).toMatchObject({ due_on: '2026-08-25' })
  const release = await story.document('release')
  await story
    .proposed('partial', { materials: [release], grounds: ['EX15'], reasons: '许可人的开户信息属于个人隐私。' })
    .approved('review')
    .approved('secrecy_review')
    .approved('sign_off')
    .step('clerk', 'deliver', { way: 'post', on: '2026-06-30', tracking: 'XA00000000044' }).id
  expect(await columns(id)).toMatchObject({ status: 'closed', outcome: 'r2', closed_on: '2026-06-30' })
})

test('charged and not paid: it lapses on the day after the last, and not before', async () => {
  stage.platform.time.set('2026-06-12T01:00:00Z')
  const story = begin()
  await story.step('section_head', 'charge', { on: '2026-06-12', basis: 'by_page', quantity: 68 }).id
  await story.step('clerk', 'record_fee_service', { on: '2026-06-12' }).id
  const id = await story.id
  expect(await columns(id)).toMatchObject({ status: 'charged', watch_on: '2026-07-13', clock: 'waiting' })
  stage.platform.time.set('2026-07-13T01:00:00Z')
  await expect(story.proposed('fee_lapsed').id).rejects.toMatchObject({ status: 422 })
  stage.platform.time.set('2026-07-14T01:00:00Z')
  const again = story.proposed('fee_lapsed')
  await again.approved('review').approved('sign_off').step('clerk', 'deliver', {
    way: 'in_person',
    on: '2026-07-14',
    tracking: '',
  }).id
  expect(await columns(id)).toMatchObject({ status: 'closed', outcome: 'r6.2' })
})

test('withdrawn before it was confirmed, it is counted in and out on that day', async () => {
  stage.platform.time.set('2026-06-12T01:00:00Z')
  const story = begin({ channel: 'fax' })
  await story.step('applicant', 'withdraw', { on: '2026-06-12' }).id
  expect(await columns(await story.id)).toMatchObject({
    status: 'closed',
    received_on: '2026-06-12',
    closed_on: '2026-06-12',
    outcome: 'r6.3',
  })
})

test('what fits no cell cannot be closed', async () => {
  stage.platform.time.set('2026-06-12T01:00:00Z')
  const refused = async (kind: Parameters<ReturnType<typeof begin>['proposed']>[0], more = {}) => {
    const story = begin()
    await story.id
    const error = await story.proposed(kind, more).id.then(
      () => undefined,
      (reason) => reason,
    )
    expect(error?.status).toBe(422)
    return error.issues.map((one: { key: string }) => one.key)
  }
  expect(await refused('not_existing')).toEqual(['search'])
  expect(await refused('refused', { reasons: '涉密。' })).toEqual(['one_ground'])
  expect(await refused('refused', { grounds: ['EX15'], reasons: '涉及隐私。' })).toEqual(['not-consulted'])
  expect(await refused('granted', { grounds: ['EX14a'] })).toEqual(['material', 'not-allowed'])
  expect(await refused('still_unclear', { reasons: '不明确。' })).toEqual(['correction'])
  expect(await refused('repeated')).toEqual(['earlier_case'])
  expect(await refused('excessive', { reasons: '反复申请。' })).toEqual(['asked_reasons'])
  expect(await refused('correction_lapsed')).toEqual(['not-from-here'])
  expect(await refused('record_kept', { reasons: '记录无误。' })).toEqual(['not-for-this'])
})
