import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSheets } from '../../src/capabilities/catalogue/index.ts'
import { waitingRounds } from '../../src/capabilities/publishing/clean-up/waiting.ts'
import { recordDetail } from '../../src/capabilities/publishing/index.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { insertDelegation } from '../../src/foundations/identity/delegations.ts'
import { sessionCookie } from '../../src/foundations/identity/request.ts'
import { openSession } from '../../src/foundations/identity/session.ts'
import type { RecordValidityChanged } from '../../src/foundations/publication-log/entries.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { type Call, fileBody } from '../support/office.ts'
import type { Persona } from '../support/people.ts'
import { fingerprint, type PublishingStage, publishingStage } from './stage.ts'

/** 规范性文件清理: units mark, the disclosure office assembles, the leader decides once for all. */

let stage: PublishingStage
let ours: number[]
let theirs: number[]
beforeAll(async () => {
  stage = await publishingStage({ reviewChain: ['section_review', 'secrecy_review', 'sign_off'] })
  ours = await Promise.all([1, 2, 3].map(async () => aRecord(stage.platform, stage.people).published()))
  theirs = await Promise.all([1, 2].map(async () => aRecord(stage.platform, stage.others, { issuer: '' }).published()))
  // Neither in the time, nor a normative document, nor in force.
  await aRecord(stage.platform, stage.people, { formedOn: '2025-01-01', docNumber: '云溪政发〔2025〕1号' }).published()
  await aRecord(stage.platform, stage.people, { kind: 'notice' }).published()
  await aRecord(stage.platform, stage.people).published().repealed()
})
afterAll(() => stage.close())

const open = async (more = {}) =>
  (
    await stage.calls.disclosure_office('POST', '/api/clean-ups', {
      unitId: stage.unitId,
      title: '2026年度规范性文件清理',
      unitIds: [stage.unitId, stage.otherUnitId],
      formedFrom: '2026-01-01',
      dueOn: '2026-03-31',
      ...more,
    })
  ).body
const tokenOf = (who: Persona) =>
  openSession(stage.platform.as(who), who.personId, { ip: '127.0.0.1', userAgent: 'test' })
const at = (id: number, path = '') => `/api/clean-ups/${id}${path}`
const marked = async (id: number, outcomes: Record<number, [string, string?]>) => {
  const marks = (ids: number[]) =>
    ids.flatMap((recordId) => {
      const [outcome, note = ''] = outcomes[recordId] ?? ['keep']
      return [{ recordId, outcome, note }]
    })
  await stage.calls.clerk('PUT', at(id, '/marks'), { marks: marks(ours) })
  await stage.otherCalls.section_head('PUT', at(id, '/marks'), { marks: marks(theirs) })
}
const changes = async (from: number) => (await readLog(stage.platform.db, from, 1000)).map((one) => one.payload)
const end = async () => (await readLog(stage.platform.db, 0, 10_000)).at(-1)!.seq

describe('a round', () => {
  test('takes in what is in force of the units and the time, and shows each unit its own', async () => {
    const round = await open()
    expect(round.documents.map((one: { recordId: number }) => one.recordId).sort()).toEqual([...ours, ...theirs].sort())
    expect(round.progress).toMatchObject([{ total: 3, marked: 0 }, { total: 2 }])
    const seen = (await stage.otherCalls.clerk('GET', at(round.id))).body
    expect(seen.documents.map((one: { recordId: number }) => one.recordId).sort()).toEqual([...theirs].sort())
    await stage.calls.disclosure_office('DELETE', at(round.id), { reason: '范围有误。' })
  })

  test('names every wrong row and then keeps none of them', async () => {
    const { id } = await open()
    const before = await fingerprint(stage.platform)
    const marks = [
      { recordId: ours[0], outcome: 'keep' },
      { recordId: theirs[0], outcome: 'keep' },
      { recordId: ours[1], outcome: 'repeal' },
      { recordId: 999_999, outcome: 'keep' },
      { recordId: ours[0], outcome: 'keep' },
    ]
    const answer = await stage.calls.clerk('PUT', at(id, '/marks'), { marks })
    expect(answer.status).toBe(422)
    expect(answer.body.issues.map((one: { field: string; key: string }) => `${one.field} ${one.key}`)).toEqual([
      'marks.1 not-your-document',
      'marks.2 note-missing',
      'marks.3 not-in-round',
      'marks.4 twice',
    ])
    expect(await fingerprint(stage.platform)).toBe(before)
    const early = await stage.calls.disclosure_office('POST', at(id, '/assembly'), {})
    expect(early.body.issues).toHaveLength(2)
    await stage.calls.disclosure_office('DELETE', at(id), { reason: '重来。' })
  })

  test('stands in the to-do list of every unit that has documents to judge, until it has', async () => {
    const waiting = async (call: Call) => (await call('GET', '/api/clean-ups/waiting')).body.items
    for (const call of Object.values(stage.calls)) expect(await waiting(call)).toEqual([])
    const round = await open({ dueOn: '2026-03-03' })
    const mine = { id: round.id, action: 'mark', unitId: stage.unitId, open: 3, total: 3, overdue: false }
    expect(await waiting(stage.calls.clerk)).toMatchObject([mine])
    expect(await waiting(stage.calls.section_head)).toMatchObject([mine])
    expect(await waiting(stage.otherCalls.clerk)).toMatchObject([
      { ...mine, unitId: stage.otherUnitId, open: 2, total: 2 },
    ])
    for (const role of ['secrecy_reviewer', 'signing_leader', 'disclosure_office', 'auditor'] as const)
      expect([role, await waiting(stage.calls[role])]).toEqual([role, []])
    await stage.calls.clerk('PUT', at(round.id, '/marks'), { marks: [{ recordId: ours[0], outcome: 'keep' }] })
    expect(await waiting(stage.calls.clerk)).toMatchObject([{ open: 2, total: 3 }])
    // Past the day the disclosure office hears of it.
    const later = { ...stage.platform.as(stage.people.disclosure_office), clock: fixedClock('2026-03-04T01:00:00Z') }
    expect(await waitingRounds(later)).toMatchObject([{ action: 'assemble', overdue: true, open: 4 }])
    await marked(round.id, {})
    expect(await waiting(stage.calls.clerk)).toEqual([])
    expect(await waiting(stage.calls.disclosure_office)).toMatchObject([{ action: 'assemble', open: 0 }])
    await stage.calls.disclosure_office('POST', at(round.id, '/assembly'), {})
    expect(await waiting(stage.calls.signing_leader)).toMatchObject([{ action: 'decide' }])
    expect(await waiting(stage.otherCalls.signing_leader)).toEqual([])
    await stage.calls.disclosure_office('DELETE', at(round.id), { reason: '重来。' })
    expect(await waiting(stage.calls.signing_leader)).toEqual([])
  })

  test('is marked from a table: every bad row named, and then nothing kept', async () => {
    const round = await open()
    const send = (call: Call, text: string | Buffer, query = '') => {
      const { payload, headers } = fileBody('file', '意见.csv', text)
      return call('POST', at(round.id, `/marks/imports${query}`), payload, headers)
    }
    const before = await fingerprint(stage.platform)
    const bad = await send(
      stage.calls.clerk,
      [
        '某局清理意见表',
        '编号,文件名称,意见,理由',
        `${ours[0]},,继续有效,`,
        `${ours[1]},,废止,`,
        `${theirs[0]},,继续有效,`,
        `${ours[0]},,宣布失效,任务完成`,
        `${ours[2]},,待定,`,
        'abc,,继续有效,',
        ',没有这个文件,继续有效,',
        '999999,,继续有效,',
        `${ours[2]},,,`,
      ].join('\n'),
    )
    expect(bad.status).toBe(200)
    expect(bad.body.refused.map((one: { row: number }) => one.row)).toEqual([4, 5, 6, 7, 8, 9, 10])
    for (const { message } of bad.body.refused) expect(message).toMatch(/\p{Script=Han}/u)
    expect(await fingerprint(stage.platform)).toBe(before)
    expect((await send(stage.calls.clerk, '姓名,年龄\n张三,5')).body.refused[0].message).toContain('没有找到表头')
    expect((await send(stage.calls.clerk, Buffer.from([0, 1, 2, 3]))).status).toBe(422)
    expect((await send(stage.calls.signing_leader, '编号,意见\n1,废止')).status).toBe(403)

    const good = `编号,意见,理由\n${ours[0]},有效,\n${ours[1]},废止,已有新规定\n`
    expect((await send(stage.calls.clerk, good, '?dryRun=true')).body).toMatchObject({ added: 2, refused: [] })
    expect(await fingerprint(stage.platform)).toBe(before)
    expect((await send(stage.calls.clerk, good)).body).toMatchObject({ added: 2, changed: 0, unchanged: 0 })
    expect((await send(stage.calls.clerk, good)).body).toMatchObject({ added: 0, changed: 0, unchanged: 2 })

    const table = await stage.app.inject({
      url: at(round.id, '/marks/table'),
      headers: { cookie: `${sessionCookie}=${await tokenOf(stage.people.clerk)}` },
    })
    const sheets = await readSheets(table.rawPayload)
    expect(sheets[0]!.rows).toHaveLength(4)
    const filled = sheets[0]!.rows.map((cells) => cells.map((cell) => (cell === '' ? '' : `"${cell}"`)).join(','))
    expect((await send(stage.calls.clerk, filled.join('\n'))).body).toMatchObject({ unchanged: 2, refused: [] })
    await stage.calls.disclosure_office('DELETE', at(round.id), { reason: '重来。' })
  })

  test('is decided once: everything changes together, on one resolution, and the outcome is drafted by a click', async () => {
    const resolution = await aRecord(stage.platform, stage.people, {
      title: '县政府关于清理结果的决定',
      kind: 'official_document',
      docNumber: '云溪政发〔2026〕77号',
    }).published()
    const { id } = await open()
    await marked(id, {
      [ours[0]!]: ['repeal', '已有新规定。'],
      [theirs[0]!]: ['lapse', '任务完成。'],
      [ours[1]!]: ['amend', '机构更名。'],
    })
    expect((await stage.calls.disclosure_office('POST', at(id, '/assembly'), {})).body.stage).toBe('deciding')
    expect((await stage.otherCalls.signing_leader('POST', at(id, '/decision'), { basis: '决定' })).status).toBe(403)
    const from = await end()
    const decided = await stage.calls.signing_leader('POST', at(id, '/decision'), { basisRecordId: resolution })
    expect([decided.status, decided.body.stage, decided.body.basis]).toEqual([200, 'decided', '云溪政发〔2026〕77号'])
    const told = (await changes(from)) as RecordValidityChanged[]
    expect(told).toEqual([
      {
        id: ours[0],
        validity: 'repealed',
        repeal: { on: '2026-03-02', by: '云溪政发〔2026〕77号', reason: '已有新规定。', byId: resolution },
      },
      { id: theirs[0], validity: 'expired', repeal: null, expiresOn: '2026-03-01' },
    ])
    const draft = await stage.calls.clerk('POST', at(id, '/list'), {})
    expect((await stage.calls.clerk('POST', at(id, '/list'), {})).body).toEqual(draft.body)
    const { revision, status } = await recordDetail(stage.platform.as(stage.people.clerk), draft.body.recordId)
    expect(status).toBe('draft')
    for (const heading of ['继续有效', '废止的', '宣布失效的', '拟修改的']) expect(revision.bodyHtml).toContain(heading)
    expect((await stage.calls.signing_leader('POST', at(id, '/decision'), { basis: '再来' })).status).toBe(409)
    expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true })
  })

  test('in which one document can no longer change leaves all as they are', async () => {
    const { id } = await open()
    const rest = [ours[1]!, ours[2]!]
    const marks = (recordIds: number[]) =>
      recordIds.map((recordId) => ({ recordId, outcome: 'repeal', note: '过时。' }))
    await stage.calls.clerk('PUT', at(id, '/marks'), { marks: marks(rest) })
    const kept = (await stage.calls.disclosure_office('GET', at(id))).body.documents
      .map((one: { recordId: number }) => one.recordId)
      .filter((one: number) => !rest.includes(one))
    const keep = kept.map((recordId: number) => ({ recordId, outcome: 'keep' }))
    await stage.otherCalls.clerk('PUT', at(id, '/marks'), { marks: keep })
    await stage.calls.disclosure_office('POST', at(id, '/assembly'), {})
    await stage.calls.signing_leader('POST', `/api/records/${rest[0]}/withdrawal`, {
      ground: 'error',
      reason: '有误。',
    })
    const before = await fingerprint(stage.platform)
    const answer = await stage.calls.signing_leader('POST', at(id, '/decision'), { basis: '县政府常务会议决定' })
    expect([answer.status, answer.body.issues[0].key]).toEqual([422, 'not-public'])
    expect(await fingerprint(stage.platform)).toBe(before)
  })
})

test.each([
  ['days in the wrong order', { formedFrom: '2026-02-01', formedTo: '2026-01-01' }],
  ['a day that is over', { dueOn: '2026-03-01' }],
  ['a day that is none', { dueOn: '2026-02-30' }],
  ['no documents', { formedFrom: '2019-01-01', formedTo: '2019-12-31' }],
  ['a unit that is none', { unitIds: [99_999] }],
])('a round with %s is refused', async (_what, more) => {
  const before = await fingerprint(stage.platform)
  expect((await open(more)).status).toBe(422)
  expect(await fingerprint(stage.platform)).toBe(before)
})

test('only the disclosure office begins one', async () => {
  for (const role of ['clerk', 'section_head', 'signing_leader', 'supervisor', 'auditor'] as const) {
    const body = { unitId: stage.unitId, title: '清理', unitIds: [stage.unitId], dueOn: '2026-06-30' }
    expect((await stage.calls[role]('POST', '/api/clean-ups', body)).status).toBe(403)
  }
})

test('whoever stands in for a head finds the round under that name, and the audit log says for whom they judged', async () => {
  const round = await open()
  const { platform, people } = stage
  const head = people.section_head
  await platform.db.transaction().execute((trx) =>
    insertDelegation(trx, {
      postId: head.posts[0]!.id,
      deputyId: people.supervisor.personId,
      startsOn: '2026-03-02',
      endsOn: '2026-03-06',
      reason: '',
      madeBy: head.personId,
      at: platform.clock(),
    }),
  )
  const waiting = async (call: Call) => (await call('GET', '/api/clean-ups/waiting')).body.items
  expect(await waiting(stage.calls.section_head)).toMatchObject([{ action: 'mark', onBehalfOf: null }])
  expect(await waiting(stage.calls.supervisor)).toMatchObject([{ action: 'mark', onBehalfOf: head.name }])
  const mine = round.documents.find((one: { unitId: number }) => one.unitId === stage.unitId)
  const marks = [{ recordId: mine.recordId, outcome: 'keep' }]
  expect((await stage.calls.supervisor('PUT', at(round.id, '/marks'), { marks })).status).toBe(200)
  const noted = await platform.db
    .selectFrom('audit_entry')
    .select(['actor_id', 'detail'])
    .where('action', '=', 'clean-up.marked')
    .where('subject', '=', `clean-up/${round.id}`)
    .executeTakeFirstOrThrow()
  expect(noted).toMatchObject({
    actor_id: people.supervisor.personId,
    detail: { onBehalfOf: { personId: head.personId, name: head.name } },
  })
})
