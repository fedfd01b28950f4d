import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Status } from '../../src/capabilities/requests/request.ts'
import { aRequest, noReply, type RequestStory, someLetters } from '../../src/capabilities/requests/testing.ts'
import { type Action, actions } from '../../src/capabilities/requests/transitions.ts'
import { type Role, roleNames } from '../../src/foundations/identity/roles.ts'
import { type Call, stranger } from '../support/office.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** Every door of requests, for everybody, in every status: who gets through, and that nothing moves when it stays shut. */

let stage: RequestsStage
beforeAll(async () => {
  stage = await requestsStage('2026-06-12T01:00:00Z')
})
afterAll(() => stage.close())

const today = '2026-06-12'
const begin = (channel: 'counter' | 'ordinary_post' = 'counter') =>
  aRequest(stage.platform, stage.people, { unitId: stage.unitId, channel })

const releasing = async (): Promise<RequestStory> => {
  const story = begin()
  return story.proposed('granted', { materials: [await story.document('release')] })
}

/** A request in each status, made by the people of the unit. */
const standing: Record<Status, () => RequestStory | Promise<RequestStory>> = {
  submitted: () => begin('ordinary_post'),
  handling: () => begin(),
  correcting: () => begin().step('clerk', 'ask_correction', { on: today, until: '2026-06-30' }),
  charged: () => begin().step('section_head', 'charge', { on: today, basis: 'by_page', quantity: 68 }),
  review: releasing,
  secrecy_review: async () => (await releasing()).approved('review'),
  sign_off: async () => (await releasing()).approved('review').approved('secrecy_review'),
  signed: async () => (await releasing()).approved('review').approved('secrecy_review').approved('sign_off'),
  closed: () => begin().step('clerk', 'withdraw', { on: today }),
  archived: () => begin().step('clerk', 'withdraw', { on: today }).step('clerk', 'archive', {}),
  void: () => begin('ordinary_post').step('section_head', 'void', {}),
}
const everyStatus = Object.keys(standing) as Status[]

type Granted = Partial<Record<Action, [Role[], Status | 'issues']>>
const withdraw: Granted = { withdraw: [['clerk'], 'closed'] }
const note = (status: Status): Granted => ({
  note: [['clerk', 'section_head', 'signing_leader', 'disclosure_office'], status],
})
/** Nothing was asked for in these cases. */
const help: Granted = { record_help: [['clerk', 'section_head'], 'issues'] }
const assign = (status: Status): Granted => ({ assign: [['section_head', 'disclosure_office'], status] })

/** Written down from the rules of the house: who may, and where the request then stands; `issues`: open, but not like this. */
const granted: Record<Status, Granted> = {
  submitted: {
    contact: [['clerk'], 'submitted'],
    confirm: [['clerk'], 'handling'],
    redirect: [['clerk', 'disclosure_office'], 'submitted'],
    void: [['section_head'], 'void'],
    ...withdraw,
    ...note('submitted'),
  },
  handling: {
    ...assign('handling'),
    ask_correction: [['clerk'], 'correcting'],
    consult: [['clerk'], 'handling'],
    record_service: [['clerk'], 'issues'],
    record_opinion: [['clerk'], 'issues'],
    ask_help: [['clerk', 'section_head'], 'handling'],
    ...help,
    extend: [['section_head'], 'handling'],
    ask_reasons: [['clerk'], 'handling'],
    take_reasons: [['clerk'], 'issues'],
    delay: [['section_head'], 'issues'],
    charge: [['section_head'], 'charged'],
    log_search: [['clerk'], 'handling'],
    propose: [['clerk'], 'review'],
    ...withdraw,
    ...note('handling'),
  },
  correcting: {
    ...assign('correcting'),
    take_correction: [['clerk'], 'handling'],
    propose: [['clerk'], 'issues'],
    ...help,
    ...withdraw,
    ...note('correcting'),
  },
  charged: {
    ...assign('charged'),
    record_fee_service: [['clerk'], 'charged'],
    take_payment: [['clerk'], 'handling'],
    propose: [['clerk'], 'issues'],
    ...help,
    ...withdraw,
    ...note('charged'),
  },
  review: {
    ...assign('review'),
    approve: [['section_head'], 'secrecy_review'],
    return: [['section_head'], 'handling'],
    ...help,
    ...withdraw,
    ...note('review'),
  },
  secrecy_review: {
    ...assign('secrecy_review'),
    approve: [['secrecy_reviewer'], 'sign_off'],
    return: [['secrecy_reviewer'], 'handling'],
    ...help,
    ...withdraw,
    ...note('secrecy_review'),
  },
  sign_off: {
    ...assign('sign_off'),
    approve: [['signing_leader'], 'signed'],
    return: [['signing_leader'], 'handling'],
    ...help,
    ...withdraw,
    ...note('sign_off'),
  },
  signed: { ...assign('signed'), deliver: [['clerk'], 'closed'], ...withdraw, ...note('signed') },
  closed: {
    reopen: [['section_head'], 'issues'],
    archive: [['clerk'], 'archived'],
    convert: [['clerk'], 'issues'],
    look_again: [['section_head'], 'closed'],
    ...note('closed'),
  },
  archived: {
    reopen: [['section_head'], 'issues'],
    convert: [['clerk'], 'issues'],
    look_again: [['section_head'], 'archived'],
    ...note('archived'),
  },
  void: {},
}

/** 三员分立, and the telephone desk: they read no requests. */
const apart: Role[] = ['system_administrator', 'security_administrator', 'auditor', 'operator']
const countyWide: Role[] = ['disclosure_office', 'supervisor']

const dataOf = (action: Action): Record<string, unknown> =>
  (
    ({
      contact: { reached: false },
      confirm: { on: today, how: 'phone' },
      redirect: { unitId: stage.otherUnitId },
      assign: { ownerId: stage.people.clerk.personId },
      ask_correction: { on: today, until: '2026-06-30' },
      take_correction: { on: today },
      consult: { on: today, kind: 'third_party' },
      record_service: { consultation: 1, on: today },
      record_opinion: { consultation: 1, on: today, opinion: 'consents' },
      ask_help: { on: today, helper: '档案室', until: '2026-06-26' },
      record_help: { help: 1, on: today },
      extend: { on: today, workingDays: 20 },
      ask_reasons: { on: today },
      take_reasons: { on: today },
      delay: { on: today, until: '2026-09-01' },
      charge: { on: today, basis: 'by_page', quantity: 68 },
      record_fee_service: { on: today },
      take_payment: { on: today, ticket: '财政票据0001' },
      log_search: { on: today, place: '机关档案室', words: '验收报告', found: true },
      propose: { reply: { ...noReply, kind: 'granted', way: '请于6月30日前到本机关查阅。' } },
      deliver: { way: 'in_person', on: today },
      withdraw: { on: today },
      reopen: { on: today, remedyId: 1, workingDays: 20 },
      convert: { recordId: 1 },
      look_again: { result: 'kept', nextOn: null },
    }) as Partial<Record<Action, Record<string, unknown>>>
  )[action] ?? {}

const lettersFor = (action: Action) =>
  someLetters(
    (
      {
        ask_correction: ['correction_notice'],
        consult: ['consult_third_party', 'consult_told_applicant'],
        ask_help: ['help_letter'],
        extend: ['extension_notice'],
        ask_reasons: ['reasons_notice'],
        delay: ['delay_notice'],
        charge: ['fee_notice'],
        propose: ['reply_granted'],
      } as Partial<Record<Action, Parameters<typeof someLetters>[0]>>
    )[action] ?? [],
  )

const knock = (call: Call, id: number, action: Action, version: number, body: Record<string, unknown> = {}) =>
  call('POST', `/api/requests/${id}/${action.replaceAll('_', '-')}`, {
    version,
    data: dataOf(action),
    note: '理由充分。',
    letters: lettersFor(action),
    ...body,
  })

const versionOf = async (id: number) =>
  await stage.platform.db
    .selectFrom('case_file')
    .select(['version', 'status'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

describe.each(everyStatus)('a request that is %s', (status) => {
  test('stays as it is behind every door that is shut', async () => {
    const story = await standing[status]()
    const id = await story.id
    const before = await versionOf(id)
    expect(before.status).toBe(status)
    const { rows: written } = await sql<{ n: number }>`select count(*)::int as n from case_event`.execute(
      stage.platform.db,
    )
    for (const action of actions) {
      const allowed = granted[status][action]?.[0] ?? []
      for (const role of roleNames) {
        if (allowed.includes(role)) continue
        const answer = await knock(stage.calls[role], id, action, before.version)
        const expected = apart.includes(role) ? [404] : [403, 409]
        expect([status, action, role, expected.includes(answer.status) ? 'shut' : answer.status]).toEqual([
          status,
          action,
          role,
          'shut',
        ])
        expect(answer.body.detail).toMatch(/[一-鿿]/)
      }
      for (const role of ['clerk', 'section_head', 'signing_leader'] as const)
        expect([action, role, (await knock(stage.otherCalls[role], id, action, before.version)).status]).toEqual([
          action,
          role,
          404,
        ])
      expect((await knock(stranger(stage.app), id, action, before.version)).status).toBe(401)
    }
    expect(await versionOf(id)).toEqual(before)
    const { rows: after } = await sql<{ n: number }>`select count(*)::int as n from case_event`.execute(
      stage.platform.db,
    )
    expect(after).toEqual(written)
  })

  test('moves where the rules say for those who may', async () => {
    for (const [action, [allowed, to]] of Object.entries(granted[status]) as [Action, [Role[], Status | 'issues']][])
      for (const role of allowed) {
        const story = await standing[status]()
        const id = await story.id
        const { version } = await versionOf(id)
        // Somebody who has not seen the last step does nothing.
        expect([action, (await knock(stage.calls[role], id, action, version + 1)).status]).toEqual([action, 409])
        const call = countyWide.includes(role) ? stage.otherCalls[role] : stage.calls[role]
        const answer = await knock(call, id, action, version)
        if (to === 'issues') {
          expect([action, role, answer.status, answer.body.issues?.length > 0]).toEqual([action, role, 422, true])
          expect((await versionOf(id)).version).toBe(version)
          continue
        }
        const moved = action === 'redirect' && !countyWide.includes(role)
        expect([action, role, answer.status, answer.body?.detail]).toEqual([action, role, moved ? 204 : 200, undefined])
        expect([action, await versionOf(id)]).toEqual([action, { version: version + 1, status: to }])
      }
  })
})

test('two at once: one step is taken, the other hears that the case has moved on', async () => {
  const id = await begin().id
  const answers = await Promise.all(Array.from({ length: 6 }, () => knock(stage.calls.clerk, id, 'log_search', 1)))
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409, 409])
})

test('the same entry twenty times in a moment makes one case', async () => {
  const entry = {
    unitId: stage.unitId,
    channel: 'counter',
    applicant: { party: 'natural_person', name: '苏见山', identityNumber: '', phone: '19900001234', address: '' },
    content: { what: '河长名单及联系方式', form: 'paper', way: 'in_person' },
    reachedOn: today,
    requestKey: crypto.randomUUID(),
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => stage.calls.clerk('POST', '/api/requests', entry)))
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([201]))
  expect(new Set(answers.map((one) => one.body.id)).size).toBe(1)
})

test('lists and cases are read in the unit, county-wide by supervision with masked names, by no administration', async () => {
  const id = await begin().id
  for (const role of roleNames) {
    const [list, one] = [
      await stage.calls[role]('GET', '/api/requests'),
      await stage.calls[role]('GET', `/api/requests/${id}`),
    ]
    expect([role, list.status, one.status]).toEqual([role, ...(apart.includes(role) ? [403, 404] : [200, 200])])
    const [farList, far] = [
      await stage.otherCalls[role]('GET', '/api/requests?view=all'),
      await stage.otherCalls[role]('GET', `/api/requests/${id}`),
    ]
    const reads = countyWide.includes(role)
    expect([role, far.status]).toEqual([role, reads ? 200 : 404])
    if (farList.status === 200)
      expect([role, farList.body.items.some((row: { id: number }) => row.id === id)]).toEqual([role, reads])
  }
  const { text } = await stage.calls.supervisor('GET', `/api/requests/${id}`)
  expect(text).not.toContain('苏见山')
  expect(text).not.toContain('19900001234')
})

test('who asks is shown in clear on demand only, with a purpose, and the auditor can read of it', async () => {
  const id = await begin().id
  const path = `/api/requests/${id}/applicant-view`
  expect((await stage.calls.clerk('POST', path, { purpose: '' })).status).toBe(422)
  expect((await stage.calls.supervisor('POST', path, { purpose: '核查' })).status).toBe(403)
  expect((await stage.otherCalls.clerk('POST', path, { purpose: '核查' })).status).toBe(404)
  const { status, body } = await stage.calls.clerk('POST', path, { purpose: '电话确认收到' })
  expect([status, body.name, body.phone]).toEqual([200, '苏见山', '19900001234'])
  const entry = await stage.platform.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('action', '=', 'request.applicant-seen')
    .where('subject', '=', `request/${id}`)
    .executeTakeFirstOrThrow()
  expect(entry).toMatchObject({ actor_id: stage.people.clerk.personId, detail: { purpose: '电话确认收到' } })
})

test('nothing personal stands in clear in any table', async () => {
  await begin().id
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name not in ('person')`.execute(stage.platform.db)
  for (const { name } of rows) {
    const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} t
      where t::text like '%苏见山%' or t::text like '%19900001234%'`.execute(stage.platform.db)
    expect([name, found.rows[0]!.n]).toEqual([name, 0])
  }
})
