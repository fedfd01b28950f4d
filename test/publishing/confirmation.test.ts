import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerPublishing } from '../../src/capabilities/publishing/index.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { registerIdentity } from '../../src/foundations/identity/index.ts'
import { type Call, signedInAs, testOffice } from '../support/office.ts'
import { password } from '../support/people.ts'
import { fingerprint, type PublishingStage, publishingStage } from './stage.ts'

let stage: PublishingStage
let app: FastifyInstance
let leader: Call

beforeAll(async () => {
  stage = await publishingStage()
  app = await testOffice(stage.platform, (office) => {
    registerIdentity(office, stage.platform, { secureCookies: false })
    registerPublishing(office, stage.platform)
  })
  leader = await signedInAs(app, stage.platform, stage.people.signing_leader)
  stage.platform.time.pass({ minutes: 15 })
})
afterAll(async () => {
  await app.close()
  await stage.close()
})

const record = () => aRecord(stage.platform, stage.people)
const approval = { revision: 1, acknowledged: [] }
const stale = () => stage.platform.time.pass({ minutes: 15 })
const confirm = () => leader('POST', '/api/session/confirmation', { password })

/** What is asked for again, each with an item on which it is due. */
const acts: [name: string, item: () => PromiseLike<number>, path: string, body: object, status: string][] = [
  ['签发', () => record().broughtTo('sign_off'), 'approval', approval, 'published'],
  ['撤回', () => record().published(), 'withdrawal', { ground: 'error', reason: '有误。' }, 'withdrawn'],
  [
    '废止',
    () => record().published(),
    'repeal',
    { repealedOn: '2026-03-01', repealedBy: '云溪政发〔2026〕9号', reason: '已有新规定。' },
    'published',
  ],
]

describe('who was proved a quarter of an hour ago', () => {
  test.each(acts)(
    'is asked again before %s, and the same call then goes through',
    async (_, item, path, body, status) => {
      const url = `/api/records/${await item()}/${path}`
      const before = await fingerprint(stage.platform)
      const refused = await leader('POST', url, body)
      expect([refused.status, refused.body.type]).toEqual([403, 'urn:gongkai:problem:confirmation-needed'])
      expect(refused.body.methods).toEqual(['password'])
      expect(await fingerprint(stage.platform)).toBe(before)
      expect((await confirm()).status).toBe(204)
      const done = await leader('POST', url, body)
      expect([done.status, done.body.status]).toEqual([200, status])
      stale()
    },
  )

  test('passes a gate that publishes nothing without being asked', async () => {
    const head = await signedInAs(app, stage.platform, stage.people.section_head)
    stale()
    const recordId = await record().broughtTo('section_review')
    expect((await head('POST', `/api/records/${recordId}/approval`, approval)).status).toBe(200)
  })

  test('is not let through by a wrong password, which counts towards the lock', async () => {
    leader = await signedInAs(app, stage.platform, stage.people.signing_leader)
    const wrong = () => leader('POST', '/api/session/confirmation', { password: 'not the password' })
    for (let i = 0; i < 5; i++) expect((await wrong()).status).toBe(422)
    // The fifth locked the account and ended the session that guessed.
    expect((await leader('GET', '/api/session')).status).toBe(401)
  })
})
