import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeRequest, tellApplicant } from '../../src/capabilities/requests/index.ts'
import { someApplicant, someContent } from '../../src/capabilities/requests/testing.ts'
import { verifyAudit } from '../../src/foundations/audit/verify.ts'
import { newCode } from '../../src/foundations/casework/index.ts'
import { type IntakeKeys, openIntakeKeys } from '../../src/foundations/intake/intake-keys.ts'
import { type Intake, receiveSubmission } from '../../src/foundations/intake/receive.ts'
import { sealSubmission } from '../../src/foundations/intake/submission.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** What citizens send at the same time is registered together, and yet each by itself. */

let stage: RequestsStage
let folder: string
let keys: IntakeKeys
let intake: Intake
beforeAll(async () => {
  stage = await requestsStage()
  stage.platform.listeners['request.registered'] = [tellApplicant(() => stage.platform)]
  folder = await mkdtemp(join(tmpdir(), 'gongkai-keys-'))
  keys = openIntakeKeys(folder)
  intake = { keys, takers: { request: takeRequest } }
})
afterAll(async () => {
  await stage?.close()
  await rm(folder, { recursive: true, force: true })
})

const sealed = (n: number, more: { unitId?: number; asks?: string } = {}) => {
  const id = randomUUID()
  const code = newCode('2026-03-02')
  const data = {
    unitId: more.unitId ?? (n % 2 ? stage.unitId : stage.otherUnitId),
    applicant: someApplicant({ phone: `1380000${String(n).padStart(4, '0')}`, email: '' }),
    content: { ...someContent({ what: `第${n}号水库的验收报告` }), ...(more.asks ? { asks: more.asks } : {}) },
  }
  const at = stage.platform.clock().toString()
  return { id, code, box: sealSubmission({ id, kind: 'request', receipt: code, at, data, files: [] }, keys.current()) }
}

test('sixty at once: one of them broken, one sent three times', async () => {
  const good = Array.from({ length: 58 }, (_, n) => sealed(n))
  const broken = sealed(58, { asks: 'everything' })
  const again = good[7]!
  const answers = await Promise.allSettled(
    [...good.slice(0, 20), broken, again, ...good.slice(20), again].map(({ box }) =>
      receiveSubmission(stage.platform, intake, box),
    ),
  )
  expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.status))).toEqual([
    ...Array(20).fill(true),
    422,
    false,
    ...Array(38).fill(true),
    false,
  ])
  const { db } = stage.platform
  const made = await db
    .selectFrom('case_file as c')
    .innerJoin('request as r', 'r.case_id', 'c.id')
    .innerJoin('case_event as e', 'e.case_id', 'c.id')
    .select(['c.id', 'c.code', 'c.number', 'c.unit_id', 'c.version', 'r.intake_id', 'e.seq', 'e.role', 'e.actor_id'])
    .orderBy('c.id')
    .execute()
  expect(made.map(({ intake_id, code }) => [intake_id, code]).toSorted()).toEqual(
    good.map(({ id, code }) => [id, code]).toSorted(),
  )
  expect(new Set(made.map(({ version, seq, role, actor_id }) => `${version} ${seq} ${role} ${actor_id}`))).toEqual(
    new Set(['1 1 applicant null']),
  )
  for (const [unitId, some] of Map.groupBy(made, (one) => one.unit_id)) {
    const serials = some.map(({ number }) => Number(/(\d+)号$/.exec(number!)![1]))
    expect([unitId, serials.toSorted((a, b) => a - b)]).toEqual([unitId, Array.from({ length: 29 }, (_, i) => i + 1)])
  }
  const messages = await db.selectFrom('message').select('about').execute()
  expect(messages.map(({ about }) => about).toSorted()).toEqual(made.map(({ id }) => `request/${id}`).toSorted())
  const events = await db.selectFrom('event').select('subject').where('name', '=', 'request.registered').execute()
  expect(events.length).toBe(58)
  const noted = await db
    .selectFrom('audit_entry')
    .select('subject')
    .where('action', '=', 'request.registered')
    .execute()
  expect(noted.map(({ subject }) => subject).toSorted()).toEqual(events.map(({ subject }) => subject).toSorted())
  expect((await verifyAudit(db)).ok).toBe(true)
})

test('an applicant who cannot be read holds up no message to the others', async () => {
  const { db } = stage.platform
  const [first, second] = [sealed(100), sealed(101)]
  const tell = stage.platform.listeners['request.registered']!
  stage.platform.listeners['request.registered'] = []
  for (const { box } of [first, second]) await receiveSubmission(stage.platform, intake, box)
  const ids = await db
    .selectFrom('case_file')
    .select('id')
    .where('code', 'in', [first.code, second.code])
    .orderBy('id')
    .execute()
  await stage.platform.owner
    .updateTable('request')
    .set({ content_sealed: 'torn' })
    .where('case_id', '=', ids[0]!.id)
    .execute()
  const told = await Promise.allSettled(
    ids.map(({ id }) => tell[0]!({ name: 'request.registered', subject: `request/${id}`, payload: {} })),
  )
  expect(told.map((one) => one.status)).toEqual(['rejected', 'fulfilled'])
  const about = ids.map(({ id }) => `request/${id}`)
  const messages = await db.selectFrom('message').select('about').where('about', 'in', about).execute()
  expect(messages).toEqual([{ about: about[1] }])
})
