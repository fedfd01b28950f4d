import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replyKind, replyKindKeys } from '../../src/capabilities/requests/rules/reply-kinds.ts'
import { aRequest, noReply, someContent } from '../../src/capabilities/requests/testing.ts'
import { makeDocx, pagesInPdf, wordParagraph } from '../../src/foundations/documents/testing.ts'
import { fileBody, signedInAs } from '../support/office.ts'
import { person } from '../support/people.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** Letters: filled from the case, edited, numbered, read again as they went out; templates that two people bring in. */

let stage: RequestsStage
beforeAll(async () => {
  stage = await requestsStage('2026-06-12T01:00:00Z')
})
afterAll(() => stage.close())

const begin = (more: Partial<Parameters<typeof aRequest>[2]> = {}) =>
  aRequest(stage.platform, stage.people, { unitId: stage.unitId, ...more })
const drafts = async (id: number, action: string, data: unknown, note = '') => {
  const { status, body } = await stage.calls.clerk('POST', `/api/requests/${id}/letters/drafts`, { action, data, note })
  expect(status).toBe(200)
  return body.items as { key: string; title: string; html: string; templateVersion: number }[]
}

describe('drafts', () => {
  test('a refusal restates the request, names the ground to the clause and prints the review that comes first', async () => {
    const story = begin()
    const [letter] = await drafts(await story.id, 'propose', {
      reply: { ...noReply, kind: 'refused', grounds: ['EX16b'], reasons: '系会议讨论记录。' },
    })
    expect(letter).toMatchObject({ key: 'reply_refused', title: '政府信息不予公开告知书' })
    for (const words of [
      '苏见山：',
      '云溪县2025年农村饮水安全工程的验收报告',
      '2026年6月12日收到',
      '第十六条第二款规定的情形（过程性信息',
      '系会议讨论记录。',
      '60日内先向',
      '行政复议机关的网上申请渠道',
      '云溪县水务局',
    ])
      expect(letter!.html).toContain(words)
    expect(letter!.html).not.toContain('{{')
  })

  test('a reason stands in the letter of any kind; where none is needed and none given, no blank is left for it', async () => {
    const id = await begin().id
    const information = replyKindKeys.filter((kind) => replyKind(kind).asks !== 'record_correction')
    for (const kind of information) {
      const [letter] = await drafts(id, 'propose', {
        reply: { ...noReply, kind, reasons: '已核对2024年至2025年的案卷。' },
      })
      expect(letter!.html, kind).toContain('已核对2024年至2025年的案卷。')
    }
    const [granted] = await drafts(id, 'propose', { reply: { ...noReply, kind: 'granted' } })
    expect(granted!.html).not.toContain('＿＿＿＿')
  })

  test('an extension tells the new last day, a correction notice its own', async () => {
    const story = begin({ content: someContent({ way: 'post' }) })
    const id = await story.id
    const [extension] = await drafts(id, 'extend', { on: '2026-06-12', workingDays: 20 }, '需要检索历史档案')
    expect(extension!.html).toContain('延长答复期限20个工作日，将于2026年8月10日前作出答复')
    const [correction] = await drafts(id, 'ask_correction', { on: '2026-06-12', until: '2026-06-30' }, '请写明年度。')
    expect(correction!.html).toContain('2026年6月30日前')
    expect(correction!.html).toContain('请写明年度。')
  })

  test('a fee notice shows how the sum was made', async () => {
    const [fee] = await drafts(await begin().id, 'charge', { on: '2026-06-12', basis: 'by_page', quantity: 68 })
    expect(fee!.html).toContain('共68页，按超额累进计收380元')
  })

  test('nobody outside the unit gets one, supervision neither', async () => {
    const id = await begin().id
    const ask = { action: 'extend', data: { on: '2026-06-12', workingDays: 20 }, note: '' }
    const path = `/api/requests/${id}/letters/drafts`
    expect((await stage.otherCalls.clerk('POST', path, ask)).status).toBe(404)
    expect((await stage.calls.supervisor('POST', path, ask)).status).toBe(403)
    expect((await stage.calls.auditor('POST', path, ask)).status).toBe(404)
  })
})

test('what went out is numbered, reads as it was edited, and prints with every word', async () => {
  const story = begin()
  const id = await story.id
  const path = `/api/requests/${id}`
  const [draft] = await drafts(id, 'ask_correction', { on: '2026-06-12', until: '2026-06-30' }, '请写明年度。')
  const edited = {
    ...draft!,
    html: draft!.html.replace('请写明年度。', '请写明需要哪一年度的报告。<script>alert(1)</script>'),
  }
  const { status } = await stage.calls.clerk('POST', `${path}/ask-correction`, {
    version: 1,
    data: { on: '2026-06-12', until: '2026-06-30' },
    note: '请写明年度。',
    letters: [edited],
  })
  expect(status).toBe(200)
  const { body: detail } = await stage.calls.clerk('GET', path)
  const letter = detail.letters.at(-1)
  expect(letter).toMatchObject({ key: 'correction_notice', issuedOn: '2026-06-12' })
  expect(letter.number).toMatch(/^云溪县水务局公复〔2026〕\d+号$/)
  const { body: read } = await stage.calls.clerk('GET', `${path}/letters/${letter.id}`)
  expect(read.html).toContain('请写明需要哪一年度的报告。')
  expect(read.html).not.toContain('script')
  const pdf = await stage.app.inject({ method: 'GET', url: `${path}/letters/${letter.id}/pdf` })
  expect(pdf.statusCode).toBe(401)
  const call = await signedPdf(`${path}/letters/${letter.id}/pdf`)
  const text = (await pagesInPdf(call)).join('\n')
  expect(text.replace(/\s/g, '')).toContain('请写明需要哪一年度的报告。')
  expect(text).toContain(letter.number)
})

test('an archived case has its index for good: order, running pages, on paper, and nothing added later', async () => {
  const pdf = await PDFDocument.create()
  for (let i = 0; i < 3; i++) pdf.addPage()
  const story = begin()
  const id = await story.id
  const path = `/api/requests/${id}`
  const add = async (kind: string, name: string, bytes: Uint8Array) => {
    const { payload, headers } = fileBody('file', name, bytes)
    const answer = await stage.calls.clerk('POST', `${path}/documents?kind=${kind}`, payload, headers)
    expect(answer.status).toBe(201)
    return answer.body.id as string
  }
  const text = await add('other', '办理记录.docx', makeDocx({ body: wordParagraph('电话沟通两次。') }))
  await add('attachment', '营业执照.pdf', await pdf.save())
  await add('service_receipt', '邮寄凭证.png', onePixel)
  await story.step('clerk', 'ask_correction', { on: '2026-06-12', until: '2026-06-30' }).step('clerk', 'withdraw', {
    on: '2026-06-12',
  }).id
  const read = async () => (await stage.calls.clerk('GET', `${path}/archive-index`)).body
  const lines = (index: { items: Record<string, unknown>[] }) =>
    index.items.map(({ serial, title, by, from, to }) => [serial, title, by, from, to])
  const draft = await read()
  expect([draft.state, lines(draft)]).toEqual([
    'draft',
    [
      [1, '政府信息公开申请表', '申请人', null, null],
      [2, '营业执照', '申请人', 1, 3],
      [3, '文书 correction_notice', '云溪县水务局', 4, 4],
      [4, '邮寄凭证', '云溪县水务局', 5, 5],
      [5, '办理记录', '云溪县水务局', null, null],
    ],
  ])
  const { body: closed } = await stage.calls.clerk('GET', path)
  const archive = (pieces: unknown) =>
    stage.calls.clerk('POST', `${path}/archive`, { version: closed.version, data: { pieces } })
  expect((await archive([{ id: text, pages: 0 }])).status).toBe(422)
  // What the system has counted stays as it counted it.
  const told = [
    { id: text, pages: 2 },
    { id: draft.items[1].id, pages: 90 },
  ]
  expect((await archive(told)).status).toBe(200)
  await add('other', '归档后补充.pdf', await pdf.save())
  const kept = await read()
  expect(kept).toMatchObject({ state: 'kept', archivedOn: '2026-06-12', pages: 7, loose: 1, keepYears: 30 })
  expect(lines(kept)).toEqual([...lines(draft).slice(0, 4), [5, '办理记录', '云溪县水务局', 6, 7]])

  const bytes = await signedPdf(`${path}/archive-index/pdf`)
  const printed = (await pagesInPdf(bytes)).join('\n')
  for (const words of ['卷内目录', '营业执照', '1–3', '1份', '30年'])
    expect(printed.replace(/\s/g, '')).toContain(words)
  expect((await signedPdf(`${path}/archive-index/docx`)).subarray(0, 2).toString()).toBe('PK')
  expect((await stage.otherCalls.clerk('GET', `${path}/archive-index`)).status).toBe(404)
  expect((await stage.calls.auditor('GET', `${path}/archive-index/pdf`)).status).toBe(404)
  const seen = await stage.platform.db
    .selectFrom('audit_entry')
    .select('detail')
    .where('action', '=', 'request.archive-index-seen')
    .where('subject', '=', `request/${id}`)
    .orderBy('seq')
    .execute()
  expect(seen.map((one) => one.detail)).toEqual([{ form: 'pdf' }, { form: 'docx' }])
})

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const signedPdf = async (url: string): Promise<Buffer> => {
  const { openSession } = await import('../../src/foundations/identity/session.ts')
  const { sessionCookie } = await import('../../src/foundations/identity/request.ts')
  const who = stage.people.clerk
  const token = await openSession(stage.platform.as(who), who.personId, { ip: '127.0.0.1', userAgent: 'test' })
  const answer = await stage.app.inject({
    method: 'GET',
    url,
    headers: { 'x-gongkai': '1', cookie: `${sessionCookie}=${token}` },
  })
  expect(answer.statusCode).toBe(200)
  return answer.rawPayload
}

describe('templates', () => {
  const path = '/api/requests/templates/extension_notice'
  const body = '<p>{{申请人}}：因{{理由}}，延长至{{延长后期限}}。</p><p>{{机关}}</p>'

  test('what one wrote another approves, and then it is in force', async () => {
    const writer = stage.calls.disclosure_office
    const approver = await signedInAs(
      stage.app,
      stage.platform,
      await person(stage.platform, { role: 'disclosure_office', unit: stage.otherUnitId }),
    )
    expect(await writer('POST', path, { title: '延期告知书', body })).toMatchObject({
      status: 201,
      body: { version: 1 },
    })
    const before = await drafts(await begin().id, 'extend', { on: '2026-06-12', workingDays: 5 }, '检索')
    expect(before[0]).toMatchObject({ templateVersion: 0 })
    expect((await writer('POST', `${path}/1/approval`)).status).toBe(403)
    expect((await approver('POST', `${path}/1/approval`)).status).toBe(204)
    expect((await approver('POST', `${path}/1/approval`)).status).toBe(409)
    expect((await approver('POST', `${path}/9/approval`)).status).toBe(404)
    const after = await drafts(await begin().id, 'extend', { on: '2026-06-12', workingDays: 5 }, '检索')
    expect(after[0]).toMatchObject({ templateVersion: 1, title: '延期告知书' })
    expect(after[0]!.html).toBe('<p>苏见山：因检索，延长至2026年7月20日。</p><p>云溪县水务局</p>')
  })

  test('what differs from the version in force is marked; nothing harmful passes through', async () => {
    const ask = (call: typeof stage.calls.clerk) =>
      call('POST', '/api/requests/letter-differences', {
        from: '<p>延长二十个工作日。</p>',
        to: '<p>延长十个工作日。<script>alert(1)</script></p>',
      })
    const { body: found } = await ask(stage.calls.clerk)
    expect(found).toEqual({ changes: 1, html: '<p>延长<del>二十</del><ins>十</ins>个工作日。</p>' })
    expect((await ask(stage.calls.auditor)).status).toBe(403)
  })

  test('a broken placeholder is told and nothing is kept', async () => {
    const answer = await stage.calls.disclosure_office('POST', path, {
      title: '延期告知书',
      body: '<p>{{申请者}}{{机关}}</p>',
    })
    expect(answer.status).toBe(422)
    expect(answer.body.issues[0].message).toContain('申请者')
    expect((await stage.calls.clerk('POST', path, { title: '延期告知书', body })).status).toBe(403)
  })
})
