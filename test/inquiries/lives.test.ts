import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { complain } from '../../src/capabilities/inquiries/actions/complain.ts'
import { inquiryDetail } from '../../src/capabilities/inquiries/detail.ts'
import {
  callStaff,
  forgetInquiries,
  inquiryDesk,
  inquiryWork,
  saveMailbox,
  takeInquiry,
  tellWriter,
} from '../../src/capabilities/inquiries/index.ts'
import { writer } from '../../src/capabilities/inquiries/permissions.ts'
import { escalateInquiries, remindOfInquiries } from '../../src/capabilities/inquiries/supervise.ts'
import { anInquiry, someInquiry, someWriter } from '../../src/capabilities/inquiries/testing.ts'
import { requestDesk } from '../../src/capabilities/requests/index.ts'
import { verifyAudit } from '../../src/foundations/audit/verify.ts'
import { addPosted, newCode } from '../../src/foundations/casework/index.ts'
import { transact } from '../../src/foundations/context.ts'
import { roleNames } from '../../src/foundations/identity/roles.ts'
import type { InquiryDesk } from '../../src/foundations/intake/inquiry-desk.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import { dissolveUnit } from '../../src/foundations/units/index.ts'
import type { Call } from '../support/office.ts'
import { everyRole, unit } from '../support/people.ts'
import { type InquiriesStage, inquiriesStage } from './stage.ts'

/** What becomes of questions, complaints and reports, through the office's routes and the citizen's desk. */

let stage: InquiriesStage
let desk: InquiryDesk
beforeAll(async () => {
  stage = await inquiriesStage('2026-06-01T01:00:00Z')
  desk = inquiryDesk(stage.platform, { failed: () => undefined })
  for (const name of ['inquiry.registered', 'inquiry.acted'])
    stage.platform.listeners[name] = [tellWriter(() => stage.platform), callStaff(() => stage.platform)]
})
afterAll(() => stage.close())

const detail = async (id: number, call?: Call) =>
  (await (call ?? stage.officeCalls.supervisor)('GET', `/api/inquiries/${id}`)).body
const act = async (call: Call, id: number, verb: string, data: object = {}, note = '情况属实。') => {
  const { body } = await call('GET', `/api/inquiries/${id}`)
  return call('POST', `/api/inquiries/${id}/${verb}`, { version: body.version ?? 1, data, note })
}
const codeOf = async (id: number) =>
  (await stage.platform.db.selectFrom('case_file').select('code').where('id', '=', id).executeTakeFirstOrThrow()).code
const photo = { name: '周晚舟家门口.jpg', mediaType: 'image/jpeg', base64: Buffer.from('a photo').toString('base64') }
let addresses = 0
const look = async (id: number, proof = '5678') =>
  desk.look({ code: await codeOf(id), proof, address: `198.51.100.${++addresses}` })

test('a joint question: the first asked stays responsible, a wrong transfer comes back, the whole is assembled', async () => {
  const { calls, otherCalls, unitId, otherUnitId, platform } = stage
  const thirdId = await unit(platform, { name: '云溪县交通运输局' })
  await everyRole(platform, thirdId)
  const id = await anInquiry(platform, { unitId }).id
  expect((await act(calls.clerk, id, 'pass-on', { unitId }, '请会办')).body.issues[0].key).toBe('unit-same')
  expect((await act(calls.clerk, id, 'pass-on', { unitId: otherUnitId }, '')).status).toBe(422)
  expect((await act(calls.clerk, id, 'pass-on', { unitId: otherUnitId }, '线路规划由贵局答复。')).status).toBe(200)
  expect(await detail(id)).toMatchObject({ unitId, turnUnitId: otherUnitId, status: 'joint', dueOn: '2026-06-08' })
  // The first asked does nothing meanwhile, and the other unit's clerk does not decide.
  expect((await act(calls.clerk, id, 'propose', { outcome: 'answered' }, '答复')).status).toBe(409)
  expect((await act(otherCalls.clerk, id, 'refuse-part', {}, '不是我局职责')).status).toBe(403)
  expect((await act(otherCalls.section_head, id, 'refuse-part', {}, '不是我局职责。')).body).toMatchObject({
    status: 'handling',
    turnUnitId: unitId,
    refusals: 1,
  })
  const again = await act(calls.clerk, id, 'pass-on', { unitId: otherUnitId }, '再请')
  expect(again.body.issues[0].key).toBe('unit-refused')
  expect((await act(calls.clerk, id, 'pass-on', { unitId: thirdId }, '线路规划由贵局答复。')).status).toBe(200)
  const view = await look(id)
  expect(view.timeline.map((line) => line.title)).toEqual([
    '已收到',
    '其中一部分请云溪县民政局会办，原单位继续负责答复您。',
    '会办单位认为不属于其职责',
    '其中一部分请云溪县交通运输局会办，原单位继续负责答复您。',
  ])
  expect(view.unitId).toBe(unitId)
  // Whoever assembles the answer hears that the part is there, and of what the writer adds meanwhile.
  const third = (await platform.db.selectFrom('post').select('person_id').where('unit_id', '=', thirdId).execute()).map(
    (one) => one.person_id,
  )
  await desk.act({ action: 'supplement', ticket: view.ticket, text: '晚上八点以后没有车。', files: [photo] })
  expect((await detail(id)).documents).toMatchObject([{ name: photo.name, size: 7 }])
  const toldOf = async (words: string) =>
    (
      await platform.db
        .selectFrom('notice')
        .select('person_id')
        .where('about', '=', `inquiry/${id}`)
        .where('text', 'like', `%${words}%`)
        .execute()
    ).map((one) => one.person_id)
  const added = await toldOf('补充了情况')
  expect(added).toContain(stage.people.clerk.personId)
  expect(added.some((person) => third.includes(person))).toBe(true)
})

test('a draft that nobody passed is told nobody: taken back meanwhile, it ends without an answer', async () => {
  const { platform, unitId, people } = stage
  const story = anInquiry(platform, { unitId }).step(
    people.clerk,
    'propose',
    { outcome: 'answered', sources: { records: [], knowledge: [] } },
    '还没有审过的话。',
  )
  const id = await story.id
  const { ticket } = await look(id)
  const view = await desk.act({ action: 'withdraw', ticket, text: '' })
  expect(view).toMatchObject({
    answer: null,
    statusLabel: '来信人撤回',
    may: { rate: false, complain: false },
  })
  expect(JSON.stringify(view)).not.toContain('还没有审过')
  const text = await platform.db
    .selectFrom('notice')
    .select('text')
    .where('about', '=', `inquiry/${id}`)
    .where('person_id', '=', people.clerk.personId!)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(text.text).toContain('已由来信人撤回')
})

test('passed up with a reason that a second person approves; number, code and first date stay', async () => {
  const { calls, officeCalls, otherCalls, unitId, otherUnitId, officeId, platform } = stage
  const id = await anInquiry(platform, { unitId }).id
  const before = await detail(id)
  expect((await act(calls.clerk, id, 'pass-up', {}, '')).status).toBe(422)
  await act(calls.clerk, id, 'pass-up', {}, '不属于本局职责。')
  expect((await act(calls.clerk, id, 'approve-pass')).status).toBe(403)
  expect((await act(calls.section_head, id, 'approve-pass')).body).toMatchObject({
    status: 'sorting',
    unitId: officeId,
  })
  expect((await act(officeCalls.disclosure_office, id, 'dispatch', { unitId: otherUnitId })).status).toBe(200)
  const after = await detail(id, otherCalls.clerk)
  expect([after.number, after.code, after.submittedAt, after.receivedOn]).toEqual([
    before.number,
    before.code,
    before.submittedAt,
    before.receivedOn,
  ])
  expect(after).toMatchObject({ unitId: otherUnitId, turnUnitId: otherUnitId, transfers: 2 })
  // Who had it may still read what became of it.
  expect((await calls.clerk('GET', `/api/inquiries/${id}`)).status).toBe(200)
  expect(
    (
      await calls.clerk('POST', `/api/inquiries/${id}/propose`, {
        version: after.version,
        data: { outcome: 'answered' },
        note: 'x',
      })
    ).status,
  ).toBe(403)
})

test('answered, rated once, and agreed to publication', async () => {
  const { platform, unitId, people } = stage
  const story = anInquiry(platform, { unitId }).answered(people)
  const id = await story.id
  let view = await look(id)
  expect(view).toMatchObject({ open: false, statusLabel: '已答复', answer: { text: '计划年内开通。' } })
  view = await desk.act({ action: 'rate', ticket: view.ticket, satisfaction: 'satisfied', text: '很快' })
  expect(view).toMatchObject({ satisfaction: 'satisfied', may: { rate: false } })
  await expect(desk.act({ action: 'rate', ticket: view.ticket, satisfaction: 'fair', text: '' })).rejects.toMatchObject(
    { status: 409 },
  )
  expect((await desk.act({ action: 'consent', ticket: view.ticket, publish: true })).consent).toBe(true)
  // One word for the citizen's hand, from the first event on; in the ledger the one that every kind of case has.
  const hands = (await detail(id)).history.map((one: { action: string; by: string }) => [one.action, one.by])
  expect(hands).toEqual([
    ['register', 'writer'],
    ['propose', 'clerk'],
    ['approve', 'section_head'],
    ['rate', 'writer'],
    ['consent', 'writer'],
  ])
  const kept = await platform.db
    .selectFrom('case_event')
    .select('role')
    .where('case_id', '=', id)
    .orderBy('seq')
    .execute()
  expect(kept.map((one) => one.role)).toEqual(['applicant', 'clerk', 'section_head', 'applicant', 'applicant'])
  const messages = await platform.db
    .selectFrom('message')
    .select('about')
    .where('about', '=', `inquiry/${id}`)
    .execute()
  // By e-mail and SMS: that it came, and that it is answered.
  expect(messages).toHaveLength(4)
})

describe('late', () => {
  test('overdue and unexplained goes to accountability once; explained in time it does not', async () => {
    const { platform, unitId } = stage
    await stage.at('2026-07-06T01:00:00Z')
    const [silent, explained] = [await anInquiry(platform, { unitId }).id, await anInquiry(platform, { unitId }).id]
    expect(
      (await act(stage.calls.section_head, explained, 'explain', { until: '2026-07-20' }, '还早')).body.issues[0].key,
    ).toBe('not-due')
    await stage.at('2026-07-13T01:00:00Z')
    await remindOfInquiries(platform)
    const told = await platform.db
      .selectFrom('notice')
      .select('person_id')
      .where('about', '=', `inquiry/${silent}`)
      .where('kind', '=', 'inquiry.due')
      .execute()
    const offices = await platform.db
      .selectFrom('post')
      .select('person_id')
      .where('role', '=', 'disclosure_office')
      .execute()
    expect(new Set(told.map((one) => one.person_id))).toEqual(
      new Set([
        stage.people.clerk.personId,
        stage.people.section_head.personId,
        ...offices.map((one) => one.person_id),
      ]),
    )
    expect(
      (
        await act(
          stage.calls.section_head,
          explained,
          'explain',
          { until: '2026-07-20' },
          '涉及多处地下管线，需要现场勘验。',
        )
      ).status,
    ).toBe(200)
    const owed = async () =>
      (await stage.calls.clerk('GET', '/api/inquiries/to-do')).body.groups
        .find((one: { key: string }) => one.key === 'to_publish_explanation')
        ?.items.map((one: { id: number }) => one.id)
    expect(await owed()).toBeUndefined()
    expect((await act(stage.officeCalls.supervisor, explained, 'take-explanation')).status).toBe(200)
    // What supervision took is owed to the public, until it is on its way there.
    expect(await owed()).toEqual([explained])
    const text = { title: '说明', question: '', answer: '涉及多处地下管线，需要现场勘验。' }
    const prepare = { what: 'explanation', version: 0, text }
    expect((await stage.calls.clerk('POST', `/api/inquiries/${explained}/public-reply/prepare`, prepare)).status).toBe(
      200,
    )
    expect(await owed()).toBeUndefined()
    await stage.at('2026-07-14T01:00:00Z')
    /** What lists, the head's to-do and the nightly job take for unexplained is the same. */
    const unexplained = async () => {
      const list = await stage.officeCalls.supervisor('GET', '/api/inquiries?view=unexplained')
      const toDo = (await stage.calls.section_head('GET', '/api/inquiries/to-do')).body.groups
      const mine = toDo.find((one: { key: string }) => one.key === 'to_explain')?.items ?? []
      const ids = (some: { id: number }[]) =>
        some.map((one) => one.id).filter((id) => id === silent || id === explained)
      expect(ids(mine)).toEqual(ids(list.body.items))
      return ids(mine)
    }
    expect(await unexplained()).toEqual([silent])
    await escalateInquiries(platform)
    await escalateInquiries(platform)
    const actions = async (id: number) => (await detail(id)).history.map((one: { action: string }) => one.action)
    expect((await actions(silent)).filter((one: string) => one === 'escalate')).toHaveLength(1)
    expect(await actions(explained)).not.toContain('escalate')
    expect((await look(explained)).explanation).toEqual({
      text: '涉及多处地下管线，需要现场勘验。',
      until: '2026-07-20',
    })
    expect((await look(explained)).timeline.at(-1)).toMatchObject({
      title: '未能按期办结，承诺在2026年7月20日（星期一）前答复您。',
      text: '涉及多处地下管线，需要现场勘验。',
    })
    // The promised day passes too, and it is explained anew.
    await stage.at('2026-07-17T01:00:00Z')
    await remindOfInquiries(platform)
    const reminders = async (about: number) =>
      (
        await platform.db
          .selectFrom('notice')
          .select('text')
          .where('about', '=', `inquiry/${about}`)
          .where('kind', '=', 'inquiry.due')
          .where('person_id', '=', stage.people.clerk.personId!)
          .orderBy('id', 'desc')
          .execute()
      ).map((one) => one.text.replace(/^政询〔2026〕\d+号/, ''))
    expect((await reminders(explained))[0]).toBe('已逾期，承诺2026年7月20日（星期一）前办结，还剩1个工作日。')
    expect((await reminders(silent))[0]).toMatch(/^已逾期4个工作日.*并向监督部门说明原因。$/)
    await stage.at('2026-07-20T01:00:00Z')
    expect([await unexplained(), (await detail(explained)).lapsed]).toEqual([[silent], false])
    await stage.at('2026-07-21T01:00:00Z')
    expect([await unexplained(), (await detail(explained)).lapsed]).toEqual([[silent, explained], true])
    await escalateInquiries(platform)
    expect(await actions(explained)).toContain('escalate')
    expect(
      (await act(stage.calls.section_head, explained, 'explain', { until: '2026-07-23' }, '管线仍在改迁。')).status,
    ).toBe(200)
    // It counts from the day it is given, before anybody has judged it.
    expect([await unexplained(), (await detail(explained)).explained]).toEqual([[silent], 'waiting'])
  })

  test('a complaint by code is investigated, upheld by a second supervisor, and the case answered anew', async () => {
    const { platform, calls, officeCalls, unitId, people } = stage
    const id = await anInquiry(platform, { unitId }).answered(people).id
    const view = await look(id)
    const key = crypto.randomUUID()
    const after = await desk.act({ action: 'complain', ticket: view.ticket, text: '答非所问，没有说明开通时间。', key })
    await desk.act({ action: 'complain', ticket: view.ticket, text: '答非所问，没有说明开通时间。', key })
    expect(after.complaints).toHaveLength(1)
    expect(after.may.complain).toBe(false)
    await expect(complain(platform, id, { text: '再投诉一次', key: crypto.randomUUID() })).rejects.toMatchObject({
      status: 409,
    })
    const [{ case_id: complaint }] = (await platform.db
      .selectFrom('inquiry')
      .select('case_id')
      .where('about_case_id', '=', id)
      .execute()) as [{ case_id: number }]
    // The writer follows it with the same proof; the unit does not see it before it is asked.
    expect(await look(Number(complaint))).toMatchObject({ kind: 'complaint', statusLabel: '已收到，等待受理' })
    expect((await calls.section_head('GET', `/api/inquiries/${complaint}`)).status).toBe(404)
    await act(officeCalls.supervisor, complaint, 'accept')
    await act(officeCalls.supervisor, complaint, 'ask-statement', {}, '请说明答复依据。')
    expect((await act(calls.section_head, complaint, 'take-statement', {}, '答复时线路尚未批复。')).status).toBe(200)
    const seen = await detail(complaint, calls.section_head)
    expect(seen.history.map((one: { action: string }) => one.action)).toEqual(['ask_statement', 'take_statement'])
    await act(officeCalls.supervisor, complaint, 'decide', { outcome: 'upheld', anew: true }, '答复不完整，投诉成立。')
    expect((await act(officeCalls.supervisor, complaint, 'approve')).status).toBe(403)
    expect((await act(calls.supervisor, complaint, 'approve')).body).toMatchObject({
      status: 'closed',
      outcome: 'upheld',
    })
    expect(await detail(id)).toMatchObject({ status: 'handling', satisfaction: null, outcome: 'answered' })
    expect((await look(id)).timeline.at(-1)!.title).toBe('责成重新办理')
  })
})

test('what is a request for information becomes one: the code and the first date stay, nothing is retyped', async () => {
  const { platform, unitId } = stage
  await stage.at('2026-07-21T01:00:00Z')
  const content = someInquiry({ subject: '', text: '申请公开青溪路公交线网规划的批复文件' })
  const id = await anInquiry(platform, { unitId, content }).id
  expect((await detail(id, stage.calls.clerk)).likeness).toEqual(['request'])
  await stage.at('2026-07-23T01:00:00Z')
  const { calls } = stage
  expect((await act(calls.clerk, id, 'to-request', { unitId }, '')).body).toMatchObject({
    status: 'closed',
    outcome: 'request',
  })
  const code = await codeOf(id)
  const request = await requestDesk(platform, { failed: () => undefined }).look({
    code,
    proof: '5678',
    address: '198.51.101.1',
  })
  expect(request).toMatchObject({ code, unitId, what: content.text, submittedAt: '2026-07-21T01:00:00.000Z' })
  expect((await look(id)).statusLabel).toBe('已转为依申请公开')
  // The longest that can be written, and what was added later, go along whole.
  const longest = someInquiry({ subject: '公交线网规划', text: '请'.repeat(20_000) })
  const long = await anInquiry(platform, { unitId, content: longest }).step(writer, 'supplement', {}, '还要附图。').id
  expect((await act(calls.clerk, long, 'to-request', { unitId }, '')).status).toBe(200)
  const whole = await requestDesk(platform, { failed: () => undefined }).look({
    code: await codeOf(long),
    proof: '5678',
    address: '198.51.101.2',
  })
  expect([whole.what, whole.timeline[0]!.said]).toEqual([longest.text, '还要附图。'])
})

test('what is a petition is led to its door: the words, the code and the first date stay to be shown there', async () => {
  const { platform, unitId } = stage
  const id = await anInquiry(platform, { unitId, content: someInquiry({ text: '厂里拖欠半年工资，要求追究。' }) }).id
  const before = await look(id)
  expect((await act(stage.calls.section_head, id, 'to-petition', {}, '工资纠纷请向信访部门提出。')).status).toBe(200)
  expect(await look(id)).toMatchObject({
    code: before.code,
    submittedAt: before.submittedAt,
    text: '厂里拖欠半年工资，要求追究。',
    petition: { office: '' },
    answer: { text: '工资纠纷请向信访部门提出。' },
  })
})

test('a report is read by supervision alone, and nothing of it lies in clear', async () => {
  const { platform, officeCalls, calls, otherCalls, unitId } = stage
  const content = someInquiry({ subject: '举报收受礼金', text: '水务局股长黎某某收受工程队礼金' })
  const writer = someWriter({ name: '', phone: '', email: '', address: '', pin: '青山4321' })
  const id = await anInquiry(platform, { kind: 'report', unitId: null, aboutUnitId: unitId, content, writer }).id
  for (const role of roleNames) {
    const reads = role === 'supervisor'
    for (const set of [officeCalls, calls, otherCalls]) {
      const one = await set[role]('GET', `/api/inquiries/${id}`)
      const list = await set[role]('GET', '/api/inquiries?view=all&size=100')
      expect([role, one.status === 200]).toEqual([role, reads])
      if (list.status === 200)
        expect([role, list.body.items.some((row: { id: number }) => row.id === id)]).toEqual([role, reads])
      if (!reads) expect(one.text + list.text).not.toContain('黎某某')
    }
  }
  expect((await look(id, '青山4321')).kind).toBe('report')
  await expect(look(id, '5678')).rejects.toMatchObject({ status: 404 })
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public'`.execute(platform.db)
  for (const { name } of rows) {
    const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} t
      where t::text like '%黎某某%' or t::text like '%收受%' or t::text like '%青山4321%' or t::text like '%19900005678%'`.execute(
      platform.db,
    )
    expect([name, found.rows[0]!.n]).toEqual([name, 0])
  }
})

test('others that say nearly the same, and what the writer asked before, are shown to those who may read them', async () => {
  const { platform, people, officeCalls, calls, unitId, otherUnitId } = stage
  const said = (more: string) =>
    someInquiry({ subject: '', text: `石桥镇东河大桥的路灯已经坏了一个多月，晚上过桥很不安全${more}` })
  const phones = ['19900007001', '19900007002', '19900007003', '19900007004']
  const of = (n: number) => someWriter({ phone: phones[n]!, email: '' })
  const first = await anInquiry(platform, { unitId, content: said('。'), writer: of(0) }).answered(people).id
  const second = await anInquiry(platform, { unitId: otherUnitId, content: said('！'), writer: of(1) }).id
  const third = await anInquiry(platform, { unitId, content: said('，请修。'), writer: of(2) }).id
  // The same words as a complaint and as a report; the complaint by who wrote the first, about it.
  await anInquiry(platform, { kind: 'report', unitId: null, content: said('。'), writer: of(3) }).id
  const complaint = await complain(platform, first, { text: '路灯至今没有修，答复不实。', key: crypto.randomUUID() })
  const alike = async (id: number, call: Call) => (await detail(id, call)).alike
  const own = { caseId: first, statusLabel: '已办结', unitName: '云溪县水务局', code: await codeOf(first) }
  expect(await alike(third, calls.clerk)).toMatchObject({ alikeId: first, total: 1, items: [own] })
  expect(
    (await alike(third, officeCalls.disclosure_office)).items.map((one: { caseId: number }) => one.caseId),
  ).toEqual([second, first])
  expect(await alike(complaint, officeCalls.supervisor)).toBeNull()
  // That somebody complained is told to supervision, not to the unit: neither as earlier nor as joined with the case.
  const others = async (call: Call) => {
    const { earlier, links } = await detail(first, call)
    return [...earlier, ...links].map((one: { caseId: number }) => one.caseId)
  }
  expect(await others(officeCalls.supervisor)).toContain(complaint)
  for (const call of [calls.clerk, calls.section_head, officeCalls.disclosure_office])
    expect(await others(call)).not.toContain(complaint)
})

test('who wrote is shown on demand, with a purpose, and noted', async () => {
  const { platform, calls, otherCalls, unitId } = stage
  const id = await anInquiry(platform, { unitId }).id
  const path = `/api/inquiries/${id}/writer-view`
  expect((await detail(id, calls.clerk)).writer).toMatchObject({ name: '林**', phone: '199****5678' })
  expect((await calls.clerk('POST', path, { purpose: '' })).status).toBe(422)
  expect((await calls.deputy_leader('POST', path, { purpose: '核查' })).status).toBe(403)
  expect((await otherCalls.clerk('POST', path, { purpose: '核查' })).status).toBe(404)
  expect((await calls.clerk('POST', path, { purpose: '电话核实' })).body).toMatchObject({
    name: '林望舒',
    phone: '19900005678',
  })
  const seen = await platform.db
    .selectFrom('audit_entry')
    .select('detail')
    .where('action', '=', 'inquiry.writer-seen')
    .where('subject', '=', `inquiry/${id}`)
    .execute()
  expect(seen).toEqual([{ detail: { purpose: '电话核实' } }])
})

test('entered at a desk: the same entry twenty times makes one case; what is missing is said by field', async () => {
  const entry = {
    kind: 'wish',
    channel: 'visit',
    unitId: stage.unitId,
    topic: 'agriculture',
    writer: { name: '赵大娘' },
    content: { text: '村里的机耕道被水冲坏了', place: '石桥镇柳河村3组' },
    receivedOn: '2026-07-20',
    requestKey: crypto.randomUUID(),
  }
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => stage.calls.clerk('POST', '/api/inquiries', entry)),
  )
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([201]))
  expect(new Set(answers.map((one) => one.body.id)).size).toBe(1)
  const wrong = await stage.calls.clerk('POST', '/api/inquiries', {
    ...entry,
    channel: 'handed_down',
    content: { text: '' },
    receivedOn: '2026-09-01',
    requestKey: crypto.randomUUID(),
  })
  expect(wrong.body.issues.map((one: { field: string }) => one.field)).toEqual(['content.text', 'receivedOn', 'source'])
  expect(
    (await stage.otherCalls.clerk('POST', '/api/inquiries', { ...entry, requestKey: crypto.randomUUID() })).status,
  ).toBe(403)
  expect((await stage.calls.auditor('POST', '/api/inquiries', entry)).status).toBe(403)
})

test('a day of receipt of years ago is a slip of the pen, until the county says how far back one may enter', async () => {
  const entry = {
    kind: 'question',
    channel: 'post',
    unitId: stage.unitId,
    writer: { name: '赵大娘', pin: '青山4321' },
    content: { text: '村里的机耕道什么时候修？' },
  }
  const on = (receivedOn: string) =>
    stage.calls.clerk('POST', '/api/inquiries', { ...entry, receivedOn, requestKey: crypto.randomUUID() })
  expect((await on('2025-07-23')).status).toBe(201)
  for (const wrong of ['1998-07-23', '2025-07-22']) {
    const { status, body } = await on(wrong)
    expect([status, body.issues[0]]).toMatchObject([
      422,
      { field: 'receivedOn', message: expect.stringContaining('收到之日不能早于2025年7月23日（星期三）') },
    ])
  }
  const path = '/api/inquiries/settings'
  const settings = (await stage.officeCalls.disclosure_office('GET', path)).body
  await stage.officeCalls.disclosure_office('PUT', path, { ...settings, entryDays: 400 })
  expect((await on('2025-07-22')).status).toBe(201)
})

test('what was handed down is found by the number that it has above', async () => {
  const given = { channel: 'handed_down' as const, source: '青岚市12345热线', sourceNumber: 'QL-2026-0815' }
  const id = await anInquiry(stage.platform, { unitId: stage.unitId, ...given }).id
  const found = async (q: string) =>
    (await stage.calls.clerk('GET', `/api/inquiries?view=all&q=${q}`)).body.items.map((one: { id: number }) => one.id)
  expect([await found('QL-2026-0815'), await found('QL-2026-08')]).toEqual([[id], []])
  expect((await stage.otherCalls.clerk('GET', '/api/inquiries?view=all&q=QL-2026-0815')).body.total).toBe(0)
})

test('two at once: one step is taken, the other hears that the case has moved on', async () => {
  const id = await anInquiry(stage.platform, { unitId: stage.unitId }).id
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      stage.calls.clerk('POST', `/api/inquiries/${id}/pass-up`, { version: 1, data: {}, note: '不属于本局职责。' }),
    ),
  )
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409, 409])
})

test('a unit ends while it is responsible for one case and answers a part of another: both go on at its successor', async () => {
  const { platform, people, unitId } = stage
  const endingId = await unit(platform, { name: '云溪县园林局' })
  const ending = await everyRole(platform, endingId)
  const own = await anInquiry(platform, { unitId: endingId }).id
  const part = await anInquiry(platform, { unitId }).step(people.clerk, 'pass_on', { unitId: endingId }).id
  const codes = [await codeOf(own), await codeOf(part)]
  const boxId = await saveMailbox(platform.as(stage.office.disclosure_office), null, {
    ...{
      title: '园林局局长信箱',
      holder: '林知园',
      post: '局长',
      duties: '',
      unitId: endingId,
      position: 9,
      open: true,
    },
  })
  await expect(
    dissolveUnit(
      platform.as(people.system_administrator),
      { id: endingId, on: '2026-07-23', mergedIntoId: null },
      { openWork: [inquiryWork] },
    ),
  ).rejects.toMatchObject({ status: 422 })
  await dissolveUnit(
    platform.as(people.system_administrator),
    { id: endingId, on: '2026-07-23', mergedIntoId: stage.otherUnitId },
    { openWork: [inquiryWork] },
  )
  expect(await detail(own)).toMatchObject({ unitId: stage.otherUnitId, turnUnitId: stage.otherUnitId })
  expect(await detail(part)).toMatchObject({ unitId, turnUnitId: stage.otherUnitId, status: 'joint' })
  expect([await codeOf(own), await codeOf(part)]).toEqual(codes)
  const box = await platform.db.selectFrom('mailbox').selectAll().where('id', '=', boxId).executeTakeFirstOrThrow()
  expect(box).toMatchObject({ unit_id: endingId, closed_on: '2026-07-23' })
  expect((await act(stage.otherCalls.clerk, part, 'answer-part', {}, '由我局养护。')).status).toBe(200)
  expect(ending.clerk.posts[0]!.unitId).toBe(endingId)
})

describe('publication of a reply', () => {
  const replyOf = async (id: number, call: Call) => (await call('GET', `/api/inquiries/${id}/public-reply`)).body[0]
  const send = async (call: Call, id: number, action: string, more: object = {}) => {
    const { version } = await replyOf(id, stage.officeCalls.supervisor)
    return call('POST', `/api/inquiries/${id}/public-reply/${action}`, { what: 'reply', version, ...more })
  }
  const logged = async (id: number) =>
    (
      await stage.platform.db
        .selectFrom('publication_log as l')
        .innerJoin('publication_payload as p', 'p.seq', 'l.seq')
        .select(['l.kind', 'p.payload'])
        .where('l.subject', '=', `reply/${id}/reply`)
        .orderBy('l.seq')
        .execute()
    ).map((row) => ({ kind: row.kind, payload: row.payload && JSON.parse(row.payload) }))

  test('with consent, masked, through three people; taken back with the consent', async () => {
    const { platform, calls, people, unitId } = stage
    const content = someInquiry({ text: '我叫林望舒，电话19900005678，请问什么时候开通公交？' })
    const id = await anInquiry(platform, { unitId, content }).answered(people).id
    const text = { title: '青溪路公交', question: '请问什么时候开通公交？', answer: '计划年内开通。' }
    expect((await send(calls.clerk, id, 'prepare', { text })).status).toBe(422)
    await desk.act({ action: 'consent', ticket: (await look(id)).ticket, publish: true })
    const proposed = await replyOf(id, calls.clerk)
    expect(proposed.text.question).not.toMatch(/林望舒|19900005678/)
    const leaky = { ...text, question: '我的身份证号是110101199003070038' }
    const refused = await send(calls.clerk, id, 'prepare', { text: leaky })
    expect(refused).toMatchObject({ status: 422, body: { issues: [{ field: 'question' }] } })
    const told = { ...text, answer: '已转账至6222021234567890128。' }
    expect((await send(calls.clerk, id, 'prepare', { text: told })).body.issues).toMatchObject([{ field: 'answer' }])
    expect((await send(calls.section_head, id, 'prepare', { text })).status).toBe(403)
    expect((await send(calls.clerk, id, 'prepare', { text })).status).toBe(200)
    expect((await send(calls.secrecy_reviewer, id, 'publish')).status).toBe(409)
    expect((await send(calls.section_head, id, 'review')).status).toBe(200)
    expect((await send(calls.section_head, id, 'publish')).status).toBe(403)
    expect((await send(calls.secrecy_reviewer, id, 'publish')).body[0].status).toBe('published')
    expect(await logged(id)).toMatchObject([{ kind: 'reply.published', payload: { id, unitId, ...text } }])
    await desk.act({ action: 'consent', ticket: (await look(id)).ticket, publish: false })
    expect((await logged(id)).map(({ kind, payload }) => [kind, payload === null])).toEqual([
      ['reply.published', true],
      ['reply.withdrawn', false],
    ])
    expect(await verifyLog(platform.db)).toMatchObject({ ok: true })
  })
})

test('a unit that owes another a part of an answer does not end without a successor', async () => {
  const { platform, people, unitId } = stage
  const endingId = await unit(platform, { name: '云溪县档案馆' })
  const ending = await everyRole(platform, endingId)
  const story = anInquiry(platform, { unitId }).step(people.clerk, 'pass_on', { unitId: endingId })
  await story.id
  const end = () =>
    dissolveUnit(
      platform.as(people.system_administrator),
      { id: endingId, on: '2026-07-23', mergedIntoId: null },
      { openWork: [inquiryWork] },
    )
  await expect(end()).rejects.toMatchObject({ status: 422, issues: [{ key: 'open_cases' }] })
  await story.step(ending.section_head, 'refuse_part', {}).id
  await end()
})

test('a good answer becomes a draft of the knowledge base once, without who asked', async () => {
  const { platform, calls, people, unitId } = stage
  const content = someInquiry({ subject: '林望舒问青溪路公交', text: '我叫林望舒，电话19900005678，什么时候通车？' })
  const open = await anInquiry(platform, { unitId, content }).id
  expect((await calls.clerk('POST', `/api/inquiries/${open}/knowledge-draft`, {})).status).toBe(409)
  const id = await anInquiry(platform, { unitId, content }).answered(people).id
  expect((await calls.signing_leader('POST', `/api/inquiries/${id}/knowledge-draft`, {})).status).toBe(403)
  const first = await calls.clerk('POST', `/api/inquiries/${id}/knowledge-draft`, {})
  const again = await calls.clerk('POST', `/api/inquiries/${id}/knowledge-draft`, {})
  expect([first.status, first.body]).toEqual([201, again.body])
  const draft = await platform.db
    .selectFrom('knowledge_version')
    .select(['status', 'question', 'answer_html as answer'])
    .where('entry_id', '=', first.body.entryId)
    .execute()
  expect(draft).toEqual([{ status: 'draft', question: '林**问青溪路公交', answer: '<p>计划年内开通。</p>' }])
})

test('what was handed in at the portal is taken once; one that names no unit is sorted, a letter to a leader too', async () => {
  const { platform, officeId } = stage
  const take = async (data: object, files: { name: string; mediaType: string; base64: string }[] = []) => {
    const id = crypto.randomUUID()
    const receipt = newCode('2026-07-23')
    const submission = { id, kind: 'inquiry', receipt, at: '2026-07-22T15:59:00Z', data, files }
    await transact(platform.as(), async (work) => {
      await work.trx
        .insertInto('intake_item')
        .values({ id, kind: 'inquiry', receipt, submitted_at: submission.at, received_at: new Date() })
        .execute()
      await takeInquiry(work, submission, platform)
    })
    return (
      await platform.db.selectFrom('case_file').select(['id']).where('code', '=', receipt).executeTakeFirstOrThrow()
    ).id
  }
  const writer = { name: '周晚舟', phone: '19900001111' }
  const unsorted = await take({ kind: 'question', writer, content: { text: '这事归谁管？' } })
  expect(await detail(Number(unsorted))).toMatchObject({
    status: 'sorting',
    unitId: officeId,
    receivedOn: '2026-07-22',
  })
  const letter = await take({
    kind: 'letter',
    unitId: stage.unitId,
    consent: true,
    writer,
    content: { subject: '一封信', text: '请关注村里的路。' },
  })
  expect(await detail(Number(letter))).toMatchObject({ status: 'sorting', channel: 'mailbox', consent: true })
  // To the head of a bureau: the bureau's own from the first day.
  const box = { title: '水务局局长信箱', holder: '闻溪', post: '局长', duties: '', unitId: stage.unitId }
  const mailboxId = await saveMailbox(platform.as(stage.office.disclosure_office), null, {
    ...box,
    position: 0,
    open: true,
  })
  const toHead = await take({ kind: 'letter', mailboxId, writer, content: { subject: '水压', text: '水压太低。' } })
  expect(await detail(Number(toHead))).toMatchObject({
    status: 'handling',
    unitId: stage.unitId,
    mailbox: '水务局局长信箱',
  })
  await expect(take({ kind: 'complaint', writer, content: { text: '投诉' } })).rejects.toThrow()

  // What was sent along is in the case, sealed; each download is written down; it goes along to a request, and away in time.
  const asked = {
    kind: 'question',
    unitId: stage.unitId,
    writer,
    content: { text: '请看照片，申请公开修路的批复文件。' },
  }
  const id = Number(await take(asked, [photo]))
  const { calls, otherCalls, unitId } = stage
  const [paper] = (await detail(id, calls.clerk)).documents
  expect(paper).toMatchObject({ name: photo.name, mediaType: 'image/jpeg', size: 7, kept: true })
  expect(JSON.stringify(await platform.db.selectFrom('case_document').selectAll().execute())).not.toContain('周晚舟')
  const at = `/api/inquiries/${id}/documents/${paper.id}`
  expect((await otherCalls.clerk('GET', at)).status).toBe(404)
  expect((await calls.clerk('GET', `/api/inquiries/${letter}/documents/${paper.id}`)).status).toBe(404)
  expect((await calls.clerk('GET', at)).status).toBe(200)
  const seen = platform.db.selectFrom('audit_entry').select('subject').where('action', '=', 'inquiry.document-seen')
  expect(await seen.execute()).toEqual([{ subject: `inquiry/${id}` }])
  await act(calls.clerk, id, 'to-request', { unitId }, '')
  const papers = async () =>
    platform.db
      .selectFrom('case_document')
      .innerJoin('case_file', 'case_file.id', 'case_document.case_id')
      .select(['case_file.kind', 'case_document.size'])
      .where('case_file.code', '=', await codeOf(id))
      .orderBy('case_file.id')
      .execute()
  expect(await papers()).toEqual([
    { kind: 'inquiry', size: 7 },
    { kind: 'request', size: 7 },
  ])
})

test('late, and somewhere else since: who was late publishes why; its former answer stands beside a case answered anew', async () => {
  const { platform, unitId, otherUnitId, people } = stage
  await stage.at('2026-07-24T01:00:00Z')
  const id = await anInquiry(platform, { unitId }).id
  await stage.at('2026-08-03T01:00:00Z')
  const { calls, otherCalls, officeCalls } = stage
  await act(calls.section_head, id, 'explain', { until: '2026-08-28' }, '管线资料正在调阅。')
  await act(officeCalls.supervisor, id, 'take-explanation')
  await act(calls.clerk, id, 'pass-up', {}, '属于民政局职责。')
  await act(calls.section_head, id, 'approve-pass')
  expect((await act(officeCalls.disclosure_office, id, 'dispatch', { unitId: otherUnitId })).status).toBe(200)
  expect(await detail(id)).toMatchObject({
    unitId: otherUnitId,
    explained: null,
    owedExplanation: { text: '管线资料正在调阅。', unitName: '云溪县水务局' },
  })
  const waits = async (call: Call, key: string) =>
    (await call('GET', '/api/inquiries/to-do')).body.groups
      .find((one: { key: string }) => one.key === key)
      ?.items.some((one: { id: number }) => one.id === id) ?? false
  expect([
    await waits(calls.clerk, 'to_publish_explanation'),
    await waits(otherCalls.clerk, 'to_publish_explanation'),
  ]).toEqual([true, false])
  const path = `/api/inquiries/${id}/public-reply`
  const text = { title: '说明', question: '', answer: '管线资料正在调阅。' }
  const step = (call: Call, verb: string, version: number) =>
    call('POST', `${path}/${verb}`, { what: 'explanation', version, text })
  expect((await step(otherCalls.clerk, 'prepare', 0)).status).toBe(403)
  expect((await step(calls.clerk, 'prepare', 0)).status).toBe(200)
  const waiting = await calls.section_head('GET', '/api/inquiries/public-replies')
  expect(JSON.stringify(waiting.body)).toContain(`"caseId":${id}`)
  expect((await step(calls.section_head, 'review', 1)).status).toBe(200)
  expect((await step(calls.secrecy_reviewer, 'publish', 2)).status).toBe(200)
  const told = await platform.db
    .selectFrom('publication_log as l')
    .innerJoin('publication_payload as p', 'p.seq', 'l.seq')
    .select('p.payload')
    .where('l.subject', '=', `reply/${id}/explanation`)
    .executeTakeFirstOrThrow()
  expect(JSON.parse(told.payload!)).toMatchObject({ unitId, answeredOn: '2026-08-28', answer: text.answer })

  // Answered, and opened again: whoever answers anew, and the writer, have the former answer before them.
  const anew = await anInquiry(platform, { unitId }).answered(people).id
  const given = (await detail(anew)).reply.text
  await act(officeCalls.supervisor, anew, 'reopen', { complaintId: null }, '没有说明日期。')
  expect(await detail(anew, calls.clerk)).toMatchObject({
    reply: null,
    formerReplies: [{ text: given, unitName: '云溪县水务局', on: '2026-08-03' }],
  })
  expect(await look(anew)).toMatchObject({ answer: null, formerAnswers: [{ text: given, unitId }] })
})

test('what supervision itself lets lie goes before the head of the government’s office, who reads and presses a complaint', async () => {
  const { platform, unitId, people } = stage
  await stage.at('2026-08-04T01:00:00Z')
  const about = await anInquiry(platform, { unitId }).answered(people).id
  const complaint = await anInquiry(platform, {
    kind: 'complaint',
    unitId: null,
    aboutCaseId: about,
    aboutUnitId: unitId,
  }).id
  const report = await anInquiry(platform, { kind: 'report', unitId: null, aboutUnitId: unitId }).id
  await stage.at('2026-08-25T01:00:00Z')
  await escalateInquiries(platform)
  expect(await stage.officeCalls.signing_leader('GET', `/api/inquiries/${complaint}`)).toMatchObject({ status: 404 })
  await stage.at('2026-08-26T01:00:00Z')
  await escalateInquiries(platform)
  await escalateInquiries(platform)
  const told = async (id: number) =>
    (
      await platform.db
        .selectFrom('notice')
        .select(['person_id as who', 'address'])
        .where('about', '=', `inquiry/${id}`)
        .where('kind', '=', 'inquiry.escalated')
        .where('person_id', '=', stage.office.signing_leader.personId)
        .execute()
    ).map((one) => one.address)
  // Of a report the head learns that it is late, and no more.
  expect([await told(complaint), await told(report)]).toEqual([[`/inquiries/${complaint}`], ['']])
  expect((await stage.officeCalls.signing_leader('GET', `/api/inquiries/${report}`)).status).toBe(404)
  for (const call of [stage.calls.signing_leader, stage.otherCalls.signing_leader, stage.officeCalls.disclosure_office])
    expect((await call('GET', `/api/inquiries/${complaint}`)).status).toBe(404)
  const head = stage.officeCalls.signing_leader
  const mine = ({ items }: { items: { id: number }[] }) => items.some((one) => one.id === complaint)
  const waits = async () =>
    (await head('GET', '/api/inquiries/to-do')).body.groups
      .filter((one: { key: string }) => one.key === 'to_oversee')
      .some(mine)
  expect(await waits()).toBe(true)
  expect(mine((await head('GET', '/api/inquiries?view=supervised')).body)).toBe(true)
  expect((await act(head, complaint, 'urge', {}, '请本周内办结。')).status).toBe(200)
  const seen = await detail(complaint, head)
  expect(seen.history.map((one: { action: string }) => one.action)).toEqual(['register', 'escalate', 'urge'])
  expect([await waits(), seen.urgent, seen.mayUnmask]).toEqual([false, true, false])
  expect(
    (await head('GET', `/api/inquiries/${complaint}`)).body.verbs.filter((one: { allowed: boolean }) => one.allowed),
  ).toMatchObject([{ action: 'urge' }])
})

test('years after its end nothing of who wrote and what was written is left; the figures are', async () => {
  const { platform, people, unitId } = stage
  const id = await anInquiry(platform, { unitId }).answered(people).id
  const attached = { caseId: id, seq: 1, kind: 'attachment' }
  await transact(platform.as(), (work) => addPosted(platform, work, attached, [photo]))
  platform.time.set('2036-07-22T01:00:00Z')
  await forgetInquiries(platform)
  expect((await inquiryDetail(platform.as(people.clerk), id)).content.text).not.toBe('')
  platform.time.set('2037-08-01T01:00:00Z')
  expect(await forgetInquiries(platform)).toBeGreaterThan(0)
  const after = await inquiryDetail(platform.as(people.clerk), id)
  expect(after).toMatchObject({ summary: '', content: { subject: '', text: '' }, outcome: 'answered' })
  expect(after.history.every((one) => one.note === '')).toBe(true)
  expect(after.documents).toMatchObject([{ name: '', size: 0, kept: false }])
  expect(await forgetInquiries(platform)).toBe(0)
})

test('the audit chain holds', async () => {
  expect((await verifyAudit(stage.platform.db)).ok).toBe(true)
})
