import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '../../src/capabilities/inquiries/case-file.ts'
import { perform, saveMailbox } from '../../src/capabilities/inquiries/index.ts'
import { isSupervised } from '../../src/capabilities/inquiries/inquiry.ts'
import { type ListQuestion, listInquiries } from '../../src/capabilities/inquiries/lists.ts'
import { writer } from '../../src/capabilities/inquiries/permissions.ts'
import {
  complaintFigures,
  type DayBin,
  dayBinKeys,
  dayBins,
  type LineFigure,
  lineFigures,
} from '../../src/capabilities/inquiries/statistics/figures.ts'
import {
  alikeGroups,
  complaintCounts,
  lineCounts,
  spread,
  unitCounts,
} from '../../src/capabilities/inquiries/statistics/store.ts'
import { tellFigures } from '../../src/capabilities/inquiries/statistics/tell-figures.ts'
import { monthlyWorkbook } from '../../src/capabilities/inquiries/statistics/workbook.ts'
import { anInquiry, someInquiry, someWriter } from '../../src/capabilities/inquiries/testing.ts'
import type { Action } from '../../src/capabilities/inquiries/transitions.ts'
import { cases } from '../../src/foundations/casework/index.ts'
import { type Actor, system } from '../../src/foundations/identity/actor.ts'
import { legalDay } from '../../src/platform/clock.ts'
import { Problem } from '../../src/platform/http/problem.ts'
import { type InquiriesStage, inquiriesStage } from './stage.ts'

/** Over random histories a figure, the list it opens and a plain count of what happened are the same number. */

let stage: InquiriesStage
let boxId: number
beforeAll(async () => {
  stage = await inquiriesStage('2026-03-02T01:00:00Z')
  boxId = await saveMailbox(stage.platform.as(stage.office.disclosure_office), null, {
    unitId: stage.officeId,
    title: '县长信箱',
    holder: '贺兰庭',
    post: '县长',
    duties: '主持县政府全面工作',
    position: 0,
    open: true,
  })
})
afterAll(() => stage.close())

/** What the test itself saw of a case. */
type Seen = {
  id: number
  kind: string
  channel: string
  mailboxId: number | null
  topic: string
  receivedOn: string
  arrived: string
  before: boolean
  aboutUnitId: number | null
  /** Units that let it lie past their day. */
  lateAt: Set<number>
  done: Set<string>
  /** What a unit did with it while it had it: `passed_on 3`. */
  did: Set<string>
}

/** Random numbers that can be repeated (mulberry32). */
const dice = (seed: number) => {
  let a = seed
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return <T>(some: readonly T[]): T => some[Math.floor(next() * some.length)]!
}

const actions: Partial<Record<string, Action[]>> = {
  sorting: ['dispatch', 'dispatch', 'withdraw', 'explain'],
  handling: [
    'pass_up',
    'pass_on',
    'pass_on',
    'propose',
    'propose',
    'propose',
    'extend',
    'explain',
    'to_petition',
    'void',
    'supplement',
  ],
  passing: ['approve_pass', 'refuse_pass'],
  joint: ['answer_part', 'refuse_part', 'refuse_part', 'extend', 'explain'],
  joint_review: ['approve_part', 'approve_part', 'return_part'],
  review: ['approve', 'approve', 'return'],
  closed: ['rate', 'rate', 'rate', 'reopen'],
  accepting: ['accept', 'accept', 'refuse'],
  investigating: ['decide'],
  decision_review: ['approve'],
}

/** Acts that are counted with the unit that did them. */
const counted: Partial<Record<Action, LineFigure>> = {
  approve_pass: 'passed_up',
  pass_on: 'passed_on',
  refuse_part: 'refused',
  extend: 'extended',
  explain: 'explained',
  reopen: 'reopened',
}

const walk = async (seed: number, count: number): Promise<Seen[]> => {
  const { platform, officeId, unitId, otherUnitId } = stage
  const pick = dice(seed)
  const teams = { [officeId]: stage.office, [unitId]: stage.people, [otherUnitId]: stage.others }
  const units = [unitId, otherUnitId]
  const all: Seen[] = []
  const rowOf = (id: number) =>
    platform.db
      .selectFrom('case_file')
      .innerJoin('inquiry', 'inquiry.case_id', 'case_file.id')
      .select(['status', 'due_on', 'unit_id', 'turn_unit_id', 'open', 'version'])
      .where('case_file.id', '=', id)
      .executeTakeFirstOrThrow()
  const come = async () => {
    const kind = pick([
      'question',
      'question',
      'question',
      'letter',
      'wish',
      'information',
      'complaint',
      'report',
    ] as const)
    const channel = pick(['portal', 'hotline', 'mailbox', 'counter'] as const)
    const mailboxId = channel === 'mailbox' ? boxId : null
    const phone = pick(['19900000001', '19900000002', '19900000003', ''])
    const receivedOn = legalDay(platform.clock())
    const aboutUnitId = isSupervised(kind) ? pick(units) : null
    const before =
      all.some((one) => !isSupervised(one.kind as 'question') && one.done.has(`phone ${phone}`)) && phone !== ''
    const id = await anInquiry(platform, {
      kind,
      channel,
      mailboxId,
      unitId: isSupervised(kind) ? null : pick([unitId, otherUnitId, null]),
      aboutUnitId,
      writer: someWriter({ phone, email: '' }),
      content: someInquiry({
        subject: `第${all.length}件`,
        text: `第${seed}-${all.length}件：${pick(['路', '水', '电', '房'])}的事情`,
      }),
    }).id
    all.push({
      id,
      kind,
      channel,
      mailboxId,
      topic: 'transport',
      receivedOn,
      arrived: platform.clock().toString(),
      before: before && !isSupervised(kind),
      aboutUnitId,
      lateAt: new Set(),
      done: new Set([`phone ${phone}`]),
      did: new Set(),
    })
  }
  const act = async () => {
    const one = pick(all)
    const row = await rowOf(one.id)
    const isLate = row.open && row.due_on !== null && row.due_on < legalDay(platform.clock())
    const action = isLate && pick([true, false]) ? 'explain' : pick<Action>(actions[row.status] ?? ['note'])
    // Passing up from the office to itself would change nobody's hands.
    if (action === 'pass_up' && row.turn_unit_id === officeId) return
    const team = teams[row.turn_unit_id]!
    const who: Record<string, Actor | typeof writer> = {
      dispatch: stage.office.disclosure_office,
      pass_up: team.clerk,
      pass_on: team.clerk,
      propose: team.clerk,
      answer_part: team.clerk,
      extend: team.signing_leader,
      supplement: writer,
      withdraw: writer,
      rate: writer,
      reopen: stage.office.supervisor,
      accept: stage.office.supervisor,
      refuse: stage.office.supervisor,
      decide: stage.people.supervisor,
    }
    const actor = who[action] ?? (isSupervised(one.kind as 'question') ? stage.office.supervisor : team.section_head)
    const data = {
      dispatch: { unitId: pick(units) },
      pass_on: { unitId: pick(units.filter((unit) => unit !== row.turn_unit_id)) },
      propose: { outcome: pick(['answered', 'directed']), sources: { records: [], knowledge: [] } },
      explain: { until: '2026-12-31' },
      decide: { outcome: pick(['upheld', 'partly_upheld', 'rejected']), anew: false },
      rate: { satisfaction: pick(['satisfied', 'fair', 'dissatisfied']), how: 'online' },
      reopen: { complaintId: null },
    }[action as string]
    try {
      await perform(platform.as(actor === writer ? system : actor), {
        caseId: one.id,
        action,
        data: (data ?? {}) as never,
        version: null,
        note: '情况属实。',
        ...(actor === writer ? { by: writer } : {}),
      })
    } catch (error) {
      if (error instanceof Problem) return
      throw error
    }
    one.done.add(action)
    if (action === 'reopen') one.done.delete('rate')
    // Whoever asked a wrong unit for a part is the one whose transfer came back.
    const whose = action === 'refuse_part' ? row.unit_id : row.turn_unit_id
    if (counted[action]) one.did.add(`${counted[action]} ${whose}`)
    const after = await rowOf(one.id)
    // It left the hands it was in after their day.
    const left = after.turn_unit_id !== row.turn_unit_id || (row.open && !after.open)
    if (left && row.due_on && legalDay(platform.clock()) > row.due_on) one.lateAt.add(row.turn_unit_id)
  }
  for (let i = 0; i < count; i++) {
    await come()
    for (let n = 0; n < 8; n++) await act()
    if (i % 2) platform.time.pass({ hours: pick([3, 17, 24, 48]) })
  }
  platform.time.pass({ hours: 24 * 4 })
  return all
}

const listed = async (question: Partial<ListQuestion>) =>
  (
    await listInquiries(
      stage.platform.as(stage.office.supervisor),
      { view: 'all', page: 1, size: 1, ...question },
      '2026-01-01',
    )
  ).total

const inquiryRow = (id: number) =>
  stage.platform.db.selectFrom('inquiry').select('turn_unit_id').where('case_id', '=', id).executeTakeFirst()

/** Told of each case from its events alone, without the code that counts. */
const plainly = async (one: Seen, today: string) => {
  const { platform } = stage
  const row = (await cases.caseById(platform.db, 'inquiry', one.id))!
  const { events, state } = await openFile(platform.db, row)
  const did = (action: string) => events.some((event) => event.action === action)
  // Its first end is what counts, whatever came of it after it was opened again.
  const firstEnd = events.find((event) => event.to === 'closed' || event.to === 'void')
  const withdrawn = firstEnd?.action === 'withdraw'
  const { turn_unit_id: turn } = (await inquiryRow(one.id))!
  const lateNow = row.status !== 'closed' && row.status !== 'void' && row.dueOn !== null && row.dueOn < today
  const overdue = one.lateAt.size > 0 || lateNow
  const answered = firstEnd !== undefined && !withdrawn
  const is: Record<LineFigure, boolean> = {
    received: true,
    open: firstEnd === undefined,
    answered,
    on_time: answered && !overdue,
    overdue,
    passed_up: did('approve_pass'),
    passed_on: did('pass_on'),
    refused: did('refuse_part'),
    extended: did('extend'),
    explained: did('explain'),
    escalated: did('escalate'),
    reopened: did('reopen'),
    asked_before: one.before,
    rated: one.done.has('rate'),
    satisfied: state.satisfaction === 'satisfied',
    fair: state.satisfaction === 'fair',
    dissatisfied: state.satisfaction === 'dissatisfied',
  }
  /** The same of one unit: what it is responsible for, and what it did itself on the way. */
  const isOf = (unit: number | null): Record<LineFigure, boolean> => {
    if (unit === null) return is
    const responsible = state.leadId === unit
    const lateHere = one.lateAt.has(unit) || (lateNow && turn === unit)
    const hand = [...Object.values(counted), 'escalated']
    const figures = lineFigures.map((key) => [
      key,
      hand.includes(key) ? one.did.has(`${key} ${unit}`) : responsible && is[key],
    ])
    return { ...Object.fromEntries(figures), on_time: responsible && answered && !lateHere, overdue: lateHere }
  }
  const calendar = platform.calendar()
  const days = answered ? calendar.workingDaysBetween(one.receivedOn, firstEnd.on) : null
  return { ...one, leadId: state.leadId, void: firstEnd?.to === 'void', is, isOf, days, outcome: row.outcome, firstEnd }
}

test('a figure is the number of cases it opens and the plain count of them', async () => {
  const { platform, officeId, unitId, otherUnitId } = stage
  const seen = await walk(20260302, 90)
  const today = legalDay(platform.clock())
  const told = (await Promise.all(seen.map((one) => plainly(one, today)))).filter((one) => !one.void)
  const line = told.filter((one) => !isSupervised(one.kind as 'question'))
  // The walk shows everything that is counted, except what needs the nightly job.
  const never = lineFigures.filter((key) => key !== 'escalated' && !line.some((one) => one.is[key]))
  expect(never).toEqual([])
  const periods = [
    ['2026-03-02', today],
    ['2026-03-09', '2026-03-20'],
  ] as const
  for (const [from, to] of periods)
    for (const unit of [null, officeId, unitId, otherUnitId])
      for (const more of [{}, { kind: 'question' as const }, { channel: 'portal' as const }, { mailboxId: boxId }]) {
        const scope = { unitId: unit, from, to, ...more }
        const counts = await lineCounts(platform.db, scope, today)
        for (const figure of lineFigures) {
          const plain = line.filter(
            (one) =>
              one.isOf(unit)[figure] &&
              from <= one.receivedOn &&
              one.receivedOn <= to &&
              Object.entries(more).every(([key, value]) => one[key as 'kind'] === value),
          ).length
          const opened = await listed({
            figure,
            responsibleId: unit ?? undefined,
            receivedFrom: from,
            receivedTo: to,
            ...more,
          })
          expect([figure, unit, from, more, counts[figure], opened]).toEqual([figure, unit, from, more, plain, plain])
        }
      }
  const scope = { unitId: null, from: '2026-03-02', to: today }
  const byUnit = await unitCounts(platform.db, scope, today)
  for (const row of byUnit)
    expect(row).toMatchObject(await lineCounts(platform.db, { ...scope, unitId: row.unitId }, today))
  // Somebody was late with what another answers now.
  expect(line.some((one) => [...one.lateAt].some((unit) => unit !== one.leadId))).toBe(true)
  const parts = await spread(platform.db, scope, today)
  expect(parts.some(({ by, key, rated }) => by === 'mailbox' && key === String(boxId) && rated > 0)).toBe(true)
  for (const { by, key, received, answered, onTime, rated, satisfied, fair } of parts) {
    if (by === 'days') {
      const [least, most] = dayBins[key as DayBin]
      expect(received).toBe(line.filter(({ days }) => days !== null && least <= days && days <= most).length)
      expect(await listed({ days: key as DayBin })).toBe(received)
    }
    if (by === 'mailbox' || by === 'topic') {
      const these = by === 'mailbox' ? { mailboxId: Number(key) } : { topic: key as 'transport' }
      for (const [figure, n] of [
        ['received', received],
        ['answered', answered],
        ['on_time', onTime],
        ['rated', rated],
        ['satisfied', satisfied],
        ['fair', fair],
      ] as const)
        expect([by, figure, await listed({ ...these, figure })]).toEqual([by, figure, n])
    }
    if (by === 'arrival') {
      const [weekday, hour] = key.split('-').map(Number)
      expect(await listed({ weekday, hour })).toBe(received)
      const there = line.filter(({ arrived }) => {
        const at = Temporal.Instant.from(arrived).toZonedDateTimeISO('Asia/Shanghai')
        return at.dayOfWeek === weekday && at.hour === hour
      })
      expect(there.length).toBe(received)
    }
  }
  expect(dayBinKeys.filter((bin) => parts.some(({ by, key }) => by === 'days' && key === bin)).length).toBeGreaterThan(
    2,
  )
  const complaints = told.filter(({ kind }) => kind === 'complaint')
  const counted = await complaintCounts(platform.db, scope, today)
  const outcomeIs = (...some: string[]) =>
    complaints.filter(({ outcome }) => outcome !== null && some.includes(outcome)).length
  expect(counted).toEqual({
    complaints: complaints.length,
    complaints_open: complaints.filter(({ firstEnd }) => !firstEnd).length,
    upheld: outcomeIs('upheld', 'partly_upheld'),
    rejected: outcomeIs('rejected'),
  })
  for (const figure of complaintFigures)
    for (const responsibleId of [undefined, unitId]) {
      const mine = await complaintCounts(platform.db, { ...scope, unitId: responsibleId ?? null }, today)
      expect([figure, await listed({ figure, responsibleId })]).toEqual([figure, mine[figure]])
    }
})

describe('what the routes give', () => {
  // Those who signed in at the beginning have been away for months.
  beforeAll(() => stage.at(stage.platform.clock().toString()))
  const path = (from = '2026-03-02', to = '2026-12-31') => `/api/inquiries/statistics?from=${from}&to=${to}`

  test('complaints and reports to supervision alone, reports without a list', async () => {
    const supervisor = await stage.officeCalls.supervisor('GET', path())
    expect(supervisor.body.reports.reports).toBeGreaterThan(0)
    expect(supervisor.body.complaints.complaints).toBeGreaterThan(0)
    for (const role of ['disclosure_office', 'operator'] as const) {
      const { status, body } = await stage.officeCalls[role]('GET', path())
      expect([status, body.complaints, body.reports]).toEqual([200, null, null])
      expect(body.kinds.map((one: { key: string }) => one.key)).not.toContain('report')
      const units = await stage.officeCalls[role](
        'GET',
        `/api/inquiries/statistics/units?from=2026-03-02&to=2026-12-31`,
      )
      expect(units.body.every((row: { complaints: number }) => row.complaints === 0)).toBe(true)
    }
    expect((await stage.officeCalls.supervisor('GET', '/api/inquiries?figure=reports')).status).toBe(422)
    expect((await stage.officeCalls.supervisor('GET', `${path()}&kind=report`)).status).toBe(422)
  })

  test('a unit its own figures alone', async () => {
    const own = await stage.calls.clerk('GET', path())
    expect([own.status, own.body.unitId]).toEqual([200, stage.unitId])
    expect((await stage.calls.clerk('GET', `${path()}&unitId=${stage.otherUnitId}`)).status).toBe(422)
    expect((await stage.calls.auditor('GET', path())).status).toBe(403)
    expect((await stage.officeCalls.supervisor('GET', path('2026-12-31', '2026-01-01'))).body.issues[0].key).toBe(
      'days',
    )
  })

  test('the table for the units, as a workbook that opens', async () => {
    const { platform, officeCalls } = stage
    const query = 'from=2026-03-02&to=2026-12-31'
    const { status, headers } = await officeCalls.supervisor('GET', `/api/inquiries/statistics/export?${query}`)
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')])
    const scope = { unitId: null, from: '2026-03-02', to: '2026-12-31' }
    const total = await lineCounts(platform.db, scope, legalDay(platform.clock()))
    const rows = [{ ...total, unitName: '云溪县水务局', complaints: 2, upheld: 1 }]
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await monthlyWorkbook('云溪县', scope, rows, { ...rows[0]!, unitName: '合计' })) as never)
    const sheet = book.worksheets[0]!
    expect([1, 2].map((column) => sheet.lastRow!.getCell(column).value)).toEqual(['合计', total.received])
    expect(sheet.getRow(4).getCell(1).value).toBe('云溪县水务局')
    expect(sheet.getRow(3).cellCount).toBe(sheet.lastRow!.cellCount)
  })
})

test('messages that say nearly the same stand in one group, however they came, and open as one list', async () => {
  const { platform, unitId, otherUnitId } = stage
  const text =
    '听溪路几个小区已经入住两千多户，最近的公交站要走二十分钟，老人孩子出行很不方便，请问什么时候开通公交线路？'
  const asked = async (content: string, unit: number, kind: 'question' | 'report' = 'question') =>
    anInquiry(platform, { kind, unitId: unit, content: someInquiry({ text: content }) }).id
  const first = await asked(text, unitId)
  await asked(`您好！${text.replaceAll('，', ',')}`, otherUnitId)
  // Bands are drawn anew for each installation; so near a text is missed by none of them.
  await asked(text.replace('公交线路', '公交'), unitId)
  await asked('惠民路农贸市场门口两处窨井盖破损下沉，晚上没有路灯，已经有人绊倒，请尽快处理。', unitId)
  await asked(text, unitId, 'report')
  const today = legalDay(platform.clock())
  const groups = await alikeGroups(platform.db, { unitId: null, from: today, to: today })
  expect(groups).toEqual([expect.objectContaining({ alikeId: first, n: 3, units: 2 })])
  expect(await listed({ alike: first })).toBe(3)
})

test('the public figures are told when they have changed, and say nothing of complaints and reports', async () => {
  const { platform } = stage
  expect(await tellFigures(platform)).toBeGreaterThan(0)
  expect(await tellFigures(platform)).toBe(0)
  await anInquiry(platform, { unitId: stage.unitId }).id
  expect(await tellFigures(platform)).toBe(1)
  const today = legalDay(platform.clock())
  const told = await platform.db
    .selectFrom('publication_log as l')
    .innerJoin('publication_payload as p', 'p.seq', 'l.seq')
    .select('p.payload')
    .where('l.subject', '=', `inquiry-figures/${today.slice(0, 7)}`)
    .orderBy('l.seq', 'desc')
    .executeTakeFirstOrThrow()
  const payload: Record<'units' | 'topics', { received: number }[]> = JSON.parse(told.payload!)
  const month = { unitId: null, from: `${today.slice(0, 7)}-01`, to: `${today.slice(0, 7)}-30` }
  const { received } = await lineCounts(platform.db, month, today)
  for (const by of ['units', 'topics'] as const)
    expect(payload[by].reduce((sum, one) => sum + one.received, 0)).toBe(received)
})

test('cases from before they were counted are counted by the nightly job as they stand', async () => {
  const { platform, unitId, people } = stage
  const id = await anInquiry(platform, { unitId }).answered(people).id
  const lineOf = () => platform.db.selectFrom('inquiry_count').selectAll().where('case_id', '=', id).executeTakeFirst()
  const before = await lineOf()
  await platform.db.deleteFrom('inquiry_likeness').where('case_id', '=', id).execute()
  await platform.db.deleteFrom('inquiry_count').where('case_id', '=', id).execute()
  const handsOf = () => platform.db.selectFrom('inquiry_hand').selectAll().where('case_id', '=', id).execute()
  expect(await handsOf()).toEqual([])
  await tellFigures(platform)
  const hands = await handsOf()
  expect(hands).toMatchObject([{ unit_id: unitId, late: false }])
  // Others came since who are likened to it or asked before it.
  const after = await lineOf()
  expect(after).toEqual({ ...before, asked_before: true, alike_id: expect.anything() })
  // From before there was a line for each unit that had it, too; what was counted then stays.
  await platform.db.deleteFrom('inquiry_hand').where('case_id', '=', id).execute()
  await tellFigures(platform)
  expect([await lineOf(), await handsOf()]).toEqual([after, hands])
})
