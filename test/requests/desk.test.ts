import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callDesk } from '../../src/capabilities/hotline/index.ts'
import { inquiryDesk } from '../../src/capabilities/inquiries/index.ts'
import { act, requestDesk, takeRequest } from '../../src/capabilities/requests/index.ts'
import { applicant } from '../../src/capabilities/requests/permissions.ts'
import { aRequest, madeUpIdentity, someApplicant, someContent } from '../../src/capabilities/requests/testing.ts'
import { cases, documentsOf, newCode } from '../../src/foundations/casework/index.ts'
import type { CaseView, Desk } from '../../src/foundations/intake/desk.ts'
import { registerDeskDoor } from '../../src/foundations/intake/desk-door.ts'
import { openIntakeKeys } from '../../src/foundations/intake/intake-keys.ts'
import { receiveSubmission } from '../../src/foundations/intake/receive.ts'
import { sealSubmission } from '../../src/foundations/intake/submission.ts'
import { remoteDesks } from '../../src/portal/remote-desk.ts'
import { stranger, testOffice } from '../support/office.ts'
import { unit } from '../support/people.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** What a citizen sees of a case and does to it through a portal, at the office's side. */

let stage: RequestsStage
let desk: Desk
/** The desks of an office, of which only this one is asked here. */
const desks = (requests: Desk) => ({
  requests,
  inquiries: inquiryDesk(stage.platform, { failed: () => undefined }),
  calls: callDesk(stage.platform, { failed: () => undefined }),
})
const failed: string[] = []
let keysFolder: string
beforeAll(async () => {
  stage = await requestsStage()
  desk = requestDesk(stage.platform, { failed: (outcome) => failed.push(outcome) })
  keysFolder = await mkdtemp(join(tmpdir(), 'gongkai-desk-'))
})
afterAll(async () => {
  await stage?.close()
  await rm(keysFolder, { recursive: true, force: true })
})

let client = 0
/** Every test comes from an address of its own. */
const someAddress = () => `198.51.100.${++client}`

const submitted = async (
  more: { unitId?: number; applicant?: object; content?: object; id?: string; code?: string } = {},
) => {
  const keys = openIntakeKeys(keysFolder)
  const id = more.id ?? randomUUID()
  const code = more.code ?? newCode('2026-03-02')
  const data = {
    unitId: more.unitId ?? stage.unitId,
    applicant: someApplicant(more.applicant),
    content: someContent(more.content),
  }
  const at = stage.platform.clock().round('millisecond').toString()
  const sealed = sealSubmission({ id, kind: 'request', receipt: code, at, data, files: [] }, keys.current())
  const intake = { keys, takers: { request: takeRequest } }
  const made = await receiveSubmission(stage.platform, intake, sealed)
  return { code, id, made, data }
}
const look = (code: string, proof = '1234', address = someAddress()) => desk.look({ code, proof, address })
const problem = (pending: Promise<unknown>) =>
  pending.then(
    () => ({ status: 200, message: '', extra: {} as Record<string, unknown> }),
    (error) => ({ status: error.status as number, message: error.message as string, extra: error.extra }),
  )
const story = (given: object = {}) => aRequest(stage.platform, stage.people, { unitId: stage.unitId, ...given })
const papersOf = (id: number) => documentsOf(stage.platform.db, stage.platform.keyring, id)
const codeOf = async (id: number) =>
  (await stage.platform.db.selectFrom('case_file').select('code').where('id', '=', id).executeTakeFirstOrThrow()).code

/** The office calls, and nobody answers. */
const contacted = async (code: string) => {
  const row = (await cases.caseByCode(stage.platform.db, 'request', code))!
  await act(stage.platform.as(stage.people.clerk), {
    caseId: row.id,
    action: 'contact',
    data: { reached: false },
    version: row.version,
  })
}

describe('looking up', () => {
  test('the last four signs of the telephone or of the identity number open the case, however the code is typed', async () => {
    const { code } = await submitted()
    const view = await look(code)
    expect(view).toMatchObject({
      code,
      applicant: expect.stringContaining('*'),
      what: someContent().what,
      status: 'submitted',
      received: null,
      mayWithdraw: true,
      answer: null,
      staff: null,
      tasks: [],
    })
    expect(view.number).toMatch(/依申请〔2026〕\d+号/)
    expect((await look(code.toLowerCase().replace('-', ' '), madeUpIdentity().slice(-4))).code).toBe(code)
  })

  test('a wrong code and a wrong proof are told alike', async () => {
    const { code } = await submitted()
    const wrong = await Promise.all([
      problem(look(code, '9999')),
      problem(look(newCode('2026-03-02'))),
      problem(look('x')),
      problem(look(code, '')),
      problem(look("' or 1=1 --")),
    ])
    expect(new Set(wrong.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(wrong[0]!.status).toBe(404)
  })

  test('who guesses waits longer and longer, even when right at last; others do not; the auditor is told once', async () => {
    const { code } = await submitted()
    const address = someAddress()
    const before = failed.length
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => problem(look(newCode('2026-03-02'), '0', address))),
    )
    expect(tries.filter((one) => one.status === 404)).toHaveLength(5)
    expect(failed.slice(before).filter((one) => one === 'refused')).toHaveLength(15)
    const held = await problem(look(code, '1234', address))
    expect([held.status, held.extra.seconds]).toEqual([429, 30])
    expect(held.message).toContain('30秒')
    expect((await look(code)).code).toBe(code)
    stage.platform.time.pass({ seconds: 31 })
    expect((await look(code, '1234', address)).code).toBe(code)
    expect((await problem(look(code, '0', address))).status).toBe(404)
    expect((await problem(look(code, '0', address))).extra.seconds).toBe(60)
    stage.platform.time.pass({ minutes: 16 })
    expect((await look(code, '1234', address)).code).toBe(code)
    const lines = await stage.platform.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('action', '=', 'desk.guessed')
      .execute()
    expect(lines).toHaveLength(1)
    const kept = await stage.platform.db.selectFrom('code_attempt').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain('198.51')
  })

  test('a code that somebody saw cannot be tried out from many addresses', async () => {
    const { code } = await submitted()
    const tries = await Promise.all(Array.from({ length: 12 }, (_, i) => problem(look(code, String(1000 + i)))))
    expect(tries.filter((one) => one.status === 404)).toHaveLength(10)
    expect(tries.filter((one) => one.status === 429)).toHaveLength(2)
    stage.platform.time.pass({ minutes: 16 })
  })

  test('a ticket runs out after half an hour, and no other text is one', async () => {
    const { ticket } = await look((await submitted()).code)
    stage.platform.time.pass({ minutes: 29 })
    const again = await desk.view(ticket)
    stage.platform.time.pass({ minutes: 2 })
    expect((await problem(desk.view(ticket))).status).toBe(401)
    expect((await desk.view(again.ticket)).code).toBe(again.code)
    for (const text of ['', 'k1.', 'x', `${ticket.slice(0, -3)}AAA`, stage.platform.keyring.seal('{}', 'elsewhere')])
      expect((await problem(desk.view(text))).status).toBe(401)
  })
})

describe('the applicant acts', () => {
  test('confirming online begins the clock, and twice is told', async () => {
    const { code } = await submitted()
    const { ticket } = await look(code)
    // 双方确认: not before the office has been in touch.
    expect((await problem(desk.act({ action: 'confirm', ticket }))).status).toBe(409)
    await contacted(code)
    expect((await look(code)).tasks).toMatchObject([{ key: 'confirm' }])
    const view = await desk.act({ action: 'confirm', ticket })
    expect(view.status).toBe('handling')
    expect(view.received).toMatchObject({ on: '2026-03-02' })
    expect(view.clock).toMatchObject({ state: 'running', total: 20, due: { on: '2026-03-30' } })
    expect(view.clock.spans[0]!.law).toBe('条例第三十三条')
    expect(view.timeline.map((one) => one.title)).toEqual(['您提交了申请', expect.any(String), '您确认了申请'])
    expect((await problem(desk.act({ action: 'confirm', ticket }))).status).toBe(409)
  })

  test('a correction is answered by words and files, which lie in the case; the period begins anew', async () => {
    const id = await story()
      .step('clerk', 'ask_correction', { on: '2026-03-02', until: '2026-03-20' })
      .id.then((one) => one)
    const { ticket, tasks, letters } = await look(await codeOf(id))
    expect(tasks).toEqual([
      {
        key: 'correct',
        askedOn: '2026-03-02',
        until: '2026-03-20',
        overdue: false,
        letterId: letters[0]!.id,
        yuan: null,
      },
    ])
    expect(await desk.letter(ticket, letters[0]!.id)).toMatchObject({ html: '<p>正文 correction_notice</p>' })
    expect((await problem(desk.act({ action: 'correct', ticket, text: '', files: [] }))).status).toBe(422)
    const text = '要的是2025年的验收报告'
    const files = [{ name: '说明.txt', mediaType: 'text/plain', base64: Buffer.from('甲').toString('base64') }]
    const both = await Promise.all([
      problem(desk.act({ action: 'correct', ticket, text, files })),
      problem(desk.act({ action: 'correct', ticket, text, files })),
    ])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
    const view = await desk.view(ticket)
    expect(view).toMatchObject({ status: 'handling', tasks: [] })
    expect(view.timeline.at(-1)).toMatchObject({ title: '收到您的补正', said: text })
    expect(await papersOf(id)).toMatchObject([{ kind: 'correction', name: '说明.txt', addedBy: null }])
    const { db, keyring } = stage.platform
    const event = (await cases.eventsOf(db, id)).at(-1)!
    expect(event).toMatchObject({ role: 'applicant', actorId: null })
    expect((await cases.notesOf(db, keyring, id)).get(event.seq)).toBe(text)
  })

  test('after its last day a correction is told to be late, and nothing is written', async () => {
    const id = await story().step('clerk', 'ask_correction', { on: '2026-03-02', until: '2026-03-09' }).id
    stage.platform.time.pass({ hours: 24 * 9 })
    const { ticket, tasks } = await look(await codeOf(id))
    expect(tasks[0]!.overdue).toBe(true)
    const late = await problem(desk.act({ action: 'correct', ticket, text: '晚了', files: [] }))
    expect(late.status).toBe(422)
    expect((await desk.view(ticket)).status).toBe('correcting')
    stage.platform.time.pass({ hours: -24 * 9 })
  })

  test('withdraws without giving a reason; an answered case cannot be withdrawn', async () => {
    const { ticket } = await look((await submitted()).code)
    const view = await desk.act({ action: 'withdraw', ticket, text: '' })
    expect(view).toMatchObject({ status: 'closed', statusLabel: '申请已经撤回', mayWithdraw: false, tasks: [] })
    expect((await problem(desk.act({ action: 'withdraw', ticket, text: '' }))).status).toBe(409)
  })

  test('explains a large number of requests, and sees the fee with its last day', async () => {
    const asked = story().step('clerk', 'ask_reasons', { on: '2026-03-02' })
    const first = await look(await codeOf(await asked.id))
    expect(first.tasks).toMatchObject([{ key: 'reasons' }])
    expect((await problem(desk.act({ action: 'reasons', ticket: first.ticket, text: '' }))).status).toBe(422)
    expect((await desk.act({ action: 'reasons', ticket: first.ticket, text: '研究需要' })).tasks).toEqual([])

    const charged = story()
      .step('section_head', 'charge', { on: '2026-03-02', basis: 'by_page', quantity: 100 })
      .step('clerk', 'record_fee_service', { on: '2026-03-02' })
    const { tasks } = await look(await codeOf(await charged.id))
    expect(tasks).toMatchObject([{ key: 'pay', yuan: expect.any(Number), until: '2026-03-30' }])
    expect(tasks[0]!.yuan).toBeGreaterThan(0)
  })
})

describe('the answer', () => {
  const answered = async (way: 'online' | 'post') => {
    const begun = story({ content: someContent({ way }) })
    const paper = await begun.document('release', '验收报告正文')
    await begun.document('source', '内部原件')
    const proposed = begun.proposed('granted', { materials: [paper] })
    await proposed.approved('review').approved('secrecy_review').approved('sign_off').id
    const code = await codeOf(await begun.id)
    const before = await look(code)
    expect((await problem(desk.file(before.ticket, paper))).status).toBe(404)
    await begun.step('clerk', 'deliver', { way, on: '2026-03-02', tracking: way === 'post' ? 'XA1' : '' }).id
    return { id: await begun.id, code, before, paper }
  }

  test('is there once it was handed over online, with its papers and nothing else of the case', async () => {
    const { id, code, before, paper } = await answered('online')
    expect(before).toMatchObject({ status: 'signed', letters: [], files: [], answer: null })
    const view = await look(code)
    expect(view.answer).toMatchObject({
      label: '予以公开',
      on: '2026-03-02',
      remedy: 'either',
      remedyText: expect.stringMatching(/60日内向本级人民政府申请行政复议，也可以自收到本答复之日起6个月内/),
      reviewUntil: '2026-05-06',
      suitUntil: '2026-09-02',
    })
    expect(view.letters).toMatchObject([{ answer: true, number: expect.stringContaining('公复〔2026〕') }])
    expect(view.files).toMatchObject([{ id: paper, name: '验收报告.txt' }])
    const file = await desk.file(view.ticket, paper)
    expect(Buffer.from(file.bytes).toString()).toBe('验收报告正文')
    const pdf = await desk.file(view.ticket, view.letters[0]!.id)
    expect(Buffer.from(pdf.bytes.slice(0, 5)).toString()).toBe('%PDF-')
    for (const { id: other, kind } of await papersOf(id))
      if (kind === 'source') expect((await problem(desk.file(view.ticket, other))).status).toBe(404)
    const fetched = await stage.platform.db
      .selectFrom('audit_entry')
      .select('subject')
      .where('action', '=', 'request.fetched')
      .where('subject', '=', `request/${id}`)
      .execute()
    expect(fetched).toHaveLength(2)
    const all = JSON.stringify(view)
    for (const persona of Object.values(stage.people)) expect(all).not.toContain(persona.name)
  })

  test('that went by post is told with its number, and not handed out', async () => {
    const { code, paper } = await answered('post')
    const view = await look(code)
    expect(view).toMatchObject({ letters: [], files: [], answer: { way: 'post', tracking: 'XA1' } })
    expect(view.timeline.at(-1)!.text).toContain('XA1')
    expect((await problem(desk.file(view.ticket, paper))).status).toBe(404)
  })

  test('a paper of another case is not there', async () => {
    const { paper } = await answered('online')
    const { ticket } = await look((await submitted()).code)
    expect((await problem(desk.file(ticket, paper))).status).toBe(404)
    expect((await problem(desk.letter(ticket, randomUUID()))).status).toBe(404)
  })
})

describe('duplicates', () => {
  test('one form is one case, however often it comes, and its number is told', async () => {
    const id = randomUUID()
    const code = newCode('2026-03-02')
    expect(await desk.taken(id)).toBeNull()
    const all = await Promise.all(Array.from({ length: 20 }, () => submitted({ id, code })))
    expect(all.filter((one) => one.made)).toHaveLength(1)
    expect((await desk.taken(id))!.number).toBe((await look(code)).number)
  })

  test('the same words of the same applicant are found, of another they are not', async () => {
    const what = '云溪县2024年河道清淤的招标文件'
    const { data } = await submitted({ content: { what } })
    const spaced = { ...data, content: { ...data.content, what: '云溪县2024年 河道清淤的招标文件。' } }
    expect(await desk.alike(spaced)).toEqual({ on: '2026-03-02' })
    const other = someApplicant({ identityNumber: madeUpIdentity(77) })
    expect(await desk.alike({ ...data, applicant: other })).toBeNull()
    expect(await desk.alike({ ...data, unitId: stage.otherUnitId })).toBeNull()
  })
})

describe('over HTTP', () => {
  const token = 'a-token-that-only-portals-know'
  test('the door opens to portals alone and says the same as the desk itself', async () => {
    const app = await testOffice(stage.platform, (office) => registerDeskDoor(office, { token, desks: desks(desk) }))
    const asStranger = stranger(app)
    for (const verb of ['look', 'view', 'act', 'letter', 'file', 'alike', 'taken'])
      expect((await asStranger('POST', `/api/v1/desk/requests/${verb}`, {})).status, verb).toBe(401)
    const far = remoteDesks(async (url, body) => {
      const answer = await app.inject({
        method: 'POST',
        url,
        headers: { authorization: `Bearer ${token}`, 'x-gongkai': '1' },
        payload: body as object,
      })
      return new Response(new Uint8Array(answer.rawPayload), {
        status: answer.statusCode,
        headers: answer.headers as Record<string, string>,
      })
    }).requests
    const { code, id, data } = await submitted({ content: { what: '经由门户查询的一件' } })
    const view: CaseView = await far.look({ code, proof: '1234', address: someAddress() })
    expect(view).toEqual({ ...(await desk.view(view.ticket)), ticket: view.ticket })
    expect(await problem(far.look({ code, proof: '0000', address: someAddress() }))).toEqual(
      await problem(look(code, '0000')),
    )
    expect((await problem(far.view('x'))).status).toBe(401)
    await contacted(code)
    expect((await far.act({ action: 'confirm', ticket: view.ticket })).status).toBe('handling')
    expect(await far.alike(data)).toEqual({ on: '2026-03-02' })
    expect((await far.taken(id))!.number).toBe(view.number)
    expect(await far.taken(randomUUID())).toBeNull()
    await app.close()
  })

  test('the bytes of a paper arrive as they are', async () => {
    const bytes = new Uint8Array(createHash('sha512').update('x').digest())
    const paper = { name: '报告〔1〕.bin', mediaType: 'application/octet-stream', bytes }
    const fake = { ...desk, file: async () => paper }
    const app = await testOffice(stage.platform, (office) => registerDeskDoor(office, { token, desks: desks(fake) }))
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/desk/requests/file',
      headers: { authorization: `Bearer ${token}`, 'x-gongkai': '1' },
      payload: { ticket: 'x', id: randomUUID() },
    })
    const far = remoteDesks(
      async () => new Response(new Uint8Array(answer.rawPayload), { headers: answer.headers as never }),
    ).requests
    expect(await far.file('x', 'x')).toEqual(paper)
    await app.close()
  })
})

test('a step taken by the applicant through another door is told as theirs', async () => {
  const begun = story().step('clerk', 'ask_correction', { on: '2026-03-02', until: '2026-03-20' })
  await begun.step(applicant, 'take_correction', { on: '2026-03-02', excused: false }, '补充').id
  const view = await look(await codeOf(await begun.id))
  expect(view.timeline.at(-1)!.said).toBe('补充')
})

test('asked of an agency that has ended meanwhile, it reaches whoever answers for it, and the code holds', async () => {
  const { db } = stage.platform
  const gone = await unit(stage.platform, { name: '云溪县旧局' })
  await db
    .updateTable('unit')
    .set({ dissolved_on: '2026-02-01', merged_into_id: stage.otherUnitId })
    .where('id', '=', gone)
    .execute()
  const { code } = await submitted({ unitId: gone })
  expect(await cases.caseByCode(db, 'request', code)).toMatchObject({ unitId: stage.otherUnitId, status: 'submitted' })
})
