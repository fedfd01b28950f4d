import { afterAll, beforeAll, expect, test } from 'vitest'
import { submit } from '../../src/capabilities/publishing/actions/submit.ts'
import { createRecord } from '../../src/capabilities/publishing/index.ts'
import { aRecord, cleanDraft } from '../../src/capabilities/publishing/testing.ts'
import { signedInAs } from '../support/office.ts'
import { person } from '../support/people.ts'
import { type PublishingStage, publishingStage } from './stage.ts'

/** What waits is counted exactly, however much of it there is. */

let stage: PublishingStage
beforeAll(async () => {
  stage = await publishingStage()
})
afterAll(() => stage.close())

test('what somebody drafted is not waiting for the same person at a gate, page or no page', async () => {
  const both = await person(stage.platform, { role: ['clerk', 'section_head'], unit: stage.unitId })
  const call = await signedInAs(stage.app, stage.platform, both)
  const as = stage.platform.as(both)
  for (let i = 0; i < 24; i++) {
    const fields = cleanDraft(stage.column)
    const recordId = await createRecord(as, { unitId: stage.unitId, fields, requestKey: null })
    await submit(as, { recordId, reason: '' })
  }
  await aRecord(stage.platform, stage.people).submitted()
  const waiting = async () => {
    const { body } = await call('GET', '/api/to-do')
    const group = body.groups.find((one: { key: string }) => one.key === 'section_review')
    return [group.total, group.items.length, body.count]
  }
  expect(await waiting()).toEqual([1, 1, 1])
  expect((await call('GET', '/api/to-do/count')).body).toEqual({ count: 1 })
  const { body } = await stage.calls.section_head('GET', '/api/to-do')
  expect(body.groups.find((one: { key: string }) => one.key === 'section_review').total).toBe(25)
})
