import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../src/capabilities/requests/actions/act.ts'
import { openFile, projectionOf } from '../../src/capabilities/requests/case-file.ts'
import type { EventData } from '../../src/capabilities/requests/events.ts'
import { lettersOf } from '../../src/capabilities/requests/letters/index.ts'
import { applicant } from '../../src/capabilities/requests/permissions.ts'
import type { Channel } from '../../src/capabilities/requests/request.ts'
import { replyKindKeys } from '../../src/capabilities/requests/rules/reply-kinds.ts'
import { aRequest, noReply, someLetters } from '../../src/capabilities/requests/testing.ts'
import { type Action, actions, transitions } from '../../src/capabilities/requests/transitions.ts'
import { cases } from '../../src/foundations/casework/index.ts'
import { system } from '../../src/foundations/identity/actor.ts'
import { legalDay } from '../../src/platform/clock.ts'
import { Problem } from '../../src/platform/http/problem.ts'
import { type Persona, person } from '../support/people.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** Whatever people try, in whatever order and on whatever days: what must never happen does not. Seed: HANDS_SEED. */

let stage: RequestsStage
let everybody: Persona[]
beforeAll(async () => {
  stage = await requestsStage('2025-09-01T01:00:00Z')
  everybody = [
    ...Object.values(stage.people),
    await person(stage.platform, { role: ['clerk', 'section_head', 'signing_leader'], unit: stage.unitId }),
    await person(stage.platform, { role: ['section_head', 'secrecy_reviewer', 'signing_leader'], unit: stage.unitId }),
    stage.others.clerk,
  ]
})
afterAll(() => stage.close())

type Try = { onward: boolean; citizen: boolean; who: number; action: Action; at: number; days: number }

const tries = fc.record({
  channel: fc.constantFrom<Exclude<Channel, 'portal'>>('counter', 'ordinary_post', 'signed_post', 'fax'),
  steps: fc.array(
    fc.record({
      onward: fc.integer({ min: 0, max: 9 }).map((n) => n < 8),
      citizen: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      who: fc.nat(1_000),
      action: fc.constantFrom(...actions),
      at: fc.nat(100_000),
      days: fc.constantFrom(0, 0, 0, 1, 2, 5, 16, 30),
    }),
    { minLength: 15, maxLength: 40 },
  ),
})

const dataFor = (action: Action, at: number, release: string): EventData[Action] => {
  const today = legalDay(stage.platform.clock())
  const on =
    at % 5 === 0
      ? Temporal.PlainDate.from(today)
          .subtract({ days: at % 4 })
          .toString()
      : today
  const later = (days: number) => Temporal.PlainDate.from(today).add({ days }).toString()
  const kind = replyKindKeys[at % replyKindKeys.length]!
  const data: Partial<{ [A in Action]: EventData[A] }> = {
    contact: { reached: at % 2 === 0 },
    confirm: { on, how: 'phone' },
    redirect: { unitId: stage.otherUnitId },
    assign: { ownerId: stage.people.clerk.personId },
    ask_correction: { on, until: later(10 + (at % 20)) },
    take_correction: { on, excused: at % 3 === 0 },
    consult: { on, kind: at % 2 ? 'third_party' : 'joint_maker', agency: '云溪县民政局' },
    record_service: { consultation: 1 + (at % 2), on },
    record_opinion: { consultation: 1 + (at % 2), on, opinion: at % 2 ? 'refuses' : 'consents' },
    ask_help: { on, helper: '档案室', until: later(5) },
    record_help: { help: 1 + (at % 2), on },
    extend: { on, workingDays: 1 + (at % 20) },
    ask_reasons: { on },
    take_reasons: { on },
    delay: { on, until: later(60 + (at % 30)) },
    charge: { on, basis: at % 2 ? 'by_page' : 'by_item', quantity: 1 + (at % 90) },
    record_fee_service: { on },
    take_payment: { on, ticket: '财政票据0001' },
    log_search: { on, place: '机关档案室', words: '验收报告', found: at % 7 === 0 },
    propose: {
      reply: {
        ...noReply,
        kind,
        way: '请到本机关查阅。',
        reasons: ['already_public', 'granted'].includes(kind) ? '' : '理由充分。',
        specialLaw: '《不动产登记暂行条例》',
        materials: kind === 'partial' ? [release] : [],
        grounds: kind === 'refused' || kind === 'partial' ? [at % 2 ? 'EX16a' : 'EX14a'] : [],
      },
    },
    deliver: { way: at % 2 ? 'post' : 'online', on, tracking: '' },
    withdraw: { on },
    reopen: { on, remedyId: 1, workingDays: 20 },
    convert: { recordId: 1 },
    look_again: { result: 'kept', nextOn: null },
  }
  return data[action] ?? {}
}

const attempt = async (caseId: number, one: Try, release: string) => {
  const row = (await cases.caseById(stage.platform.db, 'request', caseId))!
  // Withdrawing, voiding and converting end the walk too soon to be chosen like the rest.
  const offered = transitions.filter(
    (step) => step.from === row.status && !(['withdraw', 'void', 'redirect'].includes(step.action) && one.at % 9),
  )
  const step = one.onward && offered.length ? offered[one.at % offered.length]! : undefined
  const able = step ? everybody.filter((who) => who.posts.some((post) => post.role === step.by)) : everybody
  const citizen = step ? step.by === 'applicant' : one.citizen
  const action = step?.action ?? one.action
  const actor = able[one.who % Math.max(1, able.length)] ?? everybody[0]!
  const data = dataFor(action, one.at, release)
  try {
    await act(stage.platform.as(citizen ? system : actor), {
      caseId,
      action,
      data: data as never,
      version: one.at % 11 === 0 ? row.version - 1 : row.version,
      note: '理由充分。',
      letters: someLetters(lettersOf(action, data)),
      ...(citizen ? { by: applicant } : {}),
    })
  } catch (error) {
    if (!(error instanceof Problem) || ![403, 404, 409, 422].includes(error.status)) throw error
  }
  if (one.days) stage.platform.time.pass({ hours: one.days * 24 })
}

const never: Record<string, ReturnType<typeof sql>> = {
  'a status that the events do not lead to': sql`select c.id from case_file c where c.status <>
    (select e.to_status from case_event e where e.case_id = c.id order by e.seq desc limit 1)`,
  'a version that is not the number of events': sql`select c.id from case_file c where c.version <>
    (select count(*) from case_event e where e.case_id = c.id)`,
  'answered before it was received, or closed without a cell': sql`select id from case_file
    where status in ('closed', 'archived') and (closed_on < received_on or outcome is null or received_on is null)`,
  'open with a cell': sql`select id from case_file where outcome is not null
    and status not in ('closed', 'archived', 'void') and not exists (select 1 from case_event e
      where e.case_id = case_file.id and e.action = 'reopen')`,
  'one person at two gates of an answer': sql`select e.case_id from case_event e where e.action = 'approve'
    group by e.case_id, e.actor_id, (select max(p.seq) from case_event p where p.case_id = e.case_id
      and p.action in ('propose', 'return') and p.seq < e.seq)
    having count(distinct e.from_status) > 1`,
  'who proposed at a gate': sql`select e.case_id from case_event e where e.action in ('approve', 'return')
    and e.actor_id = (select p.actor_id from case_event p where p.case_id = e.case_id and p.action = 'propose'
      and p.seq < e.seq order by p.seq desc limit 1)`,
  'an act in a role not held': sql`select e.case_id from case_event e where e.role is not null and e.role <> 'applicant'
    and e.seq > 1 and not exists (select 1 from post p where p.person_id = e.actor_id and p.role = e.role)`,
  'a letter without number that was handed over': sql`select l.id from letter l join case_file c on c.id = l.case_id
    where l.number is null and exists (select 1 from case_event e where e.case_id = l.case_id and e.action = 'deliver'
      and e.seq > l.seq) and not exists (select 1 from letter m where m.case_id = l.case_id and m.seq > l.seq)`,
  'a number used twice or left out': sql`select unit_id from case_file group by unit_id
    having count(number) <> count(*) or count(distinct number) <> count(*)`,
  'two corrections asked': sql`select case_id from case_event where action = 'ask_correction' group by case_id
    having count(*) > 1`,
  'a released paper that passed no secrecy review': sql`select e.case_id from case_event e
    where e.action = 'deliver' and (select p.data -> 'reply' ->> 'kind' from case_event p where p.case_id = e.case_id
      and p.action = 'propose' and p.seq < e.seq order by p.seq desc limit 1) in ('granted', 'partial')
    and not exists (select 1 from case_event s where s.case_id = e.case_id and s.action = 'approve'
      and s.from_status = 'secrecy_review' and s.seq < e.seq)`,
}

test('invariants hold after any sequence of attempts by anybody', async () => {
  await fc.assert(
    fc.asyncProperty(tries, async ({ channel, steps }) => {
      const story = aRequest(stage.platform, stage.people, { unitId: stage.unitId, channel })
      const release = await story.document('release')
      const caseId = await story.id
      for (const one of steps) await attempt(caseId, one, release)
      for (const [what, query] of Object.entries(never)) {
        const { rows } = await query.execute(stage.platform.db)
        expect([what, rows]).toEqual([what, []])
      }
      // What lists and statistics read is what the events say.
      const file = await openFile(stage.platform.db, (await cases.caseById(stage.platform.db, 'request', caseId))!)
      const { ownerId, dueOn, dueProvisional, watchOn, watchFor, closedOn, outcome, receivedOn } = file.row
      expect(projectionOf(file, stage.platform)).toMatchObject({
        ...{ ownerId, dueProvisional, watchOn, watchFor, outcome, receivedOn },
        ...(file.row.status === 'void' ? {} : { closedOn }),
        ...(dueOn === null ? {} : { dueOn }),
      })
    }),
    { numRuns: 15, seed: Number(process.env.HANDS_SEED ?? 20_260_302), endOnFailure: true },
  )
  // The walk must get somewhere, or it proves nothing.
  const { rows } = await sql<{ status: string }>`select distinct to_status as status from case_event`.execute(
    stage.platform.db,
  )
  expect(rows.map((row) => row.status)).toEqual(expect.arrayContaining(['handling', 'review', 'closed']))
  expect(rows.length).toBeGreaterThan(4)
})
