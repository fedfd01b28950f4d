import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moveFeedback, registerInquiries } from '../../src/capabilities/inquiries/index.ts'
import { type Call, signedInAs, testOffice } from '../support/office.ts'
import { unit } from '../support/people.ts'
import { until } from '../support/until.ts'
import { type Apart, portalToken, type RolesStage, rolesStage } from './stage.ts'

/** What citizens hand in at a portal arrives once, whatever is away meanwhile, and the portal cannot read it again. */

let stage: RolesStage
let portal: Apart
let keeper: Call
let clerk: Call
let closeApp: () => Promise<void>
beforeAll(async () => {
  stage = await rolesStage()
  await unit(stage.platform, { name: '云溪县人民政府', kind: 'government' })
  portal = await stage.portal()
  const app = await testOffice(stage.platform, (office) => registerInquiries(office, stage.platform))
  closeApp = async () => app.close()
  keeper = await signedInAs(app, stage.platform, stage.people.disclosure_office)
  clerk = await signedInAs(app, stage.platform, stage.people.clerk)
  await until(async () => (await readFile(join(portal.folder, 'portal', 'intake-key'), 'utf8').catch(() => '')) !== '')
  await until(async () => (await fetch(`${portal.url}/feedback`)).status === 200)
})
afterAll(async () => {
  await closeApp?.()
  await stage?.close()
})

const secret = '采砂公告第三段写错了河名'
const contact = '0571-0000000'
const filled = (more: Record<string, string> = {}) => ({
  id: randomUUID(),
  at: String(Date.now() - 10_000),
  kind: 'wrong_content',
  text: secret,
  page: '/items/1',
  contact,
  website: '',
  ...more,
})
const submit = async (fields: Record<string, string>) => {
  const answer = await fetch(`${portal.url}/feedback`, { method: 'POST', body: new URLSearchParams(fields) })
  const html = await answer.text()
  return { status: answer.status, html, receipt: /<strong class="receipt">([^<]+)</.exec(html)?.[1] }
}
const queue = () => join(portal.folder, 'portal', 'queue')
const waiting = async () => (await readdir(queue())).filter((name) => name.endsWith('.journal'))
/** The case that a receipt is the query code of. */
const caseOf = async (receipt: string) => {
  const found = stage.platform.db.selectFrom('case_file').select('id').where('code', '=', receipt)
  const { id } = await found.executeTakeFirstOrThrow()
  return (await keeper('GET', `/api/inquiries/${id}`)).body
}
const follow = (code: string, proof: string) =>
  fetch(`${portal.url}/inquiries/status`, {
    method: 'POST',
    body: new URLSearchParams({ code, proof }),
    redirect: 'manual',
  })

describe('the form', () => {
  test('names the page it was opened from and is nobody else’s copy', async () => {
    const answer = await fetch(`${portal.url}/feedback?item=12`)
    const html = await answer.text()
    expect(html).toContain('value="/items/12"')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const from = await fetch(`${portal.url}/feedback`, { headers: { referer: `${portal.url}/units?x=1` } })
    expect(await from.text()).toContain('value="/units?x=1"')
    const foreign = await fetch(`${portal.url}/feedback`, { headers: { referer: 'https://elsewhere.example/a' } })
    expect(await foreign.text()).not.toContain('elsewhere.example')
  })

  test.each([
    ['no text', { text: '' }, '请用不超过'],
    ['no kind', { kind: '' }, '请选择是什么问题'],
    ['a page elsewhere', { page: 'https://elsewhere.example/' }, '页面地址不正确'],
    ['a page that is a script', { page: 'javascript:alert(1)' }, '页面地址不正确'],
    ['the trap filled', { website: 'x' }, '请清空后再提交'],
    ['a robot’s haste', { at: String(Date.now() + 60_000) }, '提交得太快了'],
    ['an old page', { at: '0' }, '本页打开得太久了'],
    ['a time that is none', { at: 'x' }, '本页打开得太久了'],
    ['a NUL', { text: 'a\u0000b' }, '请用不超过'],
  ])('%s: says what to mend and keeps the words', async (_case, more, sentence) => {
    const { status, html } = await submit(filled(more))
    expect(status).toBe(422)
    expect(html).toContain(sentence)
    expect(html).toContain(contact)
    expect(await waiting()).toEqual([])
  })
})

describe('a submission', () => {
  test('survives the office’s absence sealed on disk, arrives once as an inquiry, and is followed by its code', async () => {
    await stage.officeLeaves()
    const fields = filled()
    const { status, receipt } = await submit(fields)
    expect(status).toBe(200)
    expect(receipt).toMatch(/^\d{8}-[0-9A-Z]{8}$/)
    expect((await submit(fields)).receipt).toBe(receipt)

    const [name] = await waiting()
    const text = await readFile(join(queue(), name!), 'utf8')
    const box = Buffer.from(JSON.parse(text.slice(text.indexOf('{'))).box, 'base64')
    for (const said of [secret, contact, receipt!])
      expect(text + box.toString('latin1') + box.toString()).not.toContain(said)
    const everything = await readdir(portal.folder, { recursive: true, withFileTypes: true })
    for (const file of everything.filter((one) => one.isFile()))
      expect((await readFile(join(file.parentPath, file.name))).includes(secret), file.name).toBe(false)

    await portal.stop()
    portal = await portal.again()
    await stage.officeReturns()
    await until(async () => (await waiting()).length === 0)
    const one = await caseOf(receipt!)
    expect(one).toMatchObject({
      code: receipt,
      kind: 'site_error',
      status: 'sorting',
      channel: 'portal',
      summary: `内容有误：${secret}`,
      content: { text: secret, place: '/items/1' },
      writer: { phone: '0571-*****00', anonymous: false },
    })
    const row = await stage.platform.db.selectFrom('inquiry').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(secret)
    expect(JSON.stringify(row)).not.toContain('0000000')
    // Who left a telephone proves it; who left nothing follows by the code alone.
    const unproved = await follow(receipt!, '')
    expect([unproved.status, await unproved.text()]).toEqual([422, expect.stringContaining('请填写手机号码末四位')])
    expect((await follow(receipt!, '0000')).status).toBe(303)
    const nameless = (await submit(filled({ contact: '', kind: 'other', text: '字太小了' }))).receipt!
    await until(async () => (await waiting()).length === 0)
    expect((await follow(nameless, '')).status).toBe(303)
    expect(await caseOf(nameless)).toMatchObject({ kind: 'opinion', writer: { anonymous: true } })
  })

  test('is taken once, however often it is delivered', async () => {
    const { key } = await (
      await fetch(`${stage.officeUrl}/api/v1/intake/key`, { headers: { authorization: `Bearer ${portalToken}` } })
    ).json()
    const { sealSubmission } = await import('../../src/foundations/intake/submission.ts')
    const data = { kind: 'other', text: '两次', contact: '', page: '' }
    const submission = {
      id: randomUUID(),
      kind: 'feedback',
      receipt: 'x',
      at: '2026-03-02T01:00:00.000Z',
      data,
      files: [],
    }
    const deliver = (body: unknown) =>
      fetch(`${stage.officeUrl}/api/v1/intake`, {
        method: 'POST',
        headers: { authorization: `Bearer ${portalToken}`, 'x-gongkai': '1', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const answers = await Promise.all(Array.from({ length: 5 }, () => deliver(sealSubmission(submission, key))))
    expect(answers.map((one) => one.status)).toEqual([204, 204, 204, 204, 204])
    const { n } = await stage.platform.db
      .selectFrom('inquiry')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('intake_id', '=', submission.id)
      .executeTakeFirstOrThrow()
    expect(n).toBe(1)

    const sealed = sealSubmission({ ...submission, id: randomUUID() }, key)
    const box = Buffer.from(sealed.box, 'base64')
    box[60]! ^= 1
    for (const bad of [
      { ...sealed, box: box.toString('base64') },
      { ...sealed, id: randomUUID() },
      { ...sealed, kind: 'unheard-of' },
      { ...sealed, kind: 'constructor' },
      { ...sealed, key: 'AAAA' },
      sealSubmission({ ...submission, id: randomUUID(), data: { kind: 'other' } }, key),
    ])
      expect((await deliver(bad)).status).toBe(422)
  })
})

test('the government’s office answers it at once; the whole contact is shown on request, and the audit log says to whom', async () => {
  const { items } = (await keeper('GET', '/api/inquiries?view=all&kind=site_error')).body
  const one = (await keeper('GET', `/api/inquiries/${items[0].id}`)).body
  const seen = await keeper('POST', `/api/inquiries/${one.id}/writer-view`, { purpose: '核对' })
  expect(seen.body.phone).toBe(contact)
  const noted = stage.platform.db.selectFrom('audit_entry').selectAll().where('action', '=', 'inquiry.writer-seen')
  const entry = await noted.executeTakeFirstOrThrow()
  expect(entry.actor_id).toBe(stage.people.disclosure_office.personId)
  expect(JSON.stringify(entry)).not.toContain(contact)
  expect((await clerk('GET', `/api/inquiries/${one.id}`)).status).toBe(404)
  const data = { sources: { records: [], knowledge: [] } }
  const answer = () =>
    keeper('POST', `/api/inquiries/${one.id}/answer-at-once`, { version: one.version, data, note: '已改正河名。' })
  expect((await answer()).body).toMatchObject({ status: 'closed', outcome: 'answered' })
  expect((await answer()).status).toBe(409)
})

test('what an earlier version kept apart is moved at the start, once, with its days; what cannot be opened stays and is said', async () => {
  const { platform, people } = stage
  const old = async (receipt: string, given: { handled?: boolean; broken?: boolean }) => {
    const intake_id = randomUUID()
    const submitted_at = '2026-02-02T01:00:00Z'
    const note = { id: intake_id, kind: 'feedback', receipt, submitted_at, received_at: submitted_at }
    await platform.db.insertInto('intake_item').values(note).execute()
    const seal = (value: string, place: string) => platform.keyring.seal(value, `feedback/${intake_id}/${place}`)
    const by = people.disclosure_office.personId
    const row = {
      intake_id,
      receipt,
      kind: 'broken_link',
      page: '/items/7',
      text_sealed: given.broken ? 'x' : seal('打不开', 'text'),
      contact_sealed: seal('li@example.cn', 'contact'),
      submitted_at,
      ...(given.handled ? { handled_at: '2026-02-04T01:00:00Z', handled_by: by, note: '已经修好。' } : {}),
    }
    await platform.db.insertInto('feedback').values(row).execute()
  }
  await old('20260202-7K3M9QX1', { handled: true })
  await old('20260202-7K3M9QX2', {})
  await old('20260202-7K3M9QX3', { broken: true })
  expect(await moveFeedback(platform)).toBe(2)
  expect(await moveFeedback(platform)).toBe(0)
  const left = await platform.db.selectFrom('feedback').select('receipt').execute()
  expect(left).toEqual([{ receipt: '20260202-7K3M9QX3' }])
  const handled = await caseOf('20260202-7K3M9QX1')
  expect(handled).toMatchObject({
    kind: 'site_error',
    status: 'closed',
    receivedOn: '2026-02-02',
    closedOn: '2026-02-04',
    submittedAt: '2026-02-02T01:00:00.000Z',
    content: { subject: '链接失效', text: '打不开', place: '/items/7' },
    reply: { text: '已经修好。', given: true },
  })
  expect(handled.history.at(-1).note).toContain('于2026-02-04办结')
  expect(await caseOf('20260202-7K3M9QX2')).toMatchObject({ status: 'sorting', receivedOn: '2026-03-02', left: 5 })
})

test('a flood from one address is stopped with a sentence', async () => {
  const answers = []
  for (let n = 0; n < 8; n++) answers.push(await submit(filled()))
  expect(answers.some(({ status, html }) => status === 429 && html.includes('提交得太多了'))).toBe(true)
})
