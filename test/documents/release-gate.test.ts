import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRecord, decideAs } from '../../src/capabilities/publishing/testing.ts'
import { home } from '../../src/platform/home.ts'
import { type PublishingStage, publishingStage } from '../publishing/stage.ts'
import { type Call, fileBody } from '../support/office.ts'
import { coreLink, coreProperties, paragraph, run, wordFile } from './office-files.ts'
import { jpeg } from './pictures.ts'

let stage: PublishingStage
beforeAll(async () => {
  stage = await publishingStage()
})
afterAll(() => stage.close())

const change = '<w:del w:id="1" w:author="张三"><w:r><w:delText>五百元</w:delText></w:r></w:del>'
const words = (text: string) => paragraph(run(`${text}，集市管理的收费标准另行公布。`))
const named = {
  rootLinks: [coreLink],
  parts: { 'docProps/core.xml': coreProperties('<dc:creator>张三</dc:creator>') },
}

const uploaded = async (name: string, bytes: Uint8Array, call: Call = stage.calls.clerk) => {
  const { payload, headers } = fileBody('file', name, bytes)
  const answer = await call('POST', '/api/files', payload, headers)
  expect(answer.status).toBe(201)
  return { hash: answer.body.hash as string, name }
}
const draftWith = (file: { hash: string; name: string }) =>
  aRecord(stage.platform, stage.people, { attachments: [file] })
const detail = async (id: number) => (await stage.calls.clerk('GET', `/api/records/${id}`)).body
const attached = async (id: number) =>
  (await detail(id)).issues.filter((issue: { field: string }) => issue.field === 'attachments')

describe('attachments at the gate', () => {
  test('an attachment with tracked changes stops the submission until it is cleaned', async () => {
    const file = await uploaded('办法.docx', wordFile(words('一') + paragraph(change), named))
    const id = await draftWith(file)
    expect(await attached(id)).toMatchObject([
      {
        severity: 'block',
        cleanable: file.hash,
        message: expect.stringMatching(/^附件“办法.docx”（第 2 段）：.*修订痕迹/),
      },
      { severity: 'warn', message: expect.stringContaining('作者'), text: '张三' },
    ])
    const refused = await stage.calls.clerk('POST', `/api/records/${id}/submission`, { reason: '' })
    expect(refused.status).toBe(422)
    expect(refused.body.issues).toMatchObject([{ field: 'attachments', severity: 'block' }])

    const cleaned = await stage.calls.clerk('POST', `/api/files/${file.hash}/cleaning`, { name: file.name })
    expect(cleaned.status).toBe(201)
    expect(cleaned.body.removed.map((one: { kind: string }) => one.kind)).toEqual(['tracked-change', 'author'])
    expect(cleaned.body.left).toEqual([])
    expect(cleaned.body.hash).not.toBe(file.hash)
    const again = await aRecord(stage.platform, stage.people, {
      attachments: [{ hash: cleaned.body.hash, name: file.name }],
    }).published()
    expect((await detail(again)).status).toBe('published')
  })

  test('a name in the properties passes when it was seen by name', async () => {
    const id = await draftWith(await uploaded('通知.docx', wordFile(words('二'), named))).submitted()
    const head = stage.calls.section_head
    const { revision, issues } = (await head('GET', `/api/records/${id}`)).body
    const approve = (acknowledged: string[], reason = '') =>
      head('POST', `/api/records/${id}/approval`, { revision: revision.number, acknowledged, reason })
    expect((await approve([])).status).toBe(422)
    expect((await approve(issues.map((issue: { key: string }) => issue.key))).status).toBe(200)
  })

  test('what cannot be read passes only with the reason of the person who looked', async () => {
    const id = await draftWith(await uploaded('现场.jpg', jpeg())).submitted()
    expect(await attached(id)).toMatchObject([{ severity: 'warn', needsReason: true }])
    await expect(decideAs(stage.platform.as(stage.people.section_head), id, 'approve')).rejects.toMatchObject({
      status: 422,
    })
    await decideAs(stage.platform.as(stage.people.section_head), id, 'approve', '已打开看过，是会场照片，没有人像。')
    expect((await detail(id)).timeline.at(-1)).toMatchObject({ reason: '已打开看过，是会场照片，没有人像。' })
    // The next gate sees that reason beside the finding and confirms it; another picture would ask anew.
    const [seen] = await attached(id)
    expect(seen.reasoned).toMatchObject({ reason: '已打开看过，是会场照片，没有人像。' })
    expect(seen.reasoned.by).not.toBe('')
    await decideAs(stage.platform.as(stage.people.deputy_leader), id, 'approve')
    expect((await detail(id)).status).toBe('secrecy_review')
  })

  test('identity numbers in an attachment stop the submission and are not repeated in the list', async () => {
    const id = await draftWith(await uploaded('名单.docx', wordFile(paragraph(run('身份证号11010519491231002X')))))
    const issues = await attached(id)
    expect(issues).toMatchObject([{ severity: 'block' }])
    expect(JSON.stringify(issues)).not.toContain('11010519491231002X')
    expect((await stage.calls.clerk('POST', `/api/records/${id}/submission`, { reason: '' })).status).toBe(422)
  })

  test('a file stored before the checks existed is looked at when it is first needed', async () => {
    const { hash, size } = await stage.platform.files.put(wordFile(words('三') + paragraph(change)))
    await stage.platform.db
      .insertInto('stored_file')
      .values({ hash, size, media_type: 'application/octet-stream', kind: 'docx' })
      .execute()
    const id = await draftWith({ hash, name: '旧.docx' })
    expect(await attached(id)).toMatchObject([{ severity: 'block' }])
  })

  test('only those who may upload may clean, and only what their units may see', async () => {
    const file = await uploaded('内部.docx', wordFile(words('四') + paragraph(change)))
    await draftWith(file)
    const path = `/api/files/${file.hash}/cleaning`
    expect((await stage.calls.signing_leader('POST', path, { name: 'a.docx' })).status).toBe(403)
    expect((await stage.otherCalls.clerk('POST', path, { name: 'a.docx' })).status).toBe(404)
    expect((await stage.calls.clerk('POST', `/api/files/${'0'.repeat(64)}/cleaning`, { name: 'a' })).status).toBe(404)
  })
})

describe('from the command line', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongkai-check-'))
    await writeFile(join(folder, 'clean.docx'), wordFile(words('五')))
    await writeFile(join(folder, 'changed.docx'), wordFile(words('六') + paragraph(change)))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const gongkai = (...given: string[]) =>
    promisify(execFile)(join(home, 'bin', 'gongkai'), given, { cwd: folder })
      .then(({ stdout }) => ({ code: 0, stdout }))
      .catch((error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }))

  test('check says what stands in the way, and ends with 2 when something does', async () => {
    const clean = await gongkai('check', '--json', 'clean.docx')
    expect(clean).toEqual({
      code: 0,
      stdout: `${JSON.stringify({ file: 'clean.docx', kind: 'docx', findings: [] })}\n`,
    })
    const both = await gongkai('check', 'clean.docx', 'changed.docx', '--json')
    expect(both.code).toBe(2)
    expect(JSON.parse(both.stdout.trim().split('\n')[1]!).findings).toMatchObject([
      { kind: 'tracked-change', severity: 'block', text: '五百元', start: null, end: null, place: '第 2 段' },
    ])
  })
  test('read gives text, HTML, metadata and warnings', async () => {
    const { code, stdout } = await gongkai('read', '--json', 'clean.docx')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'docx', text: expect.stringContaining('集市'), warnings: [] })
    expect((await gongkai('read', 'none.docx')).code).toBe(1)
  })
})
