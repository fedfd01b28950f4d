import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRequest, madeUpIdentity, noReply, someContent, someLetters } from '../../src/capabilities/requests/testing.ts'
import { addDocument } from '../../src/foundations/casework/index.ts'
import { transact } from '../../src/foundations/context.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** What leaves the house with an answer passes the gate of publications: letters, papers, at the proposal and at every gate. */

let stage: RequestsStage
beforeAll(async () => {
  stage = await requestsStage('2026-06-12T01:00:00Z')
})
afterAll(() => stage.close())

const own = madeUpIdentity()
const another = madeUpIdentity(7, '19850101')
const begin = (more: Partial<Parameters<typeof aRequest>[2]> = {}) =>
  aRequest(stage.platform, stage.people, { unitId: stage.unitId, ...more })
const paper = (caseId: number, text: string, name = '名册.txt') =>
  transact(stage.platform.as(stage.people.clerk), (work) =>
    addDocument(stage.platform, work, {
      caseId,
      seq: 1,
      kind: 'release',
      name,
      mediaType: 'text/plain',
      bytes: Buffer.from(text),
      forApplicant: true,
    }),
  )
const reply = (materials: string[], more = {}) => ({ reply: { ...noReply, kind: 'granted', materials, ...more } })
const propose = (id: number, data: object, html = '<p>现予公开。</p>') =>
  stage.calls.clerk('POST', `/api/requests/${id}/propose`, {
    version: 1,
    data,
    letters: someLetters(['reply_granted']).map((one) => ({ ...one, html })),
  })
const approve = (role: 'section_head' | 'secrecy_reviewer', id: number, version: number, more = {}) =>
  stage.calls[role]('POST', `/api/requests/${id}/approve`, { version, data: {}, ...more })

describe('letters', () => {
  test('somebody else’s number stops the proposal, the applicant’s own does not', async () => {
    const id = await begin().id
    const material = await paper(id, '验收合格')
    const refused = await propose(id, reply([material]), `<p>苏见山（${own}），另有${another}。</p>`)
    expect(refused).toMatchObject({
      status: 422,
      body: { issues: [{ field: 'letters.reply_granted', severity: 'block', text: another }] },
    })
    expect((await propose(id, reply([material]), `<p>苏见山（${own}），电话19900001234。</p>`)).status).toBe(200)
  })

  test('to others nothing of the applicant goes', async () => {
    const id = await begin().id
    const letters = someLetters(['help_letter']).map((one) => ({ ...one, html: `<p>申请人苏见山，${own}。</p>` }))
    const data = { on: '2026-06-12', helper: '档案室', until: '2026-06-19' }
    const answer = await stage.calls.clerk('POST', `/api/requests/${id}/ask-help`, {
      version: 1,
      data,
      letters,
      note: '请查找。',
    })
    expect(answer).toMatchObject({ status: 422, body: { issues: [{ field: 'letters.help_letter', text: own }] } })
  })
})

describe('papers', () => {
  test('somebody else’s number and a mark of secrecy stop them; the applicant’s own record is given', async () => {
    const id = await begin().id
    const bad = await paper(id, `村民名册：李某 ${another}`)
    const answer = await propose(id, reply([bad]))
    expect(answer).toMatchObject({ status: 422, body: { issues: [{ field: 'reply.materials', severity: 'block' }] } })
    expect(answer.text).not.toContain(another)
    const secret = await paper(id, '机密★5年\n关于工程的报告', '报告.txt')
    expect((await propose(id, reply([secret]))).status).toBe(422)
    const mine = await paper(id, `本人登记：苏见山 ${own}`, '登记.txt')
    expect((await propose(id, reply([mine]))).status).toBe(200)
  })

  test('a warning is seen by name at each gate, and the log says which was let pass', async () => {
    const id = await begin().id
    const material = await paper(id, '值班电话：13900005678')
    expect((await propose(id, reply([material]))).status).toBe(200)
    const { body: found } = await stage.calls.section_head('GET', `/api/requests/${id}/release-checks`)
    expect(found.items).toMatchObject([{ field: 'reply.materials', severity: 'warn' }])
    const acknowledged = [found.items[0].key]
    expect(await approve('section_head', id, 2)).toMatchObject({ status: 422, body: { issues: found.items } })
    expect((await approve('section_head', id, 2, { acknowledged })).status).toBe(200)
    const entry = await stage.platform.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('subject', '=', `request/${id}`)
      .where('action', '=', 'request.acted')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry.detail).toMatchObject({ act: 'approve', acknowledged })
    expect((await approve('secrecy_reviewer', id, 3)).status).toBe(422)
  })

  test('what nobody but a person can read passes with a written reason, which the next gate is shown', async () => {
    const id = await begin().id
    const material = await paper(id, '%PDF-1.7\nnothing that opens', '图纸.pdf')
    expect((await propose(id, reply([material]))).status).toBe(200)
    const { body: found } = await stage.calls.section_head('GET', `/api/requests/${id}/release-checks`)
    expect(found.items).toMatchObject([{ severity: 'warn', needsReason: true }])
    const acknowledged = found.items.map((one: { key: string }) => one.key)
    expect((await approve('section_head', id, 2, { acknowledged })).status).toBe(422)
    const note = '已打开图纸看过，没有涉密内容。'
    expect((await approve('section_head', id, 2, { acknowledged, note })).status).toBe(200)
    const { body: next } = await stage.calls.secrecy_reviewer('GET', `/api/requests/${id}/release-checks`)
    expect(next.items).toMatchObject([{ reasoned: { gate: '待审核', reason: note } }])
    expect((await approve('secrecy_reviewer', id, 3, { acknowledged })).status).toBe(200)
  })
})

test('the findings are for those who work on the case', async () => {
  const id = await begin({ content: someContent({ what: '另一份报告' }) }).id
  const path = `/api/requests/${id}/release-checks`
  const body = { letters: [], materials: [] }
  const status = async (call: (typeof stage.calls)['clerk']) => [
    (await call('GET', path)).status,
    (await call('POST', path, body)).status,
  ]
  expect(await status(stage.calls.clerk)).toEqual([200, 200])
  expect(await status(stage.calls.supervisor)).toEqual([403, 403])
  expect(await status(stage.otherCalls.clerk)).toEqual([404, 404])
  expect(await status(stage.calls.auditor)).toEqual([404, 404])
})
