import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetRequests, remindOfRequests, tellApplicant } from '../../src/capabilities/requests/index.ts'
import { registerRemedy } from '../../src/capabilities/requests/remedies/actions.ts'
import { aRequest, someApplicant } from '../../src/capabilities/requests/testing.ts'
import type { Platform } from '../../src/foundations/context.ts'
import { person } from '../support/people.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** What staff and applicants are told and when, and what is left of a case when its time is over. */

let stage: RequestsStage
beforeAll(async () => {
  stage = await requestsStage('2026-06-12T01:00:00Z')
  const platform = (): Platform => stage.platform
  for (const name of ['request.registered', 'request.acted']) stage.platform.listeners[name] = [tellApplicant(platform)]
})
afterAll(() => stage.close())

const at = (day: string) => stage.platform.time.set(`${day}T01:00:00Z`)
const begin = (more: Partial<Parameters<typeof aRequest>[2]> = {}) =>
  aRequest(stage.platform, stage.people, { unitId: stage.unitId, ...more })
const noticesOf = async (id: number) =>
  stage.platform.db
    .selectFrom('notice')
    .select(['person_id', 'kind', 'text'])
    .where('about', '=', `request/${id}`)
    .orderBy('id')
    .execute()
const messagesOf = async (id: number) =>
  stage.platform.db
    .selectFrom('message')
    .select(['channel', 'subject'])
    .where('about', '=', `request/${id}`)
    .orderBy('at')
    .orderBy('channel')
    .execute()

test('5, 3, 1 working days before, on the day and every working day after: each once, to clerk, head and office', async () => {
  at('2026-06-12')
  const id = await begin().id
  const { clerk, section_head, disclosure_office } = stage.people
  const told = async (day: string) => {
    const before = (await noticesOf(id)).length
    at(day)
    await remindOfRequests(stage.platform)
    await remindOfRequests(stage.platform)
    return (await noticesOf(id)).slice(before)
  }
  // Due on Monday, 13 July 2026.
  expect(await told('2026-07-03')).toHaveLength(0)
  const first = await told('2026-07-06')
  const everyOffice = [clerk, section_head, disclosure_office, stage.others.disclosure_office].map(
    (one) => one.personId,
  )
  expect(first.map((one) => one.person_id).sort()).toEqual(everyOffice.sort())
  expect(first[0]!.text).toBe('云溪县水务局依申请〔2026〕1号还剩5个工作日，应于2026年7月13日（星期一）前答复。')
  const days = ['2026-07-07', '2026-07-08', '2026-07-09', '2026-07-10', '2026-07-12', '2026-07-13']
  const numbers: number[] = []
  for (const day of [...days, '2026-07-14', '2026-07-15', '2026-07-18', '2026-07-20'])
    numbers.push((await told(day)).length / 4)
  //                     7th, 8th: 3, 9th, 10th: 1, Sunday, the day, after, after, Saturday, Monday
  expect(numbers).toEqual([0, 1, 0, 1, 0, 1, 1, 1, 0, 1])
  expect((await noticesOf(id)).at(-1)!.text).toContain('已逾期5个工作日')
})

test('a correction that lapses is told, and who owns it instead of all clerks', async () => {
  at('2026-06-12')
  const story = begin()
    .step('section_head', 'assign', { ownerId: stage.people.section_head.personId })
    .step('clerk', 'ask_correction', { on: '2026-06-12', until: '2026-06-26' })
  const id = await story.id
  at('2026-06-25')
  await remindOfRequests(stage.platform)
  expect(await noticesOf(id)).toMatchObject([{ person_id: stage.people.section_head.personId, kind: 'request.lapse' }])
  at('2026-06-29')
  await remindOfRequests(stage.platform)
  expect((await noticesOf(id)).map((one) => one.text).at(-1)).toContain('请决定下一步')
})

test('the answer to the review body is reminded of', async () => {
  at('2026-06-12')
  const id = await begin().id
  await registerRemedy(stage.platform.as(stage.people.clerk), id, {
    kind: 'review',
    body: '云溪县人民政府',
    number: '',
    filedOn: '2026-06-12',
    servedOn: '2026-06-12',
    simplified: true,
  })
  at('2026-06-17')
  await remindOfRequests(stage.platform)
  expect((await noticesOf(id)).filter((one) => one.kind === 'request.remedy')[0]!.text).toBe(
    '云溪县水务局依申请〔2026〕3号被申请行政复议，书面答复应于2026年6月22日（星期一）前提交复议机关，还剩2个工作日。',
  )
})

test('an applicant is told of the receipt, each new day of answer, the correction and the answer; nobody without address', async () => {
  at('2026-06-12')
  const story = begin({ applicant: someApplicant({ name: '万俟见山', phone: '19900004321', email: 'wan@example.cn' }) })
    .step('clerk', 'ask_correction', { on: '2026-06-12', until: '2026-06-26' })
    .step('applicant', 'take_correction', { on: '2026-06-12', excused: false })
    .step('section_head', 'extend', { on: '2026-06-12', workingDays: 20 })
  const id = await story.proposed('already_public', { way: '门户网站' }).approved('review').approved('sign_off').id
  await story.step('clerk', 'deliver', { way: 'online', on: '2026-06-12', tracking: '' }).id
  const subjects = (await messagesOf(id)).filter((one) => one.channel === 'sms').map((one) => one.subject)
  const number = '云溪县水务局依申请〔2026〕4号'
  expect(subjects.sort()).toEqual(
    [
      `已收到您的申请（${number}）`,
      `您的申请需要补正（${number}）`,
      `您的申请的答复期限（${number}）`,
      `您的申请的答复期限（${number}）`,
      `您的申请已有答复（${number}）`,
    ].sort(),
  )
  expect(subjects.join()).not.toContain('万俟')
  expect((await messagesOf(id)).filter((one) => one.channel === 'email')).toHaveLength(5)
  const silent = await begin({ applicant: someApplicant({ phone: '', email: '' }) }).id
  expect(await messagesOf(silent)).toEqual([])
})

test('when its time is over nothing personal is left of a case, and its figures stay', async () => {
  at('2026-06-12')
  const { db, files } = stage.platform
  const kept = await begin().id
  const story = begin({ note: '本人来访' })
  const paper = await story.document('attachment')
  const id = await story.proposed('already_public', { way: '门户网站' }).approved('review').approved('sign_off').id
  await story.step('clerk', 'deliver', { way: 'online', on: '2026-06-12', tracking: '' }).id
  const voided = await begin({ channel: 'ordinary_post' }).step('section_head', 'void', {}, '测试件。').id
  const { hash } = await db.selectFrom('case_document').select('hash').where('id', '=', paper).executeTakeFirstOrThrow()
  const left = async (caseId: number) => {
    const notes = await db.selectFrom('case_note').select('id').where('case_id', '=', caseId).execute()
    const request = await db.selectFrom('request').selectAll().where('case_id', '=', caseId).executeTakeFirstOrThrow()
    return { notes: notes.length, forgotten: request.forgotten_on, name: request.applicant_masked }
  }
  at('2026-09-10')
  expect(await forgetRequests(stage.platform)).toBe(0)
  at('2026-09-11')
  expect(await forgetRequests(stage.platform)).toBe(1)
  expect(await left(voided)).toEqual({ notes: 0, forgotten: '2026-09-11', name: '' })
  expect((await left(id)).forgotten).toBeNull()
  stage.platform.time.set('2056-06-13T01:00:00Z')
  expect(await forgetRequests(stage.platform)).toBeGreaterThan(0)
  expect(await forgetRequests(stage.platform)).toBe(0)
  expect(await left(id)).toEqual({ notes: 0, forgotten: '2056-06-13', name: '' })
  expect(await files.has(hash!)).toBe(false)
  expect(
    await db
      .selectFrom('case_file')
      .select(['number', 'outcome', 'closed_on', 'summary'])
      .where('id', '=', id)
      .executeTakeFirst(),
  ).toMatchObject({ outcome: 'r1', closed_on: '2026-06-12', summary: '' })
  expect((await left(kept)).forgotten).toBeNull()
  const page = await stage.platform.db
    .selectFrom('audit_entry')
    .select('subject')
    .where('action', '=', 'request.forgotten')
    .execute()
  expect(page.map((one) => one.subject)).toContain(`request/${id}`)
  stage.platform.time.set('2026-06-12T01:00:00Z')
  expect((await stage.calls.clerk('GET', `/api/requests/${id}`)).status).toBe(200)
})

test('whoever stands in for the owner is reminded too', async () => {
  at('2026-06-12')
  const owner = await person(stage.platform, { role: 'clerk', unit: stage.unitId })
  const deputy = await person(stage.platform, { role: 'deputy_leader', unit: stage.unitId })
  const id = await begin().step('section_head', 'assign', { ownerId: owner.personId }).id
  await stage.platform.owner
    .insertInto('delegation')
    .values({
      post_id: owner.posts[0]!.id,
      deputy_id: deputy.personId,
      starts_on: '2026-07-01',
      ends_on: '2026-07-31',
      reason: '年休假',
      made_by: owner.personId,
      created_at: new Date('2026-06-12T01:00:00Z'),
    })
    .execute()
  at('2026-07-06')
  await remindOfRequests(stage.platform)
  const told = (await noticesOf(id)).map((one) => one.person_id)
  expect(told).toContain(owner.personId)
  expect(told).toContain(deputy.personId)
  expect(told).not.toContain(stage.people.clerk.personId)
})
