import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Status } from '../../src/capabilities/knowledge/entry.ts'
import { anEntry, cleanFields, type EntryStory } from '../../src/capabilities/knowledge/testing.ts'
import { actions, transitions } from '../../src/capabilities/knowledge/transitions.ts'
import { type Role, roleNames } from '../../src/foundations/identity/roles.ts'
import { stranger } from '../support/office.ts'
import { fingerprint, type KnowledgeStage, knowledgeStage } from './stage.ts'

/** Every door of the 知识库, for everybody, in every status: who gets through, and that nothing moves when it stays shut. */

let stage: KnowledgeStage
/** A public entry that others may be merged into. */
let target: number
beforeAll(async () => {
  stage = await knowledgeStage()
  target = await anEntry(stage.platform, stage.people).published()
})
afterAll(() => stage.close())

const entry = () => anEntry(stage.platform, stage.people)
const standing: Partial<Record<Status, () => EntryStory>> = {
  draft: entry,
  review: () => entry().broughtTo('review'),
  secrecy_review: () => entry().broughtTo('secrecy_review'),
  published: () => entry().published(),
  withdrawn: () => entry().published().withdrawn(),
  merged: () => entry().published().mergedInto(target),
  discarded: () => entry().discarded(),
}

type Door = (id: number, status: Status, saves: number) => [method: string, noun: string, body: unknown]
const decided = (status: Status) => ({ status: status === 'secrecy_review' ? status : 'review', reason: '理由。' })
const doors: Record<(typeof actions)[number], Door> = {
  save: (_, __, saves) => ['PUT', 'draft', { ...cleanFields(), saves }],
  submit: (_, __, saves) => ['POST', 'submission', { saves }],
  discard: () => ['DELETE', 'draft', { reason: '不要了。' }],
  approve: (_, status) => ['POST', 'approval', decided(status)],
  return: (_, status) => ['POST', 'return', decided(status)],
  revise: () => ['POST', 'revision', {}],
  confirm: () => ['POST', 'confirmation', { reviewOn: '2026-10-01', reason: '仍准确。' }],
  flag: () => ['POST', 'flag', { reason: '政策有变。' }],
  merge: () => ['POST', 'merge', { into: target, reason: '同一件事。' }],
  withdraw: () => ['POST', 'withdrawal', { reason: '不再适用。' }],
}

describe.each(Object.keys(standing) as Status[])('%s', (status) => {
  test.each(actions)('%s', async (action) => {
    const id = await standing[status]!()
    const { saves } = (await stage.calls.disclosure_office('GET', `/api/knowledge/${id}`)).body
    const [method, noun, body] = doors[action](id, status, saves)
    const address = `/api/knowledge/${id}/${noun}`
    const before = await fingerprint(stage.platform)
    const may = new Set(
      transitions.filter((row) => row.action === action && row.from === status).map((row) => row.role as Role),
    )
    const ever = new Set(transitions.filter((row) => row.action === action).map((row) => row.role as Role))
    const isPublic = status === 'published'
    for (const role of roleNames.filter((one) => !may.has(one))) {
      const answer = await stage.calls[role](method, address, body)
      const sees = isPublic || !['system_administrator', 'security_administrator', 'auditor'].includes(role)
      const here = transitions.some((row) => row.action === action && row.from === status)
      expect([role, answer.status]).toEqual([role, !sees ? 404 : ever.has(role) && !here ? 409 : 403])
    }
    expect((await stranger(stage.app)(method, address, body)).status).toBe(401)
    const foreign = ever.has('disclosure_office') ? 'secrecy_reviewer' : 'clerk'
    expect((await stage.otherCalls[foreign](method, address, body)).status).toBe(isPublic ? 403 : 404)
    expect(await fingerprint(stage.platform)).toBe(before)
    for (const role of [...may].slice(0, 1)) {
      const answer = await stage.calls[role](method, address, body)
      expect([role, answer.status, answer.body?.detail]).toEqual([role, 200, undefined])
    }
  })
})

test('a public entry is read by every unit, without what happened inside; what is not public is not there', async () => {
  const id = await entry().published().revised()
  const inside = (await stage.calls.clerk('GET', `/api/knowledge/${id}`)).body
  const outside = (await stage.otherCalls.clerk('GET', `/api/knowledge/${id}`)).body
  expect([inside.status, inside.inside, inside.before !== null]).toEqual(['draft', true, true])
  expect([outside.status, outside.inside, outside.timeline, outside.actions]).toEqual(['published', false, [], []])
  const draft = await entry()
  expect((await stage.otherCalls.clerk('GET', `/api/knowledge/${draft}`)).status).toBe(404)
  const list = (await stage.otherCalls.clerk('GET', '/api/knowledge?view=open&size=200')).body
  expect(list.total).toBe(0)
})

test('a required reason is asked for, and nothing is written without it', async () => {
  const id = await entry().published()
  const before = await fingerprint(stage.platform)
  const answer = await stage.calls.section_head('POST', `/api/knowledge/${id}/withdrawal`, {})
  expect([answer.status, answer.body.issues[0].key]).toEqual([422, 'reason-missing'])
  expect(await fingerprint(stage.platform)).toBe(before)
})
