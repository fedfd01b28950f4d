import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestDesk } from '../../src/capabilities/requests/index.ts'
import { aRequest } from '../../src/capabilities/requests/testing.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** 协办: another section is asked for help by letter; its answer is written down, and the applicant's days go on. */

let stage: RequestsStage
beforeAll(async () => {
  stage = await requestsStage('2026-06-12T01:00:00Z')
})
afterAll(() => stage.close())

test('asked by letter, watched, answered; no day of the clock is touched and the applicant sees nothing of it', async () => {
  const { platform, calls } = stage
  const id = await aRequest(platform, stage.people, { unitId: stage.unitId }).id
  const path = `/api/requests/${id}`
  const { body: before } = await calls.clerk('GET', path)
  const data = { on: '2026-06-12', helper: '机关档案室', until: '2026-06-19' }
  const note = '请查找2025年的验收报告。'
  const { body: drafts } = await calls.clerk('POST', `${path}/letters/drafts`, { action: 'ask_help', data, note })
  expect(drafts.items[0].html).toContain('机关档案室：')
  expect(drafts.items[0].html).toContain(note)
  expect(drafts.items[0].html).toContain('2026年6月19日前书面答复')
  expect(drafts.items[0].html).not.toContain('苏见山')
  const early = { ...data, until: '2026-06-12' }
  expect(
    await calls.clerk('POST', `${path}/ask-help`, { version: 1, data: early, note, letters: drafts.items }),
  ).toMatchObject({ status: 422, body: { issues: [{ field: 'until' }] } })
  const { body: asked } = await calls.clerk('POST', `${path}/ask-help`, {
    version: 1,
    data,
    note,
    letters: drafts.items,
  })
  expect(asked.clock).toEqual(before.clock)
  expect(asked.watch).toEqual({ on: '2026-06-19', label: '协办答复期限届满' })
  expect(asked.letters).toMatchObject([{ key: 'help_letter', title: '政府信息公开申请协办函', issuedOn: '2026-06-12' }])

  const answer = { help: 1, on: '2026-06-12' }
  const { body: answered } = await calls.clerk('POST', `${path}/record-help`, {
    version: 2,
    data: answer,
    note: '档案室查到一份，已移交。',
  })
  expect(answered.helps).toEqual([
    { number: 1, helper: '机关档案室', askedOn: '2026-06-12', until: '2026-06-19', answeredOn: '2026-06-12' },
  ])
  expect(answered.watch).toBeNull()
  expect(answered.clock.due).toEqual(before.clock.due)
  expect(answered.history.at(-1)).toMatchObject({ label: '登记协办答复', note: '档案室查到一份，已移交。' })
  expect((await calls.clerk('POST', `${path}/record-help`, { version: 3, data: answer, note })).status).toBe(422)

  const acted = await platform.db
    .selectFrom('event')
    .select('payload')
    .where('name', '=', 'request.acted')
    .where('subject', '=', `request/${id}`)
    .orderBy('id')
    .execute()
  expect(acted.map((one) => one.payload)).toMatchObject([
    { act: 'ask_help', seq: 2, from: 'handling', to: 'handling' },
    { act: 'record_help', seq: 3 },
  ])

  const desk = requestDesk(platform, { failed: () => undefined })
  const view = await desk.look({ code: answered.code, proof: '1234', address: '203.0.113.1' })
  expect(view.letters).toEqual([])
  expect(view.timeline.map((one) => one.title)).toEqual(['单位登记了您的申请'])
})
