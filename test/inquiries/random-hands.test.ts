import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inquiryProjection, openFile, projectionOf } from '../../src/capabilities/inquiries/case-file.ts'
import type { EventData } from '../../src/capabilities/inquiries/events.ts'
import { inquiryWork, perform } from '../../src/capabilities/inquiries/index.ts'
import { inquiryKinds } from '../../src/capabilities/inquiries/inquiry.ts'
import { writer } from '../../src/capabilities/inquiries/permissions.ts'
import { escalateInquiries } from '../../src/capabilities/inquiries/supervise.ts'
import { anInquiry } from '../../src/capabilities/inquiries/testing.ts'
import { type Action, actions, transitions } from '../../src/capabilities/inquiries/transitions.ts'
import { requestWork } from '../../src/capabilities/requests/index.ts'
import { cases } from '../../src/foundations/casework/index.ts'
import { system } from '../../src/foundations/identity/actor.ts'
import { dissolveUnit } from '../../src/foundations/units/index.ts'
import { legalDay } from '../../src/platform/clock.ts'
import { Problem } from '../../src/platform/http/problem.ts'
import { everyRole, type Persona, unit } from '../support/people.ts'
import { type InquiriesStage, inquiriesStage } from './stage.ts'

/** Whatever people try, in whatever order and on whatever days: what must never happen does not. Seed: HANDS_SEED. */

let stage: InquiriesStage
let everybody: Persona[]
let thirdId: number
beforeAll(async () => {
  stage = await inquiriesStage('2025-09-01T01:00:00Z')
  thirdId = await unit(stage.platform, { name: '云溪县交通运输局' })
  everybody = [stage.office, stage.people, stage.others, await everyRole(stage.platform, thirdId)].flatMap((team) =>
    Object.values(team),
  )
})
afterAll(() => stage.close())

type Try = { onward: boolean; who: number; action: Action; at: number; days: number; job: boolean }

const tries = fc.record({
  kind: fc.constantFrom(...inquiryKinds),
  named: fc.boolean(),
  steps: fc.array(
    fc.record({
      onward: fc.integer({ min: 0, max: 9 }).map((n) => n < 8),
      who: fc.nat(1_000),
      action: fc.constantFrom(...actions),
      at: fc.nat(100_000),
      days: fc.constantFrom(0, 0, 0, 1, 2, 7, 16),
      job: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
    { minLength: 12, maxLength: 35 },
  ),
})

const dataFor = (action: Action, at: number): EventData[Action] => {
  const today = legalDay(stage.platform.clock())
  const units = [stage.unitId, stage.otherUnitId, thirdId, stage.officeId]
  const unitId = units[at % units.length]!
  const data: Partial<{ [A in Action]: EventData[A] }> = {
    dispatch: { unitId },
    assign: { ownerId: everybody[at % everybody.length]!.personId },
    grade: { complexity: at % 2 ? 'complex' : 'ordinary' },
    pass_on: { unitId },
    record_step: { step: 'visit', on: today },
    explain: { until: Temporal.PlainDate.from(today).add({ days: 5 }).toString() },
    propose: { outcome: 'answered', sources: { records: [], knowledge: [] } },
    answer_at_once: { sources: { records: [], knowledge: [1] } },
    to_request: { unitId },
    reopen: { complaintId: null },
    decide: { outcome: at % 2 ? 'upheld' : 'rejected', anew: at % 3 === 0 },
    rate: { satisfaction: 'fair', how: 'online' },
    consent: { publish: at % 2 === 0 },
  }
  return data[action] ?? {}
}

/** On or off the way that the tables know, as whoever: refusals are answers, anything else is a fault. */
const attempt = async (caseId: number, one: Try) => {
  const row = (await cases.caseById(stage.platform.db, 'inquiry', caseId))!
  const { state } = await openFile(stage.platform.db, row)
  // What ends a case would end the walk too soon if it were chosen like the rest.
  const ending: readonly Action[] = ['withdraw', 'void', 'to_request', 'to_petition', 'answer_at_once']
  const offered = transitions.filter(
    (step) => step.kind === state.kind && step.from === row.status && !(ending.includes(step.action) && one.at % 11),
  )
  const step = one.onward && offered.length ? offered[one.at % offered.length]! : undefined
  const able = step ? everybody.filter((who) => who.posts.some((post) => post.role === step.by)) : everybody
  const citizen = step ? step.by === writer : one.who % 17 === 0
  const action = step?.action ?? one.action
  const actor = able[one.who % Math.max(1, able.length)] ?? everybody[0]!
  try {
    await perform(stage.platform.as(citizen ? system : actor), {
      caseId,
      action,
      data: dataFor(action, one.at) as never,
      version: one.at % 13 === 0 ? row.version - 1 : row.version,
      note: '情况属实。',
      ...(citizen ? { by: writer } : {}),
    })
  } catch (error) {
    if (!(error instanceof Problem) || ![403, 404, 409, 422].includes(error.status)) throw error
  }
  if (one.days) stage.platform.time.pass({ hours: one.days * 24 })
  if (one.job) await escalateInquiries(stage.platform)
}

const never: Record<string, ReturnType<typeof sql>> = {
  'a status that the events do not lead to': sql`select c.id from case_file c where c.status <>
    (select e.to_status from case_event e where e.case_id = c.id order by e.seq desc limit 1)`,
  'nobody responsible, or a unit that has ended': sql`select c.id from case_file c left join unit u on u.id = c.unit_id
    where c.open and (u.id is null or u.dissolved_on is not null)`,
  'the next step in the hands of a unit that has ended': sql`select i.case_id from inquiry i
    join case_file c on c.id = i.case_id join unit u on u.id = i.turn_unit_id where c.open and u.dissolved_on is not null`,
  'the turn elsewhere while nobody was asked for a part': sql`select c.id from case_file c
    join inquiry i on i.case_id = c.id where i.turn_unit_id <> c.unit_id and c.status not in ('joint', 'joint_review')`,
  'a unit with its turn that has no part in it': sql`select c.id from case_file c join inquiry i on i.case_id = c.id
    where not (i.unit_ids @> array[c.unit_id, i.turn_unit_id])`,
  'open without a last day': sql`select id from case_file where kind = 'inquiry' and open and due_on is null`,
  'ended without an outcome, or on a day before it came': sql`select id from case_file
    where kind = 'inquiry' and not open and (outcome is null or closed_on < received_on)`,
  'approved by whoever proposed it': sql`select e.case_id from case_event e where e.action in ('approve', 'approve_pass',
    'approve_part') and e.actor_id = (select p.actor_id from case_event p where p.case_id = e.case_id and p.seq < e.seq
    and p.action in ('propose', 'decide', 'pass_up', 'answer_part') order by p.seq desc limit 1)`,
  'closed with an answer that nobody approved': sql`select c.id from case_file c where c.kind = 'inquiry'
    and c.outcome in ('answered', 'directed', 'upheld', 'partly_upheld', 'rejected', 'referred')
    and not exists (select from case_event e where e.case_id = c.id and e.action in ('approve', 'answer_at_once'))`,
  'escalated twice in one stage': sql`select e.case_id from case_event e join lateral (
      select max(s.seq) as seq from case_event s where s.case_id = e.case_id and s.seq < e.seq and s.action in
        ('register', 'dispatch', 'approve_pass', 'pass_on', 'refuse_part', 'approve_part', 'reopen')) stage on true
    where e.action = 'escalate' group by e.case_id, stage.seq having count(*) > 1`,
  'a code or a number that was changed': sql`select c.id from case_file c where c.kind = 'inquiry'
    and exists (select from case_file o where o.id <> c.id and o.kind = c.kind and (o.code = c.code or o.number = c.number))`,
}

const seed = Number(process.env.HANDS_SEED ?? 20261123)
test('forty walks through the tables', async () => {
  await fc.assert(
    fc.asyncProperty(tries, async ({ kind, named, steps }) => {
      const id = await anInquiry(stage.platform, {
        kind,
        unitId: named ? stage.unitId : null,
        aboutUnitId: kind === 'complaint' ? stage.unitId : null,
      }).id
      for (const one of steps) await attempt(id, one)
      const row = (await cases.caseById(stage.platform.db, 'inquiry', id))!
      const file = await openFile(stage.platform.db, row)
      const now = projectionOf(file, stage.platform)
      // Clock and turn are columns that time alone does not change.
      expect({ ...now, clock: row.clock }).toEqual(
        Object.fromEntries(Object.keys(now).map((key) => [key, row[key as keyof typeof row]])),
      )
      expect(inquiryProjection(file.state).turnUnitId).toBe(
        (
          await stage.platform.db
            .selectFrom('inquiry')
            .select('turn_unit_id as t')
            .where('case_id', '=', id)
            .executeTakeFirstOrThrow()
        ).t,
      )
    }),
    { seed, numRuns: 40, endOnFailure: true },
  )
  for (const [what, wrong] of Object.entries(never))
    expect([what, (await wrong.execute(stage.platform.db)).rows]).toEqual([what, []])
})

test('then a unit ends, and still every open case has one that is responsible', async () => {
  await dissolveUnit(
    stage.platform.as(stage.people.system_administrator),
    { id: thirdId, on: legalDay(stage.platform.clock()), mergedIntoId: stage.otherUnitId },
    { openWork: [inquiryWork, requestWork] },
  )
  for (const [what, wrong] of Object.entries(never))
    expect([what, (await wrong.execute(stage.platform.db)).rows]).toEqual([what, []])
})
