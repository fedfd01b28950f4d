import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CallFigure, callFigures } from '../../src/capabilities/hotline/behind.ts'
import { totalsOf, unitFigures } from '../../src/capabilities/hotline/figures.ts'
import { lineWorkbook } from '../../src/capabilities/hotline/figures-workbook.ts'
import {
  addLiaison,
  askForRatings,
  callDesk,
  forgetCalls,
  openDesk,
  type PastCall,
  recordCall,
  takeReply,
} from '../../src/capabilities/hotline/index.ts'
import { openWriter } from '../../src/capabilities/inquiries/writer.ts'
import { legalDay } from '../../src/platform/clock.ts'
import { bodyPlace } from '../../src/platform/messaging/sealed-fields.ts'
import { unit } from '../support/people.ts'
import { until } from '../support/until.ts'
import { type HotlineStage, hotlineStage, replyToken } from './stage.ts'

/** Calls over the simulated switch: given to seats, answered, transferred, rated, left as messages. */

let stage: HotlineStage
beforeAll(async () => {
  stage = await hotlineStage({ seats: 8 })
})
afterAll(() => stage.close())
beforeEach(async () => {
  for (const key of Object.keys(stage.phones)) delete stage.phones[key]
  await stage.platform.db
    .updateTable('seat_shift')
    .set({ ended_at: new Date(), call_id: null, status: 'break' })
    .where('ended_at', 'is', null)
    .execute()
})

type Operator = Awaited<ReturnType<HotlineStage['operator']>>
const desk = async ({ call }: Operator) => (await call('GET', '/api/hotline/desk')).body
const status = (who: Operator, wanted: string) => until(async () => (await desk(who)).status === wanted)
const callOf = async (switchId: string) =>
  (await stage.platform.db.selectFrom('call').selectAll().where('switch_id', '=', switchId).executeTakeFirst())!
const heardBy = (switchId: string) =>
  stage.simulator
    .played()
    .filter(({ target }) => target.endsWith(switchId))
    .map(({ media }) => media)
const phase = (switchId: string, wanted: string) => until(async () => (await callOf(switchId))?.phase === wanted)

test('a call rings at the seat that is ready, is answered and logged, and the caller rates it', async () => {
  const who = await stage.operator(1)
  const caller = stage.simulator.call('13800000001')
  await status(who, 'talking')
  const { call } = await desk(who)
  expect(call).toMatchObject({ caller: '138****0001', line: '96128', phase: 'talking', mine: true })
  const log = { outcome: 'directory', source: `unit/${stage.unitId}`, question: '办公室电话' }
  expect((await who.call('POST', `/api/hotline/calls/${call.id}/log`, log)).status).toBe(204)
  await status(who, 'ready')
  await phase(caller.id, 'rating')
  caller.press('1')
  await caller.over
  await phase(caller.id, 'ended')
  expect(await callOf(caller.id)).toMatchObject({
    outcome: 'directory',
    rating: 1,
    rated_by: 'key',
    unit_id: stage.unitId,
  })
  // The number is nowhere in clear, and the recording is kept sealed.
  await until(async () => (await who.call('GET', `/api/hotline/calls/${call.id}`)).body.recordings.length === 1)
  const row = await callOf(caller.id)
  expect(JSON.stringify(row)).not.toContain('13800000001')
  expect((await who.call('POST', `/api/hotline/calls/${call.id}/log`, log)).status).toBe(409)
  expect((await who.call('GET', `/api/hotline/calls/${call.id}`)).body.mayUnmask).toBe(true)
  expect((await stage.calls.supervisor('GET', `/api/hotline/calls/${call.id}`)).body.mayUnmask).toBe(false)
  const seen = await who.call('POST', `/api/hotline/calls/${call.id}/caller-view`)
  expect(seen.body).toEqual({ caller: '13800000001' })
  // Who calls again is known by the number.
  const again = stage.simulator.call('13800000001')
  await status(who, 'talking')
  expect((await desk(who)).call.earlierCalls).toMatchObject([{ outcomeLabel: '告知单位电话', question: '办公室电话' }])
  again.hangUp()
  await status(who, 'wrap_up')
})

test('two calls, two seats: each rings at one; the third waits until a seat is free', async () => {
  const [one, other] = [await stage.operator(1), await stage.operator(2)]
  const callers = ['13800000011', '13800000012', '13800000013'].map((number) => stage.simulator.call(number))
  await status(one, 'talking')
  await status(other, 'talking')
  const speaking = [(await desk(one)).call.id, (await desk(other)).call.id]
  expect(new Set(speaking).size).toBe(2)
  expect((await desk(one)).board.waiting).toBe(1)
  await one.call('POST', `/api/hotline/calls/${speaking[0]}/log`, { outcome: 'no_matter' })
  // Known to the desk by the notification in the program; here by hand.
  await stage.desk.assign()
  await until(async () => (await desk(one)).call !== null && (await desk(one)).call.id !== speaking[0])
  // It waits for as long as it rings.
  await until(async () => (await desk(one)).board.waiting === 0)
  for (const caller of callers) caller.hangUp()
})

test('a seat that does not pick up gets no more calls, and the call goes to the next', async () => {
  const [one, other] = [await stage.operator(1), await stage.operator(2)]
  stage.phones['PJSIP/801'] = { does: 'refuse', after: 20 }
  const caller = stage.simulator.call('13800000021')
  await status(one, 'break')
  await status(other, 'talking')
  caller.hangUp()
  await phase(caller.id, 'ended')
  expect(await callOf(caller.id)).toMatchObject({ outcome: null, person_id: other.persona.personId })
})

test('nobody sits at the line: the caller is asked for a message, which waits to be worked off', async () => {
  const caller = stage.simulator.call('13800000031')
  await phase(caller.id, 'voicemail')
  // It is a working hour, so nobody is told to come back tomorrow.
  await until(async () => heardBy(caller.id).includes('sound:gongkai/unanswered'))
  // The tone, and then what the caller says, to its end: they are thanked, and the line is given up.
  await until(async () => stage.simulator.recording().length === 1)
  caller.press('#')
  await caller.over
  expect(heardBy(caller.id)).toEqual(['sound:gongkai/unanswered', 'sound:gongkai/taken'])
  await phase(caller.id, 'ended')
  await until(async () => (await callOf(caller.id)).outcome === 'voicemail')
  const who = await stage.operator(3)
  await until(async () => (await who.call('GET', '/api/hotline/calls?view=messages')).body.items[0]?.recordings === 1)
  const [message] = (await who.call('GET', '/api/hotline/calls?view=messages')).body.items
  const made = await who.call('POST', `/api/hotline/calls/${message.id}/case`, {
    unitId: stage.unitId,
    topic: 'other',
    name: '苏见山',
    phone: '',
    subject: '留言：询问补贴',
    text: '来电人留言询问耕地地力保护补贴发放时间。',
  })
  expect(made.status).toBe(201)
  expect((await who.call('GET', '/api/hotline/calls?view=messages')).body.total).toBe(0)
  expect(await callOf(caller.id)).toMatchObject({ outcome: 'voicemail', case_id: made.body.id })
  // The caller's number leads to the case when they call again.
  const again = stage.simulator.call('138 0000 0031')
  await status(who, 'talking')
  expect((await desk(who)).call.earlierCases).toMatchObject([{ address: `/inquiries/${made.body.id}` }])
  again.hangUp()
})

test('a transfer goes to who has the duty, then the deputy, then the public number; each is counted', async () => {
  const target = await unit(stage.platform, { name: '民政局', kind: 'department', parentId: stage.unitId })
  const ctx = stage.platform.as(stage.people.disclosure_office)
  await addLiaison(ctx, { unitId: target, name: '罗小满', phone: '13900000001' })
  await addLiaison(ctx, { unitId: target, name: '田一禾', phone: '13900000002' })
  stage.phones['PJSIP/13900000001@trunk'] = { does: 'refuse', after: 20 }
  const who = await stage.operator(4)
  const caller = stage.simulator.call('13800000041')
  await status(who, 'talking')
  const { id } = (await desk(who)).call
  expect((await who.call('GET', `/api/hotline/on-duty?unitId=${target}`)).body).toMatchObject({
    why: 'on_duty',
    ring: [
      { name: '罗小满', phone: '139****0001', deputy: false },
      { name: '田一禾', deputy: true },
    ],
  })
  expect((await who.call('POST', `/api/hotline/calls/${id}/transfer`, { unitId: target })).status).toBe(200)
  await phase(caller.id, 'transferred')
  await status(who, 'wrap_up')
  const { transfers, unitName } = (await who.call('GET', `/api/hotline/calls/${id}`)).body
  expect(unitName).toBe('民政局')
  expect(transfers).toMatchObject([
    { person: '罗小满', outcomeLabel: '拒接' },
    { person: '田一禾', deputy: true, outcomeLabel: '已接听' },
  ])
  await who.call('POST', `/api/hotline/calls/${id}/log`, { outcome: 'transferred', question: '低保怎么申请' })
  await status(who, 'ready')
  caller.hangUp()
  await phase(caller.id, 'ended')
  const figures = (await stage.calls.supervisor('GET', '/api/hotline/figures')).body
  expect(figures.units).toContainEqual(
    expect.objectContaining({ unitName: '民政局', rung: 2, pickedUp: 1, transferred: 1, wanted: 1 }),
  )
  // Where nobody picks up at all, the operator still has the caller.
  for (const number of ['13900000001', '13900000002', '09995550100'])
    stage.phones[`PJSIP/${number}@trunk`] = { does: 'refuse', after: 10 }
  const other = stage.simulator.call('13800000042')
  await status(who, 'talking')
  const second = (await desk(who)).call.id
  await who.call('POST', `/api/hotline/calls/${second}/transfer`, { unitId: target })
  await until(
    async () =>
      (await desk(who)).call.transfers.length === 3 && (await desk(who)).call.transfers[2].outcome !== 'ringing',
  )
  expect((await desk(who)).call).toMatchObject({ phase: 'talking' })
  // A transfer that rings can be taken back.
  for (const key of Object.keys(stage.phones)) stage.phones[key] = { does: 'ring' }
  await who.call('POST', `/api/hotline/calls/${second}/transfer`, { unitId: target })
  expect((await who.call('POST', `/api/hotline/calls/${second}/transfer`, { unitId: target })).status).toBe(409)
  expect((await who.call('DELETE', `/api/hotline/calls/${second}/transfer`)).status).toBe(204)
  other.hangUp()
})

test('the operator has left, and nobody at the unit picks up: all are rung, and the caller is told its number', async () => {
  const target = await unit(stage.platform, { name: '林草局', kind: 'department', parentId: stage.unitId })
  const ctx = stage.platform.as(stage.people.disclosure_office)
  for (const [n, name] of ['方知远', '陆明川'].entries())
    await addLiaison(ctx, { unitId: target, name, phone: `1390000010${n}` })
  stage.phones['PJSIP/13900000100@trunk'] = { does: 'refuse', after: 400 }
  stage.phones['PJSIP/13900000101@trunk'] = { does: 'refuse', after: 20 }
  stage.phones['PJSIP/09995550100@trunk'] = { does: 'refuse', after: 20 }
  const who = await stage.operator(4)
  const caller = stage.simulator.call('13800000045')
  await status(who, 'talking')
  const { id } = (await desk(who)).call
  expect((await who.call('POST', `/api/hotline/calls/${id}/transfer`, { unitId: target })).status).toBe(200)
  const log = { outcome: 'no_matter', question: '采伐证怎么办', unitId: target }
  expect((await who.call('POST', `/api/hotline/calls/${id}/log`, log)).status).toBe(204)
  await caller.over
  await phase(caller.id, 'ended')
  const { transfers } = (await who.call('GET', `/api/hotline/calls/${id}`)).body
  expect(transfers.map((one: { person: string }) => one.person)).toEqual(['方知远', '陆明川', ''])
  expect(heardBy(caller.id)).toEqual(['moh', 'sound:gongkai/refer,digits:09995550100'])
  expect((await desk(who)).status).toBe('ready')
})

test('a message whose end was not heard of keeps no line for ever', async () => {
  const caller = stage.simulator.call('13800000046')
  await phase(caller.id, 'voicemail')
  await until(async () => stage.simulator.recording().length === 1)
  stage.simulator.setMishaps({ repeated: 0, delayed: 0, lost: 1, longest: 0, seed: 1 })
  caller.press('#')
  await stage.desk.tick()
  expect((await callOf(caller.id)).phase).toBe('voicemail')
  const later = { ...stage.platform, clock: () => stage.platform.clock().add({ minutes: 5 }) }
  await openDesk(later, stage.pbx).tick()
  await caller.over
  stage.simulator.setMishaps({ repeated: 0, delayed: 0, lost: 0, longest: 0, seed: 1 })
  await stage.desk.reconcile()
  expect(await callOf(caller.id)).toMatchObject({ phase: 'ended', outcome: 'voicemail' })
})

test('a call becomes what it is about: a report is supervision’s alone, and its caller is told the code', async () => {
  const who = await stage.operator(6)
  const caller = stage.simulator.call('13800000061')
  await status(who, 'talking')
  const { id } = (await desk(who)).call
  const open = (callId: string, more: object) =>
    who.call('POST', `/api/hotline/calls/${callId}/case`, {
      unitId: stage.unitId,
      topic: 'other',
      name: '',
      phone: '',
      subject: '反映工作人员吃拿卡要',
      text: '来电人反映窗口人员索要好处。',
      ...more,
    })
  for (const kind of ['letter', 'constructor', ''])
    expect(await open(id, { kind })).toMatchObject({ status: 422, body: { issues: [{ field: 'kind' }] } })
  expect(await open(id, { kind: 'report', pin: '1' })).toMatchObject({
    status: 422,
    body: { issues: [{ field: 'writer.pin' }] },
  })
  const made = await open(id, { kind: 'report', pin: '青山绿水' })
  expect(made).toMatchObject({ status: 201, body: { restricted: true, code: expect.stringMatching(/^\d{8}-\w{8}$/) } })
  // The caller is still there, to be told the code.
  expect((await desk(who)).call).toMatchObject({ id, phase: 'talking', logged: true, question: '', caseAddress: null })
  const inquiry = await stage.platform.db
    .selectFrom('inquiry')
    .selectAll()
    .where('case_id', '=', made.body.id)
    .executeTakeFirstOrThrow()
  expect(inquiry).toMatchObject({ kind: 'report', caller_key: '', about_unit_id: stage.unitId })
  expect(openWriter(stage.platform.keyring, made.body.id, inquiry.writer_sealed!)).toMatchObject({
    name: '',
    phone: '',
  })
  caller.hangUp()
  await status(who, 'ready')
  await until(async () => (await who.call('GET', `/api/hotline/calls/${id}`)).body.recordings.length === 1)
  const seenBy = async (role: 'supervisor' | 'disclosure_office' | 'operator') =>
    (await stage.calls[role]('GET', `/api/hotline/calls/${id}`)).body
  expect(await seenBy('supervisor')).toMatchObject({ mayHear: true, caseAddress: `/inquiries/${made.body.id}` })
  for (const role of ['disclosure_office', 'operator'] as const)
    expect(await seenBy(role)).toMatchObject({
      caller: '不公开',
      mayHear: false,
      caseAddress: null,
      question: '',
      unitName: null,
    })

  // A complaint names the case it is about, and goes to supervision too.
  const again = stage.simulator.call('13800000031')
  await status(who, 'talking')
  const second = (await desk(who)).call
  const about = second.earlierCases[0].id
  const complaint = await open(second.id, { kind: 'complaint', aboutCaseId: about, subject: '一直没有答复' })
  expect(complaint.body.restricted).toBe(true)
  again.hangUp()
  await status(who, 'ready')
  const complained = await stage.platform.db
    .selectFrom('inquiry')
    .selectAll()
    .where('case_id', '=', complaint.body.id)
    .executeTakeFirstOrThrow()
  expect(complained).toMatchObject({ kind: 'complaint', about_case_id: about })

  // Who sits there next sees what the caller asked before, and nothing of what supervision alone reads; who took the calls sees those.
  const earlier = async (seat: Operator, number: string) => {
    const ringing = stage.simulator.call(number)
    await status(seat, 'talking')
    const { earlierCases, earlierCalls } = (await desk(seat)).call
    ringing.hangUp()
    await status(seat, 'wrap_up')
    await seat.call('POST', `/api/hotline/calls/${(await desk(seat)).call.id}/log`, { outcome: 'no_matter' })
    return {
      cases: earlierCases.map((one: { id: number }) => one.id),
      calls: earlierCalls.map((one: { outcomeLabel: string }) => one.outcomeLabel),
    }
  }
  expect(await earlier(who, '13800000061')).toEqual({ cases: [], calls: ['登记为事项'] })
  await who.call('DELETE', '/api/hotline/shift')
  const next = await stage.operator(7)
  expect(await earlier(next, '13800000061')).toEqual({ cases: [], calls: ['无效来电'] })
  expect((await earlier(next, '13800000031')).cases).toEqual([about])
  await next.call('DELETE', '/api/hotline/shift')
  await who.call('POST', '/api/hotline/shift', { seatId: stage.seats[5] })
  await who.call('PUT', '/api/hotline/shift', { ready: true })

  // Whatever a unit answers ends the talk, as before.
  const third = stage.simulator.call('13800000063')
  await status(who, 'talking')
  const wish = await open((await desk(who)).call.id, {
    kind: 'wish',
    place: '青山镇柳树村三组',
    subject: '想要一盏路灯',
  })
  expect(wish.body).toMatchObject({ restricted: false, address: `/inquiries/${wish.body.id}` })
  await status(who, 'ready')
  await phase(third.id, 'rating')
  third.hangUp()
})

test('without a switch a call is entered by hand, once, and ends when it is logged', async () => {
  const who = await stage.operator(5)
  const requestKey = randomUUID()
  const entry = { caller: '0999-5550111', requestKey }
  const { body } = await who.call('POST', '/api/hotline/calls', entry)
  expect((await who.call('POST', '/api/hotline/calls', entry)).body).toEqual(body)
  expect((await desk(who)).call).toMatchObject({ id: body.id, phase: 'talking', line: '96128' })
  expect((await who.call('POST', `/api/hotline/calls/${body.id}/transfer`, { unitId: stage.unitId })).status).toBe(422)
  expect((await who.call('DELETE', '/api/hotline/shift')).status).toBe(409)
  const other = await stage.operator(6)
  expect((await other.call('POST', `/api/hotline/calls/${body.id}/log`, { outcome: 'no_matter' })).status).toBe(403)
  expect((await who.call('POST', `/api/hotline/calls/${body.id}/log`, { outcome: 'knowledge' })).status).toBe(422)
  const nowhere = { outcome: 'directory', source: 'unit/999999' }
  expect((await who.call('POST', `/api/hotline/calls/${body.id}/log`, nowhere)).status).toBe(422)
  expect((await who.call('POST', `/api/hotline/calls/${body.id}/log`, { outcome: 'no_matter' })).status).toBe(204)
  expect((await desk(who)).status).toBe('ready')
  expect((await who.call('GET', `/api/hotline/calls/${body.id}`)).body).toMatchObject({
    phase: 'ended',
    outcome: 'no_matter',
  })
})

test('one seat, one person', async () => {
  const who = await stage.operator(7)
  const other = await stage.operator(8)
  expect((await other.call('POST', '/api/hotline/shift', { seatId: stage.seats[6] })).status).toBe(409)
  expect((await who.call('POST', '/api/hotline/shift', { seatId: 999999 })).status).toBe(422)
  expect((await who.call('DELETE', '/api/hotline/shift')).status).toBe(204)
  expect((await other.call('POST', '/api/hotline/shift', { seatId: stage.seats[6] })).status).toBe(204)
})

test('who pressed no key is asked by SMS, once, and what they say counts once', async () => {
  const platform = { ...stage.platform, site: 'https://www.yunxi.example' }
  const { body: settings } = await stage.calls.operator('GET', '/api/hotline/settings')
  const set = (more: object) => stage.calls.disclosure_office('PUT', '/api/hotline/settings', { ...settings, ...more })
  const by = stage.people.operator.personId
  const past = (
    caller: string,
    more: Partial<PastCall> & { minutes?: number; outcome?: 'directory' | 'no_matter' },
  ) => {
    const { minutes = 30, outcome = 'directory', ...given } = more
    return recordCall(platform.as(stage.people.operator), {
      caller,
      line: '96128',
      beganAt: platform.clock().subtract({ minutes }),
      events: [
        { kind: 'ringing', after: 0 },
        { kind: 'answered', after: 10, data: { leg: 'a' } },
        { kind: 'ended', after: 60 },
      ],
      logged: { outcome, source: null, unitId: stage.unitId, question: '低保', by },
      ...given,
    })
  }
  const asked = await past('13911110001', {})
  await past('13911110001', { minutes: 20 })
  await past('09995550111', {})
  await past('13911110002', { outcome: 'no_matter' })
  await past('13911110003', { minutes: 3 })
  await past('13911110004', { logged: undefined })
  await past('13911110005', { minutes: 26 * 60 })
  await past('13911110006', {
    events: [
      { kind: 'ringing', after: 0 },
      { kind: 'offered', after: 1, data: { leg: 'a' } },
      { kind: 'answered', after: 10, data: { leg: 'a' } },
      { kind: 'left', after: 30, data: { leg: 'a' } },
      { kind: 'key', after: 35, data: { digit: '1' } },
      { kind: 'ended', after: 40 },
    ],
  })
  const secret = await past('13911110007', {})
  await platform.db.updateTable('call').set({ restricted: true }).where('id', '=', secret).execute()

  expect(await askForRatings(platform)).toBe(0)
  expect((await set({ ratingBySms: true, ratingDays: 31 })).status).toBe(422)
  expect((await set({ ratingBySms: true })).status).toBe(204)
  expect(await askForRatings(stage.platform)).toBe(0)
  expect(await askForRatings(platform)).toBe(1)
  expect(await askForRatings(platform)).toBe(0)

  const [sms, ...others] = await platform.db
    .selectFrom('message')
    .selectAll()
    .where('idempotency_key', 'like', 'call/%/rating')
    .execute()
  expect(others).toEqual([])
  expect(sms).toMatchObject({
    channel: 'sms',
    audience: 'citizen',
    recipient_masked: '139****0001',
    about: `call/${asked}`,
  })
  const { text, template } = JSON.parse(platform.keyring.open(sms!.body_sealed!, bodyPlace(sms!.id)))
  expect(template).toBe('call-rating')
  const [, code] = /https:\/\/www\.yunxi\.example\/r\/([\w-]+)/.exec(text)!
  expect(JSON.stringify(await platform.db.selectFrom('call_survey').selectAll().execute())).not.toContain(code)

  const desk = callDesk(platform, { failed: () => undefined })
  const address = '203.0.113.5'
  const view = await desk.look({ code: code!, address })
  expect(view).toMatchObject({ line: '96128', over: false, rating: null })
  expect(JSON.stringify(view)).not.toMatch(/139|低保/)
  await expect(desk.look({ code: '20260302-00000000', address })).rejects.toMatchObject({ status: 404 })
  const before = (await stage.calls.supervisor('GET', '/api/hotline/figures')).body.totals
  expect(await desk.rate({ code: code!, address, rating: 2 })).toMatchObject({ rating: 2 })
  expect(await desk.rate({ code: code!, address, rating: 3 })).toMatchObject({ rating: 2 })
  const after = (await stage.calls.supervisor('GET', '/api/hotline/figures')).body.totals
  expect([after.fair - before.fair, after.dissatisfied - before.dissatisfied]).toEqual([1, 0])
  expect((await stage.calls.supervisor('GET', `/api/hotline/calls/${asked}`)).body.ratingLabel).toBe('基本满意')

  // The table that is sent round counts it in the row of its unit, and every call in the last one.
  const day = legalDay(platform.clock())
  const sheet = await stage.calls.supervisor('GET', `/api/hotline/figures/export?to=${day}`)
  expect([sheet.status, sheet.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')])
  const figures = {
    units: await unitFigures(platform.db, '2020-01-01', day),
    noUnit: await totalsOf(platform.db, '2020-01-01', day, 'none'),
    totals: await totalsOf(platform.db, '2020-01-01', day),
  }
  const given = { county: '云溪县', line: '96128', from: '2020-01-01', to: day }
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await lineWorkbook(given, figures)) as never)
  const rows = book.worksheets[0]!.getSheetValues().slice(3) as (string | number)[][]
  const column = (name: string) => rows[0]!.indexOf(name)
  const own = rows.find((row) => row[1] === '县政府办')!
  const all = rows.at(-1)!
  expect([all[1], all[column('来电')]]).toEqual([
    '合计',
    rows.slice(1, -1).reduce((sum, row) => sum + Number(row[column('来电')]), 0),
  ])
  expect(own[column('基本满意')]).toBe(after.fair)
  expect(own[column('接听')]).toBe(figures.units.find(({ unitId }) => unitId === stage.unitId)!.answered)
  expect(own[column('接听')]).toBeGreaterThanOrEqual(8)
  expect(book.worksheets[1]!.rowCount).toBe(rows[0]!.length - 2)

  // Its days are over: said so, and nothing counts any more.
  await platform.db.updateTable('call').set({ rating: null, rated_by: null }).where('id', '=', asked).execute()
  const later = { ...platform, clock: () => platform.clock().add({ hours: 9 * 24 }) }
  const closed = callDesk(later, { failed: () => undefined })
  expect(await closed.rate({ code: code!, address, rating: 1 })).toMatchObject({ over: true, rating: null })
  const muchLater = { ...platform, clock: () => platform.clock().add({ hours: 100 * 24 }) }
  await forgetCalls(muchLater)
  expect(await platform.db.selectFrom('call_survey').select('call_id').execute()).toEqual([])
})

test('whoever has no link rates by sending back a figure: of the call asked about last, once', async () => {
  const platform = stage.platform
  const set = async (more: object) => {
    const { body: settings } = await stage.calls.operator('GET', '/api/hotline/settings')
    await stage.calls.disclosure_office('PUT', '/api/hotline/settings', { ...settings, ...more })
  }
  await set({ ratingBySms: true })
  const call = (caller: string, minutes: number) =>
    recordCall(platform.as(stage.people.operator), {
      caller,
      line: '96128',
      beganAt: platform.clock().subtract({ minutes }),
      events: [
        { kind: 'ringing', after: 0 },
        { kind: 'answered', after: 10, data: { leg: 'a' } },
        { kind: 'ended', after: 60 },
      ],
      logged: {
        outcome: 'directory',
        source: null,
        unitId: stage.unitId,
        question: '',
        by: stage.people.operator.personId,
      },
    })
  const from = '+86 139 1111 0101'
  const first = await call('13911110101', 60)
  // Neither a portal's address nor replies: nobody could answer.
  expect(await askForRatings(platform)).toBe(0)
  expect(await askForRatings(platform, { replies: true })).toBeGreaterThan(0)
  const [sms] = await platform.db.selectFrom('message').selectAll().where('about', '=', `call/${first}`).execute()
  const { text, template } = JSON.parse(platform.keyring.open(sms!.body_sealed!, bodyPlace(sms!.id)))
  expect([template, text]).toEqual([
    'call-rating-reply',
    expect.stringMatching(/回复1满意、2基本满意、3不满意.*仍可评价。$/),
  ])

  const now = platform.clock()
  const say = (said: string, at = platform.clock(), who = from) => takeReply(platform, { from: who, text: said, at })
  // The door itself: for the gateway alone, and for what it may say.
  const door = (body: object, token?: string) =>
    stage.app.inject({
      method: 'POST',
      url: '/api/v1/sms/replies',
      headers: { 'x-gongkai': '1', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      payload: body,
    })
  const reply = { from, text: '回复1满意', at: now.subtract({ hours: 1 }).toString() }
  for (const token of [undefined, '', 'wrong', `${replyToken} `.repeat(2)])
    expect((await door(reply, token)).statusCode).toBe(401)
  for (const body of [{}, { from, text: '1', at: 'yesterday' }, { from: '1'.repeat(31), text: '1' }, { from, text: 1 }])
    expect((await door(body, replyToken)).statusCode).toBe(422)
  const heard = await door(reply, replyToken)
  expect([heard.statusCode, heard.json()]).toEqual([200, { taken: false }])
  const rated = async (id: string) =>
    (await platform.db.selectFrom('call').select('rating').where('id', '=', id).executeTakeFirstOrThrow()).rating
  expect(await say('电话打不通')).toBe(false)
  expect(await say('1', now, '13911110102')).toBe(false)
  expect(await say('1', now.subtract({ hours: 1 }))).toBe(false)
  expect(await rated(first)).toBe(null)
  expect(await say(' 2。')).toBe(true)
  // Handed over again, or thought better of.
  expect([await say('2'), await say('3'), await rated(first)]).toEqual([true, true, 2])

  // The next day they call again; a reply that was on its way since before counts for the call it answers.
  const sent = platform.clock()
  await platform.db
    .updateTable('call_survey')
    .set((eb) => ({ asked_at: sql`${eb.ref('asked_at')} - interval '25 hours'` }))
    .where('call_id', '=', first)
    .execute()
  const second = await call('13911110101', 10)
  expect(await askForRatings(platform, { replies: true })).toBeGreaterThan(0)
  expect([await say('1', sent), await rated(second)]).toEqual([true, null])
  expect([await say('不满意'), await rated(second), await rated(first)]).toEqual([true, 3, 2])
  await platform.db
    .updateTable('call_survey')
    .set({ expires_at: new Date(0) })
    .where('call_id', '=', second)
    .execute()
  expect(await say('1')).toBe(false)
  await set({ ratingBySms: false })
})

test('whoever opens a figure finds as many calls as it counts', async () => {
  const day = legalDay(stage.platform.clock())
  const { totals, units, hours } = (
    await stage.calls.supervisor('GET', `/api/hotline/figures?from=2020-01-01&to=${day}`)
  ).body
  const behind = async (figure: CallFigure | '', more = '') =>
    (
      await stage.calls.supervisor(
        'GET',
        `/api/hotline/calls?size=1&from=2020-01-01&to=${day}${figure && `&figure=${figure}`}${more}`,
      )
    ).body.total
  const counts = Object.entries(totals).filter(([key]) => (callFigures as string[]).includes(key))
  expect(counts.length).toBeGreaterThan(12)
  for (const [key, n] of counts) expect([key, await behind(key as CallFigure)]).toEqual([key, n])
  expect(await behind('content')).toBe(totals.satisfied + totals.fair)
  expect(await behind('rated')).toBe(totals.satisfied + totals.fair + totals.dissatisfied)
  expect(totals.transferred).toBeGreaterThan(0)
  for (const one of units)
    for (const key of ['calls', 'answered', 'wanted', 'cases', 'satisfied'] as const)
      expect([one.unitName, key, await behind(key === 'calls' ? '' : key, `&unitId=${one.unitId}`)]).toEqual([
        one.unitName,
        key,
        one[key],
      ])
  for (const one of units) expect(await behind('passedOn', `&unitId=${one.unitId}`)).toBe(one.transferred)
  for (const one of hours) expect(await behind('lost', `&hour=${one.hour}`)).toBe(one.lost)
})
